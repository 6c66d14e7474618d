//! Changes in YAML.

use crate::text::yaml::outline::{self, Kind, Notation as Style, Outline, Piece, Spelling};

use super::context;
use super::manner::{Manner, column};
use super::spelling::{Old, spelled};
use super::splice::{Splice, spliced};
use super::tree::{Sense, Tree};
use super::wanted::{self, Wanted};
use super::{Notation, Refusal};

/// Makes changes in a YAML document that stands `base` bytes from the beginning of its file.
pub(super) fn apply(text: &str, base: usize, wanted: &[Wanted<'_>]) -> Result<String, Refusal> {
    let tree = Tree::read(text, base, Notation::Yaml).ok_or(Refusal::Unreadable)?;
    let outline = outline::outline(text, 0).ok_or(Refusal::Unreadable)?;
    let page = Page::new(text, &outline);
    let mut splices = Vec::new();
    for wanted in wanted {
        let index = page.scalar(wanted.start, base).ok_or(Refusal::NotThere)?;
        splices.extend(page.changed(index, wanted, &tree)?);
    }
    let expected = wanted::expected(tree, wanted)?;
    held(&expected, spliced(text, splices)?)
}

/// A new text, if it reads as it shall.
pub(super) fn held(expected: &Tree, new: String) -> Result<String, Refusal> {
    let found = Tree::read(&new, 0, Notation::Yaml).ok_or(Refusal::Uncertain)?;
    if expected.is_met_by(&found) { Ok(new) } else { Err(Refusal::Uncertain) }
}

/// A text and how it is spelled.
pub(super) struct Page<'a> {
    pub text: &'a str,
    pub outline: &'a Outline,
    pub manner: Manner,
}

impl<'a> Page<'a> {
    pub fn new(text: &'a str, outline: &'a Outline) -> Self {
        Self { text, outline, manner: Manner::of(text, 0, outline) }
    }

    /// The scalar whose place begins at a byte of the file. Where nothing is written, the character
    /// before is its place.
    fn scalar(&self, start: usize, base: usize) -> Option<usize> {
        let start = start.checked_sub(base)?;
        let seen = |piece: &Piece| self.text.get(..piece.start).map(|before| before.trim_end().len());
        let blank = |piece: &Piece| {
            piece.is_blank() && seen(piece).is_some_and(|end| self.text.get(start..end).is_some_and(is_one))
        };
        self.outline
            .scalar_at(start)
            .filter(|index| !self.is_blank(*index))
            .or_else(|| self.outline.pieces.iter().position(blank))
    }

    fn is_blank(&self, index: usize) -> bool {
        self.outline.piece(index).is_some_and(Piece::is_blank)
    }

    /// What is to be done so that one scalar is as wanted.
    fn changed(&self, index: usize, wanted: &Wanted<'_>, tree: &Tree) -> Result<Vec<Splice>, Refusal> {
        if self.outline.is_repeated(index) {
            return Err(Refusal::Repeated);
        }
        let mut splices = context::keys(self, index, &wanted.keys)?;
        if !wanted.is_touched() {
            return Ok(splices);
        }
        let piece = self.outline.piece(index).ok_or(Refusal::NotThere)?;
        let content = match wanted.value {
            Some(value) => self.respelled(index, value, was_text(tree, wanted.start))?,
            None => self.content(piece).to_owned(),
        };
        if wanted.has_context() {
            splices.extend(context::splices(self, index, content, wanted)?);
        } else {
            splices.push(Splice::new(self.written(piece), content));
        }
        Ok(splices)
    }

    /// The scalar at an index, spelled as it is, saying something else.
    pub fn respelled(&self, index: usize, value: &str, was_text: bool) -> Result<String, Refusal> {
        let piece = self.outline.piece(index).ok_or(Refusal::NotThere)?;
        let Kind::Scalar(spelling) = piece.kind else { return Err(Refusal::NotThere) };
        let notation = self.notation_around(index);
        if piece.is_blank() {
            let gap = if self.text.get(..piece.start).is_some_and(|before| before.ends_with(' ')) {
                ""
            } else {
                " "
            };
            return Ok(format!("{gap}{}", spelled(value, notation, self.manner.marks)));
        }
        let raw = self.content(piece);
        let old = Old {
            spelling,
            raw,
            indent: self.indent(piece),
            was_text,
            notation,
            eol: self.manner.eol,
            marks: self.manner.marks,
        };
        old.respelled(value)
    }

    /// By how much the lines of a block scalar are indented.
    fn indent(&self, piece: &Piece) -> usize {
        column(self.text, piece.start)
    }

    /// The bytes of a scalar: its header, where it has one, and its content.
    pub fn written(&self, piece: &Piece) -> std::ops::Range<usize> {
        let start = match piece.kind {
            Kind::Scalar(Spelling::Literal(header) | Spelling::Folded(header)) => header,
            _ => piece.start,
        };
        start..piece.whole.end.max(start)
    }

    pub fn content(&self, piece: &Piece) -> &'a str {
        self.text.get(self.written(piece)).unwrap_or_default()
    }

    /// The notation of the list or mapping in which a piece stands.
    pub fn notation_around(&self, index: usize) -> Style {
        self.outline.parent(index).and_then(Piece::notation).unwrap_or(Style::Block)
    }

    /// Where the line ends in which a byte stands, before its line break.
    pub fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }
}

fn is_one(text: &str) -> bool {
    text.chars().count() == 1
}

fn was_text(tree: &Tree, at: usize) -> bool {
    match tree {
        Tree::Scalar { sense, start, .. } => *start == at && *sense == Sense::Text,
        Tree::List(items) => items.iter().any(|item| was_text(item, at)),
        Tree::Mapping(entries) => entries.iter().any(|(_, value)| was_text(value, at)),
        Tree::Asked(_) => false,
    }
}
