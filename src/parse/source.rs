//! Sources (format, section 6): CSL items, from CSL YAML and CSL-JSON alike, and our own keys.

mod csl;
mod csl_date;
mod form;
mod item;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, Spanned};
use crate::discover::TextInput;
use crate::model::{self, Edtf};
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::node::{Node, Value};
use crate::text::{json, yaml};

pub use form::File;

use super::form::{Id, SourceKey, Text, WebUrl};
use super::{OneOrMany, Reference, rules};

/// Reads a file of sources: `.json` holds a CSL-JSON list, all else CSL YAML.
pub fn parse(input: &TextInput) -> (Sources, Vec<Diagnostic>) {
    let mut findings = Findings::new(&input.path, &input.text);
    let mut sources = Sources { path: Arc::clone(&input.path), ..Sources::default() };
    let is_json = input.path.ends_with(".json");
    let root = if is_json {
        json::parse(&input.text, &mut findings)
    } else {
        yaml::parse(&input.text, 0, &mut findings)
    };
    let list = match &root {
        None => None,
        Some(root) if is_json => json_list(root, &mut findings),
        Some(root) if root.is_null() => Some(&[][..]),
        Some(root) => super::list_under("references", root, &mut findings),
    };
    match list {
        Some(list) => read_entries(list, &mut sources, &mut findings),
        None => sources.incomplete = true,
    }
    (sources, findings.into_diagnostics())
}

fn json_list<'a>(root: &'a Node, findings: &mut Findings) -> Option<&'a [Rc<Node>]> {
    if !matches!(root.value, Value::Sequence(_)) {
        let place = findings.span(root.place());
        findings.add(problems::json_not_listed(root.kind(), place));
        return None;
    }
    Some(root.items())
}

fn read_entries(list: &[Rc<Node>], sources: &mut Sources, findings: &mut Findings) {
    let mut keys = HashMap::new();
    for node in list {
        let key = super::noted(node, &mut keys, problems::duplicate_source, findings);
        match entry(node, findings) {
            Some(source) => sources.entries.push(source),
            None => sources.lost.extend(key.map(str::to_owned)),
        }
    }
    sources.incomplete = sources.entries.len() + sources.lost.len() < list.len();
}

/// The keys that are ours and not CSL's.
const OURS: [&str; 4] = ["outlet", "archived", "snapshot", "based_on"];

/// What we add to a CSL item. These words are also read by writers, in the JSON Schema.
#[derive(Default, Deserialize, JsonSchema)]
struct Ours {
    /// Who published it: the id of a speaker.
    #[schemars(with = "Option<Id>")]
    outlet: Option<Reference>,
    /// The web address of an archived copy, or a list of several.
    #[serde(default)]
    #[schemars(with = "OneOrMany<WebUrl>")]
    archived: OneOrMany<Spanned<String>>,
    /// What the source said: the path of a text or HTML file under `content/`.
    #[schemars(with = "Option<Text>")]
    snapshot: Option<Spanned<String>>,
    /// The sources on which this one draws: keys.
    #[serde(default)]
    #[schemars(with = "OneOrMany<SourceKey>")]
    based_on: OneOrMany<Reference>,
}

/// Reads one entry. A source without a key cannot be cited, and is dropped; one of an unknown type can.
pub fn entry(node: &Node, findings: &mut Findings) -> Option<Source> {
    if !matches!(node.value, Value::Mapping(_)) {
        let place = findings.span(node.range);
        findings.add(problems::wrong_type(None, "a source", node.kind(), None, place));
        return None;
    }
    let key = item::required("id", node, findings);
    let kind = item::required("type", node, findings);
    judge_names(key.as_ref(), kind.as_ref(), findings);
    let ours: Ours = read(node, findings).unwrap_or_default();
    for address in &ours.archived.0 {
        rules::web_url("archived", Some(address), findings);
    }
    let item::Read { mut item, issued, accessed, url } = item::read(node, findings);
    rules::web_url("URL", url.as_ref(), findings);
    let key = key?;
    let kind = kind.unwrap_or_default();
    item.insert("id".to_owned(), key.value.clone().into());
    item.insert("type".to_owned(), kind.value.clone().into());
    let title = item.get("title").and_then(|title| title.as_str()).map(str::to_owned);
    let Ours { outlet, archived, snapshot, based_on } = ours;
    let range = node.range;
    Some(Source {
        key,
        kind,
        item,
        title,
        issued,
        accessed,
        url,
        outlet,
        archived,
        snapshot,
        based_on,
        range,
    })
}

fn judge_names(key: Option<&Spanned<String>>, kind: Option<&Spanned<String>>, findings: &mut Findings) {
    if let Some(key) = key.filter(|key| !rules::is_source_key(key)) {
        findings.add(problems::bad_source_key(key, findings.span(key.range)));
    }
    if let Some(kind) = kind.filter(|kind| !csl::TYPES.contains(&kind.as_str())) {
        findings.add(problems::unknown_source_type(kind, &csl::TYPES, findings.span(kind.range)));
    }
}

/// The sources of one file, in file order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    pub path: Arc<str>,
    pub entries: Vec<Source>,
    /// The keys of entries that had to be dropped after a diagnostic: a reference to one of them is
    /// no second mistake.
    pub lost: Vec<String>,
    /// There were entries whose keys cannot be told.
    pub incomplete: bool,
}

/// One source: a CSL item, and what we add to it.
#[derive(Clone, Debug)]
pub struct Source {
    pub key: Spanned<String>,
    /// A CSL type such as `article-newspaper`.
    pub kind: Spanned<String>,
    /// The item as CSL-JSON, checked: known CSL keys only, dates as `date-parts` that the citation
    /// library accepts, ranges and literals made harmless. Without our own keys.
    pub item: serde_json::Map<String, serde_json::Value>,
    pub title: Option<String>,
    /// The dates as written: EDTF text, or the text form of a CSL date object.
    pub issued: Option<Edtf>,
    pub accessed: Option<Edtf>,
    pub url: Option<Spanned<String>>,
    pub outlet: Option<Reference>,
    pub archived: OneOrMany<Spanned<String>>,
    pub snapshot: Option<Spanned<String>>,
    pub based_on: OneOrMany<Reference>,
    /// The whole entry.
    pub range: Range,
}

impl Source {
    /// Where the stored copy may lie: a path below `content/`, as a path in the site, or as seen from the
    /// file of sources, which lies at `from`. It always lies under `content/` (format, section 6).
    pub fn snapshot_places(&self, from: &str) -> impl Iterator<Item = String> + use<> {
        let named = self.snapshot.as_ref().map(|name| {
            let folders = ["content/", "", from];
            folders.map(|folder| model::join(folder, name).filter(|path| path.starts_with("content/")))
        });
        named.into_iter().flatten().flatten()
    }
}
