use std::sync::Arc;

use insta::assert_snapshot;

use super::{counts, json, text};
use crate::diag::{Change, Diagnostic, Range, Span};

const CLAIMS: &str =
    "claims:\n  - id: peskov-neither\n    quote: neither confirm or deny\n    speaker: peskof\n";
const ARTICLE: &str = "---\ntitle: Call\n---\n\nHe could neither confirm nor deny it.\n";

fn lookup(path: &str) -> Option<&'static str> {
    match path {
        "claims.yaml" => Some(CLAIMS),
        "index.md" => Some(ARTICLE),
        _ => None,
    }
}

/// The place of the first `words` in `text`.
fn place(path: &str, text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(&Arc::from(path), Range::new(start, start + words.len()))
}

fn lost_quote() -> Diagnostic {
    Diagnostic::error("quote-not-found", "the quote of `peskov-neither` is not in the article")
        .at(place("claims.yaml", CLAIMS, "neither confirm or deny"), "these words")
        .see(place("index.md", ARTICLE, "neither confirm nor deny"), "the nearest passage")
        .hint("Write the words as the article has them.")
}

fn plain(text_of_file: &'static str, range: std::ops::Range<usize>) -> String {
    let span = Span::new(&Arc::from("a.yaml"), Range::new(range.start, range.end));
    text(&[Diagnostic::error("code", "message").at(span, "here")], &|_| Some(text_of_file), false)
}

