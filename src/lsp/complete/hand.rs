//! How a key or a value is written at a place, in the notation of the file.

use crate::edit;
use crate::lsp::kinds::Kind;

use super::context::{Context, Quotes};

pub struct Hand<'a> {
    notation: Notation,
    context: &'a Context,
    /// What keeps the word apart from a colon or a dash right before it.
    gap: &'static str,
    /// A key has its colon already.
    has_colon: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    Yaml,
    Json,
    Toml,
}

impl<'a> Hand<'a> {
    pub fn new(kind: Kind, context: &'a Context, text: &str) -> Self {
        let notation = match kind {
            Kind::SourcesJson => Notation::Json,
            Kind::Config => Notation::Toml,
            _ => Notation::Yaml,
        };
        let before = text.get(..context.word.start).unwrap_or_default();
        let after = text.get(context.word.end..).unwrap_or_default();
        let glued =
            notation == Notation::Yaml && context.quotes == Quotes::None && before.ends_with([':', '-']);
        let has_colon = after.trim_start_matches(['"', '\'', ' ']).starts_with([':', '=']);
        Self { notation, context, gap: if glued { " " } else { "" }, has_colon }
    }

    /// A key, and what comes between it and its value.
    pub fn key(&self, key: &str) -> String {
        let (colon, mark) = match self.notation {
            Notation::Toml => (" = ", ""),
            Notation::Yaml => (": ", ""),
            Notation::Json => (": ", "\""),
        };
        let colon = if self.has_colon { "" } else { colon };
        match self.context.quotes {
            Quotes::None => format!("{}{mark}{key}{mark}{colon}", self.gap),
            Quotes::Open { closed: true, .. } => key.to_owned(),
            Quotes::Open { mark, closed: false } => format!("{key}{mark}{colon}"),
        }
    }

    /// Text as a value.
    pub fn value(&self, text: &str) -> String {
        match (self.context.quotes, self.notation) {
            (Quotes::Open { mark, closed }, _) => {
                let text = inside(text, mark);
                if closed { text } else { format!("{text}{mark}") }
            }
            (Quotes::None, Notation::Yaml) => {
                format!("{}{}", self.gap, edit::spelled(text, self.context.brackets))
            }
            (Quotes::None, _) => format!("\"{}\"", inside(text, '"')),
        }
    }

    /// A word of the format's own: one that means something in YAML is meant to.
    pub fn word(&self, word: &str) -> String {
        let bare = self.notation == Notation::Yaml || matches!(word, "true" | "false");
        match self.context.quotes {
            Quotes::None if bare => format!("{}{word}", self.gap),
            _ => self.value(word),
        }
    }
}

fn inside(text: &str, mark: char) -> String {
    if mark == '\'' { text.replace('\'', "''") } else { text.replace('\\', "\\\\").replace('"', "\\\"") }
}
