// A field for one or several names, completed as one types: the combobox of the ARIA Authoring Practices,
// with a list of suggestions. Any text may be entered; the server knows what is right.

import { button, h } from "./ui.js";

/** @typedef {{ value: string, name: string, about?: string }} Suggestion */

/**
 * @param {object} options
 * @param {string} options.id
 * @param {string} options.label
 * @param {string} [options.hint]
 * @param {boolean} [options.many] several values, each a token before the field
 * @param {(words: string) => Promise<Suggestion[]>} options.suggest
 * @param {() => void} [options.changed]
 */
export function combobox({ id, label, hint, many = false, suggest, changed = () => {} }) {
  /** @type {string[]} */
  let values = [];
  let active = -1;
  let asked = 0;
  const list = h("ul", { role: "listbox", id: `${id}-list`, "aria-label": label, hidden: true });
  const input = h("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", autocapitalize: "none",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    "aria-describedby": hint && `${id}-hint`,
    oninput: () => { asks(); changed(); },
    onkeydown: key,
    onblur: () => { settle(); close(); },
    onclick: () => list.hidden && asks(),
  });
  const tokens = many && h("ul", { class: "tokens", "aria-label": `${label}: chosen` });
  const box = h("div", { class: "combobox" }, tokens, input, list);
  const field = h("div", { class: "field" }, h("label", { for: id }, label), box,
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint));

  async function asks() {
    const mine = ++asked;
    const found = await suggest(input.value.trim());
    if (mine !== asked || input.getRootNode().activeElement !== input) return;
    list.replaceChildren(...found.filter(({ value }) => !values.includes(value)).map(option));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    expand(list.children.length > 0);
  }

  function option({ value, name, about }, index) {
    return h("li", {
      role: "option", id: `${id}-${index}`, "data-value": value, "aria-selected": "false",
      // The field keeps its focus.
      onmousedown: (event) => event.preventDefault(),
      onclick: () => choose(value),
    }, h("span", { class: "name" }, name), h("span", { class: "about" }, about ?? value));
  }

  function expand(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    // In a panel that scrolls, the list would be cut off at its end.
    if (open) list.scrollIntoView({ block: "nearest" });
  }

  function close() {
    asked++;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    expand(false);
  }

  function move(step) {
    const options = [...list.children];
    const from = active < 0 && step < 0 ? 0 : active;
    active = (from + step + options.length) % options.length;
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === active)));
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function key(event) {
    const { key } = event;
    const taken = () => { event.preventDefault(); event.stopPropagation(); };
    if (key === "ArrowDown" || key === "ArrowUp") {
      taken();
      const step = key === "ArrowDown" ? 1 : -1;
      if (list.hidden) asks().then(() => list.hidden || move(step));
      else move(step);
    } else if (key === "Enter" && !list.hidden && active >= 0) {
      taken();
      choose(list.children[active].dataset.value);
    } else if (key === "Enter" && many && input.value.trim()) {
      taken();
      settle();
      close();
    } else if (key === "Escape" && !list.hidden) {
      taken();
      close();
    } else if (key === "Backspace" && many && !input.value && values.length) {
      taken();
      // What was chosen last is given back to be changed.
      input.value = values.at(-1);
      set(values.slice(0, -1));
      asks();
    }
  }

  function choose(value) {
    // After a comma stands what belongs to the one reference, such as a page.
    const locator = many && /,.*/.exec(input.value)?.[0];
    if (many) {
      input.value = "";
      set([...values, value + (locator || "")]);
    } else {
      input.value = value;
    }
    close();
    changed();
  }

  /** What was typed and not chosen counts as well. */
  function settle() {
    const typed = input.value.trim();
    if (!many || !typed) return;
    input.value = "";
    set([...values.filter((value) => value !== typed), typed]);
    changed();
  }

  function set(next) {
    values = next;
    tokens.replaceChildren(...values.map((value) => h("li", {}, value, button("×", () => {
      set(values.filter((other) => other !== value));
      input.focus();
      changed();
    }, { "aria-label": `Remove ${value}` }))));
  }

  return {
    field, input,
    /** What is chosen, and what was typed last. */
    get values() {
      const typed = input.value.trim();
      return [...values, typed].filter((value) => value !== "");
    },
    set values(next) {
      if (many) set(next);
      else input.value = next[0] ?? "";
    },
  };
}
