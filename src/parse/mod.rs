//! One input at a time -> what its author wrote, each value with its place.
//!
//! Goes in: the text of one input (an article together with its claims file). Comes out: the best
//! reading of it and the diagnostics. Must not know: any other input; so references are still text.

pub mod article;
pub mod claims;
pub mod config;
pub mod event;
pub mod page;
pub mod source;
pub mod speaker;

mod form;
mod front;
mod rules;

pub use rules::{is_source_key, is_web_url};

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::rc::Rc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, Span, Spanned};
use crate::text::findings::Findings;
use crate::text::node::{Node, Value};

/// A key whose value may be one thing or a list of things.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OneOrMany<T>(pub Vec<T>);

// The name is [`crate::text::de::ONE_OR_MANY`]: by it the deserializer shows one value as a list.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "$OneOrMany")]
        struct List<T>(Vec<T>);
        List::deserialize(deserializer).map(|list| Self(list.0))
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrManyOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// The list under the one key that a file of entries has. `None` after a diagnostic, or where the
/// file holds nothing.
fn list_under<'a>(key: &'static str, root: &'a Node, findings: &mut Findings) -> Option<&'a [Rc<Node>]> {
    if root.is_null() {
        return None;
    }
    if !matches!(root.value, Value::Mapping(_)) {
        findings.add(problems::list_without_key(key, root.kind(), findings.span(root.place())));
        return None;
    }
    for entry in root.entries().iter().filter(|entry| entry.key.value != key) {
        findings.add(problems::unknown_key(&entry.key.value, &[key], findings.span(entry.key.range)));
    }
    match root.get(key) {
        Some(node) if matches!(node.value, Value::Sequence(_)) => Some(node.items()),
        Some(node) if node.is_null() => Some(&[]),
        Some(node) => {
            let place = findings.span(node.place());
            findings.add(problems::entries_not_listed(key, node.kind(), place));
            None
        }
        None => None,
    }
}

/// The id of an entry, noted among those of its file; a second entry of the same id is told.
fn noted<'a>(
    node: &'a Node,
    ids: &mut HashMap<&'a str, Range>,
    problem: fn(&str, Span, Span) -> Diagnostic,
    findings: &mut Findings,
) -> Option<&'a str> {
    let value = node.get("id")?;
    let id = value.text()?;
    match ids.entry(id) {
        Slot::Occupied(first) => {
            findings.add(problem(id, findings.span(value.range), findings.span(*first.get())));
        }
        Slot::Vacant(slot) => {
            slot.insert(value.range);
        }
    }
    Some(id)
}

/// Text that names another thing, as it was typed: a speaker id, an event id, `#claim`,
/// `article#claim`, a source key. `resolve` looks it up.
pub type Reference = Spanned<String>;

/// A free value under `extra`, handed to templates as it is.
pub type Extra = serde_json::Map<String, serde_json::Value>;
