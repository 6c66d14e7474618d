//! What becomes of quotes while their article is edited, told in numbers: for the tests on our own prose, and
//! for `benches/quotes.rs` on any.

use std::collections::{BTreeSet, HashMap};

use onrecord::anchor::anchor;
use onrecord::anchor::pin::{Pinned, pins};
use onrecord::edit;
use onrecord::text::quote::nearest::Nearest;
use onrecord::text::quote::{exact, normalise};

use super::dice::Dice;
use super::prose::{Edit, Prose, Word};
use super::scene::{article, claims};

/// What became of the quotes of one kind of edit.
#[derive(Debug, Default)]
pub struct Tally {
    /// The passage is the edited sentence.
    pub right: usize,
    /// No passage comes near.
    pub gone: usize,
    /// The passage is another sentence.
    pub wrong: usize,
}

/// Edits sentences, or deletes them (`None`), and looks for the old words; with `sure` only for what needs
/// no look of a person. Only every so manieth; of some length, since of fewer words nobody can tell whether
/// they were edited; and without a twin, since nobody can tell twins apart either.
pub fn tally(texts: &[Prose], edit: Option<Edit>, sure: bool, every: usize) -> Tally {
    let mut tally = Tally::default();
    let mut dice = Dice::new(7);
    for prose in texts {
        let twins = with_twins(prose);
        for index in (0..prose.0.len()).step_by(every) {
            let sentence = &prose.0[index];
            if !(8..60).contains(&sentence.len()) || twins[index] {
                continue;
            }
            let mut new = prose.clone();
            match edit.map(|edit| edit.done(sentence, &mut dice)) {
                Some(Some(edited)) => new.0[index] = edited,
                Some(None) => continue,
                None => drop(new.0.remove(index)),
            }
            look(sentence, &new, sure, &mut tally);
        }
    }
    tally
}

/// The sentences of which another one has nearly the same words.
fn with_twins(prose: &Prose) -> Vec<bool> {
    let bare = |word: &Word| word.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<Vec<String>> =
        prose.0.iter().map(|sentence| sentence.iter().map(bare).collect()).collect();
    let mut having: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (index, sentence) in words.iter().enumerate() {
        for word in sentence {
            let places = having.entry(word).or_default();
            match places.last_mut() {
                Some((last, times)) if *last == index => *times += 1,
                _ => places.push((index, 1)),
            }
        }
    }
    let has_twin = |(index, own): (usize, &Vec<String>)| {
        let mut alike = vec![0; words.len()];
        let distinct: BTreeSet<&String> = own.iter().collect();
        for (other, times) in distinct.into_iter().flat_map(|word| &having[word.as_str()]) {
            alike[*other] += times;
        }
        let is_twin = |other: usize| alike[other] * 4 > own.len().max(words[other].len()) * 3;
        (0..words.len()).any(|other| other != index && is_twin(other))
    };
    words.iter().enumerate().map(has_twin).collect()
}

fn look(sentence: &[Word], new: &Prose, sure: bool, tally: &mut Tally) {
    let words: Vec<&str> = sentence.iter().map(|word| word.text.as_str()).collect();
    let words = normalise(&words.join(" ")).text;
    let text = new.text();
    let normal = normalise(&text);
    if !exact::find(&normal, &words).is_empty() {
        return;
    }
    let near = Nearest::new(&normal.text).find(&words).filter(|near| near.sure || !sure);
    let Some(near) = near else {
        tally.gone += 1;
        return;
    };
    let found = new.names(&(normal.near(near.place.start)..normal.near(near.place.end)));
    let own = sentence.iter().filter(|word| found.contains(&word.name)).count();
    *(if own * 2 > sentence.len() { &mut tally.right } else { &mut tally.wrong }) += 1;
}

/// What became of pinned claims.
#[derive(Debug, Default)]
pub struct Moves {
    pub kept: usize,
    pub lost: usize,
    /// The quotes that were found on other words.
    pub moved: Vec<String>,
}

impl Moves {
    /// Pins claims of an article, edits the article so many times, and looks where they stand.
    pub fn see(&mut self, prose: &Prose, times: usize, dice: &mut Dice) {
        let stretches = stretches(prose, dice);
        let quotes: Vec<&str> = stretches.iter().map(|(words, _)| words.as_str()).collect();
        let text = pinned(prose, &quotes, Pinned::All);
        let first = anchor(&article(&prose.text(), &text)).0;
        for _ in 0..times {
            let new = edited(prose, dice);
            let anchored = anchor(&article(&new.text(), &text)).0;
            let pairs = stretches.iter().zip(first.passages.iter().zip(&anchored.passages));
            // A quote that stood in several places could not be pinned.
            for ((words, names), (_, passages)) in pairs.filter(|(_, (before, _))| !before.is_empty()) {
                match passages.first() {
                    None => self.lost += 1,
                    Some(passage) if new.names(&passage.bytes) == *names => self.kept += 1,
                    Some(_) => self.moved.push(words.clone()),
                }
            }
        }
    }
}

/// How many claims an article has.
const CLAIMS: usize = 12;

/// Some stretches of an article, of one to twelve words, each with the names of its words.
pub fn stretches(prose: &Prose, dice: &mut Dice) -> Vec<(String, Vec<Option<usize>>)> {
    let placed = prose.placed();
    let text = prose.text();
    let stretch = |_| {
        let first = dice.below(placed.len());
        let last = (first + dice.below(12)).min(placed.len() - 1);
        let range = placed[first].0.start..placed[last].0.end;
        (text[range.clone()].to_owned(), prose.names(&range))
    };
    (0..CLAIMS).map(stretch).collect()
}

/// Deletes, repeats, moves and edits some sentences.
pub fn edited(prose: &Prose, dice: &mut Dice) -> Prose {
    let mut new = prose.clone();
    for _ in 0..1 + dice.below(6) {
        let index = dice.below(new.0.len());
        match dice.below(4) {
            0 if new.0.len() > 2 => drop(new.0.remove(index)),
            1 => {
                let copy = new.0[index].clone();
                let to = dice.below(new.0.len() + 1);
                new.0.insert(to, copy);
            }
            2 => {
                let sentence = new.0.remove(index);
                let to = dice.below(new.0.len() + 1);
                new.0.insert(to, sentence);
            }
            _ => {
                let edit = *dice.pick(&Edit::ALL);
                if let Some(sentence) = edit.done(&new.0[index], dice) {
                    new.0[index] = sentence;
                }
            }
        }
    }
    new
}

/// The claims file with everything pinned that can be.
pub fn pinned(prose: &Prose, quotes: &[&str], which: Pinned) -> String {
    let text = claims(quotes.iter().copied());
    let changes = pins(&article(&prose.text(), &text), which);
    edit::apply(&text, &changes.iter().collect::<Vec<_>>()).unwrap()
}
