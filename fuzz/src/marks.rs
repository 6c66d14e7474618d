//! Markdown with quotes marked in it: the HTML is whole and harmless, the marks say the quotes, and every
//! note that is made has its markers.

use std::collections::HashSet;
use std::ops::Range;

use onrecord::anchor::{Anchored, Cite, anchor};
use onrecord::discover::ArticleInput;
use onrecord::parse::article::{self, Article};
use onrecord::parse::config::RawHtml;
use onrecord::plan::body::{self, ArticleHtml, Desk, is_safe_url};
use scraper::node::Element;
use scraper::{Html, Node, Selector};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::{parts, reading};

/// The body of an article; after it, words that are looked for in it.
pub fn hold(bytes: &[u8]) {
    let parts = parts(bytes);
    let Some((body, quotes)) = parts.split_first() else { return };
    let slices = slices(&anchored(body, &[]).1.text);
    let all: Vec<Value> =
        quotes.iter().map(|quote| json!(quote)).chain(slices.iter().map(Slice::quote)).collect();
    let (article, anchored) = anchored(body, &all);
    for (slice, passages) in slices.iter().zip(anchored.passages.iter().skip(quotes.len())) {
        let [passage] = passages.as_slice() else {
            assert!(!slice.whole, "{:?} does not anchor", slice.exact);
            continue;
        };
        assert_eq!(letters(&passage.exact), letters(&slice.exact));
    }
    for raw_html in [RawHtml::Sanitize, RawHtml::Escape] {
        judge(&html(&article, &anchored, raw_html), &article, &anchored);
    }
    html(&article, &anchored, RawHtml::Allow);
}

/// An article of this body with claims of these quotes, and what anchoring finds in it.
fn anchored(body: &str, quotes: &[Value]) -> (Article, Anchored) {
    let claim = |(number, quote): (usize, &Value)| json!({ "id": format!("c{number}"), "speaker": "s", "statement": "So.", "quote": quote });
    let claims: Vec<Value> = (1..).zip(quotes).map(claim).collect();
    let input = ArticleInput {
        article: reading::input("content/articles/a.md", &format!("---\ntitle: T\ndate: 2025\n---\n{body}")),
        claims: Some(reading::input(
            "content/articles/a.claims.yaml",
            &json!({ "claims": claims }).to_string(),
        )),
        bundle: None,
    };
    let (article, _) = article::parse(&input);
    let (anchored, problems) = anchor(&article);
    let mut inputs = vec![&input.article];
    inputs.extend(&input.claims);
    reading::told(&problems, &inputs);
    (article, anchored)
}

/// Words of a text with all that stands before and after them.
struct Slice {
    exact: String,
    prefix: String,
    suffix: String,
    /// White space or an end stands on either side: elsewhere normalisation may join words.
    whole: bool,
}

impl Slice {
    fn quote(&self) -> Value {
        json!({ "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix })
    }
}

/// A few stretches of a text that overlap, each from one boundary of words to another.
fn slices(text: &str) -> Vec<Slice> {
    let words = text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]);
    // Some scripts have word boundaries inside of grapheme clusters, where no quote may begin.
    let graphemes: HashSet<usize> =
        text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let bounds: Vec<usize> = words.filter(|at| graphemes.contains(at)).collect();
    let at = |share: usize| bounds.get((bounds.len() - 1) * share / 12).copied().unwrap_or_default();
    let slice = |(start, end): (usize, usize)| {
        let (prefix, exact, suffix) = (&text[..at(start)], &text[at(start)..at(end)], &text[at(end)..]);
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let whole = blank(prefix.chars().next_back()) && blank(suffix.chars().next());
        Slice { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned(), whole }
    };
    let says = |slice: &Slice| slice.exact.chars().any(char::is_alphanumeric);
    [(0, 12), (0, 5), (3, 9), (4, 5), (6, 12), (11, 12)].map(slice).into_iter().filter(says).collect()
}

fn html(article: &Article, anchored: &Anchored, raw_html: RawHtml) -> ArticleHtml {
    let link = |url: &str, _: bool| is_safe_url(url).then(|| url.to_owned());
    let cite = |cites: &[Cite]| format!("<cite>{}</cite>", body::escape(&cites[0].key));
    let name = |number: u32| format!("Note {number}");
    body::article(article, anchored, &Desk { link: &link, cite: &cite, name: &name, raw_html })
}

