//! From a name to the thing, and from a thing to its names.

use std::sync::Arc;

use lsp_types::Location;

use crate::diag::Span;

use super::kinds::article_of_claims;
use super::mentions::{self, Mention, Name, Role};
use super::scene::Scene;

/// Where the thing is written down that is named at a place. From the words that a claim quotes it goes to
/// the passage in the article, and from a passage to the claims that quote it.
pub fn definition(scene: &Scene<'_>, path: &Arc<str>, place: usize) -> Vec<Location> {
    let found = mentions::at(scene.site, path, place);
    let Some(first) = found.first() else { return Vec::new() };
    let spans: Vec<Span> = match first.role {
        Role::Quote(index) => passages(scene, path, first, index),
        Role::Passage(_) => {
            let passages = found.iter().filter(|mention| matches!(mention.role, Role::Passage(_)));
            passages.filter_map(|mention| mentions::definition(scene.site, &mention.name)).collect()
        }
        Role::Definition | Role::Reference => {
            mentions::definition(scene.site, &first.name).into_iter().collect()
        }
    };
    spans.iter().filter_map(|span| scene.location(span)).collect()
}

fn passages(scene: &Scene<'_>, path: &str, quote: &Mention, index: usize) -> Vec<Span> {
    let Some(article) = article_of_claims(path) else { return Vec::new() };
    let passages = mentions::passages(scene.site, article, &quote.name);
    let own = passages.into_iter().filter(|mention| mention.role == Role::Passage(index));
    own.map(|mention| mention.span).collect()
}

/// Where the thing is named that is named at a place; a claim also where its words stand.
pub fn references(scene: &Scene<'_>, path: &Arc<str>, place: usize, with_definition: bool) -> Vec<Location> {
    let Some(name) = name_at(scene, path, place) else { return Vec::new() };
    let shown = |mention: &Mention| match mention.role {
        Role::Definition => with_definition,
        Role::Reference | Role::Passage(_) => true,
        Role::Quote(_) => false,
    };
    let mut spans: Vec<Span> =
        mentions::of_name(scene.site, &name).into_iter().filter(shown).map(|mention| mention.span).collect();
    spans.sort();
    spans.dedup();
    spans.iter().filter_map(|span| scene.location(span)).collect()
}

fn name_at(scene: &Scene<'_>, path: &Arc<str>, place: usize) -> Option<Name> {
    mentions::at(scene.site, path, place).into_iter().next().map(|mention| mention.name)
}
