//! The texts of one page, one after the other.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::parse::config::RawHtml;
use crate::text::markdown::{Definition, Document, Event, Kind};
use crate::text::prose::Prose;

use super::heading::Outline;
use super::marks::Marks;
use super::sanitize::Hook;
use super::sheet::Sheet;
use super::{Desk, Numbers};

/// Whether a text is printed with its blocks, or as one run of words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Blocks,
    Inline,
}

/// Writes the texts of one page, one after the other; what is counted goes on from text to text.
pub(super) struct Writer<'w> {
    pub(super) desk: &'w Desk<'w>,
    pub(super) numbers: Numbers,
    pub(super) hook: Hook,
    pub(super) outline: Outline,
    /// By note: the markers printed so far.
    pub(super) markers: HashMap<u32, u32>,
    pub(super) has_code: bool,
}

impl<'w> Writer<'w> {
    pub fn new(desk: &'w Desk<'w>, numbers: Numbers, hook: Hook) -> Self {
        Self { desk, numbers, hook, outline: Outline::default(), markers: HashMap::new(), has_code: false }
    }

    pub fn has_code(&self) -> bool {
        self.has_code
    }

    /// Text without markup.
    pub fn plain(&mut self, text: &str, marks: Marks<'_>) -> String {
        let mut sheet = Sheet::new(self, marks, Flow::Inline, false);
        sheet.words(text, 0..text.len(), "");
        sheet.finish()
    }

    pub fn prose(&mut self, prose: &Prose<'_>, marks: Marks<'_>, flow: Flow) -> String {
        let raw = self.desk.raw_html == RawHtml::Sanitize && has_raw_html(&prose.document.events);
        let mut sheet = Sheet::new(self, marks, flow, raw);
        sheet.write(&prose.document.events, prose.places());
        sheet.finish()
    }

    pub fn footnote(&mut self, events: &[Event<'_>]) -> String {
        let raw = self.desk.raw_html == RawHtml::Sanitize && has_raw_html(events);
        let mut sheet = Sheet::new(self, Marks::default(), Flow::Blocks, raw);
        sheet.in_footnote = true;
        sheet.write(events, &[]);
        sheet.finish()
    }

    /// The list of footnotes of a text that is no article, numbered from 1.
    pub fn endnotes(&mut self, order: &[&Definition<'_>]) -> String {
        if order.is_empty() {
            return String::new();
        }
        let notes: Vec<String> = order.iter().map(|footnote| self.footnote(&footnote.events)).collect();
        let mut html = "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n".to_owned();
        for (number, note) in (1..).zip(notes) {
            let _ = write!(html, "<li id=\"note-{number}\">{note}<p class=\"backlinks\">");
            for marker in 1..=self.markers.get(&number).copied().unwrap_or_default() {
                let fragment = marker_fragment(number, marker);
                let _ = write!(
                    html,
                    "<a role=\"doc-backlink\" href=\"#{fragment}\" aria-label=\"Back to marker {marker} of note {number}\">↩</a>"
                );
            }
            html.push_str("</p></li>\n");
        }
        html.push_str("</ol>\n</section>\n");
        html
    }
}

/// The footnotes of a text that are used, in the order of their first markers.
pub(super) fn footnote_order<'d, 'a>(document: &'d Document<'a>) -> Vec<&'d Definition<'a>> {
    let mut order: Vec<&Definition<'a>> = Vec::new();
    let mut known = HashSet::new();
    let mut events = &document.events;
    let mut read = 0;
    loop {
        for event in events {
            if let Kind::Footnote(name) = &event.kind
                && let Some(footnote) = document.footnote(name)
                && known.insert(footnote.source.start)
            {
                order.push(footnote);
            }
        }
        let Some(next) = order.get(read) else { return order };
        events = &next.events;
        read += 1;
    }
}

/// The fragment of the k-th marker of a note.
pub(super) fn marker_fragment(number: u32, marker: u32) -> String {
    if marker == 1 { format!("ref-{number}") } else { format!("ref-{number}-{marker}") }
}

fn has_raw_html(events: &[Event<'_>]) -> bool {
    events.iter().any(|event| matches!(event.kind, Kind::Html(_) | Kind::InlineHtml(_)))
}
