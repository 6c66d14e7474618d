// What is wrong with the site: errors open by themselves, above the last page that could be made, and go
// when they are mended; warnings wait in a badge.

import { count, h, panel, quoted } from "./ui.js";

const MINIMISED = "onrecord-minimised";

/**
 * @param {ReturnType<import("./ui.js").layer>} layer
 * @param {() => boolean} busy whether a form is open, which nothing may cover
 */
export function problems(layer, busy) {
  // A page that could not be made tells by itself what is in the way.
  const [{ responseStatus: status }] = performance.getEntriesByType("navigation");
  const covers = () => !busy() && status !== 500 && !sessionStorage.getItem(MINIMISED);
  const errors = panel(layer, "errors", "Errors");
  const warnings = panel(layer, "warnings", "Warnings");
  const told = h("p", { class: "unseen", role: "alert" });
  layer.ui.append(told);
  let before = 0;

  // What the author has put away stays so on every page, until all is mended.
  errors.box.addEventListener("closed", () => before && sessionStorage.setItem(MINIMISED, "yes"));
  errors.box.addEventListener("opened", () => sessionStorage.removeItem(MINIMISED));

  return (state) => {
    const { errors: wrong, warnings: doubtful, problems: list, more = 0 } = state;
    const of = (severity) => list.filter((problem) => problem.severity === severity);
    fill(errors, count(wrong, "error"), "Until they are mended, pages are shown as they last could be made.", of("error"), wrong);
    fill(warnings, count(doubtful, "warning"), "", of("warning"), doubtful);
    if (wrong && !before && covers()) errors.open();
    if (wrong !== before) {
      told.textContent = wrong ? `${count(wrong, "error")}. ${list[0]?.message ?? ""}` : "All errors are mended.";
    }
    before = wrong;
    if (!wrong) sessionStorage.removeItem(MINIMISED);
  };
}

function fill(panel, words, lead, listed, total) {
  panel.title.textContent = panel.badge.textContent = words;
  panel.badge.hidden = total === 0;
  if (total === 0 && !panel.box.hidden) panel.close();
  const unlisted = total - listed.length;
  panel.body.replaceChildren(
    ...(lead ? [h("p", { class: "lead" }, lead)] : []),
    h("ol", { class: "problems" }, listed.map(problem)),
    ...(unlisted ? [h("p", { class: "lead" }, `${unlisted} more; onrecord check tells all.`)] : []),
  );
}

/** A problem: the keys are those of the JSON report, `snippet`, `editor` and `fixes`. */
export function problem({ message, code, file, line, column, label, snippet, hints = [], fixes = [], editor }) {
  const place = file && `${file}:${line}:${column}`;
  const link = place && opens(editor)
    ? h("a", { href: editor, class: "place" }, place, h("span", { class: "go" }, "Open in the editor"))
    : place && h("span", { class: "place" }, place);
  return h("li", {},
    h("h3", {}, ...quoted(message)),
    place && h("p", { class: "where" }, link, h("code", {}, code)),
    snippet ? h("pre", { tabindex: "0", role: "group", "aria-label": `From ${file}` }, below(snippet)) : label && h("p", {}, label),
    hints.map((hint) => h("p", { class: "hint" }, ...quoted(hint))),
    fixes.length > 0 && h("p", { class: "hint" }, "What could be done: ", ...quoted(fixes.join("; ")), "."));
}

/** A snippet begins with its place, which is told above it. */
function below(snippet) {
  return snippet.replace(/^\s*--> .*\n\s*\|\n/, "");
}

/** An editor is opened by its own scheme; an address that runs in the page is none. */
function opens(editor) {
  return editor && !/^\s*(javascript|data|vbscript|blob):/i.test(editor);
}
