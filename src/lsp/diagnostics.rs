//! What is wrong with a site -> diagnostics as a client shows them, by file.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_types::{DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, NumberOrString, Uri};

use crate::diag::{Diagnostic, Label, Severity, Span};

use super::find::CONFIG;
use super::scene::Scene;

/// The diagnostics of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct OfFile {
    pub uri: Uri,
    /// Of the document, where it is open.
    pub version: Option<i32>,
    pub diagnostics: Vec<lsp_types::Diagnostic>,
}

/// The diagnostics that a client has been told of, by URI.
pub type Told = BTreeMap<String, OfFile>;

/// The diagnostics of every file of a site, open or not, that has any.
pub fn of(scene: &Scene<'_>) -> Told {
    let mut told = Told::new();
    for diagnostic in &scene.site.diagnostics {
        for (path, shown) in shown(scene, diagnostic) {
            let Some(uri) = scene.uri(&path) else { continue };
            let of_file = told.entry(uri.as_str().to_owned()).or_insert_with(|| OfFile {
                version: scene.document(&path).map(|document| document.version),
                uri,
                diagnostics: Vec::new(),
            });
            of_file.diagnostics.push(shown);
        }
    }
    told
}

/// What is to be said after this: files with other diagnostics than before, and those that have none
/// any more.
pub fn news(before: &Told, now: &Told) -> Vec<OfFile> {
    let other = now.iter().filter(|(key, told)| before.get(*key) != Some(*told));
    let mended = before.iter().filter(|(key, _)| !now.contains_key(*key));
    let mended = mended.map(|(_, told)| none(told.uri.clone()));
    other.map(|(_, told)| told.clone()).chain(mended).collect()
}

/// A file with which nothing is wrong.
pub fn none(uri: Uri) -> OfFile {
    OfFile { uri, version: None, diagnostics: Vec::new() }
}

/// A diagnostic where the mistake stands, and as a pointer to it in every other file that explains it.
pub fn shown(scene: &Scene<'_>, diagnostic: &Diagnostic) -> Vec<(Arc<str>, lsp_types::Diagnostic)> {
    let place = place(diagnostic);
    let elsewhere = diagnostic.related.iter().filter(|label| label.span.path != place.path);
    let mut shown = vec![(Arc::clone(&place.path), primary(scene, diagnostic, &place))];
    for label in elsewhere {
        let pointer = lsp_types::Diagnostic {
            severity: Some(DiagnosticSeverity::INFORMATION),
            message: pointing(label, diagnostic),
            related_information: related(
                scene,
                &[Label { span: place.clone(), text: diagnostic.message.clone() }],
            ),
            ..bare(scene, diagnostic, &label.span)
        };
        shown.push((Arc::clone(&label.span.path), pointer));
    }
    shown
}

/// Where a diagnostic is shown; one that has no place, in the configuration.
pub fn place(diagnostic: &Diagnostic) -> Span {
    diagnostic.place.as_ref().map_or_else(|| Span::start_of(&CONFIG.into()), |label| label.span.clone())
}

fn primary(scene: &Scene<'_>, diagnostic: &Diagnostic, place: &Span) -> lsp_types::Diagnostic {
    lsp_types::Diagnostic {
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        message: message(scene, diagnostic),
        related_information: related(scene, &diagnostic.related),
        tags: tags(scene, diagnostic),
        ..bare(scene, diagnostic, place)
    }
}

fn bare(scene: &Scene<'_>, diagnostic: &Diagnostic, place: &Span) -> lsp_types::Diagnostic {
    lsp_types::Diagnostic {
        range: scene.range(place),
        code: Some(NumberOrString::String(diagnostic.code.0.to_owned())),
        source: Some("onrecord".to_owned()),
        ..lsp_types::Diagnostic::default()
    }
}

/// The message, what is to be seen at the place, and the hints, a line each. Further places too, for a
/// client that cannot show them itself.
fn message(scene: &Scene<'_>, diagnostic: &Diagnostic) -> String {
    let label = diagnostic.place.iter().map(|label| label.text.clone()).filter(|text| !text.is_empty());
    let further = diagnostic.related.iter().filter(|_| !scene.client.related).map(|label| {
        let line = scene.range(&label.span).start.line + 1;
        format!("{}:{line}: {}", label.span.path, seen(label))
    });
    let lines: Vec<String> = std::iter::once(diagnostic.message.clone())
        .chain(label)
        .chain(further)
        .chain(diagnostic.hints.iter().cloned())
        .collect();
    lines.join("\n")
}

fn pointing(label: &Label, diagnostic: &Diagnostic) -> String {
    format!("{}: {}", seen(label), diagnostic.message)
}

fn related(scene: &Scene<'_>, labels: &[Label]) -> Option<Vec<DiagnosticRelatedInformation>> {
    let told = |label: &Label| {
        let location = scene.location(&label.span)?;
        Some(DiagnosticRelatedInformation { location, message: seen(label).to_owned() })
    };
    let told: Vec<_> = labels.iter().filter(|_| scene.client.related).filter_map(told).collect();
    (!told.is_empty()).then_some(told)
}

fn seen(label: &Label) -> &str {
    if label.text.is_empty() { "see here" } else { &label.text }
}

fn tags(scene: &Scene<'_>, diagnostic: &Diagnostic) -> Option<Vec<DiagnosticTag>> {
    let unused = diagnostic.code.0.starts_with("unused-");
    (unused && scene.client.tags).then(|| vec![DiagnosticTag::UNNECESSARY])
}
