//! Tags of annotations that are keys of a claim: `speaker:ID`, `said:2025-02-09`, `affirms:EVENT`.

use std::rc::Rc;

use crate::diag::{Range, Spanned};
use crate::text::node::{Node, Style};

/// The keys of a claim that a tag can give.
const KEYS: [&str; 13] = [
    "id",
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
    "source",
    "statement",
];

/// A tag as a key of a claim and its value; `None` for a tag that is a topic.
pub fn key(tag: &Spanned<String>) -> Option<(Spanned<String>, Rc<Node>)> {
    let (key, value) = tag.value.split_once(':')?;
    let (key, value) = (key.trim(), value.trim());
    if !KEYS.contains(&key) || value.is_empty() {
        return None;
    }
    let key = if key == "source" { "sources" } else { key };
    let start = tag.range.start;
    let key = Spanned { value: key.to_owned(), range: Range { start, end: tag.range.end } };
    Some((key, Node::scalar(tag.range, value, Style::Text)))
}
