//! No input makes reading panic, hang or exhaust memory.

use onrecord::diag::Diagnostic;
use onrecord::parse::{article, config, source};
use proptest::prelude::*;

use super::{article_input, codes, text_input};

const ARTICLE: &str = include_str!("../fixtures/reading/good/article.md");
const CLAIMS: &str = include_str!("../fixtures/reading/good/claims.yaml");
const SOURCES: &str = include_str!("../fixtures/reading/good/sources.yaml");
const CONFIG: &str = include_str!("../fixtures/reading/good/onrecord.toml");
const FRONT: &str = "---\ntitle: T\ndate: 2025\n---\n";

/// Reads a text as everything that it could be, and checks that all places lie in it.
fn read_as_anything(text: &str) {
    let mut told = article::parse(&article_input(text, None)).1;
    told.extend(article::parse(&article_input(FRONT, Some(text))).1);
    told.extend(article::parse(&article_input(&format!("---\n{text}\n---\n"), None)).1.into_iter().map(
        |mut d| {
            // Places in the front matter lie four bytes further on.
            d.place = None;
            d.related.clear();
            d
        },
    ));
    told.extend(source::parse(&text_input("content/sources.yaml", text)).1);
    told.extend(source::parse(&text_input("content/sources/a.json", text)).1);
    told.extend(config::parse(Some(&text_input("onrecord.toml", text))).1);
    for label in told.iter().flat_map(|d| d.place.iter().chain(&d.related)) {
        let range = label.span.range.usize();
        assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
        assert!(text.is_empty() || !range.is_empty(), "{range:?} in {text:?}");
    }
}

#[test]
fn truncated_anywhere() {
    for text in [ARTICLE, CLAIMS, SOURCES, CONFIG] {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            read_as_anything(&text[..end]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text(text in "\\PC{0,60}|[-:\\[\\]{}#&*!|>'\"%@`,?. \\n\\t\\ra=0é]{0,60}") {
        read_as_anything(&text);
    }

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read_as_anything(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn good_text_with_a_piece_replaced(start in 0..600_usize, len in 0..40_usize, piece in "[-:\\[\\]{}&*'\" \\na]{0,6}") {
        for text in [ARTICLE, CLAIMS, SOURCES, CONFIG] {
            let start = text.floor_char_boundary(start.min(text.len()));
            let end = text.ceil_char_boundary((start + len).min(text.len()));
            read_as_anything(&format!("{}{piece}{}", &text[..start], &text[end..]));
        }
    }
}

/// What reading a claims file tells. Work without bounds would never come back.
fn told(claims: &str) -> Vec<Diagnostic> {
    article::parse(&article_input(FRONT, Some(claims))).1
}

#[test]
fn a_bomb_of_aliases_is_defused() {
    let mut bomb = "claims:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..30 {
        let before = n - 1;
        bomb += &format!("  - &a{n} [{}]\n", vec![format!("*a{before}"); 10].join(", "));
    }
    assert_eq!(codes(&told(&bomb)), ["too-large"]);
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("[{a: ", "}]"), ("? ", ""), ("&a ", "")] {
        let text = format!("{}x{}", open.repeat(100_000), close.repeat(100_000));
        let diagnostics = told(&text);
        assert_eq!(diagnostics.len(), 1, "{open}");
        let json = source::parse(&text_input("content/sources/a.json", &text)).1;
        assert!(!json.is_empty());
    }
    let json = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(codes(&source::parse(&text_input("content/sources/a.json", &json)).1), ["too-large"]);
    let mut block = String::new();
    for depth in 0..2_000 {
        block += &format!("{}a:\n", " ".repeat(depth));
    }
    assert_eq!(codes(&told(&block)), ["too-large"]);
}

#[test]
fn sixty_levels_are_read() {
    let deep = format!("---\ntitle: T\ndate: 2025\nextra: {}1{}\n---\n", "{a: ".repeat(60), "}".repeat(60));
    let (article, diagnostics) = article::parse(&article_input(&deep, None));
    assert_eq!(diagnostics, []);
    assert!(article.front.extra["a"]["a"]["a"].is_object());
}

#[test]
fn deep_tables_are_refused() {
    let dots = vec!["a"; 100_000].join(".");
    for text in [
        format!("{dots} = 1"),
        format!("[{dots}]"),
        format!("[[{dots}]]"),
        format!("a = {{ {dots} = 1 }}"),
        format!("a = {}1", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("'x\n{dots} = 1"),
        format!("# {}\n{dots} = 1", "é"),
    ] {
        let (_, diagnostics) = config::parse(Some(&text_input("onrecord.toml", &text)));
        assert!(!diagnostics.is_empty());
    }
    let harmless = format!("title = \"{}\" # {}", ". ".repeat(200), ".".repeat(200));
    assert_eq!(config::parse(Some(&text_input("onrecord.toml", &harmless))).1, []);
}

#[test]
fn a_line_of_many_megabytes_is_read_or_refused() {
    let line = "x".repeat(20 << 20);
    assert_eq!(codes(&told(&format!("claims: [{{id: a, speaker: b, quote: {line}}}]"))), [] as [&str; 0]);
    assert_eq!(told(&format!("{line}: b")).len(), 1);
}

#[test]
fn a_thousand_mistakes_are_told_soon() {
    let mut text = "claims:\n".to_owned();
    for n in 0..1_000 {
        text += &format!("  - id: c{n}\n    speaker: x\n    quote: Q\n    sad: 2025\n");
    }
    assert_eq!(told(&text).len(), 1_000);

    let topics = format!("---\ntitle: T\ndate: 2025\ntopics:\n{}---\n", "  - [a]\n".repeat(1_000));
    assert_eq!(article::parse(&article_input(&topics, None)).1.len(), 1_000);

    let keys: String = (0..100_000).map(|n| format!("k{n}: [\n]\n")).collect();
    let diagnostics = article::parse(&article_input(&format!("---\n{keys}---\n"), None)).1;
    assert!(codes(&diagnostics).contains(&"too-many-mistakes"));
}
