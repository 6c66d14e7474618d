//! One text under way: words, marks, markers.

use std::fmt::Write as _;
use std::ops::Range;

use crate::parse::config::RawHtml;
use crate::text::markdown::{Alignment, Event, Kind, PlacedCite, footnote_key};

use super::escape::{escape, escape_into};
use super::marks::Marks;
use super::sanitize;
use super::write::{Flow, Writer, marker_fragment};

const CODE: &str = "<code>";

/// One text under way.
pub(super) struct Sheet<'s, 'w> {
    pub(super) writer: &'s mut Writer<'w>,
    marks: Marks<'s>,
    pub(super) flow: Flow,
    /// The text holds raw HTML and goes through the sanitiser: what is ours is written with the hook.
    hooked: bool,
    pub(super) in_footnote: bool,
    pub(super) out: String,
    /// Finished HTML for the slots.
    slots: Vec<String>,
    /// The closing tags of the elements that are open.
    pub(super) closers: Vec<&'static str>,
    /// The segment of the mark that is open.
    mark: Option<usize>,
    /// The last segment of which a mark was opened.
    begun: Option<usize>,
    /// How many of the claims' markers are printed or waiting.
    marked: usize,
    /// Links that are open, inside which no marker may stand.
    pub(super) links: usize,
    /// Inline code is open.
    in_code: bool,
    /// A link that a writer opened by a tag.
    pub(super) raw_link: bool,
    /// What stands here is a script of a writer's, to be dropped.
    pub(super) script: bool,
    /// Markers that wait for the end of a link.
    waiting: Vec<u32>,
    pub(super) columns: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// What is gathered before it is printed.
    pub(super) apart: Option<Apart>,
}

/// An element that is printed as a whole, at its end.
pub(super) enum Apart {
    Image(Image),
    Code { language: String, text: String },
    Html(String),
}

pub(super) struct Image {
    pub src: Option<String>,
    pub title: String,
    pub alt: String,
    /// How many elements are open in the description.
    pub depth: usize,
}

impl<'s, 'w> Sheet<'s, 'w> {
    pub(super) fn new(writer: &'s mut Writer<'w>, marks: Marks<'s>, flow: Flow, hooked: bool) -> Self {
        Self {
            writer,
            marks,
            flow,
            hooked,
            in_footnote: false,
            out: String::new(),
            slots: Vec::new(),
            closers: Vec::new(),
            mark: None,
            begun: None,
            marked: 0,
            links: 0,
            in_code: false,
            raw_link: false,
            script: false,
            waiting: Vec::new(),
            columns: Vec::new(),
            column: 0,
            in_head: false,
            apart: None,
        }
    }

