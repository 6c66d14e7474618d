//! Claims: who, on what, on the strength of what.

use std::sync::Arc;

use crate::diag::problems::linking as problems;
use crate::model::{ArticleIx, ClaimIx, Day, Edtf, SpeakerIx};
use crate::parse::claims as parsed;
use crate::parse::{OneOrMany, Reference};
use crate::prove::Proven;

use super::corpus::{Claim, Corpus, Original, Position, Quotation, Support, Verdict};
use super::list::List;
use super::names::Names;
use super::{Options, Proofs, ReadArticle, Reading};

/// The claims of the published articles, by article, then in file order.
///
/// A claim whose speaker is unknown stays in the list, so that handles hold; such a site has errors
/// and is never written.
pub fn claims(
    published: &[&ReadArticle],
    proofs: &Proofs,
    corpus: &Corpus,
    names: &mut Names<'_>,
) -> List<Claim> {
    let articles = published.iter().zip((0..).map(ArticleIx::new));
    articles.flat_map(|(article, ix)| of_article(article, ix, proofs, corpus, names)).collect()
}

/// The claims of one published article, which is in the corpus already.
pub fn of_article(
    article: &ReadArticle,
    ix: ArticleIx,
    proofs: &Proofs,
    corpus: &Corpus,
    names: &mut Names<'_>,
) -> Vec<Claim> {
    names.enter(&article.parsed.claims.path, false);
    let date = &corpus.article(ix).date;
    let proofs = proofs.get(&article.parsed.id);
    let claim = |entry: (usize, &parsed::Claim)| {
        let mut claim = resolve_claim(article, ix, entry, date, corpus, names);
        let proven = proofs.and_then(|proofs| proofs.get(entry.0));
        prove(&mut claim, proven.map_or(&[], Vec::as_slice), corpus);
        claim
    };
    article.parsed.claims.entries.iter().enumerate().map(claim).collect()
}

/// Puts what the copies of its sources say about a claim beside these.
fn prove(claim: &mut Claim, proven: &[Proven], corpus: &Corpus) {
    for support in &mut claim.sources {
        let key = &*corpus.source(support.source).key;
        support.proof = proven.iter().find(|proven| proven.source == key).map(|proven| proven.proof.clone());
    }
}

/// Looks up what drafts refer to, for the sake of the warnings alone.
pub fn check_drafts(reading: &Reading, options: &Options, corpus: &Corpus, names: &mut Names<'_>) {
    if options.drafts {
        return;
    }
    for article in reading.articles.iter().filter(|article| article.parsed.front.draft) {
        check_draft(article, corpus, names);
    }
}

pub fn check_draft(article: &ReadArticle, corpus: &Corpus, names: &mut Names<'_>) {
    names.enter(&article.parsed.claims.path, true);
    for entry in article.parsed.claims.entries.iter().enumerate() {
        resolve_claim(article, ArticleIx::new(0), entry, &Edtf::unknown(), corpus, names);
    }
}

fn resolve_claim(
    article: &ReadArticle,
    ix: ArticleIx,
    (index, entry): (usize, &parsed::Claim),
    published: &Edtf,
    corpus: &Corpus,
    names: &mut Names<'_>,
) -> Claim {
    let of = &*article.parsed.id;
    let said = entry.said.as_ref().map_or_else(|| published.clone(), |said| said.value.clone());
    Claim {
        id: Arc::from(entry.id.as_str()),
        article: ix,
        entry: index,
        number: article.anchored.numbers.get(index).copied().unwrap_or_default(),
        speaker: names.speaker(&entry.speaker).unwrap_or_else(|| SpeakerIx::new(0)),
        day: said.day(&corpus.settings.timezone).unwrap_or(Day::MIN),
        said,
        to: names.speakers(&entry.to.0),
        via: names.speakers(&entry.via.0),
        quotes: quotations(article, index),
        statement: entry.statement.as_ref().map(|text| text.value.clone()),
        original: entry.original.as_ref().map(resolve_original),
        positions: positions(of, entry, names),
        repeats: repeats(of, entry, names),
        repeated_by: Vec::new(),
        answers: Vec::new(),
        sources: supports(&entry.sources, names),
        verdicts: entry.verdicts.iter().filter_map(|verdict| resolve_verdict(verdict, names)).collect(),
        topics: Vec::new(),
    }
}

fn quotations(article: &ReadArticle, index: usize) -> Vec<Quotation> {
    let passages = article.anchored.passages.get(index).map_or(&[][..], Vec::as_slice);
    let quotation = |passage: &crate::anchor::Passage| Quotation {
        exact: passage.exact.clone(),
        prefix: passage.prefix.clone(),
        suffix: passage.suffix.clone(),
        chars: passage.chars.clone(),
        part: passage.part,
    };
    passages.iter().map(quotation).collect()
}

fn resolve_original(original: &parsed::Original) -> Original {
    let text = |text: &Option<crate::diag::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    Original {
        text: original.text.value.clone(),
        language: text(&original.language),
        translator: text(&original.translator),
    }
}

fn positions(article: &str, entry: &parsed::Claim, names: &mut Names<'_>) -> Vec<Position> {
    let mut positions: Vec<Position> = Vec::new();
    let mut places: Vec<&Reference> = Vec::new();
    for (stance, reference) in entry.positions() {
        if is_itself(article, entry, reference, names) {
            continue;
        }
        let Some(on) = names.target(article, reference) else { continue };
        let taken = positions.iter().zip(&places).find(|(position, _)| position.on == on);
        if let Some((other, place)) = taken.filter(|(other, _)| other.stance != stance) {
            let stances = [other.stance.key(), stance.key()];
            let (later, earlier) = (names.span(reference), names.span(place));
            names.report(problems::two_positions(reference, stances, later, earlier));
        }
        positions.push(Position { stance, on });
        places.push(reference);
    }
    positions
}

fn repeats(article: &str, entry: &parsed::Claim, names: &mut Names<'_>) -> Vec<ClaimIx> {
    let mut repeats = Vec::with_capacity(entry.repeats.0.len());
    for said in &entry.repeats.0 {
        if !is_itself(article, entry, said, names) {
            repeats.extend(names.claim(article, said));
        }
    }
    repeats
}

/// Whether a claim refers to itself; tells that it does.
fn is_itself(article: &str, entry: &parsed::Claim, reference: &Reference, names: &mut Names<'_>) -> bool {
    let itself = reference
        .split_once('#')
        .is_some_and(|(of, id)| (of.is_empty() || of == article) && id == entry.id.as_str());
    if itself {
        names.report(problems::self_reference(names.span(reference), &entry.id));
    }
    itself
}

fn resolve_verdict(verdict: &parsed::Verdict, names: &mut Names<'_>) -> Option<Verdict> {
    let sources = supports(&verdict.sources, names);
    Some(Verdict {
        rating: names.rating(&verdict.rating)?,
        date: verdict.date.as_ref().map(|date| date.value.clone()),
        by: verdict.by.as_ref().map(|by| by.value.clone()),
        summary: verdict.summary.as_ref().map(|summary| summary.value.clone()),
        sources,
    })
}

pub fn supports(supports: &OneOrMany<parsed::Support>, names: &mut Names<'_>) -> Vec<Support> {
    let mut resolved = Vec::with_capacity(supports.0.len());
    for support in &supports.0 {
        let Some(source) = names.source(&support.key) else { continue };
        resolved.push(Support {
            source,
            locator: support.locator.as_ref().map(|locator| locator.value.clone()),
            url: support.url.as_ref().map(|url| url.value.clone()),
            proof: None,
        });
    }
    resolved
}
