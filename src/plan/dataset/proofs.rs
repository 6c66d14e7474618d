//! What stored copies say about the words of a claim, in the data files.

use serde::Serialize;

use crate::model::ClaimIx;
use crate::plan::{Edition, proof};
use crate::prove::{Difference, Finding, Obstacle, Proof};
use crate::resolve::corpus::Support;

#[derive(Serialize)]
pub(super) struct ProofCell<'a> {
    source: &'a str,
    finding: &'static str,
    reason: Option<&'static str>,
    words: &'static str,
    differences: Vec<DifferenceCell<'a>>,
    url: Option<String>,
}

#[derive(Serialize)]
struct DifferenceCell<'a> {
    claim: &'a str,
    copy: &'a str,
}

/// Of each source that has a copy, once.
pub(super) fn of_claim<'a>(edition: &'a Edition<'a>, ix: ClaimIx) -> Vec<ProofCell<'a>> {
    let supports = &edition.corpus.claim(ix).sources;
    let first = |(index, support): &(usize, &Support)| {
        supports.iter().position(|other| other.source == support.source) == Some(*index)
    };
    let proven = supports.iter().enumerate().filter(first);
    proven.filter_map(|(_, support)| Some(cell(edition, support, support.proof.as_ref()?))).collect()
}

fn cell<'a>(edition: &'a Edition<'a>, support: &Support, proof: &'a Proof) -> ProofCell<'a> {
    let difference = |found: &'a Difference| DifferenceCell { claim: &found.quote, copy: &found.article };
    ProofCell {
        source: edition.key(support.source),
        finding: proof.finding.key(),
        reason: reason(proof.finding),
        words: if proof.original { "original" } else { "quote" },
        differences: proof.differences.iter().map(difference).collect(),
        url: proof::address(edition.corpus, support).map(|(url, _)| url),
    }
}

fn reason(finding: Finding) -> Option<&'static str> {
    let Finding::NotCheckable(obstacle) = finding else { return None };
    Some(match obstacle {
        Obstacle::NoQuote => "no-quote",
        Obstacle::OwnWords => "own-words",
        Obstacle::Language => "language",
        Obstacle::NoText => "no-text",
    })
}
