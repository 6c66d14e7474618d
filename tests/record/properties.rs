//! The engine against the slow second implementation, and against itself as of every day, on random
//! sites.

use std::fmt::Write;

use onrecord::model::{ClaimIx, Day, EventIx};
use onrecord::record::{EventStanding, PartyPosition, Record, Step, event_on_days, record};
use onrecord::resolve::Corpus;
use onrecord::resolve::corpus::Target;
use proptest::prelude::*;
use proptest::sample::select;

use crate::model::{self, Word};
use crate::site::{day, site};

/// Lines of a site: five persons, four organizations, three events, and claims on twelve days.
fn lines() -> impl Strategy<Value = String> {
    (roles(), parts(), parties(), claims()).prop_map(|(roles, parts, parties, claims)| {
        let mut lines = "article b 2025-01-02\narticle c 2024-12-01\n".to_owned();
        for (person, organization, first, last) in roles {
            let side = |day: Option<u32>| day.map_or(String::new(), |day| format!("2025-02-{day:02}"));
            let _ = writeln!(lines, "role p{person} of o{organization} {}..{}", side(first), side(last));
        }
        for (part, whole) in parts {
            if part < whole {
                let _ = writeln!(lines, "o{part} part_of o{whole}");
            }
        }
        for (event, parties) in parties.iter().enumerate() {
            let _ = writeln!(lines, "event e{event} {}", parties.join(" "));
        }
        let count = claims.len();
        for (day, article, speaker, positions) in claims {
            let _ = write!(lines, "2025-02-{day:02} @{article} {speaker}");
            for (stance, on) in positions {
                let on = if on < 3 { format!("e{on}") } else { format!("c{}", (on - 3) % count + 1) };
                let _ = write!(lines, " {stance} {on}");
            }
            lines.push('\n');
        }
        lines
    })
}

type RoleLine = (u32, u32, Option<u32>, Option<u32>);

fn roles() -> impl Strategy<Value = Vec<RoleLine>> {
    let side = || proptest::option::of(1u32..12);
    proptest::collection::vec((0u32..5, 0u32..4, side(), side()), 0..6)
}

fn parts() -> impl Strategy<Value = Vec<(u32, u32)>> {
    proptest::collection::vec((0u32..4, 0u32..4), 0..4)
}

fn parties() -> impl Strategy<Value = Vec<Vec<String>>> {
    let party = select(vec!["o0", "o1", "o2", "o3", "p0", "p1"]).prop_map(str::to_owned);
    let parties = proptest::collection::btree_set(party, 0..4);
    proptest::collection::vec(parties.prop_map(|parties| parties.into_iter().collect()), 3)
}

