// Whatever a writer types, in whatever field: nothing of it runs, nothing is asked of another host, nothing looks
// like a part of the page that the program makes.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { open } from "../harness/browser.js";
import { site } from "../harness/site.js";

/** Each would run `strike()`, ask another host for something, or change the page around it. */
const BLOWS = [
  "<script>strike()</script>",
  "</script><script>strike()</script>",
  "</title></head><script>strike()</script>",
  "</textarea></noscript><script>strike()</script>",
  "\"><script>strike()</script>",
  "'><img src onerror=strike()>",
  "\" onmouseover=\"strike()\" x=\"",
  "' onfocus='strike()' autofocus='",
  "<img src='' onerror=strike()>",
  "<svg onload=strike()><animate onbegin=strike() attributeName=x dur=1s></svg>",
  "<svg><a xlink:href=\"javascript:strike()\"><text y=20>x</text></a></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src='' onerror=strike()>\">",
  "<noscript><p title=\"</noscript><img src='' onerror=strike()>\">",
  "<a href=\"java\tscript:strike()\">x</a>",
  "<a href=\" &#106;avascript:strike()\">x</a>",
  "<a href=\"data:text/html,<script>strike()</script>\">x</a>",
  "<iframe srcdoc=\"<script>parent.strike()</script>\"></iframe>",
  "<object data=\"data:text/html,<script>strike()</script>\"></object><embed src=\"javascript:strike()\">",
  "<form action=\"https://example.com/\"><input autofocus onfocus=strike()><button formaction=\"javascript:strike()\">x</button></form>",
  "<details open ontoggle=strike()><summary>x</summary></details>",
  "<style>body { display: none } @import \"https://example.com/x.css\";</style>",
  "<p style=\"position: fixed; inset: 0; background: url(https://example.com/x.png)\">x</p>",
  "<link rel=stylesheet href=\"https://example.com/x.css\"><base href=\"https://example.com/\">",
  "<meta http-equiv=refresh content=\"0; url=https://example.com/\">",
  "<template><script>strike()</script></template><slot onslotchange=strike()></slot>",
  "<video src='' onerror=strike() autoplay></video><audio src='' onerror=strike()></audio>",
  "<body onload=strike()><main id=\"main\"><h1>x</h1></main>",
  "{{ 7 * 7 }}{% include \"/etc/passwd\" %}{{ __tera_context }}",
  "]]><script>strike()</script><!--",
  "--><script>strike()</script>",
  "\u202Eevil\u2066 \u0085\u2028<script>strike()</script>",
];

/** A site that has a blow in every field that takes free words. */
function files(blows) {
  const made = { "onrecord.toml": config(blows.join(" ")), "content/index.md": page("Front", blows.slice(0, 4).join("\n\n")) };
  const sources = [];
  blows.forEach((blow, number) => {
    const words = JSON.stringify(blow);
    made[`content/speakers/p${number}.md`] =
      `---\nname: ${words}\nkind: person\nroles: [{title: ${words}}]\nalso_known_as: [${words}]\n---\n${blow}\n`;
    made[`content/events/e${number}.md`] =
      `---\nname: ${words}\nplace: ${words}\ntopics: [${words}]\n---\n${blow}\n`;
    made[`content/pages/f${number}.md`] = page(blow, blow);
    made[`content/articles/a${number}.md`] = article(number, blow);
    made[`content/articles/a${number}.claims.yaml`] = claims(number, words);
    sources.push(`  - {id: s${number}, type: webpage, title: ${words}, container-title: ${words}, `
      + `author: [{literal: ${words}}], note: ${words}, URL: "https://example.com/?q='onfocus='strike()&b=(${number})"}`);
  });
  made["content/sources.yaml"] = `references:\n${sources.join("\n")}\n`;
  return made;
}

function config(blow) {
  const words = JSON.stringify(blow);
  return `title = ${words}\ndescription = ${words}\nbase_url = "https://example.org/talks"\n`
    + `[publisher]\nname = ${words}\n[ratings.r]\nlabel = ${words}\n`;
}

