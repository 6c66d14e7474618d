//! A source newer than the claim that rests on it.
//!
//! A report of words is nearly always newer than the words, so the day they were said is not enough:
//! the source must also be newer than the article, which cannot have drawn on what did not yet exist.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::{ByHandle, ClaimIx, Day, SourceIx};

use super::{Site, dates};

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let zone = &site.corpus.settings.timezone;
    let written = dates::all_written(site.corpus);
    let issued = |issued: &crate::model::Edtf| issued.bounds(zone).earliest;
    let issued: Vec<Option<Day>> =
        site.corpus.sources.iter().map(|source| source.issued.as_ref().and_then(issued)).collect();
    let newer = |ix: ClaimIx| {
        let claim = site.corpus.claim(ix);
        let written = *written.at(claim.article);
        let is_newer = |source: &SourceIx| issued.at(*source).is_some_and(|day| Some(day) > written);
        let sources = claim.sources.iter().map(|support| support.source).filter(is_newer);
        sources.filter_map(|on| finding(site, ix, on, (*issued.at(on))?, written?)).collect::<Vec<_>>()
    };
    site.claims().flat_map(newer).collect()
}

/// A finding, if the source is also newer than the words. `issued` is the first day that its date allows.
fn finding(site: &Site<'_>, ix: ClaimIx, on: SourceIx, issued: Day, written: Day) -> Option<Diagnostic> {
    let (claim, source) = (site.corpus.claim(ix), site.corpus.source(on));
    let said = claim.said.bounds(&site.corpus.settings.timezone).latest?;
    (issued > said.max(written)).then(|| {
        problems::source_after_claim(
            (&site.corpus.claim_ref(ix), &source.key),
            (site.claim_key(ix, "sources"), claim.said.as_str()),
            (site.places.source(on), source.issued.as_ref().map_or("", |issued| issued.as_str())),
        )
    })
}
