//! Who relayed a speaker's words (`via`; format, section 3), and how often.

use std::collections::BTreeMap;

use crate::model::{ClaimIx, SpeakerIx};
use crate::resolve::Corpus;

/// One through whom a speaker's words came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    pub speaker: SpeakerIx,
    /// The claims that came through it, in the order of the speaker's claims. The denominator is the
    /// number of all claims of the speaker.
    pub claims: Vec<ClaimIx>,
}

/// All who relayed a speaker, those who did so most often first, then by speaker.
pub fn relays(corpus: &Corpus, speaker: SpeakerIx) -> Vec<Relay> {
    let mut relayed: BTreeMap<SpeakerIx, Vec<ClaimIx>> = BTreeMap::new();
    for &claim in &corpus.speaker(speaker).claims {
        for &via in &corpus.claim(claim).via {
            let claims = relayed.entry(via).or_default();
            if claims.last() != Some(&claim) {
                claims.push(claim);
            }
        }
    }
    let mut relays: Vec<Relay> =
        relayed.into_iter().map(|(speaker, claims)| Relay { speaker, claims }).collect();
    relays.sort_by_key(|relay| (std::cmp::Reverse(relay.claims.len()), relay.speaker));
    relays
}
