//! The report for GitHub Actions: workflow commands, which become annotations of the files.

use super::position::{Library, Position};
use super::{Base, Texts, severity};
use crate::diag::{Diagnostic, Label};

/// Renders diagnostics as one workflow command a line.
pub fn github(diagnostics: &[Diagnostic], texts: Texts<'_, '_>, base: &Base) -> String {
    let mut library = Library::new(texts);
    diagnostics.iter().map(|diagnostic| command(diagnostic, &mut library, base) + "\n").collect()
}

fn command(diagnostic: &Diagnostic, library: &mut Library<'_, '_>, base: &Base) -> String {
    let mut properties = Vec::new();
    let mut property = |key: &str, value: &str| properties.push(format!("{key}={}", in_property(value)));
    if let Some(label) = &diagnostic.place {
        let (from, to) = positions(label, library);
        property("file", &base.path(&label.span.path));
        property("line", &from.line.to_string());
        property("endLine", &to.line.to_string());
        // Columns are for places within one line.
        if from.line == to.line {
            property("col", &from.column.to_string());
            property("endColumn", &to.column.to_string());
        }
    }
    property("title", diagnostic.code.0);
    let properties = properties.join(",");
    format!("::{} {properties}::{}", severity(diagnostic), in_message(&words(diagnostic, library, base)))
}

/// Message, label, further places and hints, a line each.
fn words(diagnostic: &Diagnostic, library: &mut Library<'_, '_>, base: &Base) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.place.as_ref().map(|label| label.text.clone()).filter(|text| !text.is_empty()));
    for label in &diagnostic.related {
        let (Position { line, column }, _) = positions(label, library);
        let place = format!("{}:{line}:{column}", base.path(&label.span.path));
        lines.push(if label.text.is_empty() { place } else { format!("{place}: {}", label.text) });
    }
    lines.extend(diagnostic.hints.iter().map(|hint| format!("help: {hint}")));
    lines.join("\n")
}

fn positions(label: &Label, library: &mut Library<'_, '_>) -> (Position, Position) {
    library.positions(&label.span).unwrap_or((Position::START, Position::START))
}

fn in_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn in_property(text: &str) -> String {
    in_message(text).replace(':', "%3A").replace(',', "%2C")
}
