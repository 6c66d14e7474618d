//! Reversals: one speaker's turn from affirming a target to denying it, or the other way round
//! (format, section 7).
//!
//! What lies between does not matter: who affirmed, then declined or retracted, and then denied has
//! reversed. Of several turns on one target the latest is told. To deny one's own claim is a reversal
//! too, since it was affirmed by being made; to retract it is none.

use crate::model::{ByHandle, ClaimIx, SpeakerIx, Stance};
use crate::resolve::Corpus;
use crate::resolve::corpus::Target;

use super::positions::{BySeat, Positions, Taken};
use super::{ClaimRecord, EventRecord, Reversal};

/// The reversals on one target, by speaker. `maker` is who affirmed the target by making it.
pub(super) fn on(target: Target, maker: Option<(SpeakerIx, ClaimIx)>, taken: &[Taken]) -> Vec<Reversal> {
    if taken.len() + usize::from(maker.is_some()) < 2 {
        return Vec::new();
    }
    let making = |taken: &Taken| {
        let (_, claim) = maker.filter(|(speaker, _)| *speaker == taken.speaker)?;
        Some(Word { affirms: true, claim })
    };
    let mut words: BySeat<Option<Word>> = BySeat::default();
    let mut latest: BySeat<Option<Reversal>> = BySeat::default();
    for taken in taken {
        let Some(word) = Word::of(taken) else { continue };
        let former = words.at(taken).replace(word).or_else(|| making(taken));
        if let Some(former) = former.filter(|former| former.affirms != word.affirms) {
            let (speaker, from, to) = (taken.speaker, former.claim, word.claim);
            *latest.at(taken) = Some(Reversal { speaker, on: target, from, to });
        }
    }
    let mut reversals: Vec<Reversal> = latest.into_values().flatten().collect();
    reversals.sort_unstable_by_key(|reversal| reversal.speaker);
    reversals
}

/// All reversals by speaker, in the order of the later words.
pub(super) fn by_speaker(
    corpus: &Corpus,
    positions: &Positions,
    events: &[EventRecord],
    claims: &[ClaimRecord],
) -> Vec<Vec<Reversal>> {
    let mut reversals = vec![Vec::new(); corpus.speakers.len()];
    let all = events.iter().flat_map(|event| &event.reversals);
    for reversal in all.chain(claims.iter().flat_map(|claim| &claim.reversals)) {
        reversals.at_mut(reversal.speaker).push(*reversal);
    }
    for reversals in &mut reversals {
        reversals.sort_by_key(|reversal| (positions.order(corpus, reversal.to), reversal.on));
    }
    reversals
}

/// A yes or a no.
#[derive(Clone, Copy)]
struct Word {
    affirms: bool,
    claim: ClaimIx,
}

impl Word {
    fn of(taken: &Taken) -> Option<Self> {
        let affirms = match taken.stance {
            Stance::Affirms => true,
            Stance::Denies => false,
            Stance::Declines | Stance::Qualifies | Stance::Retracts => return None,
        };
        Some(Self { affirms, claim: taken.claim })
    }
}
