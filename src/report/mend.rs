//! A change that would mend a mistake -> the stretch of the file that it replaces, and by what.

use std::ops::Range;

use crate::diag::Change;

/// Makes a change: the new text of its file. `None` where it cannot be made.
pub type Mend<'a> = &'a dyn Fn(&Change) -> Option<String>;

/// A stretch of a text and what takes its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Bytes of the old text.
    pub range: Range<usize>,
    pub text: String,
}

/// What tells the new text from the old one: the whole value at `place`, where nothing else differs.
pub fn replacement(old: &str, new: &str, place: Range<usize>) -> Replacement {
    let whole = |range: &Range<usize>| {
        let (head, tail) = (old.get(..range.start)?, old.get(range.end..)?);
        Some(new.strip_prefix(head)?.strip_suffix(tail)?.to_owned())
    };
    if let Some(text) = whole(&place) {
        return Replacement { range: place, text };
    }
    let start = alike(old.chars(), new.chars());
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = alike(old_rest.chars().rev(), new_rest.chars().rev());
    let text = new_rest.get(..new_rest.len() - end).unwrap_or_default().to_owned();
    Replacement { range: start..old.len() - end, text }
}

/// How many bytes two texts share from where they begin.
fn alike(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::{Replacement, replacement};

    #[test]
    fn a_value_is_replaced_as_a_whole() {
        let replaced = replacement("a: gazete\nb: c\n", "a: gazette\nb: c\n", 3..9);
        assert_eq!(replaced, Replacement { range: 3..9, text: "gazette".to_owned() });
    }

    #[test]
    fn what_is_put_in_elsewhere_is_told_alone() {
        let replaced = replacement("q: é x\nr: s\n", "q:\n  exact: é x\nr: s\n", 3..7);
        assert_eq!(replaced, Replacement { range: 2..2, text: "\n  exact:".to_owned() });
        let replaced = replacement("aé", "aè", 0..0);
        assert_eq!(replaced, Replacement { range: 1..3, text: "è".to_owned() });
    }
}
