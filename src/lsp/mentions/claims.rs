//! Claims files, and the passages of articles that claims quote.

use std::sync::Arc;

use crate::anchor;
use crate::parse::Reference;
use crate::parse::claims::{Claim, Verdict};
use crate::resolve::ReadArticle;

use super::gather::Gather;
use super::{Name, Role};

impl Gather<'_> {
    pub fn claims(&mut self, article: &ReadArticle) {
        let claims = &article.parsed.claims;
        let input = self.site.inputs.articles.iter().find(|input| input.article.path == article.parsed.path);
        let Some(input) = input.and_then(|input| input.claims.as_ref()) else { return };
        self.enter(&claims.path, &input.text);
        for (index, claim) in claims.entries.iter().enumerate() {
            self.entry = Some(index);
            self.claim(article, claim);
        }
    }

    fn claim(&mut self, article: &ReadArticle, claim: &Claim) {
        let of = &article.parsed.id;
        let name = || Name::Claim { article: Arc::clone(of), id: claim.id.as_str().into() };
        self.whole(name(), Role::Definition, &claim.id);
        for (index, quote) in claim.quote.0.iter().enumerate() {
            self.unnamed(name(), Role::Quote(index), quote.exact.range);
        }
        for speaker in [&claim.speaker].into_iter().chain(&claim.to.0).chain(&claim.via.0) {
            self.speaker_reference(speaker);
        }
        for (_, target) in claim.positions() {
            if target.contains('#') { self.claim_reference(of, target) } else { self.event_reference(target) }
        }
        claim.repeats.0.iter().for_each(|reference| self.claim_reference(of, reference));
        self.supports(&claim.sources);
        for text in claim.statement.iter().chain(&claim.note) {
            self.field(&article.parsed.path, text);
        }
        claim.verdicts.iter().for_each(|verdict| self.verdict(&article.parsed.path, verdict));
    }

    fn verdict(&mut self, article: &str, verdict: &Verdict) {
        let rating = &verdict.rating;
        self.whole(Name::Rating(rating.as_str().into()), Role::Reference, rating);
        self.supports(&verdict.sources);
        verdict.summary.iter().for_each(|text| self.field(article, text));
    }

    /// `#claim`, or `article#claim`, which names two things.
    fn claim_reference(&mut self, here: &Arc<str>, reference: &Reference) {
        let Some((of, id)) = reference.split_once('#') else { return };
        let article = if of.is_empty() { Arc::clone(here) } else { Arc::from(of) };
        if !of.is_empty() {
            self.part(Name::Article(Arc::clone(&article)), Role::Reference, reference, 0..of.len());
        }
        let part = reference.len() - id.len()..reference.len();
        self.part(Name::Claim { article, id: id.into() }, Role::Reference, reference, part);
    }

    /// Where an article's claims stand in it. Looked up by reading the article once more, and so only
    /// where they are wanted.
    pub fn passages(&mut self, article: &ReadArticle) {
        let of = &article.parsed.id;
        let wanted = match self.wanted {
            None => true,
            Some(Name::Claim { article, .. }) => article == of,
            Some(_) => false,
        };
        if !wanted {
            return;
        }
        let places = anchor::places(&article.parsed, &article.anchored);
        let passages = &article.anchored.passages;
        for ((claim, spans), passages) in article.parsed.claims.entries.iter().zip(places).zip(passages) {
            for (span, passage) in spans.into_iter().zip(passages) {
                let name = Name::Claim { article: Arc::clone(of), id: claim.id.as_str().into() };
                self.unnamed(name, Role::Passage(passage.quote), span.range);
            }
        }
    }
}
