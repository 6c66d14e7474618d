import assert from "node:assert/strict";
import { test } from "node:test";
import { isMarked, mark, open, reloaded, until } from "../harness/browser.js";
import { site } from "../harness/site.js";

const LONG = "content/articles/long.md";

/** An article of many paragraphs. */
function long(first = "The first of many.") {
  const paragraphs = Array.from({ length: 60 }, (_, index) => `Paragraph ${"abcdefghij"[index % 10]}${"klmnop"[Math.floor(index / 10)]} says this and that.`);
  return `---\ntitle: A long text\ndate: 2030-05-06\n---\n\n${first}\n\n${paragraphs.join("\n\n")}\n`;
}

/** How far from the top of the window a text stands. */
function topOf(page, words) {
  return page.getByText(words, { exact: true }).evaluate((element) => element.getBoundingClientRect().top);
}

async function connected(page) {
  await page.locator("onrecord-preview").waitFor({ state: "attached" });
}

test("a page is loaded again when it has changed, and only then", async (t) => {
  const { edit, serve } = await site(t);
  const { url } = await serve();
  const page = await open(t, url("articles/plain/"));
  const other = await open(t, url("articles/bridge/"));
  await Promise.all([page, other].map(connected));
  await Promise.all([page, other].map(mark));
  await edit("content/articles/plain.md", "Nothing was said", "Little was said");
  await reloaded(page);
  assert.match(await page.locator("main").innerText(), /Little was said/);
  assert.ok(await isMarked(other));
});

test("the place in the page is kept, also when text above it has grown", async (t) => {
  const { edit, serve } = await site(t, { files: { [LONG]: long() } });
  const { url } = await serve();
  const page = await open(t, url("articles/long/"));
  await connected(page);
  const words = "Paragraph dn says this and that.";
  await page.getByText(words).evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 40));
  const before = await topOf(page, words);
  await mark(page);
  await edit(LONG, "The first of many.", Array(20).fill("More of it.").join("\n\n"));
  await reloaded(page);
  assert.ok(Math.abs(await topOf(page, words) - before) < 2);
  assert.ok(await page.evaluate(() => scrollY) > 500);
});

test("a page at its top stays there, also under an address with a fragment", async (t) => {
  const { edit, serve } = await site(t, { files: { [LONG]: long() } });
  const { url } = await serve();
  const page = await open(t, url("articles/long/#onrecord-content"));
  await connected(page);
  await page.evaluate(() => scrollTo(0, 0));
  await mark(page);
  await edit(LONG, "The first of many.", "The very first of many.");
  await reloaded(page);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test("a style sheet is swapped without loading the page again", async (t) => {
  const colour = (colour) => `@import "onrecord/onrecord.css";\nh1 { color: ${colour}; }\n`;
  const template = `{% extends "onrecord/base.html" %}\n{% block styles %}<link rel="stylesheet" href="{{ frame.root }}own.css">{% endblock %}\n`;
  const { write, serve } = await site(t, {
    files: { "static/own.css": colour("rgb(1, 2, 3)"), "templates/base.html": template },
  });
  const { url } = await serve();
  const page = await open(t, url("articles/bridge/"));
  await connected(page);
  await mark(page);
  await write("static/own.css", colour("rgb(4, 5, 6)"));
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)");
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
  await write("static/own.css", colour("rgb(7, 8, 9)"));
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(7, 8, 9)");
  assert.ok(await isMarked(page));
});

test("with --follow the page goes to the claim that was changed", async (t) => {
  const claims = `claims:\n  - id: late\n    quote: Paragraph ip says\n    speaker: mayor\n`;
  const { edit, serve } = await site(t, { files: { [LONG]: long(), "content/articles/long.claims.yaml": claims } });
  const { url } = await serve("--follow");
  const page = await open(t, url("articles/long/"));
  await connected(page);
  await mark(page);
  await edit("content/articles/long.claims.yaml", "speaker: mayor", "speaker: council");
  await reloaded(page);
  const box = await page.locator("#claim-late").boundingBox();
  assert.ok(box.y > 0 && box.y < 800, `${box.y}`);
});

test("a preview that is started anew is found again, with what was missed", async (t) => {
  const { edit, serve } = await site(t);
  const first = await serve();
  const page = await open(t, first.url("articles/plain/"));
  await connected(page);
  await mark(page);
  await first.stop();
  await page.getByText("Preview not connected").waitFor();
  await edit("content/articles/plain.md", "Nothing was said", "Little was said");
  const second = await serve("--port", new URL(first.address).port);
  assert.equal(second.address, first.address);
  await reloaded(page);
  assert.match(await page.locator("main").innerText(), /Little was said/);
});

test("a page that is not seen gives its connection up, and catches up when it is seen", async (t) => {
  const { edit, serve } = await site(t);
  const { url } = await serve();
  const page = await open(t, url("articles/plain/"));
  await connected(page);
  await mark(page);
  const seen = (state) => page.evaluate((state) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
  await seen("hidden");
  await edit("content/articles/plain.md", "Nothing was said", "Little was said");
  const other = await open(t, url("articles/plain/"));
  await until(async () => /Little/.test(await (await other.goto(url("articles/plain/"))).text()), "the change is served");
  assert.ok(await isMarked(page));
  await seen("visible");
  await reloaded(page);
});

test("a preview under a path of its host works alike", async (t) => {
  const { edit, write, serve } = await site(t);
  await write("onrecord.toml", `title = "The bridge"\nbase_url = "https://example.org/news/"\n`);
  const { url, address } = await serve();
  assert.match(address, /\/news\/$/);
  const page = await open(t, url("articles/plain/"));
  await connected(page);
  await mark(page);
  await edit("content/articles/plain.md", "Nothing was said", "Little was said");
  await reloaded(page);
});