    pub(super) fn write(&mut self, events: &[Event<'_>], places: &[Range<usize>]) {
        for (index, event) in events.iter().enumerate() {
            let place = places.get(index).cloned().unwrap_or_default();
            if !self.swallow(&event.kind) {
                self.event(&event.kind, events, index, place);
            }
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.end_mark();
        self.links = 0;
        self.end_raw();
        self.release();
        let html = match self.hooked {
            true => self.writer.hook.clean(&self.out, &self.slots, self.flow == Flow::Inline),
            false => self.out,
        };
        if self.flow == Flow::Inline { html.trim().to_owned() } else { html }
    }

    /// Takes what belongs to an element that is printed as a whole; tells whether it did.
    fn swallow(&mut self, kind: &Kind<'_>) -> bool {
        match (&mut self.apart, kind) {
            (Some(Apart::Image(image)), Kind::Open(_)) => image.depth += 1,
            (Some(Apart::Image(image)), Kind::Close(_)) if image.depth > 0 => image.depth -= 1,
            (None, _) | (_, Kind::Close(_)) => return false,
            (Some(Apart::Image(image)), Kind::Text(text) | Kind::Code(text)) => image.alt.push_str(text),
            (Some(Apart::Image(image)), Kind::SoftBreak | Kind::HardBreak) => image.alt.push(' '),
            (Some(Apart::Code { text: code, .. }), Kind::Text(text)) => code.push_str(text),
            (Some(Apart::Html(html)), Kind::Html(text) | Kind::Text(text)) => html.push_str(text),
            _ => {}
        }
        true
    }

    fn event(&mut self, kind: &Kind<'_>, events: &[Event<'_>], index: usize, place: Range<usize>) {
        match kind {
            Kind::Open(tag) => self.open(tag, events, index),
            Kind::Close(_) => self.close(),
            Kind::Text(text) => self.words(text, place, ""),
            Kind::Code(text) => self.inline_code(text, place),
            Kind::SoftBreak => self.words(" ", place, ""),
            Kind::HardBreak => self.words(" ", place, "<br>"),
            Kind::InlineHtml(html) => self.inline_html(html),
            Kind::Html(html) => self.raw_block(html),
            Kind::Footnote(name) => self.footnote_marker(name),
            Kind::Citation(cites) => self.citation(cites),
            Kind::Rule => self.block("<hr>\n"),
            Kind::Task(ticked) => self.task(*ticked),
        }
    }

    /// Prints words with their marks, and the markers of the claims that end in them. `before` is the
    /// tag of a line break.
    pub(super) fn words(&mut self, words: &str, place: Range<usize>, before: &str) {
        if place.len() != words.len() {
            return self.unmarked(words, before);
        }
        let stretches: Vec<_> = self.marks.stretches(place.clone()).collect();
        for (stretch, segment) in stretches {
            self.begin_mark(segment);
            self.out.push_str(before);
            escape_into(&words[stretch.start - place.start..stretch.end - place.start], &mut self.out);
            self.claims_end(stretch.end);
        }
    }

    /// Words that are not part of the searched text: of a footnote, or inside a script.
    fn unmarked(&mut self, words: &str, before: &str) {
        self.end_mark();
        if !self.script {
            self.out.push_str(before);
            escape_into(words, &mut self.out);
        }
    }

    fn begin_mark(&mut self, segment: Option<usize>) {
        if self.mark == segment {
            return;
        }
        self.end_mark();
        let Some(index) = segment else { return };
        // A segment that goes on behind a tag is a new mark, but the claim began at the first.
        let first = self.begun.is_none_or(|begun| begun < index);
        self.begun = Some(index);
        let segment = self.marks.segment(index);
        let begins = segment.begins.iter().filter(|_| first).map(|id| format!("claim-{id}"));
        let begins: Vec<String> = begins.collect();
        let (claims, stance) = (segment.claims.clone(), segment.stance);
        for fragment in begins.iter().skip(1) {
            self.tag("span", &[("id", fragment)]);
            self.out.push_str("</span>");
        }
        let depth = claims.len().to_string();
        let claims = claims.join(" ");
        let mut attributes = vec![("class", "claim"), ("data-claims", claims.as_str())];
        attributes.extend(begins.first().map(|fragment| ("id", fragment.as_str())));
        attributes.extend((depth != "1").then_some(("data-depth", depth.as_str())));
        attributes.extend(stance.map(|stance| ("data-stance", stance.key())));
        self.tag("mark", &attributes);
        self.mark = Some(index);
    }

    pub(super) fn end_mark(&mut self) {
        if self.mark.take().is_some() {
            self.out.push_str("</mark>");
        }
    }

    /// Prints the markers of the claims whose last word ends here.
    #[expect(clippy::indexing_slicing, reason = "every claim of the article has a number")]
    fn claims_end(&mut self, at: usize) {
        while let Some(marker) = self.marks.markers.get(self.marked).filter(|marker| marker.end <= at) {
            let number = self.writer.numbers.claims[marker.index];
            self.marked += 1;
            self.marker(number);
        }
    }

    fn marker(&mut self, number: u32) {
        if self.links > 0 || self.raw_link {
            self.waiting.push(number);
            return;
        }
        self.end_mark();
        // A marker is no code: the code goes on behind it.
        if self.in_code {
            self.out.push_str("</code>");
        }
        let count = self.writer.markers.entry(number).or_default();
        *count += 1;
        let fragment = marker_fragment(number, *count);
        let name = escape(&(self.writer.desk.name)(number));
        self.slot(format!(
            "<sup class=\"noteref\"><a role=\"doc-noteref\" href=\"#note-{number}\" id=\"{fragment}\" aria-label=\"{name}\">{number}</a></sup>"
        ));
        if self.in_code {
            self.out.push_str(CODE);
        }
    }

    /// Prints the markers that waited for the end of a link.
    pub(super) fn release(&mut self) {
        for number in std::mem::take(&mut self.waiting) {
            self.marker(number);
        }
    }

    fn footnote_marker(&mut self, name: &str) {
        match self.writer.numbers.footnotes.get(&footnote_key(name)).copied() {
            Some(number) => self.marker(number),
            None if self.flow == Flow::Inline => {}
            None => {
                self.end_mark();
                escape_into(&format!("[^{name}]"), &mut self.out);
            }
        }
    }

    fn citation(&mut self, cites: &[PlacedCite]) {
        let cites: Vec<_> = cites.iter().map(|placed| placed.cite.clone()).collect();
        match self.writer.numbers.citations.get(&cites).copied() {
            Some(number) if !self.in_footnote => self.marker(number),
            _ => {
                self.end_mark();
                self.space();
                let html = (self.writer.desk.cite)(&cites);
                self.slot(html);
            }
        }
    }

    /// Parts what follows from the words before, if there are any.
    pub(super) fn space(&mut self) {
        let opened = self.out.ends_with('>')
            && self.out.rfind('<').is_some_and(|tag| !self.out[tag..].starts_with("</"));
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n', '(']) && !opened {
            self.out.push(' ');
        }
    }

    fn inline_code(&mut self, text: &str, place: Range<usize>) {
        self.end_mark();
        self.out.push_str(CODE);
        self.in_code = true;
        self.words(text, place, "");
        self.end_mark();
        self.in_code = false;
        // Nothing is left of the code behind a marker at its end.
        match self.out.strip_suffix(CODE) {
            Some(before) => self.out.truncate(before.len()),
            None => self.out.push_str("</code>"),
        }
    }

    fn task(&mut self, ticked: bool) {
        let (checked, name) = if ticked { (" checked", "done") } else { ("", "to do") };
        self.slot(format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{name}\"> "));
    }

