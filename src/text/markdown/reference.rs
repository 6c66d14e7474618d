//! Citations `[@key, p. 3]` and footnote markers `[^name]` that the parser leaves as text.
//!
//! The parser hands brackets over as text, in several pieces; a marker whose footnote is not defined
//! in the same text it hands over as text too.

use std::borrow::Cow;
use std::ops::Range;

use super::{Cite, Event, Kind, PlacedCite, Tag};

/// Replaces the text of citations and footnote markers by events of their own. What is escaped, or is
/// not exactly in the form of a citation, stays text. White space right before a citation goes, as in
/// Pandoc: the marker follows the word.
pub(super) fn resolve<'a>(source: &'a str, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
    if !events.iter().any(|event| matches!(&event.kind, Kind::Text(text) if text.contains('['))) {
        return events;
    }
    let mut out = Out { events: Vec::with_capacity(events.len()), indexes: Vec::with_capacity(events.len()) };
    let mut verbatim = 0_usize;
    let mut run: Vec<Event<'a>> = Vec::new();
    for event in events {
        if verbatim == 0 && matches!(event.kind, Kind::Text(_) | Kind::SoftBreak) {
            out.indexes.push(usize::MAX);
            run.push(event);
            continue;
        }
        out.take_run(source, &mut run);
        match &event.kind {
            Kind::Open(Tag::CodeBlock(_) | Tag::Image(_)) => verbatim += 1,
            Kind::Open(_) if verbatim > 0 => verbatim += 1,
            Kind::Close(_) => verbatim = verbatim.saturating_sub(1),
            _ => {}
        }
        out.take(event);
    }
    out.take_run(source, &mut run);
    out.events
}

/// The events as they come out; they may be more or fewer than those that came in.
struct Out<'a> {
    events: Vec<Event<'a>>,
    /// From the index of an event that came in to its index here.
    indexes: Vec<usize>,
}

impl<'a> Out<'a> {
    #[expect(clippy::indexing_slicing, reason = "what opens has come in before what closes")]
    fn take(&mut self, mut event: Event<'a>) {
        if let Kind::Close(opening) = &mut event.kind {
            *opening = self.indexes[*opening];
        }
        self.indexes.push(self.events.len());
        self.events.push(event);
    }

    fn take_run(&mut self, source: &'a str, run: &mut Vec<Event<'a>>) {
        let events = std::mem::take(run);
        let text = Run::new(source, &events);
        let found = text.references();
        if found.is_empty() {
            self.events.extend(events);
            return;
        }
        let mut done = 0;
        for Found { kind, place } in found {
            let before = match kind {
                Kind::Citation(_) => text.trimmed(done..place.start),
                _ => done..place.start,
            };
            text.copy(before, &mut self.events);
            let source = text.source_at(place.start)..text.source_at(place.end - 1) + 1;
            self.events.push(Event { kind, source });
            done = place.end;
        }
        text.copy(done..text.joined.len(), &mut self.events);
    }
}

/// Neighbouring pieces of text and soft breaks, joined.
struct Run<'a, 'e> {
    source: &'a str,
    joined: String,
    /// Each event and where it begins in the joined text.
    pieces: Vec<(usize, &'e Event<'a>)>,
}

struct Found<'a> {
    kind: Kind<'a>,
    /// Bytes of the joined text.
    place: Range<usize>,
}

impl<'a, 'e> Run<'a, 'e> {
    fn new(source: &'a str, events: &'e [Event<'a>]) -> Self {
        let mut run = Self { source, joined: String::new(), pieces: Vec::with_capacity(events.len()) };
        for event in events {
            run.pieces.push((run.joined.len(), event));
            run.joined.push_str(match &event.kind {
                Kind::Text(text) => text,
                _ => " ",
            });
        }
        run
    }

    fn references(&self) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(step) = self.joined[from..].find('[') {
            let start = from + step;
            match self.reference_at(start) {
                Some(reference) => {
                    from = reference.place.end;
                    found.push(reference);
                }
                None => from = start + 1,
            }
        }
        found
    }

