//! The keys of a claim, gathered from an annotation.

use std::rc::Rc;

use crate::diag::{Range, Spanned};
use crate::text::node::{Entry, Node, Style, Value};

/// The keys of a claim in the order in which they are written.
const ORDER: [&str; 19] = [
    "id",
    "quote",
    "in",
    "statement",
    "speaker",
    "said",
    "to",
    "via",
    "affirms",
    "denies",
    "declines",
    "qualifies",
    "retracts",
    "repeats",
    "sources",
    "verdicts",
    "original",
    "note",
    "topics",
];

/// Keys that an annotation may give several times.
const LISTS: [&str; 11] = [
    "to",
    "via",
    "affirms",
    "denies",
    "declines",
    "qualifies",
    "retracts",
    "repeats",
    "sources",
    "verdicts",
    "topics",
];

/// Keys whose value is a list also where there is one item.
const ALWAYS_LISTS: [&str; 2] = ["verdicts", "topics"];

/// A claim to be: its keys with their values, each once.
#[derive(Debug, Default)]
pub struct Draft {
    entries: Vec<(Spanned<String>, Rc<Node>)>,
}

impl Draft {
    /// Gives a key a value. A second one for a list is added to it; for anything else, the first holds.
    pub fn put(&mut self, key: Spanned<String>, node: Rc<Node>) {
        let Some((_, there)) = self.entries.iter_mut().find(|(other, _)| other.value == key.value) else {
            let node = if ALWAYS_LISTS.contains(&key.value.as_str()) {
                Node::new(node.range, Value::Sequence(listed(&node)))
            } else {
                node
            };
            return self.entries.push((key, node));
        };
        if LISTS.contains(&key.value.as_str()) {
            let mut items = listed(there);
            for new in listed(&node) {
                if new.text().is_none_or(|text| !items.iter().any(|item| item.text() == Some(text))) {
                    items.push(new);
                }
            }
            *there = Node::new(there.range, Value::Sequence(items));
        }
    }

    pub fn text(&mut self, key: &str, text: &str, range: Range) {
        let key = Spanned { value: key.to_owned(), range };
        self.put(key, Node::scalar(range, text, Style::Text));
    }

    /// Gives a key a text, whatever it had.
    pub fn set_text(&mut self, key: &str, text: &str, range: Range) {
        self.entries.retain(|(other, _)| other.value != key);
        self.text(key, text, range);
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(other, _)| other.value == key).map(|(_, node)| &**node)
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Replaces texts, which may be items of a list, under a key.
    pub fn map(&mut self, key: &str, change: impl Fn(&str) -> String) {
        let Some((_, there)) = self.entries.iter_mut().find(|(other, _)| other.value == key) else { return };
        let changed = |node: &Rc<Node>| match &node.value {
            Value::Scalar(scalar) => Node::scalar(node.range, change(&scalar.text), scalar.style),
            _ => Rc::clone(node),
        };
        *there = match &there.value {
            Value::Sequence(items) => {
                Node::new(there.range, Value::Sequence(items.iter().map(changed).collect()))
            }
            _ => changed(there),
        };
    }

    /// The claim as a mapping, its keys in their order, unknown ones after all others.
    pub fn node(&self, range: Range) -> Rc<Node> {
        let place = |key: &str| ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
        let mut entries: Vec<&(Spanned<String>, Rc<Node>)> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| place(&key.value));
        let entries = entries.into_iter().map(|(key, node)| Entry::new(key.clone(), Rc::clone(node)));
        Node::new(range, Value::Mapping(entries.collect()))
    }
}

fn listed(node: &Rc<Node>) -> Vec<Rc<Node>> {
    match &node.value {
        Value::Sequence(items) => items.iter().map(Rc::clone).collect(),
        _ => vec![Rc::clone(node)],
    }
}
