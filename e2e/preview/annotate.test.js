import assert from "node:assert/strict";
import { test } from "node:test";
import { inaccessible, mark, open, reloaded, select } from "../harness/browser.js";
import { site } from "../harness/site.js";

const CLAIMS = "content/articles/2030/bridge/claims.yaml";

const form = (page) => page.getByRole("dialog");

/** Opens an article, ready to be annotated. */
async function article(t, made, { id = "bridge", ...options } = {}) {
  const { url } = await made.serve();
  const page = await open(t, url(`articles/${id}/`), options);
  await page.locator("button.badge.claims").waitFor();
  await mark(page);
  return page;
}

/** Selects words and opens the form on them. */
async function annotate(page, ...words) {
  await select(page, ...words);
  await page.getByRole("button", { name: "Annotate" }).click();
  await form(page).waitFor();
}

/** Chooses from what is suggested for some letters. */
async function choose(page, label, letters, name) {
  await form(page).getByRole("combobox", { name: label, exact: true }).fill(letters);
  await form(page).getByRole("option", { name }).click();
}

async function save(page) {
  await form(page).getByRole("button", { name: "Save" }).click();
}

/** The text of all marks that name a claim. */
function marked(page, id) {
  return page.locator(`mark[data-claims~="${id}"]`).allInnerTexts().then((texts) => texts.join(""));
}

test("words are selected, annotated, and marked on the page", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await annotate(page, "builders spoke", "of July");
  await choose(page, "Speaker", "build", "The builders");
  await form(page).getByLabel("Stance 1").selectOption({ label: "denies" });
  await choose(page, "On", "opening", "Opening of the bridge");
  await choose(page, "On", "june", /would open in June/);
  await form(page).getByLabel("Said on").fill("2030-05-03");
  await choose(page, "Through", "gaz", "Harbour Gazette");
  await choose(page, "Sources", "gaz", "The mayor on the bridge");
  await form(page).getByLabel("Editor's note").fill("By telephone: no letter.");
  await save(page);
  await reloaded(page);
  assert.equal(await marked(page, "builders-spoke-july"), "builders spoke of July");
  assert.match(await page.getByText("The claim builders-spoke-july is written.").innerText(), /written/);
  const text = await made.read(CLAIMS);
  assert.ok(text.startsWith("# Who said what about the bridge.\nclaims:\n  # The first word on it.\n"));
  assert.ok(text.endsWith(`  - id: builders-spoke-july
    quote: builders spoke of July
    speaker: builders
    said: 2030-05-03
    via: [gazette]
    denies: [opening, "#mayor-june"]
    sources: [gazette-2030]
    note: "By telephone: no letter."
`), text);
});

test("a selection goes over links, markers and blocks, and grows to whole words", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await select(page, "ouncil", "have seen no da", ".article-body");
  await page.getByRole("button", { name: "Annotate" }).click();
  assert.equal(await form(page).getByRole("listitem").first().locator("q").innerText(),
    "council would neither confirm nor deny it. \"We have seen no date");
  await choose(page, "Speaker", "council", "The council");
  await save(page);
  await reloaded(page);
  assert.match(await made.read(CLAIMS), /quote: .*council would neither confirm nor deny it\. .*We have seen no date/);
});

test("words that stand twice get as much context as they need, and no more", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await annotate(page, "that the bridge would open in June. The builders");
  await form(page).getByRole("button", { name: "Cancel" }).click();
  await page.getByText("What you wrote is put aside.").waitFor({ state: "hidden" });
  await page.evaluate(() => {
    const text = [...document.querySelectorAll(".article-body p")].at(-1).firstChild;
    const at = text.data.indexOf("the bridge would");
    getSelection().setBaseAndExtent(text, at, text, at + "the bridge would open".length);
  });
  await page.getByRole("button", { name: "Annotate" }).click();
  await choose(page, "Speaker", "mayor", "The mayor");
  await form(page).getByLabel("Id", { exact: true }).fill("again");
  await save(page);
  await reloaded(page);
  assert.match(await made.read(CLAIMS), /id: again\n {4}quote:\n {6}exact: the bridge would open\n {6}prefix: [^\n]+\n {4}speaker/);
});

