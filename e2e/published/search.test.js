// The search page of a built site: on a server at its root and in a folder, and from disk.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { inaccessible, open, until } from "../harness/browser.js";
import { freePort, python } from "../harness/hosts.js";
import { build, site } from "../harness/site.js";

const SPEAKER = (name, more = "") => `---\nname: ${name}\n${more}---\n`;

/** A site in several languages about people who do not exist. */
const FILES = {
  "onrecord.toml": "title = \"The ferry\"\nlanguage = \"en\"\n",
  "content/speakers/vela.md": SPEAKER("Ada Vela", "also_known_as: [Ада Вела, Captain Blue]\nroles:\n  - title: Harbour master\n"),
  "content/speakers/orlo.md": SPEAKER("Ben Orlo"),
  "content/events/talk.md": "---\nname: The talk on the quay\nkind: meeting\ndate: 2025-02-08\nparties: [vela, orlo]\n---\n",
  "content/articles/ferry.md": "---\ntitle: The night ferry\ndate: 2025-02-09\ntopics: [Ferries]\n---\n\n"
    + "The lanterns were lit early. We never met on the quay, the harbour master said. <b>Nobody</b> answers x < y.\n\n"
    + "Orlo says that they spoke for an hour.\n",
  "content/articles/ferry.claims.yaml": "claims:\n"
    + "  - id: never-met\n    quote: We never met on the quay\n    speaker: vela\n    denies: talk\n"
    + "  - id: an-hour\n    quote: they spoke for an hour\n    speaker: orlo\n    said: 2024-12\n    affirms: talk\n",
  "content/articles/porom.md": "---\ntitle: Нічний пором\nlanguage: uk\ndate: 2025-03-01\n---\n\nПереговори про пором тривали дві години.\n",
  "content/articles/parom.md": "---\ntitle: Ночной паром\nlanguage: ru\ndate: 2025-03-02\n---\n\nНа переговорах о пароме молчали.\n",
  "content/articles/fune.md": "---\ntitle: 夜の船\nlanguage: ja\ndate: 2025-03-03\n---\n\n昨日の夜、港で会談は行われなかった。\n",
  "content/articles/secret.md": "---\ntitle: A hidden lighthouse\ndate: 2025-03-03\ndraft: true\n---\n\nNobody may read of the lighthouse.\n",
};

/** The site, built. */
async function built(test, ...options) {
  const out = await mkdtemp(join(tmpdir(), "onrecord-e2e-"));
  test.after(() => rm(out, { recursive: true, force: true }));
  const made = await site(test, { from: null, files: FILES });
  const path = options.includes("--portable") ? "" : "talks/";
  const { status, said } = await build(made.folder, ["--out", join(out, path), ...options]);
  assert.equal(status, 0, said);
  return { out, made };
}

/** The search page of the site on a server that knows nothing of sites, in a folder. */
async function served(test, address = "", options = {}) {
  const [{ out }, port] = [await built(test), await freePort()];
  await python(test, out, port);
  return open(test, `http://127.0.0.1:${port}/talks/search/${address}`, { policy: null, ...options });
}

/** The same from disk. */
async function fromDisk(test, address = "") {
  const { out } = await built(test, "--portable");
  return open(test, `${pathToFileURL(join(out, "search/index.html"))}${address}`, { policy: null, folder: out });
}

const results = (page) => page.locator(".search-result").evaluateAll((items) => items.map((item) => ({
  kind: item.dataset.kind,
  title: item.querySelector(".search-title").textContent,
  address: item.querySelector("a").getAttribute("href"),
  found: [...item.querySelectorAll("mark")].map((mark) => mark.textContent),
})));

/** Types words and waits for what they find. */
async function find(page, words) {
  await page.fill("#search-words", words);
  await page.press("#search-words", "Enter");
  await until(async () => new URL(page.url()).searchParams.get("q") === words
    && await page.getAttribute("#search-results", "aria-busy") === "false", `an answer to ${words}`);
  return results(page);
}

