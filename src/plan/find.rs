//! A path -> the route that stands there: the way back from [`Route::path`], for whoever asks for one
//! page of many.

use crate::model::{ArticleIx, ClaimIx, EventIx, PageIx, SpeakerIx, TopicIx};

use super::host::alias_pages;
use super::paging::List;
use super::route::{FeedOf, Part, Route};
use super::routes::singles;
use super::{Edition, annotations, card, sitemap};

/// The route at a path from the site's root, such as `articles/x/`; `None` where there is none.
pub fn find(edition: &Edition<'_>, path: &str) -> Option<Route> {
    let corpus = edition.corpus;
    let stands = |route: &Route| route.path(corpus).as_str() == path;
    let has_feeds = corpus.settings.base_url.is_some();
    let alias = || corpus.aliases.binary_search_by(|alias| alias.from.as_str().cmp(path)).ok();
    singles(edition)
        .into_iter()
        .find(stands)
        .or_else(|| meant(edition, path).filter(stands))
        .filter(|route| has_feeds || !matches!(route, Route::Feed(_)))
        .or_else(|| sitemap_part(edition, path))
        .or_else(|| alias().filter(|alias| alias_pages(edition).contains(alias)).map(Route::Alias))
}

/// `sitemap-2.xml`, where there is such a file.
fn sitemap_part(edition: &Edition<'_>, path: &str) -> Option<Route> {
    let number = path.strip_prefix("sitemap-")?.strip_suffix(".xml")?.parse().ok()?;
    let route = Route::SitemapPart(number);
    let is_there =
        route.path(edition.corpus).as_str() == path && (1..=sitemap::parts(edition)).contains(&number);
    is_there.then_some(route)
}

/// The only route of which there are many that may stand there.
fn meant(edition: &Edition<'_>, path: &str) -> Option<Route> {
    let lists = edition.lists;
    let (section, rest) = path.split_once('/')?;
    match section {
        "articles" => part(&lists.articles, rest, Route::Articles).or_else(|| article(edition, rest)),
        "speakers" => part(&lists.speakers, rest, Route::Speakers).or_else(|| speaker(edition, rest)),
        "events" => part(&lists.events, rest, Route::Events).or_else(|| event(edition, rest)),
        "timeline" => part(&lists.timeline, rest, Route::Timeline),
        "sources" => part(&lists.sources, rest, Route::Sources),
        "topics" => topic(edition, rest),
        "claims" => claim(edition, rest),
        card::FOLDER => card(edition, rest).or_else(|| page(edition, section)),
        name => page(edition, name),
    }
}

/// A part of a list, by the rest of its path.
fn part<T: Copy + Ord>(list: &List<T>, rest: &str, route: fn(Part) -> Route) -> Option<Route> {
    list.parts().find(|part| part.folder() == rest).map(route)
}

/// `ID/` or `ID/feed.xml`: the id, and whether its feed is meant.
fn entity(rest: &str) -> Option<(&str, bool)> {
    let (id, file) = rest.split_once('/')?;
    matches!(file, "" | "feed.xml").then_some((id, !file.is_empty()))
}

fn article(edition: &Edition<'_>, rest: &str) -> Option<Route> {
    let (id, file) = rest.split_once('/')?;
    let route = match file {
        "" => Route::Article,
        annotations::FILE => Route::Annotations,
        _ => return None,
    };
    article_of(edition, id).map(route)
}

fn article_of(edition: &Edition<'_>, id: &str) -> Option<ArticleIx> {
    let found = edition.corpus.articles.binary_search_by(|article| (*article.id).cmp(id));
    found.ok().map(ArticleIx::new)
}

fn speaker(edition: &Edition<'_>, rest: &str) -> Option<Route> {
    let (id, feed) = entity(rest)?;
    let found = edition.corpus.speakers.binary_search_by(|speaker| (*speaker.id).cmp(id));
    let ix = SpeakerIx::new(found.ok()?);
    Some(if feed { Route::Feed(FeedOf::Speaker(ix)) } else { Route::Speaker(ix) })
}

fn event(edition: &Edition<'_>, rest: &str) -> Option<Route> {
    let (id, feed) = entity(rest)?;
    let found = edition.corpus.events.binary_search_by(|event| (*event.id).cmp(id));
    let ix = EventIx::new(found.ok()?);
    Some(if feed { Route::Feed(FeedOf::Event(ix)) } else { Route::Event(ix) })
}

fn topic(edition: &Edition<'_>, rest: &str) -> Option<Route> {
    let (slug, feed) = entity(rest)?;
    let found = edition.corpus.topics.binary_search_by(|topic| topic.slug.as_str().cmp(slug));
    let ix = TopicIx::new(found.ok()?);
    Some(if feed { Route::Feed(FeedOf::Topic(ix)) } else { Route::Topic(ix) })
}

/// `ARTICLE/ID/`, where the claim has a page.
fn claim(edition: &Edition<'_>, rest: &str) -> Option<Route> {
    let (article, id) = rest.split_once('/')?;
    let ix = claim_of(edition, article, id.strip_suffix('/')?)?;
    edition.has_page(ix).then_some(Route::Claim(ix))
}

fn claim_of(edition: &Edition<'_>, article: &str, id: &str) -> Option<ClaimIx> {
    let mut claims = edition.corpus.article(article_of(edition, article)?).claims.clone().map(ClaimIx::new);
    claims.find(|&ix| *edition.corpus.claim(ix).id == *id)
}

/// `ARTICLE/ID/`, or what leads programs to it, where the site knows its address.
fn card(edition: &Edition<'_>, rest: &str) -> Option<Route> {
    let (article, rest) = rest.split_once('/')?;
    let (id, file) = rest.split_once('/')?;
    let ix = claim_of(edition, article, id)?;
    match file {
        "" => Some(Route::Card(ix)),
        card::OEMBED => edition.corpus.settings.base_url.as_ref().map(|_| Route::Oembed(ix)),
        _ => None,
    }
}

fn page(edition: &Edition<'_>, name: &str) -> Option<Route> {
    let found = edition.corpus.pages.binary_search_by(|page| (*page.name).cmp(name));
    found.ok().map(|index| Route::Page(PageIx::new(index)))
}
