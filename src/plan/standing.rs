//! Standings in words: the sentence that an event's page opens with, and the rules behind them
//! (format, section 7).

use serde::Serialize;

use crate::model::Stance;
use crate::model::date::month_name;
use crate::record::{ClaimStanding, EventStanding};

use super::route::Part;
use super::telling::Word;
use super::{Desk, Route};

/// One who has a position, or could have: a party, or a speaker where an event has no parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// As it reads inside a sentence.
    pub name: String,
    pub stance: Option<Stance>,
    /// Those who speak for it differ.
    pub split: bool,
    /// From when the stance counts, in words and in order; `None` without a stance.
    pub since: Option<crate::model::Day>,
}

/// A standing's rule, as the foot of the events' page states it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Rule {
    pub fragment: &'static str,
    pub name: &'static str,
    pub key: &'static str,
    pub words: &'static str,
}

/// The rules of the standings of events, in the order of section 7.
pub const EVENT_RULES: [Rule; 6] = [
    Rule {
        fragment: "rule-unreported",
        name: "Unreported",
        key: "unreported",
        words: "Nobody has taken a position on it.",
    },
    Rule {
        fragment: "rule-confirmed",
        name: "Confirmed",
        key: "confirmed",
        words: "Every party affirms it. Where no parties are named, two speakers at least affirm it, and each \
                speaker with a position counts as a party.",
    },
    Rule {
        fragment: "rule-disputed",
        name: "Disputed",
        key: "disputed",
        words: "A party affirms it, and a party denies it.",
    },
    Rule {
        fragment: "rule-denied",
        name: "Denied",
        key: "denied",
        words: "A party denies it, and no party affirms it.",
    },
    Rule {
        fragment: "rule-one-sided",
        name: "One-sided",
        key: "one-sided",
        words: "A party affirms it and none denies it, but not every party affirms it.",
    },
    Rule {
        fragment: "rule-reported",
        name: "Reported",
        key: "reported",
        words: "Anything else: only others speak of it, or its parties only decline or qualify.",
    },
];

/// The rules of the standings of claims. Their fragments say so, since two words serve for both.
pub const CLAIM_RULES: [Rule; 4] = [
    Rule {
        fragment: "rule-claim-retracted",
        name: "Retracted",
        key: "retracted",
        words: "Its own speaker has taken it back, or now denies it.",
    },
    Rule {
        fragment: "rule-claim-disputed",
        name: "Disputed",
        key: "disputed",
        words: "Another speaker denies it, and its own speaker has not taken it back.",
    },
    Rule {
        fragment: "rule-claim-corroborated",
        name: "Corroborated",
        key: "corroborated",
        words: "Another speaker affirms it, and nobody denies it.",
    },
    Rule {
        fragment: "rule-claim-unanswered",
        name: "Unanswered",
        key: "unanswered",
        words: "Anything else: no other speaker affirms or denies it.",
    },
];

/// An event's standing in a word.
pub fn event_standing(standing: EventStanding) -> Word {
    let (key, words) = match standing {
        EventStanding::Unreported => ("unreported", "Unreported"),
        EventStanding::Confirmed => ("confirmed", "Confirmed"),
        EventStanding::Disputed => ("disputed", "Disputed"),
        EventStanding::Denied => ("denied", "Denied"),
        EventStanding::OneSided => ("one-sided", "One-sided"),
        EventStanding::Reported => ("reported", "Reported"),
    };
    Word { key, words }
}

/// A claim's standing in a word.
pub fn claim_standing(standing: ClaimStanding) -> Word {
    let (key, words) = match standing {
        ClaimStanding::Unanswered => ("unanswered", "Unanswered"),
        ClaimStanding::Corroborated => ("corroborated", "Corroborated"),
        ClaimStanding::Disputed => ("disputed", "Disputed"),
        ClaimStanding::Retracted => ("retracted", "Retracted"),
    };
    Word { key, words }
}

