//! Diagnostics -> a report, for people or for machines.
//!
//! Goes in: sorted diagnostics, and a way to look up the text of an input by its path. Comes out: text;
//! printing it is the shell's part. One renderer an audience; all say the same.

mod json;
mod position;
mod text;

#[cfg(test)]
mod tests;

use crate::diag::Diagnostic;

pub use json::json;
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

/// A number of things in words: `1 page`, `2 pages`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
