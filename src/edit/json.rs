//! Changes in JSON: strings get other values, objects further keys.

use super::splice::{Splice, spliced};
use super::tree::{Sense, Tree};
use super::wanted::{self, Wanted};
use super::{Notation, Refusal};

pub(super) fn apply(text: &str, wanted: &[Wanted<'_>]) -> Result<String, Refusal> {
    let tree = Tree::read(text, 0, Notation::Json).ok_or(Refusal::Unreadable)?;
    let mut made = Vec::new();
    for wanted in wanted {
        made.extend(splices(text, wanted, &tree)?);
    }
    let expected = wanted::expected(tree, wanted)?;
    let new = spliced(text, made)?;
    let found = Tree::read(&new, 0, Notation::Json).ok_or(Refusal::Uncertain)?;
    if expected.is_met_by(&found) { Ok(new) } else { Err(Refusal::Uncertain) }
}

fn splices(text: &str, wanted: &Wanted<'_>, tree: &Tree) -> Result<Vec<Splice>, Refusal> {
    if wanted.has_context() {
        return Err(Refusal::Unspellable("claims are written in YAML"));
    }
    let old = scalar(text, wanted.start)?;
    let end = wanted.start + old.len();
    let mut splices = Vec::new();
    if let Some(value) = wanted.value {
        splices.push(Splice::new(wanted.start..end, spelled(value, old)));
    }
    for (key, value) in &wanted.keys {
        splices.push(match beside(tree, wanted.start).and_then(|mapping| mapping.get(key)) {
            Some(Tree::Scalar { start, .. }) => {
                let there = scalar(text, *start)?;
                Splice::new(*start..*start + there.len(), spelled(value, there))
            }
            Some(_) => return Err(Refusal::Unspellable("its value there is a list or an object")),
            None => Splice::insert(end, added(text, wanted.start, key, value).ok_or(Refusal::NotThere)?),
        });
    }
    Ok(splices)
}

/// The mapping in which the scalar at a byte is a value.
fn beside(tree: &Tree, at: usize) -> Option<&Tree> {
    match tree {
        Tree::Mapping(entries) => {
            let is_it = |value: &Tree| matches!(value, Tree::Scalar { start, .. } if *start == at);
            if entries.iter().any(|(_, value)| is_it(value)) {
                return Some(tree);
            }
            entries.iter().find_map(|(_, value)| beside(value, at))
        }
        Tree::List(items) => items.iter().find_map(|item| beside(item, at)),
        Tree::Scalar { .. } | Tree::Asked(_) => None,
    }
}

/// A further key after the value at a byte, spaced as the key of that value is; `None` where it has none.
fn added(text: &str, value: usize, key: &str, new: &str) -> Option<String> {
    let before = text.get(..value)?;
    let to_colon = before.trim_end();
    let named = to_colon.strip_suffix(':')?.trim_end();
    let colon = before.get(named.len()..)?;
    let name = named.strip_suffix('"')?;
    // A quotation mark amid the name has a backslash before it.
    let mut marks = name.rmatch_indices('"').map(|(at, _)| at);
    let start = marks.find(|at| name.get(..*at).is_some_and(|before| !before.ends_with('\\')))?;
    let above = name.get(..start)?;
    let gap = above.get(above.trim_end().len()..)?;
    let [key, new] = [key, new].map(|text| serde_json::Value::from(text).to_string());
    Some(format!(",{gap}{key}{colon}{new}"))
}

/// The scalar that begins at a byte, as it is written.
fn scalar(text: &str, start: usize) -> Result<&str, Refusal> {
    let rest = text.get(start..).ok_or(Refusal::NotThere)?;
    if rest.starts_with('"') { string(rest) } else { word(rest) }.ok_or(Refusal::NotThere)
}

/// A number or truth value may become another one; anything else is a string.
fn spelled(value: &str, old: &str) -> String {
    let sense = |text: &str| match Tree::read(text, 0, Notation::Json) {
        Some(Tree::Scalar { sense, .. }) => Some(sense),
        _ => None,
    };
    if sense(old) == Some(Sense::Other) && sense(value) == Some(Sense::Other) {
        return value.to_owned();
    }
    serde_json::Value::from(value).to_string()
}

fn string(rest: &str) -> Option<&str> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return rest.get(..=at),
            _ => {}
        }
    }
    None
}

fn word(rest: &str) -> Option<&str> {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(rest.len());
    rest.get(..end).filter(|word| !word.is_empty())
}
