//! Inputs made to cost more than they should: what is found by looking at everything with everything must
//! still come back. None of these asserts a time; the runner ends a test that takes minutes.

use std::fmt::Write;

use onrecord::anchor::{Anchored, anchor};
use onrecord::diag::Diagnostic;
use onrecord::discover::ArticleInput;
use onrecord::model::Edtf;
use onrecord::parse::article::{self, Article};
use onrecord::parse::config::RawHtml;
use onrecord::plan::body::{self, Desk};
use onrecord::report;

use crate::bodies::reading;

/// An article of this body, with these entries in its file of claims; what is told of it.
fn read(body: &str, claims: &str) -> (Article, Anchored, Vec<Diagnostic>) {
    let input = ArticleInput {
        article: reading::input("content/articles/a.md", &format!("---\ntitle: T\ndate: 2025\n---\n{body}")),
        claims: Some(reading::input("content/articles/a.claims.yaml", &format!("claims:\n{claims}"))),
        bundle: None,
    };
    let (article, mut told) = article::parse(&input);
    let (anchored, wrong) = anchor(&article);
    told.extend(wrong);
    let claims = &input.claims.as_ref().unwrap().text;
    let text = |path: &str| Some(if path.ends_with(".md") { &*input.article.text } else { claims });
    let printed = report::text(&told, &text, false);
    assert!(printed.len() < (told.len() + 1) * 100_000, "reports are short");
    (article, anchored, told)
}

/// The body's HTML, in which every claim that was found is marked.
fn html(body: &str, claims: &str) -> String {
    let (article, anchored, _) = read(body, claims);
    let desk = Desk {
        link: &|url, _| Some(url.to_owned()),
        cite: &|_| String::new(),
        name: &|number| format!("Note {number}"),
        raw_html: RawHtml::Sanitize,
    };
    body::article(&article, &anchored, &desk).body
}

/// Entries that quote words each.
fn quoting(quotes: impl IntoIterator<Item = String>) -> String {
    let mut claims = String::new();
    for (number, quote) in quotes.into_iter().enumerate() {
        writeln!(claims, "  - {{id: c{number}, speaker: s, quote: \"{quote}\"}}").unwrap();
    }
    claims
}

fn count(told: &[Diagnostic], code: &str) -> usize {
    told.iter().filter(|diagnostic| diagnostic.code.0 == code).count()
}

#[test]
fn markup_that_opens_and_never_closes() {
    let openings = "[^ [ ![ ![]( [a]( *a_ **a _a__b ` ``a` <a <b> < <!-- <![CDATA[ & \\ >_ -_ 1._ # ~~a | a| [@ [@a;_ \
        [^a]:_ [a]:_ </a> ( <div>~~ ~>_-_ ```~~";
    for open in openings.split_whitespace() {
        let open = open.replace('_', " ").replace('~', "\n");
        let html = html(&open.repeat(4_000), "");
        assert!(html.len() < 4_000_000, "{open}");
    }
}

#[test]
fn many_definitions_and_many_uses() {
    let mut body = String::new();
    for number in 0..2_000 {
        write!(body, "[^n{number}] [r{number}] ").unwrap();
    }
    for number in 0..2_000 {
        write!(body, "\n\n[^n{number}]: Note [^n{}].\n\n[r{number}]: /x{number}", (number + 1) % 2_000)
            .unwrap();
    }
    let html = html(&body, "");
    assert_eq!(html.matches("doc-noteref").count(), 2_000);
}

/// A reference may stand for an address that is long, as often as one likes.
#[test]
fn a_long_address_used_often() {
    let body = format!("{}\n\n[x]: /{}\n", "[x]".repeat(3_000), "y".repeat(3_000));
    assert!(html(&body, "").len() < 20_000_000);
}

#[test]
fn a_table_of_many_columns() {
    let body = format!("{}\n{}\n{}", "|a".repeat(1_000), "|-".repeat(1_000), "|b\n".repeat(1_000));
    assert!(html(&body, "").len() < 60_000_000);
}

/// Every one of many claims quotes a letter that stands everywhere.
#[test]
fn a_letter_quoted_again_and_again_in_a_long_text() {
    let claims = quoting((0..25).map(|_| "a".to_owned()));
    let (_, _, told) = read(&"a ".repeat(20_000), &claims);
    assert_eq!(count(&told, "quote-ambiguous"), 25);
}

