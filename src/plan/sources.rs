//! The list of sources: each citation once, where it can be read, what it draws on, and what cites it.

use serde::Serialize;

use crate::model::{ArticleIx, ByHandle, SourceIx};

use super::cite::Trail;
use super::event::event_link;
use super::frame::{Frame, Link};
use super::paging::Pager;
use super::position::{Cause, cause};
use super::route::Part;
use super::telling::{source_address, source_fragment, source_name};
use super::{Desk, Page, Route, View, proof};

/// The pages at `/sources/`.
#[derive(Serialize)]
pub struct Sources {
    pub title: String,
    /// How many sources there are on all pages.
    pub count: usize,
    /// What the stored copies of all sources say about the claims that rest on them: a sentence.
    pub proofs: Option<String>,
    /// By key.
    pub sources: Vec<SourceView>,
    pub pager: Option<Pager>,
}

/// A source, with what leads to it and from it.
#[derive(Serialize)]
pub struct SourceView {
    /// The fragment of its entry.
    pub id: String,
    pub key: String,
    /// A CSL type such as `article-newspaper`.
    pub kind: String,
    /// What the citation style makes of it.
    pub citation_html: String,
    pub trail: Trail,
    pub outlet: Option<Link>,
    pub based_on: Vec<Link>,
    /// Where it draws on others: the sources at the end of the way.
    pub origins: Vec<Link>,
    /// What its stored copy says about the claims that rest on it; `None` where there is no copy.
    pub proofs: Option<String>,
    pub claims: Vec<Cause>,
    pub articles: Vec<Link>,
    pub events: Vec<Link>,
}

pub fn view<'a>(desk: &Desk<'_>, part: Part) -> View<'a> {
    let list = &desk.edition.lists.sources;
    let pager = list.pager(desk, part, Route::Sources);
    let title = match &pager {
        Some(pager) if part != Part::First => format!("Sources: {}", pager.name),
        _ => "Sources".to_owned(),
    };
    let sources = list.items(part).iter().map(|&ix| source(desk, ix)).collect();
    let page = Sources { title: title.clone(), count: list.len(), proofs: proofs(desk), sources, pager };
    View::html(Frame::new(desk, title), Page::Sources(page))
}

/// With its denominators: a count of what was looked for says nothing about the rest.
fn proofs(desk: &Desk<'_>) -> Option<String> {
    let corpus = desk.edition.corpus;
    let tally = proof::tally_of_all(corpus)?;
    let copies = corpus.sources.iter().filter(|source| source.snapshot).count();
    let of = |count: usize| if count == 1 { "source has" } else { "sources have" };
    let looked = tally.found + tally.differs + tally.not_found + tally.not_checkable;
    let words = match looked {
        0 => "No claim rests on them".to_owned(),
        1 => format!("The words of 1 claim were looked for in them: {}", tally.words()),
        _ => format!("The words of claims were looked for in them {looked} times: {}", tally.words()),
    };
    let total = corpus.sources.len();
    Some(format!("{copies} of {total} {} a stored copy here. {words}.", of(copies)))
}

fn source(desk: &Desk<'_>, ix: SourceIx) -> SourceView {
    let corpus = desk.edition.corpus;
    let source = corpus.source(ix);
    let origins = desk.edition.record.origins.at(ix);
    SourceView {
        id: source_fragment(&source.key),
        key: source.key.to_string(),
        kind: source.kind.clone(),
        citation_html: desk.edition.citer.entry(ix).html.clone(),
        trail: desk.edition.citer.trail(ix, None),
        outlet: source.outlet.map(|outlet| desk.speaker(outlet)),
        based_on: links(desk, &source.based_on),
        origins: if source.based_on.is_empty() { Vec::new() } else { links(desk, origins) },
        proofs: proof::tally(corpus, ix).map(|tally| tally.words()),
        claims: source.claims.iter().map(|&claim| cause(desk, claim)).collect(),
        articles: source.articles.iter().map(|&article| article_link(desk, article)).collect(),
        events: source.events.iter().map(|&event| event_link(desk, event)).collect(),
    }
}

fn links(desk: &Desk<'_>, sources: &[SourceIx]) -> Vec<Link> {
    sources.iter().map(|&ix| Link { name: source_name(desk, ix), url: source_address(desk, ix) }).collect()
}

fn article_link(desk: &Desk<'_>, ix: ArticleIx) -> Link {
    Link { name: desk.edition.corpus.article(ix).title.clone(), url: desk.route(Route::Article(ix)) }
}
