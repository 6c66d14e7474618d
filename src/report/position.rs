//! Lines and columns of byte offsets.

use std::collections::HashMap;
use std::ops::Range;

use super::Texts;
use crate::diag::Span;

/// A place as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in code points.
    pub column: usize,
}

impl Position {
    pub const START: Self = Self { line: 1, column: 1 };
}

/// A text and where its lines begin.
pub struct Lined<'t> {
    pub text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lined<'t> {
    pub fn new(text: &'t str) -> Self {
        let after_breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The range made to fit: inside the text, between characters, and without the line end at its end,
    /// which would be shown as another line.
    pub fn fitted(&self, range: crate::diag::Range) -> Range<usize> {
        let range = range.usize();
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end).max(start);
        let shown = self.text.get(start..end).map_or(0, |text| text.trim_end_matches(['\r', '\n']).len());
        start..start + shown
    }

    /// The number of the line that holds an offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// Where the line that holds an offset begins.
    fn line_start(&self, offset: usize) -> usize {
        let before = self.line(offset).checked_sub(1).and_then(|index| self.starts.get(index));
        before.copied().unwrap_or_default()
    }

    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text[self.line_start(offset)..offset];
        Position { line: self.line(offset), column: before.chars().count() + 1 }
    }

    /// The lines that hold a range, without the last line's end.
    pub fn lines_around(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.line_start(range.start);
        let end = self.starts.get(self.line(range.end)).map_or(self.text.len(), |next| next - 1);
        let shown = self.text[start..end].strip_suffix('\r').map_or(end, |line| start + line.len());
        start..shown.max(range.end)
    }
}

/// The texts that a report has looked up so far.
pub struct Library<'a, 't> {
    lookup: Texts<'a, 't>,
    texts: HashMap<String, Option<Lined<'t>>>,
}

impl<'a, 't> Library<'a, 't> {
    pub fn new(lookup: Texts<'a, 't>) -> Self {
        Self { lookup, texts: HashMap::new() }
    }

    pub fn text(&mut self, path: &str) -> Option<&Lined<'t>> {
        let Self { lookup, texts } = self;
        texts.entry(path.to_owned()).or_insert_with(|| lookup(path).map(Lined::new)).as_ref()
    }

    /// Start and end of a span, end exclusive.
    pub fn positions(&mut self, span: &Span) -> Option<(Position, Position)> {
        let text = self.text(&span.path)?;
        let range = text.fitted(span.range);
        Some((text.position(range.start), text.position(range.end)))
    }
}
