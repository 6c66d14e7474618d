//! The CSL part of an entry -> an item that the citation library takes.
//!
//! The library's reader is strict where CSL-JSON is not, and panics on ranges of dates: so numbers
//! become text, names get the parts it knows, and a date keeps its first day only.

use serde_json::{Map, Value as Json, json};

use crate::diag::Spanned;
use crate::diag::problems::reading as problems;
use crate::model::Edtf;
use crate::text::findings::Findings;
use crate::text::node::{Entry, Node, Value};

use super::csl::{self, Kind};
use super::csl_date;

/// What the CSL keys of an entry say.
#[derive(Default)]
pub(super) struct Read {
    pub item: Map<String, Json>,
    pub issued: Option<Edtf>,
    pub accessed: Option<Edtf>,
    pub url: Option<Spanned<String>>,
}

/// Reads all keys of an entry but `id`, `type` and ours.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Read {
    let mut read = Read::default();
    let elsewhere = |key: &str| matches!(key, "id" | "type") || super::OURS.contains(&key);
    for entry in node.entries().iter().filter(|entry| !elsewhere(&entry.key)) {
        match csl::variable(&entry.key) {
            _ if entry.value.is_null() && csl::variable(&entry.key).is_some() => {}
            Some((kind, name)) => read.entry(entry, kind, name, findings),
            None => {
                let place = findings.span(entry.key.range);
                findings.add(problems::unknown_source_key(&entry.key, csl::keys(), place));
            }
        }
    }
    read
}

/// The text of a key that every entry has; a number counts as text, since exports have such keys.
pub(super) fn required(key: &str, node: &Node, findings: &mut Findings) -> Option<Spanned<String>> {
    let Some(value) = node.get(key).filter(|value| !value.is_null()) else {
        findings.add(problems::missing_key(key, findings.span(node.place())));
        return None;
    };
    let text = text(key, value, findings)?;
    Some(Spanned { value: text, range: value.range })
}

impl Read {
    fn entry(&mut self, entry: &Entry, kind: Kind, name: &str, findings: &mut Findings) {
        let (key, node) = (entry.key.as_str(), &*entry.value);
        let value = match kind {
            Kind::Text => text(key, node, findings).map(|text| self.text(key, text, node)),
            Kind::Names => names(key, node, findings),
            Kind::Date => csl_date::read(key, node, findings).and_then(|date| self.date(key, date)),
            Kind::Aside => None,
        };
        if let Some(value) = value {
            // A variable's own name comes before its second one.
            if name == key || !self.item.contains_key(name) {
                self.item.insert(name.to_owned(), value);
            }
        }
    }

    fn text(&mut self, key: &str, text: String, node: &Node) -> Json {
        if key == "URL" {
            self.url = Some(Spanned { value: text.clone(), range: node.range });
        }
        text.into()
    }

    fn date(&mut self, key: &str, date: Edtf) -> Option<Json> {
        let value = parts(&date);
        match key {
            "issued" => self.issued = Some(date),
            "accessed" => self.accessed = Some(date),
            _ => {}
        }
        value
    }
}

/// A date as the library takes it: one day, its year of 16 bits. Seasons are left out: styles that
/// print months as numbers would show them as months.
fn parts(date: &Edtf) -> Option<Json> {
    let parts = date.parts()?;
    let year = i16::try_from(parts.year).ok()?;
    let mut list = vec![year];
    list.extend(parts.month.map(i16::from));
    list.extend(parts.day.map(i16::from));
    Some(if parts.doubtful {
        json!({"date-parts": [list], "circa": 1})
    } else {
        json!({"date-parts": [list]})
    })
}

fn text(key: &str, node: &Node, findings: &mut Findings) -> Option<String> {
    let text = node.text();
    if text.is_none() {
        let place = findings.span(node.place());
        findings.add(problems::wrong_type(Some(key), "text", node.kind(), None, place));
    }
    text.map(str::to_owned)
}

/// A list of names; one name counts as a list, and text as a name that is not taken apart.
fn names(key: &str, node: &Node, findings: &mut Findings) -> Option<Json> {
    let names: Vec<Json> = match &node.value {
        Value::Sequence(items) => items.iter().filter_map(|item| name(key, item, findings)).collect(),
        _ => name(key, node, findings).into_iter().collect(),
    };
    (!names.is_empty()).then_some(Json::Array(names))
}

fn name(key: &str, node: &Node, findings: &mut Findings) -> Option<Json> {
    if let Some(literal) = node.text() {
        return Some(json!({ "literal": literal }));
    }
    if !matches!(node.value, Value::Mapping(_)) {
        let place = findings.span(node.place());
        findings.add(problems::wrong_type(Some(key), "a name", node.kind(), None, place));
        return None;
    }
    let mut name = Map::new();
    for entry in node.entries().iter().filter(|entry| !entry.value.is_null()) {
        let part = entry.key.as_str();
        match part {
            "comma-suffix" => {
                let yes = matches!(entry.value.text(), Some("true" | "1"));
                name.insert(part.to_owned(), yes.into());
            }
            "static-ordering" | "parse-names" => {}
            _ if csl::NAME_PARTS.contains(&part) => {
                let value = text(part, &entry.value, findings)?;
                name.insert(part.to_owned(), value.into());
            }
            _ => {
                let place = findings.span(entry.key.range);
                findings.add(problems::unknown_source_key(part, csl::NAME_PARTS.into_iter(), place));
            }
        }
    }
    (!name.is_empty()).then_some(Json::Object(name))
}
