//! The passage that comes nearest to words that are lost: a hint for the author, never an anchor.
//!
//! Words that the quote and the text share vote for the places where the quote may have stood, rare
//! words more than common ones; the edit distance is then measured around the best few places only.

mod difference;
mod distance;
mod likeness;
mod shuffled;

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

pub use difference::Difference;
use difference::{differences, renames};
use distance::nearest_stretch;
use likeness::{Likeness, Weights};
use shuffled::shuffled;

use super::exact::is_wordy;

/// A text made ready for searches of what is lost in it.
pub struct Nearest {
    letters: Vec<char>,
    /// By letter, and one past the last: its byte.
    bytes: Vec<usize>,
    /// Each word in small letters, with the letters at which it begins.
    words: HashMap<String, Vec<usize>>,
    /// The words in order: each by the letter at which it stands first, with its letters.
    order: Vec<(usize, Range<usize>)>,
}

/// A passage near to a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Bytes of the text, whole words.
    pub place: Range<usize>,
    /// In what it differs, in order.
    pub differences: Vec<Difference>,
    /// It can only be the quote, edited, and says the same: no name, no number and no negation has changed.
    pub sure: bool,
}

/// A word that stands more often than this says nothing about the place.
const COMMON: usize = 64;
/// How many places are measured.
const MEASURED: usize = 4;
/// How many letters of the text, times blocks of 64 letters of the quote, are measured when no shared
/// word shows a place.
const AFFORDABLE: usize = 4_000_000;
/// Longer quotes, in letters, are not searched for: the cost grows with the square.
const LONGEST: usize = 10_000;

impl Nearest {
    /// `text` is normalised, and so are the words that are searched later.
    pub fn new(text: &str) -> Self {
        let (mut bytes, letters): (Vec<usize>, Vec<char>) = text.char_indices().unzip();
        bytes.push(text.len());
        let mut words: HashMap<String, Vec<usize>> = HashMap::new();
        let mut order = Vec::new();
        for (letter, word) in words_of(text) {
            let end = letter + word.chars().count();
            let stands = words.entry(word).or_default();
            stands.push(letter);
            order.push((stands.first().copied().unwrap_or(letter), letter..end));
        }
        Self { letters, bytes, words, order }
    }

    /// The passage nearest to the words, or `None` where nothing is near enough to be the same words,
    /// edited.
    pub fn find(&self, words: &str) -> Option<Near> {
        let pattern: Vec<char> = words.chars().collect();
        if pattern.len() > LONGEST {
            return None;
        }
        let closest = self.closest(words, &pattern).and_then(|place| self.judged(words, place));
        closest.or_else(|| self.judged(words, self.reordered(words)?))
    }

    /// The stretch of the least edit distance, in whole words, if that is small enough.
    fn closest(&self, words: &str, pattern: &[char]) -> Option<Range<usize>> {
        let allowed = allowed(pattern.len());
        let mut best: Option<(usize, Range<usize>)> = None;
        for start in self.candidates(words, pattern.len()) {
            self.measure(pattern, self.around(start, pattern.len()), &mut best);
        }
        let blocks = pattern.len().div_ceil(64);
        let found = best.as_ref().is_some_and(|(distance, _)| *distance <= allowed);
        if !found && self.letters.len().saturating_mul(blocks) <= AFFORDABLE {
            self.measure(pattern, 0..self.letters.len(), &mut best);
        }
        let (_, letters) = best.filter(|(distance, _)| *distance <= allowed)?;
        Some(self.whole_words(self.completed(pattern, letters)))
    }

    /// The stretch that has the words in another order.
    fn reordered(&self, words: &str) -> Option<Range<usize>> {
        let which =
            |(_, word): (usize, String)| self.words.get(&word).and_then(|stands| stands.first()).copied();
        let words: Vec<Option<usize>> = words_of(words).map(which).collect();
        let text: Vec<usize> = self.order.iter().map(|(word, _)| *word).collect();
        let place = shuffled(&text, &words)?;
        let (_, first) = self.order.get(place.start)?;
        let (_, last) = self.order.get(place.end - 1)?;
        Some(first.start..last.end)
    }

    /// What is to be said of a stretch, if its words are those of the quote, edited.
    fn judged(&self, words: &str, place: Range<usize>) -> Option<Near> {
        let passage: String = self.letters.get(place.clone())?.iter().collect();
        let differences = differences(words, &passage);
        let weights = Weights { words: &self.words, count: self.order.len() };
        let likeness = weights.likeness(words, &passage, differences.len());
        let place = *self.bytes.get(place.start)?..*self.bytes.get(place.end)?;
        let sure = likeness == Likeness::Sure && !renames(words, &passage);
        (likeness != Likeness::None).then_some(Near { place, differences, sure })
    }

    fn measure(&self, pattern: &[char], window: Range<usize>, best: &mut Option<(usize, Range<usize>)>) {
        let letters = self.letters.get(window.clone()).unwrap_or_default();
        if let Some((distance, place)) = nearest_stretch(pattern, letters)
            && best.as_ref().is_none_or(|(least, _)| distance < *least)
        {
            *best = Some((distance, window.start + place.start..window.start + place.end));
        }
    }

    /// The letters at which the quote may begin, the most voted for first.
    fn candidates(&self, words: &str, length: usize) -> Vec<i64> {
        let width = bucket_width(length);
        let mut votes: HashMap<i64, u64> = HashMap::new();
        for (letter, word) in words_of(words) {
            let Some(stands) = self.words.get(&word).filter(|stands| stands.len() <= COMMON) else {
                continue;
            };
            let weight = 1_000 / stands.len() as u64;
            for &at in stands {
                // A place near the edge of a bucket votes for the next one too.
                let bucket = (at as i64 - letter as i64).div_euclid(width);
                *votes.entry(bucket).or_default() += weight;
                *votes.entry(bucket + 1).or_default() += weight;
            }
        }
        let mut votes: Vec<(i64, u64)> = votes.into_iter().collect();
        votes.sort_by_key(|&(bucket, weight)| (std::cmp::Reverse(weight), bucket));
        votes.into_iter().take(MEASURED).map(|(bucket, _)| bucket * width).collect()
    }

