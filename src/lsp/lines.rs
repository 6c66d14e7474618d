//! A text and its lines, as a client counts them.

use std::sync::Arc;

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::diag;

/// What a client counts inside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16: what every client can.
    Utf16,
}

impl Encoding {
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn width(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

const BOM: char = '\u{FEFF}';

/// A text and where its lines begin. Offsets are bytes of the text without a BOM, as the stages count
/// them; the client counts a BOM that it has sent.
#[derive(Clone, Debug)]
pub struct Lines {
    text: Arc<str>,
    bom: bool,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Lines {
    /// The lines of a text as it is in a file or in a client's buffer.
    pub fn new(text: &Arc<str>, encoding: Encoding) -> Self {
        let bare = text.strip_prefix(BOM);
        let text = bare.map_or_else(|| Arc::clone(text), Arc::from);
        Self { starts: starts(&text), bom: bare.is_some(), text, encoding }
    }

    /// The text, without a BOM.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Where a byte of the text stands.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        let character = self.encoding.width(before) + self.bom_width(line);
        Position::new(narrow(line), narrow(character))
    }

    pub fn range(&self, range: diag::Range) -> Range {
        let bytes = range.usize();
        Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The byte at a position. One past the end of its line is the line's end, one amid a character its
    /// beginning.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let content = self.content(line);
        let mut left = (position.character as usize).saturating_sub(self.bom_width(line));
        for (at, c) in content.char_indices() {
            let width = self.encoding.width(c.encode_utf8(&mut [0; 4]));
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + content.len()
    }

    /// The text with some of it replaced, as a client says it was.
    #[must_use]
    pub fn changed(&self, range: Range, new: &str) -> Self {
        let start = self.offset(range.start);
        let end = self.offset(range.end).max(start);
        let bom = if self.bom && !self.drops_bom(range) { "\u{FEFF}" } else { "" };
        let (before, after) = (self.text.get(..start), self.text.get(end..));
        let text = [bom, before.unwrap_or_default(), new, after.unwrap_or_default()].concat();
        Self::new(&text.into(), self.encoding)
    }

    /// A line without its end.
    fn content(&self, line: usize) -> &str {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n'])
    }

    fn bom_width(&self, line: usize) -> usize {
        if self.bom && line == 0 { self.encoding.width("\u{FEFF}") } else { 0 }
    }

    fn drops_bom(&self, range: Range) -> bool {
        range.start == Position::new(0, 0) && range.end > range.start
    }
}

/// Lines end with `\n`, `\r\n` or a lone `\r`.
fn starts(text: &str) -> Vec<usize> {
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
    let bytes = text.as_bytes();
    let whole = ends.filter(|&at| bytes.get(at..at + 2) != Some(b"\r\n"));
    std::iter::once(0).chain(whole.map(|at| at + 1)).collect()
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::{Encoding, Lines};

    fn lines(text: &str, encoding: Encoding) -> Lines {
        Lines::new(&text.into(), encoding)
    }

    #[test]
    fn columns_are_the_clients() {
        let text = "a\r\n😀é\u{301}x\n\rend";
        for (encoding, x) in [(Encoding::Utf16, 4), (Encoding::Utf8, 8)] {
            let lines = lines(text, encoding);
            let at = text.find('x').unwrap();
            assert_eq!(lines.position(at), Position::new(1, x));
            assert_eq!(lines.offset(Position::new(1, x)), at);
            assert_eq!(lines.position(text.len()), Position::new(3, 3));
        }
    }

    #[test]
    fn every_byte_leads_there_and_back() {
        let text = "\u{FEFF}ключ: 😀\r\n日本\rb\n\n";
        for encoding in [Encoding::Utf16, Encoding::Utf8] {
            let lines = lines(text, encoding);
            for (at, _) in lines.text().char_indices().filter(|(_, c)| *c != '\n') {
                assert_eq!(lines.offset(lines.position(at)), at);
            }
        }
    }

    #[test]
    fn a_byte_order_mark_counts_where_the_client_has_one() {
        let marked = lines("\u{FEFF}abc\nd", Encoding::Utf16);
        assert_eq!(&**marked.text(), "abc\nd");
        assert_eq!(marked.position(1), Position::new(0, 2));
        assert_eq!(marked.offset(Position::new(0, 2)), 1);
        assert_eq!(marked.position(4), Position::new(1, 0));
        let changed = marked.changed(Range::new(Position::new(0, 1), Position::new(0, 2)), "x");
        assert_eq!((&**changed.text(), changed.position(0)), ("xbc\nd", Position::new(0, 1)));
    }

    #[test]
    fn what_lies_outside_is_brought_inside() {
        let lines = lines("ab\r\n😀", Encoding::Utf16);
        assert_eq!(lines.offset(Position::new(0, 99)), 2);
        assert_eq!(lines.offset(Position::new(9, 0)), 8);
        assert_eq!(lines.offset(Position::new(1, 1)), 4, "amid a surrogate pair");
        assert_eq!(lines.position(6), Position::new(1, 0), "amid a character");
        assert_eq!(lines.position(99), Position::new(1, 2));
    }

    #[test]
    fn changes_replace_ranges() {
        let text = lines("one\r\ntwo\r\nthree", Encoding::Utf16);
        let changed = text.changed(Range::new(Position::new(0, 3), Position::new(1, 3)), " 2");
        assert_eq!(&**changed.text(), "one 2\r\nthree");
        let backwards = text.changed(Range::new(Position::new(1, 2), Position::new(1, 1)), "-");
        assert_eq!(&**backwards.text(), "one\r\ntw-o\r\nthree");
    }
}
