// The output on real servers and from disk: every link lands.

import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { open } from "../harness/browser.js";
import { freePort, nginx, python } from "../harness/hosts.js";
import { follow } from "../harness/links.js";
import { build, site } from "../harness/site.js";

/** The demonstration. */
const DEMONSTRATION = fileURLToPath(new URL("../..", import.meta.url));

/** A folder that goes with the test. */
async function folder(test) {
  const made = await mkdtemp(join(tmpdir(), "onrecord-e2e-"));
  test.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** Builds a site into a folder of a host. */
async function built(from, out, ...options) {
  const { status, said } = await build(from, ["--out", out, ...options]);
  assert.equal(status, 0, said);
}

for (const path of ["", "talks/"]) {
  test(`every link lands on Python's server, at /${path}`, async (t) => {
    const [root, port] = [await folder(t), await freePort()];
    const home = `http://127.0.0.1:${port}/${path}`;
    await built(DEMONSTRATION, join(root, path), "--base-url", home);
    await python(t, root, port);
    const { pages, files, wrong } = await follow(home);
    assert.deepEqual(wrong, []);
    assert.ok(pages > 50 && files > 5, `${pages} pages, ${files} files`);
  });

  test(`nginx answers as its file says, at /${path}`, async (t) => {
    const [root, port] = [await folder(t), await freePort()];
    const home = `http://127.0.0.1:${port}/${path}`;
    const made = await site(t);
    await made.edit("onrecord.toml", "title =", "host = \"nginx\"\ntitle =");
    await made.edit("content/articles/plain.md", "date: ", "aliases: [/old/place/]\ndate: ");
    await built(made.folder, join(root, path), "--base-url", home);
    await nginx(t, root, port, join(root, path, "nginx.conf"));

    const { pages, wrong } = await follow(home);
    assert.deepEqual(wrong, []);
    assert.ok(pages > 10, `${pages} pages`);

    const ask = (address) => fetch(new URL(address, home), { redirect: "manual" });
    for (const old of ["old/place/", "old/place"]) {
      const moved = await ask(old);
      assert.equal(moved.status, 301);
      assert.equal(new URL(moved.headers.get("location"), home).href, `${home}articles/plain/`);
    }
    const bare = await ask("articles/plain");
    assert.equal(bare.status, 301, "a slash is added");
    assert.equal(new URL(bare.headers.get("location"), home).href, `${home}articles/plain/`);
    const page = await ask("articles/plain/");
    assert.equal(page.headers.get("x-content-type-options"), "nosniff");
    assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
    for (const hidden of ["nginx.conf", ".onrecord-manifest"]) assert.equal((await ask(hidden)).status, 404, hidden);

    // The page for wrong addresses finds its style and its links at any depth.
    const gone = await ask("no/such/place/");
    assert.equal(gone.status, 404);
    assert.match(await gone.text(), /<title>/);
    const shown = await open(t, new URL("no/such/place/", home).href, { policy: null });
    const styles = await shown.evaluate(() => [...document.styleSheets].map((sheet) => sheet.cssRules.length));
    assert.ok(styles.length > 0 && styles.every((rules) => rules > 0), "it has its style");
    const links = await shown.evaluate(() =>
      [...document.links].filter((link) => link.pathname !== location.pathname).map((link) => link.href));
    assert.ok(links.length > 5, `${links}`);
    for (const link of links) assert.equal((await ask(link)).status, 200, link);
  });
}

test("from disk, every link of the demonstration lands on a page in its clothes", async (t) => {
  const out = await folder(t);
  await built(DEMONSTRATION, out, "--portable");
  const address = (name) => pathToFileURL(join(out, name)).href;
  const page = await open(t, address("index.html"), { policy: null, folder: out });
  const names = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".html") && name !== "404.html");
  assert.ok(names.length > 50, `${names.length} pages`);
  const places = new Map();
  const leads = [];
  for (const name of names) {
    await page.goto(address(name));
    // An old address leads on by itself, to a page like the others.
    if (/http-equiv="?refresh/.test(await readFile(join(out, name), "utf8"))) {
      await page.waitForURL((url) => url.href !== address(name));
      continue;
    }
    const { ids, links, bare } = await page.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
      links: [...document.links].map(({ href }) => href),
      bare: [...document.styleSheets].length === 0 || [...document.images].some((image) => !image.naturalWidth && image.loading !== "lazy"),
    }));
    assert.ok(!bare, `${name} lacks its style or an image`);
    places.set(page.url(), new Set(ids));
    leads.push(...links.filter((link) => link.startsWith("file:")).map((link) => [name, link]));
  }
  const all = new Set((await readdir(out, { recursive: true })).map(address));
  const lost = leads.filter(([, link]) => {
    const url = new URL(link);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    const ids = places.get(url.href);
    return ids ? fragment && !ids.has(fragment) : !all.has(url.href);
  });
  assert.deepEqual(lost, []);
  assert.ok(leads.length > 1_000, `${leads.length} links`);
});
