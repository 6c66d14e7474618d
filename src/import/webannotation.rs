//! Annotations of the W3C's Web Annotation Data Model, in its JSON-LD form -> annotations.
//!
//! Read are: one annotation, a list of them, a page, a collection with its pages inside. Terms are those of
//! the model's own context, with or without `oa:` before them.

use std::rc::Rc;

use crate::diag::Spanned;
use crate::diag::problems::importing as problems;
use crate::parse::claims::Part;
use crate::text::findings::Findings;
use crate::text::json;
use crate::text::node::{Node, Style, Value};

use super::annotation::{Annotation, Passed, Target, listed, select, short, text, types};
use super::exported;

/// What our own keys begin with, on an annotation: `onrecord:speaker`.
pub const OURS: &str = "onrecord:";

/// The type of what we have exported ourselves. Its bodies name the key of the claim that each is.
const EXPORTED: &str = "onrecord:Claim";

/// The relations of the Citation Typing Ontology that are positions.
const CITO: [(&str, &str); 7] = [
    ("confirms", "affirms"),
    ("agreesWith", "affirms"),
    ("refutes", "denies"),
    ("disputes", "denies"),
    ("disagreesWith", "denies"),
    ("qualifies", "qualifies"),
    ("retracts", "retracts"),
];

/// Reads a file. `None` after a diagnostic, where it holds no annotations.
pub fn read(source: &str, passed: &mut Passed, findings: &mut Findings) -> Option<Vec<Annotation>> {
    let root = json::parse(source, findings)?;
    let mut nodes = Vec::new();
    gather(&root, &mut nodes, findings);
    if matches!(root.value, Value::Scalar(_)) {
        findings.add(problems::not_an_annotation("the Web Annotation model", findings.span(root.place())));
        return None;
    }
    Some(nodes.into_iter().map(|node| annotation(node, passed, findings)).collect())
}

/// The annotations of a collection, a page, a list.
fn gather<'a>(node: &'a Node, nodes: &mut Vec<&'a Node>, findings: &mut Findings) {
    let types = types(node);
    let is = |name: &str| types.iter().any(|known| known == name);
    let inner = ["first", "items", "next", "@graph"].map(|key| node.get(key));
    if matches!(node.value, Value::Sequence(_)) {
        listed(node).into_iter().for_each(|node| gather(node, nodes, findings));
    } else if is("Annotation") || node.get("target").is_some() {
        nodes.push(node);
    } else if is("AnnotationCollection") || is("AnnotationPage") || inner.iter().any(Option::is_some) {
        for inner in inner.into_iter().flatten().filter(|inner| !inner.is_null()) {
            match inner.text() {
                Some(address) => findings.add(problems::page_elsewhere(address, findings.span(inner.range))),
                None => gather(inner, nodes, findings),
            }
        }
    } else {
        findings.add(problems::not_an_annotation("the Web Annotation model", findings.span(node.place())));
    }
}

fn annotation(node: &Node, passed: &mut Passed, findings: &mut Findings) -> Annotation {
    let motivations = names(node.get("motivation"));
    let mut made = Annotation {
        range: node.range,
        name: identity(node).map(|name| name.value),
        article: None,
        targets: Vec::new(),
        texts: Vec::new(),
        tags: Vec::new(),
        keys: Vec::new(),
        unfit: unfit(&motivations),
    };
    for target in node.get("target").map(listed).unwrap_or_default() {
        targets(target, &mut made, passed, findings);
    }
    if let Some(value) = text(node, "bodyValue", findings) {
        made.texts.push(value);
    }
    let bodies = node.get("body").map(listed).unwrap_or_default();
    for body in bodies {
        self::body(body, &motivations, &mut made, findings);
    }
    // What we have exported says its positions by its bodies too, and those name things by their ids.
    if !types(node).iter().any(|name| name == EXPORTED) {
        relations(node, &mut made);
    }
    for entry in node.entries() {
        if entry.key.value.strip_prefix(OURS) == Some("article") {
            made.article = entry.value.text().map(str::to_owned);
        } else if let Some(key) = entry.key.value.strip_prefix(OURS) {
            let key = Spanned { value: key.to_owned(), range: entry.key.range };
            made.keys.push((key, Rc::clone(&entry.value)));
        }
    }
    made
}

fn unfit(motivations: &[String]) -> Option<String> {
    let reason = match motivations {
        [only] if only == "replying" => "it is a reply to another annotation",
        [only] if only == "editing" => "it asks for a change of the text",
        [only] if only == "moderating" => "it judges another annotation",
        _ => return None,
    };
    Some(reason.to_owned())
}

