//! Text made comparable: what differs only in typing becomes the same (format, section 3).

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A text made comparable, and the way back to the text as it was.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    pub text: String,
    /// In order; what vanished has none.
    pieces: Vec<Piece>,
}

/// A stretch of the normalised text and the stretch from which it comes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    normal: usize,
    normal_len: usize,
    original: usize,
    original_len: usize,
    /// Both are the same bytes, and between any two of them one may cut.
    plain: bool,
}

/// NFC; quotation marks, dashes and `…` in their ASCII form; runs of white space one space; soft
/// hyphens, zero-width spaces and bidi controls gone.
///
/// The unit is the grapheme cluster: places inside one cannot be told apart.
pub fn normalise(text: &str) -> Normal {
    let mut normal = Normal { text: String::with_capacity(text.len()), pieces: Vec::new() };
    let mut start = 0;
    while start < text.len() {
        let cluster = cluster_at(text, start);
        normal.take(cluster, start);
        start += cluster.len();
    }
    normal
}

/// The same for words that are searched: no white space at the ends, no way back.
pub fn normalised(words: &str) -> String {
    normalise(words).text.trim().to_owned()
}

impl Normal {
    /// The stretch of the original from which a stretch of the normalised text comes: `None` where
    /// it begins or ends inside a grapheme cluster or amid what one character became.
    pub fn original(&self, normal: Range<usize>) -> Option<Range<usize>> {
        let start = self.piece_at(normal.start)?.start(normal.start)?;
        let end = self.piece_at(normal.end.checked_sub(1)?)?.end(normal.end)?;
        Some(start..end)
    }

    /// The byte of the original at which a byte of the normalised text stands, or the nearest before.
    pub fn near(&self, normal: usize) -> usize {
        match self.piece_at(normal) {
            Some(piece) => piece.original + if piece.plain { normal - piece.normal } else { 0 },
            None => self.pieces.last().map_or(0, |piece| piece.original + piece.original_len),
        }
    }

    fn piece_at(&self, offset: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.normal <= offset);
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        (offset < piece.normal + piece.normal_len).then_some(piece)
    }

    fn take(&mut self, cluster: &str, start: usize) {
        let normal = self.text.len();
        if let [byte @ 0x21..=0x7e] = cluster.as_bytes()
            && *byte != b'`'
        {
            self.text.push_str(cluster);
            return self.extend_plain(start);
        }
        for c in cluster.nfc() {
            fold(c, &mut self.text);
        }
        let normal_len = self.text.len() - normal;
        let blank = &self.text[normal..] == " ";
        match self.pieces.last_mut() {
            _ if normal_len == 0 => {}
            Some(last) if blank && self.text[..normal].ends_with(' ') => {
                self.text.truncate(normal);
                if !last.plain {
                    last.original_len = start + cluster.len() - last.original;
                }
            }
            _ => {
                let original_len = cluster.len();
                self.pieces.push(Piece { normal, normal_len, original: start, original_len, plain: false });
            }
        }
    }

    /// Adds one byte that stands for itself.
    fn extend_plain(&mut self, start: usize) {
        let normal = self.text.len() - 1;
        match self.pieces.last_mut() {
            Some(last) if last.plain && last.original + last.original_len == start => {
                last.normal_len += 1;
                last.original_len += 1;
            }
            _ => self.pieces.push(Piece {
                normal,
                normal_len: 1,
                original: start,
                original_len: 1,
                plain: true,
            }),
        }
    }
}

impl Piece {
    fn start(&self, normal: usize) -> Option<usize> {
        if self.plain {
            return Some(self.original + normal - self.normal);
        }
        (normal == self.normal).then_some(self.original)
    }

    fn end(&self, normal: usize) -> Option<usize> {
        if self.plain {
            return Some(self.original + normal - self.normal);
        }
        (normal == self.normal + self.normal_len).then_some(self.original + self.original_len)
    }
}

