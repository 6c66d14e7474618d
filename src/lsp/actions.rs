//! What would mend a mistake, and what ties a quote to its place, as actions that a client offers.

use std::sync::Arc;

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams};

use crate::anchor::pin::{Pinned, pins};
use crate::diag::{Change, Diagnostic, Range, Span};

use super::mentions::{self, Mention, Name, Role};
use super::scene::Scene;
use super::{diagnostics, edits};

/// The actions for a range of a file: one for each mend of each mistake that is shown there, in this file
/// or in another; and for a quote that could be taken for other words, to pin it.
pub fn actions(
    scene: &Scene<'_>,
    path: &Arc<str>,
    params: &CodeActionParams,
) -> Option<Vec<CodeActionOrCommand>> {
    if !scene.client.action_literals {
        return None;
    }
    let range = scene.bytes(path, params.range)?;
    let here = |it: &&Diagnostic| places(it).any(|place| place.path == *path && touch(place.range, range));
    let wrong: Vec<&Diagnostic> = scene.site.diagnostics.iter().filter(here).collect();
    let mut actions = Vec::new();
    if is_wanted(params, &CodeActionKind::QUICKFIX) {
        actions.extend(wrong.iter().flat_map(|diagnostic| mends(scene, path, diagnostic)));
    }
    if is_wanted(params, &CodeActionKind::REFACTOR_REWRITE) {
        let offered =
            |change: &Change| wrong.iter().any(|it| it.fixes.iter().any(|fix| fix.change == *change));
        let pins = pins_at(scene, path, range.start as usize).into_iter().filter(|change| !offered(change));
        actions.extend(pins.filter_map(|change| pin(scene, &change)));
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// Whether a client asks for actions of a kind: `refactor` stands for all that begin so.
fn is_wanted(params: &CodeActionParams, kind: &CodeActionKind) -> bool {
    let stands_for = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
    };
    params.context.only.as_ref().is_none_or(|kinds| kinds.iter().any(stands_for))
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
fn mends(scene: &Scene<'_>, path: &Arc<str>, diagnostic: &Diagnostic) -> Vec<CodeAction> {
    if diagnostic.fixes.is_empty() {
        return Vec::new();
    }
    let shown = diagnostics::shown(scene, diagnostic).into_iter().filter(|(file, _)| file == path);
    let shown: Vec<_> = shown.map(|(_, shown)| shown).collect();
    let only = diagnostic.fixes.len() == 1;
    let mends = diagnostic.fixes.iter().filter_map(|fix| {
        Some(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(shown.clone()),
            edit: Some(edits::of_change(scene, &fix.change).ok()?),
            is_preferred: Some(only && fix.sure),
            ..CodeAction::default()
        })
    });
    mends.collect()
}

fn pin(scene: &Scene<'_>, change: &Change) -> Option<CodeAction> {
    Some(CodeAction {
        title: "Pin the quote by what stands around it".to_owned(),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        edit: Some(edits::of_change(scene, change).ok()?),
        ..CodeAction::default()
    })
}

/// The changes that pin the quotes at a place: in a claims file, or at their words in the article.
fn pins_at(scene: &Scene<'_>, path: &Arc<str>, place: usize) -> Vec<Change> {
    let mut pinned = Vec::new();
    for Mention { name, role, .. } in mentions::at(scene.site, path, place) {
        let (Role::Quote(index) | Role::Passage(index)) = role else { continue };
        let Name::Claim { article, id } = name else { continue };
        let Some(article) = mentions::article_of(scene.site, &article) else { continue };
        let claim = article.parsed.claims.entries.iter().find(|claim| *claim.id.value == *id);
        let Some(quote) = claim.and_then(|claim| claim.quote.0.get(index)) else { continue };
        let is_of = |change: &Change| change.place().range == quote.exact.range;
        pinned.extend(pins(&article.parsed, Pinned::All).into_iter().filter(is_of));
    }
    pinned
}