test("title and summary can be annotated, and a claim can have several passages", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await annotate(page, "The mayor named a day", undefined);
  await select(page, "The council would not");
  await page.getByRole("button", { name: "Add these words" }).click();
  // Another part of the article is no passage of the same claim.
  await select(page, "when the bridge opens");
  await page.getByRole("button", { name: "Add these words" }).click();
  await form(page).getByText("A claim quotes one part of an article").waitFor();
  await choose(page, "Speaker", "council", "The council");
  await form(page).getByLabel("Id", { exact: true }).fill("both");
  await save(page);
  await reloaded(page);
  const text = await made.read(CLAIMS);
  assert.match(text, /id: both\n {4}quote: *\n? *(\[|- )/);
  assert.match(text, /in: summary/);
  assert.equal(await marked(page, "both"), "The mayor named a dayThe council would not");
  await mark(page);
  await annotate(page, "the bridge opens");
  await choose(page, "Speaker", "mayor", "The mayor");
  await form(page).getByLabel("Id", { exact: true }).fill("headline");
  await save(page);
  await reloaded(page);
  assert.equal(await page.locator("h1 mark").innerText(), "the bridge opens");
});

test("an article without claims gets a file of them", async (t) => {
  const made = await site(t);
  const page = await article(t, made, { id: "plain" });
  await annotate(page, "Nothing was said");
  await choose(page, "Speaker", "council", "The council");
  await save(page);
  await reloaded(page);
  assert.match(await made.read("content/articles/plain.claims.yaml"), /^claims:\n {2}- id: council-nothing-said\n {4}quote: Nothing was said\n/);
});

test("all of it can be done by keyboard", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await page.keyboard.press("Alt+a");
  const text = form(page).getByRole("textbox", { name: "Text of the article" });
  await text.waitFor();
  while (!await text.evaluate((element) => element.getRootNode().activeElement === element)) await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Home");
  for (let letter = 0; letter < "On Thursday".length; letter++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await form(page).locator("q", { hasText: "On Thursday" }).waitFor();
  const speaker = form(page).getByRole("combobox", { name: "Speaker" });
  while (!await speaker.evaluate((element) => element.getRootNode().activeElement === element)) await page.keyboard.press("Tab");
  await page.keyboard.type("may");
  await form(page).getByRole("option", { name: "The mayor" }).waitFor();
  await page.keyboard.press("ArrowDown");
  assert.equal(await speaker.getAttribute("aria-activedescendant"), "speaker-0");
  await page.keyboard.press("Enter");
  assert.equal(await speaker.inputValue(), "mayor");
  await page.keyboard.press("Enter");
  await reloaded(page);
  assert.match(await made.read(CLAIMS), /id: mayor-thursday\n {4}quote: On Thursday\n/);
});

test("selected words are taken by Alt+A", async (t) => {
  const page = await article(t, await site(t));
  await select(page, "builders spoke");
  await page.keyboard.press("Alt+a");
  assert.equal(await form(page).locator("q").innerText(), "builders spoke");
  await page.keyboard.press("Escape");
  await form(page).waitFor({ state: "hidden" });
});

test("what cannot be written is told at the form, and nothing is lost", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  const before = await made.read(CLAIMS);
  await annotate(page, "builders spoke");
  await form(page).getByRole("combobox", { name: "Speaker" }).fill("bilders");
  await page.keyboard.press("Tab");
  await form(page).getByLabel("Said on").fill("yesterday");
  await save(page);
  const trouble = form(page).getByRole("alert");
  await trouble.getByText("bilders").first().waitFor();
  assert.match(await trouble.innerText(), /yesterday/);
  assert.equal(await made.read(CLAIMS), before);
  await choose(page, "Speaker", "build", "The builders");
  await form(page).getByLabel("Said on").fill("2030-05");
  await save(page);
  await reloaded(page);
  assert.match(await made.read(CLAIMS), /speaker: builders\n {4}said: 2030-05\n/);
});

