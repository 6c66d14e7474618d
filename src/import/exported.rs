//! Bodies of our own export (`src/plan/annotations/`) -> keys of a claim, as its file had them.

use std::rc::Rc;

use crate::diag::Spanned;
use crate::model::Stance;
use crate::text::node::{Entry, Node, Style, Value};

use super::webannotation::OURS;

/// A key of a claim, and its value or one of its values.
pub type Key = (Spanned<String>, Rc<Node>);

/// What a body says by a key of the claim: nothing where other keys of the annotation say it. `None` for a
/// body that is not of our making.
pub fn keys(body: &Node) -> Option<Vec<Key>> {
    let says = ours(body, "says")?;
    let key = says.text()?;
    let value = match key {
        "claim" | "speaker" => return Some(Vec::new()),
        "statement" | "note" | "topics" => text_of(body.get("value")?)?,
        "original" => original(body)?,
        "sources" => source(body)?,
        "verdicts" => verdict(ours(body, "verdict")?),
        stance if Stance::ALL.iter().any(|known| known.key() == stance) => text_of(ours(body, "on")?)?,
        _ => return None,
    };
    Some(vec![(Spanned { value: key.to_owned(), range: says.range }, value)])
}

fn ours<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let entry = node.entries().iter().find(|entry| entry.key.value.strip_prefix(OURS) == Some(key))?;
    Some(&entry.value)
}

fn original(body: &Node) -> Option<Rc<Node>> {
    let text = text_of(body.get("value")?)?;
    let given = [
        ("text", Some(text)),
        ("language", body.get("language").and_then(text_of)),
        ("translator", ours(body, "translator").and_then(text_of)),
    ];
    Some(mapping(body, given))
}

/// A source by its key, with the place in it where one was named.
fn source(body: &Node) -> Option<Rc<Node>> {
    let key = text_of(ours(body, "key")?)?;
    let [locator, url] = ["locator", "url"].map(|key| ours(body, key).and_then(text_of));
    if locator.is_none() && url.is_none() {
        return Some(key);
    }
    Some(mapping(body, [("key", Some(key)), ("locator", locator), ("url", url)]))
}

fn verdict(found: &Node) -> Rc<Node> {
    let [rating, date, by, summary] =
        ["rating", "date", "by", "summary"].map(|key| ours(found, key).and_then(text_of));
    let sources = ours(found, "sources").map(|sources| {
        let items = sources.items().iter().filter_map(|item| source(item)).collect();
        Node::new(sources.range, Value::Sequence(items))
    });
    let given = [("rating", rating), ("date", date), ("by", by), ("summary", summary), ("sources", sources)];
    mapping(found, given)
}

fn text_of(node: &Node) -> Option<Rc<Node>> {
    Some(Node::scalar(node.range, node.text()?, Style::Text))
}

fn mapping<const N: usize>(of: &Node, given: [(&str, Option<Rc<Node>>); N]) -> Rc<Node> {
    let range = of.range;
    let entry = |(key, value): (&str, Option<Rc<Node>>)| {
        Some(Entry::new(Spanned { value: key.to_owned(), range }, value?))
    };
    Node::new(range, Value::Mapping(given.into_iter().filter_map(entry).collect()))
}
