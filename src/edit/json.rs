//! Changes in JSON: strings get other values.

use super::splice::{Splice, spliced};
use super::tree::{Sense, Tree};
use super::wanted::{self, Wanted};
use super::{Notation, Refusal};

pub(super) fn apply(text: &str, wanted: &[Wanted<'_>]) -> Result<String, Refusal> {
    let tree = Tree::read(text, 0, Notation::Json).ok_or(Refusal::Unreadable)?;
    let splices: Result<Vec<Splice>, Refusal> = wanted.iter().map(|wanted| splice(text, wanted)).collect();
    let expected = wanted::expected(tree, wanted)?;
    let new = spliced(text, splices?)?;
    let found = Tree::read(&new, 0, Notation::Json).ok_or(Refusal::Uncertain)?;
    if expected.is_met_by(&found) { Ok(new) } else { Err(Refusal::Uncertain) }
}

fn splice(text: &str, wanted: &Wanted<'_>) -> Result<Splice, Refusal> {
    let Some(value) = wanted.value.filter(|_| !wanted.has_context()) else {
        return Err(Refusal::Unspellable("claims are written in YAML"));
    };
    let rest = text.get(wanted.start..).ok_or(Refusal::NotThere)?;
    let old = if rest.starts_with('"') { string(rest) } else { word(rest) }.ok_or(Refusal::NotThere)?;
    Ok(Splice::new(wanted.start..wanted.start + old.len(), spelled(value, old)))
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