for (const [where, page_of] of [["on a server, in a folder", served], ["from disk", fromDisk]]) {
  test(`articles, claims and speakers are found ${where}`, async (t) => {
    const page = await page_of(t);
    assert.equal(await page.evaluate(() => document.activeElement.id), "search-words");

    const lanterns = await find(page, "lanterns");
    assert.deepEqual(lanterns.map(({ kind, title }) => [kind, title]), [["article", "The night ferry"]]);
    assert.deepEqual(lanterns[0].found, ["lanterns"]);

    const met = await find(page, "never met");
    assert.ok(met.some(({ kind, title }) => kind === "claim" && title === "Ada Vela denies The talk on the quay"), JSON.stringify(met));

    for (const name of ["Captain Blue", "Ада"]) {
      const [speaker] = await find(page, name);
      assert.deepEqual([speaker?.kind, speaker?.title], ["speaker", "Ada Vela"], name);
    }
    const [event] = (await find(page, "talk")).filter(({ kind }) => kind === "event");
    assert.equal(event.title, "The talk on the quay");
    assert.deepEqual(await find(page, "lighthouse"), [], "a draft's words");
    assert.equal(await page.textContent("#search-told"), "Nothing was found.");
  });

  test(`words of other languages are found ${where}`, async (t) => {
    const page = await page_of(t);
    const titles = async (words) => (await find(page, words)).map(({ title }) => title);
    assert.deepEqual(await titles("тривали"), ["Нічний пором"]);
    assert.ok((await titles("переговорах")).includes("Ночной паром"));
    assert.deepEqual(await titles("会談"), ["夜の船"]);
  });

  test(`results are narrowed down ${where}`, async (t) => {
    const page = await page_of(t);
    await page.selectOption("[name=stance]", "denies");
    await until(async () => (await results(page)).length === 1, "one denial");
    assert.deepEqual((await results(page)).map(({ title }) => title), ["Ada Vela denies The talk on the quay"]);
    await page.selectOption("[name=speaker]", "orlo");
    await until(async () => (await results(page)).length === 0, "no denial of Orlo's");
    await page.selectOption("[name=stance]", "");
    await page.selectOption("[name=year]", "2024");
    await until(async () => (await results(page)).length === 1, "what he said in 2024");
    assert.equal(await page.textContent("#search-told"), "1 result");

    // The address leads to the same results.
    const { searchParams } = new URL(page.url());
    assert.deepEqual(Object.fromEntries(searchParams), { speaker: "orlo", year: "2024" });
    await page.reload();
    await until(async () => (await results(page)).length === 1, "the same after a reload");
    assert.equal(await page.inputValue("[name=speaker]"), "orlo");
  });

  test(`a result leads to its words ${where}`, async (t) => {
    const page = await page_of(t);
    const [claim] = (await find(page, "quay")).filter(({ kind }) => kind === "claim");
    assert.match(claim.address, /#claim-never-met:~:text=on%20the-,quay$/);
    const [article] = (await find(page, "lanterns")).filter(({ kind }) => kind === "article");
    assert.match(article.address, /\/articles\/ferry\/(index\.html)?#:~:text=lanterns$/);
    await page.click(".search-title a");
    await page.waitForURL(/articles\/ferry/);
    assert.ok(await until(() => isHighlighted(page, "lanterns"), "the word in its highlight"));
    assert.ok(!await isHighlighted(page, "lit"), "no other word");
  });

  test(`the keyboard is enough ${where}`, async (t) => {
    const page = await page_of(t);
    await page.keyboard.type("ferry");
    await page.keyboard.press("Enter");
    await until(async () => (await results(page)).length > 0, "results");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.closest("li")?.dataset.kind), "article");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search-words");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/articles\/ferry/);
  });
}

test("what was found is shown as text", async (t) => {
  const page = await served(t, "?q=lanterns");
  await until(async () => (await results(page)).length === 1, "the article");
  const text = await page.textContent(".search-text");
  assert.ok(text.includes("x < y"), text);
});

test("a search page is accessible, in both lights and on a small screen", async (t) => {
  for (const options of [{}, { dark: true, width: 320 }]) {
    const page = await served(t, "?q=ferry", options);
    await until(async () => (await results(page)).length > 0, "results");
    assert.deepEqual(await inaccessible(page), []);
    assert.equal(await page.getAttribute("#search-told", "role"), "status");
    const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= shown, `${wide} pixels on a screen of ${shown}`);
  }
});

test("the preview finds what a build finds", async (t) => {
  const made = await site(t, { from: null, files: FILES });
  const preview = await made.serve();
  const page = await open(t, preview.url("search/"), { policy: null });
  assert.equal((await find(page, "lanterns")).length, 1);
  await made.edit("content/articles/ferry.md", "lanterns", "candles");
  await until(async () => (await (await fetch(preview.url("articles/ferry/"))).text()).includes("candles"), "the edit");
  await page.reload();
  assert.equal((await find(page, "candles")).length, 1);
});

test("a site without search has no trace of it", async (t) => {
  const made = await site(t, { from: null, files: { ...FILES, "onrecord.toml": `${FILES["onrecord.toml"]}search = false\n` } });
  const preview = await made.serve();
  assert.equal((await fetch(preview.url("search/"))).status, 404);
  const page = await open(t, preview.url(), { policy: null });
  assert.equal(await page.locator("nav a", { hasText: "Search" }).count(), 0);
});

/** Whether a word is painted in the colour in which the site shows what an address names. */
async function isHighlighted(page, word) {
  const box = await page.evaluate((word) => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(word);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + word.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }
    return null;
  }, word);
  const picture = (await page.screenshot({ clip: box })).toString("base64");
  const [r, g, b] = await page.context().newPage().then(async (blank) => {
    const colour = await blank.evaluate(async (picture) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      return [...pen.getImageData(1, 1, 1, 1).data];
    }, picture);
    await blank.close();
    return colour;
  });
  return r > 240 && g > 220 && b < 215;
}
