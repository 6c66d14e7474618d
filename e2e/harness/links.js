// A site followed link by link, as a reader's browser asks for it.

const IN_HTML = /<(?:a|link|img|script|source|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"/g;

/**
 * Follows everything that pages below an address lead to, in the same site.
 *
 * @param {string} home
 * @returns {Promise<{ pages: number, files: number, wrong: string[] }>} `wrong`: links that do not land at once
 */
export async function follow(home) {
  const seen = new Map();
  const wrong = [];
  const todo = [[home, "the beginning"]];
  let pages = 0;
  while (todo.length > 0) {
    const [address, from] = todo.pop();
    const { fragment, whole } = parted(address);
    if (!seen.has(whole)) {
      const { ids, links } = await look(whole, from, wrong);
      seen.set(whole, ids);
      pages += ids ? 1 : 0;
      todo.push(...links.filter((link) => link.startsWith(home)).map((link) => [link, whole]));
    }
    const ids = seen.get(whole);
    if (fragment && ids && !ids.has(fragment)) wrong.push(`${from} -> ${address}: no such place`);
  }
  return { pages, files: seen.size - pages, wrong };
}

function parted(address) {
  const url = new URL(address);
  const fragment = decodeURIComponent(url.hash.slice(1));
  url.hash = "";
  return { fragment, whole: url.href };
}

async function look(address, from, wrong) {
  const response = await fetch(address, { redirect: "manual" });
  const type = response.headers.get("content-type") ?? "";
  const text = await response.text();
  if (response.status !== 200) wrong.push(`${from} -> ${address}: ${response.status}`);
  if (response.status !== 200 || !type.startsWith("text/html")) return { ids: null, links: [] };
  const ids = new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => plain(id)));
  const links = [...text.matchAll(IN_HTML)].map(([, link]) => new URL(plain(link), address).href);
  return { ids, links };
}

/** Without the character references that stand in our pages' addresses. */
function plain(text) {
  return text.replaceAll("&quot;", "\"").replaceAll("&#x27;", "'").replaceAll("&#39;", "'").replaceAll("&#x2F;", "/").replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
