import assert from "node:assert/strict";
import { test } from "node:test";
import { inaccessible, isMarked, mark, open, reloaded, select } from "../harness/browser.js";
import { site } from "../harness/site.js";

const ARTICLE = "content/articles/2030/bridge/index.md";
const CLAIMS = "content/articles/2030/bridge/claims.yaml";

const form = (page) => page.getByRole("dialog");
const list = (page) => page.locator("#claims");

async function article(t, made, ...options) {
  const { url } = await made.serve(...options);
  const page = await open(t, url("articles/bridge/"));
  await page.locator("button.badge.claims").waitFor();
  await mark(page);
  return page;
}

async function save(page) {
  await form(page).getByRole("button", { name: "Save" }).click();
}

test("a claim is edited from its marked words; what the form does not show stays", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await page.locator("#claim-mayor-june").click();
  await page.getByRole("button", { name: "Edit mayor-june" }).first().click();
  assert.equal(await form(page).getByRole("combobox", { name: "Speaker" }).inputValue(), "mayor");
  assert.equal(await form(page).getByLabel("Said on").inputValue(), "2030-05-02");
  assert.equal(await form(page).getByLabel("Stance 1").inputValue(), "affirms");
  await form(page).getByLabel("Said on").fill("2030-05-01");
  await save(page);
  await reloaded(page);
  const text = await made.read(CLAIMS);
  assert.equal(text, (await (await site(t)).read(CLAIMS)).replace("said: 2030-05-02", "said: 2030-05-01"));
});

test("a claim is edited from its note, and its words are changed", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  const note = page.locator("li.note", { hasText: "The council" });
  await note.getByRole("button", { name: "Edit clerk-no-date" }).click();
  await form(page).getByRole("button", { name: "Leave out: We have seen no date" }).click();
  await select(page, "seen no date");
  await page.getByRole("button", { name: "Add these words" }).click();
  await save(page);
  await reloaded(page);
  assert.equal(await page.locator("mark[data-claims~=clerk-no-date]").innerText(), "seen no date");
  assert.match(await made.read(CLAIMS), /id: clerk-no-date {3}# by letter\n {4}quote: "?seen no date"?\n {4}speaker: council\n/);
});

test("a claim is taken out, and put back where it stood", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  const before = await made.read(CLAIMS);
  await page.locator("button.badge.claims").click();
  await list(page).getByRole("button", { name: "Delete clerk-no-date" }).click();
  await reloaded(page);
  assert.doesNotMatch(await made.read(CLAIMS), /clerk-no-date/);
  assert.equal(await page.locator("mark[data-claims~=clerk-no-date]").count(), 0);
  await mark(page);
  // The way back is still there after the reload.
  await page.getByRole("button", { name: "Undo" }).click();
  await reloaded(page);
  assert.equal(await made.read(CLAIMS), before);
  assert.equal(await page.locator("mark[data-claims~=clerk-no-date]").innerText(), "We have seen no date");
});

test("a lost quote is listed, and anchored again on words of the text as it is now", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await made.edit(ARTICLE, "We have seen no date", "No day is known to us");
  await page.getByRole("button", { name: "2 claims, 1 lost" }).click();
  await list(page).getByRole("button", { name: "Re-anchor clerk-no-date" }).click();
  // The page is the last good one, so the words are selected in the text that is listed.
  const text = list(page).getByRole("textbox", { name: "Text of the article" });
  await text.evaluate((element) => {
    const at = element.value.indexOf("No day is known");
    element.setSelectionRange(at, at + "No day is known".length);
  });
  assert.deepEqual(await inaccessible(page), []);
  await list(page).getByRole("button", { name: "Anchor here" }).click();
  await reloaded(page);
  assert.equal(await page.locator("mark[data-claims~=clerk-no-date]").innerText(), "No day is known");
  assert.match(await made.read(CLAIMS), /quote: "?No day is known"?\n {4}speaker: council\n/);
  assert.ok(await page.locator("#errors").isHidden());
});

test("the words that come nearest to a lost quote are proposed", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await made.edit(ARTICLE, "We have seen no date", "We have sene no date");
  await page.getByRole("button", { name: "2 claims, 1 lost" }).click();
  await list(page).getByRole("button", { name: "Re-anchor clerk-no-date" }).click();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await reloaded(page);
  assert.equal(await page.locator("mark[data-claims~=clerk-no-date]").innerText(), "We have sene no date");
});

test("words that are selected in the page do as well", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await made.edit(CLAIMS, "We have seen no date", "We have never seen a date");
  await page.getByRole("button", { name: "2 claims, 1 lost" }).click();
  await list(page).getByRole("button", { name: "Re-anchor clerk-no-date" }).click();
  await select(page, "have seen no date");
  await page.getByRole("button", { name: "Anchor clerk-no-date here" }).click();
  await page.getByRole("button", { name: "2 claims", exact: true }).waitFor();
  assert.match(await made.read(CLAIMS), /quote: "?have seen no date"?\n/);
});

test("a preview that was started anew takes nothing from an old page, and the form goes on", async (t) => {
  const made = await site(t);
  const first = await made.serve();
  const page = await open(t, first.url("articles/bridge/"));
  await page.locator("button.badge.claims").waitFor();
  await mark(page);
  await select(page, "builders spoke");
  await page.keyboard.press("Alt+a");
  await form(page).getByRole("combobox", { name: "Speaker" }).fill("builders");
  await first.stop();
  await save(page);
  await form(page).getByText("The preview does not answer").waitFor();
  await made.serve("--port", new URL(first.address).port);
  await page.getByText("Preview not connected").waitFor({ state: "hidden" });
  assert.ok(await isMarked(page));
  await save(page);
  await form(page).getByRole("button", { name: "Load the page again and keep" }).click();
  await reloaded(page);
  assert.equal(await form(page).getByRole("combobox", { name: "Speaker" }).inputValue(), "builders");
  await mark(page);
  await save(page);
  await reloaded(page);
  assert.equal(await page.locator("mark[data-claims~=builders-spoke]").innerText(), "builders spoke");
});
