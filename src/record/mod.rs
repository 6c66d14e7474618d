//! The corpus -> the record: who stands where on what, since when (format, section 7).
//!
//! Goes in: the [`Corpus`]. Comes out: [`Record`]. Pure, linear in the number of claims but for
//! sorting. Must not know: files, pages, words.
//!
//! Where section 7 leaves room, these readings hold; each is explained where it is computed.
//!
//! - A position ends only on its own target: to take back a claim is not to take back what that claim
//!   said about an event ([`Stance::Retracts`]; a claim may name both).
//! - What a speaker says counts for a party if the speaker represents it on that very day. A later word
//!   said as a private person neither changes nor ends what was said in office (`voices`).
//! - Nobody has taken a position where nobody holds one: an event whose every position was retracted is
//!   `unreported` again (`standing`).
//! - A history has an entry for the first day with a position (on a claim: an answer), whatever the
//!   standing then is, and one for every later day at whose end the standing is another (`history`).
//! - A retraction by one who held no position ends nothing and leaves no trace in a history.
//! - A claim that names one target under two stances counts with the last in the order of
//!   [`Stance::ALL`].

mod claim;
mod event;
mod history;
pub mod origins;
mod positions;
pub mod reach;
pub mod relay;
pub mod represent;
mod reversal;
mod standing;
mod voices;

use crate::model::{ByHandle, ClaimIx, Day, EventIx, SourceIx, SpeakerIx, Stance};
use crate::resolve::Corpus;
use crate::resolve::corpus::Target;

use positions::Positions;
use represent::Mandates;

pub use event::event_on_days;

/// What follows from all positions. Lists are indexed by the handles of the corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub events: Vec<EventRecord>,
    pub claims: Vec<ClaimRecord>,
    /// By speaker: the targets on which the speaker went from affirming to denying, or the other way
    /// round; in the order of the later words.
    pub reversals: Vec<Vec<Reversal>>,
    /// By speaker: the positions on events that the speaker holds now, by event.
    pub positions: Vec<Vec<(EventIx, SpeakerPosition)>>,
    /// By source: the sources reached from it by `based_on` to the end, sorted by key. A source that
    /// draws on nothing is its own origin.
    pub origins: Vec<Vec<SourceIx>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventRecord {
    pub standing: EventStanding,
    pub history: Vec<Step<EventStanding>>,
    /// By party, in the order of the event's `parties`: `None` where it has no position.
    pub positions: Vec<Option<PartyPosition>>,
    /// The position of every speaker who holds one, parties or not, by speaker.
    pub by_speaker: Vec<SpeakerPosition>,
    /// By speaker: at most one each.
    pub reversals: Vec<Reversal>,
    /// Of all claims that affirm it, sorted by key.
    pub origins: Vec<SourceIx>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimRecord {
    pub standing: ClaimStanding,
    pub history: Vec<Step<ClaimStanding>>,
    /// Every position that a claim takes on this one, its own speaker's included, in the order of the
    /// record (day, article date, article id, order in the file).
    pub answers: Vec<Answer>,
    /// By speaker: at most one each.
    pub reversals: Vec<Reversal>,
    /// Sorted by key.
    pub origins: Vec<SourceIx>,
    /// Of each of the claim's positions, in the same order: whether it still holds, that is, whether
    /// its speaker has taken no later one on the same target.
    pub holds: Vec<bool>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventStanding {
    #[default]
    Unreported,
    Confirmed,
    Disputed,
    Denied,
    OneSided,
    Reported,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimStanding {
    #[default]
    Unanswered,
    Corroborated,
    Disputed,
    Retracted,
}

/// Who stood where on an event at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDay {
    pub day: Day,
    pub standing: EventStanding,
    /// By party, in the order of the event's `parties`.
    pub positions: Vec<Option<PartyPosition>>,
    /// The position of every speaker who held one, by speaker.
    pub by_speaker: Vec<SpeakerPosition>,
}

/// A day on which a standing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<Standing> {
    pub day: Day,
    /// At the end of the day.
    pub standing: Standing,
    /// The claim that brought it about: of that day's claims the last with which the standing
    /// changed; where it did not change on the first day of a history, that day's first position.
    pub claim: ClaimIx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartyPosition {
    pub stance: Stance,
    /// The claim that took it: the newest of all who represented the party on the day they spoke.
    pub claim: ClaimIx,
    /// From this day on the party's stance has been this one, as seen at the end of each day.
    pub since: Day,
    /// The latest positions of those who spoke for the party differ.
    pub split: bool,
}

/// A position that a speaker holds on an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeakerPosition {
    pub speaker: SpeakerIx,
    pub stance: Stance,
    /// The newest claim that took it.
    pub claim: ClaimIx,
    /// From this day on the speaker's stance has been this one, as seen at the end of each day.
    pub since: Day,
    /// The speaker represented a party of the event on the day of that claim.
    pub for_party: bool,
}

/// A position that a claim takes on another claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub claim: ClaimIx,
    pub speaker: SpeakerIx,
    pub stance: Stance,
    /// Its speaker has taken no later position on the same claim.
    pub holds: bool,
}

/// One speaker's turn from affirming a target to denying it, or the other way round: the latest, if
/// there were several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    pub speaker: SpeakerIx,
    pub on: Target,
    /// The last claim before the turn that affirmed or denied. On a speaker's own claim it may be that
    /// claim itself: its speaker affirms it by making it.
    pub from: ClaimIx,
    pub to: ClaimIx,
}

/// Draws the record from all the positions of a corpus (format, section 7).
pub fn record(corpus: &Corpus) -> Record {
    let positions = Positions::of(corpus);
    let mandates = Mandates::of(corpus);
    let origins = origins::of_sources(corpus);
    let events = event::records(corpus, &positions, &mandates, &origins);
    let claims = claim::records(corpus, &positions, &origins);
    Record {
        reversals: reversal::by_speaker(corpus, &positions, &events, &claims),
        positions: held_by_speaker(corpus, &events),
        events,
        claims,
        origins,
    }
}

fn held_by_speaker(corpus: &Corpus, events: &[EventRecord]) -> Vec<Vec<(EventIx, SpeakerPosition)>> {
    let mut held = vec![Vec::new(); corpus.speakers.len()];
    for (index, event) in events.iter().enumerate() {
        for position in &event.by_speaker {
            held.at_mut(position.speaker).push((EventIx::new(index), *position));
        }
    }
    held
}
