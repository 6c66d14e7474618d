//! One numbering for claims, footnotes and citations (format, section 3, Notes).

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::diag::problems::anchoring as problem;
use crate::diag::{self, Diagnostic, Span, Spanned};
use crate::parse::claims::Part;
use crate::text::markdown::{Event, Kind, PlacedCite};
use crate::text::near::nearest;

use super::reading::Reading;
use super::{Link, Note, NoteOf, Passage};

pub(super) struct Numbering {
    pub notes: Vec<Note>,
    /// By claim.
    pub numbers: Vec<u32>,
    pub cited: Vec<Spanned<String>>,
    pub links: Vec<Link>,
    pub problems: Vec<Diagnostic>,
}

/// Numbers the notes by their first markers: title, summary, body; then what only footnotes refer to;
/// then claims without a passage, in file order.
pub(super) fn number(reading: &Reading<'_>, passages: &[Vec<Passage>]) -> Numbering {
    let mut count = Count::new(reading);
    for part in [Part::Title, Part::Summary, Part::Body] {
        let mut markers = claim_markers(part, passages);
        let events = match part {
            Part::Title => None,
            Part::Summary => Some(reading.summary.placed()),
            Part::Body => Some(reading.body.placed()),
        };
        let mut claims = markers.drain(..).peekable();
        for (event, place) in events.into_iter().flatten() {
            while let Some(claim) = claims.next_if(|claim| claim.end <= place.start) {
                count.mark(NoteOf::Claim(claim.index));
            }
            count.take(event, part);
        }
        claims.for_each(|claim| count.mark(NoteOf::Claim(claim.index)));
    }
    count.inside_footnotes();
    count.unused_footnotes();
    for index in 0..passages.len() {
        count.note(NoteOf::Claim(index));
    }
    let number = |index| count.numbers.get(&NoteOf::Claim(index)).copied().unwrap_or_default();
    Numbering {
        numbers: (0..passages.len()).map(number).collect(),
        notes: count.notes,
        cited: count.cited,
        links: count.links,
        problems: count.problems,
    }
}

/// Where the marker of a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClaimMarker {
    /// The byte of the part's text right after the last word.
    pub end: usize,
    /// The claim's index in its file.
    pub index: usize,
}

/// The markers of a part's claims in the order in which they stand: at one place that of the longer
/// passage first, then file order. Two passages of a claim that end at one place share a marker.
pub(crate) fn claim_markers(part: Part, passages: &[Vec<Passage>]) -> Vec<ClaimMarker> {
    let mut markers: Vec<(ClaimMarker, usize)> = Vec::new();
    for (index, passages) in passages.iter().enumerate() {
        for passage in passages.iter().filter(|passage| passage.part == part) {
            markers.push((ClaimMarker { end: passage.bytes.end, index }, passage.bytes.len()));
        }
    }
    markers.sort_by_key(|(marker, length)| (marker.end, marker.index, Reverse(*length)));
    markers.dedup_by_key(|(marker, _)| *marker);
    markers.sort_by_key(|(marker, length)| (marker.end, Reverse(*length), marker.index));
    markers.into_iter().map(|(marker, _)| marker).collect()
}

struct Count<'a> {
    reading: &'a Reading<'a>,
    notes: Vec<Note>,
    numbers: HashMap<NoteOf, u32>,
    cited: Vec<Spanned<String>>,
    /// The keys that are cited already.
    keys: HashSet<Box<str>>,
    links: Vec<Link>,
    problems: Vec<Diagnostic>,
    /// The names of footnotes that are used and not defined.
    misspelt: Vec<String>,
}

impl<'a> Count<'a> {
    fn new(reading: &'a Reading<'a>) -> Self {
        Self {
            reading,
            notes: Vec::new(),
            numbers: HashMap::new(),
            cited: Vec::new(),
            keys: HashSet::new(),
            links: Vec::new(),
            problems: Vec::new(),
            misspelt: Vec::new(),
        }
    }

    /// The note of this, a new one if it is met for the first time.
    #[expect(clippy::indexing_slicing, reason = "a note's number is its place in the list, from 1")]
    fn note(&mut self, of: NoteOf) -> &mut Note {
        let next = self.notes.len() + 1;
        let number = *self.numbers.entry(of.clone()).or_insert(u32::try_from(next).unwrap_or(u32::MAX));
        if number as usize == next {
            self.notes.push(Note { of, markers: 0 });
        }
        &mut self.notes[number as usize - 1]
    }

    fn mark(&mut self, of: NoteOf) {
        self.note(of).markers += 1;
    }

    fn take(&mut self, event: &Event<'_>, part: Part) {
        match &event.kind {
            Kind::Citation(cites) => {
                self.cite(cites, part);
                self.mark(NoteOf::Citation(cites.iter().map(|placed| placed.cite.clone()).collect()));
            }
            Kind::Footnote(name) => self.refer(name, event, part),
            _ => self.link(event, part),
        }
    }

    fn refer(&mut self, name: &str, event: &Event<'_>, part: Part) {
        match self.reading.body.document.footnote(name) {
            Some(footnote) => self.mark(NoteOf::Footnote(footnote.name.as_ref().into())),
            None => {
                let span = Span::new(&self.reading.article.path, self.range(part, event.source.clone()));
                let known = self.reading.body.document.footnotes.iter().map(|footnote| &*footnote.name);
                self.problems.push(problem::unknown_footnote(name, span, known));
                self.misspelt.push(name.to_owned());
            }
        }
    }

    fn cite(&mut self, cites: &[PlacedCite], part: Part) {
        for placed in cites {
            if self.keys.insert(placed.cite.key.clone()) {
                let range = self.range(part, placed.key.clone());
                self.cited.push(Spanned { value: placed.cite.key.to_string(), range });
            }
        }
    }

    fn link(&mut self, event: &Event<'_>, part: Part) {
        let source = match part {
            Part::Body => self.reading.article.body.markdown(),
            _ => self.reading.article.front.summary.as_ref().map_or("", |summary| &summary.value),
        };
        if let Some(Link { url, image }) = event.link(source) {
            let range = self.range(part, url.range.usize());
            self.links.push(Link { url: Spanned { value: url.value, range }, image });
        }
    }

    fn range(&self, part: Part, source: Range<usize>) -> diag::Range {
        match part {
            Part::Body => self.reading.body_range(source),
            _ => self.reading.summary_range(source),
        }
    }

    /// Footnotes, in the order of their numbers: those that they refer to follow. Citations in
    /// footnotes are printed where they stand and make no note.
    fn inside_footnotes(&mut self) {
        let mut index = 0;
        while let Some(note) = self.notes.get(index) {
            index += 1;
            let NoteOf::Footnote(name) = &note.of else { continue };
            let Some(footnote) = self.reading.body.document.footnote(name) else { continue };
            for event in &footnote.events {
                match &event.kind {
                    Kind::Citation(cites) => self.cite(cites, Part::Body),
                    _ => self.take(event, Part::Body),
                }
            }
        }
    }

    fn unused_footnotes(&mut self) {
        let document = &self.reading.body.document;
        for footnote in &document.footnotes {
            let name = footnote.name.as_ref();
            let first = document.footnote(name).is_some_and(|first| std::ptr::eq(first, footnote));
            let used = self.numbers.contains_key(&NoteOf::Footnote(name.into()));
            // Of a name that was misspelt where it is used, the use has been told.
            if first && !used && !self.misspelt.iter().any(|typed| nearest(typed, [name]).is_some()) {
                self.problems.push(problem::unused_footnote(name, self.reading.definition_span(footnote)));
            }
        }
    }
}
