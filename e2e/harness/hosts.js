// Real servers, each for one test: nginx as the build configures it, and the one that comes with Python.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/**
 * nginx with a folder as its `root`, and the file that the build wrote for it.
 *
 * @param {import("node:test").TestContext} test
 * @param {string} root
 * @param {number} port
 * @param {string} include the `nginx.conf` of the site
 */
export async function nginx(test, root, port, include) {
  const folder = await mkdtemp(join(tmpdir(), "onrecord-nginx-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const own = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`).join("\n");
  // As root it would turn into a user who may not read the folder.
  const user = userInfo().uid === 0 ? "user root;" : "";
  await writeFile(join(folder, "nginx.conf"), `
${user} daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/errors;
events {}
http {
  types { text/html html; text/css css; text/javascript js; image/png png; image/svg+xml svg; application/json json; }
  access_log off;
  ${own}
  server {
    listen 127.0.0.1:${port};
    root ${root};
    include ${include};
  }
}
`);
  await run(test, port, "nginx", ["-p", folder, "-e", `${folder}/errors`, "-c", join(folder, "nginx.conf")]);
}

/** `python3 -m http.server`, which knows nothing of sites. */
export async function python(test, root, port) {
  await run(test, port, "python3", ["-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", root]);
}

async function run(test, port, program, options) {
  const server = spawn(program, options, { stdio: ["ignore", "ignore", "pipe"] });
  const said = [];
  server.stderr.on("data", (text) => said.push(text));
  server.on("error", (error) => said.push(String(error)));
  test.after(async () => {
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGTERM");
    await once(server, "exit");
  });
  const end = Date.now() + 15_000;
  while (!await listens(port)) {
    assert.ok(server.exitCode === null && Date.now() < end, `${program} does not answer: ${said.join("")}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

async function listens(port) {
  const socket = connect(port, "127.0.0.1");
  const opened = await new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
  socket.destroy();
  return opened;
}
