//! Topics: the list of all, and what is gathered under each.

use serde::Serialize;

use crate::model::TopicIx;

use super::articles::{self, Item};
use super::event::{EventLine, count, line, topic_link};
use super::frame::{Frame, Link};
use super::paging::place;
use super::route::FeedOf;
use super::telling::{Telling, telling};
use super::{Desk, Page, View};

/// The page at `/topics/`.
#[derive(Serialize)]
pub struct Topics {
    pub title: String,
    pub topics: Vec<TopicLine>,
}

#[derive(Serialize)]
pub struct TopicLine {
    pub link: Link,
    /// "2 articles, 1 event and 5 claims".
    pub holds: String,
}

/// A page at `/topics/SLUG/`.
#[derive(Serialize)]
pub struct Topic {
    pub title: String,
    pub articles: Vec<Item>,
    /// By date, undated ones last.
    pub events: Vec<EventLine>,
    /// In the order of the record.
    pub claims: Vec<Telling>,
}

pub fn list<'a>(desk: &Desk<'_>) -> View<'a> {
    let topics = (0..desk.edition.corpus.topics.len()).map(TopicIx::new);
    let line = |ix| TopicLine { link: topic_link(desk, ix), holds: holds(desk, ix) };
    let page = Topics { title: "Topics".to_owned(), topics: topics.map(line).collect() };
    View::html(Frame::new(desk, "Topics"), Page::Topics(page))
}

pub fn view<'a>(desk: &Desk<'_>, ix: TopicIx) -> View<'a> {
    let corpus = desk.edition.corpus;
    let topic = corpus.topic(ix);
    let zone = &corpus.settings.timezone;
    let mut articles = topic.articles.clone();
    articles.sort_by_cached_key(|&ix| (std::cmp::Reverse(corpus.article(ix).date.order(zone)), ix));
    let mut events = topic.events.clone();
    events.sort_by_cached_key(|&ix| {
        let date = corpus.event(ix).date.as_ref();
        (date.is_none(), date.map(|date| place(corpus, date)), ix)
    });
    let mut claims = topic.claims.clone();
    claims.sort_by_cached_key(|&ix| corpus.record_order(ix));
    let page = Topic {
        title: topic.name.clone(),
        articles: articles.into_iter().map(|ix| articles::item(desk, ix)).collect(),
        events: events.into_iter().map(|ix| line(desk, ix)).collect(),
        claims: claims.into_iter().map(|ix| telling(desk, ix)).collect(),
    };
    let mut frame = Frame::new(desk, format!("Topic: {}", topic.name));
    frame.add_feed(desk, FeedOf::Topic(ix), topic.name.clone());
    View::html(frame, Page::Topic(Box::new(page)))
}

fn holds(desk: &Desk<'_>, ix: TopicIx) -> String {
    let topic = desk.edition.corpus.topic(ix);
    let counted = [
        (topic.articles.len(), "article", "articles"),
        (topic.events.len(), "event", "events"),
        (topic.claims.len(), "claim", "claims"),
    ];
    let some = counted.into_iter().filter(|(number, _, _)| *number > 0);
    let words: Vec<String> = some.map(|(number, one, many)| count(number, one, many)).collect();
    super::standing::row(&words)
}
