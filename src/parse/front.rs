//! What all Markdown inputs share: front matter above, a body below (format, section 1).

use std::rc::Rc;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::diag::Range;
use crate::diag::problems::reading as problems;
use crate::discover::TextInput;
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::front_matter::{self, FrontMatter};
use crate::text::node::{Node, Value};
use crate::text::yaml;

use super::article::Body;

/// An input taken apart.
pub(super) struct Parts<F> {
    pub front: F,
    /// The front matter as it was written; `None` where there is none, or none that can be read.
    pub node: Option<Rc<Node>>,
    pub body: Body,
}

/// Whether an input may do without front matter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

/// Takes an input apart. What cannot be read is the default, after a diagnostic.
pub(super) fn parts<F: DeserializeOwned + Default>(
    input: &TextInput,
    need: Need,
    findings: &mut Findings,
) -> Parts<F> {
    let text = &*input.text;
    let mut known = true;
    let (node, start) = match front_matter::find(text) {
        FrontMatter::Present { yaml, body } => (yaml::parse(&text[yaml.clone()], yaml.start, findings), body),
        FrontMatter::Missing => {
            if need == Need::Required {
                findings.add(problems::no_front_matter(findings.span(first_line(text)), text));
            }
            known = need == Need::Optional || !text.trim().is_empty();
            (None, 0)
        }
        FrontMatter::Unclosed => {
            findings.add(problems::unclosed_front_matter(findings.span(first_line(text))));
            // What the body would be cannot be told, and a complaint about it would be a second one.
            known = false;
            (None, text.len())
        }
    };
    let node = node.filter(|node| is_mapping(node, findings));
    let mapping = node.as_ref().filter(|node| !node.is_null());
    let front = mapping.and_then(|node| read(node, findings)).unwrap_or_default();
    Parts { front, node, body: Body { input: Arc::clone(&input.text), start, known } }
}

/// Complains about each of the keys that is missing. Says nothing where the front matter itself is
/// missing or cannot be read: that has been told.
pub(super) fn require(keys: &[&str], node: Option<&Node>, findings: &mut Findings) {
    let Some(node) = node else { return };
    for key in keys.iter().filter(|key| !node.attempted(key)) {
        let written = node.entries().iter().find(|entry| entry.key.value == *key);
        findings.add(match written {
            Some(entry) => problems::empty_key(key, findings.span(entry.key.range)),
            None => problems::missing_key(key, findings.span(node.place())),
        });
    }
}

/// Front matter without keys is a mapping without keys.
fn is_mapping(node: &Node, findings: &mut Findings) -> bool {
    let mapping = matches!(node.value, Value::Mapping(_));
    if !mapping && !node.is_null() {
        let place = findings.span(node.range);
        findings.add(problems::wrong_type(None, "keys with values", node.kind(), None, place));
    }
    mapping || node.is_null()
}

fn first_line(text: &str) -> Range {
    Range::new(0, text.lines().next().map_or(1, |line| line.len().max(1)))
}
