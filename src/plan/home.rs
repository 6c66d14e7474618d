//! The front page: the site's own words, what changed on the record lately, the latest articles, and
//! which questions are open.

use std::cmp::Reverse;

use serde::Serialize;

use crate::model::{ByHandle, Day, EventIx};
use crate::record::{EventStanding, Step};

use super::articles::{Item, item};
use super::frame::{Frame, Link, When};
use super::route::Part;
use super::standing::{event_rule, event_standing};
use super::telling::{Telling, Word, telling};
use super::{Desk, Page, Route, View};

/// How much of each list the front page shows.
const CHANGES: usize = 4;
const ARTICLES: usize = 6;
const OPEN: usize = 8;

/// The page at `/`.
#[derive(Serialize)]
pub struct Home {
    pub title: String,
    pub description: String,
    /// The site's text, from `content/index.md`.
    pub body_html: Option<String>,
    /// The newest first.
    pub changes: Vec<Change>,
    pub articles: Vec<Item>,
    /// How many articles there are, and where all of them are listed.
    pub article_count: usize,
    pub articles_url: String,
    /// Talks of which the parties do not agree that they took place.
    pub open: Vec<OpenEvent>,
    pub open_count: usize,
    pub record_url: String,
    pub timeline_url: String,
}

/// A day on which the standing of a talk changed.
#[derive(Serialize)]
pub struct Change {
    pub when: When,
    pub event: Link,
    /// At the end of the day; its rule is written out at `rule`.
    pub standing: Word,
    /// What it was before; `None` where this is the first anybody said.
    pub before: Option<Word>,
    pub rule: String,
    /// The claim that brought it about.
    pub claim: Telling,
}

#[derive(Serialize)]
pub struct OpenEvent {
    pub event: Link,
    pub when: Option<When>,
    pub standing: Word,
    pub rule: String,
    /// The day since when it has stood so.
    pub since: Option<When>,
}

pub fn view<'a>(desk: &Desk<'_>) -> View<'a> {
    let edition = desk.edition;
    let settings = &edition.corpus.settings;
    let open = open_events(desk);
    let articles = edition.lists.articles.items(Part::First);
    let mut frame = Frame::new(desk, settings.title.clone());
    let body = super::prose::front_page(desk);
    frame.has_code = body.as_ref().is_some_and(|body| body.has_code);
    let page = Home {
        title: settings.title.clone(),
        description: settings.description.clone(),
        body_html: body.map(|body| body.html),
        changes: changes(desk),
        articles: articles.iter().take(ARTICLES).map(|&ix| item(desk, ix)).collect(),
        article_count: edition.lists.articles.len(),
        articles_url: desk.route(Route::Articles(Part::First)),
        open_count: open.len(),
        open: open.into_iter().take(OPEN).map(|ix| open_event(desk, ix)).collect(),
        record_url: desk.route(Route::Events(Part::First)),
        timeline_url: desk.route(Route::Timeline(Part::First)),
    };
    View::html(frame, Page::Home(page))
}

/// The newest steps over all talks.
fn changes(desk: &Desk<'_>) -> Vec<Change> {
    let events = &desk.edition.record.events;
    let steps = events.iter().enumerate().flat_map(|(index, event)| {
        event.history.iter().enumerate().map(move |(step, at)| (at.day, EventIx::new(index), step))
    });
    let mut steps: Vec<_> = steps.collect();
    steps.sort_unstable_by_key(|&(day, event, step)| (Reverse(day), event, Reverse(step)));
    steps.into_iter().take(CHANGES).filter_map(|(_, event, step)| change(desk, event, step)).collect()
}

fn change(desk: &Desk<'_>, event: EventIx, index: usize) -> Option<Change> {
    let history = &desk.edition.record.events.at(event).history;
    let step: &Step<EventStanding> = history.get(index)?;
    let before = index.checked_sub(1).and_then(|before| history.get(before)).map(|step| step.standing);
    Some(Change {
        when: desk.day(step.day),
        event: desk.event(event),
        standing: event_standing(step.standing),
        before: before.map(event_standing),
        rule: event_rule(desk, step.standing),
        claim: telling(desk, step.claim),
    })
}

/// Talks somebody spoke of, but which are neither confirmed nor denied by those who were in them; what
/// moved last comes first.
fn open_events(desk: &Desk<'_>) -> Vec<EventIx> {
    let is_open = |standing| {
        matches!(standing, EventStanding::Disputed | EventStanding::OneSided | EventStanding::Reported)
    };
    let events = desk.edition.record.events.iter().enumerate();
    let mut open: Vec<(Option<Day>, EventIx)> = events
        .filter(|(_, event)| is_open(event.standing))
        .map(|(index, event)| (event.history.last().map(|step| step.day), EventIx::new(index)))
        .collect();
    open.sort_unstable_by_key(|&(day, event)| (Reverse(day), event));
    open.into_iter().map(|(_, event)| event).collect()
}

fn open_event(desk: &Desk<'_>, ix: EventIx) -> OpenEvent {
    let record = desk.edition.record.events.at(ix);
    OpenEvent {
        event: desk.event(ix),
        when: desk.edition.corpus.event(ix).date.as_ref().map(|date| desk.when(date)),
        standing: event_standing(record.standing),
        rule: event_rule(desk, record.standing),
        since: record.history.last().map(|step| desk.day(step.day)),
    }
}
