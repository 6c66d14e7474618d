//! Reading: what a site's folder says, and all that can be wrong with it.

#[path = "reading/hostile.rs"]
mod hostile;
#[path = "reading/inputs.rs"]
mod inputs;
#[path = "reading/mistakes.rs"]
mod mistakes;
#[path = "reading/sources.rs"]
mod sources;
#[path = "reading/texts.rs"]
mod texts;
#[path = "reading/whole.rs"]
mod whole;

use std::fmt::Write;

use onrecord::diag::{Diagnostic, Label};
use onrecord::discover::{ArticleInput, TextInput};

/// An input with the name that its path gives it.
fn text_input(path: &str, text: &str) -> TextInput {
    let leaf = path.rsplit('/').next().unwrap_or(path);
    let id = leaf.split('.').next().unwrap_or(leaf);
    TextInput { id: id.into(), path: path.into(), text: text.into(), fingerprint: 0 }
}

fn article_input(article: &str, claims: Option<&str>) -> ArticleInput {
    ArticleInput {
        article: text_input("content/articles/a/index.md", article),
        claims: claims.map(|claims| text_input("content/articles/a/claims.yaml", claims)),
        bundle: Some("content/articles/a".into()),
    }
}

/// Diagnostics as a reader would see them, in short: `line:column code message [what is shown]`.
fn told(diagnostics: &[Diagnostic], text: &str) -> String {
    let mut told = String::new();
    for diagnostic in diagnostics {
        let severity = if diagnostic.is_error() { "" } else { "warning: " };
        let place = diagnostic.place.as_ref().map(|label| place(label, text)).unwrap_or_default();
        writeln!(told, "{place} {severity}{}: {}", diagnostic.code.0, diagnostic.message).unwrap();
        for related in &diagnostic.related {
            writeln!(told, "    {} {}", self::place(related, text), related.text).unwrap();
        }
        for hint in &diagnostic.hints {
            writeln!(told, "    = {hint}").unwrap();
        }
    }
    told
}

fn place(label: &Label, text: &str) -> String {
    let range = label.span.range.usize();
    let before = &text[..range.start.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let shown = text.get(range).unwrap_or("(outside)").escape_debug();
    format!("{line}:{column} [{shown}]")
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect()
}
