//! The timeline of the talks: what happened and what was said about it, in one order. The list is the
//! timeline; the drawing above it is its illustration.

pub mod drawing;
mod scale;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ByHandle, ClaimIx, Day, Edtf, EventIx, SpeakerIx, TopicIx};
use crate::resolve::Corpus;
use crate::resolve::corpus::Target;

use super::event::{EventLine, line};
use super::frame::{Frame, When};
use super::paging::{List, Pager, place};
use super::position::represented;
use super::route::Part;
use super::standing::{EVENT_RULES, event_standing};
use super::telling::{Excerpt, Taken, by_stance, excerpt, role, stands};
use super::{Desk, Page, Route, View};
use drawing::{Drawing, drawing};

/// What the timeline is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    Event(EventIx),
    /// A claim that takes a position on an event.
    Claim(ClaimIx),
}

/// The pages at `/timeline/`.
#[derive(Serialize)]
pub struct Timeline {
    pub title: String,
    /// `None` where nothing has a date.
    pub drawing: Option<Drawing>,
    /// Oldest first.
    pub periods: Vec<Period>,
    /// Events without a date.
    pub undated: Vec<EntryView>,
    pub filters: Filters,
    pub pager: Option<Pager>,
}

/// The entries of a month.
#[derive(Serialize)]
pub struct Period {
    /// "February 2025".
    pub name: String,
    pub entries: Vec<EntryView>,
}

#[derive(Serialize)]
pub struct EntryView {
    /// The fragment of the entry.
    pub id: String,
    pub when: Option<When>,
    pub event: Option<EventLine>,
    pub claim: Option<ClaimLine>,
    /// What the filters look for, ids with spaces between them.
    pub parties: String,
    pub speakers: String,
    pub topics: String,
    pub standings: String,
}

/// A claim in a line.
#[derive(Serialize)]
pub struct ClaimLine {
    pub speaker: super::frame::Link,
    pub role: Option<String>,
    pub taken: Vec<Taken>,
    #[serde(flatten)]
    pub excerpt: Excerpt,
    pub url: String,
}

/// What a script may filter by: the values that occur on the page, by name.
#[derive(Serialize)]
pub struct Filters {
    pub parties: Vec<Choice>,
    pub speakers: Vec<Choice>,
    pub topics: Vec<Choice>,
    pub standings: Vec<Choice>,
}

#[derive(Serialize)]
pub struct Choice {
    pub id: String,
    pub name: String,
}

pub fn view<'a>(desk: &Desk<'_>, part: Part) -> View<'a> {
    let list = &desk.edition.lists.timeline;
    let pager = list.pager(desk, part, Route::Timeline);
    let title = match &pager {
        Some(pager) if part != Part::First => format!("Timeline: {}", pager.name),
        _ => "Timeline of the talks".to_owned(),
    };
    let entries = list.items(part);
    let is_dated = |entry: &_| day(desk.edition.corpus, *entry).is_some();
    let (dated, undated) = entries.split_at(entries.partition_point(is_dated));
    let page = Timeline {
        title: title.clone(),
        drawing: drawing(desk, dated),
        periods: periods(desk, dated),
        undated: undated.iter().map(|&entry| entry_view(desk, entry)).collect(),
        filters: filters(desk, entries),
        pager,
    };
    View::html(Frame::new(desk, title), Page::Timeline(Box::new(page)))
}

/// All entries, oldest first, undated ones last, split into pages.
pub fn entries(corpus: &Corpus) -> List<Entry> {
    let events = (0..corpus.events.len()).map(|index| Entry::Event(EventIx::new(index)));
    let claims = (0..corpus.claims.len()).map(ClaimIx::new);
    let about = claims.filter(|&ix| targets(corpus, ix).next().is_some());
    let mut entries: Vec<Entry> = events.chain(about.map(Entry::Claim)).collect();
    entries.sort_by_cached_key(|&entry| {
        let date = date(corpus, entry);
        (day(corpus, entry).is_none(), date.map(|date| place(corpus, date)), entry)
    });
    List::by_date(entries, |entry| day(corpus, entry))
}

/// The events that a claim takes a position on.
fn targets(corpus: &Corpus, ix: ClaimIx) -> impl Iterator<Item = EventIx> + use<'_> {
    corpus.claim(ix).positions.iter().filter_map(|position| match position.on {
        Target::Event(event) => Some(event),
        Target::Claim(_) => None,
    })
}

fn date(corpus: &Corpus, entry: Entry) -> Option<&Edtf> {
    match entry {
        Entry::Event(ix) => corpus.event(ix).date.as_ref(),
        Entry::Claim(ix) => Some(&corpus.claim(ix).said),
    }
}

/// The day under which an entry stands: the first that its date allows, or the last where the start
/// is open.
fn day(corpus: &Corpus, entry: Entry) -> Option<Day> {
    let bounds = date(corpus, entry)?.bounds(&corpus.settings.timezone);
    bounds.earliest.or(bounds.latest)
}

/// The fragment of an entry. Ids hold no dots, so that a claim's cannot be mistaken.
fn fragment(corpus: &Corpus, entry: Entry) -> String {
    match entry {
        Entry::Event(ix) => format!("event.{}", corpus.event(ix).id),
        Entry::Claim(ix) => {
            let claim = corpus.claim(ix);
            format!("claim.{}.{}", corpus.article(claim.article).id, claim.id)
        }
    }
}

