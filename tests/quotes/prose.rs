//! Prose, and what happens to it: sentences are edited, deleted, repeated, and every word of the new text
//! still knows which word of the old one it is.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::dice::Dice;

/// A word of a text. A copy of a sentence has the names of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// Which word of the first text it is; `None` for one that was put in later.
    pub name: Option<usize>,
}

pub type Sentence = Vec<Word>;

/// The sentences of a text, in order.
#[derive(Clone, Debug)]
pub struct Prose(pub Vec<Sentence>);

impl Prose {
    pub fn read(text: &str) -> Self {
        let mut names = 0..;
        let mut word = |text: &str| Word { text: text.to_owned(), name: names.next() };
        let sentences = text.split("\n\n").flat_map(|block| {
            let line = block.split_whitespace().collect::<Vec<_>>().join(" ");
            line.unicode_sentences().map(str::to_owned).collect::<Vec<_>>()
        });
        let words = sentences.map(|sentence| sentence.split_whitespace().map(&mut word).collect());
        Self(words.filter(|sentence: &Sentence| !sentence.is_empty()).collect())
    }

    /// The same in texts of at least so many words each; what is left over at the end is left out.
    pub fn cut(&self, words: usize) -> Vec<Self> {
        let mut cut = Vec::new();
        let mut taken = Vec::new();
        for sentence in &self.0 {
            taken.push(sentence.clone());
            if taken.iter().map(Vec::len).sum::<usize>() >= words {
                cut.push(Self(std::mem::take(&mut taken)));
            }
        }
        cut
    }

    pub fn text(&self) -> String {
        let words = self.0.iter().flatten().map(|word| word.text.as_str());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Each word with its bytes of the text.
    pub fn placed(&self) -> Vec<(Range<usize>, &Word)> {
        let mut at = 0;
        let mut placed = Vec::new();
        for word in self.0.iter().flatten() {
            placed.push((at..at + word.text.len(), word));
            at += word.text.len() + 1;
        }
        placed
    }

    /// The names of the words that lie in a stretch of the text, wholly or in part.
    pub fn names(&self, stretch: &Range<usize>) -> Vec<Option<usize>> {
        let placed = self.placed();
        let inside =
            |(place, _): &&(Range<usize>, &Word)| place.start < stretch.end && stretch.start < place.end;
        placed.iter().filter(inside).map(|(_, word)| word.name).collect()
    }
}

/// What an editor does to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edit {
    Typo,
    Reordered,
    OtherName,
    OtherNumber,
    Negated,
    NoLongerNegated,
    WordsAdded,
    WordsCut,
}

impl Edit {
    pub const ALL: [Self; 8] = [
        Self::Typo,
        Self::Reordered,
        Self::OtherName,
        Self::OtherNumber,
        Self::Negated,
        Self::NoLongerNegated,
        Self::WordsAdded,
        Self::WordsCut,
    ];

    /// Does it to some words. `None` where they give no occasion.
    pub fn done(self, words: &[Word], dice: &mut Dice) -> Option<Sentence> {
        let mut new = words.to_vec();
        let spots = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            words.iter().enumerate().filter(|(_, word)| fits(&word.text)).map(|(at, _)| at).collect()
        };
        let spot = |spots: &[usize], dice: &mut Dice| {
            if spots.is_empty() { None } else { Some(*dice.pick(spots)) }
        };
        match self {
            Self::Typo => {
                let at = spot(&spots(&|word| word.chars().count() > 3), dice)?;
                let mut letters: Vec<char> = new[at].text.chars().collect();
                let place = dice.below(letters.len() - 1);
                if letters[place] == letters[place + 1] {
                    letters.remove(place);
                } else {
                    letters.swap(place, place + 1);
                }
                new[at] = put_in(&letters.into_iter().collect::<String>());
            }
            Self::Reordered => {
                if words.len() < 6 {
                    return None;
                }
                let from = dice.below(words.len() - 4);
                new[from..from + 4].rotate_left(2);
            }
            Self::OtherName => {
                let capital = |word: &str| word.starts_with(char::is_uppercase);
                let at = spot(&spots(&capital).into_iter().filter(|at| *at > 0).collect::<Vec<_>>(), dice)?;
                new[at] = put_in(dice.pick::<&str>(&["Berlin", "Reuters", "Johansson", "Parliament"]));
            }
            Self::OtherNumber => {
                let at = spot(&spots(&|word| word.contains(|c: char| c.is_ascii_digit())), dice)?;
                let other =
                    |c: char| c.to_digit(10).map_or(c, |digit| char::from(b'0' + (digit as u8 + 3) % 10));
                new[at] = put_in(&words[at].text.chars().map(other).collect::<String>());
            }
            Self::Negated => {
                const VERBS: [&str; 12] = [
                    "is", "are", "was", "were", "will", "would", "can", "could", "has", "have", "does",
                    "should",
                ];
                let at = spot(&spots(&|word| VERBS.contains(&word)), dice)?;
                new.insert(at + 1, put_in("not"));
            }
            Self::NoLongerNegated => {
                let at = spot(&spots(&|word| matches!(word, "not" | "no" | "never")), dice)?;
                new.remove(at);
            }
            Self::WordsAdded => {
                let at = 1 + dice.below(words.len().max(2) - 1);
                let added = dice.pick::<&str>(&[
                    "in the end,",
                    "as they had said before,",
                    "again",
                    "with some delay",
                ]);
                let added: Vec<Word> = added.split(' ').map(put_in).collect();
                new.splice(at.min(words.len())..at.min(words.len()), added);
            }
            Self::WordsCut => {
                if words.len() < 6 {
                    return None;
                }
                let count = 1 + dice.below(2);
                let at = 1 + dice.below(words.len() - count - 1);
                new.drain(at..at + count);
            }
        }
        Some(new)
    }
}

fn put_in(text: &str) -> Word {
    Word { text: text.to_owned(), name: None }
}
