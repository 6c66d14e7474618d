// The browser's side of the preview. `src/serve/mod.rs` tells what the server says and is asked.
//
// This file is in every page of a preview. It keeps the place in the page over a reload, which has to
// come before anything is drawn, and starts the modules beside it in `preview/`.
"use strict";

(() => {
  const KEY = "onrecord-place";
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, figcaption, pre, td, th, dt, dd";
  const tag = document.currentScript;

  /** What a block says, but for its numbers: those of notes change when a note is added above. */
  const words = (element) => element.textContent.replace(/[\d\s]+/g, " ").trim().slice(0, 200);

  /** Everything in the page that is likely to be found in its next state as well. */
  const landmarks = () => document.body.querySelectorAll(`[id], ${BLOCKS}`);

  /** Loads the page again and comes back to the same place, or to `fragment`. */
  function reload(fragment = null) {
    const marks = [...landmarks()]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0)
      .sort((one, other) => Math.abs(one.box.top) - Math.abs(other.box.top))
      .slice(0, 16)
      .map(({ element, box }) => ({ id: element.id, words: words(element), top: box.top }));
    const place = { path: location.pathname, x: scrollX, y: scrollY, marks, fragment };
    sessionStorage.setItem(KEY, JSON.stringify(place));
    history.scrollRestoration = "manual";
    location.reload();
  }

  /** Comes back to where `reload` has left the page. */
  function restore() {
    const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (place?.path !== location.pathname) return;
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    const named = place.fragment && document.getElementById(place.fragment);
    if (named) {
      show(named);
    } else if (place.y > 0) {
      scrollBy({ top: shift(place.marks), behavior: "instant" });
    }
    addEventListener("load", () => { history.scrollRestoration = "auto"; });
  }

  /** How far the nearest landmark that is still there has moved. */
  function shift(marks) {
    const said = new Map();
    for (const element of landmarks()) {
      // What is said twice is no landmark.
      const what = words(element);
      said.set(what, said.has(what) ? null : element);
    }
    for (const mark of marks) {
      const element = mark.id ? document.getElementById(mark.id) : said.get(mark.words);
      if (element) return element.getBoundingClientRect().top - mark.top;
    }
    return 0;
  }

  /** Brings an element into view and points at it. */
  function show(element) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const around = (color) => ({ outline: `3px solid ${color}`, outlineOffset: "3px" });
    element.animate([around("#d97706"), around("#d9770600")], { duration: 2400, easing: "ease-in" });
  }

  restore();
  import("./preview/main.js").then((main) => main.start({ ...tag.dataset }, { reload }));
})();
