//! Which words of a text stand between marks of quotation.
//!
//! The same glyph opens in one language and closes in another, so a mark is judged by what stands on its
//! two sides, and by its glyph only where that does not tell.

use std::ops::Range;

use crate::text::quote::normalise::{is_double_quote, is_single_quote};

/// A quotation that goes on for longer, in bytes, was never closed.
const LONGEST: usize = 4_000;

/// The stretches between double marks, in order, the marks left out.
pub fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if is_double_quote(c) {
            let inside = at + c.len_utf8();
            let after = text.get(inside..).and_then(|rest| rest.chars().next());
            let start = open.filter(|start| at - start <= LONGEST);
            match (side(before, c, after), start) {
                // Every paragraph of a long quotation begins with a mark.
                (Side::Opens, Some(_)) => {}
                (Side::Closes | Side::Either, Some(start)) => {
                    found.push(start..at);
                    open = None;
                }
                (Side::Opens | Side::Either, None) => open = Some(inside),
                (Side::Closes, None) => open = None,
            }
        }
        before = Some(c);
    }
    found
}

/// Whether a stretch of a text stands right between single marks.
pub fn in_single_marks(text: &str, place: &Range<usize>) -> bool {
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    before.ends_with(is_single_quote)
        && after.trim_start_matches(['.', ',', ';', ':', '!', '?', '…']).starts_with(is_single_quote)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

fn side(before: Option<char>, mark: char, after: Option<char>) -> Side {
    let begins = before.is_none_or(|c| c.is_whitespace() || is_single_quote(c) || "([{—–-".contains(c));
    let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?…)]}—–-".contains(c));
    match (begins, ends) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ if "“«„「﹁〝｢".contains(mark) => Side::Opens,
        _ if "”»」﹂〞｣".contains(mark) => Side::Closes,
        _ => Side::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::{in_single_marks, stretches};

    fn words(text: &str) -> Vec<&str> {
        stretches(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn marks_of_many_languages_are_read() {
        assert_eq!(words("He said: \"I can't,\" and \"no\"."), ["I can't,", "no"]);
        assert_eq!(words("“I deny it”, he said (“all of it”)."), ["I deny it", "all of it"]);
        assert_eq!(words("Er sagte: „Nein“. Und »nie«."), ["Nein", "nie"]);
        assert_eq!(words("Il dit : « Je ne sais pas »."), [" Je ne sais pas "]);
        assert_eq!(words("他说“不能”，又说「不」。"), ["不能", "不"]);
    }

    #[test]
    fn what_is_never_closed_quotes_nothing() {
        assert_eq!(words("He is 5\" tall and said no."), [""; 0]);
        assert_eq!(words(&format!("“{} “no”", "a ".repeat(3_000))), ["no"]);
        assert_eq!(words("“One.\n\n“Two.” Three"), ["One.\n\n“Two."]);
    }

    #[test]
    fn single_marks_count_right_beside() {
        assert!(in_single_marks("He said ‘no’.", &("He said ‘".len().."He said ‘no".len())));
        assert!(in_single_marks("He said 'no.'", &(9..11)));
        assert!(!in_single_marks("the workers' no", &(13..15)));
    }
}
