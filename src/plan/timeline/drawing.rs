//! The drawing above a timeline: lanes from top to bottom, time from left to right. What happened is
//! in the first lane, what was said about it in the lane of the party in whose name it was said.
//!
//! All lengths are pixels of the drawing, whole numbers, from its upper left corner.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ClaimIx, Day, Edtf, EventIx, SpeakerIx};

use super::super::Desk;
use super::super::frame::verb;
use super::super::position::represented;
use super::scale::Scale;
use super::{Entry, date, fragment, targets};

/// The most lanes for parties and speakers; all others share the last.
const LANES: usize = 7;
/// How many marks of one place stand above each other before they are counted instead.
const STACK: usize = 3;
/// How many rows of named events the first lane has; events that find no room are marks below them.
const NAMED_ROWS: usize = 12;
/// What is written of an event's name, in characters.
const EVENT_NAME: usize = 34;
/// The width of a character of the drawing's small type, and of a wide one, such as a Han character.
const NARROW: i64 = 6;
const WIDE: i64 = 12;
/// Half a mark.
const HALF: i64 = 8;
/// A row of marks or ranges.
const ROW: i64 = 20;
const LANE_PADDING: i64 = 9;
/// The axis at the top.
const AXIS: i64 = 34;
const MARGIN: f64 = 40.0;
/// The column of the lanes' names.
const NAMES_WIDTH: i64 = 132;
/// What fits into it, in characters of the page's small type.
const NAME_LENGTH: usize = 18;
/// How far an open or uncertain end fades out.
const FADE: i64 = 30;
/// Room for the name of a month.
const LABEL: i64 = 62;

#[derive(Serialize)]
pub struct Drawing {
    pub width: i64,
    pub height: i64,
    pub names_width: i64,
    pub lanes: Vec<Lane>,
    pub ticks: Vec<Tick>,
    /// Where a stretch of time without entries is folded.
    pub folds: Vec<i64>,
    pub spans: Vec<Span>,
    pub marks: Vec<Mark>,
    /// Names of events, beside their marks.
    pub labels: Vec<Label>,
    /// Under the drawing: how many entries it shows.
    pub entries: usize,
}

#[derive(Serialize)]
pub struct Lane {
    /// Cut to the width of its column.
    pub name: String,
    pub full_name: String,
    pub y: i64,
    pub height: i64,
    pub middle: i64,
}

/// The beginning of a month.
#[derive(Serialize)]
pub struct Tick {
    pub x: i64,
    /// `None` where there is no room for it.
    pub label: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    pub x: i64,
    pub y: i64,
    /// SVG's `text-anchor`: the name begins or ends at `x`.
    pub anchor: &'static str,
    pub text: String,
}

/// A range of time.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    /// Which ends fade out: `none`, `start`, `end`, `both`.
    pub fade: &'static str,
    /// `event`, or `claim`: the days among which a claim was made.
    pub of: &'static str,
    pub url: String,
    pub title: String,
}

/// A point in time.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub x: i64,
    pub y: i64,
    /// Its upper left corner.
    pub left: i64,
    pub top: i64,
    /// A stance's key, `event`, or `count` for several entries in one.
    pub shape: &'static str,
    /// Entries that it stands for.
    pub count: usize,
    /// Of the entry in the list, or the first of several.
    pub url: String,
    pub title: String,
}

/// An entry on its way into the drawing.
struct Item {
    entry: Entry,
    /// 0 is the lane of what happened.
    lane: usize,
    /// The place of the mark, or of the range's end.
    x: i64,
    /// The range, where it is one: its start, and which sides are open or uncertain.
    range: Option<Range>,
    title: String,
}

#[derive(Clone, Copy)]
struct Range {
    from: i64,
    to: i64,
    faded: (bool, bool),
}

