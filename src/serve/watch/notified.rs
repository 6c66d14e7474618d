//! Hints by the system. The door to the crate that knows how each system notifies.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Hint;
use crate::discover::FOLDERS;

/// A watcher that notifies until it is dropped.
pub struct Notified(RecommendedWatcher);

impl Notified {
    /// Watches the site's folder, and the folders that a site is made of with all that is below them.
    pub fn start(root: &Path, hints: Sender<Hint>) -> notify::Result<Self> {
        // Where nobody listens any more, we are about to be dropped.
        let handler = move |event| hints_of(event).into_iter().for_each(|hint| drop(hints.send(hint)));
        let mut watcher = RecommendedWatcher::new(handler, Config::default())?;
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            watch(&mut watcher, &root.join(folder))?;
        }
        Ok(Self(watcher))
    }

    /// Watches a folder anew, if it is one of those that a site is made of: it may be another one now.
    pub fn follow(&mut self, root: &Path, path: &Path) -> notify::Result<()> {
        if path == root {
            return self.0.watch(root, RecursiveMode::NonRecursive);
        }
        if FOLDERS.iter().any(|folder| path == root.join(folder)) {
            // It may not have been watched, or its watch may have gone with it.
            let _ = self.0.unwatch(path);
            watch(&mut self.0, path)?;
        }
        Ok(())
    }

    /// Waits for the thread that watches: whatever it is asked, it answers after it has done what it had
    /// begun.
    pub fn settle(&mut self) {
        let _ = self.0.unwatch(Path::new("/no/folder/of/this/name"));
    }
}

/// A folder that is not there is watched for from above.
fn watch(watcher: &mut RecommendedWatcher, folder: &Path) -> notify::Result<()> {
    match watcher.watch(folder, RecursiveMode::Recursive) {
        Err(error) if is_absent(&error) => Ok(()),
        result => result,
    }
}

fn is_absent(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn hints_of(event: notify::Result<Event>) -> Vec<Hint> {
    match event {
        Ok(event) if is_idle(event.kind) => Vec::new(),
        Ok(event) if event.need_rescan() => vec![Hint::Lost],
        Ok(event) => event.paths.into_iter().map(Hint::At).collect(),
        // Some folder could not be watched, or some event not read.
        Err(_) => vec![Hint::Lost],
    }
}

/// That a file was opened or read: most of all by us.
fn is_idle(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}
