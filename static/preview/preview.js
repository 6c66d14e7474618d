// Keeps an open page as its files are: loads it again when it has changed, and swaps style sheets.
(() => {
  const here = document.currentScript.dataset;
  let version = here.version;
  let stream = null;

  const open = () => {
    const query = new URLSearchParams({ page: here.page, version });
    stream = new EventSource(`${here.base}.onrecord/stream?${query}`);
    const on = (name, act) =>
      stream.addEventListener(name, (event) => {
        version = event.lastEventId;
        act(JSON.parse(event.data));
      });
    on("state", () => {});
    on("reload", ({ fragment }) => {
      if (fragment) history.replaceState(null, "", `#${fragment}`);
      location.reload();
    });
    on("styles", () => {
      for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
        const url = new URL(link.href);
        url.searchParams.set("preview", version);
        link.href = url.href;
      }
    });
  };

  // A browser keeps few connections to one host: a page that nobody sees gives its own back.
  const follow = () => {
    if (document.hidden) stream?.close();
    else if (stream === null || stream.readyState === EventSource.CLOSED) open();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
})();
