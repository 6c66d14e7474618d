//! Standings of events, worked out by hand: every row of the table in section 7, and its edges.

use onrecord::record::{EventRecord, EventStanding, event_on_days, record};

use crate::site::{day, site};
use crate::terse;

/// The people of the tables: two states, each with its officials.
const CAST: &str = "
    role trump of usa 2025-01-20..
    role biden of usa 2021-01-20..2025-01-20
    role rubio of state-department 2025-01-21..
    state-department part_of usa
    role peskov of kremlin ..
    kremlin part_of russia
    role putin of russia 2012-05-07..
    event call usa russia
";

fn drawn(lines: &str) -> (onrecord::resolve::Corpus, EventRecord) {
    let corpus = site(&format!("{CAST}{lines}"));
    let event = record(&corpus).events.swap_remove(0);
    (corpus, event)
}

/// The history, and the parties' positions at its end.
fn told(lines: &str) -> (String, String) {
    let (corpus, event) = drawn(lines);
    let parties = &corpus.events[0].parties;
    let history = terse::history(&corpus, &event.history, EventStanding::key);
    (history, terse::parties(&corpus, parties, &event.positions))
}

fn check(lines: &str, history: &str, parties: &str) {
    assert_eq!(told(lines), (history.to_owned(), parties.to_owned()), "{lines}");
}

#[test]
fn every_row_with_parties() {
    check("", "", "usa -, russia -");
    check(
        "2025-02-08 trump affirms call
         2025-02-09 putin affirms call",
        "08 one-sided c1, 09 confirmed c2",
        "usa affirms c1 since 08, russia affirms c2 since 09",
    );
    check(
        "2025-02-08 trump affirms call
         2025-02-09 putin denies call",
        "08 one-sided c1, 09 disputed c2",
        "usa affirms c1 since 08, russia denies c2 since 09",
    );
    check("2025-02-08 putin denies call", "08 denied c1", "usa -, russia denies c1 since 08");
    check(
        "2025-02-08 putin denies call
         2025-02-09 trump declines call",
        "08 denied c1",
        "usa declines c2 since 09, russia denies c1 since 08",
    );
    check(
        "2025-02-08 trump affirms call
         2025-02-09 peskov declines call",
        "08 one-sided c1",
        "usa affirms c1 since 08, russia declines c2 since 09",
    );
    check(
        "2025-02-08 trump qualifies call
         2025-02-09 peskov declines call",
        "08 reported c1",
        "usa qualifies c1 since 08, russia declines c2 since 09",
    );
    check("2025-02-08 nyp affirms call", "08 reported c1", "usa -, russia -");
    check("2025-02-08 nyp denies call", "08 reported c1", "usa -, russia -");
}

#[test]
fn a_party_may_speak_for_itself() {
    check("2025-02-08 russia affirms call", "08 one-sided c1", "usa -, russia affirms c1 since 08");
}

#[test]
fn roles_count_on_the_day() {
    // In office, on the last day of it, on the day after.
    check("2025-01-19 biden affirms call", "19 one-sided c1", "usa affirms c1 since 19, russia -");
    check("2025-01-20 biden affirms call", "20 one-sided c1", "usa affirms c1 since 20, russia -");
    check("2025-01-21 biden affirms call", "21 reported c1", "usa -, russia -");
    check("2025-01-19 trump affirms call", "19 reported c1", "usa -, russia -");
    check("2025-01-20 trump affirms call", "20 one-sided c1", "usa affirms c1 since 20, russia -");
}

#[test]
fn a_private_word_does_not_touch_what_was_said_in_office() {
    check(
        "2025-01-19 biden affirms call
         2025-01-25 biden denies call",
        "19 one-sided c1",
        "usa affirms c1 since 19, russia -",
    );
    check(
        "2025-01-19 biden affirms call
         2025-01-25 biden retracts call",
        "19 one-sided c1",
        "usa affirms c1 since 19, russia -",
    );
    // Until another speaks for the party: then both count, as they spoke in office.
    check(
        "2025-01-19 biden affirms call
         2025-01-25 biden denies call
         2025-01-26 trump affirms call",
        "19 one-sided c1",
        "usa affirms c3 since 19, russia -",
    );
    check(
        "2025-01-19 biden affirms call
         2025-01-26 trump denies call",
        "19 one-sided c1, 26 denied c2",
        "usa denies c2 since 26 split, russia -",
    );
}

