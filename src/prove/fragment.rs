//! Text directives (URL Fragment Text Directives, WICG): the part of an address that leads to words.
//!
//! `[prefix-,]start[,end][,-suffix]`. Browsers go to the first place where it holds, letter for letter but
//! for case and white space, whole words only. So words as the copy has them are taken, and a directive
//! is given only if it holds in one place.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::quote::context::{Settling, settle};
use crate::text::quote::exact::{self, Match};
use crate::text::quote::normalise::{normalise, normalised};

use super::copy::Copy;

/// Longer words, in characters, are named by their beginning and their end: directives stand in addresses.
const LONG: usize = 80;
/// How many characters a beginning or an end has at least.
const END: usize = 24;

/// The directive that leads to a place of the copy, and to no other.
pub fn directive(copy: &Copy, place: &Match) -> Option<String> {
    let words = copy.text.get(place.original.clone())?.trim();
    let named = Named::of(words)?;
    if stands_once(copy, &named.start) && named.ends_once(words) {
        return Some(named.written());
    }
    let all = exact::find(&copy.normal, copy.normal.text.get(place.normal.clone())?);
    let settling = settle(&copy.normal, &copy.text, place, &all)?;
    let alone = match &settling {
        Settling::Prefix(prefix) => stands_once_beside(copy, prefix, &named.start),
        Settling::Suffix(suffix) => {
            stands_once_beside(copy, named.end.as_ref().unwrap_or(&named.start), suffix)
        }
    };
    if !alone || !named.ends_once(words) {
        return None;
    }
    Some(match settling {
        Settling::Prefix(prefix) => format!("{}-,{}", encoded(&prefix), named.written()),
        Settling::Suffix(suffix) => format!("{},-{}", named.written(), encoded(&suffix)),
    })
}

/// Words as a directive names them: whole, or by their beginning and their end.
struct Named {
    start: String,
    end: Option<String>,
}

impl Named {
    /// A whole must stand in one block of the page, and where a line ends in the copy, a block may end.
    fn of(words: &str) -> Option<Self> {
        let whole = words.chars().count() <= LONG && !words.contains('\n');
        if whole {
            return Some(Self { start: words.to_owned(), end: None });
        }
        let bounds: Vec<usize> =
            words.split_word_bound_indices().map(|(at, _)| at).chain([words.len()]).collect();
        let long = |part: &str| part.chars().count() >= END;
        let heads = bounds.iter().filter_map(|at| words.get(..*at)).map(str::trim);
        let tails = bounds.iter().rev().filter_map(|at| words.get(*at..)).map(str::trim);
        let start = heads.clone().find(|part| long(part)).filter(|part| !part.contains('\n'));
        let end = tails.clone().find(|part| long(part)).filter(|part| !part.contains('\n'));
        // Short lines: the first and the last of them.
        let start = start.or_else(|| words.lines().next().map(str::trim));
        let end = end.or_else(|| words.lines().last().map(str::trim));
        let (start, end) = (start?.to_owned(), end?.to_owned());
        (start.len() + end.len() <= words.len()).then_some(Self { start, end: Some(end) })
    }

    /// Whether the end stands at the end of the words and nowhere before.
    fn ends_once(&self, words: &str) -> bool {
        let Some(end) = &self.end else { return true };
        let after = words.get(self.start.len()..).unwrap_or_default();
        exact::find(&normalise(&after.to_lowercase()), &normalised(&end.to_lowercase())).len() == 1
    }

    fn written(&self) -> String {
        match &self.end {
            Some(end) => format!("{},{}", encoded(&self.start), encoded(end)),
            None => encoded(&self.start),
        }
    }
}

fn stands_once(copy: &Copy, words: &str) -> bool {
    exact::find(copy.lower(), &normalised(&words.to_lowercase())).len() == 1
}

/// Whether two stretches stand side by side in one place, white space between them or not.
fn stands_once_beside(copy: &Copy, first: &str, second: &str) -> bool {
    let places = |words: String| exact::find(copy.lower(), &normalised(&words.to_lowercase())).len();
    places(format!("{first}{second}")) + places(format!("{first} {second}")) == 1
}

/// White space in a directive is any white space of the page.
fn encoded(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    utf8_percent_encode(&words, NON_ALPHANUMERIC).to_string()
}
