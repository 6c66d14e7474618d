//! A site's folder over time: what a run has found and read of it, the next run need not.

#![expect(clippy::disallowed_methods, reason = "this is the door through which files come in")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::Diagnostic;

use super::classify::{Files, classify};
use super::gather::gather;
use super::stamp::{Moment, Stamp};
use super::texts::Texts;
use super::walk::{self, Found, Walked};
use super::{Inputs, TextInput};

/// A site's folder, and what was seen of it last.
#[derive(Debug)]
pub struct Folder {
    folder: PathBuf,
    seen: Option<Seen>,
    texts: Texts,
}

/// The files of a site as the last walk found them.
#[derive(Debug)]
struct Seen {
    /// Absolute.
    root: PathBuf,
    /// All that was found, sorted.
    paths: Vec<Arc<str>>,
    files: Files,
    /// There are links, or something could not be walked: no path tells what changes with it.
    odd: bool,
    /// What was wrong before any text was read.
    walked: Vec<Diagnostic>,
    inputs: Inputs,
    /// What was wrong with files as files.
    wrong: Vec<Diagnostic>,
}

impl Folder {
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), seen: None, texts: Texts::default() }
    }

    /// The inputs as they are now, whatever may have changed: the whole folder is walked, and every
    /// text is read whose file is not as it was.
    pub fn read(&mut self) -> (Inputs, Vec<Diagnostic>) {
        self.walk(&HashSet::new())
    }

    /// The inputs as they are now, if since the last run nothing has changed but these files and
    /// folders, given by absolute paths. Files are read again whatever they look like. Where one is
    /// new, gone, or a folder, the whole folder is walked.
    pub fn read_again(&mut self, changed: &[PathBuf]) -> (Inputs, Vec<Diagnostic>) {
        let Some(seen) = &self.seen else { return self.read() };
        let named: Option<Vec<_>> = changed.iter().map(|path| seen.read_by(self.inside(path)?)).collect();
        let Some(named) = named else {
            let inside = changed.iter().filter_map(|path| walk::site_path(self.inside(path)?));
            let inside = inside.collect();
            return self.walk(&inside);
        };
        let fresh = self.texts.read_again(&seen.root, named.into_iter().flatten());
        match (&mut self.seen, fresh) {
            (Some(seen), Some(fresh)) => seen.put(fresh),
            // What can be read has changed, and with it what is told.
            (Some(seen), None) => seen.gather(&self.texts),
            (None, _) => {}
        }
        self.seen.as_ref().map_or_else(Default::default, Seen::told)
    }

    /// A path as seen from the site's folder.
    fn inside<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        let root = self.seen.as_ref().map(|seen| &seen.root);
        root.and_then(|root| path.strip_prefix(root).ok()).or_else(|| path.strip_prefix(&self.folder).ok())
    }

    fn walk(&mut self, hinted: &HashSet<Arc<str>>) -> (Inputs, Vec<Diagnostic>) {
        // Should we fail on the way, nothing half-seen is left behind.
        self.seen = None;
        let mut wrong = Vec::new();
        let Some(Walked { root, files, linked }) = walk::walk(&self.folder, &mut wrong) else {
            *self = Self::new(&self.folder);
            return (Inputs { root: self.folder.clone(), ..Inputs::default() }, wrong);
        };
        let odd = linked || !wrong.is_empty();
        let newest = newest(&files);
        let paths = files.iter().map(|file| Arc::clone(&file.path)).collect();
        let files = classify(&files, &mut wrong);
        self.texts.refresh(&root, &files, newest, hinted);
        let walked = wrong;
        let mut seen = Seen { root, paths, files, odd, walked, inputs: Inputs::default(), wrong: Vec::new() };
        seen.gather(&self.texts);
        self.seen.insert(seen).told()
    }
}

/// By disk, the latest moment at which a file was changed.
fn newest(files: &[Found]) -> HashMap<u64, Moment> {
    let mut newest = HashMap::new();
    for Found { stamp, .. } in files {
        let latest = newest.entry(stamp.disk()).or_insert(stamp.changed);
        *latest = stamp.changed.max(*latest);
    }
    newest
}

impl Seen {
    /// What has to be read if nothing but the file at this path, given from the site's folder, has
    /// changed: at most itself. `None` where that cannot be told.
    fn read_by(&self, path: &Path) -> Option<Option<Arc<str>>> {
        if self.odd {
            return None;
        }
        if walk::is_passed_over(path) {
            return Some(None);
        }
        let named = walk::site_path(path)?;
        let now = fs::symlink_metadata(self.root.join(path));
        match self.paths.binary_search(&named) {
            // An image, or a text of an id that is taken, stays one whatever it says.
            Ok(_) => now.is_ok_and(|now| is_plain(&now)).then_some(Some(named)),
            Err(place) => {
                let held = self.paths.get(place..).unwrap_or_default().iter();
                let mut held = held.take_while(|path| path.starts_with(&*named));
                let was_folder = held.any(|path| path.as_bytes().get(named.len()) == Some(&b'/'));
                // A file that came and went, as editors have them while they save.
                let is_gone = now.is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
                (is_gone && !was_folder).then_some(None)
            }
        }
    }

    /// Puts the inputs together anew.
    fn gather(&mut self, texts: &Texts) {
        self.wrong = self.walked.clone();
        self.inputs = gather(&self.root, &self.files, texts, &mut self.wrong);
    }

    /// Puts texts in the place of those that were at their paths.
    fn put(&mut self, texts: Vec<TextInput>) {
        for text in texts {
            let path = Arc::clone(&text.path);
            if let Some(place) = self.inputs.text_mut(&path) {
                *place = text;
            }
        }
    }

    fn told(&self) -> (Inputs, Vec<Diagnostic>) {
        (self.inputs.clone(), self.wrong.clone())
    }
}

/// A file that has no other name.
fn is_plain(metadata: &fs::Metadata) -> bool {
    metadata.is_file() && !Stamp::of(metadata).has_other_names()
}
