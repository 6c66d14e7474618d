//! Where the words of a quote stand, letter for letter after normalisation (format, section 3).

use std::ops::Range;

use memchr::memmem::Finder;
use unicode_segmentation::UnicodeSegmentation;

use super::Normal;

/// A place where the words of a quote stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Bytes of the normalised text.
    pub normal: Range<usize>,
    /// Bytes of the text as it was.
    pub original: Range<usize>,
}

/// How many bytes may be compared for one quote. Only a text made for it comes near: one long quote
/// that begins anew at every word.
const COMPARED: usize = 1 << 28;
/// How many places are looked at.
const LOOKED_AT: usize = 1_000_000;

/// All places where `words`, normalised, stand in the text, overlapping ones too. A match begins and
/// ends at grapheme boundaries and, where the words begin or end with a letter or digit, at word
/// boundaries.
pub fn find(text: &Normal, words: &str) -> Vec<Match> {
    let mut found = Vec::new();
    if words.is_empty() {
        return found;
    }
    let finder = Finder::new(words);
    let mut budget = (COMPARED / words.len()).min(LOOKED_AT);
    let mut from = 0;
    while let Some(step) = text.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
        let normal = from + step..from + step + words.len();
        from = normal.start + first_len(words);
        if bounded(&text.text, &normal)
            && let Some(original) = text.original(normal.clone())
        {
            found.push(Match { normal, original });
        }
        budget = budget.saturating_sub(1);
        if budget == 0 {
            break;
        }
    }
    found
}

/// Whether the text may be cut here: at a word boundary (UAX #29), or next to a script that does not
/// part its words.
pub fn is_word_boundary(text: &str, offset: usize) -> bool {
    let (Some(before), Some(after)) = (text[..offset].chars().next_back(), text[offset..].chars().next())
    else {
        return true;
    };
    if runs_on(before) || runs_on(after) || before == ' ' || after == ' ' {
        return true;
    }
    let start = window_start(text, offset);
    let window = &text[start..window_end(text, offset)];
    window.split_word_bound_indices().any(|(at, _)| start + at == offset)
}

/// Whether a character is a letter or a digit.
pub fn is_wordy(c: char) -> bool {
    c.is_alphanumeric()
}

fn bounded(text: &str, place: &Range<usize>) -> bool {
    let words = &text[place.clone()];
    let starts = !words.starts_with(is_wordy) || is_word_boundary(text, place.start);
    starts && (!words.ends_with(is_wordy) || is_word_boundary(text, place.end))
}

fn first_len(words: &str) -> usize {
    words.chars().next().map_or(1, char::len_utf8)
}

/// How far one looks around a place for what a word boundary depends on, in characters.
const AROUND: usize = 64;

fn window_start(text: &str, offset: usize) -> usize {
    let near = text[..offset].char_indices().rev().take(AROUND).take_while(|(_, c)| *c != ' ');
    near.last().map_or(offset, |(at, _)| at)
}

fn window_end(text: &str, offset: usize) -> usize {
    let near = text[offset..].char_indices().take(AROUND).take_while(|(_, c)| *c != ' ');
    near.last().map_or(offset, |(at, c)| offset + at + c.len_utf8())
}

/// Whether a character is of a script that runs its words together, or whose word boundaries take a
/// dictionary: Han, Hiragana, Katakana, Hangul, Thai.
fn runs_on(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0E01..=0x0E3A | 0x0E40..=0x0E5B // Thai
        | 0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97C | 0xAC00..=0xD7FB | 0xFFA0..=0xFFDC // Hangul
        | 0x3041..=0x309F | 0x1B001..=0x1B11F | 0x1B132 | 0x1B150..=0x1B152 | 0x1F200 // Hiragana
        | 0x30A1..=0x30FF | 0x31F0..=0x31FF | 0x32D0..=0x32FE | 0x3300..=0x3357 | 0xFF66..=0xFF9F
        | 0x1AFF0..=0x1AFFE | 0x1B000 | 0x1B120..=0x1B122 | 0x1B155 | 0x1B164..=0x1B167 // Katakana
        | 0x2E80..=0x2FD5 | 0x3005 | 0x3007 | 0x3021..=0x3029 | 0x3038..=0x303B | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAD9 | 0x16FF0..=0x16FF6 | 0x20000..=0x3FFFF // Han
    )
}

#[cfg(test)]
mod tests {
    use super::super::normalise;
    use super::find;

    fn places(text: &str, words: &str) -> Vec<String> {
        find(&normalise(text), words).into_iter().map(|found| text[found.original].to_owned()).collect()
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(places("part of the art", "art"), ["art"]);
        assert_eq!(places("I can't and I can", "I can").len(), 1);
        assert_eq!(places("3.5 or 3", "3"), ["3"]);
        assert_eq!(places("x“art”x art", "\"art\""), ["“art”"]);
        assert_eq!(places("cafe\u{301} cafe", "cafe"), ["cafe"]);
        assert_eq!(places("well-known", "known"), ["known"]);
        assert_eq!(places("the Kremlin’s", "Kremlin"), [""; 0]);
    }

    #[test]
    fn scripts_without_spaces_cut_anywhere() {
        assert_eq!(places("我不能证实也不能否认", "不能").len(), 2);
        assert_eq!(places("プーチン氏は電話した", "電話"), ["電話"]);
        assert_eq!(places("푸틴은 말했다", "푸틴"), ["푸틴"]);
        assert_eq!(places("ไม่ยืนยันและไม่ปฏิเสธ", "ยืนยัน"), ["ยืนยัน"]);
        assert_eq!(places("第3章", "3"), ["3"]);
    }

    #[test]
    fn overlapping_places_count() {
        assert_eq!(places("no no no", "no no").len(), 2);
    }

    #[test]
    fn a_text_made_to_stall_does_not() {
        let text = "a ".repeat(200_000);
        let words = "a ".repeat(100_000);
        assert!(!find(&normalise(&text), words.trim()).is_empty());
    }
}
