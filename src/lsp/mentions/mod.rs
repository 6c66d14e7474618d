//! A site -> the places where its things are named.
//!
//! Every reference, definition, quote and passage has its place in what was read; here they become one
//! list, of a file or of a thing. Looking at a place, finding and renaming all go by it.

mod claims;
mod gather;

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{self, Span};
use crate::parse::source::Sources;
use crate::pipeline::Site;
use crate::resolve::ReadArticle;

use gather::Gather;

/// A thing that can be named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    Article(Arc<str>),
    Claim { article: Arc<str>, id: Arc<str> },
    Event(Arc<str>),
    Page(Arc<str>),
    Rating(Arc<str>),
    Source(Arc<str>),
    Speaker(Arc<str>),
    Topic(Arc<str>),
}

/// A place where a thing is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub name: Name,
    pub role: Role,
    pub span: Span,
    pub spelling: Spelling,
    /// In a claims file: the index of the claim in whose entry it stands.
    pub entry: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Here the thing itself is written down.
    Definition,
    Reference,
    /// The words that a claim quotes, in its claims file: an index into its quotes.
    Quote(usize),
    /// The same words in the article.
    Passage(usize),
}

/// How the name stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As it is.
    Plain,
    /// Inside a scalar: its place, its value, and the bytes of the value that are the name.
    Scalar { place: diag::Range, value: String, part: Range<usize> },
    /// Not at all: other words stand for the thing, or a path leads to it.
    Unnamed,
}

/// The mentions in one file, in no order.
pub fn of_file(site: &Site, path: &Arc<str>) -> Vec<Mention> {
    let mut gather = Gather::new(site, None);
    gather.file(path);
    gather.found
}

/// The mentions of one thing in all files.
pub fn of_name(site: &Site, name: &Name) -> Vec<Mention> {
    let mut gather = Gather::new(site, Some(name));
    gather.all_files();
    gather.found
}

/// Where a thing is written down.
pub fn definition(site: &Site, name: &Name) -> Option<Span> {
    let home = home(site, name)?;
    let defines = |mention: &Mention| mention.role == Role::Definition && mention.name == *name;
    of_file(site, &home).into_iter().find(defines).map(|mention| mention.span)
}

/// Where the words stand that a claim quotes.
pub fn passages(site: &Site, article: &str, name: &Name) -> Vec<Mention> {
    let Some(article) = article_of(site, article) else { return Vec::new() };
    let is_passage = |mention: &Mention| matches!(mention.role, Role::Passage(_)) && mention.name == *name;
    of_file(site, &article.parsed.path).into_iter().filter(is_passage).collect()
}

/// The mentions at a place in a file, the narrowest first. The place right after a name counts as the
/// name's.
pub fn at(site: &Site, path: &Arc<str>, offset: usize) -> Vec<Mention> {
    let holds = |mention: &Mention| {
        let range = mention.span.range.usize();
        *mention.span.path == **path && range.start <= offset && offset <= range.end
    };
    let mut found: Vec<Mention> = of_file(site, path).into_iter().filter(holds).collect();
    found.sort_by_key(|mention| mention.span.range.usize().len());
    found
}

/// The file in which a thing is written down.
fn home(site: &Site, name: &Name) -> Option<Arc<str>> {
    let reading = &site.reading;
    match name {
        Name::Article(id) => article_of(site, id).map(|article| Arc::clone(&article.parsed.path)),
        Name::Claim { article, .. } => {
            article_of(site, article).map(|article| Arc::clone(&article.parsed.claims.path))
        }
        Name::Event(id) => reading.events.iter().find(|it| it.id == *id).map(|it| Arc::clone(&it.path)),
        Name::Page(id) => reading.pages.iter().find(|it| it.name == *id).map(|it| Arc::clone(&it.path)),
        Name::Rating(_) => site.inputs.config.as_ref().map(|config| Arc::clone(&config.path)),
        Name::Source(key) => {
            let mut files = reading.sources.iter();
            let holds = |file: &&Arc<Sources>| file.entries.iter().any(|entry| *entry.key.value == **key);
            files.find(holds).map(|file| Arc::clone(&file.path))
        }
        Name::Topic(_) => None,
        Name::Speaker(id) => reading.speakers.iter().find(|it| it.id == *id).map(|it| Arc::clone(&it.path)),
    }
}

/// An article of the site, published or not.
pub fn article_of<'a>(site: &'a Site, id: &str) -> Option<&'a ReadArticle> {
    let articles = &site.reading.articles;
    let found = articles.binary_search_by(|article| (*article.parsed.id).cmp(id)).ok();
    found.and_then(|at| articles.get(at)).map(|article| &**article)
}

impl Name {
    /// The id or key.
    pub fn id(&self) -> &Arc<str> {
        match self {
            Self::Article(id)
            | Self::Event(id)
            | Self::Page(id)
            | Self::Rating(id)
            | Self::Source(id)
            | Self::Speaker(id)
            | Self::Topic(id)
            | Self::Claim { id, .. } => id,
        }
    }
}
