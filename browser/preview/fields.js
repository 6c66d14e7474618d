// The fields of a claim: from the keys of the claims file to what one types, and back. What the form does not show
// of a claim stays as it is.

import { combobox } from "./combobox.js";
import { button, h } from "./ui.js";

/** The positions that a claim can take, by the keys of the claims file; `repeats` is filled in alike. */
const STANCES = {
  affirms: "affirms", denies: "denies", declines: "neither confirms nor denies", qualifies: "qualifies",
  retracts: "takes back", repeats: "says again",
};

/**
 * @param {ReturnType<typeof import("./api.js").api>} api
 * @param {{ article: string, changed: () => void, words: () => string }} form
 */
export function fields(api, { article, changed, words }) {
  const pick = (from) => async (typed) => from(await api.names(typed));
  const speakers = pick(({ speakers }) => speakers.map(({ id, name }) => ({ value: id, name })));
  const cited = pick(({ sources }) => sources.map(({ key, title }) => ({ value: key, name: title })));
  const targets = pick(({ events, claims }) => [
    ...events.map(({ id, name }) => ({ value: id, name, about: `${id}, an event` })),
    ...claims.map(({ ref, speaker, words }) => ({
      value: ref.startsWith(`${article}#`) ? ref.slice(article.length) : ref, name: words, about: `${ref}, by ${speaker}`,
    })),
  ]);
  const speaker = combobox({ id: "speaker", label: "Speaker", suggest: speakers, changed: touched });
  const to = combobox({ id: "to", label: "Said to", many: true, suggest: speakers, changed });
  const via = combobox({ id: "via", label: "Through", hint: "From the speaker outwards.", many: true, suggest: speakers, changed });
  const sources = combobox({
    id: "sources", label: "Sources", hint: "With a page: key, p. 3", many: true, changed,
    suggest: (typed) => cited(typed.split(",")[0]),
  });
  const said = line("said");
  const id = line("id");
  const statement = h("textarea", { id: "statement", rows: "2", "aria-describedby": "statement-hint" });
  const note = h("textarea", { id: "note", rows: "2" });
  const positions = stances(targets, changed);
  let taken = new Set();
  let own = false;
  id.addEventListener("input", () => { own = id.value !== ""; });

  function touched() {
    changed();
    suggestId();
  }

  /** An id that nobody has to think of, until somebody does. */
  function suggestId() {
    if (own) return;
    const stem = [speaker.values[0], ...keywords(words())].join("-").replace(/[^a-z0-9-]|^-+|-+$/g, "") || "claim";
    let free = stem;
    for (let number = 2; taken.has(free); number++) free = `${stem}-${number}`;
    id.value = free;
  }

  /** @param {Record<string, any>} claim */
  function fill(claim, ids) {
    taken = ids;
    own = Boolean(claim.id);
    id.value = claim.id ?? "";
    speaker.values = claim.speaker ? [claim.speaker] : [];
    for (const [control, key] of [[said, "said"], [statement, "statement"], [note, "note"]]) control.value = claim[key] ?? "";
    to.values = claim.to ?? [];
    via.values = claim.via ?? [];
    sources.values = (claim.sources ?? []).map(typed);
    positions.fill(claim);
    suggestId();
  }

  /** What the fields say, over what the claim said before. */
  function read(claim) {
    const text = (control) => control.value.trim() || null;
    const before = new Map((claim.sources ?? []).map((source) => [typed(source), source]));
    return {
      ...claim, ...positions.read(),
      id: id.value.trim(), speaker: speaker.values[0] ?? "", said: text(said), statement: text(statement), note: text(note),
      to: to.values, via: via.values, sources: sources.values.map((value) => before.get(value) ?? supported(value)),
    };
  }

  const elements = [
    speaker.field, positions.element,
    labelled(said, "Said on", "2025-02-09, 2025-02 or ../2025-02-08. The article's day, unless you say."),
    to.field, via.field, sources.field,
    labelled(statement, "Statement", "The claim in your words. Needed where it quotes none."),
    labelled(note, "Editor's note"), labelled(id, "Id"),
  ];
  return { elements, fill, read, suggestId };
}

function line(id) {
  return h("input", { id, type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "none", "aria-describedby": `${id}-hint` });
}

function labelled(control, label, hint = "") {
  return h("div", { class: "field" }, h("label", { for: control.id }, label), control,
    h("p", { class: "hint", id: `${control.id}-hint` }, hint));
}

/** A source as it is typed: its key, and after a comma where in it. */
function typed({ key, locator }) {
  return locator ? `${key}, ${locator}` : key;
}

function supported(value) {
  const [, key, locator] = /^([^,]*),?\s*(.*)$/.exec(value);
  return { key: key.trim(), locator: locator || null, url: null };
}

/** The first words that mean something. */
function keywords(words) {
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).filter((word) => word.length > 3).slice(0, 3);
}

/** The positions: each a stance and what it is taken on. */
function stances(targets, changed) {
  let made = 0;
  let rows = [];
  const box = h("div", {});

  function add(key = "", values = []) {
    const number = ++made;
    const stance = h("select", { id: `stance-${number}`, "aria-label": `Stance ${number}` },
      h("option", { value: "" }, "takes no position"),
      Object.entries(STANCES).map(([value, words]) => h("option", { value }, words)));
    const on = combobox({ id: `on-${number}`, label: "On", many: true, suggest: targets, changed });
    const row = { stance, on, element: h("div", { class: "position" }, stance, on.field) };
    const fold = () => { on.field.hidden = !stance.value; };
    stance.addEventListener("change", fold);
    stance.value = key;
    on.values = values;
    fold();
    rows.push(row);
    box.append(row.element);
    return row;
  }

  return {
    element: h("fieldset", {}, h("legend", {}, "Position"), box,
      button("Another position", () => add().stance.focus(), { class: "quiet" })),
    fill(claim) {
      rows = [];
      box.replaceChildren();
      for (const key of Object.keys(STANCES)) if (claim[key]?.length) add(key, claim[key]);
      if (!rows.length) add();
    },
    read() {
      const on = (key) => rows.filter(({ stance }) => stance.value === key).flatMap(({ on }) => on.values);
      return Object.fromEntries(Object.keys(STANCES).map((key) => [key, on(key)]));
    },
  };
}