#[test]
fn the_speaker_is_told_apart_from_the_party() {
    let (corpus, event) = drawn(
        "2025-01-19 biden affirms call
         2025-01-25 biden denies call
         2025-01-26 nyp affirms call
         2025-01-27 nyp affirms call
         2025-01-28 trump declines call",
    );
    assert_eq!(
        terse::speakers(&corpus, &event),
        "biden denies c2 since 25, nyp affirms c4 since 26, trump declines c5 since 28 for"
    );
}

#[test]
fn nested_organizations_speak_for_the_whole() {
    check("2025-02-08 rubio affirms call", "08 one-sided c1", "usa affirms c1 since 08, russia -");
    check("2025-02-08 kremlin denies call", "08 denied c1", "usa -, russia denies c1 since 08");
    check("2025-02-08 peskov denies call", "08 denied c1", "usa -, russia denies c1 since 08");
}

#[test]
fn the_newest_word_of_a_party_counts_and_a_difference_is_a_split() {
    check(
        "2025-02-08 peskov denies call
         2025-02-09 putin affirms call",
        "08 denied c1, 09 one-sided c2",
        "usa -, russia affirms c2 since 09 split",
    );
    check(
        "2025-02-08 peskov denies call
         2025-02-09 putin affirms call
         2025-02-10 peskov affirms call",
        "08 denied c1, 09 one-sided c2",
        "usa -, russia affirms c3 since 09",
    );
}

#[test]
fn a_retraction_ends_a_position() {
    check(
        "2025-02-08 trump affirms call
         2025-02-09 trump retracts call",
        "08 one-sided c1, 09 unreported c2",
        "usa -, russia -",
    );
    check(
        "2025-02-07 nyp affirms call
         2025-02-08 trump affirms call
         2025-02-09 trump retracts call",
        "07 reported c1, 08 one-sided c2, 09 reported c3",
        "usa -, russia -",
    );
    // What another had said for the party is the newest again, and no split is left.
    check(
        "2025-02-08 peskov denies call
         2025-02-09 putin affirms call
         2025-02-10 putin retracts call",
        "08 denied c1, 09 one-sided c2, 10 denied c3",
        "usa -, russia denies c1 since 10",
    );
    // Nothing is ended, so nothing happened.
    check("2025-02-08 trump retracts call", "", "usa -, russia -");
    check(
        "2025-02-08 trump affirms call
         2025-02-09 trump retracts c1",
        "08 one-sided c1",
        "usa affirms c1 since 08, russia -",
    );
}

#[test]
fn on_one_day_the_later_claim_counts() {
    check(
        "2025-02-08 trump denies call
         2025-02-08 trump affirms call",
        "08 one-sided c2",
        "usa affirms c2 since 08, russia -",
    );
    check(
        "article b 2025-01-01
         2025-02-08 @b trump denies call
         2025-02-08 @a trump affirms call",
        "08 denied c1",
        "usa denies c1 since 08, russia -",
    );
    // The last that changed anything is named, not the last of the day.
    check(
        "2025-02-08 trump affirms call
         2025-02-08 nyp affirms call",
        "08 one-sided c1",
        "usa affirms c1 since 08, russia -",
    );
    // There and back within a day is no change, also to the day since when.
    check(
        "2025-02-08 trump affirms call
         2025-02-09 trump denies call
         2025-02-09 trump affirms call",
        "08 one-sided c1",
        "usa affirms c3 since 08, russia -",
    );
    check(
        "2025-02-08 trump affirms call
         2025-02-08 trump retracts call",
        "08 unreported c2",
        "usa -, russia -",
    );
}

#[test]
fn a_claim_with_two_stances_on_one_target_counts_with_the_last() {
    check(
        "2025-02-08 trump qualifies call affirms call",
        "08 reported c1",
        "usa qualifies c1 since 08, russia -",
    );
}

