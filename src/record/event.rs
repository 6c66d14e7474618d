//! The record of an event: its parties' positions, its standing, and how it came about.

use crate::model::{Day, EventIx, SourceIx, SpeakerIx, Stance};
use crate::resolve::Corpus;
use crate::resolve::corpus::Target;

use super::history::{State, history};
use super::origins;
use super::positions::{BySeat, Positions, Taken};
use super::represent::{self, Mandates};
use super::reversal;
use super::standing::Tally;
use super::voices::{Run, Voices};
use super::{EventDay, EventRecord, EventStanding, PartyPosition, SpeakerPosition};

pub(super) fn records(
    corpus: &Corpus,
    positions: &Positions,
    mandates: &Mandates,
    origins: &[Vec<SourceIx>],
) -> Vec<EventRecord> {
    let speaks_for = |speaker, party, day| mandates.held(speaker, party, day);
    let events = positions.on_events.iter().enumerate();
    events
        .map(|(index, taken)| {
            let ix = EventIx::new(index);
            EventRecord {
                origins: event_origins(corpus, taken, origins),
                ..draw(corpus, ix, taken, &speaks_for)
            }
        })
        .collect()
}

/// Who stood where on one event at the end of each of these days, which go forward. All positions are
/// entered once, however many days there are.
pub fn event_on_days(corpus: &Corpus, event: EventIx, days: &[Day]) -> Vec<EventDay> {
    let Some(&last) = days.last() else { return Vec::new() };
    let taken = Positions::on_event_until(corpus, event, last);
    let speaks_for = |speaker, party, day| represent::represents(corpus, speaker, party, day);
    let mut floor = Floor::new(&corpus.event(event).parties, &speaks_for);
    let mut taken = taken.iter().peekable();
    let mut at_the_end_of = |&day: &Day| {
        while let Some(taken) = taken.next_if(|taken| taken.day <= day) {
            floor.take(taken);
        }
        let (positions, by_speaker) = (floor.positions(), floor.by_speaker());
        EventDay { day, standing: floor.standing(), positions, by_speaker }
    };
    days.iter().map(&mut at_the_end_of).collect()
}

/// Whether a speaker represents a party on a day.
type SpeaksFor<'a> = &'a dyn Fn(SpeakerIx, SpeakerIx, Day) -> bool;

/// All but the origins.
fn draw(corpus: &Corpus, ix: EventIx, taken: &[Taken], speaks_for: SpeaksFor<'_>) -> EventRecord {
    let mut floor = Floor::new(&corpus.event(ix).parties, speaks_for);
    let history = history(&mut floor, taken);
    EventRecord {
        standing: floor.standing(),
        history,
        positions: floor.positions(),
        by_speaker: floor.by_speaker(),
        reversals: reversal::on(Target::Event(ix), None, taken),
        origins: Vec::new(),
    }
}

fn event_origins(corpus: &Corpus, taken: &[Taken], origins: &[Vec<SourceIx>]) -> Vec<SourceIx> {
    let affirming = taken.iter().filter(|taken| taken.stance == Stance::Affirms);
    origins::joined(affirming.flat_map(|taken| &corpus.claim(taken.claim).sources), origins)
}

/// Who has the floor on one event: the parties, and everyone who spoke.
struct Floor<'a> {
    speaks_for: SpeaksFor<'a>,
    parties: Vec<Party>,
    everyone: Voices,
    runs: BySeat<Run>,
}

struct Party {
    speaker: SpeakerIx,
    voices: Voices,
    run: Run,
}

impl<'a> Floor<'a> {
    fn new(parties: &[SpeakerIx], speaks_for: SpeaksFor<'a>) -> Self {
        let party = |&speaker: &SpeakerIx| Party { speaker, voices: Voices::default(), run: Run::default() };
        Self {
            speaks_for,
            parties: parties.iter().map(party).collect(),
            everyone: Voices::default(),
            runs: BySeat::default(),
        }
    }

    fn positions(&self) -> Vec<Option<PartyPosition>> {
        self.parties.iter().map(Party::position).collect()
    }

    fn by_speaker(&self) -> Vec<SpeakerPosition> {
        let position = |taken: &Taken| SpeakerPosition {
            speaker: taken.speaker,
            stance: taken.stance,
            claim: taken.claim,
            since: self.runs.get(taken).and_then(Run::since).unwrap_or(taken.day),
            for_party: self.parties.iter().any(|party| self.speaks(taken, party)),
        };
        let mut held: Vec<SpeakerPosition> = self.everyone.held().map(position).collect();
        held.sort_unstable_by_key(|held| held.speaker);
        held
    }

    fn speaks(&self, taken: &Taken, party: &Party) -> bool {
        (self.speaks_for)(taken.speaker, party.speaker, taken.day)
    }
}

impl State for Floor<'_> {
    type Standing = EventStanding;

    fn take(&mut self, taken: &Taken) -> bool {
        let mut effect = self.everyone.take(taken);
        let stance = Some(taken.stance).filter(|&stance| stance != Stance::Retracts);
        self.runs.at(taken).turn(taken.day, stance);
        for party in &mut self.parties {
            if (self.speaks_for)(taken.speaker, party.speaker, taken.day) {
                effect |= party.take(taken);
            }
        }
        effect
    }

    fn standing(&self) -> EventStanding {
        if self.parties.is_empty() {
            return EventStanding::among_speakers(self.everyone.tally());
        }
        let mut held = Tally::default();
        for newest in self.parties.iter().filter_map(|party| party.voices.newest()) {
            held.add(newest.stance);
        }
        EventStanding::among_parties(self.parties.len(), &held, self.everyone.tally())
    }
}

impl Party {
    fn take(&mut self, taken: &Taken) -> bool {
        let effect = self.voices.take(taken);
        self.run.turn(taken.day, self.voices.newest().map(|newest| newest.stance));
        effect
    }

    fn position(&self) -> Option<PartyPosition> {
        self.voices.newest().map(|newest| PartyPosition {
            stance: newest.stance,
            claim: newest.claim,
            since: self.run.since().unwrap_or(newest.day),
            split: self.voices.tally().is_split(),
        })
    }
}
