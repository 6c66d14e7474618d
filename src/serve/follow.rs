//! Which claims were last changed, for a page that follows its writer.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edit::claims::Draft;
use crate::parse::article::Article;
use crate::parse::claims::{Claim, Verdict};
use crate::pipeline::Site;

/// As many as one would want to be shown.
const REMEMBERED: usize = 64;

/// The claims that were last changed, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Touched(Vec<Touch>);

#[derive(Clone, Debug)]
struct Touch {
    /// The showing that came of it.
    number: u64,
    article: Arc<str>,
    claim: String,
}

impl Touched {
    /// Notes the claims that are written differently in one site than in the one before it.
    pub fn note(&mut self, number: u64, before: Option<&Site>, after: &Site) {
        let Some(before) = before else { return };
        // Both go by id.
        let mut known = before.reading.articles.iter().map(|known| &known.parsed).peekable();
        for article in &after.reading.articles {
            let article = &article.parsed;
            while known.next_if(|known| known.id < article.id).is_some() {}
            let known = known.next_if(|known| known.id == article.id);
            if known.is_some_and(|known| Arc::ptr_eq(known, article)) {
                continue;
            }
            let entries_before = known.map(|known| entries(known)).unwrap_or_default();
            for (claim, said) in entries(article) {
                if entries_before.get(claim) != Some(&said) {
                    self.0.push(Touch { number, article: Arc::clone(&article.id), claim: claim.to_owned() });
                }
            }
        }
        let surplus = self.0.len().saturating_sub(REMEMBERED);
        self.0.drain(..surplus);
    }

    /// The first claim of an article that was changed after a showing.
    pub fn since(&self, number: u64, article: &str) -> Option<&str> {
        let touch = |touch: &&Touch| touch.number > number && *touch.article == *article;
        self.0.iter().find(touch).map(|touch| touch.claim.as_str())
    }
}

/// What an entry says: of its verdicts, what can be seen at the claim.
type Entry<'a> = (Draft, Vec<[Option<&'a str>; 4]>);

/// What the claims of an article say, by their ids; where it stands in the file does not matter.
fn entries(article: &Article) -> BTreeMap<&str, Entry<'_>> {
    article.claims.entries.iter().map(entry).collect()
}

fn entry(claim: &Claim) -> (&str, Entry<'_>) {
    (&claim.id.value, (Draft::of(claim), claim.verdicts.iter().map(said).collect()))
}

/// What a verdict says that can be seen at its claim.
fn said(verdict: &Verdict) -> [Option<&str>; 4] {
    [
        Some(&verdict.rating.value),
        verdict.date.as_ref().map(|date| date.as_str()),
        verdict.by.as_ref().map(|by| by.value.as_str()),
        verdict.summary.as_ref().map(|summary| summary.value.as_str()),
    ]
}
