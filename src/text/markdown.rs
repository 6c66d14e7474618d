//! The door to Markdown: CommonMark with tables, footnotes, strikethrough, task lists, and citations
//! in Pandoc's form (format, section 2).
//!
//! Goes in: the Markdown of one text. Comes out: a [`Document`], a flat list of events with their
//! places. Nothing outside this folder knows which parser reads it.

mod link;
mod nesting;
mod reference;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark as cmark;

pub use link::{Link, References, references};
pub use nesting::{MOST_NESTED, too_deep};

/// A text, read: its events in reading order, its footnotes apart.
#[derive(Clone, Debug, Default)]
pub struct Document<'a> {
    pub events: Vec<Event<'a>>,
    /// The definitions `[^name]: …`, in the order in which they stand.
    pub footnotes: Vec<Definition<'a>>,
    /// By the key of its name: the first definition of that name.
    by_name: HashMap<String, usize>,
}

/// The definition of a footnote.
#[derive(Clone, Debug)]
pub struct Definition<'a> {
    pub name: Cow<'a, str>,
    pub events: Vec<Event<'a>>,
    /// Bytes of the Markdown.
    pub source: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Event<'a> {
    pub kind: Kind<'a>,
    /// Bytes of the Markdown; for an opening, of the whole element.
    pub source: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    Open(Tag<'a>),
    /// Closes the element whose opening stands at this index of the same list.
    Close(usize),
    Text(Cow<'a, str>),
    /// Inline code.
    Code(Cow<'a, str>),
    SoftBreak,
    HardBreak,
    /// One tag or comment amid text.
    InlineHtml(Cow<'a, str>),
    /// A line of a block of HTML.
    Html(Cow<'a, str>),
    /// `[^name]`, whether or not a footnote of that name is defined.
    Footnote(Cow<'a, str>),
    /// `[@one; @two, ch. 2]`.
    Citation(Vec<PlacedCite>),
    Rule,
    /// The box of a task list's item, and whether it is ticked.
    Task(bool),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Tag<'a> {
    Paragraph,
    /// Its level, from 1 to 6.
    Heading(u8),
    BlockQuote,
    /// What stands behind the fence; empty for indented code.
    CodeBlock(Cow<'a, str>),
    HtmlBlock,
    /// The number of its first item, where it is numbered.
    List(Option<u64>),
    Item,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(Address<'a>),
    Image(Address<'a>),
}

/// Where a link leads or an image lies: as typed, entities and escapes resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Address<'a> {
    pub url: Cow<'a, str>,
    pub title: Cow<'a, str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// One `@key, locator` inside brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cite {
    pub key: Box<str>,
    pub locator: Option<Box<str>>,
}

/// A [`Cite`] and the place of its key, in bytes of the Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedCite {
    pub cite: Cite,
    pub key: Range<usize>,
}

/// Reads Markdown. There is no wrong Markdown, so there is no error.
pub fn parse(source: &str) -> Document<'_> {
    let mut reading = Reading { lists: vec![List::default()], footnotes: Vec::new() };
    for (event, range) in cmark::Parser::new_ext(source, options()).into_offset_iter() {
        reading.take(event, range);
    }
    let mut footnotes = reading.footnotes;
    footnotes.sort_by_key(|footnote| footnote.source.start);
    let mut by_name = HashMap::new();
    for (index, footnote) in footnotes.iter_mut().enumerate() {
        footnote.events = reference::resolve(source, std::mem::take(&mut footnote.events));
        by_name.entry(footnote_key(&footnote.name)).or_insert(index);
    }
    let events = reference::resolve(source, reading.lists.swap_remove(0).events);
    Document { events, footnotes, by_name }
}

/// The same for all names that lead to one footnote: GitHub does not tell capitals from small letters.
pub fn footnote_key(name: &str) -> String {
    name.to_lowercase()
}

impl Kind<'_> {
    /// Whether it stands for a marker that leads to a note.
    pub fn is_marker(&self) -> bool {
        matches!(self, Self::Footnote(_) | Self::Citation(_))
    }
}

impl Tag<'_> {
    /// Whether the element stands for itself, and does not flow with the words around it.
    pub fn is_block(&self) -> bool {
        !matches!(self, Self::Emphasis | Self::Strong | Self::Strikethrough | Self::Link(_) | Self::Image(_))
    }
}

impl<'a> Document<'a> {
    /// The definition that a marker of this name leads to: the first, where there are several.
    pub fn footnote(&self, name: &str) -> Option<&Definition<'a>> {
        self.by_name.get(&footnote_key(name)).and_then(|index| self.footnotes.get(*index))
    }
}

fn options() -> cmark::Options {
    cmark::Options::ENABLE_TABLES
        | cmark::Options::ENABLE_FOOTNOTES
        | cmark::Options::ENABLE_STRIKETHROUGH
        | cmark::Options::ENABLE_TASKLISTS
}

struct Reading<'a> {
    /// The text's own list, above it those of the footnotes that are being defined.
    lists: Vec<List<'a>>,
    footnotes: Vec<Definition<'a>>,
}

#[derive(Default)]
struct List<'a> {
    events: Vec<Event<'a>>,
    /// The indexes of the openings that are not closed yet.
    open: Vec<usize>,
    /// For the list of a footnote: its name and its place.
    defines: Option<(Cow<'a, str>, Range<usize>)>,
}

impl<'a> Reading<'a> {
    fn take(&mut self, event: cmark::Event<'a>, source: Range<usize>) {
        let kind = match event {
            cmark::Event::Start(cmark::Tag::FootnoteDefinition(name)) => {
                self.lists.push(List { defines: Some((name.into(), source)), ..List::default() });
                return;
            }
            cmark::Event::End(cmark::TagEnd::FootnoteDefinition) => return self.end_footnote(),
            cmark::Event::Start(tag) => return self.open(tag, source),
            cmark::Event::End(_) => return self.close(source),
            cmark::Event::Text(text) => Kind::Text(text.into()),
            cmark::Event::Code(text) => Kind::Code(text.into()),
            cmark::Event::InlineHtml(html) => Kind::InlineHtml(html.into()),
            cmark::Event::Html(html) => Kind::Html(html.into()),
            cmark::Event::FootnoteReference(name) => Kind::Footnote(name.into()),
            cmark::Event::SoftBreak => Kind::SoftBreak,
            cmark::Event::HardBreak => Kind::HardBreak,
            cmark::Event::Rule => Kind::Rule,
            cmark::Event::TaskListMarker(ticked) => Kind::Task(ticked),
            // The extension is off: its text would be plain text.
            cmark::Event::InlineMath(text) | cmark::Event::DisplayMath(text) => Kind::Text(text.into()),
        };
        self.push(Event { kind, source });
    }

    fn push(&mut self, event: Event<'a>) {
        if let Some(list) = self.lists.last_mut() {
            list.events.push(event);
        }
    }

    fn open(&mut self, tag: cmark::Tag<'a>, source: Range<usize>) {
        if let Some(list) = self.lists.last_mut() {
            list.open.push(list.events.len());
            list.events.push(Event { kind: Kind::Open(own_tag(tag)), source });
        }
    }

    fn close(&mut self, source: Range<usize>) {
        if let Some(list) = self.lists.last_mut()
            && let Some(opening) = list.open.pop()
        {
            list.events.push(Event { kind: Kind::Close(opening), source });
        }
    }

    fn end_footnote(&mut self) {
        if let Some(List { events, defines: Some((name, source)), .. }) = self.lists.pop() {
            self.footnotes.push(Definition { name, events, source });
        }
    }
}

fn own_tag(tag: cmark::Tag<'_>) -> Tag<'_> {
    match tag {
        cmark::Tag::Heading { level, .. } => Tag::Heading(level as u8),
        cmark::Tag::BlockQuote(_) => Tag::BlockQuote,
        cmark::Tag::CodeBlock(cmark::CodeBlockKind::Fenced(language)) => Tag::CodeBlock(language.into()),
        cmark::Tag::CodeBlock(cmark::CodeBlockKind::Indented) => Tag::CodeBlock("".into()),
        cmark::Tag::HtmlBlock => Tag::HtmlBlock,
        cmark::Tag::List(first) => Tag::List(first),
        cmark::Tag::Item => Tag::Item,
        cmark::Tag::Table(columns) => Tag::Table(columns.into_iter().map(own_alignment).collect()),
        cmark::Tag::TableHead => Tag::TableHead,
        cmark::Tag::TableRow => Tag::TableRow,
        cmark::Tag::TableCell => Tag::TableCell,
        cmark::Tag::Emphasis => Tag::Emphasis,
        cmark::Tag::Strong => Tag::Strong,
        cmark::Tag::Strikethrough => Tag::Strikethrough,
        cmark::Tag::Link { link_type, dest_url, title, .. } => {
            Tag::Link(Address { url: link_url(link_type, dest_url), title: title.into() })
        }
        cmark::Tag::Image { dest_url, title, .. } => {
            Tag::Image(Address { url: dest_url.into(), title: title.into() })
        }
        // A paragraph, and what only extensions make that are off.
        _ => Tag::Paragraph,
    }
}

/// `<desk@example.com>` is a link to an address of mail.
fn link_url<'a>(kind: cmark::LinkType, url: cmark::CowStr<'a>) -> Cow<'a, str> {
    match kind {
        cmark::LinkType::Email => format!("mailto:{url}").into(),
        _ => url.into(),
    }
}

fn own_alignment(alignment: cmark::Alignment) -> Alignment {
    match alignment {
        cmark::Alignment::None => Alignment::None,
        cmark::Alignment::Left => Alignment::Left,
        cmark::Alignment::Center => Alignment::Center,
        cmark::Alignment::Right => Alignment::Right,
    }
}

#[cfg(test)]
mod tests;
