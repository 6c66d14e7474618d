//! CSL-JSON, and CSL YAML, as reference managers export them -> CSL items.

use std::rc::Rc;

use crate::diag::problems::importing as problems;
use crate::text::findings::Findings;
use crate::text::node::{Node, Value};
use crate::text::{json, yaml};

use super::sources::Item;

/// Reads a file of items: a list, or `references:` or `items:` over a list. `None` after a diagnostic,
/// where it is none.
pub fn read(text: &str, is_yaml: bool, findings: &mut Findings) -> Option<Vec<Item>> {
    let root = if is_yaml { yaml::parse(text, 0, findings)? } else { json::parse(text, findings)? };
    let list = root.get("references").or_else(|| root.get("items")).unwrap_or(&root);
    match &list.value {
        Value::Sequence(items) => Some(items.iter().map(item).collect()),
        // One item alone.
        Value::Mapping(_) if list.get("id").is_some() && list.get("type").is_some() => {
            Some(vec![item(&root)])
        }
        _ => {
            let place = findings.span(root.place());
            findings.add(problems::not_csl(root.kind(), place));
            None
        }
    }
}

fn item(node: &Rc<Node>) -> Item {
    Item { node: Rc::clone(node), range: node.range }
}
