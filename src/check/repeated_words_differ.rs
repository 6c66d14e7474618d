//! A `repeats` chain that ends in a quote that differs.
//!
//! Only words are compared, without regard to case, punctuation and the marks of quotation; and where
//! one quote stands within the other, only less was quoted. Articles in different languages cannot be
//! compared. Where words change in the midst of a chain, this is told of the claim that changed them
//! and not of those that repeat it faithfully.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::model::{ByHandle, ClaimIx};
use crate::record::reach::reach;
use crate::resolve::Corpus;

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let corpus = site.corpus;
    if corpus.claims.iter().all(|claim| claim.repeats.is_empty()) {
        return Vec::new();
    }
    let indices = |claims: &[ClaimIx]| claims.iter().map(|claim| claim.index()).collect();
    let repeats: Vec<Vec<usize>> = corpus.claims.iter().map(|claim| indices(&claim.repeats)).collect();
    let ends = reach(&repeats).ends;
    let mut findings = Vec::new();
    for ix in site.claims().filter(|ix| !corpus.claim(*ix).repeats.is_empty()) {
        let ends = ends.at(ix).iter().copied().map(ClaimIx::new);
        let changed = ends.filter(|&end| changes_words(corpus, ix, end));
        findings.extend(changed.map(|end| finding(site, ix, end)));
    }
    findings
}

/// Whether the words of a claim differ from those at the end of its chain, and did not do so before.
fn changes_words(corpus: &Corpus, ix: ClaimIx, end: ClaimIx) -> bool {
    let on_the_way = |said: &&ClaimIx| **said != end;
    let told_before = |said: &ClaimIx| differ(corpus, *said, end) && !differ(corpus, ix, *said);
    differ(corpus, ix, end) && !corpus.claim(ix).repeats.iter().filter(on_the_way).any(told_before)
}

/// Whether no passage of one claim stands within a passage of the other. A claim without a quote, or
/// in another language, does not differ.
fn differ(corpus: &Corpus, one: ClaimIx, other: ClaimIx) -> bool {
    let language = |ix| &corpus.article(corpus.claim(ix).article).language;
    let (ours, theirs) = (passages(corpus, one), passages(corpus, other));
    if ours.is_empty() || theirs.is_empty() || language(one) != language(other) {
        return false;
    }
    !ours.iter().any(|ours| theirs.iter().any(|theirs| within(ours, theirs) || within(theirs, ours)))
}

/// The words of each passage that has any.
fn passages(corpus: &Corpus, ix: ClaimIx) -> Vec<Vec<String>> {
    let words = |text: &str| {
        let plain: String = text.nfc().collect::<String>().replace('’', "'");
        plain.unicode_words().map(str::to_lowercase).collect::<Vec<_>>()
    };
    let passages = corpus.claim(ix).quotes.iter().map(|quote| words(&quote.exact));
    passages.filter(|words| !words.is_empty()).collect()
}

fn within(part: &[String], whole: &[String]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

fn finding(site: &Site<'_>, ix: ClaimIx, end: ClaimIx) -> Diagnostic {
    let words = |ix: ClaimIx| site.corpus.claim(ix).quotes.first().map_or("", |quote| &*quote.exact);
    problems::repeated_words_differ(
        (&site.corpus.claim_ref(ix), &site.corpus.claim_ref(end)),
        (site.claim_key(ix, "repeats"), words(ix)),
        (site.claim_key(end, "quote"), words(end)),
    )
}