fn judge(html: &ArticleHtml, article: &Article, anchored: &Anchored) {
    for text in [&html.title, &html.body].into_iter().chain(html.footnotes.iter().map(|(_, text)| text)) {
        assert_balanced(text);
        assert_harmless(text);
    }
    let document = Html::parse_fragment(&html.body);
    for (claim, passages) in article.claims.entries.iter().zip(&anchored.passages) {
        let marked = marked(&document, &claim.id);
        let exact = covered(passages.iter().map(|passage| passage.bytes.clone()).collect(), &anchored.text);
        assert_eq!(unspaced(&marked), unspaced(&exact), "{}", html.body);
        let fragments = html.body.matches(&format!("id=\"claim-{}\"", claim.id.value)).count();
        assert_eq!(fragments, usize::from(!passages.is_empty()), "{}", html.body);
    }
    let footnotes = html.footnotes.iter().map(|(_, text)| text);
    let markers: usize = footnotes.chain([&html.body]).map(|text| text.matches("doc-noteref").count()).sum();
    let counted: u32 = anchored.notes.iter().map(|note| note.markers).sum();
    // A writer's own words may be those, too.
    assert!(markers >= counted as usize, "{counted} markers in {}", html.body);
}

/// The text of all marks that name a claim, joined.
fn marked(document: &Html, id: &str) -> String {
    let selector = Selector::parse(&format!("mark.claim[data-claims~=\"{id}\"]")).expect("a selector");
    document.select(&selector).flat_map(|mark| mark.text()).collect()
}

/// What stretches of a text cover, in reading order.
fn covered(mut places: Vec<Range<usize>>, text: &str) -> String {
    places.sort_by_key(|place| place.start);
    let (mut covered, mut done) = (String::new(), 0);
    for place in places {
        covered.push_str(&text[place.start.max(done)..place.end.max(done)]);
        done = done.max(place.end);
    }
    covered
}

/// Block boundaries are spaces of the text but not of the marks; NUL cannot stand in HTML.
fn unspaced(text: &str) -> String {
    text.replace('\0', "\u{FFFD}").chars().filter(|c| !c.is_whitespace()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every element is closed, in order, and no link stands in a link.
fn assert_balanced(html: &str) {
    const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("a tag without an end in {html}"));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !VOID.contains(&name) {
            assert!(name != "a" || !open.contains(&"a"), "a link in a link: {html}");
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

/// No element and no attribute of a text runs anything, loads a document, or leads to an unknown scheme.
fn assert_harmless(html: &str) {
    const OURS_ALONE: [&str; 8] = ["form", "link", "math", "meta", "noscript", "script", "svg", "template"];
    for element in Html::parse_fragment(html).tree.values().filter_map(Node::as_element) {
        assert!(!OURS_ALONE.contains(&element.name()), "<{}> in {html}", element.name());
        assert_element_harmless(element, html);
    }
}

/// The same for a page with what is ours around its texts.
pub fn assert_page_harmless(html: &str) {
    for element in Html::parse_document(html).tree.values().filter_map(Node::as_element) {
        if element.name() == "script" {
            let ours = element.attr("type") == Some("application/ld+json")
                || element.attr("src").is_some_and(|src| src.contains("onrecord/"));
            assert!(ours, "a script in {html}");
        }
        assert_element_harmless(element, html);
    }
}

fn assert_element_harmless(element: &Element, html: &str) {
    const HARMFUL: [&str; 8] = ["applet", "base", "embed", "frame", "frameset", "iframe", "object", "style"];
    assert!(!HARMFUL.contains(&element.name()), "<{}> in {html}", element.name());
    for (name, value) in element.attrs() {
        assert!(!name.starts_with("on") && name != "srcdoc", "{name} in {html}");
        let is_address = matches!(name, "href" | "src" | "cite" | "action" | "formaction" | "xlink:href");
        assert!(!is_address || is_known_scheme(value), "{name}={value:?} in {html}");
    }
}

/// Whether an address, as a browser reads it, has no scheme or one that only leads somewhere: control
/// characters and white space before it do not count, and of those inside it tabs and line breaks do not.
fn is_known_scheme(address: &str) -> bool {
    let read = address.trim_start_matches(|c: char| c.is_control() || c == ' ');
    let read = read.replace(['\t', '\n', '\r'], "").to_ascii_lowercase();
    let begins = read.split(['/', '?', '#']).next().unwrap_or_default();
    match begins.split_once(':') {
        None => true,
        Some((scheme, _)) => ["http", "https", "mailto", "tel"].contains(&scheme),
    }
}
