//! An event that names its parties, and none of them has a position on it.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::{ByHandle, EventIx};

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    (0..site.corpus.events.len()).map(EventIx::new).filter_map(|ix| finding(site, ix)).collect()
}

fn finding(site: &Site<'_>, ix: EventIx) -> Option<Diagnostic> {
    let event = site.corpus.event(ix);
    let record = site.record.events.at(ix);
    let silent = !event.parties.is_empty() && record.positions.iter().all(Option::is_none);
    silent.then(|| {
        let other = record.by_speaker.first().map(|held| held.claim);
        let other = other.and_then(|claim| site.places.claim(claim));
        problems::silent_parties(&event.id, record.standing.key(), site.places.event(ix), other)
    })
}
