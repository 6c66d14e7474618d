//! Which claims were last changed, for a page that follows its writer.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Range;
use crate::parse::article::Article;
use crate::pipeline::Site;

/// As many as one would want to be shown.
const REMEMBERED: usize = 64;

/// The claims that were last changed, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Touched(Vec<Touch>);

#[derive(Clone, Debug)]
struct Touch {
    /// The snapshot that came of it.
    number: u64,
    article: Arc<str>,
    claim: String,
}

impl Touched {
    /// Notes the claims that are written differently in one site than in the one before it.
    pub fn note(&mut self, number: u64, before: Option<&Site>, after: &Site) {
        let Some(before) = before else { return };
        for article in &after.reading.articles {
            let article = &article.parsed;
            let known = before.reading.articles.binary_search_by(|known| known.parsed.id.cmp(&article.id));
            let known = known.ok().and_then(|at| before.reading.articles.get(at)).map(|known| &known.parsed);
            if known.is_some_and(|known| Arc::ptr_eq(known, article)) {
                continue;
            }
            let entries_before = known.map(|known| entries(known, before)).unwrap_or_default();
            for (claim, text) in entries(article, after) {
                if entries_before.get(&claim) != Some(&text) {
                    self.0.push(Touch { number, article: Arc::clone(&article.id), claim: claim.to_owned() });
                }
            }
        }
        let surplus = self.0.len().saturating_sub(REMEMBERED);
        self.0.drain(..surplus);
    }

    /// The first claim of an article that was changed after a snapshot.
    pub fn since(&self, number: u64, article: &str) -> Option<&str> {
        let touch = |touch: &&Touch| touch.number > number && *touch.article == *article;
        self.0.iter().find(touch).map(|touch| touch.claim.as_str())
    }
}

/// The claims of an article as they are written: each from its id up to the next one's.
fn entries<'a>(article: &'a Article, site: &'a Site) -> BTreeMap<&'a str, &'a str> {
    let claims = &article.claims;
    let text = site.text(&claims.path).unwrap_or_default();
    let end = Range::new(text.len(), text.len());
    let next = claims.entries.iter().skip(1).map(crate::parse::claims::Claim::range).chain([end]);
    let entry = |(claim, next): (&'a crate::parse::claims::Claim, Range)| {
        let text = text.get(claim.range().usize().start..next.usize().start).unwrap_or_default();
        (claim.id.value.as_str(), text.trim_end())
    };
    claims.entries.iter().zip(next).map(entry).collect()
}
