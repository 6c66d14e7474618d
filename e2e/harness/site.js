// Sites for tests: a folder of its own for each, shown by the real `onrecord serve` or built.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The site in `e2e/site`: small, without errors, about people who do not exist. */
export const BRIDGE = fileURLToPath(new URL("../site", import.meta.url));

const PROGRAM = process.env.ONRECORD ?? fileURLToPath(new URL("../../target/debug/onrecord", import.meta.url));

/**
 * A copy of a site, which goes with the test.
 *
 * @param {import("node:test").TestContext} test
 * @param {{ from?: string | null, files?: Record<string, string> }} [options] `from`: `null` for an empty folder;
 *   `files`: texts by their path
 */
export async function site(test, { from = BRIDGE, files = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "onrecord-e2e-"));
  test.after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  if (from) await cp(from, folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) await write(folder, path, text);

  return {
    folder,
    read: (path) => readFile(join(folder, path), "utf8"),
    write: (path, text) => write(folder, path, text),
    /** Changes a file. What is to be replaced must be there. */
    async edit(path, from, to) {
      const before = await readFile(join(folder, path), "utf8");
      assert.ok(before.includes(from), `${path} does not say ${from}`);
      await write(folder, path, before.replace(from, () => to));
    },
    serve: (...options) => serve(test, folder, options),
    build: (...options) => build(folder, options),
  };
}

/** Writes as an editor does: whole or not at all. */
async function write(folder, path, text) {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}~`, text);
  await rename(`${file}~`, file);
}

/**
 * Shows a site until the test ends.
 *
 * @param {import("node:test").TestContext} test
 * @param {string} folder
 * @param {string[]} options
 */
async function serve(test, folder, options) {
  const port = options.some((option) => option.startsWith("--port")) ? [] : ["--port", "0"];
  const server = spawn(PROGRAM, ["serve", "--site", folder, ...port, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  server.stderr.on("data", (text) => said.push(text));
  const lines = createInterface({ input: server.stdout });
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGINT");
    await once(server, "exit");
  };
  test.after(stop);
  const [address] = await Promise.race([
    once(lines, "line"),
    once(server, "exit").then(() => assert.fail(`it ended: ${said.join("")}`)),
  ]);
  return {
    address,
    stop,
    url: (path = "") => new URL(path, address).href,
    said: () => said.join(""),
  };
}

/** Builds a site into `public/`, and tells how it ended and what it said. */
export async function build(folder, options) {
  const program = spawn(PROGRAM, ["build", "--site", folder, ...options], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  program.stderr.on("data", (text) => { said += text; });
  const [status] = await once(program, "close");
  return { status, said, public: join(folder, "public") };
}
