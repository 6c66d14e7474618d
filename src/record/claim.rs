//! The record of a claim: what answers it, its standing, and how it came about.
//!
//! Its speaker affirms it by making it. That comes before every answer, even one whose day is earlier:
//! a claim said "in February" counts from the last of the month, and may be denied on the 9th.

use crate::model::{ByHandle, ClaimIx, SourceIx, SpeakerIx, Stance};
use crate::resolve::Corpus;
use crate::resolve::corpus::Target;

use super::history::{State, history};
use super::origins;
use super::positions::{BySeat, Positions, Taken};
use super::reversal;
use super::voices::Voices;
use super::{Answer, ClaimRecord, ClaimStanding};

pub(super) fn records(corpus: &Corpus, positions: &Positions, origins: &[Vec<SourceIx>]) -> Vec<ClaimRecord> {
    let holds = holds(corpus, positions);
    let drawn = positions.on_claims.iter().enumerate().map(|(index, taken)| {
        let ix = ClaimIx::new(index);
        ClaimRecord {
            answers: taken.iter().map(|taken| answer(taken, &holds)).collect(),
            origins: origins::joined(&corpus.claim(ix).sources, origins),
            ..draw(corpus, ix, taken)
        }
    });
    let mut records: Vec<ClaimRecord> = drawn.collect();
    for (record, holds) in records.iter_mut().zip(holds) {
        record.holds = holds;
    }
    records
}

/// Standing, history and reversals.
fn draw(corpus: &Corpus, ix: ClaimIx, taken: &[Taken]) -> ClaimRecord {
    let speaker = corpus.claim(ix).speaker;
    let mut dispute = Dispute { speaker, own: None, others: Voices::default() };
    let history = history(&mut dispute, taken);
    ClaimRecord {
        standing: dispute.standing(),
        history,
        reversals: reversal::on(Target::Claim(ix), Some((speaker, ix)), taken),
        ..ClaimRecord::default()
    }
}

/// Who stands where on one claim.
struct Dispute {
    speaker: SpeakerIx,
    /// The latest position that the claim's own speaker has taken on it since making it.
    own: Option<Stance>,
    others: Voices,
}

impl State for Dispute {
    type Standing = ClaimStanding;

    fn take(&mut self, taken: &Taken) -> bool {
        if taken.speaker != self.speaker {
            return self.others.take(taken);
        }
        self.own = Some(taken.stance);
        true
    }

    fn standing(&self) -> ClaimStanding {
        ClaimStanding::of(self.own, self.others.tally())
    }
}

#[expect(clippy::indexing_slicing, reason = "a position is counted in its claim's list")]
fn answer(taken: &Taken, holds: &[Vec<bool>]) -> Answer {
    Answer {
        claim: taken.claim,
        speaker: taken.speaker,
        stance: taken.stance,
        holds: holds.at(taken.claim)[taken.index as usize],
    }
}

/// By claim and position: whether it is its speaker's last on the target.
#[expect(clippy::indexing_slicing, reason = "a position is counted in its claim's list")]
fn holds(corpus: &Corpus, positions: &Positions) -> Vec<Vec<bool>> {
    let mut holds: Vec<Vec<bool>> =
        corpus.claims.iter().map(|claim| vec![true; claim.positions.len()]).collect();
    for taken in positions.on_events.iter().chain(&positions.on_claims).filter(|taken| taken.len() > 1) {
        let mut latest: BySeat<Option<&Taken>> = BySeat::default();
        for taken in taken {
            if let Some(former) = latest.at(taken).replace(taken) {
                holds.at_mut(former.claim)[former.index as usize] = false;
            }
        }
    }
    holds
}
