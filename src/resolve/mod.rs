//! Everything read -> the [`Corpus`].
//!
//! References become handles, in both directions; what refers to nothing is told with the nearest
//! name there is. Must not know: standings, pages.

mod again;
mod articles;
mod assets;
mod claims;
pub mod corpus;
mod cycles;
mod events;
pub mod links;
pub mod list;
mod lost;
mod names;
mod namesakes;
mod reverse;
mod settings;
pub mod sources;
mod speakers;
mod topics;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use again::resolve_again;
pub use corpus::Corpus;

use crate::anchor::Anchored;
use crate::diag::Diagnostic;
use crate::discover::FileInput;
use crate::parse;
use crate::prove::Proven;
use names::Names;

/// All that was read, input by input, in the order of [`crate::discover::Inputs`].
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub config: Arc<parse::config::Config>,
    pub articles: Vec<Arc<ReadArticle>>,
    pub speakers: Vec<Arc<parse::speaker::Speaker>>,
    pub events: Vec<Arc<parse::event::Event>>,
    pub sources: Vec<Arc<parse::source::Sources>>,
    pub pages: Vec<Arc<parse::page::Page>>,
    pub front_page: Option<Arc<parse::page::Page>>,
    pub assets: Vec<FileInput>,
    pub statics: Vec<FileInput>,
    /// Texts that are there and were not read.
    pub unread: Vec<Arc<str>>,
    pub proofs: Proofs,
}

/// What the stored copies of sources say about the words of claims: by article's id, then by claim, in file
/// order. Of articles without such sources there is none.
pub type Proofs = BTreeMap<Arc<str>, Vec<Vec<Proven>>>;

#[derive(Clone, Debug)]
pub struct ReadArticle {
    pub parsed: Arc<parse::article::Article>,
    pub anchored: Arc<Anchored>,
    /// For a bundle, its folder's path.
    pub bundle: Option<Arc<str>>,
}

/// What a run asks for beyond the configuration.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Drafts are published too.
    pub drafts: bool,
    /// Takes the place of the configuration's.
    pub base_url: Option<String>,
}

/// What came of resolving a site.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    pub corpus: Arc<Corpus>,
    /// What is wrong between texts: with names, addresses, memberships.
    pub between: Vec<Diagnostic>,
    /// What is wrong within single texts, with what they refer to.
    pub within: Vec<Diagnostic>,
}

/// Resolves a whole site. What is published comes out; what a draft says is checked all the same, but
/// its errors become warnings unless drafts were asked for.
pub fn resolve(reading: &Reading, options: &Options) -> Resolved {
    let articles = published(reading, options);
    let mut names = Names::new(reading, &articles, options.drafts);
    let mut corpus = Corpus { settings: settings::settings(reading, options), ..Corpus::default() };
    corpus.addresses = Arc::new(assets::addresses(reading, &articles, options.drafts));
    settings::check_logo(reading, &corpus.addresses, &mut names);
    corpus.speakers = speakers::speakers(reading, &corpus, &mut names);
    corpus.sources = sources::sources(reading, &corpus.addresses, &mut names);
    corpus.events = events::events(reading, &mut names);
    corpus.pages = articles::pages(reading, &corpus.settings, options.drafts);
    corpus.aliases = assets::aliases(reading, &articles, &corpus.addresses, options.drafts, &mut names);
    cycles::cut(reading, &mut corpus, &mut names);
    let between = std::mem::take(&mut names.diagnostics);
    corpus.articles = articles::articles(&articles, &corpus.settings, &mut names);
    corpus.claims = claims::claims(&articles, &reading.proofs, &corpus, &mut names);
    topics::gather(&articles, reading, &mut corpus);
    reverse::link(&mut corpus);
    let used = links::check(reading, options, &corpus, &mut names);
    corpus.assets = assets::published(reading, &articles, &corpus, used);
    claims::check_drafts(reading, options, &corpus, &mut names);
    Resolved { corpus: Arc::new(corpus), between, within: names.diagnostics }
}

/// The articles that are published, by id.
fn published<'a>(reading: &'a Reading, options: &Options) -> Vec<&'a ReadArticle> {
    let published = |article: &&ReadArticle| options.drafts || !article.parsed.front.draft;
    reading.articles.iter().map(|article| &**article).filter(published).collect()
}
