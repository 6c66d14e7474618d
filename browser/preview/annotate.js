// Annotating an article in its page: words are selected and a claim is written, changed, taken out, or
// anchored again. The server does the writing.

import { form } from "./form.js";
import { chooser } from "./passages.js";
import { button, count, focused, h, panel, toasts } from "./ui.js";
import { rangeOf, selected } from "./words.js";

/** The fragment of the claim that was written last, until the page that shows it is there. */
const WRITTEN = "onrecord-written";
/** What was written in a form, while the page is loaded again. */
const DRAFT = "onrecord-draft";
const KEY = "Alt+A";

/**
 * @param {ReturnType<typeof import("./ui.js").layer>} layer
 * @param {CSSStyleSheet} sheet
 * @param {ReturnType<typeof import("./api.js").api>} api
 * @param {string} article
 * @param {(fragment?: string | null) => void} reload
 */
export function annotating(layer, sheet, api, article, reload) {
  let known = { version: "", claims: [], text: {} };
  let errors = 0;
  /** A reload that waits for the form to be closed. */
  let waiting = null;
  /** The claim that is to be anchored again. */
  let astray = null;
  const list = panel(layer, "claims", "Claims");
  const chip = floating(layer);
  const say = toasts(layer, { Undo: restore, "Go on": open });
  const place = chooser("place", "Anchor here", use, anchored);
  const writing = form(layer, api, article, { save, remove, reload: aside, closed });

  async function refresh() {
    known = (await api.claims()) ?? known;
    const lost = known.claims.filter((claim) => claim.lost).length;
    list.title.textContent = `${count(known.claims.length, "claim")} in this article`;
    list.badge.textContent = count(known.claims.length, "claim") + (lost ? `, ${lost} lost` : "");
    list.badge.hidden = false;
    list.badge.classList.toggle("has-lost", lost > 0);
    draw();
    // Numbers are those of the page as it would be made now.
    if (!errors) intoNotes(sheet, known.claims, edit);
  }

  function draw() {
    place.fill(known.text);
    if (!astray) list.body.replaceChildren(...overview(known.claims, { edit, remove, anchor }));
  }

  async function annotate(passage) {
    await refresh();
    open({ action: "add", id: "", version: known.version, claim: {}, passages: passage ? [passage] : [] });
  }

  /** Opens the form on a claim as it is in the file now. */
  async function edit(id) {
    await refresh();
    const claim = known.claims.find((claim) => claim.id === id);
    if (claim) open({ action: "replace", id, version: known.version, claim, passages: quoted(claim) });
  }

  function open(draft) {
    chip.hide();
    list.close();
    writing.open(draft, known);
  }

  async function save({ action, id, version, claim, passages, requoted }) {
    // Passages that are not new stay as they are written; where all were taken out, none is left.
    const change = { action, version, claim: requoted ? { ...claim, quote: [] } : claim };
    if (action === "replace") change.id = id;
    if (requoted) change.passages = passages;
    const told = await api.write(change);
    if (told.status === 200) written(told.id, `The claim ${told.id} is written.`);
    return told;
  }

  async function remove(id) {
    await refresh();
    const told = await api.write({ action: "remove", version: known.version, id });
    if (told.status === 200) say(`The claim ${id} is taken out.`, "Undo", { id, undo: told.undo });
    else refused(told);
  }

  async function restore({ id, undo }) {
    await refresh();
    const told = await api.write({ action: "restore", version: known.version, undo });
    if (told.status === 200) written(id, `The claim ${id} is back.`);
    else refused(told);
  }

  /** Asks for the words on which a claim is to stand. Those that are selected already are offered. */
  function anchor(claim) {
    astray = claim;
    list.body.replaceChildren(
      h("h3", {}, `Anchor ${claim.id} again`),
      h("blockquote", { dir: "auto" }, says(claim)),
      h("p", { class: "lead" }, "Select the words that it stands on now, in the page or here. This is the text as it is in the file; the page may be older."),
      place.element);
    place.select(claim.in, claim.nearest);
    offer();
  }

  async function anchorOn(claim, passage) {
    anchored();
    const told = await api.write({ action: "anchor", version: known.version, id: claim.id, passages: [passage] });
    if (told.status === 200) written(claim.id, `The claim ${claim.id} stands on the new words.`);
    else refused(told);
  }

  function anchored() {
    astray = null;
    draw();
    list.title.focus();
  }

  function written(id, words) {
    sessionStorage.setItem(WRITTEN, `claim-${id}`);
    say(errors ? `${words} The page shows it once all errors are mended.` : words);
  }

  function refused({ status, problems }) {
    say(problems?.map(({ message }) => message).join("; ") ?? (status ? "The preview was started anew: load the page again." : "The preview does not answer."));
    refresh();
  }

  /** Loads the page again and goes on with what is written. */
  function aside(draft) {
    sessionStorage.setItem(DRAFT, JSON.stringify(draft));
    reload();
  }

  function closed(draft) {
    if (draft) say("What you wrote is put aside.", "Go on", draft);
    if (waiting) reload(waiting.fragment ?? lastWritten());
    // Whatever opened it may be gone: the list of claims is drawn anew.
    else if (focused() === document.body) list.badge.focus();
  }

  /** What is done with selected words depends on what was begun before. */
  function use(passage) {
    chip.hide();
    if (writing.isOpen()) writing.add(passage);
    else if (astray && passage) anchorOn(astray, passage);
    else annotate(passage);
  }

  function offer() {
    const passage = selected();
    if (!passage) return chip.hide();
    const words = writing.isOpen() ? "Add these words" : astray ? `Anchor ${astray.id} here` : "Annotate";
    chip.show(rangeOf(passage), [button(words, () => use(passage), { class: "main", "aria-keyshortcuts": KEY, title: KEY })]);
  }

  function offerEdit(mark) {
    const ids = mark.dataset.claims.split(" ");
    chip.show(mark, ids.map((id) => button(`Edit ${id}`, () => edit(id))));
  }

  watch(layer, { offer, offerEdit, use: () => use(selected()), hide: chip.hide });
  takeUp(refresh, (draft) => open({ ...draft, version: known.version }));

  return {
    isBusy: writing.isOpen,
    refresh(wrong) {
      errors = wrong;
      return refresh();
    },
    /** The page has changed, but a form is open on it. */
    wait(fragment) {
      waiting = { fragment };
      writing.note("The page has changed. It is loaded again when you close this.");
    },
    lastWritten,
  };
}

