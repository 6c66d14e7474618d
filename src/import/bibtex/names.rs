//! Names of BibTeX -> names of CSL.

use std::rc::Rc;

use crate::diag::{Range, Spanned};
use crate::text::node::{Entry, Node, Style, Value};

use super::tex::Name;

/// A list of names; `None` where there is none. `use_prefix` is the entry's option `useprefix`: whether a
/// prefix such as *von* is part of the family name.
pub fn list(names: &[Name], use_prefix: bool, range: Range) -> Option<Rc<Node>> {
    let names: Vec<_> = names.iter().filter_map(|name| one(name, use_prefix, range)).collect();
    (!names.is_empty()).then(|| Node::new(range, Value::Sequence(names)))
}

fn one(name: &Name, use_prefix: bool, range: Range) -> Option<Rc<Node>> {
    let parts: Vec<(&str, &str)> = match name {
        Name::Others => return None,
        Name::Whole(whole) => vec![("literal", whole)],
        Name::Parts { family, given, prefix, suffix, use_prefix: own } => {
            let kept = own.unwrap_or(use_prefix);
            let particle = if kept { "non-dropping-particle" } else { "dropping-particle" };
            vec![("family", family), ("given", given), (particle, prefix), ("suffix", suffix)]
        }
    };
    let entries = parts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| {
        Entry::new(Spanned { value: key.to_owned(), range }, Node::scalar(range, text, Style::Text))
    });
    Some(Node::new(range, Value::Mapping(entries.collect())))
}
