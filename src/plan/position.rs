//! Who stands where on an event: its parties, and others who speak of it, now and at the end of any
//! day.

use serde::Serialize;

use crate::model::{ClaimIx, Day, EventIx, SpeakerIx, Stance};
use crate::record::{EventDay, EventRecord, EventStanding, PartyPosition, SpeakerPosition, represent};

use super::Desk;
use super::frame::{Link, When, verb};
use super::standing::{self, Holder};
use super::telling::{Excerpt, Word, excerpt, in_sentence};

/// A stance and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    pub stance: Stance,
    pub claim: ClaimIx,
    /// The day from which it has been the same.
    pub since: Day,
    pub split: bool,
}

/// Where an event stands, and the way to the rule.
#[derive(Clone, Debug, Serialize)]
pub struct StandingView {
    pub word: Word,
    /// Without a full stop.
    pub sentence: String,
    pub rule: String,
}

/// Who holds which position, ready for a line of a list or a cell of a table.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    pub holder: Link,
    /// The stance's key, or `none`.
    pub stance: &'static str,
    /// "neither confirms nor denies"; "has taken no position".
    pub verb: &'static str,
    pub split: bool,
    /// What the position rests on; `None` without one.
    pub claim: Option<Cause>,
    /// The day from which the position counts as it is.
    pub since: Option<String>,
}

/// The claim behind a position or a change.
#[derive(Clone, Debug, Serialize)]
pub struct Cause {
    pub url: String,
    pub speaker: Link,
    pub when: When,
    #[serde(flatten)]
    pub excerpt: Excerpt,
}

/// Positions on an event, as they are now or were at the end of some day.
#[derive(Clone, Copy)]
pub struct Positions<'a> {
    pub standing: EventStanding,
    /// By party, in the order of the event's `parties`.
    pub parties: &'a [Option<PartyPosition>],
    pub by_speaker: &'a [SpeakerPosition],
}

impl<'a> From<&'a EventRecord> for Positions<'a> {
    fn from(record: &'a EventRecord) -> Self {
        Self { standing: record.standing, parties: &record.positions, by_speaker: &record.by_speaker }
    }
}

impl<'a> From<&'a EventDay> for Positions<'a> {
    fn from(day: &'a EventDay) -> Self {
        Self { standing: day.standing, parties: &day.positions, by_speaker: &day.by_speaker }
    }
}

/// Where an event stands.
pub fn standing_view(desk: &Desk<'_>, ix: EventIx, positions: Positions<'_>) -> StandingView {
    StandingView {
        word: standing::event_standing(positions.standing),
        sentence: sentence(desk, ix, positions),
        rule: standing::event_rule(desk, positions.standing),
    }
}

/// The parties' positions, in the order of the event's `parties`.
pub fn parties(desk: &Desk<'_>, ix: EventIx, positions: Positions<'_>) -> Vec<PositionView> {
    of_parties(desk, ix, positions).map(|(party, held)| view(desk, party, held)).collect()
}

/// The parties' stances alone, without the claims that took them.
pub fn stances(desk: &Desk<'_>, ix: EventIx, positions: Positions<'_>) -> Vec<PositionView> {
    of_parties(desk, ix, positions).map(|(party, held)| stance(desk, party, held)).collect()
}

/// The positions of those who speak of an event and not for a party of it, by speaker.
pub fn others(desk: &Desk<'_>, positions: Positions<'_>) -> Vec<PositionView> {
    of_others(positions).map(|(speaker, held)| view(desk, speaker, Some(held))).collect()
}

/// A claim as the cause of something.
pub fn cause(desk: &Desk<'_>, ix: ClaimIx) -> Cause {
    let claim = desk.edition.corpus.claim(ix);
    Cause {
        url: desk.claim(ix),
        speaker: desk.speaker(claim.speaker),
        when: desk.when(&claim.said),
        excerpt: excerpt(desk, claim),
    }
}

/// For whom a claim's speaker spoke on its day, the speaker itself first.
pub fn represented(desk: &Desk<'_>, ix: ClaimIx) -> Vec<SpeakerIx> {
    let corpus = desk.edition.corpus;
    let claim = corpus.claim(ix);
    represent::represented(corpus, claim.speaker, claim.day)
}

fn view(desk: &Desk<'_>, holder: SpeakerIx, held: Option<Holding>) -> PositionView {
    PositionView { claim: held.map(|held| cause(desk, held.claim)), ..stance(desk, holder, held) }
}

fn stance(desk: &Desk<'_>, holder: SpeakerIx, held: Option<Holding>) -> PositionView {
    PositionView {
        holder: desk.speaker(holder),
        stance: held.map_or("none", |held| held.stance.key()),
        verb: held.map_or("has taken no position", |held| verb(held.stance)),
        split: held.is_some_and(|held| held.split),
        claim: None,
        since: held.map(|held| standing::day_words(held.since)),
    }
}

fn sentence(desk: &Desk<'_>, ix: EventIx, positions: Positions<'_>) -> String {
    let parties: Vec<Holder> =
        of_parties(desk, ix, positions).map(|(party, held)| holder(desk, party, held)).collect();
    let others: Vec<Holder> =
        of_others(positions).map(|(speaker, held)| holder(desk, speaker, Some(held))).collect();
    standing::event_sentence(&parties, &others)
}

fn of_parties<'a>(
    desk: &Desk<'a>,
    ix: EventIx,
    positions: Positions<'a>,
) -> impl Iterator<Item = (SpeakerIx, Option<Holding>)> + use<'a> {
    let parties = desk.edition.corpus.event(ix).parties.iter();
    parties.zip(positions.parties).map(|(&party, position)| {
        let held = position.map(|position| Holding {
            stance: position.stance,
            claim: position.claim,
            since: position.since,
            split: position.split,
        });
        (party, held)
    })
}

fn of_others(positions: Positions<'_>) -> impl Iterator<Item = (SpeakerIx, Holding)> {
    let others = positions.by_speaker.iter().filter(|position| !position.for_party);
    others.map(|position| {
        let (stance, claim, since) = (position.stance, position.claim, position.since);
        (position.speaker, Holding { stance, claim, since, split: false })
    })
}

fn holder(desk: &Desk<'_>, speaker: SpeakerIx, held: Option<Holding>) -> Holder {
    Holder {
        name: in_sentence(desk, speaker),
        stance: held.map(|held| held.stance),
        split: held.is_some_and(|held| held.split),
        since: held.map(|held| held.since),
    }
}
