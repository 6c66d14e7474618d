//! Pinned claims never move: whatever is done to the article, they stand on their own words or are lost.

use onrecord::anchor::anchor;
use onrecord::anchor::pin::{Pinned, pins};
use onrecord::diag::Change;

use crate::dice::Dice;
use crate::prose::Prose;
use crate::scene::{article, claims, ours};
use crate::trials::{Moves, pinned, stretches};

#[test]
fn pinned_claims_never_move() {
    let mut dice = Dice::new(3);
    let mut moves = Moves::default();
    for prose in ours() {
        moves.see(&prose, 6, &mut dice);
    }
    assert_eq!(moves.moved, [""; 0]);
    assert!(moves.kept > 500 && moves.lost > 100, "{moves:?}");
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
