//! What stands right before and after a quote, and how much of it tells one place from the others.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Normal;
use super::exact::{Match, is_word_boundary, is_wordy};
use super::normalise::normalised;

/// The words that shall stand right before and right after a quote, normalised; empty where none are
/// asked for.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub prefix: String,
    pub suffix: String,
}

impl Context {
    pub fn new(prefix: Option<&str>, suffix: Option<&str>) -> Self {
        Self {
            prefix: normalised(prefix.unwrap_or_default()),
            suffix: normalised(suffix.unwrap_or_default()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.prefix.is_empty() && self.suffix.is_empty()
    }

    /// Whether the prefix stands right before a place. White space between them does not count.
    pub fn prefix_holds(&self, text: &Normal, normal: &Range<usize>) -> bool {
        let before = text.text[..normal.start].trim_end();
        let Some(rest) = before.strip_suffix(self.prefix.as_str()) else { return false };
        let cut = is_cut_off(&self.prefix) || !self.prefix.starts_with(is_wordy);
        cut || is_word_boundary(&text.text, rest.len())
    }

    /// Whether the suffix stands right after a place. White space between them does not count.
    pub fn suffix_holds(&self, text: &Normal, normal: &Range<usize>) -> bool {
        let after = text.text[normal.end..].trim_start();
        let Some(rest) = after.strip_prefix(self.suffix.as_str()) else { return false };
        let cut = is_cut_off(&self.suffix) || !self.suffix.ends_with(is_wordy);
        cut || is_word_boundary(&text.text, text.text.len() - rest.len())
    }

    pub fn holds(&self, text: &Normal, normal: &Range<usize>) -> bool {
        self.prefix_holds(text, normal) && self.suffix_holds(text, normal)
    }
}

/// Whether a context may begin or end inside a word. One that an author writes holds whole words:
/// `he said` does not stand in `she said`. Programs cut theirs off after so many characters, 32 most
/// of them.
fn is_cut_off(context: &str) -> bool {
    context.chars().count() >= 24
}

/// What settles a quote that stands in several places: the words of the text, not normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settling {
    Prefix(String),
    Suffix(String),
}

/// How many words of context are tried before a place is given up as not to be settled on one side.
const TRIED: usize = 40;

/// The shortest prefix or suffix, in whole words, that stands at this place and at none of the
/// others; the prefix where both are as short. `original` is the text of which `text` is made.
pub fn settle(text: &Normal, original: &str, place: &Match, all: &[Match]) -> Option<Settling> {
    let others: Vec<&Match> = all.iter().filter(|other| *other != place).collect();
    let prefix = || {
        words_before(text, &place.normal).find(|start| {
            let context = Context {
                prefix: text.text[*start..place.normal.start].trim().to_owned(),
                suffix: String::new(),
            };
            !others.iter().any(|other| context.holds(text, &other.normal))
        })
    };
    let suffix = || {
        words_after(text, &place.normal).find(|end| {
            let context = Context {
                suffix: text.text[place.normal.end..*end].trim().to_owned(),
                prefix: String::new(),
            };
            !others.iter().any(|other| context.holds(text, &other.normal))
        })
    };
    let prefix = prefix().map(|start| original[text.near(start)..place.original.start].trim());
    let suffix = suffix().map(|end| original[place.original.end..text.near(end)].trim());
    match (prefix, suffix) {
        (Some(prefix), Some(suffix)) if suffix.chars().count() < prefix.chars().count() => {
            Some(Settling::Suffix(suffix.to_owned()))
        }
        (Some(prefix), _) => Some(Settling::Prefix(prefix.to_owned())),
        (None, suffix) => suffix.map(|suffix| Settling::Suffix(suffix.to_owned())),
    }
}

/// The shortest prefix and suffix that together stand at this place and at none of the others, of as many
/// words on either side. For a place that neither side settles alone.
pub fn settle_both(text: &Normal, original: &str, place: &Match, all: &[Match]) -> Option<(String, String)> {
    let starts: Vec<usize> = words_before(text, &place.normal).collect();
    let ends: Vec<usize> = words_after(text, &place.normal).collect();
    starts.into_iter().zip(ends).find_map(|(start, end)| {
        let words = |range: Range<usize>| text.text.get(range).unwrap_or_default().trim().to_owned();
        let context =
            Context { prefix: words(start..place.normal.start), suffix: words(place.normal.end..end) };
        let elsewhere = all.iter().any(|other| other != place && context.holds(text, &other.normal));
        let prefix = original.get(text.near(start)..place.original.start)?.trim();
        let suffix = original.get(place.original.end..text.near(end))?.trim();
        (!elsewhere).then(|| (prefix.to_owned(), suffix.to_owned()))
    })
}

/// What stands around a place, in whole words, at most so many characters on either side: what ties a
/// quote to its place for good. Either may be empty.
pub fn around(original: &str, place: &Range<usize>, most: usize) -> (String, String) {
    let before = original.get(..place.start).unwrap_or_default().trim_end();
    let after = original.get(place.end..).unwrap_or_default().trim_start();
    let start = before.char_indices().rev().take(most).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(most).map_or(after.len(), |(at, _)| at);
    let starts = (start..before.len()).filter(|at| before.is_char_boundary(*at));
    let mut ends = (1..=end).rev().filter(|at| after.is_char_boundary(*at));
    let begins = |at: &usize| {
        before.get(*at..).is_some_and(|rest| rest.starts_with(is_wordy)) && is_word_boundary(before, *at)
    };
    let stops = |at: &usize| {
        is_word_boundary(after, *at) && !after.get(..*at).is_some_and(|rest| rest.ends_with(' '))
    };
    // A word longer than all that is cut inside of it.
    let start = starts.clone().find(begins).unwrap_or(start);
    let end = ends.find(stops).unwrap_or(end);
    let words = |text: Option<&str>| text.unwrap_or_default().trim().to_owned();
    (words(before.get(start..)), words(after.get(..end)))
}

/// A few words from before a place, or else from after it, that would do as its context.
pub fn some(text: &Normal, original: &str, place: &Match) -> Option<Settling> {
    const WORDS: usize = 3;
    if let Some(start) = words_before(text, &place.normal).take(WORDS).last() {
        return Some(Settling::Prefix(original[text.near(start)..place.original.start].trim().to_owned()));
    }
    let end = words_after(text, &place.normal).take(WORDS).last()?;
    Some(Settling::Suffix(original[place.original.end..text.near(end)].trim().to_owned()))
}

/// Where the word before a place begins, the one before that, and so on: bytes of the normalised text.
fn words_before(text: &Normal, normal: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let from = text.text[..normal.start].char_indices().rev().take(TRIED * 12).last().map_or(0, |(at, _)| at);
    let words = text.text[from..normal.start].split_word_bound_indices();
    let starts = words.filter(|(at, word)| word.starts_with(is_wordy) && (from == 0 || *at > 0));
    // Some scripts have word boundaries inside of grapheme clusters, where the text cannot be cut.
    let starts = starts.map(|(at, _)| from + at).filter(|at| text.original(*at..normal.start).is_some());
    starts.collect::<Vec<_>>().into_iter().rev().take(TRIED)
}

/// Where the word after a place ends, the one after that, and so on.
fn words_after(text: &Normal, normal: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let rest = &text.text[normal.end..];
    let upto = rest.char_indices().nth(TRIED * 12).map_or(rest.len(), |(at, _)| at);
    let whole = upto == rest.len();
    let words = rest[..upto].split_word_bound_indices();
    let ends = words.filter(|(at, word)| word.ends_with(is_wordy) && (whole || at + word.len() < upto));
    let ends = ends.map(|(at, word)| normal.end + at + word.len());
    ends.filter(|at| text.original(normal.end..*at).is_some()).collect::<Vec<_>>().into_iter().take(TRIED)
}

#[cfg(test)]
mod tests {
    use super::super::exact::find;
    use super::super::normalise;
    use super::{Context, Settling, settle};

