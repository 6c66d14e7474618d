//! A source that nothing rests on or cites.
//!
//! A file exported from a reference manager may hold thousands of them, so past a few a file gets one
//! warning.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::{ByHandle, SourceIx};
use crate::resolve::Corpus;

use super::Site;

/// As many unused sources of one file are told one by one.
const TOLD_APART: usize = 3;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let mut by_file: BTreeMap<Option<Arc<str>>, Vec<SourceIx>> = BTreeMap::new();
    for ix in unused(site.corpus) {
        let file = site.places.source(ix).map(|span| span.path);
        by_file.entry(file).or_default().push(ix);
    }
    by_file.values().flat_map(|unused| findings(site, unused)).collect()
}

fn findings(site: &Site<'_>, unused: &[SourceIx]) -> Vec<Diagnostic> {
    let key = |ix: &SourceIx| &*site.corpus.source(*ix).key;
    if unused.len() <= TOLD_APART {
        let finding = |ix: &SourceIx| problems::unused_source(key(ix), site.places.source(*ix));
        return unused.iter().map(finding).collect();
    }
    let keys: Vec<&str> = unused.iter().map(key).collect();
    let first = unused.first().and_then(|ix| site.places.source(*ix));
    vec![problems::unused_sources(&keys, first)]
}

fn unused(corpus: &Corpus) -> Vec<SourceIx> {
    let mut used = vec![false; corpus.sources.len()];
    let verdicts = corpus.claims.iter().flat_map(|claim| &claim.verdicts);
    let in_claims = corpus.claims.iter().flat_map(|claim| &claim.sources);
    let supports = in_claims.chain(verdicts.flat_map(|verdict| &verdict.sources));
    let supports = supports.chain(corpus.events.iter().flat_map(|event| &event.sources));
    let cited = corpus.articles.iter().flat_map(|article| &article.cites);
    let drawn_on = corpus.sources.iter().flat_map(|source| &source.based_on);
    for ix in supports.map(|support| &support.source).chain(cited).chain(drawn_on) {
        *used.at_mut(*ix) = true;
    }
    let unused = used.iter().enumerate().filter(|(_, used)| !**used);
    unused.map(|(index, _)| SourceIx::new(index)).collect()
}
