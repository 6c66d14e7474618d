//! Changes to a site's own files that would mend a mistake.
//!
//! A fix says what shall hold afterwards, and not how the file is to be spelled: `edit` turns it into
//! new text, all else byte for byte as it was.

use super::Span;

/// A change that would mend a mistake.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, as a sentence in the imperative without a full stop: `Quote the nearest passage`.
    pub title: String,
    pub change: Change,
    /// Nothing but this can be meant, so that it may be made without a look at it, unless there are
    /// others.
    pub sure: bool,
}

/// One change in one file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// The YAML scalar at this place gets another value, in the style of spelling that it has.
    Value { place: Span, value: String },
    /// The quote whose words (`exact`, or a bare string) stand at this place is tied to its passage by
    /// what stands right before and after it. A side that is `None` stays as it is.
    Context { exact: Span, prefix: Option<String>, suffix: Option<String> },
    /// The same, and the quote gets other words.
    Quote { exact: Span, words: String, prefix: Option<String>, suffix: Option<String> },
    /// The mapping in which the scalar at this place is a value gets another key, right after it; or the
    /// key, if the mapping has it, another value.
    Key { beside: Span, key: &'static str, value: String },
}

impl Change {
    /// Where it begins.
    pub fn place(&self) -> &Span {
        match self {
            Self::Value { place, .. } => place,
            Self::Context { exact, .. } | Self::Quote { exact, .. } => exact,
            Self::Key { beside, .. } => beside,
        }
    }
}