/** The claim that was written last, where its page has not been shown since. */
function lastWritten() {
  const fragment = sessionStorage.getItem(WRITTEN);
  sessionStorage.removeItem(WRITTEN);
  return fragment;
}

/** Goes on with what was written before the page was loaded again. */
function takeUp(refresh, open) {
  const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
  sessionStorage.removeItem(DRAFT);
  if (draft) refresh().then(() => open(draft));
}

/** What a claim says, in short. */
function says(claim) {
  return claim.quote.map(({ exact }) => exact).join(" … ") || claim.statement;
}

/** The passages of a claim as it is written. */
function quoted(claim) {
  return claim.quote.map(({ exact, prefix, suffix }) => ({ part: claim.in, exact, prefix: prefix ?? "", suffix: suffix ?? "" }));
}

/** What the panel of an article's claims lists: the lost ones first. */
function overview(claims, { edit, remove, anchor }) {
  const act = (word, claim, act, attributes = {}) => button(word, act, { "aria-label": `${word} ${claim.id}`, ...attributes });
  const entry = (claim) => h("li", {},
    h("blockquote", { dir: "auto" }, says(claim)),
    h("p", { class: "where" }, `${claim.speaker} · `, h("code", {}, claim.id)),
    h("p", { class: "acts" },
      claim.lost && act("Re-anchor", claim, () => anchor(claim), { class: "main", onmousedown: keepsSelection }),
      act("Edit", claim, () => edit(claim.id)),
      act("Delete", claim, () => remove(claim.id), { class: "quiet" })));
  const lost = claims.filter((claim) => claim.lost);
  return [
    h("p", { class: "lead" }, `Select words in the article and press ${KEY} to annotate them. Press marked words to edit what is said of them.`),
    ...(lost.length ? [h("h3", {}, "Lost quotes of this article"), h("ol", { class: "lost" }, lost.map(entry)), h("h3", {}, "In their place")] : []),
    h("ol", {}, claims.filter((claim) => !claim.lost).map(entry)),
  ];
}

/** Puts a way to edit each claim into its note. */
function intoNotes(sheet, claims, edit) {
  if (document.querySelector("onrecord-edit")) return;
  for (const { id, number } of claims) {
    const note = number && document.getElementById(`note-${number}`);
    if (!note) continue;
    const host = document.createElement("onrecord-edit");
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(h("span", { class: "ui", lang: "en" }, button("Edit", () => edit(id), { "aria-label": `Edit ${id}` })));
    (note.querySelector(".backlinks") ?? note).append(host);
  }
}

/** What is pressed here leaves the selection as it is. */
function keepsSelection(event) {
  event.preventDefault();
}

/** Buttons beside something in the page. */
function floating(layer) {
  const box = h("div", { class: "chip", role: "group", "aria-label": "Annotating", hidden: true, onmousedown: keepsSelection });
  layer.ui.append(box);
  return {
    /** @param {{ getBoundingClientRect(): DOMRect }} beside */
    show(beside, buttons) {
      box.replaceChildren(...buttons);
      box.hidden = false;
      const { left, bottom } = beside.getBoundingClientRect();
      const furthest = document.documentElement.clientWidth - box.offsetWidth - 8;
      box.style.left = `${Math.max(8, Math.min(left, furthest)) + scrollX}px`;
      box.style.top = `${bottom + scrollY + 8}px`;
    },
    hide: () => { box.hidden = true; },
  };
}

/** Hears of selections when they are made, of clicks on marked words, and of keys. */
function watch({ ui }, { offer, offerEdit, use, hide }) {
  const isOurs = (event) => event.composedPath().includes(ui);
  let pressed = false;
  addEventListener("pointerdown", (event) => { pressed = !isOurs(event); });
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, (event) => {
      pressed = false;
      // A click takes a selection back only after this.
      if (!isOurs(event)) setTimeout(offer);
    });
  }
  document.addEventListener("selectionchange", () => pressed || offer());
  addEventListener("click", (event) => {
    const mark = event.target.closest?.("mark[data-claims]");
    if (mark && !event.target.closest("a, button") && document.getSelection().isCollapsed) setTimeout(offerEdit, 0, mark);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    const { code, altKey, ctrlKey, metaKey, shiftKey } = event;
    // Where one types, the keys may stand for a letter.
    const types = event.composedPath()[0].matches?.("input, textarea:not([aria-readonly])");
    if (code !== "KeyA" || !altKey || ctrlKey || metaKey || shiftKey || types) return;
    event.preventDefault();
    use();
  });
}
