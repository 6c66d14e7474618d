//! The text that a reader sees in Markdown, and the way back to the Markdown (format, section 3,
//! Anchoring).

use std::ops::Range;

use super::markdown::{Document, Event, Kind, Tag, parse};

/// A text and what of it a reader sees.
#[derive(Clone, Debug, Default)]
pub struct Prose<'a> {
    pub document: Document<'a>,
    /// Block after block, inline markup transparent; a line break and a block boundary each one space.
    pub text: String,
    /// By event of the document: its bytes of the text. Empty for what is not part of it.
    places: Vec<Range<usize>>,
    pieces: Vec<Piece>,
}

/// A stretch of the text that comes from one event.
#[derive(Clone, Debug)]
struct Piece {
    text: Range<usize>,
    source: Range<usize>,
    /// Byte for byte the same in the source, so that a part can be told from the rest.
    verbatim: bool,
}

/// Whether Markdown is one paragraph, or nothing at all.
pub fn is_paragraph(source: &str) -> bool {
    // One line that begins with a letter is, and most are such.
    if !source.trim_end().contains('\n') && source.starts_with(char::is_alphabetic) {
        return true;
    }
    let document = parse(source);
    let is_block = |kind: &&Kind<'_>| match kind {
        Kind::Open(tag) => tag.is_block(),
        kind => **kind == Kind::Rule,
    };
    let mut blocks = document.events.iter().map(|event| &event.kind).filter(is_block);
    let first = blocks.next().is_none_or(|block| *block == Kind::Open(Tag::Paragraph));
    first && blocks.next().is_none() && document.footnotes.is_empty()
}

impl<'a> Prose<'a> {
    /// Reads Markdown.
    pub fn read(source: &'a str) -> Self {
        let mut prose = Self { document: parse(source), ..Self::default() };
        let mut events = std::mem::take(&mut prose.document.events);
        let mut layout = Layout { source, prose, unseen: Unseen::default(), boundary: false };
        for index in 0..events.len() {
            if layout.unseen.code.is_some()
                && let Some(marker) = events.get_mut(index).filter(|event| event.kind.is_marker())
            {
                // Nobody reads it, so it leads nowhere.
                marker.kind = Kind::Text("".into());
            }
            if let Some(event) = events.get(index) {
                layout.lay(event, &events);
            }
        }
        let Layout { mut prose, .. } = layout;
        prose.document.events = events;
        prose
    }

    /// The events of the document, each with its bytes of the text: an empty range at the place
    /// where it stands for what is not part of the text.
    pub fn placed(&self) -> impl Iterator<Item = (&Event<'a>, Range<usize>)> {
        self.document.events.iter().zip(self.places.iter().cloned())
    }

    /// By event of the document: its bytes of the text, as in [`Prose::placed`].
    pub fn places(&self) -> &[Range<usize>] {
        &self.places
    }

    /// The bytes of the Markdown from which a stretch of the text comes.
    pub fn source(&self, text: Range<usize>) -> Range<usize> {
        let start = self.source_start(text.start);
        let end = if text.is_empty() { start } else { self.source_end(text.end) };
        start..end.max(start)
    }

    fn source_start(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.text.end <= offset);
        match self.pieces.get(after) {
            Some(piece) if piece.verbatim => {
                piece.source.start + offset.saturating_sub(piece.text.start).min(piece.source.len())
            }
            Some(piece) => piece.source.start,
            None => self.pieces.last().map_or(0, |piece| piece.source.end),
        }
    }

    fn source_end(&self, offset: usize) -> usize {
        let before = self.pieces.partition_point(|piece| piece.text.start < offset);
        match before.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(piece) if piece.verbatim => {
                piece.source.start + (offset - piece.text.start).min(piece.source.len())
            }
            Some(piece) => piece.source.end,
            None => 0,
        }
    }
}

/// A heading in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Without markup.
    pub words: String,
    /// Bytes of the Markdown, the whole element.
    pub source: Range<usize>,
}

/// The heading with which a text begins, if it begins with one: the title of a page that has no other.
pub fn first_heading(source: &str) -> Option<Heading> {
    let document = parse(source);
    let first = document.events.first()?;
    let Kind::Open(Tag::Heading(_)) = first.kind else { return None };
    Some(Heading { words: Prose::read(&source[first.source.clone()]).text, source: first.source.clone() })
}

/// The text under construction.
struct Layout<'s, 'a> {
    source: &'s str,
    prose: Prose<'a>,
    unseen: Unseen,
    /// A block began or ended since the last visible piece.
    boundary: bool,
}

/// How deep one stands in what a reader does not see as text.
#[derive(Default)]
struct Unseen {
    /// In a code block, a block of HTML, the description of an image.
    elements: usize,
    /// The name of the inline element whose inside is code: `script` or `style`.
    code: Option<&'static str>,
}