/// The drawing of dated entries; `None` without any.
pub fn drawing(desk: &Desk<'_>, entries: &[Entry]) -> Option<Drawing> {
    entries.first()?;
    let scale = Scale::new(entries.iter().flat_map(|&entry| ends(desk, entry)), MARGIN);
    let names = lanes(desk, entries);
    let items: Vec<Item> = entries.iter().map(|&entry| item(desk, entry, &scale, &names)).collect();
    let mut drawing = Drawing {
        width: scale.width.round() as i64,
        height: AXIS,
        names_width: NAMES_WIDTH,
        lanes: Vec::new(),
        ticks: ticks(&scale),
        folds: scale.folds().into_iter().map(|x| x.round() as i64).collect(),
        spans: Vec::new(),
        marks: Vec::new(),
        labels: Vec::new(),
        entries: entries.len(),
    };
    for (index, name) in names.titles(desk).into_iter().enumerate() {
        let items: Vec<&Item> = items.iter().filter(|item| item.lane == index).collect();
        if !items.is_empty() {
            drawing.add_lane(desk, name, &items);
        }
    }
    Some(drawing)
}

/// Who has a lane: parties in whose name something was said, and speakers who spoke for none.
struct Lanes {
    of: BTreeMap<SpeakerIx, usize>,
    named: Vec<SpeakerIx>,
    has_rest: bool,
}

impl Lanes {
    fn titles(&self, desk: &Desk<'_>) -> Vec<String> {
        let named = self.named.iter().map(|&ix| desk.edition.corpus.speaker(ix).name.clone());
        let rest = self.has_rest.then(|| "Others".to_owned());
        std::iter::once("What happened".to_owned()).chain(named).chain(rest).collect()
    }
}

/// The lanes, the busiest first.
fn lanes(desk: &Desk<'_>, entries: &[Entry]) -> Lanes {
    let mut counts: BTreeMap<SpeakerIx, usize> = BTreeMap::new();
    for entry in entries {
        if let Entry::Claim(ix) = *entry {
            *counts.entry(voice(desk, ix)).or_default() += 1;
        }
    }
    let mut named: Vec<_> = counts.into_iter().collect();
    named.sort_by_key(|&(speaker, count)| (std::cmp::Reverse(count), speaker));
    let has_rest = named.len() > LANES;
    let named: Vec<SpeakerIx> = named.into_iter().map(|(speaker, _)| speaker).take(LANES).collect();
    Lanes { of: named.iter().copied().zip(1..).collect(), named, has_rest }
}

/// In whose name a claim was made: the first party of an event it is about that its speaker spoke for
/// on that day, or the speaker.
fn voice(desk: &Desk<'_>, ix: ClaimIx) -> SpeakerIx {
    let corpus = desk.edition.corpus;
    let represented = represented(desk, ix);
    let parties = targets(corpus, ix).flat_map(|event| &corpus.event(event).parties);
    parties.copied().find(|party| represented.contains(party)).unwrap_or(corpus.claim(ix).speaker)
}

fn item(desk: &Desk<'_>, entry: Entry, scale: &Scale, lanes: &Lanes) -> Item {
    let rest = lanes.named.len() + 1;
    let lane = match entry {
        Entry::Event(_) => 0,
        Entry::Claim(ix) => lanes.of.get(&voice(desk, ix)).copied().unwrap_or(rest),
    };
    let days = ends(desk, entry);
    let x = |day: &Day| scale.x(*day).round() as i64;
    let from = days.first().map_or(0, x);
    let to = days.last().map_or(0, x);
    let faded = date(desk.edition.corpus, entry).map_or((false, false), faded);
    let range = (from != to || faded != (false, false)).then_some(Range { from, to, faded });
    Item { entry, lane, x: to, range, title: title(desk, entry) }
}

/// The days on which the date of an entry begins and ends, as far as they are known: one or two.
fn ends(desk: &Desk<'_>, entry: Entry) -> Vec<Day> {
    let corpus = desk.edition.corpus;
    let bounds = date(corpus, entry).map(|date| date.bounds(&corpus.settings.timezone));
    bounds.map_or_else(Vec::new, |bounds| bounds.earliest.into_iter().chain(bounds.latest).collect())
}

/// Whether a date begins and ends openly or uncertainly, by the marks of EDTF: `..` or nothing for an
/// open or unknown side, `?`, `~` and `%` for what is uncertain.
fn faded(date: &Edtf) -> (bool, bool) {
    let uncertain = |side: &str| side.is_empty() || side == ".." || side.contains(['?', '~', '%']);
    match date.as_str().split_once('/') {
        Some((from, to)) => (uncertain(from), uncertain(to)),
        None => (uncertain(date.as_str()), uncertain(date.as_str())),
    }
}