    fn inline_html(&mut self, html: &str) {
        self.end_mark();
        let name = sanitize::tag_name(html).to_ascii_lowercase();
        let closes = html.starts_with("</");
        self.raw_link = (self.raw_link || name == "a") && !(closes && name == "a");
        if name == "script" || name == "style" {
            self.script = !closes && self.writer.desk.raw_html == RawHtml::Sanitize;
        }
        self.raw(html, &name);
        if !self.raw_link {
            self.release();
        }
    }

    /// Ends what a writer's tags opened and left open: a link would hold markers that follow.
    pub(super) fn end_raw(&mut self) {
        if self.raw_link && self.writer.desk.raw_html != RawHtml::Escape {
            self.out.push_str("</a>");
        }
        (self.raw_link, self.script) = (false, false);
    }

    /// One tag of a writer's amid text. The sanitiser would drop an element that it does not know, but
    /// only after reading what follows as that element's; and a block would end our paragraph.
    fn raw(&mut self, html: &str, name: &str) {
        match self.writer.desk.raw_html {
            RawHtml::Escape => escape_into(html, &mut self.out),
            RawHtml::Sanitize if !sanitize::is_inline(name) => {}
            RawHtml::Sanitize | RawHtml::Allow => self.out.push_str(html),
        }
    }

    pub(super) fn raw_block(&mut self, html: &str) {
        match self.writer.desk.raw_html {
            RawHtml::Escape => escape_into(html, &mut self.out),
            RawHtml::Sanitize => self.out.push_str(&sanitize::closed(html)),
            RawHtml::Allow => self.out.push_str(html),
        }
    }

    /// Finished HTML of ours, which the sanitiser need not see.
    pub(super) fn slot(&mut self, html: String) {
        if !self.hooked {
            return self.out.push_str(&html);
        }
        self.out.push_str(&self.writer.hook.slot(self.slots.len()));
        self.slots.push(html);
    }

    /// An opening tag of ours.
    pub(super) fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let hook = if self.hooked { self.writer.hook.prefix() } else { "" };
        let _ = write!(self.out, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.out, " {hook}{name}=\"{}\"", escape(value));
        }
        self.out.push('>');
    }
}
