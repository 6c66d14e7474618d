//! What would mend a mistake, as actions that a client offers.

use std::sync::Arc;

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams};

use crate::diag::{Diagnostic, Range, Span};

use super::diagnostics;
use super::edits;
use super::scene::Scene;

/// The actions for what is wrong in a range of a file: one for each mend of each mistake that is shown
/// there, in this file or in another.
pub fn actions(
    scene: &Scene<'_>,
    path: &Arc<str>,
    params: &CodeActionParams,
) -> Option<Vec<CodeActionOrCommand>> {
    let wanted = |kind: &CodeActionKind| CodeActionKind::QUICKFIX.as_str().starts_with(kind.as_str());
    let kinds = params.context.only.as_deref();
    if !scene.client.action_literals || kinds.is_some_and(|kinds| !kinds.iter().any(wanted)) {
        return None;
    }
    let range = scene.bytes(path, params.range)?;
    let mut actions = Vec::new();
    for diagnostic in scene.site.diagnostics.iter().filter(|it| !it.fixes.is_empty()) {
        if places(diagnostic).any(|place| place.path == *path && touch(place.range, range)) {
            actions.extend(mends(scene, path, diagnostic).map(CodeActionOrCommand::CodeAction));
        }
    }
    Some(actions)
}

/// Everywhere that a diagnostic is shown.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> {
    let related = diagnostic.related.iter().map(|label| label.span.clone());
    std::iter::once(diagnostics::place(diagnostic)).chain(related)
}

fn touch(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// A mend that cannot be made with certainty is not offered.
fn mends(scene: &Scene<'_>, path: &Arc<str>, diagnostic: &Diagnostic) -> impl Iterator<Item = CodeAction> {
    let shown = diagnostics::shown(scene, diagnostic).into_iter().filter(|(file, _)| file == path);
    let shown: Vec<_> = shown.map(|(_, shown)| shown).collect();
    let only = diagnostic.fixes.len() == 1;
    diagnostic.fixes.iter().filter_map(move |fix| {
        Some(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(shown.clone()),
            edit: Some(edits::of_change(scene, &fix.change).ok()?),
            is_preferred: Some(only),
            ..CodeAction::default()
        })
    })
}
