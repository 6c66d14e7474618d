// The words that a claim quotes, while its form is open: taken from a selection in the page or, where that
// is hard to make or the page is older than the file, from the text as it is in the file.

import { button, h } from "./ui.js";
import { passageIn, rangeOf } from "./words.js";

/** @typedef {import("./words.js").Passage} Passage */

/** What is quoted is marked in the page for as long as the form is open. */
const MARK = "onrecord-passages";
const marking = new CSSStyleSheet();
marking.replaceSync(`::highlight(${MARK}) { background-color: #ffd54d; color: #1a1400; }`);

/** The names of the parts of an article, as `in` has them, in words. */
const PARTS = { body: "text", title: "title", summary: "summary" };

/** @param {() => void} changed */
export function passages(changed) {
  /** @type {Passage[]} */
  let all = [];
  /** Of the article's parts, as they are in the file. */
  let texts = {};
  const list = h("ul", { class: "quotes" });
  const remark = h("p", { class: "hint", role: "status" });
  const part = h("select", { id: "part", "aria-label": "Part of the article", onchange: () => { text.value = texts[part.value]; } });
  const text = h("textarea", { id: "text", rows: "7", readonly: true, "aria-label": "Text of the article: select words in it" });
  const chooser = h("details", {}, h("summary", {}, "Choose words from a list of the text"), part, text,
    button("Take the selected words", () => {
      const passage = passageIn(part.value, text.value, text.selectionStart, text.selectionEnd);
      if (passage) add(passage);
      else remark.textContent = "Select words in the text first.";
    }));

  /** Takes words in. A claim stands in one part of the article. */
  function add(passage) {
    const other = all.find((one) => one.part !== passage.part);
    remark.textContent = other ? `These words stand in the ${PARTS[passage.part]}, and the others in the ${PARTS[other.part]}. A claim quotes one part of an article.` : "";
    if (other || all.some((one) => one.exact === passage.exact && one.prefix === passage.prefix)) return;
    all = [...all, passage];
    changed();
    draw();
  }

  function draw() {
    list.replaceChildren(...all.map((passage) => h("li", {}, h("q", {}, passage.exact),
      button("×", () => {
        all = all.filter((other) => other !== passage);
        changed();
        draw();
      }, { class: "quiet", "aria-label": `Leave out: ${passage.exact}` }))));
    if (!all.length) list.replaceChildren(h("li", { class: "hint" }, "None. Select words in the article, and press the button beside them."));
    const ranges = all.flatMap((passage) => rangeOf(passage) ?? []);
    CSS.highlights?.set(MARK, new Highlight(...ranges));
  }

  return {
    element: h("fieldset", {}, h("legend", {}, "Words"), list, remark, chooser),
    add,
    get all() {
      return all;
    },
    /** @param {Passage[]} quoted @param {Record<string, string> | undefined} parts */
    open(quoted, parts) {
      all = quoted;
      texts = parts ?? {};
      remark.textContent = "";
      part.replaceChildren(...Object.keys(texts).filter((name) => texts[name]).map((name) => h("option", { value: name }, PARTS[name])));
      text.value = texts[part.value] ?? "";
      chooser.hidden = !text.value;
      chooser.open = !quoted.length;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((sheet) => sheet !== marking), marking];
      draw();
    },
    close: () => CSS.highlights?.delete(MARK),
  };
}