function page(title, body) {
  return `---\ntitle: ${JSON.stringify(title)}\n---\n${body}\n`;
}

function article(number, blow) {
  const words = JSON.stringify(blow);
  return `---\ntitle: ${JSON.stringify(`${blow} quoted`)}\ndate: 2025-02-09\nauthors: [${words}]\nsummary: ${words}\n`
    + `topics: [${words}]\ncorrections: [{date: 2025-02-10, text: ${words}}]\n---\nSome words.[^a] Others [@s${number}, ${words}]\n\n`
    + `${blow}\n\nA line with ${blow} in it, and \`${blow}\`.\n\n![${blow.replaceAll(/[[\]]/g, "")}](x.png "t")\n\n`
    + `~~~~html\n${blow}\n~~~~\n\n> ${blow}\n\n| a |\n|---|\n| ${blow} |\n\n[^a]: ${blow}\n`;
}

function claims(number, words) {
  return `claims:\n  - id: c\n    quote: Some words\n    speaker: p${number}\n    via: p${number}\n    to: p${number}\n`
    + `    affirms: e${number}\n    statement: ${words}\n    note: ${words}\n    topics: [${words}]\n`
    + `    sources: [{key: s${number}, locator: ${words}}]\n`
    + `    original: {text: ${words}, language: en, translator: ${words}}\n`
    + `    verdicts: [{rating: r, by: ${words}, summary: ${words}, sources: [s${number}]}]\n`
    + `  - id: t\n    in: title\n    quote: quoted\n    speaker: p${number}\n`;
}

/** What is in a page that the program never puts there. Runs in the page. */
function foreign() {
  const found = [];
  const tell = (element, what) => found.push(`${what}: ${element.outerHTML.slice(0, 200)}`);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) tell(element, "a handler");
      if (/^[\s\u0000-\u001F]*(javascript|data|vbscript):/i.test(value) && name !== "title") tell(element, "an address that runs");
    }
    if (element.matches("iframe, object, embed, base[href], style, template, frame, portal")) tell(element, "an element");
    if (element.matches("script:not([src]):not([type='application/ld+json'])")) tell(element, "a script");
    if (element.matches("form[action], [formaction], meta[http-equiv='refresh' i]")) tell(element, "a way out");
    // Whoever waits for a hand on the element gets one.
    for (const event of ["mouseover", "focus", "click", "toggle", "load", "error"]) {
      if (!element.matches("a, button, input, summary") || event !== "click") element.dispatchEvent(new Event(event));
    }
  }
  if (document.querySelectorAll("main").length !== 1) found.push("not one main");
  if (globalThis.struck) found.push("a blow struck");
  return found;
}

test("nothing that is typed into any field runs, leaves the site, or passes for a part of the page", async (t) => {
  const made = await site(t, { from: null, files: files(BLOWS) });
  await made.write("content/articles/x.png", "");
  const built = await made.build("--portable");
  const errors = built.said.split("\n\n").filter((told) => told.startsWith("error"));
  assert.deepEqual(errors, []);
  const names = await readdir(built.public, { recursive: true });
  // The page for wrong addresses is for hosts: it is never opened from disk.
  const pages = names.filter((name) => name.endsWith(".html") && name !== "404.html");
  assert.ok(pages.length > 5 * BLOWS.length, `${pages.length} pages`);

  const address = (name) => pathToFileURL(join(built.public, name)).href;
  const page = await open(t, "about:blank", { policy: null, folder: built.public });
  await page.addInitScript(() => { globalThis.strike = () => { globalThis.struck = true; }; });
  const wrong = [];
  for (const name of pages) {
    await page.goto(address(name));
    wrong.push(...(await page.evaluate(foreign)).map((found) => `${name}: ${found}`));
  }
  assert.deepEqual(wrong, []);
});
