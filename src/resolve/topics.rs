//! Topics: free terms, gathered by what their address would be.

use std::collections::BTreeMap;

use crate::diag::Spanned;
use crate::model::{ArticleIx, ClaimIx, EventIx, TopicIx};

use super::corpus::{Corpus, Topic};
use super::{ReadArticle, Reading};

/// Fills the corpus' topics, and the topics of its articles, claims and events.
pub fn gather(published: &[&ReadArticle], reading: &Reading, corpus: &mut Corpus) {
    let mut gathering = Gathering::default();
    let mut claim = 0;
    for (index, article) in published.iter().enumerate() {
        gathering.add(&article.parsed.front.topics, |topic| topic.articles.push(ArticleIx::new(index)));
        for entry in &article.parsed.claims.entries {
            gathering.add(&entry.topics, |topic| topic.claims.push(ClaimIx::new(claim)));
            claim += 1;
        }
    }
    for (index, event) in reading.events.iter().enumerate() {
        gathering.add(&event.front.topics, |topic| topic.events.push(EventIx::new(index)));
    }
    corpus.topics = gathering.0.into_values().collect();
    link_back(published, reading, corpus);
}

/// By slug, which is their order.
#[derive(Default)]
struct Gathering(BTreeMap<String, Topic>);

impl Gathering {
    fn add(&mut self, terms: &[Spanned<String>], mut put: impl FnMut(&mut Topic)) {
        let mut seen = Vec::with_capacity(terms.len());
        for term in terms {
            let slug = slug(term);
            if slug.is_empty() || seen.contains(&slug) {
                continue;
            }
            put(self.0.entry(slug.clone()).or_insert_with(|| topic(&slug, term)));
            seen.push(slug);
        }
    }
}

fn topic(slug: &str, term: &str) -> Topic {
    Topic {
        slug: slug.to_owned(),
        name: term.trim().to_owned(),
        articles: Vec::new(),
        claims: Vec::new(),
        events: Vec::new(),
    }
}

/// The letters and digits of a term, in lower case, runs of anything else as one hyphen.
pub fn slug(term: &str) -> String {
    let lower = term.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// The topics of each article, claim and event, in the order in which their authors wrote them.
fn link_back(published: &[&ReadArticle], reading: &Reading, corpus: &mut Corpus) {
    let topics = &corpus.topics;
    let named = |terms: &[Spanned<String>]| {
        let mut found: Vec<TopicIx> = Vec::with_capacity(terms.len());
        for term in terms {
            let slug = slug(term);
            let Ok(index) = topics.binary_search_by(|topic| topic.slug.cmp(&slug)) else { continue };
            if !found.contains(&TopicIx::new(index)) {
                found.push(TopicIx::new(index));
            }
        }
        found
    };
    for (article, read) in corpus.articles.iter_mut().zip(published) {
        article.topics = named(&read.parsed.front.topics);
    }
    let entries = published.iter().flat_map(|article| &article.parsed.claims.entries);
    for (claim, entry) in corpus.claims.iter_mut().zip(entries) {
        claim.topics = named(&entry.topics);
    }
    for (event, read) in corpus.events.iter_mut().zip(&reading.events) {
        event.topics = named(&read.front.topics);
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slug("Peace talks"), "peace-talks");
        assert_eq!(slug("  U.S.–Russia  "), "u-s-russia");
        assert_eq!(slug("Переговоры"), "переговоры");
        assert_eq!(slug("和平谈判"), "和平谈判");
        assert_eq!(slug("…"), "");
    }
}
