//! Every file that the program makes (format, section 8).

use crate::model::{ArticleIx, ClaimIx, EventIx, PageIx, SpeakerIx, TopicIx};

use super::route::{Dataset, FeedOf, Route};
use super::search::Engine;
use super::{Edition, host, sitemap};

/// The routes of a site, each once.
pub fn routes(edition: &Edition<'_>) -> Vec<Route> {
    let mut routes = pages_of(edition);
    routes.extend((1..=sitemap::parts(edition)).map(Route::SitemapPart));
    routes
}

/// All but those that follow from how many these are.
pub(super) fn pages_of(edition: &Edition<'_>) -> Vec<Route> {
    let mut routes = singles(edition);
    routes.extend(lists(edition));
    routes.extend(entities(edition));
    routes.extend(cards(edition));
    routes.extend(host::alias_pages(edition).map(Route::Alias));
    if edition.corpus.settings.base_url.is_some() {
        routes.extend(feeds(edition));
    }
    routes
}

/// The routes of which a site has one each, whatever it holds. Feeds and the sitemap are for sites that
/// know their address.
pub fn singles(edition: &Edition<'_>) -> Vec<Route> {
    let mut routes = vec![Route::Home, Route::Topics, Route::Datasets, Route::Package, Route::NotFound];
    routes.extend(Dataset::ALL.map(Route::Dataset));
    routes.extend(Dataset::ALL.map(Route::Table));
    match edition.engine() {
        None => {}
        Some(Engine::Pagefind) => routes.push(Route::Search),
        Some(Engine::Small) => routes.extend([Route::Search, Route::SmallIndex]),
    }
    // What a host reads may be the site's own.
    let assets = &edition.corpus.assets;
    let is_own = |route: &Route| assets.iter().any(|asset| asset.to == route.path(edition.corpus));
    let for_host = host::files(edition).into_iter().map(Route::Host);
    let for_all = [Route::Robots, Route::NoJekyll].into_iter();
    routes.extend(for_all.chain(for_host).filter(|route| !is_own(route)));
    if edition.corpus.settings.base_url.is_some() {
        routes.extend([Route::Feed(FeedOf::Site), Route::Sitemap]);
    }
    routes
}

fn lists<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Route> + use<'a> {
    let lists = edition.lists;
    let articles = lists.articles.parts().map(Route::Articles);
    let speakers = lists.speakers.parts().map(Route::Speakers);
    let events = lists.events.parts().map(Route::Events);
    let timeline = lists.timeline.parts().map(Route::Timeline);
    let sources = lists.sources.parts().map(Route::Sources);
    articles.chain(speakers).chain(events).chain(timeline).chain(sources)
}

fn entities<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Route> + use<'a> {
    let corpus = edition.corpus;
    let articles = (0..corpus.articles.len()).map(|index| Route::Article(ArticleIx::new(index)));
    let annotations = (0..corpus.articles.len()).map(|index| Route::Annotations(ArticleIx::new(index)));
    let speakers = (0..corpus.speakers.len()).map(|index| Route::Speaker(SpeakerIx::new(index)));
    let events = (0..corpus.events.len()).map(|index| Route::Event(EventIx::new(index)));
    let topics = (0..corpus.topics.len()).map(|index| Route::Topic(TopicIx::new(index)));
    let pages = (0..corpus.pages.len()).map(|index| Route::Page(PageIx::new(index)));
    let claims = (0..corpus.claims.len()).map(ClaimIx::new).filter(|&ix| edition.has_page(ix));
    articles
        .chain(annotations)
        .chain(speakers)
        .chain(events)
        .chain(topics)
        .chain(pages)
        .chain(claims.map(Route::Claim))
}

/// Cards, and where the site knows its address what leads programs to them.
fn cards<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Route> + use<'a> {
    let claims = || (0..edition.corpus.claims.len()).map(ClaimIx::new);
    let found = claims().filter(|_| edition.corpus.settings.base_url.is_some());
    claims().map(Route::Card).chain(found.map(Route::Oembed))
}

fn feeds<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Route> + use<'a> {
    let corpus = edition.corpus;
    let speakers = (0..corpus.speakers.len()).map(|index| FeedOf::Speaker(SpeakerIx::new(index)));
    let events = (0..corpus.events.len()).map(|index| FeedOf::Event(EventIx::new(index)));
    let topics = (0..corpus.topics.len()).map(|index| FeedOf::Topic(TopicIx::new(index)));
    speakers.chain(events).chain(topics).map(Route::Feed)
}