test("what was not saved is put aside and can be taken up again", async (t) => {
  const page = await article(t, await site(t));
  await annotate(page, "builders spoke");
  await choose(page, "Speaker", "build", "The builders");
  await page.keyboard.press("Escape");
  await form(page).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Go on" }).click();
  assert.equal(await form(page).getByRole("combobox", { name: "Speaker" }).inputValue(), "builders");
  assert.equal(await form(page).locator("q").innerText(), "builders spoke");
});

test("a page that changes meanwhile waits for the form to be closed", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await annotate(page, "builders spoke");
  await made.edit("content/articles/2030/bridge/index.md", "spoke of July", "spoke of August");
  await form(page).getByText("The page has changed").waitFor();
  await form(page).getByRole("button", { name: "Cancel" }).click();
  await reloaded(page);
  assert.match(await page.locator("main").innerText(), /August/);
});

test("a file that was changed meanwhile is not touched, and the form goes on", async (t) => {
  const made = await site(t);
  const page = await article(t, made);
  await annotate(page, "builders spoke");
  await choose(page, "Speaker", "build", "The builders");
  await made.edit(CLAIMS, "# by letter", "# by a letter");
  await page.waitForFunction(async () => (await (await fetch("/.onrecord/claims?article=bridge")).json()).version);
  const changed = await made.read(CLAIMS);
  await save(page);
  await form(page).getByText("The claims were changed while this was open").waitFor();
  assert.equal(await made.read(CLAIMS), changed);
  await form(page).getByRole("button", { name: "Load the page again and keep" }).click();
  await reloaded(page);
  assert.equal(await form(page).getByRole("combobox", { name: "Speaker" }).inputValue(), "builders");
  await mark(page);
  await save(page);
  await reloaded(page);
  assert.match(await made.read(CLAIMS), /# by a letter[^]*id: builders-spoke\n/);
});

test("names are text, whatever they say", async (t) => {
  const hostile = `<img src=x onerror="alert(1)">`;
  const made = await site(t, {
    files: {
      "content/speakers/hostile.md": `---\nname: '${hostile}'\n---\n`,
      "content/events/hostile-event.md": `---\nname: '${hostile}'\n---\n`,
    },
  });
  const page = await article(t, made);
  await annotate(page, "builders spoke");
  await choose(page, "Speaker", "hostile", hostile);
  await form(page).getByLabel("Stance 1").selectOption("affirms");
  await form(page).getByRole("combobox", { name: "On", exact: true }).fill(`${hostile}`);
  await form(page).getByRole("option", { name: hostile }).waitFor();
  await page.keyboard.press("Escape");
  await form(page).getByLabel("Id", { exact: true }).fill(hostile);
  await save(page);
  await form(page).getByRole("alert").getByText(hostile).first().waitFor();
  assert.equal(await page.locator("onrecord-preview img").count(), 0);
});

for (const [name, options] of Object.entries({ phone: { width: 320, height: 640, dark: true }, desk: {} })) {
  test(`axe finds nothing wrong with the form on a ${name}, and nothing sticks out`, async (t) => {
    const page = await article(t, await site(t), options);
    await annotate(page, "builders spoke");
    await form(page).getByRole("combobox", { name: "Speaker" }).fill("b");
    await form(page).locator("[role=option]").first().waitFor();
    assert.deepEqual(await inaccessible(page), []);
    await form(page).getByLabel("Stance 1").selectOption("denies");
    await choose(page, "On", "opening", "Opening of the bridge");
    await form(page).getByLabel("Said on").fill("yesterday");
    await save(page);
    await form(page).getByRole("alert").getByText("yesterday").first().waitFor();
    assert.deepEqual(await inaccessible(page), []);
    const box = await form(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, JSON.stringify(box));
  });
}
