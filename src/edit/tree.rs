//! What a text says, apart from how it is spelled: by this an edit is held to what was meant.

use crate::diag::Range;
use crate::text::findings::Findings;
use crate::text::node::{Core, Node, Value};
use crate::text::{json, yaml};

use super::Notation;

#[derive(Clone, Debug)]
pub(super) enum Tree {
    Scalar {
        text: String,
        sense: Sense,
        /// The byte of the file at which it stands.
        start: usize,
    },
    /// A scalar that shall read as this text.
    Asked(String),
    List(Vec<Tree>),
    Mapping(Vec<(String, Tree)>),
}

/// What a scalar is to a reader that asks for nothing in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Text,
    Nothing,
    /// A number or a truth value.
    Other,
}

impl Tree {
    /// Reads a text that stands `base` bytes from the beginning of its file.
    pub fn read(text: &str, base: usize, notation: Notation) -> Option<Self> {
        let mut findings = Findings::new(&"".into(), &"".into());
        let node = match notation {
            Notation::Yaml => yaml::parse(text, base, &mut findings),
            Notation::Json => json::parse(text, &mut findings),
        }?;
        Some(Self::of(&node))
    }

    fn of(node: &Node) -> Self {
        match &node.value {
            Value::Sequence(items) => Self::List(items.iter().map(|item| Self::of(item)).collect()),
            Value::Mapping(entries) => Self::Mapping(
                entries.iter().map(|entry| (entry.key.value.clone(), Self::of(&entry.value))).collect(),
            ),
            Value::Scalar(scalar) => {
                let sense = match scalar.resolve() {
                    Core::Text(_) => Sense::Text,
                    Core::Null => Sense::Nothing,
                    _ => Sense::Other,
                };
                let Range { start, .. } = node.range;
                Self::Scalar { text: scalar.text.to_string(), sense, start: start as usize }
            }
        }
    }

    /// Whether what was found is what was expected, and no more. Keys may stand in another order.
    pub fn is_met_by(&self, found: &Self) -> bool {
        match (self, found) {
            (Self::Asked(asked), Self::Scalar { text, sense, .. }) => {
                asked == text && *sense != Sense::Nothing
            }
            (Self::Scalar { text: a, sense: x, .. }, Self::Scalar { text: b, sense: y, .. }) => {
                a == b && x == y
            }
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_met_by(b))
            }
            (Self::Mapping(a), Self::Mapping(b)) => {
                let met = |(key, value): &(String, Self)| {
                    b.iter().find(|(other, _)| other == key).is_some_and(|(_, other)| value.is_met_by(other))
                };
                a.len() == b.len() && a.iter().all(met)
            }
            _ => false,
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Mapping(entries) = self else { return None };
        entries.iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// Gives a key a value, after all others if it is new.
    pub fn set(&mut self, key: &str, value: Self) {
        let Self::Mapping(entries) = self else { return };
        match entries.iter_mut().find(|(other, _)| other == key) {
            Some((_, old)) => *old = value,
            None => entries.push((key.to_owned(), value)),
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar { text, .. } | Self::Asked(text) => Some(text),
            Self::List(_) | Self::Mapping(_) => None,
        }
    }
}