type ClaimLine = (u32, &'static str, &'static str, Vec<(&'static str, usize)>);

fn claims() -> impl Strategy<Value = Vec<ClaimLine>> {
    let stance = select(vec!["affirms", "affirms", "denies", "declines", "qualifies", "retracts"]);
    let position = (stance, 0usize..8);
    let speaker = select(vec!["p0", "p1", "p2", "p3", "p4", "o0", "o1", "o3"]);
    let claim = (1u32..12, select(vec!["a", "b", "c"]), speaker, proptest::collection::vec(position, 0..3));
    proptest::collection::vec(claim, 1..30)
}

fn plain<S: Copy>(history: &[Step<S>]) -> Vec<(Day, S, ClaimIx)> {
    history.iter().map(|step| (step.day, step.standing, step.claim)).collect()
}

fn compare_event(corpus: &Corpus, record: &Record, ix: EventIx) {
    let words = model::words(corpus, Target::Event(ix));
    let parties = &corpus.event(ix).parties;
    let drawn = &record.events[ix.index()];
    assert_eq!(drawn.standing, model::event_standing(corpus, ix, &words));
    for (&party, position) in parties.iter().zip(&drawn.positions) {
        let newest = model::newest(&model::of_party(corpus, party, &words));
        assert_eq!(position.map(|position| (position.stance, position.claim, position.split)), newest);
    }
    let mut held: Vec<_> = model::held(&words).iter().map(|word| (word.speaker, word.claim)).collect();
    held.sort_unstable();
    let by_speaker: Vec<_> = drawn.by_speaker.iter().map(|held| (held.speaker, held.claim)).collect();
    assert_eq!(by_speaker, held);
    let moves = |index: usize| {
        let for_party = |&party| {
            let counted = |word: &Word| model::represents(corpus, word.speaker, party, word.day);
            let before = words[..index].iter().filter(|word| counted(word)).count();
            counted(&words[index]) && model::has_effect(&model::of_party(corpus, party, &words), before)
        };
        model::has_effect(&words, index) || parties.iter().any(for_party)
    };
    let standing = |words: &[Word]| model::event_standing(corpus, ix, words);
    assert_eq!(plain(&drawn.history), model::history(&words, standing, moves));
}

fn compare_claim(corpus: &Corpus, record: &Record, ix: ClaimIx) {
    let words = model::words(corpus, Target::Claim(ix));
    let own = corpus.claim(ix).speaker;
    let drawn = &record.claims[ix.index()];
    assert_eq!(drawn.standing, model::claim_standing(corpus, ix, &words));
    let moves = |index: usize| words[index].speaker == own || model::has_effect(&words, index);
    let standing = |words: &[Word]| model::claim_standing(corpus, ix, words);
    assert_eq!(plain(&drawn.history), model::history(&words, standing, moves));
    let answers: Vec<_> = drawn.answers.iter().map(|answer| answer.claim).collect();
    assert_eq!(answers, words.iter().map(|word| word.claim).collect::<Vec<_>>());
}

/// The lines without the claims of later days.
fn until(lines: &str, last: u32) -> String {
    let known = |line: &&str| {
        line.strip_prefix("2025-02-").is_none_or(|rest| rest[..2].parse::<u32>().is_ok_and(|day| day <= last))
    };
    lines.lines().filter(known).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn equal_to_the_slow_record(lines in lines()) {
        let corpus = site(&lines);
        let record = record(&corpus);
        for event in (0..corpus.events.len()).map(EventIx::new) {
            compare_event(&corpus, &record, event);
        }
        for claim in (0..corpus.claims.len()).map(ClaimIx::new) {
            compare_claim(&corpus, &record, claim);
        }
    }

    #[test]
    fn as_of_a_day_is_what_the_claims_up_to_it_say(lines in only_events(), last in 0u32..13) {
        let corpus = site(&lines);
        let whole = record(&corpus);
        let early_corpus = site(&until(&lines, last));
        let early = record(&early_corpus);
        let last_day = day("2025-02-01").saturating_add(jiff::Span::new().days(i64::from(last) - 1));
        for (index, event) in whole.events.iter().enumerate() {
            let before: Vec<_> = event.history.iter().filter(|step| step.day <= last_day).collect();
            let standing = before.last().map_or(EventStanding::default(), |step| step.standing);
            let expected = &early.events[index];
            prop_assert_eq!(standing, expected.standing);
            let days = |steps: &[Step<EventStanding>]| {
                steps.iter().map(|step| (step.day, step.standing)).collect::<Vec<_>>()
            };
            let before: Vec<_> = before.into_iter().copied().collect();
            prop_assert_eq!(days(&before), days(&expected.history));

            let then = event_on_days(&corpus, EventIx::new(index), &[last_day, day("2026-01-01")]);
            prop_assert_eq!(then[0].standing, standing);
            // Without the later claims the earlier ones have other handles.
            let held = |positions: &[Option<PartyPosition>]| {
                let held = positions.iter().map(|held| held.map(|held| (held.stance, held.since, held.split)));
                held.collect::<Vec<_>>()
            };
            prop_assert_eq!(held(&then[0].positions), held(&expected.positions));
            prop_assert_eq!(then[1].standing, event.standing);
            prop_assert_eq!(&then[1].positions, &event.positions);
            prop_assert_eq!(&then[1].by_speaker, &event.by_speaker);
        }
    }
}

/// Without positions on claims, so that leaving out claims leaves no reference to nothing.
fn only_events() -> impl Strategy<Value = String> {
    lines().prop_map(|lines| {
        let keep = |line: &str| {
            let words: Vec<&str> = line.split(' ').collect();
            if !line.starts_with("2025") {
                return line.to_owned();
            }
            let (head, positions) = words.split_at(3);
            let positions = positions.chunks(2).filter(|pair| pair[1].starts_with('e'));
            head.iter().chain(positions.flatten()).copied().collect::<Vec<_>>().join(" ")
        };
        lines.lines().map(keep).collect::<Vec<_>>().join("\n")
    })
}
