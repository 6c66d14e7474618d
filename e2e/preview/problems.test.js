import assert from "node:assert/strict";
import { test } from "node:test";
import { inaccessible, isMarked, mark, open } from "../harness/browser.js";
import { site } from "../harness/site.js";

const ARTICLE = "content/articles/2030/bridge/index.md";
const CLAIMS = "content/articles/2030/bridge/claims.yaml";

const errors = (page) => page.locator("#errors");

test("errors are listed above the last good page, and go when they are mended", async (t) => {
  const { edit, serve } = await site(t);
  const { url } = await serve("--editor");
  const page = await open(t, url("articles/bridge/"));
  await page.locator("button.badge.claims").waitFor();
  await mark(page);
  await edit(ARTICLE, "We have seen no date", "We have not seen a date");
  await errors(page).waitFor();
  assert.equal(await errors(page).getByRole("heading", { level: 2 }).innerText(), "1 error");
  const told = await errors(page).innerText();
  assert.match(told, /clerk-no-date/);
  assert.match(told, /claims\.yaml:16:12/);
  assert.match(told, /quote: "We have seen no date"/);
  assert.match(await errors(page).getByRole("link").getAttribute("href"), /^vscode:\/\/file\/.*claims\.yaml:16:12$/);
  assert.match(await page.locator("main").innerText(), /We have seen no date/);
  assert.match(await page.getByRole("alert").first().innerText(), /^1 error\. /);
  assert.ok(await isMarked(page));

  await edit(CLAIMS, "We have seen no date", "We have not seen a date");
  await errors(page).waitFor({ state: "hidden" });
  await page.getByText("We have not seen a date").first().waitFor();
});

for (const options of [[], ["--editor=javascript:alert(1)//{path}"]]) {
  test(`a place is no link ${options.join(" ") || "without an editor"}`, async (t) => {
    const { edit, serve } = await site(t);
    const { url } = await serve(...options);
    const page = await open(t, url("articles/bridge/"));
    await edit(CLAIMS, "speaker: mayor", "speaker: major");
    await errors(page).waitFor();
    assert.equal(await errors(page).getByRole("link").count(), 0);
    assert.match(await errors(page).innerText(), /mayor/);
  });
}

test("the list can be put away by keyboard, and stays so on the next page", async (t) => {
  const { edit, serve } = await site(t);
  const { url } = await serve();
  const page = await open(t, url("articles/bridge/"));
  await edit(CLAIMS, "speaker: mayor", "speaker: major");
  await errors(page).waitFor();
  await errors(page).getByRole("button", { name: "Minimise" }).focus();
  await page.keyboard.press("Escape");
  await errors(page).waitFor({ state: "hidden" });
  const badge = page.getByRole("button", { name: "1 error" });
  assert.equal(await badge.getAttribute("aria-expanded"), "false");
  await page.goto(url("articles/plain/"));
  await badge.waitFor();
  assert.ok(await errors(page).isHidden());
  await badge.focus();
  await page.keyboard.press("Enter");
  await errors(page).waitFor();

  // What is new after all was mended opens by itself again.
  await page.keyboard.press("Escape");
  await edit(CLAIMS, "speaker: major", "speaker: mayor");
  await badge.waitFor({ state: "hidden" });
  await edit(CLAIMS, "speaker: mayor", "speaker: major");
  await errors(page).waitFor();
});

test("warnings wait in a badge", async (t) => {
  const { serve } = await site(t);
  const { url } = await serve();
  const page = await open(t, url());
  const badge = page.getByRole("button", { name: "1 warning" });
  await badge.waitFor();
  const list = page.locator("#warnings");
  assert.ok(await list.isHidden());
  await badge.click();
  assert.match(await list.innerText(), /nothing names the speaker builders/);
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
});

test("a site that begins with errors shows them, and the page once they are mended", async (t) => {
  const { edit, serve } = await site(t);
  await edit(CLAIMS, "speaker: mayor", "speaker: major");
  const { url } = await serve();
  const page = await open(t, url("articles/bridge/"), { policy: null });
  await page.getByRole("heading", { level: 1, name: /error/ }).waitFor();
  await page.getByRole("button", { name: "1 error" }).waitFor();
  assert.ok(await errors(page).isHidden());
  await edit(CLAIMS, "speaker: major", "speaker: mayor");
  await page.getByRole("heading", { level: 1, name: "Who said when the bridge opens" }).waitFor();
});

test("what is told is text, whatever it says", async (t) => {
  const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
  const { write, serve } = await site(t);
  const { url } = await serve();
  const page = await open(t, url("articles/plain/"));
  await page.locator("onrecord-preview").waitFor({ state: "attached" });
  await write("content/articles/plain.claims.yaml", `claims:\n  - id: x\n    quote: Nothing\n    speaker: '${hostile}'\n`);
  await errors(page).waitFor();
  assert.ok((await errors(page).innerText()).includes(hostile));
  assert.equal(await errors(page).locator("img, script").count(), 0);
});

for (const [name, options] of Object.entries({ phone: { width: 320, height: 640 }, "dark desk": { dark: true } })) {
  test(`axe finds nothing wrong with the list on a ${name}, and nothing sticks out`, async (t) => {
    const { edit, serve } = await site(t);
    const { url } = await serve("--editor");
    const page = await open(t, url("articles/bridge/"), options);
    await edit(ARTICLE, "We have seen no date", "We have not seen a date");
    await errors(page).waitFor();
    assert.deepEqual(await inaccessible(page), []);
    const box = await errors(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, JSON.stringify(box));
    await edit(ARTICLE, "We have not seen a date", "We have seen no date");
    await page.getByRole("button", { name: "1 warning" }).click();
    assert.deepEqual(await inaccessible(page), []);
  });
}
