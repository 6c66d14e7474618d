//! A speaker that nothing names.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::SpeakerIx;
use crate::resolve::Corpus;
use crate::resolve::corpus::Author;

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let mut used = vec![false; site.corpus.speakers.len()];
    for named in named(site.corpus) {
        if let Some(used) = used.get_mut(named.index()) {
            *used = true;
        }
    }
    let unused = used.iter().enumerate().filter(|(_, used)| !**used).map(|(index, _)| SpeakerIx::new(index));
    unused.map(|ix| problems::unused_speaker(&site.corpus.speaker(ix).id, site.places.speaker(ix))).collect()
}

/// All speakers that anything refers to.
fn named(corpus: &Corpus) -> impl Iterator<Item = SpeakerIx> {
    let in_claims = corpus.claims.iter().flat_map(|claim| {
        let others = claim.to.iter().chain(&claim.via).copied();
        std::iter::once(claim.speaker).chain(others)
    });
    let in_articles = corpus.articles.iter().flat_map(|article| {
        let authors = article.authors.iter().filter_map(|author| match author {
            Author::Speaker(ix) => Some(*ix),
            Author::Named(_) => None,
        });
        authors.chain(article.outlet)
    });
    let in_events = corpus.events.iter().flat_map(|event| event.parties.iter().copied());
    let in_sources = corpus.sources.iter().filter_map(|source| source.outlet);
    let in_speakers = corpus
        .speakers
        .iter()
        .flat_map(|speaker| speaker.roles.iter().filter_map(|role| role.of).chain(speaker.part_of));
    in_claims.chain(in_articles).chain(in_events).chain(in_sources).chain(in_speakers)
}
