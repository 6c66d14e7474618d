//! An event's page: where it stands, how that came about day by day, and every claim about it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{ByHandle, ClaimIx, Day, EventIx, SpeakerIx};
use crate::parse::Extra;
use crate::parse::event::Kind;
use crate::record::{EventDay, EventStanding, event_on_days};

use super::frame::{Frame, Link, When};
use super::position::{self, Cause, PositionView, StandingView};
use super::reversal::{ReversalView, reversal};
use super::route::FeedOf;
use super::standing::{day_words, event_rule, event_standing};
use super::telling::{
    SourceLink, Telling, Word, named_in_sentence, source_address, source_links, source_name, telling,
};
use super::{Desk, Page, Route, View, prose};

/// The most days for which each has its own record shown; beyond, only days of change have.
const MOST_DAYS: usize = 200;

#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    pub id: String,
    pub name: String,
    pub kind: Word,
    pub standing: StandingView,
    pub origins: Origins,
    pub date: Option<When>,
    pub place: Option<String>,
    pub parties: Vec<Link>,
    pub part_of: Option<Link>,
    pub parts: Vec<EventLine>,
    pub topics: Vec<Link>,
    pub sources: Vec<SourceLink>,
    pub positions: Vec<PositionView>,
    pub others: Vec<PositionView>,
    pub history: Vec<Change>,
    pub reversals: Vec<ReversalView>,
    pub background_html: Option<String>,
    /// Oldest first: every day on which somebody took a position.
    pub days: Vec<DayView>,
    /// "13 claims by 5 speakers".
    pub counted: String,
    pub extra: Extra,
}

/// An event in a line.
#[derive(Clone, Debug, Serialize)]
pub struct EventLine {
    pub link: Link,
    pub kind: Word,
    pub when: Option<When>,
    pub standing: Word,
    pub rule: String,
}

/// What the claims that affirm an event, or a claim itself, rest on in the end.
#[derive(Clone, Debug, Serialize)]
pub struct Origins {
    pub words: String,
    pub sources: Vec<Link>,
}

/// A day on which the standing changed.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The record as it stood at the end of that day.
    pub as_of: Option<String>,
    pub day: String,
    /// `YYYY-MM-DD`.
    pub datetime: String,
    pub standing: Word,
    pub rule: String,
    pub cause: Cause,
}

/// The record at the end of a day, and what was said on that day.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// The fragment of the day: `as-of-2025-02-09`.
    pub id: String,
    pub day: String,
    pub datetime: String,
    pub standing: StandingView,
    /// The standing is another than the day before.
    pub changed: bool,
    pub positions: Vec<PositionView>,
    pub claims: Vec<Said>,
}

/// A claim about an event, and the parties in whose name it was made.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    pub claim: Telling,
    pub speaks_for: Vec<Link>,
}

pub fn view<'a>(desk: &Desk<'_>, ix: EventIx) -> View<'a> {
    let background = prose::event(desk, ix);
    let has_code = background.as_ref().is_some_and(|text| text.has_code);
    let page = event(desk, ix, background.map(|text| text.html));
    let mut frame = Frame::new(desk, page.name.clone());
    frame.has_code = has_code;
    frame.describe(Some(&page.standing.sentence));
    frame.add_feed(desk, FeedOf::Event(ix), page.name.clone());
    View::html(frame, Page::Event(Box::new(page)))
}

fn event(desk: &Desk<'_>, ix: EventIx, background_html: Option<String>) -> EventView {
    let corpus = desk.edition.corpus;
    let event = corpus.event(ix);
    let record = desk.edition.record.events.at(ix);
    EventView {
        id: event.id.to_string(),
        name: event.name.clone(),
        kind: kind(event.kind),
        standing: position::standing_view(desk, ix, record.into()),
        origins: origins(desk, &record.origins),
        date: event.date.as_ref().map(|date| desk.when(date)),
        place: event.place.clone(),
        parties: event.parties.iter().map(|&party| desk.speaker(party)).collect(),
        part_of: event.part_of.map(|whole| event_link(desk, whole)),
        parts: event.parts.iter().map(|&part| line(desk, part)).collect(),
        topics: event.topics.iter().map(|&topic| topic_link(desk, topic)).collect(),
        sources: source_links(desk, &event.sources),
        positions: position::parties(desk, ix, record.into()),
        others: position::others(desk, record.into()),
        history: history(desk, ix),
        reversals: record.reversals.iter().map(|found| reversal(desk, found)).collect(),
        background_html,
        days: days(desk, ix),
        counted: counted(desk, ix),
        extra: event.extra.clone(),
    }
}

/// An event in a line of a list.
pub fn line(desk: &Desk<'_>, ix: EventIx) -> EventLine {
    let event = desk.edition.corpus.event(ix);
    let standing = desk.edition.record.events.at(ix).standing;
    EventLine {
        link: event_link(desk, ix),
        kind: kind(event.kind),
        when: event.date.as_ref().map(|date| desk.when(date)),
        standing: event_standing(standing),
        rule: event_rule(desk, standing),
    }
}

