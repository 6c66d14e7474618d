//! The door to TOML: a text becomes a [`Node`].

use std::rc::Rc;

use toml::Spanned as Placed;
use toml::de::{DeTable, DeValue};

use crate::diag::problems::reading as problems;
use crate::diag::{Range, Spanned};

use super::findings::Findings;
use super::node::{Entry, MAX_DEPTH, Node, Style, Value};

/// Reads a TOML document. `None` after mistakes of syntax, all of which are told.
pub fn parse(text: &str, findings: &mut Findings) -> Option<Rc<Node>> {
    if let Some(range) = too_deep(text) {
        findings.add(problems::too_deep(findings.span(range)));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let whole = Range::new(0, text.len().max(1));
        return Some(table_node(whole, table.into_inner()));
    }
    let root = table_node(Range::default(), table.into_inner());
    for error in errors {
        let range = seen(error.span(), text);
        let problem = if error.message().starts_with("duplicate key") {
            let key = text.get(range.usize()).unwrap_or_default();
            let first = first_of(key, range, &root).map(|first| findings.span(first));
            problems::toml_duplicate_key(key, findings.span(range), first)
        } else {
            problems::toml_syntax(findings.span(range), error.message())
        };
        findings.add(problem);
    }
    None
}

/// The nearest key of the same name before a place: of a key that stands twice, the first.
fn first_of(key: &str, place: Range, node: &Node) -> Option<Range> {
    let here = node.entries().iter().filter(|entry| entry.key.value == key).map(|entry| entry.key.range);
    let below = node.entries().iter().filter_map(|entry| first_of(key, place, &entry.value));
    let in_items = node.items().iter().filter_map(|item| first_of(key, place, item));
    here.chain(below).chain(in_items).filter(|range| range.start < place.start).max()
}

/// The place where a dotted key has more parts than we nest: the parser makes a table of each, and
/// tables are dropped by recursion. (It watches brackets itself.)
fn too_deep(text: &str) -> Option<Range> {
    let mut parts = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match c {
            '.' => parts += 1,
            '=' | ',' | '[' | '{' | '\n' => parts = 0,
            _ => {}
        }
        if parts >= MAX_DEPTH {
            let at = text.len() - rest.len();
            return Some(Range::new(at, at + 1));
        }
        rest = &rest[token_length(rest, c)..];
    }
    None
}

/// The length in bytes of a string or comment, or of one character.
fn token_length(rest: &str, first: char) -> usize {
    let multiline = |quotes: &str| rest[3..].find(quotes).map_or(rest.len(), |at| at + 6);
    match first {
        '#' => rest.find('\n').unwrap_or(rest.len()),
        _ if rest.starts_with("\'\'\'") => multiline("\'\'\'"),
        _ if rest.starts_with("\"\"\"") => multiline("\"\"\""),
        '\'' | '"' => string_length(rest, first as u8),
        c => c.len_utf8(),
    }
}

/// A string of one line, with its quotation marks.
fn string_length(rest: &str, quote: u8) -> usize {
    let mut escaped = false;
    let end = rest.bytes().skip(1).position(|byte| {
        let closing = byte == b'\n' || (byte == quote && !escaped);
        escaped = byte == b'\\' && !escaped && quote == b'"';
        closing
    });
    end.map_or(rest.len(), |at| at + 2)
}

fn table_node(range: Range, table: DeTable<'_>) -> Rc<Node> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| {
            let place = Range::new(key.span().start, key.span().end);
            let key = Spanned { value: key.into_inner().into_owned(), range: place };
            Entry::new(key, node(value, place))
        })
        .collect();
    // The parser sorts by key; mistakes are told in the order of the file.
    entries.sort_by_key(|entry| entry.key.range);
    Node::new(range, Value::Mapping(entries))
}

/// A table that dotted keys imply has no place of its own: it is told by its key.
fn node(value: Placed<DeValue<'_>>, key: Range) -> Rc<Node> {
    let span = value.span();
    let range = if span.is_empty() { key } else { Range::new(span.start, span.end) };
    match value.into_inner() {
        DeValue::String(text) => Node::scalar(range, text, Style::Text),
        DeValue::Integer(number) => Node::scalar(range, number.to_string(), Style::Number),
        DeValue::Float(number) => Node::scalar(range, finite_or_core(number.as_str()), Style::Number),
        DeValue::Boolean(truth) => Node::scalar(range, truth.to_string(), Style::Bool),
        DeValue::Datetime(date) => Node::scalar(range, date.to_string(), Style::Date),
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| node(item, key)).collect();
            Node::new(range, Value::Sequence(items))
        }
        DeValue::Table(table) => table_node(range, table),
    }
}

/// TOML's `inf` and `nan` as YAML's core schema spells them.
fn finite_or_core(number: &str) -> String {
    number.replace("inf", ".inf").replace("nan", ".nan")
}

/// A range that is not empty, also at the end of the text.
fn seen(span: Option<std::ops::Range<usize>>, text: &str) -> Range {
    let span = span.unwrap_or_default();
    let start = span.start.min(text.trim_end().len().saturating_sub(1));
    Range::new(start, span.end.max(start + 1))
}
