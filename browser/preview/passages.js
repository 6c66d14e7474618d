// The words that a claim quotes, while its form is open: taken from a selection in the page or, where that
// is hard to make or the page is older than the file, from the text as it is in the file.

import { button, h } from "./ui.js";
import { passageIn, rangeOf } from "./words.js";

/** @typedef {import("./words.js").Passage} Passage */

/** What is quoted is marked in the page for as long as the form is open. */
const MARK = "onrecord-passages";
const marking = new CSSStyleSheet();
marking.replaceSync(`::highlight(${MARK}) { background-color: #ffd54d; color: #1a1400; }`);

/** The parts of an article, as `in` has them, in words. */
const PARTS = { body: "Text", title: "Title", summary: "Summary" };

/**
 * The text of the article as it is in the file, to select words in: by keyboard as well, and also where the
 * page is older than the file.
 *
 * @param {string} id
 * @param {string} act what is done with the words
 * @param {(passage: Passage) => void} take
 * @param {() => void} [cancel]
 */
export function chooser(id, act, take, cancel) {
  let texts = {};
  const remark = h("p", { class: "hint", role: "status" });
  const part = h("select", { id: `${id}-part`, "aria-label": "Part of the article", onchange: show });
  // In a field that is `readonly` Chromium lets no one select by keyboard.
  const text = h("textarea", {
    id: `${id}-text`, rows: "8", "aria-readonly": "true", inputmode: "none", spellcheck: "false", dir: "auto", "aria-label": "Text of the article",
    onbeforeinput: (event) => event.preventDefault(),
    oninput: (event) => { event.stopPropagation(); show(); },
  });
  const acts = h("p", { class: "acts" }, button(act, () => {
    const passage = passageIn(part.value, text.value, text.selectionStart, text.selectionEnd);
    remark.textContent = passage ? "" : "Select words in the text first.";
    if (passage) take(passage);
  }, { class: cancel ? "main" : null }), cancel && button("Cancel", cancel));
  const element = h("div", { class: "chooser" }, part, text, remark, acts);

  function show() {
    if (text.value === texts[part.value]) return;
    text.value = texts[part.value] ?? "";
    text.setSelectionRange(0, 0);
  }

  return {
    element,
    /** Goes to some words of a part. */
    select(name, words) {
      part.value = name;
      show();
      const at = words ? text.value.indexOf(words) : -1;
      if (at >= 0) text.setSelectionRange(at, at + words.length);
      text.focus();
    },
    /** @param {Record<string, string>} parts */
    fill(parts) {
      texts = parts;
      const before = part.value || "body";
      part.replaceChildren(...Object.keys(PARTS).filter((name) => texts[name]).map((name) => h("option", { value: name }, PARTS[name])));
      part.value = before;
      show();
    },
  };
}

/** @param {() => void} changed */
export function passages(changed) {
  /** @type {Passage[]} */
  let all = [];
  const list = h("ul", { class: "quotes" });
  const remark = h("p", { class: "hint", role: "status" });
  const words = chooser("words", "Take the selected words", add);
  const choice = h("details", {}, h("summary", {}, "Choose words here instead"), words.element);

  /** Takes words in. A claim stands in one part of the article. */
  function add(passage) {
    const other = all.find((one) => one.part !== passage.part);
    remark.textContent = other ? `A claim quotes one part of an article: these words stand in its ${passage.part}, the others in its ${other.part}.` : "";
    if (other || all.some((one) => one.exact === passage.exact && one.prefix === passage.prefix)) return;
    all = [...all, passage];
    changed();
    draw();
  }

  function draw() {
    list.replaceChildren(...all.map((passage) => h("li", {}, h("q", { dir: "auto" }, passage.exact),
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
    element: h("fieldset", {}, h("legend", {}, "Words"), list, remark, choice),
    add,
    get all() {
      return all;
    },
    /** @param {Passage[]} quoted @param {Record<string, string>} parts */
    open(quoted, parts) {
      all = quoted;
      remark.textContent = "";
      words.fill(parts);
      choice.open = !quoted.length;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((sheet) => sheet !== marking), marking];
      draw();
    },
    close: () => CSS.highlights?.delete(MARK),
  };
}
