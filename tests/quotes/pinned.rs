//! Pinned claims never move: whatever is done to the article, they stand on their own words or are lost.

use onrecord::anchor::anchor;
use onrecord::anchor::pin::{Pinned, pins};
use onrecord::diag::Change;
use onrecord::edit;

use crate::dice::Dice;
use crate::prose::{Edit, Prose};
use crate::scene::{article, claims, ours};

/// How many claims an article has.
const CLAIMS: usize = 12;

/// Some stretches of an article, of one to twelve words, each with the names of its words.
fn stretches(prose: &Prose, dice: &mut Dice) -> Vec<(String, Vec<Option<usize>>)> {
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
fn edited(prose: &Prose, dice: &mut Dice) -> Prose {
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
fn pinned(prose: &Prose, quotes: &[&str], which: Pinned) -> String {
    let text = claims(quotes.iter().copied());
    let changes = pins(&article(&prose.text(), &text), which);
    edit::apply(&text, &changes.iter().collect::<Vec<_>>()).unwrap()
}

#[test]
fn pinned_claims_never_move() {
    let mut dice = Dice::new(3);
    let (mut kept, mut lost) = (0, 0);
    for prose in ours() {
        let stretches = stretches(&prose, &mut dice);
        let quotes: Vec<&str> = stretches.iter().map(|(words, _)| words.as_str()).collect();
        let text = pinned(&prose, &quotes, Pinned::All);
        let first = anchor(&article(&prose.text(), &text)).0;
        for _ in 0..6 {
            let new = edited(&prose, &mut dice);
            let anchored = anchor(&article(&new.text(), &text)).0;
            let pairs = stretches.iter().zip(first.passages.iter().zip(&anchored.passages));
            // A quote that stood in several places could not be pinned.
            for ((words, names), (_, passages)) in pairs.filter(|(_, (before, _))| !before.is_empty()) {
                let Some(passage) = passages.first() else {
                    lost += 1;
                    continue;
                };
                assert_eq!(&new.names(&passage.bytes), names, "`{words}` has moved:\n{}", new.text());
                kept += 1;
            }
        }
    }
    assert!(kept > 500 && lost > 100, "{kept} kept, {lost} lost");
}

#[test]
fn pins_hold_and_are_whole_words_of_at_most_32_characters() {
    let mut dice = Dice::new(5);
    for prose in ours() {
        let stretches = stretches(&prose, &mut dice);
        let quotes: Vec<&str> = stretches.iter().map(|(words, _)| words.as_str()).collect();
        let bare = anchor(&article(&prose.text(), &claims(quotes.iter().copied()))).0;
        let read = article(&prose.text(), &pinned(&prose, &quotes, Pinned::All));
        assert_eq!(bare.passages, anchor(&read).0.passages);
        let text = prose.text();
        let cut = |at: usize| {
            let wordy = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            wordy(text[..at].chars().next_back()) && wordy(text[at..].chars().next())
        };
        for quote in read.claims.entries.iter().flat_map(|claim| &claim.quote.0) {
            for context in [&quote.prefix, &quote.suffix].into_iter().flatten() {
                let start = text.find(&context.value).unwrap();
                let inside = cut(start) || cut(start + context.value.len());
                assert!(context.value.chars().count() <= 32 && !inside, "{:?}", context.value);
            }
        }
        // What has both sides is not pinned again.
        let open = |change: &Change| {
            read.claims.entries.iter().flat_map(|claim| &claim.quote.0).any(|quote| {
                let bare = quote.prefix.is_none() || quote.suffix.is_none();
                bare && quote.exact.range == change.place().range
            })
        };
        assert!(pins(&read, Pinned::All).iter().all(open));
    }
}

#[test]
fn only_short_quotes_are_pinned_where_that_is_asked() {
    let prose = Prose::read("He said no to them all. Then he left the room without another word.");
    let text = pinned(&prose, &["no", "left the room without another word"], Pinned::Short);
    assert_eq!(
        text,
        "claims:\n  - id: c0\n    quote:\n      exact: \"no\"\n      prefix: He said\n      \
         suffix: to them all. Then he left the\n    speaker: s\n  - id: c1\n    \
         quote: \"left the room without another word\"\n    speaker: s\n"
    );
}
