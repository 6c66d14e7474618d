//! Nothing that an author types breaks a page, or the citation library.

use std::sync::OnceLock;

use onrecord::model::SourceIx;
use onrecord::plan::cite::{Cited, CitedNote, Citer, Made, Style};
use onrecord::resolve::Corpus;
use onrecord::resolve::corpus::Source;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{once, source, style};

#[test]
fn text_is_text() {
    let titles = [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("$500bn not $300bn", "$500bn not $300bn"),
        ("a < b & c > d \"e\"", "a &lt; b &amp; c &gt; d &quot;e&quot;"),
        ("<i>a <b>b</b></i> <sup>c</sup><sub>d</sub>", "<i>a <b>b</b></i> <sup>c</sup><sub>d</sub>"),
        ("<i>open", "&lt;i&gt;open"),
        ("<i>a <b>b</i> c</b>", "<i>a &lt;b&gt;b</i> c&lt;/b&gt;"),
        ("the <span class=\"nocase\">iPhone</span> case", "the iPhone case"),
        ("<span class=\"x\">y</span>", "&lt;span class=&quot;x&quot;&gt;y&lt;/span&gt;"),
        ("<I onclick=x>y</I>", "&lt;I onclick=x&gt;y&lt;/I&gt;"),
        ("*a* _b_ #c {d} @e \\f", "*a* _b_ #c {d} @e \\f"),
    ];
    let style = style("onrecord-notes");
    for (title, expected) in titles {
        let (html, _) =
            once(&style, source("a", "webpage", None, json!({ "title": title, "publisher": "P" })));
        assert_eq!(html, format!("“{expected},” P, pp. 3–5."), "{title}");
    }
}

#[test]
fn a_link_is_made_of_an_identifier_only() {
    let told = |doi: &str| {
        once(
            &style("onrecord-notes"),
            source("a", "article-journal", None, json!({ "title": "A", "DOI": doi })),
        )
        .0
    };
    assert_eq!(
        told("10.1000/a\"><script>"),
        "“A,” pp. 3–5, <a href=\"https://doi.org/10.1000/a&quot;&gt;&lt;script&gt;\">\
         https://doi.org/10.1000/a&quot;&gt;&lt;script&gt;</a>."
    );
    assert!(told("https://doi.org/10.1000/b").contains("\"https://doi.org/10.1000/b\""));
    assert!(!told("javascript:alert(1)").contains("\"javascript"));
}

#[test]
fn dates_are_never_more_exact_than_given() {
    let style = style("onrecord-notes");
    let told = |issued: Option<&str>, item: Value| once(&style, source("a", "webpage", issued, item)).1;
    for (written, said) in [
        ("2025-02-09", "9 February 2025"),
        ("2025-02", "February 2025"),
        ("2025", "2025"),
        ("2022~", "c. 2022"),
        ("0800", "800 AD"),
    ] {
        assert_eq!(told(Some(written), json!({ "title": "A" })), format!("“A,” {said}, pp. 3–5."));
    }
    for written in ["2022-02-28/2022-04", "2025-02-10/..", "../2025-02-09", "2025-02-08?", "202X", "2025-21"]
    {
        let words = written.parse::<onrecord::model::Edtf>().unwrap().words(&jiff::tz::TimeZone::UTC);
        for style in &all_styles()[..3] {
            let item = source("a", "webpage", Some(written), json!({ "title": "A" }));
            let (_, text) = once(style, item);
            assert!(text.contains(&words) && !text.contains("31999"), "{written}: {text}");
        }
    }
}

#[test]
fn no_shape_of_a_date_does_harm() {
    let shapes = [
        json!({ "date-parts": [[2025, 2, 9]] }),
        json!({ "date-parts": [["2025", "2", "9"]] }),
        json!({ "date-parts": [[2025, 2, 9], [2025, 2, 11]] }),
        json!({ "date-parts": [[2025, 2, 9], [2026]] }),
        json!({ "date-parts": [[2025, 2, 9], [2025, 2, 10], [2025, 2, 11]] }),
        json!({ "date-parts": [] }),
        json!({ "date-parts": [[]] }),
        json!({ "date-parts": [[2025, 0, 0]] }),
        json!({ "date-parts": [[2025, 13, 40]] }),
        json!({ "date-parts": [[99999999]] }),
        json!({ "date-parts": [[-32768, -32768]] }),
        json!({ "date-parts": [[2025, null, 9]] }),
        json!({ "date-parts": [["x"]] }),
        json!({ "date-parts": 5 }),
        json!({ "date-parts": [[2025]], "circa": true, "season": 7 }),
        json!({ "literal": "in spring" }),
        json!({ "raw": "2025-02-09/2025-02-11" }),
        json!({}),
        json!([]),
        json!(null),
        json!(2025),
        json!("2025-02-09"),
        json!(2025.5),
    ];
    for style in &all_styles()[..3] {
        for shape in &shapes {
            let item = json!({ "title": "A", "issued": shape, "original-date": shape, "event-date": shape });
            let (_, text) = once(style, source("a", "book", None, item));
            assert!(text.contains('A'), "{shape}");
        }
    }
    let of_a_range = json!({ "title": "A", "issued": { "date-parts": [[2025, 2, 9], [2025, 2, 11]] } });
    assert_eq!(
        once(&style("onrecord-notes"), source("a", "webpage", None, of_a_range)).1,
        "“A,” February 2025, pp. 3–5."
    );
}

