//! The report for machines: one JSON object a line. `docs/check.md` says what each key holds.

use serde::Serialize;

use super::mend::{Mend, replacement};
use super::position::{Library, Position};
use super::{Texts, severity};
use crate::diag::{Diagnostic, Fix, Label, Span};

/// Renders diagnostics as JSON Lines.
pub fn json(diagnostics: &[Diagnostic], texts: Texts<'_, '_>, mend: Mend<'_>) -> String {
    let mut library = Library::new(texts);
    let line = |diagnostic| {
        // Strings and numbers always are JSON.
        let object = serde_json::to_string(&Object::new(diagnostic, &mut library, mend)).unwrap_or_default();
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
    label: &'a str,
    related: Vec<Labelled<'a>>,
    hints: &'a [String],
    fixes: Vec<Mending<'a>>,
}

/// A place. All is null where a mistake stands in no file.
#[derive(Default, Serialize)]
struct Place<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct Labelled<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    label: &'a str,
}

#[derive(Serialize)]
struct Mending<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: String,
}

impl<'a> Object<'a> {
    fn new(diagnostic: &'a Diagnostic, library: &mut Library<'_, '_>, mend: Mend<'_>) -> Self {
        let place = diagnostic.place.as_ref();
        let labelled =
            |label: &'a Label| Labelled { place: Place::of(&label.span, library), label: &label.text };
        Self {
            code: diagnostic.code.0,
            severity: severity(diagnostic),
            message: &diagnostic.message,
            related: diagnostic.related.iter().map(labelled).collect(),
            place: place.map(|label| Place::of(&label.span, library)).unwrap_or_default(),
            label: place.map_or("", |label| &label.text),
            hints: &diagnostic.hints,
            fixes: diagnostic.fixes.iter().filter_map(|fix| Mending::of(fix, library, mend)).collect(),
        }
    }
}

impl<'a> Mending<'a> {
    /// `None` where the change cannot be made.
    fn of(fix: &'a Fix, library: &mut Library<'_, '_>, mend: Mend<'_>) -> Option<Self> {
        let span = fix.change.place();
        let new = mend(&fix.change)?;
        let text = library.text(&span.path)?;
        let replaced = replacement(text.text, &new, text.fitted(span.range));
        let places = [replaced.range.start, replaced.range.end].map(|offset| text.position(offset));
        let place = Place::new(&span.path, places, replaced.range);
        Some(Self { title: &fix.title, edits: vec![Edit { place, text: replaced.text }] })
    }
}

impl<'a> Place<'a> {
    fn of(span: &'a Span, library: &mut Library<'_, '_>) -> Self {
        // What is no text is told as a whole: at its beginning.
        match library.text(&span.path) {
            Some(text) => {
                let range = text.fitted(span.range);
                let places = [range.start, range.end].map(|offset| text.position(offset));
                Self::new(&span.path, places, range)
            }
            None => Self::new(&span.path, [Position::START; 2], 0..0),
        }
    }

    fn new(file: &'a str, [from, to]: [Position; 2], bytes: std::ops::Range<usize>) -> Self {
        Self {
            file: Some(file),
            line: Some(from.line),
            column: Some(from.column),
            end_line: Some(to.line),
            end_column: Some(to.column),
            start: Some(bytes.start),
            end: Some(bytes.end),
        }
    }
}