/// The grapheme cluster that begins here. Between two ASCII bytes there always is a boundary, but in
/// a line break of two, which spares the search for nearly all text.
fn cluster_at(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let (first, next) = match rest.as_bytes() {
        [first, next, ..] => (*first, *next),
        [first] => (*first, b' '),
        [] => return rest,
    };
    if first.is_ascii() && next.is_ascii() && (first, next) != (b'\r', b'\n') {
        return &rest[..1];
    }
    rest.graphemes(true).next().unwrap_or_default()
}

fn fold(c: char, out: &mut String) {
    match c {
        // White space of every kind; runs are folded by the caller.
        _ if c.is_whitespace() => {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        _ if is_single_quote(c) => out.push('\''),
        _ if is_double_quote(c) => out.push('"'),
        _ if is_dash(c) => out.push('-'),
        '…' => out.push_str("..."),
        _ if vanishes(c) => {}
        _ => out.push(c),
    }
}

/// Single quotation marks, apostrophes, and what is typed in their stead.
pub fn is_single_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '‵' | '❛' | '❜' | '❟' | '＇' | '｀'
        // Modifier letters, and the apostrophes of Armenian and Hebrew.
        | '\u{02B9}' | '\u{02BB}'
            ..='\u{02BD}' | '\u{055A}' | '\u{05F3}' | '\u{A78B}' | '\u{A78C}'
        // White corner brackets stand inside corner brackets, as single marks do inside double ones.
        | '『' | '』' | '﹃' | '﹄'
    )
}

/// Double quotation marks, and what is typed in their stead.
pub fn is_double_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '″'
            | '‶'
            | '❝'
            | '❞'
            | '❠'
            | '⹂'
            | '〝'
            | '〞'
            | '〟'
            | '＂'
            | '\u{02BA}'
            | '\u{02EE}'
            | '\u{05F4}'
            | '\u{1F676}'..='\u{1F678}' | '「' | '」' | '﹁' | '﹂' | '｢' | '｣'
    )
}

/// Unicode's property `Dash`, and the hyphens that are not in it.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{058A}' | '\u{05BE}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2053}'
                | '\u{207B}'
                | '\u{208B}'
                | '\u{2212}'
                | '\u{2E17}'
                | '\u{2E1A}'
                | '\u{2E3A}'
                | '\u{2E3B}'
                | '\u{2E40}'
                | '\u{2E5D}'
                | '\u{301C}'
                | '\u{3030}'
                | '\u{30A0}'
                | '\u{FE31}'
                | '\u{FE32}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{10EAD}'
    )
}

/// The soft hyphen, spaces and joiners without width, bidi controls. ZWJ and ZWNJ change letters.
fn vanishes(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}'
        | '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::{normalise, normalised};

    #[test]
    fn typing_does_not_matter() {
        for (typed, same) in [
            ("“I can’t”", "\"I can't\""),
            ("«да» ‹so› „nein“", "\"да\" 'so' \"nein\""),
            ("a — b – c ‐ d − e", "a - b - c - d - e"),
            ("so…", "so..."),
            ("a\u{a0}\u{2009}\t\r\n b", "a b"),
            ("co\u{ad}operate\u{200b}d\u{feff} \u{2067}now\u{2069}", "cooperated now"),
            ("e\u{301}te\u{301}", "été"),
            ("\u{1100}\u{1161}\u{11a8}", "각"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"),
            ("「東京」", "\"東京\""),
            (" \u{200b} \u{200b}a \u{ad} b ", "a b"),
        ] {
            assert_eq!(normalised(typed), same, "{typed:?}");
        }
    }

    #[test]
    fn the_way_back_is_exact_or_none() {
        let text = "x\u{301}…a — e\u{301}\u{ad}\r\n👩\u{200d}👧 b";
        let normal = normalise(text);
        let back = |part: &str| {
            let start = normal.text.find(part).unwrap();
            normal.original(start..start + part.len()).map(|range| &text[range])
        };
        assert_eq!(back("a - é"), Some("a — e\u{301}"));
        assert_eq!(back("..."), Some("…"));
        assert_eq!(back(".."), None);
        assert_eq!(back("x"), None);
        assert_eq!(back("👧"), None);
        assert_eq!(back("👩\u{200d}👧 b"), Some("👩\u{200d}👧 b"));
        assert_eq!(back("é 👩"), None);
    }
}
