//! The JSON export of Hypothesis, and the answers of its API -> annotations.
//!
//! The client exports `{export_date, export_userid, client_version, annotations}`, the API's search
//! answers `{total, rows}`; in both an annotation has `uri`, `text`, `tags`, `target` and `references`.

use crate::diag::Spanned;
use crate::diag::problems::importing as problems;
use crate::diag::problems::reading;
use crate::text::findings::Findings;
use crate::text::json;
use crate::text::node::{Node, Value};

use super::annotation::{Annotation, Passed, Target, listed, select, text};

/// Reads an export. `None` after a diagnostic, where it is none.
pub fn read(source: &str, passed: &mut Passed, findings: &mut Findings) -> Option<Vec<Annotation>> {
    let root = json::parse(source, findings)?;
    let list = root.get("annotations").or_else(|| root.get("rows"));
    let alone = root.get("target").is_some() && root.get("uri").is_some();
    let nodes = match (&root.value, list) {
        (_, Some(list)) if matches!(list.value, Value::Sequence(_)) => listed(list),
        (Value::Sequence(_), _) => listed(&root),
        _ if alone => vec![&*root],
        _ => {
            findings.add(problems::not_hypothesis(root.kind(), findings.span(root.place())));
            return None;
        }
    };
    Some(nodes.into_iter().filter_map(|node| annotation(node, passed, findings)).collect())
}

fn annotation(node: &Node, passed: &mut Passed, findings: &mut Findings) -> Option<Annotation> {
    if !matches!(node.value, Value::Mapping(_)) || (node.get("uri").is_none() && node.get("target").is_none())
    {
        findings.add(problems::not_an_annotation("Hypothesis", findings.span(node.place())));
        return None;
    }
    let uri = text(node, "uri", findings);
    let link = node.get("links").and_then(|links| links.get("html")).and_then(Node::text);
    let name = link.or_else(|| node.get("id").and_then(Node::text)).map(str::to_owned);
    let mut targets = Vec::new();
    for written in node.get("target").map(listed).unwrap_or_default() {
        let mut target =
            Target { source: text(written, "source", findings).or_else(|| uri.clone()), ..Target::default() };
        if let Some(selectors) = written.get("selector") {
            let mut others = Passed::new();
            select(selectors, &mut target, &mut others, findings);
            // Every annotation has several selectors of the same words; what stands alone is told.
            if target.quote.is_none() {
                passed.extend(others);
            }
        }
        // Its positions count what the browser holds, menus and all, and never our text.
        target.position = None;
        targets.push(target);
    }
    if targets.is_empty() {
        targets.push(Target { source: uri, ..Target::default() });
    }
    let is_reply = node.get("references").is_some_and(|parents| !parents.items().is_empty());
    let said = text(node, "text", findings).filter(|text| !text.trim().is_empty());
    Some(Annotation {
        range: node.range,
        name,
        article: None,
        targets,
        texts: said.into_iter().collect(),
        tags: tags(node, findings),
        keys: Vec::new(),
        unfit: is_reply.then(|| "it is a reply to another annotation".to_owned()),
    })
}

fn tags(node: &Node, findings: &mut Findings) -> Vec<Spanned<String>> {
    let mut tags = Vec::new();
    for tag in node.get("tags").map(listed).unwrap_or_default() {
        match tag.text() {
            Some(text) => tags.push(Spanned { value: text.to_owned(), range: tag.range }),
            None => {
                let place = findings.span(tag.place());
                findings.add(reading::wrong_type(Some("tags"), "text", tag.kind(), None, place));
            }
        }
    }
    tags
}