    #[test]
    fn the_shortest_context_settles() {
        let text = "He said “no”, then she said “no” again. He said “no”.";
        let normal = normalise(text);
        let all = find(&normal, "no");
        let settled: Vec<_> = all.iter().map(|place| settle(&normal, text, place, &all)).collect();
        assert_eq!(
            settled,
            [
                Some(Settling::Suffix("”, then".to_owned())),
                Some(Settling::Suffix("” again".to_owned())),
                Some(Settling::Prefix("again. He said “".to_owned())),
            ]
        );
        for (place, settling) in all.iter().zip(settled) {
            let context = match settling {
                Some(Settling::Prefix(words)) => Context::new(Some(&words), None),
                Some(Settling::Suffix(words)) => Context::new(None, Some(&words)),
                None => Context::default(),
            };
            let held: Vec<_> = all.iter().filter(|other| context.holds(&normal, &other.normal)).collect();
            assert_eq!(held, [place]);
        }
    }

    #[test]
    fn words_of_scripts_without_spaces_are_told_apart() {
        let text = "他说不能，她也说不能。";
        let normal = normalise(text);
        let all = find(&normal, "不能");
        assert_eq!(settle(&normal, text, &all[1], &all), Some(Settling::Prefix("也说".to_owned())));
    }
}
