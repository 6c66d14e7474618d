//! Citations as the styles make them (format, sections 3 and 6).

mod harmless;
mod site_styles;

use std::sync::Arc;

use onrecord::diag::Spanned;
use onrecord::model::SourceIx;
use onrecord::plan::cite::{Cited, CitedNote, Citer, Made, Style};
use onrecord::resolve::Corpus;
use onrecord::resolve::corpus::Source;
use serde_json::{Value, json};

fn style(name: &str) -> Style {
    in_language(name, "en")
}

fn in_language(name: &str, language: &str) -> Style {
    let name = Spanned { value: name.to_owned(), ..Spanned::default() };
    Style::load(&name, &Arc::from("onrecord.toml"), &[], language).unwrap()
}

fn source(key: &str, kind: &str, issued: Option<&str>, item: Value) -> Source {
    let Value::Object(item) = item else { panic!("an item is an object") };
    Source {
        key: key.into(),
        kind: kind.to_owned(),
        title: item.get("title").and_then(Value::as_str).map(str::to_owned),
        issued: issued.map(|date| date.parse().unwrap()),
        accessed: None,
        url: item.get("URL").and_then(Value::as_str).map(str::to_owned),
        outlet: None,
        archived: Vec::new(),
        snapshot: false,
        based_on: Vec::new(),
        item: Arc::new(item),
        claims: Vec::new(),
        articles: Vec::new(),
        events: Vec::new(),
    }
}

/// One item in a style and a language, as its first note.
fn once(style: &Style, source: Source) -> (String, String) {
    let corpus = Corpus { sources: vec![source].into(), ..Corpus::default() };
    let made = Made::none(&corpus);
    let citer = Citer::new(style, &corpus, &made);
    let cites = vec![Cited { source: SourceIx::new(0), locator: Some("pp. 3-5") }];
    let mut notes = citer.notes(&[CitedNote { number: 1, cites }]);
    let citation = notes.remove(0).remove(0);
    (citation.html, citation.text)
}

#[expect(clippy::too_many_lines, reason = "a table of sources")]
fn sources() -> Vec<Source> {
    vec![
        source(
            "news",
            "article-newspaper",
            Some("2025-02-09"),
            json!({
                "title": "Peskov on contacts with Washington", "container-title": "TASS",
                "URL": "https://example.com/tass", "accessed": {"date-parts": [[2025, 2, 10]]},
            }),
        ),
        source(
            "signed",
            "article-newspaper",
            Some("2025-02-10"),
            json!({
                "author": [{"family": "Ren", "given": "Qi"}],
                "title": "Kremlin says can't ‘confirm or deny’ Trump–Putin call", "container-title": "China Daily",
            }),
        ),
        source(
            "interview",
            "interview",
            Some("2025-02-08"),
            json!({
                "author": [{"family": "Trump", "given": "Donald"}],
                "title": "[Interview with Donald Trump]", "container-title": "New York Post",
            }),
        ),
        source(
            "broadcast",
            "broadcast",
            Some("2025-02-09"),
            json!({
                "author": [{"family": "Zelensky", "given": "Volodymyr"}], "publisher": "ITV", "genre": "television interview",
            }),
        ),
        source(
            "page",
            "webpage",
            Some("2025-02"),
            json!({
                "title": "Readout of a call", "container-title": "Some Office", "publisher": "Some Ministry",
            }),
        ),
        source(
            "speech",
            "speech",
            Some("2025-02-12"),
            json!({
                "author": [{"family": "Speaker", "given": "Some"}], "event-title": "Press conference", "event-place": "Some City",
            }),
        ),
        source(
            "post",
            "post",
            Some("2025-02-12T14:30Z"),
            json!({
                "author": [{"family": "Writer", "given": "Some J."}], "container-title": "Some Network",
                "title": "Some words of a post",
            }),
        ),
        source(
            "document",
            "document",
            None,
            json!({ "title": "Record of some talks", "publisher": "Some Archive" }),
        ),
        source(
            "book",
            "book",
            Some("2019"),
            json!({
                "author": [{"family": "de la Example", "given": "Author"}, {"literal": "The Archive Group"}],
                "editor": [{"family": "Editor", "given": "Some"}],
                "title": "Talks about Talks: <i>Glasnost</i> and H<sub>2</sub>O", "title-short": "Talks about Talks",
                "publisher": "Example Press", "publisher-place": "London", "edition": 2,
            }),
        ),
        source("bare", "webpage", None, json!({})),
    ]
}

