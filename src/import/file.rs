//! The claims file of an article, with claims added at its end.

use std::rc::Rc;
use std::sync::Arc;

use crate::diag::Range;
use crate::resolve::ReadArticle;
use crate::text::node::Node;

use super::annotation::Annotation;
use super::{Piece, Write, spell};

/// A claim to be written: the number of its annotation, the annotation, the entry.
pub type New<'a> = (usize, &'a Annotation, Rc<Node>);

/// The file with new claims after all others. Above each stands what it was made of.
pub fn with_claims(
    article: &ReadArticle,
    before: Option<&Arc<str>>,
    new: &[New<'_>],
) -> Result<Write, String> {
    let path = path(article);
    let mut after = before.map_or_else(|| "claims:\n".to_owned(), |text| text.to_string());
    let mut pieces = Vec::new();
    for (number, annotation, node) in new {
        let start = after.len();
        if let Some(name) = &annotation.name {
            after.push_str(&format!("  {}\n", note(name)));
        }
        after.push_str(&spell::items([&**node], 2));
        pieces.push(Piece { range: Range::new(start, after.len()), of: *number, from: annotation.range });
    }
    Ok(Write { path, before: before.cloned(), after: after.into(), pieces })
}

/// Whether the file says that a claim was made of the annotation of this name.
pub fn is_noted(text: &str, name: &str) -> bool {
    let note = note(name);
    text.lines().any(|line| line.trim() == note)
}

fn note(name: &str) -> String {
    format!("# Imported: {}", name.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn path(article: &ReadArticle) -> Arc<str> {
    let claims = &article.parsed.claims.path;
    if !claims.is_empty() {
        return Arc::clone(claims);
    }
    match &article.bundle {
        Some(folder) => format!("{folder}/claims.yaml").into(),
        None => format!("{}.claims.yaml", article.parsed.path.trim_end_matches(".md")).into(),
    }
}