impl<'a> Layout<'_, 'a> {
    fn lay(&mut self, event: &Event<'a>, events: &[Event<'a>]) {
        match &event.kind {
            Kind::Open(tag) => self.turn(tag, true),
            Kind::Close(opening) => {
                if let Some(Kind::Open(tag)) = events.get(*opening).map(|event| &event.kind) {
                    self.turn(tag, false);
                }
            }
            Kind::Text(text) if self.unseen.nothing() => return self.see(text, event.source.clone()),
            Kind::Code(text) if self.unseen.nothing() => {
                let source = within(self.source, &event.source, text);
                return self.see(text, source);
            }
            Kind::SoftBreak | Kind::HardBreak if self.unseen.nothing() && self.in_line() => {
                return self.see(" ", event.source.clone());
            }
            Kind::Rule => self.boundary = true,
            Kind::InlineHtml(html) => self.unseen.pass(html),
            _ => {}
        }
        self.prose.places.push(self.prose.text.len()..self.prose.text.len());
    }

    fn turn(&mut self, tag: &Tag<'_>, opens: bool) {
        if matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image(_)) {
            self.unseen.elements = if opens { self.unseen.elements + 1 } else { self.unseen.elements - 1 };
        }
        if tag.is_block() {
            self.boundary = true;
            self.unseen.code = None;
        }
    }

    /// Whether words of the same block stand before this place.
    fn in_line(&self) -> bool {
        !self.boundary && !self.prose.text.is_empty()
    }

    fn see(&mut self, words: &str, source: Range<usize>) {
        let text = &mut self.prose.text;
        if words.is_empty() {
            return self.prose.places.push(text.len()..text.len());
        }
        let apart = text.ends_with(' ') || words.starts_with(' ');
        if self.boundary && !text.is_empty() && !apart {
            text.push(' ');
        }
        self.boundary = false;
        let place = text.len()..text.len() + words.len();
        text.push_str(words);
        let verbatim = self.source.get(source.clone()) == Some(words);
        self.prose.places.push(place.clone());
        self.prose.pieces.push(Piece { text: place, source, verbatim });
    }
}

impl Unseen {
    fn nothing(&self) -> bool {
        self.elements == 0 && self.code.is_none()
    }

    /// Takes note of an inline tag.
    fn pass(&mut self, html: &str) {
        match self.code {
            Some(name) if names(html, "</", name) => self.code = None,
            Some(_) => {}
            None => self.code = ["script", "style"].into_iter().find(|name| names(html, "<", name)),
        }
    }
}

/// Whether a tag begins with `opening` and is of this name.
fn names(html: &str, opening: &str, name: &str) -> bool {
    let Some(rest) = html.strip_prefix(opening) else { return false };
    let same = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    same && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

/// Where inside a stretch of the source the words stand letter by letter, or the whole stretch.
fn within(source: &str, place: &Range<usize>, words: &str) -> Range<usize> {
    match source.get(place.clone()).and_then(|text| text.find(words)) {
        Some(at) => place.start + at..place.start + at + words.len(),
        None => place.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Prose, first_heading, is_paragraph};

    fn text(source: &str) -> String {
        Prose::read(source).text
    }

    #[test]
    fn one_paragraph_is_one_paragraph() {
        for one in ["", "Words.", "Two\nlines.", "*Em* and [link](a.md)", "1984 was a year", "\n  One\n\n"] {
            assert!(is_paragraph(one), "{one:?}");
        }
        for other in ["One.\n\nTwo.", "# Head", "- item", "> quoted", "    code", "***", "<div>\nx\n</div>"] {
            assert!(!is_paragraph(other), "{other:?}");
        }
    }

    #[test]
    fn blocks_and_breaks_are_one_space() {
        assert_eq!(
            text("# One\n\nTwo\nthree  \nfour\\\nfive\n\n- six\n- seven\n\n  eight\n\n> nine"),
            "One Two three four five six seven eight nine"
        );
        assert_eq!(text("| a | b |\n|---|---|\n| c | d |\n"), "a b c d");
        assert_eq!(text("a\n\n---\n\nb"), "a b");
        assert_eq!(text("a\r\nb\r\n\r\nc\r\n"), "a b c");
    }

    #[test]
    fn inline_markup_is_transparent() {
        assert_eq!(
            text("a *b **c*** `d e` ~~f~~ [g](x \"y\") <https://example.com> &amp; \\*h"),
            "a b c d e f g https://example.com & *h"
        );
    }

    #[test]
    fn what_a_reader_does_not_read_is_no_text() {
        assert_eq!(text("a\n\n```rust\nlet x;\n```\n\n    code\n\nb"), "a b");
        assert_eq!(text("a ![alt *text*](x.png)b"), "a b");
        assert_eq!(text("![alt](x.png)\nb"), "b");
        assert_eq!(text("a\n\n<div>\nhidden\n</div>\n\nb"), "a b");
        assert_eq!(text("a <b>c</b> <!-- d --> <script>e</script><STYLE>f</style >g"), "a c  g");
        assert_eq!(text("x <script>a\n\nb <scripted>c"), "x b c");
        assert_eq!(text("a[^n] b [@k, p. 3].\n\n[^n]: Not me.\n\nc"), "a b. c");
        assert_eq!(text("- [x] done\n- [ ] not"), "done not");
    }

    #[test]
    fn the_way_back_is_exact() {
        let source = "x &amp; *y* `` `z` `` \\*w";
        let prose = Prose::read(source);
        assert_eq!(prose.text, "x & y `z` *w");
        let back = |part: &str| {
            let start = prose.text.find(part).unwrap();
            &source[prose.source(start..start + part.len())]
        };
        assert_eq!(back("x"), "x");
        assert_eq!(back("&"), "&amp;");
        assert_eq!(back("y"), "y");
        assert_eq!(back("`z`"), "`z`");
        assert_eq!(back("z"), "z");
        assert_eq!(back("*w"), "*w");
        assert_eq!(back("& y"), "&amp; *y");
    }

    #[test]
    fn a_text_may_begin_with_its_title() {
        let heading = first_heading("\n# About *us*\n\nWords.").unwrap();
        assert_eq!((heading.words.as_str(), heading.source), ("About us", 1..14));
        assert_eq!(first_heading("Words\n\n# About"), None);
    }
}
