//! Looking for the words of a claim in a copy, by the same matching as in articles.

use std::ops::Range;

use crate::text::quote::exact::{self, Match};
use crate::text::quote::nearest::Difference;
use crate::text::quote::normalise::normalised;

use super::copy::Copy;
use super::fragment;
use super::sought::{Quoted, Sought, Spoken};
use super::{Finding, Obstacle, Proof};

/// What a copy says about the words of a claim.
///
/// Where a claim has the words as they were said and the article's translation of them, a source may hold
/// either: whichever is found best counts, and of two that are not found the one that could have been.
pub fn prove(copy: &Copy, sought: &Sought) -> Proof {
    if copy.normal.text.trim().is_empty() {
        return Proof::not_checkable(Obstacle::NoText);
    }
    let original = sought.original.as_ref().map(|words| {
        let spoken = Spoken { words: words.clone(), quoted: Quoted::Whole };
        Proof { original: true, ..all(copy, &[spoken], sought.foreign_original) }
    });
    let article = (!sought.passages.is_empty()).then(|| all(copy, &sought.passages, sought.foreign));
    let proofs = original.into_iter().chain(article);
    proofs.min_by_key(|proof| proof.finding).unwrap_or(Proof::not_checkable(Obstacle::NoQuote))
}

/// All passages as one: as bad as the worst of them, but for what says nothing beside what does.
fn all(copy: &Copy, passages: &[Spoken], foreign: bool) -> Proof {
    let looked: Vec<Looked> = passages.iter().map(|passage| passage_in(copy, passage)).collect();
    let telling = looked.iter().filter(|looked| !matches!(looked.finding, Finding::NotCheckable(_)));
    let worst = telling.map(|looked| looked.finding).max();
    let finding = match worst.unwrap_or(Finding::NotCheckable(Obstacle::OwnWords)) {
        Finding::NotFound | Finding::NotCheckable(_) if foreign => Finding::NotCheckable(Obstacle::Language),
        finding => finding,
    };
    if !matches!(finding, Finding::Found | Finding::Differs) {
        return Proof { finding, original: false, differences: Vec::new(), directive: None };
    }
    let directive = looked.iter().find_map(|looked| looked.place.as_ref());
    let directive = directive.and_then(|place| fragment::directive(copy, place));
    let differences = looked.into_iter().flat_map(|looked| looked.differences).collect();
    Proof { finding, original: false, differences, directive }
}

/// What became of words that were looked for.
struct Looked {
    finding: Finding,
    /// Where they stand, or what is nearest to them.
    place: Option<Match>,
    differences: Vec<Difference>,
}

impl Looked {
    fn nowhere(finding: Finding) -> Self {
        Self { finding, place: None, differences: Vec::new() }
    }
}

fn passage_in(copy: &Copy, passage: &Spoken) -> Looked {
    let whole = stretch_in(copy, &passage.words);
    match (&passage.quoted, whole.finding) {
        (_, Finding::Found) | (Quoted::Whole, _) => whole,
        (Quoted::Nothing, Finding::Differs) => whole,
        (Quoted::Nothing, _) => Looked::nowhere(Finding::NotCheckable(Obstacle::OwnWords)),
        (Quoted::Parts(parts), _) => parts_in(copy, parts),
    }
}

/// The quoted stretches of a passage: found if all are.
fn parts_in(copy: &Copy, parts: &[String]) -> Looked {
    let looked: Vec<Looked> = parts.iter().map(|part| stretch_in(copy, part)).collect();
    let finding = looked.iter().map(|looked| looked.finding).max().unwrap_or(Finding::NotFound);
    if finding == Finding::NotFound {
        return Looked::nowhere(finding);
    }
    let longest =
        looked.iter().filter_map(|looked| looked.place.clone()).max_by_key(|place| place.normal.len());
    let differences = looked.into_iter().flat_map(|looked| looked.differences).collect();
    Looked { finding, place: longest, differences }
}

fn stretch_in(copy: &Copy, words: &str) -> Looked {
    if let Some(place) = exact::find(&copy.normal, words).into_iter().next() {
        return Looked { finding: Finding::Found, place: Some(place), differences: Vec::new() };
    }
    match copy.nearest().find(words) {
        Some(near) => Looked {
            finding: Finding::Differs,
            place: standing(copy, near.place),
            differences: near.differences,
        },
        None => Looked::nowhere(Finding::NotFound),
    }
}

/// A stretch of the copy as words that stand there.
fn standing(copy: &Copy, normal: Range<usize>) -> Option<Match> {
    let words = normalised(copy.normal.text.get(normal.clone())?);
    let all = exact::find(&copy.normal, &words);
    all.into_iter().min_by_key(|found| found.normal.start.abs_diff(normal.start))
}