fn targets(node: &Node, made: &mut Annotation, passed: &mut Passed, findings: &mut Findings) {
    if let Some(items) = node.get("items") {
        return listed(items).into_iter().for_each(|item| targets(item, made, passed, findings));
    }
    let source = identity(node.get("source").unwrap_or(node));
    let part = node.get("onrecord:in").and_then(Node::text).and_then(part);
    let mut target = Target { source, part, ..Target::default() };
    if let Some(selectors) = node.get("selector") {
        select(selectors, &mut target, passed, findings);
    }
    made.targets.push(target);
}

fn part(name: &str) -> Option<Part> {
    match name {
        "title" => Some(Part::Title),
        "summary" => Some(Part::Summary),
        "body" => Some(Part::Body),
        _ => None,
    }
}

/// A body: text, a tag, or a link to something.
fn body(node: &Node, motivations: &[String], made: &mut Annotation, findings: &mut Findings) {
    if let Some(items) = node.get("items") {
        // A choice: the first is the one that is meant where nobody chooses.
        let alternatives = listed(items);
        let first = if types(node).iter().any(|name| name == "Choice") { 1 } else { alternatives.len() };
        return alternatives.into_iter().take(first).for_each(|item| body(item, motivations, made, findings));
    }
    if let Some(keys) = exported::keys(node) {
        return made.keys.extend(keys);
    }
    let own = names(node.get("purpose"));
    let purposes = if own.is_empty() { motivations } else { &own };
    let is = |purpose: &str| purposes.iter().any(|name| name == purpose);
    relations(node, made);
    if let Some(value) = text(node, "value", findings).filter(|value| !value.trim().is_empty()) {
        if is("tagging") || is("classifying") {
            made.tags.push(value);
        } else {
            let format = node.get("format").and_then(Node::text).unwrap_or_default();
            made.texts.push(if format == "text/plain" { escaped(value) } else { value });
        }
        return;
    }
    let Some(address) = node.get("source").map_or_else(|| identity(node), identity) else { return };
    let stances: Vec<&str> = purposes.iter().filter_map(|purpose| stance(purpose)).collect();
    for stance in &stances {
        made.keys.push((key(stance, &address), node_of(&address)));
    }
    // A link that says by another key what it is to the words is none to be read.
    let related = node.entries().iter().any(|entry| stance(&entry.key.value).is_some());
    if stances.is_empty() && !related {
        made.texts.push(Spanned { value: format!("<{}>", address.value), range: address.range });
    }
}

/// Positions that are written as keys: `cito:confirms`, with what is confirmed as its value.
fn relations(node: &Node, made: &mut Annotation) {
    for entry in node.entries() {
        let Some(stance) = stance(&entry.key.value) else { continue };
        for on in listed(&entry.value).into_iter().filter_map(identity) {
            made.keys.push((key(stance, &on), node_of(&on)));
        }
    }
}

/// The position that a relation is.
fn stance(name: &str) -> Option<&'static str> {
    let relation = name.strip_prefix("cito:").or_else(|| name.strip_prefix("http://purl.org/spar/cito/"))?;
    CITO.iter().find(|(cito, _)| *cito == relation).map(|(_, stance)| *stance)
}

/// What a node is known by: itself where it is text, else its `id`.
fn identity(node: &Node) -> Option<Spanned<String>> {
    let named = if node.entries().is_empty() { node } else { node.get("id").or_else(|| node.get("@id"))? };
    named.text().map(|text| Spanned { value: text.to_owned(), range: named.range })
}

fn names(node: Option<&Node>) -> Vec<String> {
    let listed = node.map(listed).unwrap_or_default();
    listed.into_iter().filter_map(Node::text).map(|name| short(name).to_owned()).collect()
}

fn key(stance: &str, at: &Spanned<String>) -> Spanned<String> {
    Spanned { value: stance.to_owned(), range: at.range }
}

fn node_of(text: &Spanned<String>) -> Rc<Node> {
    Node::scalar(text.range, text.value.as_str(), Style::Text)
}

/// Plain text as Markdown that shows it.
fn escaped(text: Spanned<String>) -> Spanned<String> {
    let mut value = String::new();
    let mut begins = true;
    for c in text.value.chars() {
        let always = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|');
        if always || (begins && matches!(c, '#' | '+' | '-' | '=')) {
            value.push('\\');
        }
        value.push(c);
        begins = c == '\n' || (begins && c == ' ');
    }
    Spanned { value, range: text.range }
}