#[test]
fn a_report_shows_places_in_several_files() {
    assert_snapshot!(text(&[lost_quote()], &lookup, false), @r#"
    error[quote-not-found]: the quote of `peskov-neither` is not in the article
     --> claims.yaml:3:12
      |
    3 |     quote: neither confirm or deny
      |            ^^^^^^^^^^^^^^^^^^^^^^^ these words
      |
     ::: index.md:5:10
      |
    5 | He could neither confirm nor deny it.
      |          ------------------------ the nearest passage
      |
      = help: Write the words as the article has them.
    "#);
}

#[test]
fn places_in_one_file_share_a_snippet() {
    let diagnostic = Diagnostic::warning("twice", "`id` stands twice")
        .at(place("claims.yaml", CLAIMS, "peskof"), "")
        .see(place("claims.yaml", CLAIMS, "peskov-neither"), "first here");
    assert_snapshot!(text(&[diagnostic], &lookup, false), @r#"
    warning[twice]: `id` stands twice
     --> claims.yaml:4:14
      |
    2 |   - id: peskov-neither
      |         -------------- first here
    3 |     quote: neither confirm or deny
    4 |     speaker: peskof
      |              ^^^^^^
    "#);
}

#[test]
fn what_has_no_place_or_no_text_is_told_all_the_same() {
    let nowhere =
        Diagnostic::error("no-config", "there is no `onrecord.toml`").hint("Run it in a site's folder.");
    let binary = Diagnostic::error("not-text", "`photo.md` is not UTF-8")
        .at(Span::start_of(&Arc::from("photo.md")), "");
    assert_snapshot!(text(&[nowhere, binary], &lookup, false), @r#"
    error[no-config]: there is no `onrecord.toml`
     |
     = help: Run it in a site's folder.

    error[not-text]: `photo.md` is not UTF-8
    --> photo.md:1:1
    "#);
}

#[test]
fn wide_and_combining_characters_tabs_and_line_ends_keep_their_columns() {
    assert_snapshot!(plain("名前: 東京x\r\nb\r\n", 8..14), @r#"
    error[code]: message
     --> a.yaml:1:5
      |
    1 | 名前: 東京x
      |       ^^^^ here
    "#);
    assert_snapshot!(plain("a: e\u{301}e\u{301}x\n", 9..10), @r#"
    error[code]: message
     --> a.yaml:1:8
      |
    1 | a: ééx
      |      ^ here
    "#);
    assert_snapshot!(plain("a:\tx\n", 3..4), @r#"
    error[code]: message
     --> a.yaml:1:4
      |
    1 | a:    x
      |       ^ here
    "#);
}

/// Columns count code points; what is shown stands under what it is about, as wide as a terminal draws it.
#[test]
fn emoji_and_marks_keep_their_columns() {
    assert_snapshot!(plain("a: \u{1F1FA}\u{1F1E6} x\n", 12..13), @r#"
    error[code]: message
     --> a.yaml:1:7
      |
    1 | a: 🇺🇦 x
      |       ^ here
    "#);
    assert_snapshot!(plain("a: \u{1F469}\u{200D}\u{1F52C} x\n", 15..16), @r#"
    error[code]: message
     --> a.yaml:1:8
      |
    1 | a: 👩🔬 x
      |         ^ here
    "#);
    assert_snapshot!(plain("a: \u{5E9}\u{5C1} x\r\n", 8..9), @r#"
    error[code]: message
     --> a.yaml:1:7
      |
    1 | a: שׁ x
      |      ^ here
    "#);
    assert_snapshot!(plain("a: ｆｕｌｌ x\n", 3..15), @r#"
    error[code]: message
     --> a.yaml:1:4
      |
    1 | a: ｆｕｌｌ x
      |    ^^^^^^^^ here
    "#);
}

#[test]
fn a_place_that_ends_with_its_line_is_shown_on_it() {
    assert_snapshot!(plain("a: b\r\nc: d\r\n", 3..6), @r#"
    error[code]: message
     --> a.yaml:1:4
      |
    1 | a: b
      |    ^ here
    "#);
    assert_snapshot!(plain("a:\r\n  b\r\nc\r\n", 0..8), @r#"
    error[code]: message
     --> a.yaml:1:1
      |
    1 | / a:
    2 | |   b
      | |___^ here
    "#);
}

#[test]
fn a_place_at_the_end_of_a_file_is_shown() {
    assert_snapshot!(plain("a: b\n", 5..5), @r#"
    error[code]: message
     --> a.yaml:2:1
      |
    2 |
      | ^ here
    "#);
    assert_snapshot!(plain("", 0..0), @r#"
    error[code]: message
     --> a.yaml:1:1
      |
    1 |
      | ^ here
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let long: &'static str =
        format!("first\n{}HERE{}\nlast", "é ".repeat(20_000), "x ".repeat(20_000)).leak();
    let start = long.find("HERE").unwrap();
    assert_snapshot!(plain(long, start..start + 4), @r#"
    error[code]: message
    --> a.yaml:2:40001
     = note: here: …é é é é é é é é é é é é é é é é é é é é >>>HEREx x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x …
    "#);
    let report = plain(long, 0..long.len());
    assert!(report.len() < 1000, "{report}");
}

#[test]
fn no_span_is_too_odd() {
    for range in [0..0, 3..4, 5..900, 900..1000, 7..8, usize::MAX - 9..usize::MAX] {
        for text in ["", "a", "é\r\né\r\n", "\r", "\n\n\n", "\u{200B}\u{202E}\u{1b}[31m é", "日本"] {
            plain(text, range.clone());
        }
    }
}

#[test]
fn colour_is_asked_for() {
    assert!(text(&[lost_quote()], &lookup, true).contains('\u{1b}'));
    assert!(!text(&[lost_quote()], &lookup, false).contains('\u{1b}'));
}

#[test]
fn machines_get_one_object_a_line() {
    let nowhere = Diagnostic::warning("no-base-url", "no `base_url`");
    let place = place("claims.yaml", CLAIMS, "peskof");
    let misspelt = Diagnostic::error("unknown-speaker", "there is no speaker `peskof`")
        .at(place.clone(), "")
        .fix("Change it to `peskov`", Change::Value { place, value: "peskov".to_owned() });
    let mend = |_: &Change| Some(CLAIMS.replace("peskof", "peskov"));
    assert_snapshot!(json(&[lost_quote(), misspelt, nowhere], &lookup, &mend), @r#"
    {"code":"quote-not-found","severity":"error","message":"the quote of `peskov-neither` is not in the article","file":"claims.yaml","line":3,"column":12,"end_line":3,"end_column":35,"start":42,"end":65,"label":"these words","related":[{"file":"index.md","line":5,"column":10,"end_line":5,"end_column":34,"start":30,"end":54,"label":"the nearest passage"}],"hints":["Write the words as the article has them."],"fixes":[]}
    {"code":"unknown-speaker","severity":"error","message":"there is no speaker `peskof`","file":"claims.yaml","line":4,"column":14,"end_line":4,"end_column":20,"start":79,"end":85,"label":"","related":[],"hints":[],"fixes":[{"title":"Change it to `peskov`","edits":[{"file":"claims.yaml","line":4,"column":14,"end_line":4,"end_column":20,"start":79,"end":85,"text":"peskov"}]}]}
    {"code":"no-base-url","severity":"warning","message":"no `base_url`","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"start":null,"end":null,"label":"","related":[],"hints":[],"fixes":[]}
    "#);
}

#[test]
fn counts_are_words() {
    let (error, warning) = (Diagnostic::error("e", "e"), Diagnostic::warning("w", "w"));
    assert_eq!(counts(&[]), None);
    assert_eq!(counts(&[error.clone(), warning.clone(), error]).as_deref(), Some("2 errors and 1 warning"));
    assert_eq!(counts(&[warning]).as_deref(), Some("1 warning"));
}
