//! The other direction of every reference.

use std::sync::Arc;

use crate::model::{ArticleIx, ByHandle, ClaimIx, Day, EventIx, SpeakerIx};

use super::corpus::{Claim, Corpus, Target};

/// Fills every list of the corpus that says who refers to an entity.
pub fn link(corpus: &mut Corpus) {
    for ix in record_ordered(corpus) {
        link_claim(corpus, ix);
    }
    for ix in (0..corpus.articles.len()).map(ArticleIx::new) {
        for source in corpus.article(ix).cites.clone() {
            corpus.sources.at_mut(source).articles.push(ix);
        }
    }
    for index in 0..corpus.events.len() {
        link_event(corpus, EventIx::new(index));
    }
    for index in 0..corpus.speakers.len() {
        link_speaker(corpus, SpeakerIx::new(index));
    }
}

/// All claims by day, then article date, article id, order in the file (format, section 7): pushed in
/// this order, every list of claims comes out sorted. Small keys are sorted, and no dates compared.
fn record_ordered(corpus: &Corpus) -> impl Iterator<Item = ClaimIx> + use<> {
    let ranks = corpus.article_ranks();
    let key = |ix: ClaimIx| {
        let claim = corpus.claim(ix);
        (claim.day, *ranks.at(claim.article), ix)
    };
    let mut order: Vec<(Day, u32, ClaimIx)> = (0..corpus.claims.len()).map(ClaimIx::new).map(key).collect();
    order.sort_unstable();
    order.into_iter().map(|(.., ix)| ix)
}

fn link_claim(corpus: &mut Corpus, ix: ClaimIx) {
    let Some(claim) = corpus.claims.get(ix.index()).map(Arc::clone) else { return };
    if let Some(speaker) = corpus.speakers.get_mut(claim.speaker.index()) {
        speaker.claims.push(ix);
    }
    for position in &claim.positions {
        match position.on {
            Target::Event(event) => push_new(&mut corpus.events.at_mut(event).claims, ix),
            Target::Claim(answered) => push_new(&mut corpus.claims.at_mut(answered).answers, ix),
        }
    }
    for said in &claim.repeats {
        push_new(&mut corpus.claims.at_mut(*said).repeated_by, ix);
    }
    let supports = claim.sources.iter().chain(claim.verdicts.iter().flat_map(|verdict| &verdict.sources));
    for support in supports {
        push_new(&mut corpus.sources.at_mut(support.source).claims, ix);
    }
    for other in about(corpus, &claim) {
        push_new(&mut corpus.speakers.at_mut(other).mentioned, ix);
    }
}

/// The others that a claim is about: to whom or through whom it was said, or whose claim it answers.
fn about(corpus: &Corpus, claim: &Claim) -> Vec<SpeakerIx> {
    let answered = claim.positions.iter().filter_map(|position| match position.on {
        Target::Claim(answered) => Some(corpus.claim(answered).speaker),
        Target::Event(_) => None,
    });
    let others = claim.to.iter().chain(&claim.via).copied().chain(answered);
    others.filter(|other| *other != claim.speaker).collect()
}

fn link_event(corpus: &mut Corpus, ix: EventIx) {
    let event = corpus.event(ix);
    let (whole, parties) = (event.part_of, event.parties.clone());
    let sources: Vec<_> = event.sources.iter().map(|support| support.source).collect();
    if let Some(whole) = whole {
        corpus.events.at_mut(whole).parts.push(ix);
    }
    for party in parties {
        push_new(&mut corpus.speakers.at_mut(party).events, ix);
    }
    for source in sources {
        push_new(&mut corpus.sources.at_mut(source).events, ix);
    }
}

fn link_speaker(corpus: &mut Corpus, ix: SpeakerIx) {
    let speaker = corpus.speaker(ix);
    let wholes = speaker.roles.iter().filter_map(|role| role.of).chain(speaker.part_of);
    for whole in wholes.collect::<Vec<_>>() {
        push_new(&mut corpus.speakers.at_mut(whole).members, ix);
    }
}

/// Each list is filled in one order, so that a repetition can only be of its last item.
fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}
