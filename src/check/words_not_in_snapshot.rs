//! A quotation that no stored copy of the claim's sources holds.
//!
//! Only words that the article gives as quoted count, and the words as they were said: what it tells in its
//! own words stands nowhere else. One copy that holds them is enough.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::ClaimIx;
use crate::prove::{Finding, Proof};

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    site.claims().filter_map(|ix| finding(site, ix)).collect()
}

fn finding(site: &Site<'_>, ix: ClaimIx) -> Option<Diagnostic> {
    let claim = site.corpus.claim(ix);
    let looked = || claim.sources.iter().filter_map(|support| Some((support, support.proof.as_ref()?)));
    let (support, proof) = looked().min_by_key(|(_, proof)| proof.finding)?;
    let key = if proof.original { "original" } else { "quote" };
    let place = site.claim_key(ix, key);
    let names = (&*site.corpus.claim_ref(ix), &*site.corpus.source(support.source).key);
    let there = site.places.source(support.source);
    match proof.finding {
        Finding::NotFound => Some(problems::words_not_in_snapshot(names, place, there)),
        Finding::Differs => Some(problems::other_words_in_snapshot(names, place, there, &differences(proof))),
        Finding::Found | Finding::NotCheckable(_) => None,
    }
}

/// What was looked for, and what stands there.
fn differences(proof: &Proof) -> Vec<(&str, &str)> {
    proof.differences.iter().map(|words| (words.quote.as_str(), words.article.as_str())).collect()
}
