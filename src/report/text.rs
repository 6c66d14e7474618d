//! The report for people, in the manner of rustc. The door to the snippet renderer.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::Texts;
use super::position::{Library, Lined, Position};
use crate::diag::{Diagnostic, Label, Severity};

/// The most text, in bytes, that one snippet is cut from. The renderer reads all it is given, so it must
/// not be given a file of many megabytes to show one line of it.
const LONGEST: usize = 8 << 10;
/// What is shown of a line that is longer, in bytes before and after the place.
const BEFORE: usize = 60;
const AFTER: usize = 120;

/// Renders diagnostics, with an empty line after each. `colour` puts ANSI escapes in.
pub fn text(diagnostics: &[Diagnostic], texts: Texts<'_, '_>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut library = Library::new(texts);
    let told = |diagnostic| renderer.render(&[group(diagnostic, &mut library)]) + "\n\n";
    diagnostics.iter().map(told).collect()
}

fn group<'a, 't: 'a>(diagnostic: &'a Diagnostic, library: &mut Library<'_, 't>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.0));
    for (path, marks) in by_file(diagnostic) {
        let elements = match library.text(path) {
            Some(text) => excerpts(path, text, &marks),
            None => vec![Origin::path(path).line(1).char_column(1).into()],
        };
        group = group.elements(elements);
    }
    group.elements(diagnostic.hints.iter().map(|hint| Level::HELP.message(hint)))
}

/// A place to be marked in a text.
#[derive(Clone, Copy)]
struct Mark<'a> {
    label: &'a Label,
    kind: AnnotationKind,
}

/// The places of a diagnostic by file, in the order in which the files are first named.
fn by_file(diagnostic: &Diagnostic) -> Vec<(&str, Vec<Mark<'_>>)> {
    let primary = diagnostic.place.iter().map(|label| Mark { label, kind: AnnotationKind::Primary });
    let further = diagnostic.related.iter().map(|label| Mark { label, kind: AnnotationKind::Context });
    let mut files: Vec<(&str, Vec<Mark<'_>>)> = Vec::new();
    for mark in primary.chain(further) {
        let path: &str = &mark.label.span.path;
        match files.iter_mut().find(|(known, _)| *known == path) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((path, vec![mark])),
        }
    }
    files
}

/// What is shown of one text. Places near each other share their lines, others get lines each.
fn excerpts<'a>(path: &'a str, text: &Lined<'a>, marks: &[Mark<'a>]) -> Vec<Element<'a>> {
    let ranges = || marks.iter().map(|mark| text.fitted(mark.label.span.range));
    let start = ranges().map(|range| range.start).min().unwrap_or(0);
    let end = ranges().map(|range| range.end).max().unwrap_or(0);
    let lines = text.lines_around(&(start..end));
    match marks {
        _ if lines.len() <= LONGEST => vec![whole_lines(path, text, lines, marks)],
        [mark] => cut_line(path, text, start, *mark),
        _ => marks.iter().flat_map(|mark| excerpts(path, text, &[*mark])).collect(),
    }
}

fn whole_lines<'a>(path: &'a str, text: &Lined<'a>, lines: Range<usize>, marks: &[Mark<'a>]) -> Element<'a> {
    let annotations = marks.iter().map(|mark| {
        let range = text.fitted(mark.label.span.range);
        let label = Some(mark.label.text.as_str()).filter(|label| !label.is_empty());
        mark.kind.span(range.start - lines.start..range.end - lines.start).label(label)
    });
    let first_line = text.line(lines.start);
    let annotations: Vec<_> = annotations.collect();
    Snippet::source(&text.text[lines]).line_start(first_line).path(path).annotations(annotations).into()
}

/// The position, and in a note a little of a line that is too long to be shown: the renderer counts
/// columns in the text it is given, so it cannot be given a part of a line.
fn cut_line<'a>(path: &'a str, text: &Lined<'a>, place: usize, mark: Mark<'a>) -> Vec<Element<'a>> {
    let line = text.lines_around(&(place..place));
    let start = text.text.ceil_char_boundary(place.saturating_sub(BEFORE).max(line.start));
    let end = text.text.floor_char_boundary((place + AFTER).min(line.end));
    let dots = |cut: bool| if cut { "…" } else { "" };
    let note = format!(
        "{}{}>>>{}{}",
        dots(start > line.start),
        &text.text[start..place],
        &text.text[place..end],
        dots(end < line.end),
    );
    let label = if mark.label.text.is_empty() { "here" } else { &mark.label.text };
    let Position { line, column } = text.position(place);
    vec![
        Origin::path(path).line(line).char_column(column).into(),
        Level::NOTE.message(format!("{label}: {note}")).into(),
    ]
}
