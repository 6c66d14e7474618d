//! Articles and free pages: what of them concerns others.

use std::sync::Arc;

use crate::diag::Spanned;
use crate::model::Edtf;
use crate::parse::Reference;
use crate::parse::article as parsed;

use super::corpus::{Article, Author, Page, Settings};
use super::list::List;
use super::names::Names;
use super::{ReadArticle, Reading};

/// The published articles. Their claims take up consecutive stretches of the corpus' claims.
pub fn articles(published: &[&ReadArticle], settings: &Settings, names: &mut Names<'_>) -> List<Article> {
    let mut first = 0;
    let resolve = |article: &&ReadArticle| {
        let claims = first..first + article.parsed.claims.entries.len();
        first = claims.end;
        one(article, claims, settings, names)
    };
    published.iter().map(resolve).collect()
}

/// One published article, with its stretch of the corpus' claims.
pub fn one(
    article: &ReadArticle,
    claims: std::ops::Range<usize>,
    settings: &Settings,
    names: &mut Names<'_>,
) -> Article {
    names.enter(&article.parsed.path, false);
    let parsed::Article { id, front, .. } = &*article.parsed;
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    Article {
        id: Arc::clone(id),
        title: front.title.value.clone(),
        date: date(front),
        updated: front.updated.as_ref().map(|date| date.value.clone()),
        authors: front.authors.iter().map(|author| resolve_author(author, names)).collect(),
        outlet: front.outlet.as_ref().and_then(|outlet| names.speaker(outlet)),
        original: text(&front.original),
        summary: front.summary.is_some().then(|| article.anchored.summary.to_string()),
        topics: Vec::new(),
        language: text(&front.language).unwrap_or_else(|| settings.language.clone()),
        draft: front.draft,
        extra: front.extra.clone(),
        claims,
        cites: article.anchored.cited.iter().filter_map(|key| names.citation(key)).collect(),
    }
}

/// A missing date was told by `parse`, and such a site is never published.
fn date(front: &parsed::Front) -> Edtf {
    front.date.as_ref().map_or_else(Edtf::unknown, |date| date.value.clone())
}

/// An author is a speaker where the id is known, else a name.
fn resolve_author(author: &Reference, names: &mut Names<'_>) -> Author {
    names.author(author).map_or_else(|| Author::Named(author.value.clone()), Author::Speaker)
}

pub fn pages(reading: &Reading, settings: &Settings, drafts: bool) -> Vec<Page> {
    let published = reading.pages.iter().filter(|page| drafts || !page.front.draft);
    let resolve = |page: &Arc<crate::parse::page::Page>| Page {
        name: Arc::clone(&page.name),
        title: page.front.title.as_ref().map_or_else(|| page.name.to_string(), |title| title.value.clone()),
        language: page.front.language.as_ref().map_or_else(|| settings.language.clone(), |l| l.value.clone()),
        extra: page.front.extra.clone(),
    };
    published.map(resolve).collect()
}
