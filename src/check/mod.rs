//! Corpus and record -> findings: what is consistent with the format and yet cannot be quite right.
//!
//! Goes in: the [`Corpus`], the [`Record`], and where things stand in the inputs. Comes out: warnings,
//! and the one error that only the whole can show, circular reporting. Must not know: how inputs are
//! parsed, pages.
//!
//! A rule that compares dates speaks only where it is certain: an uncertain date is taken at its most
//! favourable.

mod circular_reporting;
mod dates;
mod repeated_words_differ;
mod retracts_nothing;
mod said_after_publication;
mod silent_parties;
mod source_after_claim;
mod unused_source;
mod unused_speaker;
mod verdict_without_sources;
mod words_not_in_snapshot;

use crate::diag::{Diagnostic, Span};
use crate::model::{ArticleIx, ClaimIx, EventIx, SourceIx, SpeakerIx};
use crate::record::Record;
use crate::resolve::Corpus;

/// Where things stand in the inputs. `None` where the place is not known; a finding then names the
/// thing without showing it.
pub trait Places {
    /// A claim's id.
    fn claim(&self, ix: ClaimIx) -> Option<Span>;
    /// What stands under a key of a claim, such as `said`; `None` also where the claim lacks the key.
    fn claim_key(&self, ix: ClaimIx, key: &str) -> Option<Span>;
    /// An article's `date`.
    fn article(&self, ix: ArticleIx) -> Option<Span>;
    /// An event's `name`, or its file.
    fn event(&self, ix: EventIx) -> Option<Span>;
    /// A speaker's `name`, or its file.
    fn speaker(&self, ix: SpeakerIx) -> Option<Span>;
    /// A source's key.
    fn source(&self, ix: SourceIx) -> Option<Span>;
    /// Where a source says that it draws on another; else its key.
    fn based_on(&self, ix: SourceIx, on: SourceIx) -> Option<Span> {
        let _ = on;
        self.source(ix)
    }
}

/// Applies every rule. Where the corpus is not `whole`, since something could not be read or a reference
/// leads nowhere, nothing is concluded from what is not there.
pub fn check(corpus: &Corpus, record: &Record, places: &dyn Places, whole: bool) -> Vec<Diagnostic> {
    let mut findings = check_relations(corpus, record, places, whole);
    findings.extend(check_words(corpus, record, places));
    findings
}

/// Applies the rules that go by who said what when, and by what refers to what: all but those of
/// [`check_words`].
pub fn check_relations(
    corpus: &Corpus,
    record: &Record,
    places: &dyn Places,
    whole: bool,
) -> Vec<Diagnostic> {
    let site = Site { corpus, record, places };
    let absences = if whole { &ABSENCES[..] } else { &[] };
    RELATIONS.iter().chain(absences).flat_map(|rule| rule(&site)).collect()
}

/// Applies the rules that compare the words of articles.
pub fn check_words(corpus: &Corpus, record: &Record, places: &dyn Places) -> Vec<Diagnostic> {
    let site = Site { corpus, record, places };
    WORDS.iter().flat_map(|rule| rule(&site)).collect()
}

type Rule = fn(&Site<'_>) -> Vec<Diagnostic>;

const RELATIONS: [Rule; 3] =
    [circular_reporting::check, said_after_publication::check, source_after_claim::check];

const WORDS: [Rule; 2] = [repeated_words_differ::check, words_not_in_snapshot::check];

/// Those that say what is missing.
const ABSENCES: [Rule; 5] = [
    verdict_without_sources::check,
    silent_parties::check,
    retracts_nothing::check,
    unused_speaker::check,
    unused_source::check,
];

/// What every rule sees.
struct Site<'a> {
    corpus: &'a Corpus,
    record: &'a Record,
    places: &'a dyn Places,
}

impl Site<'_> {
    fn claims(&self) -> impl Iterator<Item = ClaimIx> {
        (0..self.corpus.claims.len()).map(ClaimIx::new)
    }

    /// The place of a key of a claim, or else of the claim.
    fn claim_key(&self, ix: ClaimIx, key: &str) -> Option<Span> {
        self.places.claim_key(ix, key).or_else(|| self.places.claim(ix))
    }
}
