//! What a form is told: like a diagnostic, but of no file.

use serde::Serialize;

use crate::edit::Refusal;
use crate::edit::passage::Lost;
use crate::parse::claims::Part;

/// Why something cannot be written: a message in the manner of diagnostics, and hints, which are
/// sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    pub message: String,
    pub hints: Vec<String>,
}

impl Trouble {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new() }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

pub fn no_article(id: &str) -> Trouble {
    Trouble::new(format!("there is no article `{id}`"))
}

pub fn no_claim(id: &str) -> Trouble {
    Trouble::new(format!("there is no claim `{id}` in the article"))
}

pub fn nothing_to_write() -> Trouble {
    Trouble::new("the request holds no claim")
}

pub fn unnamed() -> Trouble {
    Trouble::new("the request does not say which claim it is about")
}

pub fn no_undo() -> Trouble {
    Trouble::new("this can no longer be undone")
}

pub fn changed() -> Trouble {
    Trouble::new("the claims of the article were changed in the meantime")
        .hint("Look at them as they are now, and try again.")
}

pub fn failed(error: &std::io::Error) -> Trouble {
    Trouble::new(error.to_string())
}

pub fn refused(refusal: &Refusal) -> Trouble {
    Trouble::new(refusal.to_string())
}

pub fn no_words() -> Trouble {
    Trouble::new("no words are selected")
}

pub fn several_parts() -> Trouble {
    Trouble::new("the quotes of one claim stand in one part of the article: title, summary or body")
}

pub fn lost(words: &str, part: Part, lost: &Lost) -> Trouble {
    let trouble = Trouble::new(format!("the words `{}` do not stand in {}", words.trim(), named(part)));
    match (lost.elsewhere, &lost.nearest) {
        (Some(part), _) => trouble.hint(format!("They stand in {}.", named(part))),
        (None, Some(nearest)) => trouble.hint(format!("The nearest words there are `{nearest}`.")),
        (None, None) => trouble,
    }
}

pub fn several(words: &str, count: usize) -> Trouble {
    Trouble::new(format!("the words `{}` stand {count} times there", words.trim()))
        .hint("Select more of the sentence.")
}

fn named(part: Part) -> &'static str {
    match part {
        Part::Title => "the article's title",
        Part::Summary => "the article's summary",
        Part::Body => "the article's body",
    }
}
