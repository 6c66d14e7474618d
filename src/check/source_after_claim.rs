//! A source newer than the claim that rests on it.
//!
//! A report of words is nearly always newer than the words, so the day they were said is not enough:
//! the source must also be newer than the article, which cannot have drawn on what did not yet exist.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::{ClaimIx, SourceIx};

use super::{Site, dates};

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let supports =
        |ix: ClaimIx| site.corpus.claim(ix).sources.iter().map(move |support| (ix, support.source));
    site.claims().flat_map(supports).filter_map(|(ix, source)| finding(site, ix, source)).collect()
}

fn finding(site: &Site<'_>, ix: ClaimIx, on: SourceIx) -> Option<Diagnostic> {
    let zone = &site.corpus.settings.timezone;
    let (claim, source) = (site.corpus.claim(ix), site.corpus.source(on));
    let issued = source.issued.as_ref()?;
    let said = claim.said.bounds(zone).latest?;
    let written = dates::last_written(site.corpus.article(claim.article), zone)?;
    dates::is_after(issued, said.max(written), zone).then(|| {
        problems::source_after_claim(
            (&site.corpus.claim_ref(ix), &source.key),
            (site.claim_key(ix, "sources"), claim.said.as_str()),
            (site.places.source(on), issued.as_str()),
        )
    })
}
