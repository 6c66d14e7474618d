//! Everything read, once more -> the [`Corpus`], where nothing has changed but what some articles say on
//! pages of their own.
//!
//! Prose stays home: of an article, all others see its names and its date, and of its claims who says
//! what when on whom, to whom, through whom and on the strength of what. As long as that is as it was,
//! the corpus differs from the one before in these articles and their claims, and nothing that follows
//! from positions differs at all. Whether it is as it was is asked of the values and not concluded from
//! what was edited; where it is not, `None` comes out, and all is resolved anew.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::diag::{Diagnostic, Spanned};
use crate::model::{ArticleIx, ByHandle, ClaimIx, SourceIx};

use super::corpus::{Article, Claim, Corpus, Support};
use super::names::Names;
use super::{Options, ReadArticle, Reading, Resolved, articles, claims, links, published};

/// The same as [`super::resolve`] gives, if nothing has changed that others see. `before` is what was read
/// the last time, and what came of it.
pub fn resolve_again(
    (read_before, before): (&Reading, &Resolved),
    reading: &Reading,
    options: &Options,
) -> Option<Resolved> {
    let changed = changed(read_before, reading)?;
    if changed.is_empty() {
        return Some(before.clone());
    }
    let published = published(reading, options);
    let mut names = Names::new(reading, &published, options.drafts);
    // What it says of names, it has said before.
    names.diagnostics.clear();
    let mut run = Run { reading, options, corpus: Corpus::clone(&before.corpus), names };
    for &(was, is) in &changed {
        run.replace(was, is)?;
    }
    let files: HashSet<&Arc<str>> =
        changed.iter().flat_map(|(_, is)| [&is.parsed.path, &is.parsed.claims.path]).collect();
    let stands =
        |problem: &&Diagnostic| problem.place.as_ref().is_none_or(|place| !files.contains(&place.span.path));
    let mut within: Vec<Diagnostic> = before.within.iter().filter(stands).cloned().collect();
    within.extend(run.names.diagnostics);
    Some(Resolved { corpus: Arc::new(run.corpus), between: before.between.clone(), within })
}

/// The articles that are not the same as before, as they were and as they are; `None` where another input
/// has changed, or an article in what it is called.
fn changed<'a>(before: &'a Reading, now: &'a Reading) -> Option<Vec<(&'a ReadArticle, &'a ReadArticle)>> {
    let others = Arc::ptr_eq(&before.config, &now.config)
        && same(&before.speakers, &now.speakers)
        && same(&before.events, &now.events)
        && same(&before.sources, &now.sources)
        && same(&before.pages, &now.pages)
        && same(before.front_page.as_slice(), now.front_page.as_slice())
        && before.assets == now.assets
        && before.statics == now.statics
        && before.unread == now.unread
        && before.articles.len() == now.articles.len();
    // What the copies of its sources say of an article's claims is told with them.
    let all_proven = before.proofs == now.proofs;
    let proven = |id: &Arc<str>| all_proven || before.proofs.get(id) == now.proofs.get(id);
    let same_article =
        |was: &Arc<ReadArticle>, is: &Arc<ReadArticle>| Arc::ptr_eq(was, is) && proven(&is.parsed.id);
    let pairs = before.articles.iter().zip(&now.articles).filter(|(was, is)| !same_article(was, is));
    let changed: Vec<(&ReadArticle, &ReadArticle)> = pairs.map(|(was, is)| (&**was, &**is)).collect();
    (others && changed.iter().all(|(was, is)| names(was) == names(is))).then_some(changed)
}

/// Whether two lists hold the very same values: what has not changed is never read twice.
fn same<T>(before: &[Arc<T>], now: &[Arc<T>]) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(before, now)| Arc::ptr_eq(before, now))
}

/// Where an article is found, and what can be found of it.
fn names(article: &ReadArticle) -> impl Eq + '_ {
    let parsed = &*article.parsed;
    let terms = |terms: &'_ [Spanned<String>]| terms.iter().map(|term| term.value.clone()).collect();
    let claims = parsed.claims.entries.iter().map(|claim| (&claim.id.value, terms(&claim.topics)));
    let claims: Vec<(&String, Vec<String>)> = claims.collect();
    (
        (&parsed.id, &parsed.path, &article.bundle, parsed.front.draft),
        (&parsed.front.aliases, terms(&parsed.front.topics)),
        (&parsed.claims.path, claims, &parsed.claims.lost, parsed.claims.incomplete),
    )
}

struct Run<'a> {
    reading: &'a Reading,
    options: &'a Options,
    corpus: Corpus,
    names: Names<'a>,
}

impl Run<'_> {
    /// Puts an article as it is in the place of what it was; `None` where others would see that.
    fn replace(&mut self, was: &ReadArticle, is: &ReadArticle) -> Option<()> {
        if is.parsed.front.draft && !self.options.drafts {
            self.used(is);
            claims::check_draft(is, &self.corpus, &mut self.names);
            return Some(());
        }
        let ix = self.corpus.articles.binary_search_by(|article| article.id.cmp(&is.parsed.id)).ok()?;
        let ix = ArticleIx::new(ix);
        self.article(ix, is)?;
        let made = claims::of_article(is, ix, &self.reading.proofs, &self.corpus, &mut self.names);
        let first = self.corpus.article(ix).claims.start;
        for (claim, number) in made.into_iter().zip(first..) {
            self.claim(ClaimIx::new(number), claim)?;
        }
        let used = self.used(is);
        let told = self.names.diagnostics.len();
        let were_used = self.used(was);
        self.names.diagnostics.truncate(told);
        (used == were_used).then_some(())
    }

    fn article(&mut self, ix: ArticleIx, is: &ReadArticle) -> Option<()> {
        let known = self.corpus.article(ix);
        let article = articles::one(is, known.claims.clone(), &self.corpus.settings, &mut self.names);
        let article = Article { topics: known.topics.clone(), ..article };
        if seen_of_article(&article) != seen_of_article(known) {
            return None;
        }
        self.corpus.articles.put(ix, article);
        Some(())
    }

    fn claim(&mut self, ix: ClaimIx, claim: Claim) -> Option<()> {
        let known = self.corpus.claims.at(ix);
        if seen_of_claim(&claim) != seen_of_claim(known) {
            return None;
        }
        let (topics, answers) = (known.topics.clone(), known.answers.clone());
        let claim = Claim { topics, answers, repeated_by: known.repeated_by.clone(), ..claim };
        self.corpus.claims.put(ix, claim);
        Some(())
    }

    /// Checks an article's links; comes out: the assets that they use.
    fn used(&mut self, article: &ReadArticle) -> BTreeSet<Arc<str>> {
        links::check_article(article, self.reading, self.options, &self.corpus, &mut self.names)
    }
}

/// What others see of an article: where it stands among them, what it rests on, and who stands for it.
fn seen_of_article(article: &Article) -> impl Eq + '_ {
    (&article.date, &article.updated, &article.cites, &article.authors, article.outlet)
}

/// What others see of a claim, beside its id.
fn seen_of_claim(claim: &Claim) -> impl Eq + '_ {
    let sources = |supports: &[Support]| supports.iter().map(|support| support.source).collect();
    let verdicts = claim.verdicts.iter().map(|verdict| (verdict.rating, sources(&verdict.sources)));
    let verdicts: Vec<(usize, Vec<SourceIx>)> = verdicts.collect();
    let rests_on: Vec<SourceIx> = sources(&claim.sources);
    let who = (claim.speaker, &claim.to, &claim.via);
    (who, (&claim.said, claim.day), (&claim.positions, &claim.repeats), (rests_on, verdicts))
}