    fn reference_at(&self, start: usize) -> Option<Found<'a>> {
        let rest = &self.joined[start..];
        let length = rest[1..].find(['[', ']']).map(|end| end + 2)?;
        let inner = rest[..length].strip_prefix('[')?.strip_suffix(']')?;
        let place = start..start + length;
        let kind = if let Some(name) = inner.strip_prefix('^') {
            is_footnote_name(name).then(|| Kind::Footnote(Cow::Owned(name.to_owned())))?
        } else if inner.trim_start().starts_with('@') {
            let cites = cites(inner)?;
            let placed = |(cite, key): (Cite, usize)| {
                let at = self.source_at(start + 1 + key);
                PlacedCite { key: at..at + cite.key.len(), cite }
            };
            // The places are right only if the text stands in the source letter by letter.
            if !self.is_verbatim(&place) {
                return None;
            }
            Kind::Citation(cites.into_iter().map(placed).collect())
        } else {
            return None;
        };
        (self.is_verbatim(&place) && !self.is_escaped(start)).then_some(Found { kind, place })
    }

    fn piece_at(&self, offset: usize) -> usize {
        self.pieces.partition_point(|(start, _)| *start <= offset).saturating_sub(1)
    }

    #[expect(clippy::indexing_slicing, reason = "every byte of the joined text stands in a piece")]
    fn piece(&self, offset: usize) -> (usize, &'e Event<'a>) {
        self.pieces[self.piece_at(offset)]
    }

    /// The byte of the source at which a byte of the joined text stands.
    fn source_at(&self, offset: usize) -> usize {
        let (start, event) = self.piece(offset);
        event.source.start + (offset - start)
    }

    /// Whether a stretch of text stands in the source letter by letter, but for line breaks.
    fn is_verbatim(&self, place: &Range<usize>) -> bool {
        let (first, last) = (self.piece_at(place.start), self.piece_at(place.end - 1));
        let pieces = || self.pieces.iter().take(last + 1).skip(first);
        let whole = pieces().all(|(_, event)| match &event.kind {
            Kind::Text(text) => self.source.get(event.source.clone()) == Some(text),
            _ => true,
        });
        let joined = pieces().zip(pieces().skip(1)).all(|((_, before), (_, after))| {
            let broken = matches!(before.kind, Kind::SoftBreak) || matches!(after.kind, Kind::SoftBreak);
            broken || before.source.end == after.source.start
        });
        whole && joined
    }

    /// Whether a bracket has a backslash before it that is no text itself.
    fn is_escaped(&self, offset: usize) -> bool {
        let (start, event) = self.piece(offset);
        let first = start == offset;
        let before = self.piece_at(offset).checked_sub(1).and_then(|before| self.pieces.get(before));
        let follows_text = before.is_some_and(|(_, before)| before.source.end == event.source.start);
        first && !follows_text && self.source[..event.source.start].ends_with('\\')
    }

    /// The stretch without the white space at its end.
    fn trimmed(&self, place: Range<usize>) -> Range<usize> {
        place.start..place.start + self.joined[place].trim_end_matches([' ', '\t']).len()
    }

    /// Hands over the events, or the parts of events, that make up a stretch of the joined text.
    fn copy(&self, place: Range<usize>, out: &mut Vec<Event<'a>>) {
        for (start, event) in self.pieces.iter().skip(self.piece_at(place.start)) {
            if *start >= place.end {
                break;
            }
            let end = *start + self.length(event);
            let (from, to) = (place.start.max(*start), place.end.min(end));
            if from >= to {
                continue;
            }
            out.push(match &event.kind {
                Kind::Text(text) if (from, to) != (*start, end) => Event {
                    kind: Kind::Text(slice(text, from - start..to - start)),
                    source: self.part(event, from - start..to - start),
                },
                _ => (*event).clone(),
            });
        }
    }

    fn length(&self, event: &Event<'_>) -> usize {
        match &event.kind {
            Kind::Text(text) => text.len(),
            _ => 1,
        }
    }

    /// Where a part of a text stands; for a text that is spelled otherwise, where the whole stands.
    fn part(&self, event: &Event<'a>, part: Range<usize>) -> Range<usize> {
        match &event.kind {
            Kind::Text(text) if event.source.len() == text.len() => {
                event.source.start + part.start..event.source.start + part.end
            }
            _ => event.source.clone(),
        }
    }
}

fn slice<'a>(text: &Cow<'a, str>, part: Range<usize>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[part]),
        Cow::Owned(text) => Cow::Owned(text[part].to_owned()),
    }
}

fn is_footnote_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(char::is_whitespace)
}

/// Reads `@one; @two, ch. 2`: each citation with the byte at which its key begins.
fn cites(inner: &str) -> Option<Vec<(Cite, usize)>> {
    let mut start = 0;
    let mut cites = Vec::new();
    for item in inner.split(';') {
        let key_start = start + (item.len() - item.trim_start().len()) + 1;
        cites.push((cite(item.trim())?, key_start));
        start += item.len() + 1;
    }
    Some(cites)
}

fn cite(item: &str) -> Option<Cite> {
    let (key, locator) = match item.strip_prefix('@')?.split_once(',') {
        Some((key, locator)) => (key, Some(locator.trim())),
        None => (item.strip_prefix('@')?, None),
    };
    let fits = is_key(key) && locator.is_none_or(|locator| !locator.is_empty());
    fits.then(|| Cite { key: key.into(), locator: locator.map(single_spaced) })
}

/// Keys begin with a letter or digit and hold letters, digits and `-_:.` (format, section 6).
fn is_key(key: &str) -> bool {
    key.starts_with(char::is_alphanumeric) && key.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c))
}

fn single_spaced(text: &str) -> Box<str> {
    text.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
