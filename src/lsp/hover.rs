//! What is known about the thing that is named at a place, in words.

use std::sync::Arc;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::mentions::{self, Mention, Role};
use super::scene::Scene;
use super::telling::Teller;

/// What is told at a place in a file. Where several claims quote the same words, all of them are told.
pub fn hover(scene: &Scene<'_>, path: &Arc<str>, place: usize) -> Option<Hover> {
    let found = mentions::at(scene.site, path, place);
    let first = found.first()?;
    let told: Vec<&Mention> = match first.role {
        Role::Passage(_) => found.iter().filter(|it| matches!(it.role, Role::Passage(_))).collect(),
        _ => vec![first],
    };
    let words = Teller::with(scene.site, |teller| {
        let words = told.iter().filter_map(|it| teller.tell(&it.name, claim_at(it, path).as_ref()));
        words.collect::<Vec<String>>().join("\n\n")
    })?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::PlainText, value: words });
    Some(Hover { contents, range: Some(scene.range(&first.span)) }).filter(|hover| !is_empty(hover))
}

/// The claim in whose entry a mention stands.
fn claim_at(mention: &Mention, path: &str) -> Option<(String, usize)> {
    let article = super::kinds::article_of_claims(path)?;
    Some((article.to_owned(), mention.entry?))
}

fn is_empty(hover: &Hover) -> bool {
    matches!(&hover.contents, HoverContents::Markup(MarkupContent { value, .. }) if value.is_empty())
}
