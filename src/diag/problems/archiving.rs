//! Problems of storing copies of sources.

use crate::diag::{Diagnostic, Span};

use super::starting::not_edited;

/// A source without an address, or that could not be fetched: nothing was stored. `why` is a clause.
pub fn not_archived(key: &str, url: &str, place: Span, why: &str) -> Diagnostic {
    Diagnostic::error("not-archived", format!("no copy of `{key}` was stored: {why}"))
        .at(place, format!("of {url}"))
        .hint("A copy that you have made is named by `snapshot`, as one of ours is.")
}

/// The Wayback Machine was asked in vain.
pub fn no_wayback_copy(key: &str, url: &str, place: Span, why: &str) -> Diagnostic {
    Diagnostic::warning("not-archived", format!("the Wayback Machine has no copy of `{key}` for us: {why}"))
        .at(place, format!("of {url}"))
        .hint("The next run asks again.")
}

/// The copy is there, and its entry does not say so.
pub fn entry_not_written(place: Span, lines: &[String], why: &str) -> Diagnostic {
    not_edited(&place.path, why)
        .at(place, "this entry")
        .hint(format!("The copy is stored. Write into the entry: {}.", lines.join(", ")))
}

/// A source that was asked for and has no address.
pub fn source_without_address(key: &str, place: Span) -> Diagnostic {
    Diagnostic::error("source-without-address", format!("the source `{key}` has no `URL`"))
        .at(place, "nothing to be fetched")
        .hint("A copy that you have made is named by `snapshot`.")
}