fn title(desk: &Desk<'_>, entry: Entry) -> String {
    let corpus = desk.edition.corpus;
    let when = date(corpus, entry).map(|date| desk.when(date).words).unwrap_or_default();
    match entry {
        Entry::Event(ix) => format!("{when}: {}", corpus.event(ix).name),
        Entry::Claim(ix) => {
            let claim = corpus.claim(ix);
            let speaker = &corpus.speaker(claim.speaker).name;
            let taken = claim.positions.iter().find_map(|position| match position.on {
                crate::resolve::corpus::Target::Event(event) => Some((position.stance, event)),
                crate::resolve::corpus::Target::Claim(_) => None,
            });
            let taken = taken.map(|(stance, event): (_, EventIx)| {
                format!("{}: {}", verb(stance), corpus.event(event).name)
            });
            format!("{when}: {speaker} {}", taken.unwrap_or_default())
        }
    }
}

/// The beginnings of months, with their names where there is room.
fn ticks(scale: &Scale) -> Vec<Tick> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut free = 0;
    let mut year = None;
    let mut ticks = Vec::new();
    for month in scale.months() {
        let x = month.x.round() as i64;
        let fits = x >= free && x + LABEL <= scale.width.round() as i64;
        let name = usize::try_from(month.month - 1).ok().and_then(|index| MONTHS.get(index)).copied();
        let label = name.filter(|_| fits).map(|name| {
            let same_year = year == Some(month.year);
            if same_year { name.to_owned() } else { format!("{name} {}", month.year) }
        });
        if label.is_some() {
            free = x + LABEL;
            year = Some(month.year);
        }
        ticks.push(Tick { x, label });
    }
    ticks
}

