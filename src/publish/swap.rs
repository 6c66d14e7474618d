//! The other change-over: a whole new folder takes the output's place in one step of the file system.
//!
//! For folders that a server reads directly: who opens the output sees the old site or the new one,
//! and never some pages of each. What has not changed is linked and not copied, and so is what others
//! put there. A swap that is cut short has happened or has not: it needs no journal.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::changeover::Before;
use super::manifest::{Entry, Manifest};
use super::workplace::Workplace;
use super::{changeover, disk, names};

/// A swap in the making.
pub struct Swap<'a> {
    pub work: &'a Workplace,
    pub out: &'a Path,
    pub old: &'a Manifest,
    pub new: &'a Manifest,
}

impl Swap<'_> {
    /// Completes the staging folder, in which the changed files and the manifest lie, and exchanges it
    /// with the output. Comes out: files of ours that the new site does not have.
    ///
    /// # Errors
    /// Where the file system cannot exchange two folders, nothing has changed.
    pub fn run(&self, staged: &BTreeSet<String>, before: Before<'_>) -> io::Result<Vec<String>> {
        if self.work.is_inside(self.out) {
            return Err(disk::told("swap", self.out, not_beside()));
        }
        for path in self.new.files.keys().filter(|path| !staged.contains(*path)) {
            disk::link(&self.out.join(path), &self.work.staging.join(path))?;
        }
        let mut removed = Vec::new();
        self.carry("", &mut removed)?;
        before()?;
        disk::exchange(&self.work.staging, self.out)?;
        before()?;
        // What now lies there is the old site. Losing its links touches the files that both share, so
        // the manifest, which must be younger than they are, comes last.
        self.work.clear_staging()?;
        before()?;
        changeover::place_manifest(self.work, self.out, self.new.to_text().as_bytes())?;
        Ok(removed)
    }

    /// Takes over from a folder of the output what is not ours, and its permissions.
    fn carry(&self, folder: &str, removed: &mut Vec<String>) -> io::Result<()> {
        let (here, there) = (self.out.join(folder), self.work.staging.join(folder));
        for (path, is_folder) in disk::list(&here)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let path = format!("{folder}{name}");
            if is_folder && (self.new.has_folder(&path) || self.old.has_folder(&path)) {
                self.carry(&format!("{path}/"), removed)?;
            } else if is_folder {
                disk::link_tree(&self.out.join(&path), &self.work.staging.join(&path))?;
            } else if self.goes(&path)? {
                removed.push(path);
            } else if !self.new.files.contains_key(&path) && path != names::MANIFEST {
                disk::link(&self.out.join(&path), &self.work.staging.join(&path))?;
            }
        }
        disk::copy_permissions(&here, &there)
    }

    /// Whether a file is ours, as we wrote it, and not of the new site.
    fn goes(&self, path: &str) -> io::Result<bool> {
        let ours: Option<&Entry> = self.old.files.get(path).filter(|_| !self.new.files.contains_key(path));
        Ok(ours.is_some() && disk::entry(&self.out.join(path))?.as_ref() == ours)
    }
}

fn not_beside() -> io::Error {
    let reason = "nothing can be put beside it, so that no other folder can take its place";
    io::Error::new(io::ErrorKind::Unsupported, reason)
}
