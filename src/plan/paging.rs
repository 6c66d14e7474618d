//! Long lists, split into pages: by period where they go by date, else by number (format, section 8).

use serde::Serialize;

use crate::model::date::month_name;
use crate::model::{ArticleIx, Day, Edtf, EventIx, SourceIx, SpeakerIx};
use crate::resolve::Corpus;

use super::Desk;
use super::route::{Part, Route};
use super::timeline::{self, Entry};

/// The most entries that a page shows. A month is never split, so that its address lasts.
const PER_PAGE: usize = 200;

/// The lists of a site that may be long, in the order in which they are shown.
#[derive(Debug, Default)]
pub struct Lists {
    /// The newest first.
    pub articles: List<ArticleIx>,
    /// By `sort_name`.
    pub speakers: List<SpeakerIx>,
    /// The newest first; undated ones last.
    pub events: List<EventIx>,
    /// The oldest first; undated events last.
    pub timeline: List<Entry>,
    /// By key.
    pub sources: List<SourceIx>,
}

/// A list and the pages on which it stands.
#[derive(Debug)]
pub struct List<T> {
    /// In the order of the list; never empty of stretches, but the only one may hold nothing.
    stretches: Vec<Stretch<T>>,
    /// Sorted: in which stretch an entry stands.
    places: Vec<(T, usize)>,
}

#[derive(Debug)]
struct Stretch<T> {
    part: Part,
    items: Vec<T>,
}

/// The way from one part of a list to the others. Empty where the list stands on one page.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// What this page shows: "2025", "February 2025", "Undated", "Page 2".
    pub name: String,
    pub parts: Vec<PartLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PartLink {
    pub name: String,
    pub url: String,
    /// How many entries it holds.
    pub count: usize,
    /// What this page shows.
    pub current: bool,
}

impl Lists {
    pub fn new(corpus: &Corpus) -> Self {
        Self {
            articles: articles(corpus),
            speakers: speakers(corpus),
            events: events(corpus),
            timeline: timeline::entries(corpus),
            sources: List::by_number((0..corpus.sources.len()).map(SourceIx::new).collect()),
        }
    }
}

fn articles(corpus: &Corpus) -> List<ArticleIx> {
    let zone = &corpus.settings.timezone;
    let mut items: Vec<_> = (0..corpus.articles.len()).map(ArticleIx::new).collect();
    items.sort_by_cached_key(|&ix| (std::cmp::Reverse(corpus.article(ix).date.order(zone)), ix));
    List::by_date(items, |ix| first_day(corpus, &corpus.article(ix).date))
}

fn speakers(corpus: &Corpus) -> List<SpeakerIx> {
    let mut items: Vec<_> = (0..corpus.speakers.len()).map(SpeakerIx::new).collect();
    items.sort_by_cached_key(|&ix| (corpus.speaker(ix).sort_name.to_lowercase(), ix));
    List::by_number(items)
}

fn events(corpus: &Corpus) -> List<EventIx> {
    let date = |ix| corpus.event(ix).date.as_ref();
    let mut items: Vec<_> = (0..corpus.events.len()).map(EventIx::new).collect();
    // The order of nothing is below that of any date, so undated events come last.
    items.sort_by_cached_key(|&ix| (std::cmp::Reverse(date(ix).map(|date| place(corpus, date))), ix));
    List::by_date(items, |ix| date(ix).and_then(|date| first_day(corpus, date)))
}

/// Where a date stands in a list. One whose start is open stands where it ends: "until 8 February"
/// comes before 9 February and after 7 February, not before everything.
pub(super) fn place(corpus: &Corpus, date: &Edtf) -> (i64, i64) {
    let zone = &corpus.settings.timezone;
    let (earliest, latest) = date.order(zone);
    if date.bounds(zone).earliest.is_none() { (latest, latest) } else { (earliest, latest) }
}

/// The day that says in which period a date belongs.
fn first_day(corpus: &Corpus, date: &Edtf) -> Option<Day> {
    let bounds = date.bounds(&corpus.settings.timezone);
    bounds.earliest.or(bounds.latest)
}