pub fn event_link(desk: &Desk<'_>, ix: EventIx) -> Link {
    Link { name: desk.edition.corpus.event(ix).name.clone(), url: desk.route(Route::Event(ix)) }
}

pub fn topic_link(desk: &Desk<'_>, ix: crate::model::TopicIx) -> Link {
    Link { name: desk.edition.corpus.topic(ix).name.clone(), url: desk.route(Route::Topic(ix)) }
}

/// The kind of an event in a word.
pub fn kind(kind: Kind) -> Word {
    let (key, words) = match kind {
        Kind::Call => ("call", "Call"),
        Kind::Meeting => ("meeting", "Meeting"),
        Kind::Negotiation => ("negotiation", "Negotiation"),
        Kind::Summit => ("summit", "Summit"),
        Kind::Statement => ("statement", "Statement"),
        Kind::Other => ("other", "Event"),
    };
    Word { key, words }
}

/// How many of a thing: "1 claim", "2 claims".
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// What the claims that affirm an event rest on, counted as far as the sources record it.
fn origins(desk: &Desk<'_>, origins: &[crate::model::SourceIx]) -> Origins {
    let words = match origins.len() {
        0 => "No source is recorded for a claim that affirms it".to_owned(),
        1 => "What affirms it rests on 1 origin, as far as recorded".to_owned(),
        n => format!("What affirms it rests on {n} origins, as far as recorded; no shared origin recorded"),
    };
    let link = |&ix| Link { name: source_name(desk, ix), url: source_address(desk, ix) };
    Origins { words, sources: origins.iter().map(link).collect() }
}

fn history(desk: &Desk<'_>, ix: EventIx) -> Vec<Change> {
    let steps = desk.edition.record.events.at(ix).history.iter();
    steps
        .map(|step| Change {
            as_of: Some(format!("#as-of-{}", step.day)),
            day: day_words(step.day),
            datetime: step.day.to_string(),
            standing: event_standing(step.standing),
            rule: event_rule(desk, step.standing),
            cause: position::cause(desk, step.claim),
        })
        .collect()
}

/// The days whose records are shown, oldest first: all on which somebody took a position or, where
/// these are many, those on which the standing changed and the last.
fn shown_days(desk: &Desk<'_>, ix: EventIx) -> Vec<Day> {
    let corpus = desk.edition.corpus;
    let mut days: Vec<Day> = corpus.event(ix).claims.iter().map(|&claim| corpus.claim(claim).day).collect();
    days.dedup();
    if days.len() > MOST_DAYS {
        let last = days.last().copied();
        days = desk.edition.record.events.at(ix).history.iter().map(|step| step.day).collect();
        days.extend(last);
        days.dedup();
    }
    days
}

/// Every claim stands under one day: the first that is not before its own.
fn days(desk: &Desk<'_>, ix: EventIx) -> Vec<DayView> {
    let corpus = desk.edition.corpus;
    let mut claims = corpus.event(ix).claims.as_slice();
    let mut before = EventStanding::Unreported;
    let mut views = Vec::new();
    for day in event_on_days(corpus, ix, &shown_days(desk, ix)) {
        let until = claims.partition_point(|&claim| corpus.claim(claim).day <= day.day);
        let (said, later) = claims.split_at(until);
        views.push(day_view(desk, ix, &day, before, said));
        before = day.standing;
        claims = later;
    }
    views
}

fn day_view(
    desk: &Desk<'_>,
    ix: EventIx,
    day: &EventDay,
    before: EventStanding,
    claims: &[ClaimIx],
) -> DayView {
    DayView {
        id: format!("as-of-{}", day.day),
        day: day_words(day.day),
        datetime: day.day.to_string(),
        standing: position::standing_view(desk, ix, day.into()),
        changed: before != day.standing,
        positions: position::stances(desk, ix, day.into()),
        claims: claims.iter().map(|&claim| claim_view(desk, ix, claim)).collect(),
    }
}

fn claim_view(desk: &Desk<'_>, ix: EventIx, claim: ClaimIx) -> Said {
    let parties = &desk.edition.corpus.event(ix).parties;
    let represented = position::represented(desk, claim).into_iter().skip(1);
    Said {
        claim: telling(desk, claim),
        speaks_for: represented
            .filter(|party| parties.contains(party))
            .map(|party| named_in_sentence(desk, party))
            .collect(),
    }
}

fn counted(desk: &Desk<'_>, ix: EventIx) -> String {
    let corpus = desk.edition.corpus;
    let claims = &corpus.event(ix).claims;
    let speakers: BTreeSet<SpeakerIx> = claims.iter().map(|&claim| corpus.claim(claim).speaker).collect();
    let claims = count(claims.len(), "claim", "claims");
    format!("{claims} by {}", count(speakers.len(), "speaker", "speakers"))
}
