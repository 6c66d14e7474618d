//! The other direction of every reference.

use crate::model::{ArticleIx, ByHandle, ClaimIx, EventIx, SpeakerIx};

use super::corpus::{Corpus, Target};

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
/// this order, every list of claims comes out sorted.
fn record_ordered(corpus: &Corpus) -> Vec<ClaimIx> {
    let mut order: Vec<ClaimIx> = (0..corpus.claims.len()).map(ClaimIx::new).collect();
    order.sort_by_cached_key(|ix| corpus.record_order(*ix));
    order
}

fn link_claim(corpus: &mut Corpus, ix: ClaimIx) {
    let claim = corpus.claim(ix);
    let (speaker, positions, repeats) = (claim.speaker, claim.positions.clone(), claim.repeats.clone());
    let supports = claim.sources.iter().chain(claim.verdicts.iter().flat_map(|verdict| &verdict.sources));
    let sources: Vec<_> = supports.map(|support| support.source).collect();
    let mut about: Vec<SpeakerIx> = claim.to.iter().chain(&claim.via).copied().collect();

    if let Some(speaker) = corpus.speakers.get_mut(speaker.index()) {
        speaker.claims.push(ix);
    }
    for position in positions {
        match position.on {
            Target::Event(event) => push_new(&mut corpus.events.at_mut(event).claims, ix),
            Target::Claim(answered) => {
                push_new(&mut corpus.claims.at_mut(answered).answers, ix);
                about.push(corpus.claim(answered).speaker);
            }
        }
    }
    for said in repeats {
        push_new(&mut corpus.claims.at_mut(said).repeated_by, ix);
    }
    for source in sources {
        push_new(&mut corpus.sources.at_mut(source).claims, ix);
    }
    for other in about.into_iter().filter(|other| *other != speaker) {
        push_new(&mut corpus.speakers.at_mut(other).mentioned, ix);
    }
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
