//! Every mistake is told once, with its place; several in one file are all told.

use std::fmt::Write;

use onrecord::diag::Diagnostic;
use onrecord::parse::{article, config, event, page, speaker};

use super::{article_input, codes, text_input, told};

const FRONT: &str = "---\ntitle: T\ndate: 2025-02-09\n---\n";

fn front(keys: &str) -> (String, Vec<Diagnostic>) {
    let text = format!("---\n{keys}---\nBody\n");
    let (_, diagnostics) = article::parse(&article_input(&text, None));
    (text, diagnostics)
}

fn claims(text: &str) -> (article::Article, Vec<Diagnostic>) {
    article::parse(&article_input(FRONT, Some(text)))
}

/// A line for each case: what was written, and what is told.
fn table(cases: impl IntoIterator<Item = (String, Vec<Diagnostic>)>) -> String {
    let mut table = String::new();
    for (text, diagnostics) in cases {
        writeln!(table, "{}\n{}", text.escape_debug(), told(&diagnostics, &text)).unwrap();
    }
    table
}

#[test]
fn front_matter() {
    let whole =
        ["", "Text", "\n---\ntitle: T\n---\n", "+++\ntitle = 1\n+++\n", "---\ntitle: T\n", "---\n- a\n---\n"];
    let whole = whole.map(|text| (text.to_owned(), article::parse(&article_input(text, None)).1));
    let keys = [
        "",
        "title: T\n",
        "title:\ndate: 2025\n",
        "titel: T\ndate: 2025\n",
        "title: [T]\ndate: 2025\n",
        "title: ' '\ndate: 2025\n",
        "title: T\ndate: 2025-02-30\nupdated: 9 Feb\n",
        "title: T\ndate: 2025\ntitle: U\n",
        "title: T\ndate: 2025\ndraft: yes\n",
        "title: T\ndate: 2025\nauthors: A\ntopics: {a: b}\n",
        "title: T\ndate: 2025\ntopics: [a, [b], ~, c]\n",
        "title: T\ndate: 2025\ncorrections:\n  - date: 2025\n  - {date: soon, text: X}\n  - {text: Y}\n",
        "title: T\ndate: 2025\noriginal: example.com\nlanguage: english!\naliases: [/ok/, ../no, 'a?b', '']\n",
        "title: T\ndate: 2025\nextra: 3\n",
        "title: T\ndate: 2025\nauthor: A\nnonsense: B\nTags: [c]\n",
    ];
    insta::assert_snapshot!(table(whole.into_iter().chain(keys.map(front))));
}

#[test]
fn yaml_as_yaml() {
    let keys = [
        "title: T: U\n",
        "title: T\n\tdate: 2025\n",
        "title: \"T\n",
        "title: T\n  date: 2025\n date: 2025\n",
        "title: @home\n",
        "title: *home\n",
        "title: !home T\n",
        "title: {T\n",
        "title T\ndate: 2025\n",
        "? [a]\n: b\n",
        "<<: {a: b}\ntitle: T\n",
        "title: &t [*t]\n",
    ];
    insta::assert_snapshot!(table(keys.map(front)));
}

#[test]
fn claims_files() {
    let files = [
        "- id: a\n",
        "claim:\n  - id: a\n",
        "claims: none\n",
        "claims:\n  - text\n",
        "claims: []\n---\nclaims: []\n",
        "claims:\n  - id: a\n    speaker: x\n",
        "claims:\n  - id: a\n    quote:\n    statement: ~\n    speaker: x\n",
        "claims:\n  - quote: Q\n    speaker: x\n",
        "claims:\n  - quote: Q\n",
        "claims:\n  - note: {}\n    sources: [{}, {locator: 3, page: 4}]\n",
        "claims:\n  - id: a\n    quote: Q\n",
        "claims:\n  - id: a\n    spaeker: x\n    quote: Q\n",
        "claims:\n  - id: Not_An Id\n    speaker: x\n    quote: Q\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: ''\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: {prefix: P}\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: {exact: Q, sufix: S}\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: [Q, [R], {exact: [S]}]\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: Q\n    in: titel\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: Q\n  - id: a\n    speaker: y\n    quote: R\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: Q\n    sources: [s, {locator: 3}, {key: t, url: nowhere}]\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: Q\n    verdicts: [{by: D}, {rating: false, date: x}]\n",
        "claims:\n  - id: a\n    speaker: x\n    quote: Q\n    original: {language: ru}\n",
        "claims:\n  - id: a\n    speaker: {name: x}\n    quote: Q\n    said: 2025-02-09T14:30\n    deny: b\n",
    ];
    let cases = files.map(|text| (text.to_owned(), claims(text).1));
    insta::assert_snapshot!(table(cases));
}

