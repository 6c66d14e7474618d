//! The door to JSON: a text becomes a [`Node`]. Strict JSON: no comments, no trailing commas.

use std::rc::Rc;

use jsonc_parser::ast::{Object, Value as Json};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diag::problems::reading as problems;
use crate::diag::{Range, Spanned};

use super::findings::Findings;
use super::node::{Entry, MAX_DEPTH, MAX_NODES, Node, Style, Value, mapping};

/// Reads a JSON text. `None` after a mistake that leaves nothing to read.
pub fn parse(text: &str, findings: &mut Findings) -> Option<Rc<Node>> {
    // The parser descends by recursion, deeper than we allow: so we look first.
    if let Some(range) = too_deep(text) {
        findings.add(problems::too_deep(findings.span(range)));
        return None;
    }
    match parse_to_ast(text, &CollectOptions::default(), &strict()) {
        Ok(parsed) => {
            let Some(json) = parsed.value else {
                findings.add(problems::json_empty(findings.span(Range::new(0, 1))));
                return None;
            };
            let root = node(json, findings);
            if root.count() > MAX_NODES {
                findings.add(problems::too_many_nodes(findings.span(root.place()), MAX_NODES));
                return None;
            }
            Some(root)
        }
        Err(error) => {
            let place = findings.span(seen(error.range(), text));
            findings.add(problems::json_syntax(place, &error.kind().to_string()));
            None
        }
    }
}

/// The bracket that opens one level too many.
fn too_deep(text: &str) -> Option<Range> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(Range::new(at, at + 1));
        }
    }
    None
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn node(json: Json<'_>, findings: &mut Findings) -> Rc<Node> {
    let range = Range::new(json.start(), json.end());
    match json {
        Json::StringLit(text) => Node::scalar(range, text.value, Style::Text),
        Json::NumberLit(number) => Node::scalar(range, number.value, Style::Number),
        Json::BooleanLit(truth) => Node::scalar(range, truth.value.to_string(), Style::Bool),
        Json::NullKeyword(_) => Node::scalar(range, "null", Style::Null),
        Json::Array(array) => {
            let items = array.elements.into_iter().map(|item| node(item, findings)).collect();
            Node::new(range, Value::Sequence(items))
        }
        Json::Object(object) => object_node(range, object, findings),
    }
}

fn object_node(range: Range, object: Object<'_>, findings: &mut Findings) -> Rc<Node> {
    let entries = object
        .properties
        .into_iter()
        .map(|property| {
            let range = Range::new(property.name.start(), property.name.end());
            let key = Spanned { value: property.name.into_string(), range };
            Entry::new(key, node(property.value, findings))
        })
        .collect();
    mapping(range, entries, findings)
}

/// A range that is not empty, also at the end of the text.
fn seen(range: jsonc_parser::common::Range, text: &str) -> Range {
    let start = range.start.min(text.trim_end().len().saturating_sub(1));
    Range::new(start, range.end.max(start + 1))
}
