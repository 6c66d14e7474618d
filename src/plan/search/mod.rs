//! The search page, and what can be found by it.
//!
//! The page is the same wherever it is shown; what it searches in is one of two things. Pagefind's index
//! ([`crate::render::search`] makes it of the [`records`]) holds all words and is loaded piece by piece. It
//! cannot be loaded from disk, so sites that are opened from there have a small index instead: one script
//! with the first words of each record.

pub mod records;
mod small;

use serde::Serialize;

use crate::model::{Day, Edtf, SitePath, Stance};

use super::frame::{Frame, Link, verb};
use super::route::Part;
use super::timeline::Choice;
use super::{Desk, Edition, Page, Route, View};

pub use records::Record;
pub use small::{SMALL_INDEX, lines};

/// The folder of the search page.
pub const FOLDER: &str = "search";
/// Where Pagefind's files lie in the output.
pub const INDEX: &str = "search/pagefind";

/// What is searched in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    Pagefind,
    Small,
}

/// The page at `/search/`.
#[derive(Serialize)]
pub struct Search {
    pub title: String,
    pub engine: Engine,
    /// The index: a script, relative to the page.
    pub index: String,
    /// Of what can be found, the site's own first: the first parts of BCP 47 tags.
    pub languages: String,
    pub filters: Vec<Filter>,
    /// What there is for readers without scripts.
    pub ways: Vec<Link>,
}

/// One thing to choose by.
#[derive(Serialize)]
pub struct Filter {
    /// Its name in the address and in the index.
    pub name: &'static str,
    pub label: &'static str,
    /// What is chosen where nothing is.
    pub all: &'static str,
    pub choices: Vec<Choice>,
}

pub fn view<'a>(desk: &Desk<'_>) -> View<'a> {
    let engine = desk.edition.engine();
    let index = match engine {
        Some(Engine::Pagefind) => SitePath::file(&format!("{INDEX}/pagefind.js")),
        _ => Route::SmallIndex.path(desk.edition.corpus),
    };
    let mut frame = Frame::new(desk, "Search");
    if engine == Some(Engine::Pagefind) {
        frame.allow_wasm();
    }
    let way = |name: &str, route| Link { name: name.to_owned(), url: desk.route(route) };
    let page = Search {
        title: frame.title.clone(),
        engine: engine.unwrap_or(Engine::Small),
        index: desk.to(&index),
        languages: records::languages(desk.edition).join(" "),
        filters: filters(desk.edition).into_iter().filter(|filter| filter.choices.len() > 1).collect(),
        ways: vec![
            way("All articles", Route::Articles(Part::First)),
            way("All speakers", Route::Speakers(Part::First)),
            way("The record of the talks", Route::Events(Part::First)),
            way("All topics", Route::Topics),
        ],
    };
    View::html(frame, Page::Search(Box::new(page)))
}

impl Edition<'_> {
    /// What the site's search page searches in; `None` where the site has no search.
    pub fn engine(&self) -> Option<Engine> {
        let small = self.options.portable || !cfg!(feature = "search");
        self.corpus.settings.search.then_some(if small { Engine::Small } else { Engine::Pagefind })
    }
}

fn filters(edition: &Edition<'_>) -> Vec<Filter> {
    let corpus = edition.corpus;
    let choice = |id: &str, name: &str| Choice { id: id.to_owned(), name: name.to_owned() };
    let kinds = [("article", "Articles"), ("claim", "Claims"), ("speaker", "Speakers"), ("event", "Events")];
    let mut speakers: Vec<_> = corpus.speakers.iter().filter(|one| !one.claims.is_empty()).collect();
    speakers.sort_by_key(|one| one.sort_name.to_lowercase());
    let taken = |stance: &Stance| {
        corpus.claims.iter().any(|claim| claim.positions.iter().any(|taken| taken.stance == *stance))
    };
    let stances = Stance::ALL.into_iter().filter(taken);
    let filter = |name, label, all, choices: Vec<Choice>| Filter { name, label, all, choices };
    vec![
        filter("kind", "Look for", "Everything", kinds.map(|(id, name)| choice(id, name)).into()),
        filter(
            "speaker",
            "Speaker",
            "Anybody",
            speakers.iter().map(|one| choice(&one.id, &one.name)).collect(),
        ),
        filter(
            "stance",
            "Stance",
            "Any stance",
            stances.map(|stance| choice(stance.key(), verb(stance))).collect(),
        ),
        filter(
            "event",
            "Event",
            "Any event",
            corpus.events.iter().map(|one| choice(&one.id, &one.name)).collect(),
        ),
        filter(
            "topic",
            "Topic",
            "Any topic",
            corpus.topics.iter().map(|one| choice(&one.slug, &one.name)).collect(),
        ),
        filter("year", "Year", "Any year", years(edition).map(|year| choice(&year, &year)).collect()),
    ]
}

/// The years from which there is something, the newest first.
fn years(edition: &Edition<'_>) -> impl Iterator<Item = String> + use<> {
    let corpus = edition.corpus;
    let zone = &corpus.settings.timezone;
    let first = |date: &Edtf| {
        let bounds = date.bounds(zone);
        bounds.earliest.or(bounds.latest)
    };
    let articles = corpus.articles.iter().filter_map(|one| first(&one.date));
    let events = corpus.events.iter().filter_map(|one| first(one.date.as_ref()?));
    let claims = corpus.claims.iter().map(|one| one.day);
    let mut years: Vec<i16> = articles.chain(events).chain(claims).map(Day::year).collect();
    years.sort_unstable();
    years.dedup();
    years.into_iter().rev().map(|year| year.to_string())
}
