//! Standings of claims, what holds, and reversals, worked out by hand.

use onrecord::record::{ClaimStanding, record};

use crate::site::site;
use crate::terse;

/// The history of the first claim.
fn history(lines: &str) -> String {
    let corpus = site(lines);
    terse::history(&corpus, &record(&corpus).claims[0].history, ClaimStanding::key)
}

#[test]
fn every_standing() {
    assert_eq!(history("2025-02-08 a"), "");
    assert_eq!(history("2025-02-08 a\n2025-02-09 b denies c1"), "09 disputed c2");
    assert_eq!(history("2025-02-08 a\n2025-02-09 b affirms c1"), "09 corroborated c2");
    assert_eq!(history("2025-02-08 a\n2025-02-09 a retracts c1"), "09 retracted c2");
    assert_eq!(history("2025-02-08 a\n2025-02-09 a denies c1"), "09 retracted c2");
    assert_eq!(history("2025-02-08 a\n2025-02-09 a affirms c1"), "09 unanswered c2");
}

#[test]
fn a_history_begins_with_the_first_answer() {
    assert_eq!(history("2025-02-08 a\n2025-02-09 b declines c1"), "09 unanswered c2");
    assert_eq!(
        history("2025-02-08 a\n2025-02-09 b declines c1\n2025-02-10 b qualifies c1\n2025-02-11 b denies c1"),
        "09 unanswered c2, 11 disputed c4"
    );
    assert_eq!(history("2025-02-08 a\n2025-02-09 b retracts c1"), "", "nothing to take back");
}

#[test]
fn taking_back_outweighs_denial_outweighs_affirmation() {
    let lines = "2025-02-08 a
        2025-02-09 b affirms c1
        2025-02-10 c denies c1
        2025-02-11 a retracts c1
        2025-02-12 a affirms c1
        2025-02-13 c retracts c1
        2025-02-14 b retracts c1";
    assert_eq!(
        history(lines),
        "09 corroborated c2, 10 disputed c3, 11 retracted c4, 12 disputed c5, 13 corroborated c6, 14 unanswered c7"
    );
}

#[test]
fn only_the_latest_position_of_a_speaker_counts() {
    let lines = "2025-02-08 a\n2025-02-09 b denies c1\n2025-02-10 b declines c1";
    assert_eq!(history(lines), "09 disputed c2, 10 unanswered c3");
    let lines = "2025-02-08 a\n2025-02-09 a denies c1\n2025-02-10 a qualifies c1";
    assert_eq!(history(lines), "09 retracted c2, 10 unanswered c3");
}

#[test]
fn an_answer_may_count_from_an_earlier_day() {
    // `said: 2025-02` counts from the last of the month.
    let lines = "2025-02-28 a\n2025-02-09 b denies c1\n2025-02-10 a retracts c1";
    assert_eq!(history(lines), "09 disputed c2, 10 retracted c3");
}

#[test]
fn a_position_holds_until_the_next_on_the_same_target() {
    let corpus = site(
        "event call
         2025-02-08 a affirms call
         2025-02-09 a denies call denies c1
         2025-02-10 a declines call
         2025-02-10 b affirms call",
    );
    let holds: Vec<_> = record(&corpus).claims.into_iter().map(|claim| claim.holds).collect();
    assert_eq!(holds, [vec![false], vec![false, true], vec![true], vec![true]]);
}

#[test]
fn answers_come_in_the_order_of_the_record() {
    let corpus = site(
        "article b 2025-01-02
         2025-02-08 a
         2025-02-10 @b b denies c1
         2025-02-09 c affirms c1
         2025-02-11 b affirms c1",
    );
    let claim = &record(&corpus).claims[0];
    let answers: Vec<_> = claim
        .answers
        .iter()
        .map(|answer| format!("{} {}", corpus.claim(answer.claim).id, answer.holds))
        .collect();
    assert_eq!(answers, ["c3 true", "c2 false", "c4 true"]);
}

fn reversals(lines: &str) -> String {
    let corpus = site(&format!("event call\n{lines}"));
    terse::reversals(&corpus, &record(&corpus))
}

#[test]
fn a_turn_either_way_is_a_reversal() {
    assert_eq!(reversals("2025-02-08 a affirms call\n2025-02-09 a denies call"), "a on call c1 -> c2");
    assert_eq!(reversals("2025-02-08 a denies call\n2025-02-09 a affirms call"), "a on call c1 -> c2");
    assert_eq!(reversals("2025-02-09 a denies call\n2025-02-08 a affirms call"), "a on call c2 -> c1");
    assert_eq!(reversals("2025-02-08 a affirms call\n2025-02-09 b denies call"), "");
    assert_eq!(reversals("2025-02-08 a affirms call\n2025-02-09 a retracts call"), "");
    assert_eq!(reversals("2025-02-08 a affirms call\n2025-02-09 a declines call"), "");
}

#[test]
fn what_lies_between_does_not_matter() {
    let lines = "2025-02-08 a affirms call\n2025-02-09 a declines call\n2025-02-10 a retracts call\n\
                 2025-02-11 a denies call";
    assert_eq!(reversals(lines), "a on call c1 -> c4");
}

#[test]
fn the_latest_turn_is_told_with_the_words_next_to_it() {
    let lines = "2025-02-08 a affirms call\n2025-02-09 a affirms call\n2025-02-10 a denies call\n\
                 2025-02-11 a denies call";
    assert_eq!(reversals(lines), "a on call c2 -> c3");
    let lines = "2025-02-08 a affirms call\n2025-02-09 a denies call\n2025-02-10 a affirms call";
    assert_eq!(reversals(lines), "a on call c2 -> c3");
}

#[test]
fn to_deny_ones_own_claim_is_a_reversal() {
    assert_eq!(reversals("2025-02-08 a\n2025-02-09 a denies c1"), "a on c1 c1 -> c2");
    assert_eq!(reversals("2025-02-08 a\n2025-02-09 a retracts c1"), "");
    assert_eq!(
        reversals("2025-02-08 a\n2025-02-09 b affirms c1\n2025-02-10 b denies c1"),
        "b on c1 c2 -> c3"
    );
}

#[test]
fn reversals_stand_in_the_order_of_the_later_words() {
    let lines = "event meeting
        2025-02-08 a affirms call
        2025-02-08 a affirms meeting
        2025-02-09 a denies meeting
        2025-02-10 a denies call";
    assert_eq!(reversals(lines), "a on meeting c2 -> c3, a on call c1 -> c4");
}