fn corpus() -> Corpus {
    Corpus { sources: sources().into(), ..Corpus::default() }
}

fn told(name: &str) -> String {
    let corpus = corpus();
    let style = style(name);
    let made = Made::none(&corpus);
    let citer = Citer::new(&style, &corpus, &made);
    let mut notes: Vec<CitedNote> = Vec::new();
    let first =
        [None, None, Some("p. 2"), Some("2:14"), None, None, None, Some("§ 7"), Some("pp. 3-5"), None];
    let later = [None, Some("p. 2"), None, Some("4:02"), None, None, None, None, Some("ch. 2"), None];
    for locators in [first, later] {
        for (index, locator) in locators.into_iter().enumerate() {
            let number = notes.len() as u32 + 1;
            notes.push(CitedNote { number, cites: vec![Cited { source: SourceIx::new(index), locator }] });
        }
    }
    let mut lines = Vec::new();
    for (note, citations) in notes.iter().zip(citer.notes(&notes)) {
        lines.push(format!("{:>2} {}", note.number, citations[0].html));
    }
    for index in 0..corpus.sources.len() {
        lines.push(format!(" = {}", citer.entry(SourceIx::new(index)).html));
    }
    lines.join("\n")
}

#[test]
fn each_style_in_its_forms() {
    for name in ["onrecord-notes", "chicago-notes", "apa", "ieee"] {
        insta::assert_snapshot!(name, told(name));
    }
}

#[test]
fn the_house_style_in_other_languages() {
    let item = || {
        source(
            "a",
            "article-newspaper",
            Some("2025-02-09"),
            json!({
                "author": [{"family": "Example", "given": "First"}, {"family": "de la Example", "given": "Author"}],
                "title": "A call", "container-title": "TASS",
            }),
        )
    };
    let told: Vec<String> = ["en", "en-US", "en-GB", "fr", "de-AT", "uk", "ru", "zh-Hans", "ar", "tlh"]
        .iter()
        .map(|language| format!("{language}: {}", once(&in_language("onrecord-notes", language), item()).0))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn every_note_keeps_its_sources_apart() {
    let corpus = corpus();
    let style = style("onrecord-notes");
    let made = Made::none(&corpus);
    let citer = Citer::new(&style, &corpus, &made);
    let cite = |index, locator| Cited { source: SourceIx::new(index), locator };
    let told = citer.notes(&[
        CitedNote { number: 2, cites: vec![cite(0, None), cite(1, Some("p. 4"))] },
        CitedNote { number: 3, cites: vec![] },
        CitedNote { number: 7, cites: vec![cite(1, None), cite(1, Some("p. 5"))] },
    ]);
    assert_eq!(told.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 2]);
    assert!(told[0][1].text.ends_with("10 February 2025, p. 4."), "{}", told[0][1].text);
    assert!(told[2][0].text.starts_with("Ren, “Kremlin"));
    assert!(told[2][1].text.ends_with("p. 5."));
}

#[test]
fn what_follows_a_citation() {
    let mut cited = source("a", "webpage", None, json!({ "title": "A", "URL": "https://example.com/a" }));
    cited.accessed = Some("2025-02-10".parse().unwrap());
    cited.archived = vec!["https://example.org/copy".to_owned()];
    let corpus = Corpus { sources: vec![cited].into(), ..Corpus::default() };
    let style = style("apa");
    let made = Made::none(&corpus);
    let citer = Citer::new(&style, &corpus, &made);
    let trail = citer.trail(SourceIx::new(0), None);
    assert_eq!(trail.url.as_deref(), Some("https://example.com/a"));
    assert_eq!(
        trail.accessed,
        Some(corpus.sources[0].accessed.as_ref().unwrap().words(&corpus.settings.timezone))
    );
    assert_eq!(trail.archived, ["https://example.org/copy"]);
    let own = citer.trail(SourceIx::new(0), Some("https://example.com/a#second"));
    assert_eq!(own.url.as_deref(), Some("https://example.com/a#second"));
    assert!(!citer.entry(SourceIx::new(0)).text.contains("example.com"), "the style prints no address");
}
