//! Where the things of the corpus stand in what was read.

use std::sync::Arc;

use crate::check::Places;
use crate::diag::{Range, Span};
use crate::model::{ArticleIx, ClaimIx, EventIx, SourceIx, SpeakerIx};
use crate::parse::claims::Claim;
use crate::parse::source::Source;
use crate::resolve::{Corpus, Reading, sources};

/// Looks places up in the parsed inputs.
pub struct InReading<'a> {
    reading: &'a Reading,
    corpus: &'a Corpus,
    /// By handle: the index of a published article among all that were read.
    articles: Vec<usize>,
    /// By handle.
    sources: Vec<(&'a Arc<str>, &'a Source)>,
}

impl<'a> InReading<'a> {
    pub fn new(reading: &'a Reading, corpus: &'a Corpus) -> Self {
        let read = |article: &crate::resolve::corpus::Article| {
            reading.articles.partition_point(|other| other.parsed.id < article.id)
        };
        let mut sorted = sources::sorted(reading);
        sorted.dedup_by(|(_, later), (_, first)| later.key.value == first.key.value);
        Self { reading, corpus, articles: corpus.articles.iter().map(read).collect(), sources: sorted }
    }

    fn entry(&self, ix: ClaimIx) -> Option<(&'a Arc<str>, &'a Claim)> {
        let claim = self.corpus.claims.get(ix.index())?;
        let claims = &self.reading.articles.get(*self.articles.get(claim.article.index())?)?.parsed.claims;
        Some((&claims.path, claims.entries.get(claim.entry)?))
    }
}

impl Places for InReading<'_> {
    fn claim(&self, ix: ClaimIx) -> Option<Span> {
        let (path, claim) = self.entry(ix)?;
        Some(Span::new(path, claim.id.range))
    }

    fn claim_key(&self, ix: ClaimIx, key: &str) -> Option<Span> {
        let (path, claim) = self.entry(ix)?;
        Some(Span::new(path, key_range(claim, key)?))
    }

    fn article(&self, ix: ArticleIx) -> Option<Span> {
        let article = &self.reading.articles.get(*self.articles.get(ix.index())?)?.parsed;
        let date = article.front.date.as_ref()?;
        Some(Span::new(&article.path, date.range))
    }

    fn event(&self, ix: EventIx) -> Option<Span> {
        let event = self.reading.events.get(ix.index())?;
        Some(Span::new(&event.path, event.front.name.range))
    }

    fn speaker(&self, ix: SpeakerIx) -> Option<Span> {
        let speaker = self.reading.speakers.get(ix.index())?;
        Some(Span::new(&speaker.path, speaker.front.name.range))
    }

    fn source(&self, ix: SourceIx) -> Option<Span> {
        let (path, source) = self.sources.get(ix.index())?;
        Some(Span::new(path, source.key.range))
    }

    fn based_on(&self, ix: SourceIx, on: SourceIx) -> Option<Span> {
        let (path, source) = self.sources.get(ix.index())?;
        let (_, other) = self.sources.get(on.index())?;
        let drawn = source.based_on.0.iter().find(|key| key.value == other.key.value);
        Some(Span::new(path, drawn.map_or(source.key.range, |key| key.range)))
    }
}

/// The value under a key of a claim; of a list, its first item.
fn key_range(claim: &Claim, key: &str) -> Option<Range> {
    match key {
        "said" => claim.said.as_ref().map(|said| said.range),
        "quote" => claim.quote.0.first().map(|quote| quote.range),
        "original" => claim.original.as_ref().map(|original| original.text.range),
        "repeats" => claim.repeats.0.first().map(|reference| reference.range),
        "sources" => claim.sources.0.first().map(|support| support.key.range),
        "retracts" => claim.retracts.0.first().map(|reference| reference.range),
        "verdicts" => claim.verdicts.first().map(|verdict| verdict.rating.range),
        _ => None,
    }
}
