//! Files that were costly to make and need not be made again: what they were made from has not changed.
//!
//! One file of them, the list, says so: on its first line the mark of what they were made from, and on each
//! of the others the path of a file.

use std::io;

use crate::model::SitePath;

use super::ledger::Writer;
use super::{Publication, disk};

/// The text of a list.
pub fn list(mark: &str, paths: &[SitePath]) -> String {
    let mut text = format!("{mark}\n");
    for path in paths {
        text.push_str(path.as_str());
        text.push('\n');
    }
    text
}

impl Publication {
    /// Keeps the files that the output has from an earlier build, if that build made them from what `mark`
    /// says: `list` is where their list stands. Comes out: their paths, the list's among them; `None` where
    /// they have to be made, since one of them is not there any more, or not as we wrote it, or the mark is
    /// another.
    pub fn keep(&self, list: &SitePath, mark: &str, writer: &str) -> io::Result<Option<Vec<SitePath>>> {
        if !self.still_stands(list.as_str())? {
            return Ok(None);
        }
        let text = disk::read(&self.out.join(list.as_str()))?.unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut lines = text.lines();
        if lines.next() != Some(mark) {
            return Ok(None);
        }
        let paths: Option<Vec<SitePath>> = lines.map(SitePath::new).collect();
        let Some(mut paths) = paths else { return Ok(None) };
        paths.push(list.clone());
        for path in &paths {
            if !self.still_stands(path.as_str())? {
                return Ok(None);
            }
        }
        for path in &paths {
            let file = path.file_path();
            let entry = self.old.files.get(&file).copied().unwrap_or_default();
            self.ledger.take(&file, Writer::Made(writer.to_owned()), entry);
        }
        Ok(Some(paths))
    }

    fn still_stands(&self, path: &str) -> io::Result<bool> {
        match self.old.files.get(path) {
            Some(entry) => self.holds(path, *entry),
            None => Ok(false),
        }
    }
}