fn arbitrary_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<i>",
        "</i>",
        "<b>",
        "</sub>",
        "<span class=\"nocase\">",
        "</span>",
        "<script>",
        "&amp;",
        "\"",
        "'",
        "[",
        "]",
        "\u{FDD0}",
        "\u{FDE1}",
        "\u{FFFF}",
        "\u{0}",
        "\u{202E}",
        "\n",
        "12",
        "3–5",
        "-",
        ",",
        "&",
        "0",
        "é",
        "ﷺ",
        "漢字",
        "👩‍👧",
        "van der ",
        "IV",
        "31999",
        "99999999999999999999",
        ".",
        "!",
        "?",
        "“",
        "”",
        "’",
        ":",
        " ",
        "$",
        "\\-",
        "Ünal",
        "ß",
    ]);
    prop_oneof![
        prop::collection::vec(prop_oneof![pieces.prop_map(str::to_owned), "\\PC{0,3}"], 0..8)
            .prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

fn arbitrary_value() -> impl Strategy<Value = Value> {
    let name = prop::collection::vec(
        (
            prop::sample::select(vec![
                "family",
                "given",
                "literal",
                "suffix",
                "dropping-particle",
                "non-dropping-particle",
            ]),
            arbitrary_text(),
        ),
        0..4,
    )
    .prop_map(|parts| {
        parts.into_iter().map(|(key, text)| (key.to_owned(), Value::String(text))).collect::<Value>()
    });
    let parts = prop::collection::vec(prop::collection::vec(any::<i64>(), 0..4), 0..3);
    prop_oneof![
        6 => arbitrary_text().prop_map(Value::String),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        2 => prop::collection::vec(name, 0..6).prop_map(Value::Array),
        1 => parts.prop_map(|parts| json!({ "date-parts": parts })),
    ]
}

const VARIABLES: [&str; 32] = [
    "title",
    "title-short",
    "container-title",
    "container-title-short",
    "collection-title",
    "publisher",
    "publisher-place",
    "genre",
    "medium",
    "event-title",
    "event-place",
    "authority",
    "DOI",
    "PMID",
    "ISBN",
    "page",
    "volume",
    "issue",
    "edition",
    "number",
    "chapter-number",
    "number-of-pages",
    "author",
    "editor",
    "translator",
    "interviewer",
    "container-author",
    "issued",
    "original-date",
    "language",
    "note",
    "archive",
];

fn arbitrary_source() -> impl Strategy<Value = Source> {
    let kinds = prop::sample::select(vec![
        "article-newspaper",
        "article-journal",
        "book",
        "chapter",
        "webpage",
        "interview",
        "broadcast",
        "speech",
        "post",
        "document",
        "legal_case",
        "bill",
        "motion_picture",
        "personal_communication",
        "entry-encyclopedia",
        "no-such-type",
    ]);
    let date = prop::sample::select(vec![None, Some("2025-02-09"), Some("2022~"), Some("2022/2023")]);
    let item = prop::collection::btree_map(prop::sample::select(VARIABLES.to_vec()), arbitrary_value(), 0..8);
    (kinds, date, item).prop_map(|(kind, date, item)| {
        source("a", kind, date, item.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    })
}

/// HTML in which each `<` begins a tag that we write.
fn only_our_tags(html: &str) -> bool {
    let tags =
        ["i>", "b>", "u>", "sup>", "sub>", "span>", "a>", "span class=\"small-caps\">", "a href=\"https://"];
    html.split('<').skip(1).all(|tag| {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        tags.iter().any(|ours| tag.starts_with(ours))
    })
}

/// The styles, read once for all the runs of a property.
fn all_styles() -> &'static [Style] {
    static STYLES: OnceLock<Vec<Style>> = OnceLock::new();
    let names = [
        "onrecord-notes",
        "chicago-notes",
        "apa",
        "ieee",
        "mla",
        "alphanumeric",
        "modern-humanities-research-association",
    ];
    STYLES.get_or_init(|| names.into_iter().map(style).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn nothing_typed_does_harm(
        sources in prop::collection::vec(arbitrary_source(), 1..4),
        locators in prop::collection::vec(prop::option::of(arbitrary_text()), 1..6),
    ) {
        let sources: Vec<Source> = sources.into_iter().enumerate()
            .map(|(index, source)| Source { key: format!("s{index}").into(), ..source }).collect();
        let corpus = Corpus { sources: sources.into(), ..Corpus::default() };
        for style in all_styles() {
            let made = Made::none(&corpus);
            let citer = Citer::new(style, &corpus, &made);
            let notes: Vec<CitedNote> = locators.iter().enumerate().map(|(index, locator)| CitedNote {
                number: index as u32 + 1,
                cites: vec![Cited { source: SourceIx::new(index % corpus.sources.len()), locator: locator.as_deref() }],
            }).collect();
            let told = citer.notes(&notes).into_iter().flatten();
            let entries = (0..corpus.sources.len()).map(|index| citer.entry(SourceIx::new(index)).clone());
            for citation in told.chain(entries) {
                prop_assert!(only_our_tags(&citation.html), "{}", citation.html);
                prop_assert!(!citation.text.is_empty());
                let parsed = scraper::Html::parse_fragment(&citation.html);
                let text: String = parsed.root_element().text().collect();
                prop_assert_eq!(text.trim(), citation.text);
            }
        }
    }
}
