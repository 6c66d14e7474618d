//! A verdict that does not say what it rests on.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::ClaimIx;
use crate::resolve::corpus::Verdict;

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let verdicts = |ix: ClaimIx| site.corpus.claim(ix).verdicts.iter().map(move |verdict| (ix, verdict));
    let bare = site.claims().flat_map(verdicts).filter(|(_, verdict)| verdict.sources.is_empty());
    bare.map(|(ix, verdict)| finding(site, ix, verdict)).collect()
}

fn finding(site: &Site<'_>, ix: ClaimIx, verdict: &Verdict) -> Diagnostic {
    let rating = site.corpus.settings.ratings.get(verdict.rating).map(|rating| rating.name.as_str());
    let at = site.claim_key(ix, "verdicts");
    problems::verdict_without_sources(&site.corpus.claim_ref(ix), rating.unwrap_or_default(), at)
}
