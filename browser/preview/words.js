// A selection in an article -> the words that a claim can quote: the text as the program reads it, without
// the markers of notes, from whole word to whole word, with what stands around it.

/** Where the parts of an article stand in its page, by the names that `in` has for them. */
const PARTS = { body: ".article-body", summary: ".standfirst", title: "h1" };

/** What is shown in an article and is not its text. */
const NO_TEXT = "[role=doc-noteref], pre, svg, math, script, style, .footnotes, onrecord-edit";

const BLOCKS = new Set(("ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM "
  + "H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "));

/** Scripts without spaces between words: any place in them is the boundary of a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** How much of the surroundings is told. */
const CONTEXT = 64;

/** @typedef {{ part: string, exact: string, prefix: string, suffix: string }} Passage */

/** Where passages stand in the page. @type {WeakMap<Passage, Range>} */
const ranges = new WeakMap();

/** Where a passage that was selected stands in the page. */
export function rangeOf(passage) {
  return ranges.get(passage);
}

/** @returns {Passage | null} the passage that is selected in the article of this page */
export function selected() {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const passages = Object.keys(PARTS).map((part) => inPart(part, range)).filter((passage) => passage !== null);
  return passages.sort((one, other) => other.exact.length - one.exact.length)[0] ?? null;
}

/** The element that holds a part; null where the site's own template has no such place. */
function holder(part) {
  const article = document.querySelector("main article") ?? document.querySelector("main");
  return article?.querySelector(PARTS[part]) ?? null;
}

function inPart(part, range) {
  const element = holder(part);
  if (!element || !range.intersectsNode(element)) return null;
  const pieces = read(element);
  const text = pieces.map((piece) => piece.text).join("");
  const found = whole(text, startOf(range, pieces), endOf(range, pieces));
  if (!found) return null;
  const passage = told(part, text, found);
  ranges.set(passage, inNodes(found, pieces));
  return passage;
}

/** A passage of a text, which need not stand in the page; null where there are no words in it. */
export function passageIn(part, text, start, end) {
  const found = whole(text, start, end);
  return found && told(part, text, found);
}

function told(part, text, { start, end }) {
  // Where the surroundings are cut off, half a word may be left.
  const before = text.slice(Math.max(0, start - CONTEXT), start).replace(start > CONTEXT ? /^\S*/ : "", "");
  const after = text.slice(end, end + CONTEXT).replace(end + CONTEXT < text.length ? /\S*$/ : "", "");
  return { part, exact: folded(text.slice(start, end)), prefix: folded(before).trimStart(), suffix: folded(after).trimEnd() };
}

function folded(text) {
  return text.replace(/\s+/g, " ");
}

/**
 * The text of an element, in pieces: each a node, or the space between two blocks.
 *
 * @returns {{ node: Text | null, text: string, at: number }[]}
 */
function read(element) {
  const pieces = [];
  let at = 0;
  const add = (text, node = null) => {
    pieces.push({ node, text, at });
    at += text.length;
  };
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return add(node.data, node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(NO_TEXT)) return;
    const apart = BLOCKS.has(node.tagName) || node.tagName === "BR";
    if (apart) add("\n");
    node.childNodes.forEach(visit);
    if (apart) add("\n");
  };
  visit(element);
  return pieces;
}

function startOf(range, pieces) {
  for (const { node, at } of pieces) {
    if (node && node === range.startContainer) return at + range.startOffset;
    if (node && range.comparePoint(node, 0) >= 0) return at;
  }
  return Infinity;
}

function endOf(range, pieces) {
  for (const { node, at, text } of pieces.toReversed()) {
    if (node && node === range.endContainer) return at + range.endOffset;
    if (node && range.comparePoint(node, node.length) <= 0) return at + text.length;
  }
  return 0;
}

/** From whole word to whole word, without space around. */
function whole(text, start, end) {
  while (start < end && /\s/.test(text[start])) start++;
  while (start < end && /\s/.test(text[end - 1])) end--;
  if (start >= end) return null;
  const words = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  const first = words.containing(start);
  const last = words.containing(end - 1);
  const grows = (word) => word.isWordLike && !UNSPACED.test(word.segment);
  return {
    start: grows(first) ? first.index : start,
    end: grows(last) ? last.index + last.segment.length : end,
  };
}

function inNodes({ start, end }, pieces) {
  const range = new Range();
  const holds = (place) => pieces.find(({ node, text, at }) => node && at <= place && place < at + text.length);
  const first = holds(start);
  const last = holds(end - 1);
  range.setStart(first.node, start - first.at);
  range.setEnd(last.node, end - last.at);
  return range;
}
