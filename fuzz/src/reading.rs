//! Inputs as they are read: every place that is told lies in the text, and every report can be printed.

use std::sync::Arc;

use onrecord::anchor::anchor;
use onrecord::diag::Diagnostic;
use onrecord::discover::{ArticleInput, TextInput};
use onrecord::parse::{article, config, event, page, source, speaker};
use onrecord::report;

/// An article around a file of claims: words for them to quote.
const ARTICLE: &str = "---\ntitle: A title\ndate: 2025-02-09\nsummary: A *short* summary.\n---\n\
    I can't either confirm or deny this, he said. Words that stand twice, and words that stand twice.\n\n\
    - “Typed” words — with dashes…\n- and `code`, e\u{301}t, 消息, *marked **up***, [linked](https://example.com).\n";

/// A Markdown input with front matter, of whatever kind.
pub fn front(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    read_article(&text, None);
    let input = input("content/speakers/a.md", &text);
    told(&speaker::parse(&input).1, &[&input]);
    told(&event::parse(&input).1, &[&input]);
    told(&page::parse(&input).1, &[&input]);
    told(&page::parse_front_page(&input).1, &[&input]);
}

/// `onrecord.toml`.
pub fn config(bytes: &[u8]) {
    let input = input("onrecord.toml", &String::from_utf8_lossy(bytes));
    told(&config::parse(Some(&input)).1, &[&input]);
}

/// A file of claims, and what it quotes from an article.
pub fn claims(bytes: &[u8]) {
    read_article(ARTICLE, Some(&String::from_utf8_lossy(bytes)));
}

/// A file of sources: the same text as YAML and as JSON.
pub fn sources(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for path in ["content/sources.yaml", "content/sources/a.json"] {
        let input = input(path, &text);
        told(&source::parse(&input).1, &[&input]);
    }
}

/// Reads an article with its claims, and anchors it.
pub fn read_article(article: &str, claims: Option<&str>) {
    let article = ArticleInput {
        article: input("content/articles/a.md", article),
        claims: claims.map(|claims| input("content/articles/a.claims.yaml", claims)),
        bundle: None,
    };
    let (parsed, mut diagnostics) = article::parse(&article);
    diagnostics.extend(anchor(&parsed).1);
    let inputs: Vec<&TextInput> = std::iter::once(&article.article).chain(&article.claims).collect();
    told(&diagnostics, &inputs);
}

/// An input with the name that its path gives it.
pub fn input(path: &str, text: &str) -> TextInput {
    let leaf = path.rsplit('/').next().unwrap_or(path);
    let id: Arc<str> = leaf.split('.').next().unwrap_or(leaf).into();
    TextInput { id, path: path.into(), text: text.into(), fingerprint: 0 }
}

/// Holds that a report can be printed, and that all places in it are places of the inputs.
pub fn told(diagnostics: &[Diagnostic], inputs: &[&TextInput]) {
    let text = |path: &str| inputs.iter().find(|input| &*input.path == path).map(|input| &*input.text);
    for diagnostic in diagnostics {
        for label in diagnostic.place.iter().chain(&diagnostic.related) {
            let text = text(&label.span.path).unwrap_or_else(|| panic!("no such input: {diagnostic:?}"));
            assert!(text.get(label.span.range.usize()).is_some(), "outside of {text:?}: {diagnostic:?}");
        }
    }
    let printed = report::text(diagnostics, &text, false);
    assert!(diagnostics.is_empty() || !printed.is_empty());
    assert_eq!(report::json(diagnostics, &text, &|_| None).lines().count(), diagnostics.len());
}
