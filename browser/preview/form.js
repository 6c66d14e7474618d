// The form in which a claim is written: beside the article and not over it, so that more words can be
// selected while it is open.

import { fields } from "./fields.js";
import { passages } from "./passages.js";
import { problem } from "./problems.js";
import { button, h } from "./ui.js";

/**
 * @typedef {object} Draft
 * @property {"add" | "replace"} action
 * @property {string} id of the claim in the file
 * @property {string} version of the file that this is based on
 * @property {Record<string, any>} claim by the keys of the claims file
 * @property {import("./words.js").Passage[]} passages
 * @property {boolean} [requoted] whether the passages are other than the claim's
 */

/**
 * @param {ReturnType<typeof import("./ui.js").layer>} layer
 * @param {ReturnType<typeof import("./api.js").api>} api
 * @param {object} when
 * @param {(draft: Draft) => Promise<{ status: number, problems?: any[] }>} when.save
 * @param {(id: string) => void} when.remove
 * @param {(draft: Draft) => void} when.reload
 * @param {(draft: Draft | null) => void} when.closed with what was written and not saved
 */
export function form(layer, api, article, when) {
  /** @type {Draft} */
  let draft;
  let changed = false;
  let requoted = false;
  let before = null;

  const touched = () => { changed = true; };
  const quotes = passages(() => {
    touched();
    requoted = true;
    claim.suggestId();
  });
  const words = () => quotes.all.map(({ exact }) => exact).join(" ");
  const claim = fields(api, { article, changed: touched, words });
  const title = h("h2", { id: "form-title", tabindex: "-1" });
  const trouble = h("div", { class: "trouble", role: "alert", tabindex: "-1" });
  const remark = h("p", { class: "hint", role: "status" });
  const save = h("button", { type: "submit", class: "main" }, "Save");
  const removes = button("Delete", () => {
    close();
    when.remove(draft.id);
  }, { class: "quiet" });
  const fold = button("Fold", () => folded(!dialog.classList.contains("folded")), { class: "quiet", "aria-expanded": "true" });
  const body = h("form", { method: "dialog", novalidate: true, onsubmit: submit, oninput: touched },
    h("div", { class: "fields" }, trouble, quotes.element, claim.elements),
    h("footer", {}, remark, save, button("Cancel", () => cancel()), removes));
  const dialog = h("dialog", { class: "form", "aria-labelledby": title.id, onkeydown: escape }, h("header", {}, title, fold), body);
  layer.ui.append(dialog);

  /** @param {Draft} next */
  function open(next, { claims, text }) {
    if (dialog.open) cancel();
    draft = next;
    before = document.activeElement;
    title.textContent = draft.action === "add" ? "New claim" : `Claim ${draft.id}`;
    removes.hidden = draft.action === "add";
    remark.textContent = "";
    trouble.replaceChildren();
    quotes.open(draft.passages, text);
    claim.fill(draft.claim, new Set(claims.map(({ id }) => id)));
    changed = false;
    requoted = draft.requoted ?? draft.action === "add";
    folded(false);
    dialog.show();
    title.focus();
  }

  function written() {
    return { ...draft, claim: claim.read(draft.claim), passages: quotes.all, requoted };
  }

  async function submit(event) {
    event.preventDefault();
    save.disabled = true;
    const told = await when.save(written());
    save.disabled = false;
    if (told.status === 200) return close();
    trouble.replaceChildren(...complaint(told));
    trouble.focus();
  }

  /** Why it was not taken. */
  function complaint({ status, problems = [] }) {
    if (status === 0) return [h("p", {}, "The preview does not answer. Is it running?")];
    const isOld = status === 409 || status === 403;
    if (!isOld) return [h("h3", {}, "This cannot be written yet"), h("ol", { class: "problems" }, problems.map(problem))];
    const why = status === 409 ? "The claims were changed while this was open. Nothing has been written."
      : "The preview was started anew since this page was loaded.";
    return [h("p", {}, why), button("Load the page again and keep what is written here", () => when.reload(written()))];
  }

  function cancel() {
    close(changed ? written() : null);
  }

  function close(kept = null) {
    dialog.close();
    quotes.close();
    before?.focus?.();
    when.closed(kept);
  }

  function folded(yes) {
    dialog.classList.toggle("folded", yes);
    fold.textContent = yes ? "Unfold" : "Fold";
    fold.setAttribute("aria-expanded", String(!yes));
  }

  function escape(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    cancel();
  }

  return {
    open,
    isOpen: () => dialog.open,
    /** Takes in more words. */
    add(passage) {
      if (passage) quotes.add(passage);
      folded(false);
      title.focus();
    },
    note: (text) => { remark.textContent = text; },
  };
}