impl<T: Copy + Ord> List<T> {
    /// Splits a list by the day of its entries: by year, a long year by month, undated entries apart.
    /// The order inside a part is the given one; parts stand newest first.
    pub fn by_date(items: Vec<T>, day: impl Fn(T) -> Option<Day>) -> Self {
        if items.len() <= PER_PAGE {
            return Self::whole(items);
        }
        let by_year = group(items, |item| day(item).map_or(Part::Undated, |day| Part::Year(day.year())));
        let by_month =
            |item| day(item).map_or(Part::Undated, |day| Part::Month(day.year(), day.month().unsigned_abs()));
        let split = |stretch: Stretch<T>| match stretch.part {
            Part::Year(_) if stretch.items.len() > PER_PAGE => group(stretch.items, by_month),
            _ => vec![stretch],
        };
        Self::new(by_year.into_iter().flat_map(split).collect())
    }

    /// Splits a list into pages of equal length.
    pub fn by_number(items: Vec<T>) -> Self {
        if items.len() <= PER_PAGE {
            return Self::whole(items);
        }
        let pages = items.chunks(PER_PAGE).zip(1..);
        let stretch =
            |(items, number): (&[T], usize)| Stretch { part: numbered(number), items: items.to_vec() };
        Self::new(pages.map(stretch).collect())
    }

    fn whole(items: Vec<T>) -> Self {
        Self::new(vec![Stretch { part: Part::First, items }])
    }

    fn new(stretches: Vec<Stretch<T>>) -> Self {
        let numbered = stretches.iter().enumerate();
        let mut places: Vec<_> = numbered
            .flat_map(|(index, stretch)| stretch.items.iter().map(move |item| (*item, index)))
            .collect();
        places.sort_unstable();
        Self { stretches, places }
    }

    /// The parts that have a page: the first, which shows what is newest, and every period under its
    /// own lasting address, the newest one too.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let named = self.stretches.iter().map(|stretch| stretch.part).filter(|part| *part != Part::First);
        std::iter::once(Part::First).chain(named)
    }

    /// What the page of a part shows; a part that does not exist shows nothing.
    pub fn items(&self, part: Part) -> &[T] {
        self.stretch(part).map_or(&[], |stretch| &stretch.items)
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The part under whose address an entry lasts.
    pub fn part_of(&self, item: T) -> Part {
        let found = self.places.binary_search_by_key(&item, |(item, _)| *item).ok();
        let place = found.and_then(|found| self.places.get(found));
        let stretch = place.and_then(|(_, stretch)| self.stretches.get(*stretch));
        stretch.map_or(Part::First, |stretch| stretch.part)
    }

    /// Where the other parts are; `None` where there is only one.
    pub fn pager(&self, desk: &Desk<'_>, part: Part, route: impl Fn(Part) -> Route) -> Option<Pager> {
        let here = self.stretch(part).filter(|_| self.stretches.len() > 1)?.part;
        let link = |stretch: &Stretch<T>| PartLink {
            name: name(stretch.part),
            url: desk.route(route(stretch.part)),
            count: stretch.items.len(),
            current: stretch.part == here,
        };
        Some(Pager { name: name(here), parts: self.stretches.iter().map(link).collect() })
    }

    fn stretch(&self, part: Part) -> Option<&Stretch<T>> {
        match part {
            Part::First => self.stretches.first(),
            _ => self.stretches.iter().find(|stretch| stretch.part == part),
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { stretches: vec![Stretch { part: Part::First, items: Vec::new() }], places: Vec::new() }
    }
}

/// Entries of one part together, the newest part first, undated ones last.
fn group<T: Copy>(items: Vec<T>, part: impl Fn(T) -> Part) -> Vec<Stretch<T>> {
    let mut stretches: std::collections::BTreeMap<Part, Vec<T>> = std::collections::BTreeMap::new();
    for item in items {
        stretches.entry(part(item)).or_default().push(item);
    }
    let undated = stretches.remove_entry(&Part::Undated);
    let dated = stretches.into_iter().rev();
    dated.chain(undated).map(|(part, items)| Stretch { part, items }).collect()
}

fn numbered(number: usize) -> Part {
    if number == 1 { Part::First } else { Part::Number(number) }
}

fn name(part: Part) -> String {
    match part {
        Part::First => "Page 1".to_owned(),
        Part::Year(year) => year.to_string(),
        Part::Month(year, month) => {
            format!("{} {year}", month_name(month).unwrap_or_default())
        }
        Part::Undated => "Undated".to_owned(),
        Part::Number(number) => format!("Page {number}"),
    }
}
