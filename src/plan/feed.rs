//! Atom feeds (format, section 8; RFC 4287): new articles, new claims, and the change of the record,
//! which is the news.

use std::cmp::Reverse;

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::tz::TimeZone;

use crate::model::{ArticleIx, ByHandle, ClaimIx, Day, Edtf, EventIx, SitePath};
use crate::resolve::corpus::Author;

use super::route::FeedOf;
use super::{Edition, Route, standing, telling};

/// The most entries that a feed holds: the newest.
const ENTRIES: usize = 50;

/// A feed, as XML. Empty for a site without a `base_url`: a feed's addresses are absolute.
pub fn atom(edition: &Edition<'_>, of: FeedOf) -> String {
    let about = about(edition, of);
    let Some(address) = edition.absolute(&about.page) else { return String::new() };
    let entries: Vec<Entry> = newest(about.news).iter().filter_map(|news| entry(edition, news)).collect();
    let own = edition.absolute(&Route::Feed(of).path(edition.corpus)).unwrap_or_default();
    let feed = Feed {
        title: text(&about.title),
        id: own.clone(),
        // A feed without entries has never changed: the beginning of time, so that the same site gives
        // the same bytes.
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or_default(),
        authors: vec![person(&edition.corpus.settings.title)],
        links: vec![link(&own, "self", "application/atom+xml"), link(&address, "alternate", "text/html")],
        generator: Some(Generator { value: "Onrecord".to_owned(), ..Generator::default() }),
        lang: Some(edition.corpus.settings.language.clone()),
        entries,
        ..Feed::default()
    };
    feed.to_string()
}

/// What a feed is of.
struct About {
    title: String,
    /// Whose feed it is.
    page: SitePath,
    news: Vec<News>,
}

/// Something that happened, and when.
struct News {
    /// The instant, in seconds, then the order in the site, so that a list has one order.
    order: (i64, What),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Article(ArticleIx),
    Claim(ClaimIx),
    /// The step of this index in the event's history.
    Step(EventIx, usize),
}

fn about(edition: &Edition<'_>, of: FeedOf) -> About {
    let corpus = edition.corpus;
    let site = &corpus.settings.title;
    match of {
        FeedOf::Site => About {
            title: site.clone(),
            page: SitePath::root(),
            news: articles(edition, (0..corpus.articles.len()).map(ArticleIx::new))
                .chain((0..corpus.events.len()).flat_map(|index| steps(edition, EventIx::new(index))))
                .collect(),
        },
        FeedOf::Speaker(ix) => About {
            title: format!("{}: {site}", corpus.speaker(ix).name),
            page: Route::Speaker(ix).path(corpus),
            news: claims(edition, &corpus.speaker(ix).claims).collect(),
        },
        FeedOf::Event(ix) => About {
            title: format!("{}: {site}", corpus.event(ix).name),
            page: Route::Event(ix).path(corpus),
            news: steps(edition, ix).chain(claims(edition, &corpus.event(ix).claims)).collect(),
        },
        FeedOf::Topic(ix) => {
            let topic = corpus.topic(ix);
            let steps = topic.events.iter().flat_map(|&event| steps(edition, event));
            About {
                title: format!("{}: {site}", topic.name),
                page: Route::Topic(ix).path(corpus),
                news: articles(edition, topic.articles.iter().copied()).chain(steps).collect(),
            }
        }
    }
}

fn articles<'a>(
    edition: &'a Edition<'_>,
    articles: impl Iterator<Item = ArticleIx> + 'a,
) -> impl Iterator<Item = News> + 'a {
    articles.map(|ix| News { order: (instant(edition, &edition.corpus.article(ix).date), What::Article(ix)) })
}

fn claims<'a>(edition: &'a Edition<'_>, claims: &'a [ClaimIx]) -> impl Iterator<Item = News> + 'a {
    claims
        .iter()
        .map(|&ix| News { order: (midnight(edition, edition.corpus.claim(ix).day), What::Claim(ix)) })
}

fn steps<'a>(edition: &'a Edition<'_>, ix: EventIx) -> impl Iterator<Item = News> + 'a {
    let history = &edition.record.events.at(ix).history;
    let news = move |(index, step): (usize, &crate::record::Step<_>)| News {
        order: (midnight(edition, step.day), What::Step(ix, index)),
    };
    history.iter().enumerate().map(news)
}

