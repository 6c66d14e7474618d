//! What stands at a route: the table from routes to the modules that know their pages.

use serde::Serialize;

use super::frame::{Desk, Frame};
use super::{Edition, Route};
use super::{
    alias, annotations, article, articles, dataset, datasets, feed, home, host, not_found, page, search,
    sitemap, social, structured,
};
use super::{card, claim, event, events, sources, speaker, speakers, timeline, topics};

/// The content of a file of the output.
pub enum View<'a> {
    /// A page, for a template.
    Html(Box<Sheet>),
    Text(String),
    /// Lines without their ends: for files that grow with the site.
    Lines(Box<dyn Iterator<Item = String> + Send + 'a>),
}

/// A page as templates see it: `frame` and `page`.
#[derive(Serialize)]
pub struct Sheet {
    #[serde(skip)]
    pub template: &'static str,
    pub frame: Frame,
    pub page: Page,
}

/// What a page says. Every kind of page has its template, and its view in the module of its name.
///
/// Fields whose names end in `_html` hold HTML that may be written as it is; all others are text.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Page {
    Home(home::Home),
    Articles(articles::Articles),
    Article(Box<article::Article>),
    Speakers(speakers::Speakers),
    Speaker(Box<speaker::SpeakerView>),
    Events(Box<events::Events>),
    Event(Box<event::EventView>),
    Timeline(Box<timeline::Timeline>),
    Claim(Box<claim::ClaimView>),
    Card(Box<card::Card>),
    Sources(sources::Sources),
    Topics(topics::Topics),
    Topic(Box<topics::Topic>),
    Page(page::FreePage),
    Datasets(datasets::Datasets),
    Search(Box<search::Search>),
    NotFound(not_found::NotFound),
    Alias(alias::Alias),
}

impl Page {
    fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Articles(_) => "articles.html",
            Self::Article(_) => "article.html",
            Self::Speakers(_) => "speakers.html",
            Self::Speaker(_) => "speaker.html",
            Self::Events(_) => "events.html",
            Self::Event(_) => "event.html",
            Self::Timeline(_) => "timeline.html",
            Self::Claim(_) => "claim.html",
            Self::Card(_) => "card.html",
            Self::Sources(_) => "sources.html",
            Self::Topics(_) => "topics.html",
            Self::Topic(_) => "topic.html",
            Self::Page(_) => "page.html",
            Self::Datasets(_) => "datasets.html",
            Self::Search(_) => "search.html",
            Self::NotFound(_) => "not_found.html",
            Self::Alias(_) => "alias.html",
        }
    }
}

impl View<'_> {
    pub fn html(frame: Frame, page: Page) -> Self {
        Self::Html(Box::new(Sheet { template: page.template(), frame, page }))
    }
}

/// What stands at a route.
pub fn view<'a>(edition: &'a Edition<'a>, route: Route) -> View<'a> {
    let here = route.path(edition.corpus);
    let desk = Desk::new(edition, &here);
    let mut view = plain(edition, &desk, route);
    if let View::Html(sheet) = &mut view {
        sheet.frame.social = social::social(&desk, route);
        sheet.frame.structured_html = structured::graph(&desk, route);
    }
    view
}

fn plain<'a>(edition: &'a Edition<'a>, desk: &Desk<'_>, route: Route) -> View<'a> {
    match route {
        Route::Home => home::view(desk),
        Route::Articles(part) => articles::view(desk, part),
        Route::Article(ix) => article::view(desk, ix),
        Route::Annotations(ix) => View::Text(annotations::collection(desk, ix)),
        Route::Speakers(part) => speakers::view(desk, part),
        Route::Speaker(ix) => speaker::view(desk, ix),
        Route::Events(part) => events::view(desk, part),
        Route::Event(ix) => event::view(desk, ix),
        Route::Timeline(part) => timeline::view(desk, part),
        Route::Claim(ix) => claim::view(desk, ix),
        Route::Card(ix) => card::view(desk, ix),
        Route::Oembed(ix) => View::Text(card::oembed(desk, ix)),
        Route::Sources(part) => sources::view(desk, part),
        Route::Topics => topics::list(desk),
        Route::Topic(ix) => topics::view(desk, ix),
        Route::Page(ix) => page::view(desk, ix),
        Route::Alias(index) => alias::view(desk, index),
        Route::Feed(of) => View::Text(feed::atom(edition, of)),
        Route::Sitemap => View::Text(sitemap::sitemap(edition)),
        Route::SitemapPart(number) => View::Text(sitemap::part(edition, number)),
        Route::Robots => View::Text(sitemap::robots(edition)),
        Route::NoJekyll => View::Text(String::new()),
        Route::Host(file) => View::Text(host::text(edition, file)),
        Route::Datasets => datasets::view(desk),
        Route::Search => search::view(desk),
        Route::SmallIndex => View::Lines(Box::new(search::lines(edition))),
        Route::Package => View::Text(dataset::package::package(edition)),
        Route::Table(of) => View::Lines(dataset::table::lines(edition, of)),
        Route::Dataset(of) => View::Lines(dataset::lines(edition, of)),
        Route::NotFound => not_found::view(desk),
    }
}