#[test]
fn without_parties_each_speaker_counts_as_one() {
    let standing = |lines: &str| {
        let corpus = site(&format!("event talk\n{lines}"));
        let record = record(&corpus);
        assert!(record.events[0].positions.is_empty());
        terse::history(&corpus, &record.events[0].history, EventStanding::key)
    };
    assert_eq!(standing("2025-02-08 a affirms talk"), "08 reported c1");
    assert_eq!(
        standing("2025-02-08 a affirms talk\n2025-02-09 a affirms talk"),
        "08 reported c1",
        "one speaker twice is one"
    );
    assert_eq!(
        standing("2025-02-08 a affirms talk\n2025-02-09 b affirms talk"),
        "08 reported c1, 09 confirmed c2"
    );
    assert_eq!(
        standing("2025-02-08 a affirms talk\n2025-02-09 b declines talk"),
        "08 reported c1, 09 one-sided c2"
    );
    assert_eq!(
        standing("2025-02-08 a affirms talk\n2025-02-09 b denies talk"),
        "08 reported c1, 09 disputed c2"
    );
    assert_eq!(standing("2025-02-08 a denies talk"), "08 denied c1");
    assert_eq!(standing("2025-02-08 a declines talk\n2025-02-09 b qualifies talk"), "08 reported c1");
    assert_eq!(
        standing("2025-02-08 a affirms talk\n2025-02-09 b affirms talk\n2025-02-10 b retracts talk"),
        "08 reported c1, 09 confirmed c2, 10 reported c3"
    );
    assert_eq!(
        standing("2025-02-08 a affirms talk\n2025-02-10 a retracts talk"),
        "08 reported c1, 10 unreported c2"
    );
}

#[test]
fn a_party_may_be_a_person() {
    let corpus = site("event talk a b\nrole s of a ..\n2025-02-08 s affirms talk\n2025-02-09 b affirms talk");
    let history = &record(&corpus).events[0].history;
    assert_eq!(terse::history(&corpus, history, EventStanding::key), "08 one-sided c1, 09 confirmed c2");
}

#[test]
fn one_may_speak_for_two_parties() {
    let corpus = site("event talk a b\nrole s of a ..\nrole s of b ..\n2025-02-08 s affirms talk");
    let history = &record(&corpus).events[0].history;
    assert_eq!(terse::history(&corpus, history, EventStanding::key), "08 confirmed c1");
}

#[test]
fn every_day_knows_where_the_parties_stood() {
    let lines = "2025-02-08 trump affirms call
         2025-02-09 peskov declines call
         2025-02-12 peskov affirms call";
    let (corpus, event) = drawn(lines);
    let parties = &corpus.events[0].parties;
    let days = event_on_days(
        &corpus,
        onrecord::model::EventIx::new(0),
        &["08", "11", "12"].map(|of| day(&format!("2025-02-{of}"))),
    );
    let told: Vec<_> = days.iter().map(|then| terse::parties(&corpus, parties, &then.positions)).collect();
    assert_eq!(
        told,
        [
            "usa affirms c1 since 08, russia -",
            "usa affirms c1 since 08, russia declines c2 since 09",
            "usa affirms c1 since 08, russia affirms c3 since 12",
        ]
    );
    let standings: Vec<_> = days.iter().map(|then| then.standing).collect();
    assert_eq!(standings, [EventStanding::OneSided, EventStanding::OneSided, EventStanding::Confirmed]);
    assert_eq!(days[2].positions, event.positions);
}

#[test]
fn origins_are_those_of_all_that_affirms() {
    let (corpus, event) = drawn(
        "source tass < interview
         source nyp-report < interview
         source interview
         source memoir
         source denial
         2025-02-08 trump affirms call sources nyp-report
         2025-02-09 nyp affirms call sources tass sources memoir
         2025-02-09 peskov denies call sources denial",
    );
    let keys: Vec<&str> = event.origins.iter().map(|&source| &*corpus.source(source).key).collect();
    assert_eq!(keys, ["interview", "memoir"]);
}
