//! Where the things of the corpus stand in what was read.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::check::Places;
use crate::diag::{Range, Span};
use crate::model::{ArticleIx, ClaimIx, EventIx, SourceIx, SpeakerIx};
use crate::parse::article::Article;
use crate::parse::claims::Claim;
use crate::parse::source::Source;
use crate::resolve::{Corpus, Reading, sources};

/// Looks places up in the parsed inputs: most sites have few findings, and few places are asked for.
pub struct InReading<'a> {
    reading: &'a Reading,
    corpus: &'a Corpus,
    /// By handle.
    sources: OnceCell<Vec<(&'a Arc<str>, &'a Source)>>,
}

impl<'a> InReading<'a> {
    pub fn new(reading: &'a Reading, corpus: &'a Corpus) -> Self {
        Self { reading, corpus, sources: OnceCell::new() }
    }

    fn read(&self, ix: ArticleIx) -> Option<&'a Article> {
        let id = &self.corpus.articles.get(ix.index())?.id;
        let found = self.reading.articles.binary_search_by(|article| article.parsed.id.cmp(id)).ok()?;
        self.reading.articles.get(found).map(|article| &*article.parsed)
    }

    fn listed(&self, ix: SourceIx) -> Option<(&'a Arc<str>, &'a Source)> {
        let sorted = || {
            let mut sorted = sources::sorted(self.reading);
            sorted.dedup_by(|(_, later), (_, first)| later.key.value == first.key.value);
            sorted
        };
        self.sources.get_or_init(sorted).get(ix.index()).copied()
    }

    fn entry(&self, ix: ClaimIx) -> Option<(&'a Arc<str>, &'a Claim)> {
        let claim = self.corpus.claims.get(ix.index())?;
        let claims = &self.read(claim.article)?.claims;
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
        let article = self.read(ix)?;
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
        let (path, source) = self.listed(ix)?;
        Some(Span::new(path, source.key.range))
    }

    fn based_on(&self, ix: SourceIx, on: SourceIx) -> Option<Span> {
        let (path, source) = self.listed(ix)?;
        let (_, other) = self.listed(on)?;
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