fn periods(desk: &Desk<'_>, entries: &[Entry]) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for &entry in entries {
        let name = day(desk.edition.corpus, entry).map_or_else(String::new, month);
        if periods.last().is_none_or(|period| period.name != name) {
            periods.push(Period { name, entries: Vec::new() });
        }
        if let Some(period) = periods.last_mut() {
            period.entries.push(entry_view(desk, entry));
        }
    }
    periods
}

/// "February 2025".
fn month(day: Day) -> String {
    let words = super::standing::day_words(day);
    words.split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned())
}

fn entry_view(desk: &Desk<'_>, entry: Entry) -> EntryView {
    let corpus = desk.edition.corpus;
    let about = About::of(desk, entry);
    let ids = |ids: Vec<String>| ids.join(" ");
    EntryView {
        id: fragment(corpus, entry),
        when: date(corpus, entry).map(|date| desk.when(date)),
        event: match entry {
            Entry::Event(ix) => Some(line(desk, ix)),
            Entry::Claim(_) => None,
        },
        claim: match entry {
            Entry::Event(_) => None,
            Entry::Claim(ix) => Some(claim_line(desk, ix)),
        },
        parties: ids(about.parties.iter().map(|&ix| corpus.speaker(ix).id.to_string()).collect()),
        speakers: ids(about.speakers.iter().map(|&ix| corpus.speaker(ix).id.to_string()).collect()),
        topics: ids(about.topics.iter().map(|&ix| corpus.topic(ix).slug.clone()).collect()),
        standings: ids(about.standings.iter().map(|&standing| standing.to_owned()).collect()),
    }
}

fn claim_line(desk: &Desk<'_>, ix: ClaimIx) -> ClaimLine {
    let claim = desk.edition.corpus.claim(ix);
    ClaimLine {
        speaker: desk.speaker(claim.speaker),
        role: role(desk, claim),
        taken: by_stance(&stands(desk, claim)),
        excerpt: excerpt(desk, claim),
        url: desk.claim(ix),
    }
}

/// What an entry is about: by this it is filtered.
#[derive(Default)]
struct About {
    parties: Vec<SpeakerIx>,
    speakers: Vec<SpeakerIx>,
    topics: Vec<TopicIx>,
    standings: Vec<&'static str>,
}

impl About {
    fn of(desk: &Desk<'_>, entry: Entry) -> Self {
        let corpus = desk.edition.corpus;
        let mut about = Self::default();
        match entry {
            Entry::Event(ix) => {
                about.parties.clone_from(&corpus.event(ix).parties);
                about.join_event(desk, ix);
            }
            Entry::Claim(ix) => {
                let claim = corpus.claim(ix);
                about.speakers.push(claim.speaker);
                about.topics.extend(&claim.topics);
                let represented = represented(desk, ix);
                for event in targets(corpus, ix) {
                    let parties = corpus.event(event).parties.iter();
                    about.parties.extend(parties.filter(|party| represented.contains(party)));
                    about.join_event(desk, event);
                }
            }
        }
        about.parties.sort_unstable();
        about.parties.dedup();
        about.topics.sort_unstable();
        about.topics.dedup();
        about.standings.sort_unstable();
        about.standings.dedup();
        about
    }

    fn join_event(&mut self, desk: &Desk<'_>, ix: EventIx) {
        self.topics.extend(&desk.edition.corpus.event(ix).topics);
        self.standings.push(event_standing(desk.edition.record.events.at(ix).standing).key);
    }
}

fn filters(desk: &Desk<'_>, entries: &[Entry]) -> Filters {
    let corpus = desk.edition.corpus;
    let about: Vec<About> = entries.iter().map(|&entry| About::of(desk, entry)).collect();
    let speaker = |ix: &SpeakerIx| {
        let speaker = corpus.speaker(*ix);
        (speaker.sort_name.to_lowercase(), Choice { id: speaker.id.to_string(), name: speaker.name.clone() })
    };
    let topic = |ix: &TopicIx| {
        let topic = corpus.topic(*ix);
        (topic.slug.clone(), Choice { id: topic.slug.clone(), name: topic.name.clone() })
    };
    let occurring = |rule: &&super::standing::Rule| about.iter().any(|one| one.standings.contains(&rule.key));
    let standing =
        |rule: &super::standing::Rule| Choice { id: rule.key.to_owned(), name: rule.name.to_owned() };
    Filters {
        parties: sorted(about.iter().flat_map(|about| &about.parties).map(speaker)),
        speakers: sorted(about.iter().flat_map(|about| &about.speakers).map(speaker)),
        topics: sorted(about.iter().flat_map(|about| &about.topics).map(topic)),
        standings: EVENT_RULES.iter().filter(occurring).map(standing).collect(),
    }
}

/// Each choice once, by the name that lists go by.
fn sorted(choices: impl Iterator<Item = (String, Choice)>) -> Vec<Choice> {
    let by_name = |(name, choice): (String, Choice)| ((name, choice.id.clone()), choice);
    choices.map(by_name).collect::<BTreeMap<_, _>>().into_values().collect()
}
