// What the server tells a page that is open.

/**
 * Listens for as long as the page is seen. A browser keeps few connections to one host, so a page that
 * is not seen gives its own up, and is told what it has missed when it comes back.
 *
 * @param {Record<string, string>} settings of the page's tag
 * @param {Record<"state" | "styles" | "reload", (told: any) => void>} when
 * @param {(connected: boolean) => void} connection
 */
export function listen(settings, when, connection) {
  let version = settings.version;
  let source = null;
  let again = 0;

  function open() {
    close();
    if (document.hidden) return;
    const query = new URLSearchParams({ page: settings.page, version });
    source = new EventSource(`${settings.base}.onrecord/stream?${query}`);
    source.onopen = () => connection(true);
    source.onerror = () => {
      connection(false);
      // A browser tries again by itself, unless what it met was no stream at all.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 1000);
    };
    for (const [name, told] of Object.entries(when)) {
      source.addEventListener(name, (event) => {
        version = event.lastEventId || version;
        told(JSON.parse(event.data));
      });
    }
  }

  function close() {
    clearTimeout(again);
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", open);
  addEventListener("pagehide", close);
  // A page that is taken out of the browser's store has not heard anything for a while.
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
}

/** Style sheets that have a successor, which has yet to load. */
const leaving = new WeakSet();

/**
 * Loads style sheets again, each beside the old one, which goes when the new one is there.
 *
 * @param {string[]} paths from the site's root
 */
export function swapStyles(paths, base) {
  const ours = [...document.querySelectorAll("link[rel~=stylesheet]")]
    .filter((link) => new URL(link.href).origin === location.origin && !leaving.has(link));
  const named = ours.filter((link) => paths.some((path) => plain(new URL(link.href).pathname) === plain(base) + path));
  // A sheet that no link names is imported by one of those that are linked.
  (named.length ? named : ours).forEach(swap);
}

/** A path as its letters, however it was written in an address. */
function plain(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function swap(link) {
  const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
  const address = new URL(link.href);
  address.searchParams.set("onrecord", String(Date.now()));
  next.href = address.href;
  next.onload = () => link.remove();
  next.onerror = () => {
    next.remove();
    leaving.delete(link);
  };
  leaving.add(link);
  link.after(next);
}
