//! Whether a passage is the quote's words, edited, or other words that look like them.
//!
//! Shared words speak for it as far as they are rare in the text, lost and added ones against it. How often
//! that is right is counted by `benches/quotes.rs`; benches/README.md has the figures and how to get them.

use std::collections::HashMap;

use super::words_of;

/// How much a passage has of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Other words.
    None,
    /// Probably the same words, edited: a person must look.
    Near,
    /// The same words, edited.
    Sure,
}

/// What a text says about its words.
pub(super) struct Weights<'a> {
    /// Where each word of the text stands, in small letters.
    pub words: &'a HashMap<String, Vec<usize>>,
    /// How many words the text has.
    pub count: usize,
}

/// How strict one is.
struct Measure {
    /// What a lost word counts, against a kept one.
    lost: f64,
    /// What every place counts at which the two differ.
    spot: f64,
    /// What must be left.
    least: f64,
    /// How much of the quote may be lost.
    share: f64,
}

const NEAR: Measure = Measure { lost: 1.0, spot: 1.0, least: 5.0, share: 0.35 };
const SURE: Measure = Measure { lost: 2.0, spot: 2.0, least: 8.0, share: 0.25 };

/// An added word counts as much as this part of a lost one: whoever edits adds more than is cut.
const ADDED: f64 = 0.3;
/// The weight of a byte. Short words tell little, however rare they are.
const BYTE: f64 = 0.9;

impl Weights<'_> {
    /// Compares a quote with a passage from which it differs at so many places.
    pub fn likeness(&self, quote: &str, passage: &str, spots: usize) -> Likeness {
        let mut theirs: Vec<String> = words_of(passage).map(|(_, word)| word).collect();
        let ours: Vec<String> = words_of(quote).map(|(_, word)| word).collect();
        let all = self.weight(&ours);
        let missing: Vec<String> =
            ours.into_iter().filter(|word| !taken(&mut theirs, |other| other == word)).collect();
        let lost: Vec<String> =
            missing.into_iter().filter(|word| !taken(&mut theirs, |other| is_slip(word, other))).collect();
        let telling = lost.iter().chain(&theirs).any(|word| turns_meaning(word));
        let (lost, added) = (self.weight(&lost), self.weight(&theirs));
        let same = lost + added < 0.01;
        let held = |measure: &Measure| {
            let against = lost + ADDED * added;
            let spots = measure.spot * spots as f64;
            same || (measure.lost * against + spots + measure.least <= all - lost
                && against <= measure.share * all)
        };
        match (held(&SURE) && !telling, held(&NEAR)) {
            (true, _) => Likeness::Sure,
            (_, true) => Likeness::Near,
            _ => Likeness::None,
        }
    }

    fn weight(&self, words: &[String]) -> f64 {
        words.iter().map(|word| self.of(word)).sum()
    }

    /// The rarer a word is in the text, the more it tells.
    fn of(&self, word: &str) -> f64 {
        let stands = self.words.get(word).map_or(0.5, |stands| stands.len() as f64);
        (self.count.max(1) as f64 / stands).ln().clamp(0.0, BYTE * word.len() as f64)
    }
}

/// Takes a word out, if there is one like that.
fn taken(words: &mut Vec<String>, fits: impl Fn(&str) -> bool) -> bool {
    let place = words.iter().position(|word| fits(word));
    if let Some(place) = place {
        words.swap_remove(place);
    }
    place.is_some()
}

/// Whether one word is the other with a slip of the pen.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    let slack = match one.chars().count() {
        0..4 => 0,
        4..10 => 1,
        _ => 2,
    };
    slack > 0 && !has_digit(one) && strsim::osa_distance(one, other) <= slack
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Whether a word that comes or goes may turn what is said into something else: a number, or a negation
/// in one of the languages that we know some of.
fn turns_meaning(word: &str) -> bool {
    const NEGATIONS: [&str; 35] = [
        "no",
        "not",
        "cannot",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without", // English
        "nicht",
        "kein",
        "keine",
        "keinen",
        "nie",
        "niemals",
        "ohne", // German
        "ne",
        "pas",
        "non",
        "jamais",
        "sans",
        "aucun", // French, Italian
        "nunca",
        "sin",
        "mai",
        "senza", // Spanish, Italian
        "не",
        "нет",
        "ни",
        "никогда",
        "без", // Russian
        "ні",
        "немає",
        "ніколи", // Ukrainian
    ];
    has_digit(word) || word.ends_with("n't") || word.ends_with("n’t") || NEGATIONS.contains(&word)
}