fn newest(mut news: Vec<News>) -> Vec<News> {
    if news.len() > ENTRIES {
        news.select_nth_unstable_by_key(ENTRIES, |news| Reverse(news.order));
        news.truncate(ENTRIES);
    }
    news.sort_unstable_by_key(|news| Reverse(news.order));
    news
}

fn entry(edition: &Edition<'_>, news: &News) -> Option<Entry> {
    let (seconds, what) = news.order;
    let mut entry = match what {
        What::Article(ix) => article_entry(edition, ix)?,
        What::Claim(ix) => claim_entry(edition, ix)?,
        What::Step(ix, index) => step_entry(edition, ix, index)?,
    };
    let published = stamp(seconds)?;
    entry.published = Some(published);
    entry.updated = entry.updated.max(published);
    Some(entry)
}

fn article_entry(edition: &Edition<'_>, ix: ArticleIx) -> Option<Entry> {
    let article = edition.corpus.article(ix);
    let author = |author: &Author| match author {
        Author::Named(name) => person(name),
        Author::Speaker(ix) => person(&edition.corpus.speaker(*ix).name),
    };
    let updated = article.updated.as_ref().and_then(|date| stamp(instant(edition, date)));
    Some(Entry {
        updated: updated.unwrap_or_default(),
        authors: article.authors.iter().map(author).collect(),
        categories: article.topics.iter().map(|ix| category(&edition.corpus.topic(*ix).name)).collect(),
        summary: article.summary.as_deref().map(text),
        ..linked(&article.title, &edition.absolute(&Route::Article(ix).path(edition.corpus))?)
    })
}

fn claim_entry(edition: &Edition<'_>, ix: ClaimIx) -> Option<Entry> {
    let claim = edition.corpus.claim(ix);
    let (words, quoted) = telling::full_words(claim);
    let words = if quoted { format!("“{words}”") } else { words };
    let title = format!("{}: {words}", edition.corpus.speaker(claim.speaker).name);
    let article = edition.absolute(&Route::Article(claim.article).path(edition.corpus))?;
    Some(linked(&title, &format!("{article}#claim-{}", claim.id)))
}

fn step_entry(edition: &Edition<'_>, ix: EventIx, index: usize) -> Option<Entry> {
    let event = edition.corpus.event(ix);
    let step = edition.record.events.at(ix).history.get(index)?;
    let title = format!("{}: {}", event.name, standing::event_standing(step.standing).words.to_lowercase());
    let page = edition.absolute(&Route::Event(ix).path(edition.corpus))?;
    let claim = edition.corpus.claim(step.claim);
    let (words, _) = telling::full_words(claim);
    let speaker = &edition.corpus.speaker(claim.speaker).name;
    Some(Entry {
        summary: Some(text(&format!("{speaker}: {words}"))),
        ..linked(&title, &format!("{page}#as-of-{}", step.day))
    })
}

fn linked(title: &str, address: &str) -> Entry {
    Entry {
        title: text(title),
        id: address.to_owned(),
        links: vec![link(address, "alternate", "text/html")],
        ..Entry::default()
    }
}

fn text(words: &str) -> Text {
    Text::plain(printable(words))
}

fn person(name: &str) -> Person {
    Person { name: printable(name), ..Person::default() }
}

fn category(term: &str) -> Category {
    Category { term: printable(term), ..Category::default() }
}

fn link(href: &str, rel: &str, mime_type: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(mime_type.to_owned()),
        ..Link::default()
    }
}

/// Without the control characters that XML cannot hold (XML 1.0, section 2.2).
fn printable(words: &str) -> String {
    let legal = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    words.chars().filter(|c| legal(c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

/// The earliest instant that a date allows, in seconds, or the latest where its beginning is open.
fn instant(edition: &Edition<'_>, date: &Edtf) -> i64 {
    let (earliest, latest) = date.order(&edition.corpus.settings.timezone);
    if earliest == i64::MIN { latest } else { earliest }
}

fn midnight(edition: &Edition<'_>, day: Day) -> i64 {
    let zone: &TimeZone = &edition.corpus.settings.timezone;
    zone.to_timestamp(day.at(0, 0, 0, 0)).map_or(0, jiff::Timestamp::as_second)
}

/// Years beyond four digits have no form in a feed.
fn stamp(seconds: i64) -> Option<FixedDateTime> {
    let stamp = jiff::Timestamp::from_second(seconds).ok()?;
    stamp.to_string().parse().ok()
}