/// Where the rule of an event's standing is written out.
pub fn event_rule(desk: &Desk<'_>, standing: EventStanding) -> String {
    rule(desk, "rule", event_standing(standing).key)
}

/// Where the rule of a claim's standing is written out.
pub fn claim_rule(desk: &Desk<'_>, standing: ClaimStanding) -> String {
    rule(desk, "rule-claim", claim_standing(standing).key)
}

/// Where an event stands, in one sentence without a full stop: "Affirmed by the United States; Russia
/// neither confirms nor denies, since 9 February 2025". `holders` are the parties, or the speakers
/// with a position where there are none; `others` are those who speak of it without being a party,
/// and are told of only where no party has spoken.
pub fn event_sentence(holders: &[Holder], others: &[Holder]) -> String {
    let spoken = |holders: &[Holder]| holders.iter().any(|holder| holder.stance.is_some());
    if !spoken(holders) && !spoken(others) {
        return "Nobody has taken a position".to_owned();
    }
    if spoken(holders) || holders.is_empty() {
        return capitalised(&clauses(if holders.is_empty() { others } else { holders }).join("; "));
    }
    let by_others = clauses(others).join("; ");
    format!("Only others speak of it: {by_others}; no party has taken a position")
}

/// Where a claim stands, in one sentence without a full stop. `answers` are the speakers who have a
/// position on it, its own speaker only where that is what was taken back.
pub fn claim_sentence(standing: ClaimStanding, speaker: &str, answers: &[Holder]) -> String {
    let told = clauses(answers).join("; ");
    match (standing, told.is_empty()) {
        (ClaimStanding::Retracted, _) => {
            let day = answers.iter().filter_map(|holder| holder.since).max();
            format!("Taken back by its own speaker, {speaker}{}", day.map_or_else(String::new, since))
        }
        (ClaimStanding::Unanswered, true) => "Nobody has answered it".to_owned(),
        (ClaimStanding::Unanswered, false) => format!("Nobody affirms or denies it; {told}"),
        (_, _) => capitalised(&told),
    }
}

/// A day in words, as dates are shown: "9 February 2025".
pub fn day_words(day: crate::model::Day) -> String {
    let month = month_name(day.month().unsigned_abs()).unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

/// Names in a row: "A", "A and B", "A, B and C"; past six, the rest are counted.
pub fn row(names: &[String]) -> String {
    const NAMED: usize = 6;
    if names.len() > NAMED + 1
        && let Some((named, rest)) = names.split_at_checked(NAMED)
    {
        return format!("{} and {} others", named.join(", "), rest.len());
    }
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
    }
}

/// One clause for each stance that somebody takes, then those who take none. The clause in which the
/// newest position is carries its day.
fn clauses(holders: &[Holder]) -> Vec<String> {
    let newest = holders.iter().filter_map(|holder| holder.since).max();
    let order = [
        Some(Stance::Affirms),
        Some(Stance::Denies),
        Some(Stance::Declines),
        Some(Stance::Qualifies),
        Some(Stance::Retracts),
        None,
    ];
    let mut told = false;
    let mut clauses = Vec::new();
    for stance in order {
        let group: Vec<&Holder> = holders.iter().filter(|holder| holder.stance == stance).collect();
        if group.is_empty() {
            continue;
        }
        let mut clause = clause(stance, &group);
        if let Some(day) = newest.filter(|_| !told && group.iter().any(|holder| holder.since == newest)) {
            clause += &since(day);
            told = true;
        }
        clauses.push(clause);
    }
    clauses
}

fn clause(stance: Option<Stance>, group: &[&Holder]) -> String {
    let names: Vec<String> = group.iter().map(|holder| named(holder)).collect();
    let names = row(&names);
    let verb = |one: &str, many: &str| format!("{names} {}", if group.len() == 1 { one } else { many });
    match stance {
        Some(Stance::Affirms) => format!("affirmed by {names}"),
        Some(Stance::Denies) => format!("denied by {names}"),
        Some(Stance::Declines) => verb("neither confirms nor denies", "neither confirm nor deny"),
        Some(Stance::Qualifies) => verb("qualifies it", "qualify it"),
        Some(Stance::Retracts) => format!("taken back by {names}"),
        None => verb("has taken no position", "have taken no position"),
    }
}

