//! The entry of a source is told where its copies are.

use std::path::Path;
use std::sync::Arc;

use crate::diag::{Change, Span};
use crate::discover;
use crate::edit::{self, SaveError};
use crate::parse::source::{self, Source};

/// Why an entry was not changed.
#[derive(Debug)]
pub enum Unwritten {
    /// A person must write it, and why.
    ByHand(String),
    Failed(std::io::Error),
}

/// Writes keys into the entry of a source, in the file at `path`, which is read anew: what stands in it may
/// have moved since.
pub fn write(
    root: &Path,
    path: &Arc<str>,
    key: &str,
    keys: &[(&'static str, String)],
) -> Result<(), Unwritten> {
    let by_hand = |why: &dyn std::fmt::Display| Unwritten::ByHand(why.to_string());
    let input = discover::asset_text(root, path).map_err(|(problem, _)| by_hand(&problem.message))?;
    let (sources, _) = source::parse(&input);
    let entry = sources.entries.iter().find(|entry| entry.key.value == key);
    let entry = entry.ok_or_else(|| by_hand(&"its entry is no longer there"))?;
    let changes: Vec<Change> = keys.iter().map(|(name, value)| change(path, entry, name, value)).collect();
    let changed = edit::apply(&input.text, &changes.iter().collect::<Vec<_>>());
    let after = changed.map_err(|refusal| by_hand(&refusal))?;
    match edit::save(root, path, Some(&input.text), Some(&after)) {
        Ok(()) => Ok(()),
        Err(SaveError::Failed(error)) => Err(Unwritten::Failed(error)),
        Err(refusal) => Err(by_hand(&refusal)),
    }
}

/// Right after the address, where the entry has one.
fn change(path: &Arc<str>, entry: &Source, key: &'static str, value: &str) -> Change {
    let beside = entry.url.as_ref().map_or(entry.key.range, |url| url.range);
    Change::Key { beside: Span::new(path, beside), key, value: value.to_owned() }
}
