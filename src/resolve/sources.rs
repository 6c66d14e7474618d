//! Sources, by key over all files.

use std::sync::Arc;

use crate::diag::problems::linking as problems;
use crate::parse::source as parsed;

use super::Reading;
use super::corpus::{Addresses, Source};
use super::list::List;
use super::names::Names;
use super::namesakes;

pub fn sources(reading: &Reading, addresses: &Addresses, names: &mut Names<'_>) -> List<Source> {
    let mut sorted = sorted(reading);
    sorted.dedup_by(|(_, later), (_, first)| later.key.value == first.key.value);
    let resolve = |(path, source): (&Arc<str>, &parsed::Source)| {
        names.enter(path, false);
        find_snapshot(path, source, addresses, names);
        resolve_source(source, names)
    };
    sorted.into_iter().map(resolve).collect()
}

/// Every entry with its file, by key; of one key, in the order of the files.
pub fn sorted(reading: &Reading) -> Vec<(&Arc<str>, &parsed::Source)> {
    let entries = |file: &'_ Arc<parsed::Sources>| file.entries.len();
    let mut sorted = Vec::with_capacity(reading.sources.iter().map(entries).sum());
    for file in &reading.sources {
        sorted.extend(file.entries.iter().map(|entry| (&file.path, entry)));
    }
    sorted.sort_by(|(_, a), (_, b)| a.key.value.cmp(&b.key.value));
    sorted
}

/// A stored copy stands under `content/` (format, section 6): named by its path there, by its path in the
/// site, or as seen from the file of sources.
fn find_snapshot(from: &str, source: &parsed::Source, addresses: &Addresses, names: &mut Names<'_>) {
    let Some(snapshot) = &source.snapshot else { return };
    let there = |path: &String| addresses.contains_key(path.as_str()) || names.is_unread(path);
    let found = source.snapshot_places(from).find(there);
    if found.as_ref().is_some_and(|path| !is_text(path)) {
        names.report(problems::bad_snapshot(names.span(snapshot), snapshot));
    } else if found.is_none() {
        let near = namesakes::snapshot(snapshot, addresses);
        names.report(problems::missing_snapshot(names.span(snapshot), snapshot, near));
    }
}

/// Whether a file is a text or HTML file, by its name.
fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    matches!(extension.as_str(), "txt" | "text" | "md" | "html" | "htm" | "xhtml")
}

fn resolve_source(source: &parsed::Source, names: &mut Names<'_>) -> Source {
    Source {
        key: Arc::from(source.key.as_str()),
        kind: source.kind.value.clone(),
        title: source.title.clone(),
        issued: source.issued.clone(),
        accessed: source.accessed.clone(),
        url: source.url.as_ref().map(|url| url.value.clone()),
        outlet: source.outlet.as_ref().and_then(|outlet| names.speaker(outlet)),
        archived: source.archived.0.iter().map(|url| url.value.clone()).collect(),
        snapshot: source.snapshot.is_some(),
        based_on: source.based_on.0.iter().filter_map(|key| names.source(key)).collect(),
        item: Arc::new(source.item.clone()),
        claims: Vec::new(),
        articles: Vec::new(),
        events: Vec::new(),
    }
}