impl Drawing {
    /// Adds a lane below the others, as high as what stands in it.
    fn add_lane(&mut self, desk: &Desk<'_>, name: String, items: &[&Item]) {
        let y = self.height;
        let (events, claims): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| item.is_event());
        let (named, unnamed) = self.add_named(desk, y + LANE_PADDING, &events);
        let top = y + LANE_PADDING + named as i64 * ROW;
        let points: Vec<&Item> = unnamed.into_iter().chain(claims).collect();
        let stacked = self.add_points(desk, top, &points);
        let height = 2 * LANE_PADDING + (named + stacked) as i64 * ROW;
        self.lanes.push(Lane {
            name: cut(&name, NAME_LENGTH),
            full_name: name,
            y,
            height,
            middle: y + height / 2,
        });
        self.height += height;
    }

    /// Draws events with their names, each in the first row where nothing else stands. Returns how many
    /// rows they take, and those for which there was no room.
    fn add_named<'i>(&mut self, desk: &Desk<'_>, top: i64, events: &[&'i Item]) -> (usize, Vec<&'i Item>) {
        let mut taken: Vec<Vec<(i64, i64)>> = Vec::new();
        let mut left_over = Vec::new();
        for &item in events {
            let (from, to) = self.extent(item);
            let text = cut(item.name(desk), EVENT_NAME);
            let length = length(&text) + HALF;
            let right = (to + length <= self.width).then_some((from, to + length));
            let left = (from - length >= 0).then_some((from - length, to));
            let room = |extent: &(i64, i64), row: &[(i64, i64)]| {
                row.iter().all(|(start, end)| extent.1 + HALF < *start || *end + HALF < extent.0)
            };
            let free = |extent: Option<(i64, i64)>| {
                let extent = extent?;
                let row = taken.iter().position(|row| room(&extent, row)).unwrap_or(taken.len());
                (row < NAMED_ROWS).then_some((row, extent))
            };
            let Some((row, extent)) = free(right).or_else(|| free(left)) else {
                left_over.push(item);
                continue;
            };
            match taken.get_mut(row) {
                Some(row) => row.push(extent),
                None => taken.push(vec![extent]),
            }
            let y = top + row as i64 * ROW + ROW / 2;
            self.add_item(desk, item, y);
            let (x, anchor) =
                if extent.0 == from { (to + HALF / 2, "start") } else { (from - HALF / 2, "end") };
            self.labels.push(Label { x, y, anchor, text });
        }
        (taken.len(), left_over)
    }

    /// Draws marks, those of one place above each other; where they are too many, the rest is counted.
    /// Returns how many rows they take.
    fn add_points(&mut self, desk: &Desk<'_>, top: i64, items: &[&Item]) -> usize {
        let mut sorted = items.to_vec();
        sorted.sort_by_key(|item| item.x);
        let mut rows = 0;
        let mut rest = sorted.as_slice();
        while let Some(first) = rest.first() {
            let same = rest.partition_point(|item| item.x < first.x + ROW);
            let (stack, after) = rest.split_at(same);
            rows = rows.max(stack.len().min(STACK));
            self.add_stack(desk, first.x, top, stack);
            rest = after;
        }
        rows
    }

    fn add_stack(&mut self, desk: &Desk<'_>, x: i64, top: i64, stack: &[&Item]) {
        let shown = if stack.len() > STACK { STACK - 1 } else { stack.len() };
        let (shown_items, rest) = stack.split_at(shown);
        for (row, item) in shown_items.iter().enumerate() {
            let y = top + row as i64 * ROW + ROW / 2;
            self.add_tail(desk, item, y);
            self.add_mark(x, y, shape(desk, item.entry), 1, item.url(desk), item.title.clone());
        }
        if let [first, ..] = rest {
            let count = rest.len();
            let y = top + shown as i64 * ROW + ROW / 2;
            let title = format!("{count} more entries, the first of them: {}", first.title);
            self.add_mark(x, y, "count", count, first.url(desk), title);
        }
    }

    /// An event: a range where its date is one, else a mark.
    fn add_item(&mut self, desk: &Desk<'_>, item: &Item, y: i64) {
        if item.range.is_some() {
            self.add_tail(desk, item, y);
        } else {
            self.add_mark(item.x, y, shape(desk, item.entry), 1, item.url(desk), item.title.clone());
        }
    }

    fn add_mark(&mut self, x: i64, y: i64, shape: &'static str, count: usize, url: String, title: String) {
        self.marks.push(Mark { x, y, left: x - HALF, top: y - HALF, shape, count, url, title });
    }

    /// The range of an event, or the days among which a claim was made, behind its mark.
    fn add_tail(&mut self, desk: &Desk<'_>, item: &Item, y: i64) {
        let Some(range) = item.range else { return };
        let (from, to) = self.extent(item);
        let height = if item.is_event() { 10 } else { 4 };
        self.spans.push(Span {
            x: from,
            y: y - height / 2,
            width: (to - from).max(6),
            height,
            fade: match range.faded {
                (true, true) => "both",
                (true, false) => "start",
                (false, true) => "end",
                (false, false) => "none",
            },
            of: if item.is_event() { "event" } else { "claim" },
            url: item.url(desk),
            title: item.title.clone(),
        });
    }

    /// From where to where an entry is drawn, with its faded ends, inside the drawing.
    fn extent(&self, item: &Item) -> (i64, i64) {
        let Some(range) = item.range else { return (item.x - HALF, item.x + HALF) };
        let (start, end) = range.faded;
        let from = range.from - if start { FADE } else { 0 };
        let to = range.to + if end { FADE } else { 0 };
        (from.max(2), to.min(self.width - 2))
    }
}

impl Item {
    fn is_event(&self) -> bool {
        matches!(self.entry, Entry::Event(_))
    }

    fn url(&self, desk: &Desk<'_>) -> String {
        format!("#{}", fragment(desk.edition.corpus, self.entry))
    }

    fn name<'a>(&self, desk: &Desk<'a>) -> &'a str {
        match self.entry {
            Entry::Event(ix) => &desk.edition.corpus.event(ix).name,
            Entry::Claim(_) => "",
        }
    }
}

/// A text of at most so many characters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).collect::<String>().trim_end().to_owned() + "…"
}

/// How wide a text is drawn at most, in pixels.
fn length(text: &str) -> i64 {
    text.chars().map(|char| if char >= '\u{1100}' { WIDE } else { NARROW }).sum()
}

fn shape(desk: &Desk<'_>, entry: Entry) -> &'static str {
    match entry {
        Entry::Event(_) => "event",
        Entry::Claim(ix) => {
            let positions = desk.edition.corpus.claim(ix).positions.iter();
            let mut on_events =
                positions.filter(|position| matches!(position.on, crate::resolve::corpus::Target::Event(_)));
            on_events.next().map_or("event", |position| position.stance.key())
        }
    }
}
