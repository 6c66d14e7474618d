//! Reversals: what one speaker affirmed and later denied, or the other way round, with both quotes
//! side by side and the words that changed marked (format, section 7).

use serde::Serialize;
use similar::{Algorithm, ChangeTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::ClaimIx;
use crate::record::Reversal;

use super::Desk;
use super::articles::foreign;
use super::frame::{Link, When, direction, verb};
use super::telling::full_words;

/// A reversal as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct ReversalView {
    pub speaker: Link,
    pub on: Link,
    pub from: Side,
    pub to: Side,
}

/// What was said on one of the two days.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    pub verb: &'static str,
    pub stance: &'static str,
    pub when: When,
    pub url: String,
    /// The words are the article's own, and not the editors'.
    pub quoted: bool,
    /// Of the article, where it is not the site's: BCP 47.
    pub language: Option<String>,
    pub dir: &'static str,
    pub pieces: Vec<Piece>,
}

/// A run of words that both sides share, or that only this one has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub text: String,
    pub changed: bool,
}

pub fn reversal(desk: &Desk<'_>, reversal: &Reversal) -> ReversalView {
    let corpus = desk.edition.corpus;
    let (from, quoted_from) = full_words(corpus.claim(reversal.from));
    let (to, quoted_to) = full_words(corpus.claim(reversal.to));
    let (from_pieces, to_pieces) = compare(&from, &to);
    ReversalView {
        speaker: desk.speaker(reversal.speaker),
        on: desk.edition.target(desk, reversal.on),
        from: side(desk, reversal, reversal.from, quoted_from, from_pieces),
        to: side(desk, reversal, reversal.to, quoted_to, to_pieces),
    }
}

/// Two texts word by word: what each has that the other has not.
pub fn compare(from: &str, to: &str) -> (Vec<Piece>, Vec<Piece>) {
    let from: Vec<&str> = from.split_word_bounds().collect();
    let to: Vec<&str> = to.split_word_bounds().collect();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &from, &to) {
        for change in op.iter_changes(&from, &to) {
            match change.tag() {
                ChangeTag::Delete => push(&mut left, change.value(), true),
                ChangeTag::Insert => push(&mut right, change.value(), true),
                ChangeTag::Equal => {
                    push(&mut left, change.value(), false);
                    push(&mut right, change.value(), false);
                }
            }
        }
    }
    (joined(left), joined(right))
}

/// Adds a word to the run that it continues, or begins a new one.
fn push(pieces: &mut Vec<Piece>, word: &str, changed: bool) {
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text += word,
        _ => pieces.push(Piece { text: word.to_owned(), changed }),
    }
}

/// A lone space between two changed runs belongs to them: it is no word that both sides share.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let between = joined.last().is_some_and(|last| last.changed) && pieces.peek().is_some();
        let changed = piece.changed || between && piece.text.trim().is_empty();
        push(&mut joined, &piece.text, changed);
    }
    joined
}

fn side(desk: &Desk<'_>, reversal: &Reversal, ix: ClaimIx, quoted: bool, pieces: Vec<Piece>) -> Side {
    let claim = desk.edition.corpus.claim(ix);
    let language = &desk.edition.corpus.article(claim.article).language;
    let stance = claim.positions.iter().rfind(|position| position.on == reversal.on);
    Side {
        verb: stance.map_or("", |position| verb(position.stance)),
        stance: stance.map_or("none", |position| position.stance.key()),
        when: desk.when(&claim.said),
        url: desk.claim(ix),
        quoted,
        language: foreign(desk, language),
        dir: direction(language),
        pieces,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| if piece.changed { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn only_what_changed_is_marked() {
        let (from, to) = compare("There was a call on Monday.", "There was no such call on Tuesday.");
        assert_eq!(marked(&from), "There was [a] call on [Monday].");
        assert_eq!(marked(&to), "There was [no such] call on [Tuesday].");
    }

    #[test]
    fn the_same_words_have_no_marks_and_strangers_are_marked_whole() {
        let (from, to) = compare("It took place", "It took place");
        assert_eq!((marked(&from), marked(&to)), ("It took place".into(), "It took place".into()));
        let (from, to) = compare("Yes, we spoke", "Nobody called");
        assert_eq!(marked(&to), "[Nobody called]");
        assert!(from.iter().map(|piece| piece.text.as_str()).collect::<String>() == "Yes, we spoke");
    }

    #[test]
    fn pieces_joined_are_the_text() {
        let (a, b) = ("Мы не звонили — да? 你好 世界", "Мы звонили — нет! 你好 朋友");
        let (from, to) = compare(a, b);
        assert_eq!(from.iter().map(|piece| piece.text.as_str()).collect::<String>(), a);
        assert_eq!(to.iter().map(|piece| piece.text.as_str()).collect::<String>(), b);
    }
}
