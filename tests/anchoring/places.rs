//! Where quotes stand.

use onrecord::parse::OneOrMany;
use onrecord::parse::claims::{Claim, Part};

use crate::site::{anchored, article, article_with, claim, problems, quote, quoting};

/// The article's own words at the place of a quote.
fn found(body: &str, words: &str) -> String {
    let article = article(body, vec![quoting("a", words)]);
    let anchored = anchored(&article);
    let passage = &anchored.passages[0][0];
    assert_eq!(&anchored.text[passage.bytes.clone()], &*passage.exact);
    let chars: String = anchored.text.chars().skip(passage.chars.start).take(passage.chars.len()).collect();
    assert_eq!(chars, *passage.exact);
    passage.exact.to_string()
}

fn is_lost(body: &str, words: &str) -> bool {
    let problems = problems(&article(body, vec![quoting("a", words)]));
    problems.iter().any(|problem| problem.code.0 == "quote-not-found")
}

#[test]
fn quotes_cross_markup_and_blocks() {
    assert_eq!(found("He *did **so* again**.", "did so again"), "did so again");
    assert_eq!(found("A [link to\nsomewhere](x) `else` here", "to somewhere else"), "to somewhere else");
    assert_eq!(found("One.\n\n> Two.\n\n- three\n- four", "One. Two. three four"), "One. Two. three four");
    assert_eq!(found("| a | b |\n|--|--|\n| cell one | cell two |", "one cell two"), "one cell two");
    assert_eq!(found("# The head\n\nThe words", "head The words"), "head The words");
    assert_eq!(found("He did[^1] so [@key, p. 1] again.\n\n[^1]: Note.", "did so again."), "did so again.");
    assert_eq!(found("One  \ntwo\\\nthree", "One two three"), "One two three");
}

#[test]
fn what_is_typed_otherwise_is_found() {
    assert_eq!(found("“I can’t — really…”", "\"I can't - really...\""), "“I can’t — really…”");
    assert_eq!(
        found("co\u{ad}op&shy;er&nbsp;ate &amp; so", "cooper ate & so"),
        "co\u{ad}op\u{ad}er\u{a0}ate & so"
    );
    assert_eq!(found("e\u{301}tat d’urgence", "état d'urgence"), "e\u{301}tat d’urgence");
    assert_eq!(found("one\r\ntwo\r\n\r\nthree", "one two three"), "one two three");
    assert_eq!(
        found("«Я не могу это ни подтвердить»", "\"Я не могу это ни подтвердить\""),
        "«Я не могу это ни подтвердить»"
    );
}

#[test]
fn other_scripts_are_found() {
    assert_eq!(
        found("发言人说他既不能证实也不能否认这一消息。", "既不能证实也不能否认"),
        "既不能证实也不能否认"
    );
    assert_eq!(
        found("報道官は「確認も否定もできない」と述べた。", "確認も否定もできない"),
        "確認も否定もできない"
    );
    assert_eq!(
        found("قال \u{2067}إنه لا يستطيع\u{2069} التأكيد", "إنه لا يستطيع التأكيد"),
        "إنه لا يستطيع\u{2069} التأكيد"
    );
    assert_eq!(found("הוא אמר ״לא״ שוב", "אמר \"לא\" שוב"), "אמר ״לא״ שוב");
    assert_eq!(
        found("ok 👩\u{200d}👩\u{200d}👧 then", "👩\u{200d}👩\u{200d}👧 then"),
        "👩\u{200d}👩\u{200d}👧 then"
    );
    assert!(is_lost("ok 👩\u{200d}👩\u{200d}👧 then", "👧 then"));
    assert!(is_lost("a cafe\u{301} there", "a cafe"));
    assert!(is_lost("so 🇷🇺 then", "🇺 then"));
}

#[test]
fn case_and_word_boundaries_count() {
    assert!(is_lost("The president said so", "the president said so"));
    assert!(is_lost("I can't confirm", "I can"));
    assert!(is_lost("An unconfirmed report", "confirmed report"));
    assert!(is_lost("a…b", "a."));
}

#[test]
fn context_settles_and_must_hold() {
    let body = "First they said no to it. Then he said no to us. At last she said no to it.";
    let with = |prefix: &str, suffix: &str| {
        let claim = Claim { quote: OneOrMany(vec![quote("said no", prefix, suffix)]), ..claim("a") };
        article(body, vec![claim])
    };
    let place = |prefix: &str, suffix: &str| anchored(&with(prefix, suffix)).passages[0][0].bytes.start;
    assert_eq!(place("First they", ""), body.find("said no").unwrap());
    assert_eq!(place("", " to us"), body.find("said no to us").unwrap());
    assert_eq!(place("she ", "to it."), body.rfind("said no").unwrap());
    for (prefix, suffix, code) in
        [("", "to it", "quote-ambiguous"), ("nobody", "", "quote-ambiguous"), ("", "", "quote-ambiguous")]
    {
        assert_eq!(problems(&with(prefix, suffix))[0].code.0, code);
    }
    let once = Claim { quote: OneOrMany(vec![quote("Then he said no", "not here", "")]), ..claim("a") };
    assert_eq!(problems(&article(body, vec![once]))[0].code.0, "quote-context");
    let once = Claim { quote: OneOrMany(vec![quote("Then he said no", "to it. ", "to us")]), ..claim("a") };
    assert!(problems(&article(body, vec![once])).is_empty());
}

#[test]
fn quotes_stand_in_title_and_summary() {
    let claims = vec![
        Claim { part: Part::Title, ..quoting("a", "Kremlin won't say") },
        Claim { part: Part::Summary, ..quoting("b", "neither confirms nor denies") },
    ];
    let article =
        article_with("The Kremlin won’t say", "It *neither* confirms nor denies [@tass].", "Body.", claims);
    let anchored = anchored(&article);
    assert_eq!(&*anchored.passages[0][0].exact, "Kremlin won’t say");
    assert_eq!(&*anchored.summary, "It neither confirms nor denies.");
    assert_eq!(&*anchored.passages[1][0].prefix, "It ");
    assert_eq!(&*anchored.passages[1][0].suffix, ".");
}
