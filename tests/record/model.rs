//! The record a second time: slow, and word for word from section 7, to hold the engine against.

use std::collections::BTreeSet;

use onrecord::model::{ClaimIx, Day, EventIx, SpeakerIx, Stance};
use onrecord::record::{ClaimStanding, EventStanding};
use onrecord::resolve::Corpus;
use onrecord::resolve::corpus::Target;

#[derive(Clone, Copy)]
pub struct Word {
    pub claim: ClaimIx,
    pub speaker: SpeakerIx,
    pub stance: Stance,
    pub day: Day,
}

/// Every position on a target, in the order of the record.
pub fn words(corpus: &Corpus, on: Target) -> Vec<Word> {
    let mut claims: Vec<ClaimIx> = (0..corpus.claims.len()).map(ClaimIx::new).collect();
    claims.sort_by_cached_key(|&claim| corpus.record_order(claim));
    let mut words = Vec::new();
    for ix in claims {
        let claim = corpus.claim(ix);
        for position in claim.positions.iter().filter(|position| position.on == on) {
            words.push(Word { claim: ix, speaker: claim.speaker, stance: position.stance, day: claim.day });
        }
    }
    words
}

/// The position that stands at the end of some words by the same or by several speakers: the newest
/// of those that hold, and whether they differ.
pub fn newest(words: &[Word]) -> Option<(Stance, ClaimIx, bool)> {
    let latest = held(words);
    let newest = latest.last()?;
    Some((newest.stance, newest.claim, latest.iter().any(|word| word.stance != newest.stance)))
}

/// Each speaker's latest word, where it is not a retraction, oldest first.
pub fn held(words: &[Word]) -> Vec<Word> {
    let is_latest =
        |index: usize| words[index + 1..].iter().all(|later| later.speaker != words[index].speaker);
    let latest = (0..words.len()).filter(|&index| is_latest(index)).map(|index| words[index]);
    latest.filter(|word| word.stance != Stance::Retracts).collect()
}

/// The words that count for a party.
pub fn of_party(corpus: &Corpus, party: SpeakerIx, words: &[Word]) -> Vec<Word> {
    words.iter().filter(|word| represents(corpus, word.speaker, party, word.day)).copied().collect()
}

/// Section 4, one clause after the other.
pub fn represents(corpus: &Corpus, speaker: SpeakerIx, whom: SpeakerIx, day: Day) -> bool {
    let holds = corpus.speaker(speaker).roles.iter().any(|role| {
        role.first.is_none_or(|first| first <= day)
            && role.last.is_none_or(|last| last >= day)
            && role.of.is_some_and(|of| is_part(corpus, of, whom))
    });
    holds || is_part(corpus, speaker, whom)
}

fn is_part(corpus: &Corpus, part: SpeakerIx, whole: SpeakerIx) -> bool {
    part == whole || corpus.speaker(part).part_of.is_some_and(|above| is_part(corpus, above, whole))
}

pub fn event_standing(corpus: &Corpus, event: EventIx, words: &[Word]) -> EventStanding {
    let parties = &corpus.event(event).parties;
    let everyone = held(words);
    let stances: Vec<Option<Stance>> = if parties.is_empty() {
        everyone.iter().map(|word| Some(word.stance)).collect()
    } else {
        let newest = |&party: &SpeakerIx| newest(&of_party(corpus, party, words)).map(|(stance, ..)| stance);
        parties.iter().map(newest).collect()
    };
    let any = |stance| stances.contains(&Some(stance));
    let all_affirm = stances.iter().all(|&stance| stance == Some(Stance::Affirms));
    let alone = parties.is_empty() && stances.len() == 1;
    if everyone.is_empty() && stances.iter().all(Option::is_none) {
        EventStanding::Unreported
    } else if all_affirm && !alone {
        EventStanding::Confirmed
    } else if any(Stance::Affirms) && any(Stance::Denies) {
        EventStanding::Disputed
    } else if any(Stance::Denies) {
        EventStanding::Denied
    } else if any(Stance::Affirms) && !all_affirm {
        EventStanding::OneSided
    } else {
        EventStanding::Reported
    }
}

pub fn claim_standing(corpus: &Corpus, claim: ClaimIx, words: &[Word]) -> ClaimStanding {
    let own = corpus.claim(claim).speaker;
    let last_own = words.iter().rfind(|word| word.speaker == own).map(|word| word.stance);
    let others = held(words).into_iter().filter(|word| word.speaker != own);
    let stances: BTreeSet<Stance> = others.map(|word| word.stance).collect();
    if matches!(last_own, Some(Stance::Retracts | Stance::Denies)) {
        ClaimStanding::Retracted
    } else if stances.contains(&Stance::Denies) {
        ClaimStanding::Disputed
    } else if stances.contains(&Stance::Affirms) {
        ClaimStanding::Corroborated
    } else {
        ClaimStanding::Unanswered
    }
}

/// The history from standings alone: after each word by itself, then by day. `moves` says whether the
/// word at an index had an effect at all.
pub fn history<S: Copy + PartialEq>(
    words: &[Word],
    standing: impl Fn(&[Word]) -> S,
    moves: impl Fn(usize) -> bool,
) -> Vec<(Day, S, ClaimIx)> {
    let mut history: Vec<(Day, S, ClaimIx)> = Vec::new();
    let days: BTreeSet<Day> = words.iter().map(|word| word.day).collect();
    for day in days {
        let start = words.partition_point(|word| word.day < day);
        let end = words.partition_point(|word| word.day <= day);
        let at_end = standing(&words[..end]);
        if history.last().is_some_and(|&(_, before, _)| before == at_end) {
            continue;
        }
        let turned = |&index: &usize| standing(&words[..index]) != standing(&words[..index + 1]);
        let cause = (start..end).rfind(turned).or_else(|| (start..end).find(|&index| moves(index)));
        if let Some(cause) = cause {
            history.push((day, at_end, words[cause].claim));
        }
    }
    history
}

/// Whether the word at an index changes what its speaker holds among some words.
pub fn has_effect(words: &[Word], index: usize) -> bool {
    let word = words[index];
    let former = words[..index].iter().rfind(|former| former.speaker == word.speaker);
    word.stance != Stance::Retracts || former.is_some_and(|former| former.stance != Stance::Retracts)
}
