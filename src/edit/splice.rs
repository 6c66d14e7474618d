//! Stretches of a text replaced by others.

use std::ops::Range;

use super::Refusal;

/// A stretch of a text, in bytes, and what shall stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub at: Range<usize>,
    pub text: String,
}

impl Splice {
    pub fn new(at: Range<usize>, text: impl Into<String>) -> Self {
        Self { at, text: text.into() }
    }

    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }
}

/// The text with all of them made. Those at one place come in the order given.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> Result<String, Refusal> {
    splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
    let mut new = String::with_capacity(text.len() + 64 * splices.len());
    let mut last = 0;
    for Splice { at, text: words } in splices {
        let kept = text.get(last..at.start).ok_or(Refusal::Overlap)?;
        new.push_str(kept);
        new.push_str(&words);
        last = at.end;
    }
    new.push_str(text.get(last..).ok_or(Refusal::Overlap)?);
    Ok(new)
}
