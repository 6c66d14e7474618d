//! What is said about quotes that have no one place.

use onrecord::diag::Diagnostic;
use onrecord::parse::OneOrMany;
use onrecord::parse::claims::{Claim, Part};

use crate::site::{article, article_with, claim, problems, quote, quoting};

const BODY: &str = "He was asked on Sunday.\n\n\"There are *many* messages, and I can neither confirm nor deny \
    this,\" he told the agency. Later he said so again. Then she said so again.\n";

fn only(problems: Vec<Diagnostic>) -> Diagnostic {
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.into_iter().next().unwrap()
}

fn told(words: &str) -> Diagnostic {
    only(problems(&article(BODY, vec![quoting("a", words)])))
}

/// The words of the article at the further places, each with what is said of it.
fn related(problem: &Diagnostic) -> Vec<(String, String)> {
    let input = article(BODY, vec![]).body.input;
    let shown =
        |label: &onrecord::diag::Label| (input[label.span.range.usize()].to_owned(), label.text.clone());
    problem.related.iter().map(shown).collect()
}

fn pair(words: &str, text: &str) -> (String, String) {
    (words.to_owned(), text.to_owned())
}

#[test]
fn a_lost_quote_shows_the_nearest_passage() {
    let problem = told("many messages, and I can not confirm or deny this");
    assert_eq!(problem.code.0, "quote-not-found");
    assert_eq!(problem.message, "the quote of `a` does not stand in the body of the article");
    assert_eq!(
        related(&problem),
        [pair("many* messages, and I can neither confirm nor deny this", "the nearest passage")]
    );
    assert_eq!(
        problem.hints,
        [
            "The article has `neither` where the quote has `not`.",
            "The article has `nor` where the quote has `or`.",
            "If this passage is meant, quote it as it stands: `many messages, and I can neither confirm nor deny \
             this`.",
        ]
    );
    assert_eq!(told("he was asked on sunday").hints[0], "Only capital letters differ, and they count.");
}

#[test]
fn a_deleted_sentence_is_gone() {
    let problem = told("We have had no contacts with Washington at the highest level");
    assert!(problem.related.is_empty());
    assert_eq!(problem.hints, ["No passage of the body comes near: the words are gone."]);
    assert_eq!(told(" \u{200b} ").message, "the quote of `a` holds no words");
}

#[test]
fn a_quote_of_another_part_is_told() {
    let claims = vec![Claim { part: Part::Summary, ..quoting("a", "The Kremlin is silent") }];
    let article = article_with("The Kremlin is silent", "Nothing.", BODY, claims);
    assert_eq!(only(problems(&article)).hints, ["The words stand in the title: write `in: title`."]);
}

#[test]
fn an_ambiguous_quote_lists_its_places() {
    let problem = told("said so again");
    assert_eq!(problem.message, "the quote of `a` stands 2 times in the body");
    assert_eq!(
        related(&problem),
        [pair("said so again", "settled by `prefix: he`"), pair("said so again", "settled by `prefix: she`")]
    );
    let claim = Claim { quote: OneOrMany(vec![quote("said so again", "they", "")]), ..claim("a") };
    let problem = only(problems(&article(BODY, vec![claim])));
    assert_eq!(problem.message, "the quote of `a` stands 2 times in the body, never in the context given");
    assert_eq!(problem.related.len(), 2);
}

#[test]
fn a_context_that_does_not_hold_is_shown() {
    let claim = Claim { quote: OneOrMany(vec![quote("on Sunday", "was heard", "evening")]), ..claim("a") };
    let problem = only(problems(&article(BODY, vec![claim])));
    assert_eq!(
        problem.message,
        "the `prefix` and `suffix` of the quote of `a` do not stand beside its words"
    );
    assert_eq!(problem.hints[0], "Written as prefix: `was heard`. Found before the words: `was asked`.");
    assert_eq!(problem.hints[1], "Written as suffix: `evening`. Found after the words: `. \"There`.");
}

#[test]
fn a_short_quote_is_warned_about() {
    let problem = told("Sunday");
    assert!(!problem.is_error());
    assert_eq!(problem.message, "the quote of `a` is short, and may come to stand elsewhere by chance");
    assert_eq!(problem.hints, ["Tie it to its place with context, such as `prefix: was asked on`."]);
    let tied = Claim { quote: OneOrMany(vec![quote("Sunday", "asked on", "")]), ..claim("a") };
    assert!(problems(&article(BODY, vec![tied])).is_empty());
}

#[test]
fn fifty_lost_quotes_each_find_their_passage() {
    let words =
        ["call", "agency", "nothing", "leader", "denied", "message", "spoke", "channel", "Monday", "party"];
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let number = state >> 16;
        format!("{}{}", words[number as usize % 10], number % 97)
    };
    let text: Vec<String> = (0..5_000).map(|_| next()).collect();
    let claims = (0..50).map(|index| {
        let mut quote = text[index * 90..index * 90 + 20].to_vec();
        quote[7] = "changed".to_owned();
        quoting(&format!("c{index}"), &quote.join(" "))
    });
    let article = article(&text.join(" "), claims.collect());
    let problems = problems(&article);
    assert_eq!(problems.iter().filter(|problem| !problem.related.is_empty()).count(), 50);
}
