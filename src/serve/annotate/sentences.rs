//! What a form is told, in sentences.

use crate::diag::Diagnostic;
use crate::edit::Refusal;
use crate::edit::passage::Lost;
use crate::parse::claims::Part;

pub const PARTS: &str =
    "The quotes of one claim stand in one part of the article: its title, its summary or its body.";
pub const NO_WORDS: &str = "Select some words first.";
pub const NO_CLAIM: &str = "The request holds no claim.";
pub const NO_ID: &str = "The request does not say which claim it is about.";
pub const NO_UNDO: &str = "This can no longer be undone.";

pub fn no_article(id: &str) -> String {
    format!("There is no article `{id}`.")
}

pub fn no_such_claim(id: &str) -> String {
    format!("There is no claim `{id}` in the article.")
}

pub fn lost(words: &str, part: Part, lost: &Lost) -> String {
    let mut sentence = format!("The words `{}` do not stand in {}.", words.trim(), named(part));
    if let Some(part) = lost.elsewhere {
        sentence.push_str(&format!(" They stand in {}.", named(part)));
    }
    if let Some(nearest) = &lost.nearest {
        sentence.push_str(&format!(" The nearest words there are `{nearest}`."));
    }
    sentence
}

pub fn several(words: &str, count: usize) -> String {
    format!("The words `{}` stand {count} times there: select more of the sentence.", words.trim())
}

fn named(part: Part) -> &'static str {
    match part {
        Part::Title => "the article's title",
        Part::Summary => "the article's summary",
        Part::Body => "the article's body",
    }
}

pub fn refused(refusal: &Refusal) -> String {
    sentence(&refusal.to_string())
}

/// A diagnostic in sentences: what is wrong, and what helps.
pub fn told(problem: &Diagnostic) -> String {
    let mut told = sentence(&problem.message);
    for hint in &problem.hints {
        told.push(' ');
        told.push_str(hint);
    }
    told
}

fn sentence(message: &str) -> String {
    let mut characters = message.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}
