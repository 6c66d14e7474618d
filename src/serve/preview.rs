//! The preview without its sockets: the site in memory, and what happens to it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use serde_json::Value;
use tokio::sync::watch;

use crate::diag::Diagnostic;
use crate::discover::Inputs;
use crate::pipeline::{Buffers, Changed, Memory};
use crate::resolve;

use super::annotate::Undo;
use super::files::Files;
use super::problems;
use super::showing::Showing;

/// How a site is shown.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Drafts are shown as if they were published.
    pub drafts: bool,
    /// The address by which an editor opens a file: a template with `{path}`, `{line}`, `{column}`.
    pub editor: Option<String>,
    /// Pages scroll to the claim that has changed.
    pub follow: bool,
}

/// A site that is shown while it is written. Shared by threads.
pub struct Preview {
    pub settings: Settings,
    /// What writing requests have to know: not to be guessed by pages of other sites.
    pub token: String,
    pub files: Files,
    memory: Mutex<Memory>,
    now: RwLock<Arc<Showing>>,
    undo: Mutex<Undo>,
    ticks: watch::Sender<u64>,
    /// Something has been heard of the disk that has not been looked at yet.
    stirred: AtomicBool,
}

/// What a look at the disk has led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// The files that have changed, from the site's folder, sorted.
    pub changed: Vec<String>,
    pub problems: Vec<Diagnostic>,
    /// The errors among them that were not there before.
    pub new_errors: Vec<Diagnostic>,
}

impl Preview {
    /// Reads the site in a folder. `token` is for this run alone.
    pub fn open(folder: &Path, settings: Settings, token: String) -> Self {
        let options = resolve::Options { drafts: settings.drafts, ..resolve::Options::default() };
        let mut memory = Memory::new(folder, options);
        let site = Arc::new(memory.load(&Changed::Anything, &Buffers::new()));
        Self {
            settings,
            token,
            files: Files::default(),
            memory: Mutex::new(memory),
            now: RwLock::new(Arc::new(Showing::first(site))),
            undo: Mutex::default(),
            ticks: watch::Sender::new(0),
            stirred: AtomicBool::new(false),
        }
    }

    /// The site as it is shown now.
    pub fn now(&self) -> Arc<Showing> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at what may have changed. `None` where nothing has: only content decides.
    pub fn refresh(&self, changed: &Changed) -> Option<Rebuilt> {
        // One look at a time, also from several threads: what comes later sees more.
        let mut memory = self.memory();
        let before = self.now();
        self.stirred.store(false, Ordering::Release);
        let site = memory.load(changed, &Buffers::new());
        let mut paths = differences(&before.site.inputs, &site.inputs);
        // The copies of sources are no texts of the site, and yet it says what they hold.
        let proven = site.reading.proofs == before.site.reading.proofs;
        let texts_changed = !paths.is_empty() || !proven || site.diagnostics != before.site.diagnostics;
        paths.extend(self.other_files(&site.inputs, changed));
        let after = match texts_changed {
            true => before.next(Arc::new(site)),
            false if paths.is_empty() => return None,
            false => before.with_other_files(),
        };
        paths.sort();
        paths.dedup();
        let (known, problems) = (before.problems(), after.problems());
        let known: HashSet<Diagnostic> = known.into_iter().collect();
        let is_new = |problem: &&Diagnostic| problem.is_error() && !known.contains(problem);
        let new_errors = problems.iter().filter(is_new).cloned().collect();
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
        drop(memory);
        self.tick();
        Some(Rebuilt { changed: paths, problems, new_errors })
    }

    /// Says that something was heard of the disk: what can wait, waits.
    pub fn stir(&self) {
        self.stirred.store(true, Ordering::Release);
    }

    pub fn is_stirred(&self) -> bool {
        self.stirred.load(Ordering::Acquire)
    }

    /// The errors that the site would have if one of its texts said something else, and has not now: as
    /// the browser is told them.
    pub fn trial(&self, path: &Arc<str>, text: &str) -> Vec<Value> {
        let buffers = Buffers::from([(Arc::clone(path), text.into())]);
        let site = self.memory().load(&Changed::Paths(Vec::new()), &buffers);
        // Places shift with what is written before them.
        let known = self.now();
        let key = |problem: &Diagnostic| (problem.code, problem.message.clone());
        let known: HashSet<_> = known.site.diagnostics.iter().map(key).collect();
        let is_new = |problem: &Diagnostic| problem.is_error() && !known.contains(&key(problem));
        let new: Vec<Diagnostic> = site.diagnostics.iter().filter(|it| is_new(it)).cloned().collect();
        problems::listed(&new, &site, None)
    }

    /// The turn of one who writes, and what can be undone.
    pub fn undo(&self) -> MutexGuard<'_, Undo> {
        self.undo.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whoever listens that there may be news.
    pub fn tick(&self) {
        self.ticks.send_modify(|ticks| *ticks += 1);
    }

    /// Changes whenever there may be news.
    pub fn ticks(&self) -> watch::Receiver<u64> {
        self.ticks.subscribe()
    }

    /// Of the files that are copied as they are, those that say something else now.
    fn other_files(&self, inputs: &Inputs, changed: &Changed) -> Vec<String> {
        let root = &inputs.root;
        let changed = match changed {
            Changed::Anything => self.files.paths(),
            Changed::Paths(paths) => paths.clone(),
        };
        let is_copied =
            |path: &str| inputs.statics.iter().chain(&inputs.assets).any(|file| &*file.path == path);
        let path = |file: &PathBuf| {
            let path = file.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
            (is_copied(&path) && self.files.changed(root, file)).then_some(path)
        };
        changed.iter().filter_map(path).collect()
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // Whatever a thread that panicked has left in it, only content decides what is taken from it.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The paths of files that only one of them has, or that differ in what is known of them.
fn differences(before: &Inputs, after: &Inputs) -> Vec<String> {
    let (mut before, mut after) = (stamps(before, after), stamps(after, before));
    let (mut gone, mut new) = (HashMap::new(), Vec::new());
    // Most stand where they stood.
    loop {
        let pair = (before.next(), after.next());
        if pair == (None, None) {
            break;
        }
        if pair.0 != pair.1 {
            gone.extend(pair.0);
            new.extend(pair.1);
        }
    }
    new.retain(|(path, stamp)| {
        let known = gone.get(path) == Some(stamp);
        gone.remove(path);
        !known
    });
    let new = new.into_iter().map(|(path, _)| path);
    let mut changed: Vec<String> = new.chain(gone.into_keys()).map(str::to_owned).collect();
    changed.sort();
    changed
}

/// What is known of each file: of a text its fingerprint, of others that they are there. What those say is
/// asked of [`Files`]. Articles that are the very same in other inputs are left out.
fn stamps<'a>(inputs: &'a Inputs, others: &Inputs) -> impl Iterator<Item = (&'a str, u64)> {
    let known = |index: usize, article| others.articles.get(index).is_some_and(|it| Arc::ptr_eq(it, article));
    let articles = inputs.articles.iter().enumerate().filter(move |(index, article)| !known(*index, article));
    let articles = articles.flat_map(|(_, article)| article.texts());
    let texts = articles.chain(inputs.other_texts()).map(|text| (&*text.path, text.fingerprint));
    let others = inputs.statics.iter().chain(&inputs.assets).map(|file| (&*file.path, 0));
    texts.chain(others)
}
