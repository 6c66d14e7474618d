//! Sentences are edited or deleted: which passage is called the nearest, and what is proposed.

use std::collections::BTreeMap;

use onrecord::anchor::anchor;
use onrecord::diag::{Change, Diagnostic};
use onrecord::edit;

use crate::prose::Edit;
use crate::scene::{article, claims, ours};
use crate::trials::{Tally, tally};

/// What becomes of our own prose: of every third sentence, to be quick.
fn own(edit: Option<Edit>, sure: bool) -> Tally {
    tally(&ours(), edit, sure, 3)
}

#[test]
fn a_deleted_sentence_is_gone() {
    let tally = own(None, false);
    assert_eq!((tally.wrong, tally.right), (0, 0), "{tally:?}");
    assert!(tally.gone > 100, "{tally:?}");
}

#[test]
fn an_edited_sentence_is_known_again() {
    let mut told = BTreeMap::new();
    for edit in Edit::ALL {
        let tally = own(Some(edit), false);
        assert_eq!(tally.wrong, 0, "{edit:?}: {tally:?}");
        told.insert(edit, tally);
    }
    let missed: Vec<_> = told.iter().filter(|(_, tally)| tally.right < 30 * tally.gone).collect();
    assert!(missed.is_empty(), "{told:#?}");
    assert!(told.values().all(|tally| tally.right >= 5), "{told:#?}");
}

#[test]
fn what_turns_the_meaning_is_never_sure() {
    for edit in [Edit::Negated, Edit::NoLongerNegated, Edit::OtherNumber] {
        let tally = own(Some(edit), true);
        assert_eq!(tally.right, 0, "{edit:?}: {tally:?}");
    }
    let typos = own(Some(Edit::Typo), true);
    assert!(typos.right > 20 * typos.gone, "{typos:?}");
}

const BODY: &str = "The envoy spoke to reporters on Tuesday evening. \"We have received 14 letters, and none of \
    them has been answered,\" she told them in the corridor. A second meeting was to follow in the spring. \
    The ministry denied that a second meeting had been planned. Later she said that more would come.";

fn told(body: &str, quote: &str) -> Vec<Diagnostic> {
    anchor(&article(body, &claims([quote]))).1
}

/// The claims file with the only fix made, and whether that needs no look.
fn mended(body: &str, quote: &str) -> (String, bool) {
    let problems = told(body, quote);
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    let [fix] = problem.fixes.as_slice() else { panic!("{problem:#?}") };
    let text = edit::apply(&claims([quote]), &[&fix.change]).unwrap();
    let wrong = anchor(&article(body, &text)).1;
    assert!(wrong.is_empty(), "{text}\n{wrong:#?}");
    (text, fix.sure)
}

#[test]
fn every_kind_of_edit_is_proposed_as_the_article_has_it() {
    let denied = "The ministry denied that a second meeting had been planned";
    let evening = "The envoy spoke to reporters on Tuesday evening";
    let letters = "We have received 14 letters, and none of them has been answered";
    for (quote, now, sure) in [
        ("The envoy spoke to repotrers on Tuesday evening", evening, true),
        ("On Tuesday evening the envoy spoke to reporters", evening, true),
        ("The envoy spoke to reporters on Monday evening", evening, false),
        ("The envoy spoke to reporters late on Tuesday evening", evening, true),
        ("We have received 15 letters, and none of them has been answered", letters, false),
        ("The ministry never denied that a second meeting had been planned", denied, false),
        ("The ministry denied that a meeting had been planned", denied, true),
        ("THE ENVOY SPOKE TO REPORTERS", "The envoy spoke to reporters", true),
    ] {
        let (text, is_sure) = mended(BODY, quote);
        assert!(text.contains(&format!("quote: \"{now}\"")), "{quote}: {text}");
        assert_eq!(is_sure, sure, "{quote}");
    }
}

#[test]
fn a_twin_of_a_deleted_sentence_is_for_a_person() {
    let body = "The ministry of Examplia adds that no talks are planned for now. Others said more.";
    let (text, sure) = mended(body, "The ministry of Sampleland adds that no talks are planned for now");
    assert!(text.contains("Examplia") && !sure, "{text}");
}

#[test]
fn words_that_are_gone_have_no_fix() {
    for quote in [
        "We have had no contacts with anybody at the highest level",
        "A third round of talks will take place in autumn",
        "The ministry welcomed the envoy in the capital",
    ] {
        let problems = told(BODY, quote);
        assert!(problems[0].fixes.is_empty(), "{problems:#?}");
        assert_eq!(problems[0].hints, ["No passage of the body comes near: the words are gone."]);
    }
}

#[test]
fn a_sentence_that_is_repeated_is_asked_about() {
    let body = format!("{BODY} Then, once more: the envoy spoke to reporters on Tuesday evening.");
    let quote = "spoke to reporters on Tuesday";
    let problems = told(&body, quote);
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert_eq!(problem.fixes.len(), 2);
    for (fix, before) in problem.fixes.iter().zip(["The envoy", "the envoy"]) {
        let text = edit::apply(&claims([quote]), &[&fix.change]).unwrap();
        let (anchored, wrong) = anchor(&article(&body, &text));
        assert!(wrong.is_empty(), "{text}\n{wrong:#?}");
        assert!(anchored.passages[0][0].prefix.trim_end().ends_with(before));
    }
}

#[test]
fn words_of_another_part_are_looked_for_there() {
    let text = claims(["A second meeting was to follow in the spring"])
        .replace("speaker: s", "speaker: s\n    in: title # so");
    let problems = anchor(&article(BODY, &text)).1;
    let new = edit::apply(&text, &[&problems[0].fixes[0].change]).unwrap();
    assert_eq!(new, text.replace("in: title", "in: body"));
    assert!(problems[0].fixes[0].sure);
}

#[test]
fn a_context_that_has_changed_is_written_as_found() {
    let tied = |prefix: &str, suffix: &str| {
        let with = format!("quote: {{exact: Tuesday evening, prefix: {prefix}, suffix: {suffix}}}");
        claims(["x"]).replace("quote: \"x\"", &with)
    };
    let text = tied("spoke to the press on", "'. \"We'");
    let problems = anchor(&article(BODY, &text)).1;
    let [fix] = problems[0].fixes.as_slice() else { panic!("{problems:#?}") };
    assert!(matches!(&fix.change, Change::Context { suffix: None, .. }), "{fix:#?}");
    assert!(fix.sure, "one side holds");
    let new = edit::apply(&text, &[&fix.change]).unwrap();
    assert!(anchor(&article(BODY, &new)).1.is_empty(), "{new}");
    let problems = anchor(&article(BODY, &tied("spoke to the press on", "and left"))).1;
    assert!(!problems[0].fixes[0].sure, "neither side holds: another place");
}
