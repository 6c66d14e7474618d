//! Citations in Markdown.

use std::ops::Range;

/// The key that is being written in `[@key` or `[@one; @key`: what is there of it before and after a
/// place, in bytes of the text, and the part before it.
pub fn citation(text: &str, place: usize) -> Option<(Range<usize>, String)> {
    let (before, after) = text.split_at_checked(place)?;
    let line = before.rsplit('\n').next()?;
    let inside = line.rsplit_once('[').map(|(_, inside)| inside).filter(|inside| !inside.contains(']'))?;
    let typed = inside.rsplit(';').next()?.trim_start().strip_prefix('@')?;
    if !inside.trim_start().starts_with('@') || !typed.chars().all(is_of_key) {
        return None;
    }
    let rest = after.find(|c| !is_of_key(c)).unwrap_or(after.len());
    Some((place - typed.len()..place + rest, typed.to_owned()))
}

/// Keys hold letters, digits and `-_:.` (format, section 6).
fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || "-_:.".contains(c)
}
