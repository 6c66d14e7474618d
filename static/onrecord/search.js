// The search page: words and choices in, results out, with their state in the address. It searches in
// Pagefind's index, or in the small one of a site that is opened from disk; results look the same. Nothing
// that was found is ever read as HTML.

{
  const SHOWN = 20;
  const PATIENCE = 200;
  const EXCERPT = 36;
  const KINDS = { article: "Article", claim: "Claim", speaker: "Speaker", event: "Event" };

  const form = document.getElementById("search");
  const words = document.getElementById("search-words");
  const told = document.getElementById("search-told");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const choices = [...form.querySelectorAll("select")];
  const root = new URL(form.dataset.root, location.href);
  const index = new URL(form.dataset.index, location.href);

  // Words as they are compared: without case and accents.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const split = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

  // --- Pagefind: an instance for each language, since each has a stemmer of its own.

  async function pagefind() {
    const languages = form.dataset.languages.split(" ");
    const engines = await Promise.all(languages.map(engine));
    return async (query, filters) => {
      const asked = { filters, sort: query ? {} : { day: "desc" } };
      const answers = await Promise.all(engines.map((one) => one.search(query || null, asked)));
      const results = answers.flatMap((answer) => answer.results);
      if (query) results.sort((a, b) => b.score - a.score);
      return results.map((result) => async () => read(await result.data()));
    };
  }

  // The module keeps one language for all that it does, and takes it from the page; under another address it
  // is another module.
  async function engine(language) {
    const module = await import(`${index}?language=${language}`);
    const page = document.documentElement;
    const own = page.lang;
    page.lang = language;
    const made = module.createInstance({ basePath: new URL("./", index).href });
    page.lang = own;
    await made.init();
    return made;
  }

  function read(data) {
    const unspaced = data.raw_content.includes("\u200B");
    const parts = unspaced ? data.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split("\u200B")
      : data.content.split(/[^\S\uFEFF]+/);
    const found = new Set(data.locations);
    return {
      url: data.raw_url ?? data.url,
      title: data.meta.title,
      note: data.meta.note,
      kind: data.filters.kind[0],
      parts: parts.map((text, at) => ({ text, found: found.has(at) })),
      gap: unspaced ? "" : " ",
    };
  }

  // --- The small index: each word that was asked for is the beginning of one that is there.

  async function small() {
    await new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.addEventListener("load", loaded);
      script.addEventListener("error", failed);
      script.src = index.href;
      document.head.append(script);
    });
    const records = globalThis.onrecordIndex.map((record) => ({
      ...record,
      heads: split(record.title),
      all: split(`${record.title} ${record.note} ${record.text}`),
      whole: plain(`${record.title} ${record.note} ${record.text}`),
    }));
    return async (query, filters) => {
      const wanted = split(query);
      const phrase = query.match(/^\s*"(.+)"\s*$/)?.[1];
      const chosen = records.filter((record) =>
        Object.entries(filters).every(([name, value]) => record.filters[name]?.includes(value)));
      if (wanted.length === 0) return query ? [] : chosen.map((record) => async () => shaped(record, wanted));
      const scored = chosen.map((record) => [score(record, wanted, phrase && plain(phrase)), record]);
      return scored.filter(([points]) => points > 0).sort(([a], [b]) => b - a)
        .map(([, record]) => async () => shaped(record, wanted));
    };
  }

  function score(record, wanted, phrase) {
    if (phrase && !record.whole.includes(phrase)) return 0;
    let points = 0;
    for (const word of wanted) {
      const begins = (other) => other.startsWith(word) || (UNSPACED.test(word) && other.includes(word));
      const times = record.all.filter(begins).length;
      if (times === 0) return 0;
      points += Math.log2(1 + times) + 4 * record.heads.filter(begins).length;
    }
    return points;
  }

  function shaped(record, wanted) {
    return {
      url: record.url,
      title: record.title,
      note: record.note,
      kind: record.filters.kind[0],
      parts: marked(record.text, wanted),
      gap: " ",
    };
  }

  function marked(text, wanted) {
    const is = (word) => split(word).some((part) =>
      wanted.some((one) => part.startsWith(one) || (UNSPACED.test(one) && part.includes(one))));
    return text.split(/\s+/).map((word) => ({ text: word, found: wanted.length > 0 && is(word) }));
  }

  // --- Results as they are shown.

  function shown({ url, title, note, kind, parts, gap }, wanted) {
    const item = document.createElement("li");
    item.className = "search-result";
    item.dataset.kind = kind;
    const head = item.appendChild(document.createElement("p"));
    head.className = "search-title";
    const link = head.appendChild(document.createElement("a"));
    link.href = new URL(url, root).href + words_at(url, parts, gap);
    write(link, marked(title, wanted), " ");
    const meta = item.appendChild(document.createElement("p"));
    meta.className = "meta";
    meta.textContent = [KINDS[kind], note].filter(Boolean).join(" · ");
    // Where there is but a title, it is the text as well.
    if (parts.map(({ text }) => text).join(gap) !== title) {
      const text = item.appendChild(document.createElement("p"));
      text.className = "search-text";
      excerpt(text, parts, gap);
    }
    return item;
  }

  /** Writes words into an element, those found as marks. */
  function write(element, parts, gap) {
    for (const [at, { text, found }] of parts.entries()) {
      if (at > 0) element.append(gap);
      if (!found) {
        element.append(text);
        continue;
      }
      element.appendChild(document.createElement("mark")).textContent = text;
    }
  }

  /** The stretch of a text in which most was found. */
  function excerpt(element, parts, gap) {
    let [best, most, now] = [0, 0, 0];
    for (let at = 0; at < parts.length; at += 1) {
      now += parts[at].found ? 1 : 0;
      now -= parts[at - EXCERPT]?.found ? 1 : 0;
      if (now > most) [best, most] = [Math.max(0, at - EXCERPT + 1), now];
    }
    // Some words before the first that was found.
    const first = parts.findIndex(({ found }, at) => found && at >= best);
    const start = first < 0 ? 0 : Math.max(0, Math.min(best, first - 8), Math.min(first - 8, parts.length - EXCERPT));
    const end = Math.min(parts.length, start + EXCERPT);
    if (start > 0) element.append("…", gap);
    write(element, parts.slice(start, end), gap);
    if (end < parts.length) element.append(gap, "…");
  }

  // The browser itself marks words that the address names (text fragments): the found ones on the page that
  // is opened. In a passage they are told by their neighbours, since the page may hold them twice.
  function words_at(url, parts, gap) {
    const bare = (text) => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    const passage = url.includes("#");
    const named = new Map();
    for (const [at, { text, found }] of parts.entries()) {
      const word = bare(text);
      if (!found || !word || named.has(word)) continue;
      const before = passage ? parts.slice(Math.max(0, at - 2), at).map((part) => part.text).join(gap) : "";
      named.set(word, `${before ? `${encoded(before)}-,` : ""}${encoded(word)}`);
      if (named.size === 6) break;
    }
    if (named.size === 0) return "";
    return `${passage ? "" : "#"}:~:${[...named.values()].map((word) => `text=${word}`).join("&")}`;
  }

  const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

  // --- The page at work.

  let search;
  let number = 0;
  let rest = [];
  let wanted = [];

  function chosen() {
    return Object.fromEntries(choices.filter(({ value }) => value).map(({ name, value }) => [name, value]));
  }

  function remember(query, filters) {
    const address = new URL(location.href);
    address.search = new URLSearchParams({ ...(query && { q: query }), ...filters }).toString();
    if (address.href !== location.href) history.replaceState(null, "", address);
  }

  async function run() {
    const mine = ++number;
    const query = words.value.trim();
    const filters = chosen();
    remember(query, filters);
    list.setAttribute("aria-busy", "true");
    const found = await answer(query, filters);
    // Whoever asked later is answered later.
    if (mine !== number) return;
    wanted = split(query);
    rest = found.rest;
    list.replaceChildren(...found.first);
    list.setAttribute("aria-busy", "false");
    more.hidden = rest.length === 0;
    told.textContent = found.told;
  }

  async function answer(query, filters) {
    const nothing = { told: "", first: [], rest: [] };
    if (!query && Object.keys(filters).length === 0) return nothing;
    try {
      return await ask(query, filters);
    } catch (error) {
      console.error(error);
      return { ...nothing, told: "The search could not be loaded. Loading the page again may help." };
    }
  }

  // An index that has been made anew since it was loaded is loaded again.
  async function ask(query, filters, again = true) {
    try {
      search ??= form.dataset.engine === "pagefind" ? pagefind() : small();
      const results = await (await search)(query, filters);
      const first = await load(results.slice(0, SHOWN), split(query));
      return { told: count(results.length), first, rest: results.slice(SHOWN) };
    } catch (error) {
      search = undefined;
      if (!again) throw error;
      return ask(query, filters, false);
    }
  }

  function load(results, wanted) {
    return Promise.all(results.map(async (result) => shown(await result(), wanted)));
  }

  function count(total) {
    if (total === 0) return "Nothing was found.";
    return total === 1 ? "1 result" : `${total.toLocaleString("en")} results`;
  }

  more.addEventListener("click", async () => {
    const [mine, next] = [number, rest.slice(0, SHOWN)];
    const items = await load(next, wanted);
    if (mine !== number) return;
    rest = rest.slice(SHOWN);
    list.append(...items);
    more.hidden = rest.length === 0;
    items[0]?.querySelector("a").focus();
  });

  let waiting;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, PATIENCE);
  });
  for (const choice of choices) choice.addEventListener("change", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    run();
  });

  // From the field to the results and among them by arrows, as well as by the usual keys.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [words, ...list.querySelectorAll(".search-title a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  const asked = new URL(location.href).searchParams;
  words.value = asked.get("q") ?? "";
  for (const choice of choices) {
    const value = asked.get(choice.name);
    if ([...choice.options].some((option) => option.value === value)) choice.value = value;
  }
  form.hidden = false;
  if ([...asked].length === 0) words.focus();
  run();
}
