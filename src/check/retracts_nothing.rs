//! A claim that takes back what its speaker is not on record as having said.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::{ClaimIx, Stance};
use crate::resolve::corpus::{Position, Target};

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let retracting = |ix: ClaimIx| {
        let positions = site.corpus.claim(ix).positions.iter();
        positions.filter(|position| position.stance == Stance::Retracts).map(move |position| (ix, position))
    };
    let bare = site.claims().flat_map(retracting).filter(|(ix, position)| !has_spoken(site, *ix, position));
    bare.map(|(ix, position)| finding(site, ix, position.on)).collect()
}

/// Whether the speaker took another position on the same before. To make a claim is to affirm it.
fn has_spoken(site: &Site<'_>, ix: ClaimIx, taken_back: &Position) -> bool {
    let corpus = site.corpus;
    let speaker = corpus.claim(ix).speaker;
    let on_it = match taken_back.on {
        Target::Event(event) => &corpus.event(event).claims,
        Target::Claim(claim) if corpus.claim(claim).speaker == speaker => return true,
        Target::Claim(claim) => &corpus.claim(claim).answers,
    };
    let takes = |other: &Position| other.on == taken_back.on && other.stance != Stance::Retracts;
    let before = |other: ClaimIx| corpus.record_order(other) < corpus.record_order(ix);
    on_it.iter().any(|&other| {
        let claim = corpus.claim(other);
        claim.speaker == speaker && claim.positions.iter().any(takes) && before(other)
    })
}

fn finding(site: &Site<'_>, ix: ClaimIx, on: Target) -> Diagnostic {
    let corpus = site.corpus;
    let on = match on {
        Target::Event(event) => corpus.event(event).id.to_string(),
        Target::Claim(claim) => corpus.claim_ref(claim),
    };
    let speaker = &corpus.speaker(corpus.claim(ix).speaker).id;
    problems::retracts_nothing(&corpus.claim_ref(ix), speaker, &on, site.claim_key(ix, "retracts"))
}
