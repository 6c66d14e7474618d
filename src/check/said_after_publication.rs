//! A claim that was said after its article was published, or last updated.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::{ByHandle, ClaimIx, Day};

use super::{Site, dates};

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let written = dates::all_written(site.corpus);
    let finding = |ix: ClaimIx| finding(site, ix, (*written.at(site.corpus.claim(ix).article))?);
    site.claims().filter_map(finding).collect()
}

fn finding(site: &Site<'_>, ix: ClaimIx, written: Day) -> Option<Diagnostic> {
    let zone = &site.corpus.settings.timezone;
    let claim = site.corpus.claim(ix);
    // The first day that is allowed is no later than the one that counts: most claims are asked no more.
    let is_after = claim.day > written && dates::is_after(&claim.said, written, zone);
    let article = site.corpus.article(claim.article);
    is_after.then(|| {
        problems::said_after_publication(
            &site.corpus.claim_ref(ix),
            (site.claim_key(ix, "said"), claim.said.as_str()),
            (site.places.article(claim.article), article.date.as_str()),
        )
    })
}
