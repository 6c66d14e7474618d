//! How a YAML document is spelled: every value with its bytes, its style and its surroundings. For
//! those who change a document and must leave the rest of it as it stands.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span, StructureStyle, options};

use super::super::node::MAX_DEPTH;

/// A document as it is spelled.
#[derive(Debug, Default)]
pub struct Outline {
    /// In the order in which they begin. The root is the first.
    pub pieces: Vec<Piece>,
}

/// A value, or the key of one. Places are in bytes of the text that was read, plus its base.
#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: Kind,
    /// The list or mapping that it stands in.
    pub parent: Option<usize>,
    /// The pieces of a list, or the keys and values of a mapping by turns.
    pub children: Vec<usize>,
    /// From its anchor, tag or header to the last of what it holds, white space left out. Empty where
    /// nothing is written.
    pub whole: Range<usize>,
    /// Where its content begins: after anchor, tag and header.
    pub start: usize,
    /// Where its content ends, with the white space that a block scalar ends with.
    pub end: usize,
    /// An alias elsewhere repeats it.
    pub repeated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Scalar(Spelling),
    Alias,
    List(Notation),
    Mapping(Notation),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    Plain,
    Single,
    Double,
    /// `|` and its lines; the header stands at this byte.
    Literal(usize),
    /// `>` and its lines.
    Folded(usize),
}

/// Block notation goes by indentation, flow notation by brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    Block,
    Flow,
}

/// The outline of one YAML document that stands `base` bytes from the beginning of its file; `None` where
/// it cannot be read.
pub fn outline(text: &str, base: usize) -> Option<Outline> {
    let mut tracer = Tracer { text, last: 0, open: Vec::new(), anchors: HashMap::new(), pieces: Vec::new() };
    for event in Parser::new_from_str_with_options(text, limits()) {
        let (event, span) = event.ok()?;
        tracer.take(&event, &span)?;
    }
    let mut pieces = tracer.pieces;
    for piece in &mut pieces {
        piece.shift(base);
    }
    Some(Outline { pieces })
}

impl Outline {
    pub fn root(&self) -> Option<&Piece> {
        self.pieces.first()
    }

    pub fn piece(&self, index: usize) -> Option<&Piece> {
        self.pieces.get(index)
    }

    /// The scalar whose content begins at this byte.
    pub fn scalar_at(&self, start: usize) -> Option<usize> {
        let is_it = |piece: &Piece| piece.start == start && matches!(piece.kind, Kind::Scalar(_));
        self.pieces.iter().position(is_it)
    }

    pub fn parent(&self, index: usize) -> Option<&Piece> {
        self.piece(self.piece(index)?.parent?)
    }

    /// The keys of a mapping with their values, each as the index of its piece.
    pub fn entries<'a>(&self, mapping: &'a Piece) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let pairs = if matches!(mapping.kind, Kind::Mapping(_)) { &*mapping.children } else { &[] };
        pairs.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
    }

    /// The key under which a value stands.
    pub fn key_of(&self, value: usize) -> Option<usize> {
        self.entries(self.parent(value)?).find(|(_, other)| *other == value).map(|(key, _)| key)
    }

    /// Whether a piece or anything that it stands in is repeated by an alias.
    pub fn is_repeated(&self, index: usize) -> bool {
        let mut at = Some(index);
        while let Some(piece) = at.and_then(|index| self.piece(index)) {
            if piece.repeated {
                return true;
            }
            at = piece.parent;
        }
        false
    }
}

impl Piece {
    pub fn notation(&self) -> Option<Notation> {
        match self.kind {
            Kind::List(notation) | Kind::Mapping(notation) => Some(notation),
            Kind::Scalar(_) | Kind::Alias => None,
        }
    }

    /// Nothing is written where a value could stand.
    pub fn is_blank(&self) -> bool {
        self.kind == Kind::Scalar(Spelling::Plain) && self.start == self.end
    }

    fn shift(&mut self, base: usize) {
        self.whole = self.whole.start + base..self.whole.end + base;
        self.start += base;
        self.end += base;
        if let Kind::Scalar(Spelling::Literal(header) | Spelling::Folded(header)) = &mut self.kind {
            *header += base;
        }
    }
}

struct Tracer<'a> {
    text: &'a str,
    /// Where the last piece or property ended.
    last: usize,
    /// Lists and mappings whose end has not come.
    open: Vec<usize>,
    anchors: HashMap<usize, usize>,
    pieces: Vec<Piece>,
}

