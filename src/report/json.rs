//! The report for machines: one JSON object a line.
//!
//! | key | value |
//! |---|---|
//! | `code` | the stable name of the problem |
//! | `severity` | `error` or `warning` |
//! | `message` | what is wrong |
//! | `file` | path from the site's folder, or null |
//! | `line`, `column` | where it begins, from 1; columns count Unicode code points; null where there is no file; the beginning where it is no text |
//! | `end_line`, `end_column` | where it ends, exclusive |
//! | `label` | what is to be seen there; may be empty |
//! | `related` | list of further places: `file`, `line`, `column`, `end_line`, `end_column`, `label` |
//! | `hints` | list of sentences |

use serde::Serialize;

use super::Texts;
use super::position::{Library, Position};
use crate::diag::{Diagnostic, Label, Severity};

/// Renders diagnostics as JSON Lines.
pub fn json(diagnostics: &[Diagnostic], texts: Texts<'_, '_>) -> String {
    let mut library = Library::new(texts);
    let line = |diagnostic| {
        // Strings and numbers always are JSON.
        let object = serde_json::to_string(&Object::new(diagnostic, &mut library)).unwrap_or_default();
        object + "\n"
    };
    diagnostics.iter().map(line).collect()
}

#[derive(Serialize)]
struct Object<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Place<'a>>,
    hints: &'a [String],
}

#[derive(Default, Serialize)]
struct Place<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: &'a str,
}

impl<'a> Object<'a> {
    fn new(diagnostic: &'a Diagnostic, library: &mut Library<'_, '_>) -> Self {
        Self {
            code: diagnostic.code.0,
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: &diagnostic.message,
            place: diagnostic.place.as_ref().map(|label| Place::new(label, library)).unwrap_or_default(),
            related: diagnostic.related.iter().map(|label| Place::new(label, library)).collect(),
            hints: &diagnostic.hints,
        }
    }
}

impl<'a> Place<'a> {
    fn new(label: &'a Label, library: &mut Library<'_, '_>) -> Self {
        // What is no text is told as a whole: at its beginning.
        let (start, end) = library.positions(&label.span).unwrap_or((Position::START, Position::START));
        Self {
            file: Some(&label.span.path),
            line: Some(start.line),
            column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
            label: &label.text,
        }
    }
}