    /// The window around a place in which the whole quote must lie, with all that edits may add.
    fn around(&self, start: i64, length: usize) -> Range<usize> {
        let slack = bucket_width(length) + allowed(length) as i64 + 16;
        let clamp = |letter: i64| usize::try_from(letter).unwrap_or(0).min(self.letters.len());
        clamp(start - slack)..clamp(start + length as i64 + slack)
    }

    /// The stretch extended to the quote's first two words and its last two, where they stand nearby:
    /// words that were put in leave the stretch of least distance short of an end.
    fn completed(&self, pattern: &[char], stretch: Range<usize>) -> Range<usize> {
        let reach = pattern.len() / 2 + 8;
        let Range { mut start, mut end } = stretch;
        let mut spaces = pattern.iter().enumerate().filter(|(_, c)| **c == ' ').map(|(at, _)| at);
        let (Some(second), Some(first_last)) = (spaces.nth(1), spaces.next_back()) else { return start..end };
        let but_one = pattern.iter().take(first_last).rposition(|c| *c == ' ');
        let (head, _) = pattern.split_at(second);
        let (_, tail) = pattern.split_at(but_one.map_or(0, |space| space + 1));
        let (upto, from) = self.letters.split_at(start);
        let (far, before) = upto.split_at(start.saturating_sub(reach));
        if !from.starts_with(head)
            && let Some(at) = before.windows(head.len()).rposition(|words| words == head)
        {
            start = far.len() + at;
        }
        let (upto, from) = self.letters.split_at(end);
        let (after, _) = from.split_at(from.len().min(reach));
        if !upto.ends_with(tail)
            && let Some(at) = after.windows(tail.len()).position(|words| words == tail)
        {
            end += at + tail.len();
        }
        start..end
    }

    /// The stretch with the words in which it begins and ends completed, white space left out.
    fn whole_words(&self, stretch: Range<usize>) -> Range<usize> {
        let word = |letter: usize| self.letters.get(letter).is_some_and(|c| is_wordy(*c));
        let blank = |letter: usize| self.letters.get(letter) == Some(&' ');
        let Range { mut start, mut end } = stretch;
        while start < end && blank(start) {
            start += 1;
        }
        while end > start && blank(end - 1) {
            end -= 1;
        }
        while start > 0 && word(start - 1) && word(start) {
            start -= 1;
        }
        while end > start && word(end - 1) && word(end) {
            end += 1;
        }
        start..end
    }
}

/// How many edits leave words the same words, edited. Unrelated sentences of one language lie at two
/// thirds of their length and more.
fn allowed(length: usize) -> usize {
    if length < 24 { length / 4 } else { length * 2 / 5 }
}

fn bucket_width(length: usize) -> i64 {
    (length / 4).max(16) as i64
}

/// The words of a text in small letters, each with the letter at which it begins.
fn words_of(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut letter = 0;
    text.split_word_bounds().filter_map(move |word| {
        let start = letter;
        letter += word.chars().count();
        word.starts_with(is_wordy).then(|| (start, word.to_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::Nearest;

    const TEXT: &str = "The spokesman was asked on Sunday. \"There are many messages, and I can neither \
        confirm nor deny this,\" he told the agency. A deputy had said the week before that no call was \
        planned. The newspaper printed the interview on Saturday evening.";

    fn near(words: &str) -> Option<(&'static str, Vec<(String, String)>)> {
        let near = Nearest::new(TEXT).find(words)?;
        let differences = near.differences.into_iter().map(|d| (d.quote, d.article)).collect();
        Some((&TEXT[near.place], differences))
    }

    fn pair(quote: &str, article: &str) -> (String, String) {
        (quote.to_owned(), article.to_owned())
    }

    #[test]
    fn edited_words_are_found() {
        let (words, differences) = near("I can not confirm or deny this").unwrap();
        assert_eq!(words, "I can neither confirm nor deny this");
        assert_eq!(differences, [pair("not", "neither"), pair("or", "nor")]);
        let (words, _) = near("A deputy had said that no call was planned").unwrap();
        assert_eq!(words, "A deputy had said the week before that no call was planned");
        assert_eq!(near("the spokesman was asked").unwrap().1, [pair("the", "The")]);
        assert_eq!(near("mesages").unwrap().0, "messages");
    }

    #[test]
    fn deleted_words_are_gone() {
        for gone in [
            "We have no contacts at the highest level with Washington at this time",
            "The president himself will speak about it tomorrow",
            "There are many things that he would rather not talk about in public",
            "no comment",
        ] {
            assert_eq!(near(gone), None, "{gone}");
        }
    }

    #[test]
    fn long_and_foreign_words_are_found() {
        let text = format!("{} {TEXT} {}", "lorem ipsum dolor ".repeat(200), "sit amet ".repeat(200));
        let quote = TEXT.replace("Sunday", "Monday").replace("evening", "morning");
        assert_eq!(&text[Nearest::new(&text).find(&quote).unwrap().place], TEXT);
        let text = "克里姆林宫发言人说,他既不能证实也不能否认这一消息。";
        let near = Nearest::new(text).find("他既不能证实也无法否认这一消息").unwrap();
        assert_eq!(&text[near.place], "他既不能证实也不能否认这一消息");
    }
}