fn named(holder: &Holder) -> String {
    if holder.split { format!("{} (whose speakers differ)", holder.name) } else { holder.name.clone() }
}

fn since(day: crate::model::Day) -> String {
    format!(", since {}", day_words(day))
}

fn rule(desk: &Desk<'_>, prefix: &str, key: &str) -> String {
    format!("{}#{prefix}-{key}", desk.page_or_here(Route::Events(Part::First)))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    fn holder(name: &str, stance: Option<Stance>, day: i8) -> Holder {
        let since = stance.map(|_| Day::new(2025, 2, day).unwrap());
        Holder { name: name.to_owned(), stance, split: false, since }
    }

    #[test]
    fn one_sided() {
        let parties = [
            holder("the United States", Some(Stance::Affirms), 8),
            holder("Russia", Some(Stance::Declines), 9),
        ];
        assert_eq!(
            event_sentence(&parties, &[]),
            "Affirmed by the United States; Russia neither confirms nor denies, since 9 February 2025"
        );
    }

    #[test]
    fn every_standing_has_its_sentence() {
        use Stance::{Affirms, Declines, Denies, Qualifies};
        let cases = [
            ([Some(Affirms), Some(Affirms)], "Affirmed by A and B, since 2 February 2025"),
            ([Some(Affirms), Some(Denies)], "Affirmed by A; denied by B, since 2 February 2025"),
            ([Some(Denies), None], "Denied by A, since 1 February 2025; B has taken no position"),
            ([Some(Affirms), None], "Affirmed by A, since 1 February 2025; B has taken no position"),
            ([Some(Declines), Some(Declines)], "A and B neither confirm nor deny, since 2 February 2025"),
            ([Some(Qualifies), None], "A qualifies it, since 1 February 2025; B has taken no position"),
            ([None, None], "Nobody has taken a position"),
        ];
        for ([a, b], words) in cases {
            assert_eq!(event_sentence(&[holder("A", a, 1), holder("B", b, 2)], &[]), words);
        }
    }

    #[test]
    fn others_are_told_of_where_no_party_speaks() {
        let others = [holder("China Daily", Some(Stance::Affirms), 10)];
        assert_eq!(
            event_sentence(&[holder("Russia", None, 1)], &others),
            "Only others speak of it: affirmed by China Daily, since 10 February 2025; no party has taken a position"
        );
        assert_eq!(event_sentence(&[], &others), "Affirmed by China Daily, since 10 February 2025");
    }

    #[test]
    fn a_split_party_is_said_to_be() {
        let party = Holder { split: true, ..holder("Russia", Some(Stance::Denies), 9) };
        assert_eq!(
            event_sentence(&[party], &[]),
            "Denied by Russia (whose speakers differ), since 9 February 2025"
        );
    }

    #[test]
    fn claims() {
        let peskov = [holder("Dmitry Peskov", Some(Stance::Declines), 9)];
        assert_eq!(
            claim_sentence(ClaimStanding::Unanswered, "Donald Trump", &peskov),
            "Nobody affirms or denies it; Dmitry Peskov neither confirms nor denies, since 9 February 2025"
        );
        assert_eq!(claim_sentence(ClaimStanding::Unanswered, "X", &[]), "Nobody has answered it");
        let own = [holder("X", Some(Stance::Retracts), 9)];
        assert_eq!(
            claim_sentence(ClaimStanding::Retracted, "X", &own),
            "Taken back by its own speaker, X, since 9 February 2025"
        );
    }

    #[test]
    fn long_rows_are_counted() {
        let names: Vec<String> = (1..=9).map(|n| format!("N{n}")).collect();
        assert_eq!(row(&names), "N1, N2, N3, N4, N5, N6 and 3 others");
        assert_eq!(row(&names[..3]), "N1, N2 and N3");
    }
}
