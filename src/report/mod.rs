//! Diagnostics -> a report, for people or for machines.
//!
//! Goes in: sorted diagnostics, and a way to look up the text of an input by its path. Comes out: text;
//! printing it is the shell's part. One renderer an audience; all say the same.

mod base;
mod github;
mod json;
mod mend;
mod position;
mod sarif;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Severity};

pub use base::Base;
pub use github::github;
pub use json::json;
pub use mend::Mend;
pub use sarif::sarif;
pub use text::text;

/// Finds the text that spans with this path count in: without a BOM, line ends as they stand. `None`
/// where an input is not text.
pub type Texts<'a, 't> = &'a dyn Fn(&str) -> Option<&'t str>;

/// The counts of a report in words: `2 errors and 1 warning`. `None` where there is nothing to count.
pub fn counts(diagnostics: &[Diagnostic]) -> Option<String> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    match (errors, diagnostics.len() - errors) {
        (0, 0) => None,
        (0, warnings) => Some(counted(warnings, "warning")),
        (errors, 0) => Some(counted(errors, "error")),
        (errors, warnings) => {
            Some(format!("{} and {}", counted(errors, "error"), counted(warnings, "warning")))
        }
    }
}

/// The closing sentence of a report, without a full stop: what was found, in how many files. `None` where
/// nothing was found.
pub fn closing(diagnostics: &[Diagnostic]) -> Option<String> {
    let counts = counts(diagnostics)?;
    let places = diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref());
    let files: BTreeSet<&str> = places.map(|label| &*label.span.path).collect();
    Some(if files.is_empty() { counts } else { format!("{counts} in {}", counted(files.len(), "file")) })
}

/// Where more is said about what was found; `None` where nothing was.
pub fn advice(diagnostics: &[Diagnostic]) -> Option<String> {
    let first = diagnostics.first()?.code.0;
    let several = diagnostics.iter().any(|diagnostic| diagnostic.code.0 != first);
    Some(format!("`onrecord explain {}` says more", if several { "CODE" } else { first }))
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A number of things in words: `1 page`, `2 pages`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