impl Tracer<'_> {
    fn take(&mut self, event: &Event<'_>, span: &Span) -> Option<()> {
        match event {
            Event::Scalar(_, style, ..) => {
                let kind = Kind::Scalar(self.spelling(*style, span)?);
                self.add(kind, span)?;
            }
            Event::Alias(anchor) => {
                if let Some(target) = self.anchors.get(anchor) {
                    self.pieces.get_mut(*target)?.repeated = true;
                }
                self.add(Kind::Alias, span)?;
            }
            Event::SequenceStart(style, ..) => self.start(Kind::List(notation(*style)), span)?,
            Event::MappingStart(style, ..) => self.start(Kind::Mapping(notation(*style)), span)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
            Event::Anchor(anchor, _) => {
                let index = self.pieces.len().checked_sub(1)?;
                self.anchors.insert(*anchor, index);
                let start = span.byte_range()?.start;
                let piece = self.pieces.get_mut(index)?;
                piece.whole.start = piece.whole.start.min(start);
            }
            _ => {}
        }
        Some(())
    }

    fn spelling(&self, style: ScalarStyle, span: &Span) -> Option<Spelling> {
        Some(match style {
            ScalarStyle::Plain => Spelling::Plain,
            ScalarStyle::SingleQuoted => Spelling::Single,
            ScalarStyle::DoubleQuoted => Spelling::Double,
            ScalarStyle::Literal => Spelling::Literal(self.header(span)?),
            ScalarStyle::Folded => Spelling::Folded(self.header(span)?),
        })
    }

    /// The `|` or `>` before the content of a block scalar.
    fn header(&self, span: &Span) -> Option<usize> {
        self.sign(span.byte_range()?.start, &['|', '>'])
    }

    /// The first of some signs between the piece before and a place. There also stand indicators, an
    /// anchor, a tag, comments.
    fn sign(&self, upto: usize, signs: &[char]) -> Option<usize> {
        let between = self.text.get(self.last..upto)?;
        let (mut comment, mut property, mut before) = (false, false, ' ');
        for (at, c) in between.char_indices() {
            match c {
                '\n' => (comment, property) = (false, false),
                _ if comment => {}
                ' ' | '\t' => property = false,
                '#' if before.is_whitespace() => comment = true,
                '&' | '!' => property = true,
                c if !property && signs.contains(&c) => return Some(self.last + at),
                _ => {}
            }
            before = c;
        }
        None
    }

    fn add(&mut self, kind: Kind, span: &Span) -> Option<usize> {
        let bytes = span.byte_range()?;
        let written = self.text.get(bytes.clone())?.trim_end();
        let tag = span.tag_span().and_then(|tag| tag.byte_range()).map_or(bytes.start, |tag| tag.start);
        let header = match kind {
            Kind::Scalar(Spelling::Literal(header) | Spelling::Folded(header)) => header,
            _ => bytes.start,
        };
        let start = bytes.start.min(tag).min(header);
        let (bytes, start) = match kind {
            // Where nothing is written, the parser stops before the colon.
            Kind::Scalar(Spelling::Plain) if written.is_empty() => {
                let colon = self.after_colon(bytes.start);
                (colon..colon, if start < bytes.start { start } else { colon })
            }
            _ => (bytes, start),
        };
        let index = self.pieces.len();
        let parent = self.open.last().copied();
        if let Some(parent) = parent {
            self.pieces.get_mut(parent)?.children.push(index);
        }
        self.last = bytes.end;
        self.pieces.push(Piece {
            kind,
            parent,
            children: Vec::new(),
            whole: start..bytes.start + written.len(),
            start: bytes.start,
            end: bytes.end,
            repeated: false,
        });
        Some(index)
    }

    fn after_colon(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let seen = rest.trim_start_matches([' ', '\t']);
        if seen.starts_with(':') { at + rest.len() - seen.len() + 1 } else { at }
    }

    fn start(&mut self, kind: Kind, span: &Span) -> Option<()> {
        // The parser passes over the first hyphen of a list that is indented no further than its key.
        let under_key = self.open.last().and_then(|open| self.pieces.get(*open));
        let under_key = under_key.is_some_and(|open| matches!(open.kind, Kind::Mapping(_)));
        let hyphen = (under_key && kind == Kind::List(Notation::Block))
            .then(|| self.sign(span.byte_range()?.start, &['-']))
            .flatten();
        let index = self.add(kind, span)?;
        if let (Some(hyphen), Some(piece)) = (hyphen, self.pieces.get_mut(index)) {
            (piece.start, piece.whole.start) = (hyphen, piece.whole.start.min(hyphen));
        }
        self.open.push(index);
        Some(())
    }

    /// A block ends with its last child, brackets have an end of their own.
    fn close(&mut self, span: &Span) -> Option<()> {
        let index = self.open.pop()?;
        let bytes = span.byte_range()?;
        let last = self.pieces.get(index)?.children.last().copied();
        let (whole, end) = match last.and_then(|last| self.pieces.get(last)) {
            _ if !bytes.is_empty() => (bytes.end, bytes.end),
            Some(last) => (last.whole.end, last.end),
            None => (bytes.start, bytes.start),
        };
        let piece = self.pieces.get_mut(index)?;
        piece.whole.end = piece.whole.end.max(whole);
        piece.end = piece.end.max(end);
        self.last = self.last.max(bytes.end);
        Some(())
    }
}

fn notation(style: StructureStyle) -> Notation {
    match style {
        StructureStyle::Block => Notation::Block,
        StructureStyle::Flow => Notation::Flow,
    }
}

fn limits() -> Options {
    options! {
        emit_comments: false,
        emit_anchor_events: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}