/// The same with words of different lengths, so that no answer serves twice.
#[test]
fn words_that_stand_everywhere_in_many_lengths() {
    let claims = quoting((1..=50).map(|length| "ab ".repeat(length).trim_end().to_owned()));
    let (_, _, told) = read(&"ab ".repeat(10_000), &claims);
    assert_eq!(count(&told, "quote-ambiguous"), 50);
}

/// Each of many lost quotes has nothing near it in a long text, but for letters.
#[test]
fn fifty_lost_quotes_in_a_long_text() {
    let word = |number: usize| format!("w{number}x");
    let body: String = (0..20_000).map(|number| word(number * 7) + " ").collect();
    let quote = |number: usize| (0..9).map(|step| word(number * 90 + step * 3 + 1) + "y ").collect();
    let (_, _, told) = read(&body, &quoting((0..50).map(quote)));
    assert_eq!(count(&told, "quote-not-found"), 50);
}

/// Long quotes that are nearly there.
#[test]
fn long_lost_quotes() {
    let text: String = (0..20_000).map(|number| format!("w{} ", number % 977)).collect();
    let quote = |number: usize| text[number * 100..number * 100 + 9_000].trim().replacen("w", "v", 40);
    let (_, _, told) = read(&text, &quoting((0..3).map(quote)));
    assert_eq!(count(&told, "quote-not-found"), 3);
}

/// Passages that overlap everywhere: each mark lies in many claims.
#[test]
fn many_claims_on_the_same_words() {
    let words: Vec<String> = (0..1_500).map(|number| format!("w{number}")).collect();
    let body = words.join(" ");
    let quotes = (0..300).map(|number| words[number..number + 1_000].join(" "));
    let html = html(&body, &quoting(quotes));
    assert_eq!(html.matches("doc-noteref").count(), 300);
    assert!(html.len() < 10_000_000, "{}", html.len());
}

#[test]
fn dates_of_many_digits() {
    let digits = "9".repeat(100_000);
    for text in [
        digits.clone(),
        format!("Y{digits}"),
        format!("Y-{digits}"),
        format!("Y1E{digits}"),
        format!("Y{digits}E{digits}"),
        format!("2025-{digits}"),
        format!("2025-02-09T14:30:00.{digits}Z"),
        format!("2025-02-09T14:30+{digits}"),
        format!("{digits}/{digits}"),
        "/".repeat(100_000),
        "-".repeat(100_000),
        "X".repeat(100_000),
        "?".repeat(100_000),
        "1E1".repeat(10_000),
    ] {
        if let Ok(date) = text.parse::<Edtf>() {
            let zone = jiff::tz::TimeZone::UTC;
            assert!(date.order(&zone).0 <= date.order(&zone).1);
            assert!(date.words(&zone).len() < 2 * text.len());
        }
    }
}

/// The names that are meant are looked for among all names, for each that is wrong.
#[test]
fn a_thousand_unknown_names_among_a_thousand() {
    let keys: String = (0..1_000).map(|number| format!("    some_long_key_{number}: x\n")).collect();
    let (_, _, told) = read("", &format!("  - id: a\n    speaker: s\n    statement: S\n{keys}"));
    assert_eq!(count(&told, "unknown-key"), 1_000);
}

#[test]
fn one_scalar_of_a_megabyte() {
    let long = "word ".repeat(1 << 18);
    let (article, anchored, _) = read("word", &quoting([long.clone()]));
    assert_eq!(article.claims.entries.len(), 1);
    assert!(anchored.passages[0].is_empty());
    let (_, anchored, _) = read(&long, &quoting(["word word".to_owned()]));
    assert!(anchored.passages[0].is_empty());
}

/// An alias repeats what is costly to find again.
#[test]
fn aliases_of_what_is_long() {
    let quote = "word ".repeat(2_000);
    let mut claims = format!("  - {{id: c0, speaker: s, quote: &q \"{quote}\"}}\n");
    for number in 1..60 {
        writeln!(claims, "  - {{id: c{number}, speaker: s, quote: *q}}").unwrap();
    }
    let (_, _, told) = read(&"word ".repeat(4_000), &claims);
    assert_eq!(told.len(), 60);
}
