// A real browser, under the eyes of every test: no request leaves this machine, nothing offends against a
// strict content security policy, no script fails.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGUMENTS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** What a careful site sends with its pages. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
  + "connect-src 'self'; base-uri 'none'; form-action 'self'";

/** Where set, the files of this folder are used in place of those that the program has in it. */
const FILES = process.env.ONRECORD_BROWSER;

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => { browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS }); });
after(() => browser?.close());

/**
 * Opens an address in a window of its own.
 *
 * @param {import("node:test").TestContext} test
 * @param {string} url
 * @param {{ width?: number, height?: number, dark?: boolean, policy?: string | null, folder?: string }} [options]
 *   `policy`: sent with the pages; `null` leaves them to their own. `folder`: files in it may be opened from disk.
 */
export async function open(test, url, { width = 1280, height = 800, dark = false, policy = POLICY, folder } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" });
  context.setDefaultTimeout(15_000);
  const offences = [];
  context.on("request", (request) => {
    if (!isAllowed(new URL(request.url()), folder)) offences.push(`a request to ${request.url()}`);
  });
  const page = await context.newPage();
  // Without a stack it is the browser that gave up loading a script, of a page that is being left.
  page.on("pageerror", (error) => { if (error.stack) offences.push(`a script failed: ${error.stack}`); });
  page.on("dialog", (dialog) => {
    offences.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) offences.push(message.text());
  });
  if (policy) await page.route((address) => !address.pathname.includes("/.onrecord/"), (route) => underPolicy(route, policy));
  if (FILES) await page.route(/\/\.onrecord\/preview/, handOut);
  test.after(async () => {
    await context.close();
    assert.deepEqual(offences, []);
  });
  await page.goto(url);
  return page;
}

function isAllowed(address, folder) {
  if (address.protocol === "file:") return folder !== undefined && fileURLToPath(address).startsWith(`${folder}/`);
  return ["127.0.0.1", "localhost"].includes(address.hostname);
}

async function underPolicy(route, policy) {
  if (route.request().resourceType() !== "document") return route.fallback();
  const response = await route.fetch({ maxRedirects: 0 });
  return route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
}

function handOut(route) {
  const path = new URL(route.request().url()).pathname.split("/.onrecord/")[1];
  return route.fulfill({ path: fileURLToPath(new URL(path, `file://${FILES}/`)) });
}

/** What axe finds wrong with a page, in words. */
export async function inaccessible(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Selects the words from the first to the last of two texts, as if by pointer or caret. */
export async function select(page, from, to = from, within = "main article") {
  await page.locator(within).first().evaluate((element, [from, to]) => {
    const nodes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const find = (words) => {
      const node = nodes.find((node) => node.data.includes(words));
      if (!node) throw new Error(`no text says ${words}`);
      return [node, node.data.indexOf(words)];
    };
    const [first, start] = find(from);
    const [last, end] = find(to);
    getSelection().setBaseAndExtent(first, start, last, end + to.length);
  }, [from, to]);
}

/** Marks this state of a page, so that it can be told from the page after a reload. */
export async function mark(page) {
  await page.evaluate(() => { globalThis.marked = true; });
}

/** Whether the page is still the one that was marked. */
export function isMarked(page) {
  return page.evaluate(() => globalThis.marked === true);
}

/** Waits for the page after the one that was marked, and for its preview. */
export async function reloaded(page) {
  await page.waitForFunction(() => !globalThis.marked && document.querySelector("onrecord-preview"));
}

/** Waits until a look at something finds it. */
export async function until(look, what) {
  const end = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    assert.ok(Date.now() < end, `in vain: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
