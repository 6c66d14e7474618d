//! The matrix: events down, parties across, in each cell the party's current position.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ByHandle, EventIx, SpeakerIx, TopicIx};
use crate::record::PartyPosition;

use super::Desk;
use super::event::{EventLine, line, topic_link};
use super::frame::Link;

/// The most parties that have a column of their own; the others share one.
const COLUMNS: usize = 8;
/// The most topics to filter by.
const TOPICS: usize = 12;

#[derive(Serialize)]
pub struct Matrix {
    /// The parties of the events shown, the most frequent first.
    pub columns: Vec<Choice>,
    /// There are parties without a column of their own.
    pub has_rest: bool,
    /// The topics of the events shown, the most frequent first.
    pub topics: Vec<Choice>,
    pub groups: Vec<Group>,
    /// Columns of the table, all told.
    pub width: usize,
}

/// Something to filter by. The style sheet knows parties and topics by their number on the page.
#[derive(Serialize)]
pub struct Choice {
    /// From 1.
    pub number: usize,
    /// What the address says when it is chosen.
    pub id: String,
    pub link: Link,
}

/// The events of a year.
#[derive(Serialize)]
pub struct Group {
    /// "2025", or "No date".
    pub name: String,
    pub rows: Vec<Row>,
}

#[derive(Serialize)]
pub struct Row {
    pub event: EventLine,
    /// What the filters look for: `party-1 topic-2`.
    pub classes: String,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Positions of parties without a column, with their names.
    pub rest: Vec<Cell>,
}

#[derive(Serialize)]
pub struct Cell {
    pub party: String,
    /// A stance's key; `none` for a party without a position, `absent` for one that is no party here.
    pub stance: &'static str,
    /// "affirms", "declines", "no position", "not a party".
    pub words: &'static str,
    pub split: bool,
    /// Of the claim that took the position.
    pub url: Option<String>,
}

/// The matrix of some events, in their order; `None` where there are none.
pub fn matrix(desk: &Desk<'_>, events: &[EventIx]) -> Option<Matrix> {
    if events.is_empty() {
        return None;
    }
    let corpus = desk.edition.corpus;
    let parties = ranked(events.iter().flat_map(|&ix| corpus.event(ix).parties.iter().copied()));
    let mut topics = ranked(events.iter().flat_map(|&ix| corpus.event(ix).topics.iter().copied()));
    topics.truncate(TOPICS);
    let (columns, rest) = parties.split_at(parties.len().min(COLUMNS));
    Some(Matrix {
        columns: choices(
            columns.iter().map(|&party| (corpus.speaker(party).id.to_string(), desk.speaker(party))),
        ),
        has_rest: !rest.is_empty(),
        topics: choices(
            topics.iter().map(|&topic| (corpus.topic(topic).slug.clone(), topic_link(desk, topic))),
        ),
        groups: groups(desk, events, columns, &topics),
        width: 2 + columns.len() + usize::from(!rest.is_empty()),
    })
}

/// What occurs, the most frequent first.
fn ranked<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|&(one, count)| (std::cmp::Reverse(count), one));
    ranked.into_iter().map(|(one, _)| one).collect()
}

fn choices(links: impl Iterator<Item = (String, Link)>) -> Vec<Choice> {
    links.zip(1..).map(|((id, link), number)| Choice { number, id, link }).collect()
}

/// Events of one year stand together, since the list goes by date.
fn groups(desk: &Desk<'_>, events: &[EventIx], columns: &[SpeakerIx], topics: &[TopicIx]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for &ix in events {
        let name = year(desk, ix);
        if groups.last().is_none_or(|group| group.name != name) {
            groups.push(Group { name, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(desk, ix, columns, topics));
        }
    }
    groups
}

fn year(desk: &Desk<'_>, ix: EventIx) -> String {
    let corpus = desk.edition.corpus;
    let bounds = corpus.event(ix).date.as_ref().map(|date| date.bounds(&corpus.settings.timezone));
    let day = bounds.and_then(|bounds| bounds.earliest.or(bounds.latest));
    day.map_or_else(|| "No date".to_owned(), |day| day.year().to_string())
}

fn row(desk: &Desk<'_>, ix: EventIx, columns: &[SpeakerIx], topics: &[TopicIx]) -> Row {
    let event = desk.edition.corpus.event(ix);
    let positions = &desk.edition.record.events.at(ix).positions;
    let position = |party: SpeakerIx| {
        let place = event.parties.iter().position(|&one| one == party)?;
        Some(positions.get(place).copied().flatten())
    };
    let rest = event.parties.iter().filter(|party| !columns.contains(party));
    Row {
        event: line(desk, ix),
        classes: classes(columns, &event.parties, "party") + &classes(topics, &event.topics, "topic"),
        cells: columns.iter().map(|&party| cell(desk, party, position(party))).collect(),
        rest: rest.map(|&party| cell(desk, party, position(party))).collect(),
    }
}

/// The numbers by which the filters know what an event has, a space after each.
fn classes<T: PartialEq>(choices: &[T], has: &[T], what: &str) -> String {
    let numbered = choices.iter().zip(1..).filter(|(choice, _)| has.contains(choice));
    numbered.map(|(_, number)| format!("{what}-{number} ")).collect()
}

/// `position` is `None` for one that is no party of the event.
fn cell(desk: &Desk<'_>, party: SpeakerIx, position: Option<Option<PartyPosition>>) -> Cell {
    let taken = position.flatten();
    let (stance, words) = match (position, taken) {
        (_, Some(taken)) => (taken.stance.key(), taken.stance.key()),
        (Some(_), None) => ("none", "no position"),
        (None, None) => ("absent", "not a party"),
    };
    Cell {
        party: desk.edition.corpus.speaker(party).name.clone(),
        stance,
        words,
        split: taken.is_some_and(|taken| taken.split),
        url: taken.map(|taken| desk.claim(taken.claim)),
    }
}
