// What the preview shows beside the page: in a shadow root, so that the site's styles and ours do not
// meet. Everything foreign is set as text; nothing is ever read as HTML.

/**
 * Makes an element. An attribute `on…` is a listener, `true` an attribute without a value; what is
 * null or false is left out. Children are elements or text.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | undefined | null | false | Array<Node | string>)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/** A button that says what it does. */
export function button(words, act, attributes = {}) {
  return h("button", { type: "button", onclick: act, ...attributes }, words);
}

/** A sentence in which names of things stand between backticks. */
export function quoted(text) {
  return text.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part));
}

/** "1 error", "2 errors". */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * The preview's own layer above the page.
 *
 * @param {CSSStyleSheet} sheet
 */
export function layer(sheet) {
  const host = document.createElement("onrecord-preview");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  const panels = h("div", { class: "panels" });
  const toasts = h("div", { class: "toasts", role: "status" });
  const bar = h("div", { class: "bar" });
  const dock = h("div", { class: "dock" }, panels, bar);
  const ui = h("section", { class: "ui", lang: "en", dir: "ltr", "aria-label": "Preview" }, toasts, dock);
  shadow.append(ui);
  document.documentElement.append(host);
  return { ui, bar, panels, toasts };
}

/**
 * A panel that is opened by its badge in the bar; one is open at a time. Escape puts it away again.
 *
 * @param {ReturnType<typeof layer>} layer
 */
export function panel(layer, kind, label) {
  const title = h("h2", { id: `${kind}-title`, tabindex: "-1" }, label);
  const body = h("div", { class: "panel-body" });
  const less = button("Minimise", () => close(true), { class: "quiet", title: "Escape" });
  const box = h("div", { id: kind, class: `panel ${kind}`, role: "region", "aria-labelledby": title.id, hidden: true },
    h("header", {}, title, less), body);
  const badge = button(label, () => (box.hidden ? open(true) : close(true)), {
    class: `badge ${kind}`, "aria-expanded": "false", "aria-controls": kind, hidden: true,
  });

  function open(focus = false) {
    for (const other of layer.panels.children) other.dispatchEvent(new Event("aside"));
    show(true);
    if (focus) title.focus();
  }

  function close(focus = false) {
    show(false);
    if (focus) badge.focus();
  }

  function show(shown) {
    box.hidden = !shown;
    badge.setAttribute("aria-expanded", String(shown));
    box.dispatchEvent(new Event(shown ? "opened" : "closed"));
  }

  box.addEventListener("aside", () => !box.hidden && show(false));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(true);
  });
  layer.panels.append(box);
  layer.bar.append(badge);
  return { box, body, badge, title, open, close };
}

const KEPT = "onrecord-toasts";

/**
 * Short messages, each with at most one thing that can be done about it. They stay until they are put
 * away, over a reload too: there is no hurry.
 *
 * @param {ReturnType<typeof layer>} layer
 * @param {Record<string, (subject: any) => void>} acts what can be done, by its label
 */
export function toasts(layer, acts) {
  /** @type {{ words: string, act?: string, subject?: any }[]} */
  let kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");

  function keep(messages) {
    kept = messages.slice(-3);
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
    layer.toasts.replaceChildren(...kept.map(draw));
  }

  function draw(message) {
    const away = () => keep(kept.filter((other) => other !== message));
    const act = message.act && button(message.act, () => {
      away();
      acts[message.act](message.subject);
    });
    return h("div", { class: "toast" }, h("p", {}, message.words), act,
      button("×", away, { class: "quiet", "aria-label": "Put away" }));
  }

  keep(kept);
  return (words, act, subject) => keep([...kept, { words, act, subject }]);
}
