//! Articles made by hand, and what becomes of them.

use onrecord::anchor::{Anchored, Cite, anchor};
use onrecord::diag::{Diagnostic, Range, Spanned};
use onrecord::parse::OneOrMany;
use onrecord::parse::article::{Article, Body, Front};
use onrecord::parse::claims::{Claim, Claims, Part, Quote};
use onrecord::parse::config::RawHtml;
use onrecord::plan::body::{self, ArticleHtml, Desk};

pub fn spanned(text: &str) -> Spanned<String> {
    Spanned { value: text.to_owned(), range: Range::default() }
}

/// A claim without a quote.
pub fn claim(id: &str) -> Claim {
    Claim {
        id: spanned(id),
        speaker: spanned("peskov"),
        quote: OneOrMany::default(),
        part: Part::Body,
        statement: None,
        said: None,
        to: OneOrMany::default(),
        via: OneOrMany::default(),
        affirms: OneOrMany::default(),
        denies: OneOrMany::default(),
        declines: OneOrMany::default(),
        qualifies: OneOrMany::default(),
        retracts: OneOrMany::default(),
        repeats: OneOrMany::default(),
        sources: OneOrMany::default(),
        verdicts: Vec::new(),
        original: None,
        note: None,
        topics: Vec::new(),
    }
}

pub fn quote(exact: &str, prefix: &str, suffix: &str) -> Spanned<Quote> {
    let context = |text: &str| (!text.is_empty()).then(|| spanned(text));
    let value = Quote { exact: spanned(exact), prefix: context(prefix), suffix: context(suffix) };
    Spanned { value, range: Range::default() }
}

/// A claim that quotes the body.
pub fn quoting(id: &str, words: &str) -> Claim {
    Claim { quote: OneOrMany(vec![quote(words, "", "")]), ..claim(id) }
}

/// An article with its title and summary, as its file would hold them, before the body.
pub fn article_with(title: &str, summary: &str, body: &str, claims: Vec<Claim>) -> Article {
    let head = format!("---\ntitle: {title}\nsummary: {summary}\n---\n");
    let place = |text: &str| {
        let start = head.find(text).unwrap();
        Spanned { value: text.to_owned(), range: Range::new(start, start + text.len()) }
    };
    let front = Front {
        title: place(title),
        summary: (!summary.is_empty()).then(|| place(summary)),
        ..Front::default()
    };
    Article {
        id: "article".into(),
        path: "content/articles/article.md".into(),
        front,
        body: Body { start: head.len(), input: format!("{head}{body}").into(), known: true },
        claims: Claims {
            path: "content/articles/article.claims.yaml".into(),
            entries: claims,
            ..Claims::default()
        },
    }
}

pub fn article(body: &str, claims: Vec<Claim>) -> Article {
    article_with("The title", "", body, claims)
}

/// The article anchored; no errors are expected.
pub fn anchored(article: &Article) -> Anchored {
    let (anchored, problems) = anchor(article);
    let errors: Vec<_> = problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    anchored
}

pub fn problems(article: &Article) -> Vec<Diagnostic> {
    anchor(article).1
}

pub fn html(article: &Article, raw_html: RawHtml) -> ArticleHtml {
    let anchored = anchor(article).0;
    let link = |url: &str, _: bool| Some(url.to_owned());
    let cite = |cites: &[Cite]| format!("<cite>{}</cite>", cites[0].key);
    let name = |number: u32| format!("Note {number}");
    body::article(article, &anchored, &Desk { link: &link, cite: &cite, name: &name, raw_html })
}

/// The body's HTML with the claims quoted in it, ids `a`, `b`, …
pub fn marked(body: &str, quotes: &[&str]) -> String {
    let claims = quotes.iter().zip('a'..).map(|(words, id)| quoting(&id.to_string(), words)).collect();
    let article = article(body, claims);
    let anchored = anchored(&article);
    let html = html(&article, RawHtml::Sanitize).body;
    assert_balanced(&html);
    for (id, passages) in ('a'..).zip(&anchored.passages) {
        let expected: String = passages.iter().map(|passage| &*passage.exact).collect();
        assert_eq!(unspaced(&marks_of(&html, &id.to_string())), unspaced(&expected), "{html}");
    }
    html
}

/// The text of all marks that name a claim, joined.
pub fn marks_of(html: &str, id: &str) -> String {
    let fragment = scraper::Html::parse_fragment(html);
    let selector = scraper::Selector::parse(&format!("mark.claim[data-claims~=\"{id}\"]")).unwrap();
    fragment.select(&selector).flat_map(|mark| mark.text()).collect()
}

/// Block boundaries are spaces of the text but not of the marks.
pub fn unspaced(text: &str) -> String {
    text.chars().filter(|c| *c != ' ').collect()
}

/// Every element is closed, in order, and no link stands in a link.
pub fn assert_balanced(html: &str) {
    const VOID: [&str; 4] = ["br", "hr", "img", "input"];
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("open tag in {html}"));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !VOID.contains(&name) {
            assert!(name != "a" || !open.contains(&"a"), "a link in a link: {html}");
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}