#[test]
fn speakers_events_and_pages() {
    let speakers = [
        "kind: persn\n",
        "name: N\nwikidata: 123\nlinks: [{title: T, url: x}, {url: https://example.com}]\n",
        "name: N\nroles:\n  - {title: T, from: 2025, to: 2024}\n  - {of: x}\n  - {title: U, from: '2025-02', to: 2025-02-01}\n",
    ];
    let events =
        ["name: N\nkind: talk\nparties: x\n", "name: N\ndate: 2025-13\nsources: [{key: a, url: b}]\n"];
    let cases = speakers
        .map(|keys| {
            let text = format!("---\n{keys}---\n");
            let diagnostics = speaker::parse(&text_input("content/speakers/n.md", &text)).1;
            (text, diagnostics)
        })
        .into_iter()
        .chain(events.map(|keys| {
            let text = format!("---\n{keys}---\n");
            let diagnostics = event::parse(&text_input("content/events/n.md", &text)).1;
            (text, diagnostics)
        }))
        .chain(
            ["---\ntitle: T\n", "---\ndate: 2025\n---\n"]
                .map(|text| (text.to_owned(), page::parse(&text_input("content/pages/n.md", text)).1)),
        );
    insta::assert_snapshot!(table(cases));
}

#[test]
fn configuration() {
    let files = [
        "",
        "title = \"\"\n",
        "title = T\nlanguage = en\n",
        "title = \"T\"\ntitle = \"U\"\n",
        "title = \"T\"\nbase_url = \"example.org\"\ntimezone = \"Europe/Wien\"\nlanguage = \"e\"\nout_dir = \" \"\n",
        "title = \"T\"\nbase_url = \"https://example.org/?a\"\n",
        "title = 3\nsearch = \"yes\"\nclaim_pages = \"some\"\n",
        "title = \"T\"\nbase-url = \"https://example.org\"\n[publisher]\nurl = \"https://example.org\"\n",
        "title = \"T\"\n[ratings.a]\nvalue = 1\n[ratings.b]\nlabel = \"B\"\nvalue = 1.5\n[ratings.c]\nlabel = \"C\"\nbest = 1\nworst = 5\n[ratings.d]\nlabel = \"D\"\nvalue = 9\nbest = 5\n",
        "title = \"T\"\n[markdown]\nraw_html = \"none\"\nhtml = true\n",
        "title = \"T\"\nmarkdown = 1\n",
    ];
    let cases =
        files.map(|text| (text.to_owned(), config::parse(Some(&text_input("onrecord.toml", text))).1));
    insta::assert_snapshot!(table(cases));
}

#[test]
fn what_is_right_is_read_beside_what_is_wrong() {
    let (article, diagnostics) = claims(
        "claims:\n  - id: a\n    speaker: x\n    quote: [Q, {prefix: P}, R]\n    sad: 2025\n    topics: [t, [u], v]\n\
         \n  - id: b\n    quote: Q\n  - quote: {}\n  - id: c\n    speaker: y\n    statement: S\n",
    );
    assert_eq!(
        codes(&diagnostics),
        [
            "missing-key",
            "unknown-key",
            "wrong-type",
            "missing-key",
            "missing-key",
            "missing-key",
            "missing-key"
        ]
    );
    let [a, c] = article.claims.entries.as_slice() else { panic!("two claims") };
    assert_eq!(a.quote.0.iter().map(|quote| quote.exact.as_str()).collect::<Vec<_>>(), ["Q", "R"]);
    assert_eq!(a.topics.iter().map(|topic| topic.as_str()).collect::<Vec<_>>(), ["t", "v"]);
    assert_eq!(c.id.value, "c");
    assert_eq!(article.claims.lost, ["b"]);
    assert!(article.claims.incomplete);
}

#[test]
fn the_body_is_read_below_front_matter_that_is_wrong() {
    let (article, diagnostics) = article::parse(&article_input("---\ntitle: [\n---\nBody\n", None));
    assert_eq!(codes(&diagnostics), ["yaml-syntax"]);
    assert_eq!(article.body.markdown(), "Body\n");
}
