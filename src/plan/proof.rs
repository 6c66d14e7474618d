//! What the stored copies of sources say about the words of claims, in words.

use serde::Serialize;

use crate::model::{ClaimIx, SourceIx};
use crate::prove::{Difference, Finding, Obstacle, Proof};
use crate::resolve::Corpus;
use crate::resolve::corpus::Support;

use super::Desk;
use super::articles::foreign;
use super::frame::Link;
use super::telling::{Word, direction};

/// What one copy says about the words of one claim.
#[derive(Clone, Debug, Serialize)]
pub struct ProofView {
    pub finding: Word,
    /// A sentence, without its full stop; before a colon where there are differences.
    pub sentence: &'static str,
    /// In order.
    pub differences: Vec<DifferenceView>,
    /// Of the words that were looked for, where it is not the site's: BCP 47.
    pub language: Option<String>,
    pub dir: &'static str,
    /// The way to the words themselves: in an archived copy, else at the source.
    pub words: Option<Link>,
}

/// Words of a claim, and what stands in their place in the copy. Either may be empty.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceView {
    pub here: String,
    pub there: String,
}

/// How many claims a copy, or all of them, bears out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub found: usize,
    pub differs: usize,
    pub not_found: usize,
    pub not_checkable: usize,
}

/// What the copy of a claim's source says; `None` where there is no copy.
pub fn proof(desk: &Desk<'_>, ix: ClaimIx, support: &Support) -> Option<ProofView> {
    let corpus = desk.edition.corpus;
    let proof = support.proof.as_ref()?;
    let claim = corpus.claim(ix);
    let article = &corpus.article(claim.article).language;
    let original = claim.original.as_ref().and_then(|original| original.language.as_ref());
    let language = original.filter(|_| proof.original).unwrap_or(article);
    let difference =
        |found: &Difference| DifferenceView { here: found.quote.clone(), there: found.article.clone() };
    Some(ProofView {
        finding: word(proof.finding),
        sentence: sentence(proof),
        differences: proof.differences.iter().map(difference).collect(),
        language: foreign(desk, language),
        dir: direction(language),
        words: address(corpus, support).map(|(url, archived)| Link {
            name: if archived { "The words in the archived copy" } else { "The words at the source" }
                .to_owned(),
            url,
        }),
    })
}

/// What leads to the words of a claim's source, and whether that is an archived copy. An archived copy holds
/// what the source said when it was stored, and the source perhaps no longer.
pub fn address(corpus: &Corpus, support: &Support) -> Option<(String, bool)> {
    let directive = support.proof.as_ref()?.directive.as_ref()?;
    let source = corpus.source(support.source);
    let archived = source.archived.first();
    let url = archived.or(support.url.as_ref()).or(source.url.as_ref())?;
    let joint = if url.contains('#') { "" } else { "#" };
    Some((format!("{url}{joint}:~:text={directive}"), archived.is_some()))
}

/// What the copy of a source says about the claims that rest on it; `None` where there is no copy.
pub fn tally(corpus: &Corpus, ix: SourceIx) -> Option<Tally> {
    let source = corpus.source(ix);
    if !source.snapshot {
        return None;
    }
    let mut tally = Tally::default();
    for claim in &source.claims {
        let support = corpus.claim(*claim).sources.iter().find(|support| support.source == ix);
        tally.count(support.and_then(|support| support.proof.as_ref()));
    }
    Some(tally)
}

/// The same of all copies; `None` where there are none.
pub fn tally_of_all(corpus: &Corpus) -> Option<Tally> {
    let tallies = (0..corpus.sources.len()).filter_map(|index| tally(corpus, SourceIx::new(index)));
    tallies.reduce(|sum, one| Tally {
        found: sum.found + one.found,
        differs: sum.differs + one.differs,
        not_found: sum.not_found + one.not_found,
        not_checkable: sum.not_checkable + one.not_checkable,
    })
}

impl Tally {
    fn count(&mut self, proof: Option<&Proof>) {
        match proof.map(|proof| proof.finding) {
            Some(Finding::Found) => self.found += 1,
            Some(Finding::Differs) => self.differs += 1,
            Some(Finding::NotFound) => self.not_found += 1,
            Some(Finding::NotCheckable(_)) => self.not_checkable += 1,
            None => {}
        }
    }

    /// "3 found, 1 found with differences, 2 not checkable".
    pub fn words(&self) -> String {
        let counts = [
            (self.found, "found"),
            (self.differs, "found with differences"),
            (self.not_found, "not found"),
            (self.not_checkable, "not checkable"),
        ];
        let told = counts.iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told.map(|(count, words)| format!("{count} {words}")).collect();
        if told.is_empty() { "no claim rests on it".to_owned() } else { told.join(", ") }
    }
}

fn word(finding: Finding) -> Word {
    let words = match finding {
        Finding::Found => "Found",
        Finding::Differs => "Found with differences",
        Finding::NotFound => "Not found",
        Finding::NotCheckable(_) => "Not checkable",
    };
    Word { key: finding.key(), words }
}

fn sentence(proof: &Proof) -> &'static str {
    match (proof.finding, proof.original) {
        (Finding::Found, false) => "The words stand in the stored copy of this source",
        (Finding::Found, true) => "The original words stand in the stored copy of this source",
        (Finding::Differs, false) => "The stored copy of this source has other words",
        (Finding::Differs, true) => {
            "The stored copy of this source has other words than the original given here"
        }
        (Finding::NotFound, false) => "The quoted words do not stand in the stored copy of this source",
        (Finding::NotFound, true) => "The original words do not stand in the stored copy of this source",
        (Finding::NotCheckable(obstacle), _) => match obstacle {
            Obstacle::NoQuote => "Nothing is quoted that the stored copy of this source could hold",
            Obstacle::OwnWords => "The article says it in its own words, and not in those of this source",
            Obstacle::Language => "The stored copy of this source is in another language",
            Obstacle::NoText => "The stored copy of this source holds no words that could be read",
        },
    }
}
