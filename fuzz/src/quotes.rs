//! The search of quotes: what is found says the words, at boundaries, and nothing is passed over; context
//! settles what it was made to settle; the nearest passage lies in the text.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord::text::quote::context::{self, Context, Settling};
use onrecord::text::quote::exact::{self, Match};
use onrecord::text::quote::nearest::Nearest;
use onrecord::text::quote::normalise::normalised;
use onrecord::text::quote::{Normal, normalise};
use unicode_segmentation::UnicodeSegmentation;

use super::parts;

/// A text, the words of a quote, and their prefix and suffix; of these, all but the text may be missing.
pub fn hold(bytes: &[u8]) {
    let parts = parts(bytes);
    let part = |index: usize| parts.get(index).map_or("", String::as_str);
    let (text, words) = (part(0), normalised(part(1)));
    let normal = normalise(text);
    assert!(!normal.text.contains("  "), "{:?}", normal.text);
    let found = exact::find(&normal, &words);
    for place in &found {
        assert_said(text, &normal, place, &words);
    }
    assert_complete(text, &normal, &words, &found);
    let asked = Context::new(Some(part(2)), Some(part(3)));
    for place in &found {
        let both = asked.prefix_holds(&normal, &place.normal) && asked.suffix_holds(&normal, &place.normal);
        assert_eq!(asked.holds(&normal, &place.normal), both);
        assert_settled(text, &normal, place, &found);
    }
    near(&normal, &words);
}

/// A match is the words, byte for byte after normalisation, and the original's stretch says the same.
fn assert_said(text: &str, normal: &Normal, place: &Match, words: &str) {
    assert_eq!(&normal.text[place.normal.clone()], words);
    let original = &text[place.original.clone()];
    assert_eq!(normalised(original), words, "{original:?}");
    let starts = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect::<BTreeSet<_>>();
    assert!(starts.contains(&place.original.start) && starts.contains(&place.original.end), "{place:?}");
    let wordy = |c: Option<char>| c.is_some_and(exact::is_wordy);
    let cut = |at: usize| exact::is_word_boundary(&normal.text, at);
    assert!(!wordy(words.chars().next()) || cut(place.normal.start), "{place:?}");
    assert!(!wordy(words.chars().next_back()) || cut(place.normal.end), "{place:?}");
}

/// Every place at which the words stand between boundaries is found, in order.
fn assert_complete(text: &str, normal: &Normal, words: &str, found: &[Match]) {
    assert!(found.is_sorted_by(|a, b| a.normal.start < b.normal.start));
    let starts = normal.text.char_indices().map(|(at, _)| at);
    let places = starts.filter(|at| normal.text[*at..].starts_with(words));
    let bounded = |start: &usize| {
        let end = start + words.len();
        let cut = |at: usize| exact::is_word_boundary(&normal.text, at);
        (!words.starts_with(exact::is_wordy) || cut(*start))
            && (!words.ends_with(exact::is_wordy) || cut(end))
    };
    let whole = |start: &usize| normal.original(*start..start + words.len()).is_some();
    let expected = if words.is_empty() { 0 } else { places.filter(bounded).filter(whole).count() };
    assert_eq!(found.len(), expected, "{words:?} in {text:?}");
}

/// The context that is proposed for a place holds there, and nowhere else.
fn assert_settled(text: &str, normal: &Normal, place: &Match, all: &[Match]) {
    if all.len() > 1
        && let Some(settling) = context::settle(normal, text, place, all)
    {
        let context = written(&settling);
        let held: Vec<&Match> = all.iter().filter(|other| context.holds(normal, &other.normal)).collect();
        assert_eq!(held, [place], "{settling:?} in {text:?}");
    }
    if let Some(settling) = context::some(normal, text, place) {
        assert!(written(&settling).holds(normal, &place.normal), "{settling:?} in {text:?}");
    }
}

/// The context as its author would write it into the file.
fn written(settling: &Settling) -> Context {
    match settling {
        Settling::Prefix(words) => Context::new(Some(words), None),
        Settling::Suffix(words) => Context::new(None, Some(words)),
    }
}

/// The nearest passage is a stretch of the text, and the way back from it leads into the original.
fn near(normal: &Normal, words: &str) {
    let Some(near) = Nearest::new(&normal.text).find(words) else { return };
    let Range { start, end } = near.place;
    let passage = &normal.text[start..end];
    assert!(!passage.is_empty() && !passage.starts_with(' ') && !passage.ends_with(' '), "{passage:?}");
    assert!(normal.near(start) <= normal.near(end));
    // What differs nowhere is the same.
    assert!(
        !near.differences.is_empty() || unspaced(passage) == unspaced(words),
        "{passage:?} for {words:?}"
    );
}

fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
