//! Who writes what: each path of the output has one writer.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diag::problems::publishing;
use crate::diag::{Diagnostic, Span};

use super::manifest::Entry;
use super::names;

/// What one build writes, by path from the output folder. Shared by all threads that write.
#[derive(Debug, Default)]
pub struct Ledger(Mutex<Lines>);

#[derive(Debug, Default)]
struct Lines {
    files: BTreeMap<String, Line>,
    /// A path, and who wanted to write it although the first in [`Lines::files`] does.
    turned_away: Vec<(String, Writer)>,
}

#[derive(Debug)]
struct Line {
    entry: Entry,
    writer: Writer,
    staged: bool,
}

/// Who writes a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Writer {
    /// An input that is copied, by its path from the site's folder.
    Input(Arc<str>),
    /// The program, for something: `the article `kremlin-on-call``.
    Made(String),
}

impl Writer {
    /// Where the input stands.
    fn place(&self) -> Option<Span> {
        match self {
            Self::Input(path) => Some(Span::start_of(path)),
            Self::Made(_) => None,
        }
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(path) => write!(f, "the file `{path}`"),
            Self::Made(words) => f.write_str(words),
        }
    }
}

impl Ledger {
    /// Whether the path is still free. If it is, it is taken from now on.
    pub fn take(&self, path: &str, writer: Writer, entry: Entry) -> bool {
        let mut lines = self.lines();
        let Lines { files, turned_away } = &mut *lines;
        match files.entry(path.to_owned()) {
            btree_map::Entry::Vacant(free) => {
                free.insert(Line { entry, writer, staged: false });
                true
            }
            btree_map::Entry::Occupied(taken) => {
                turned_away.push((taken.key().clone(), writer));
                false
            }
        }
    }

    /// Whether the path is also the folder of another, or the other way round, so that not both can be
    /// written.
    pub fn clashes(&self, path: &str) -> bool {
        let files = &self.lines().files;
        let below = format!("{path}/");
        folders_above(path).any(|folder| files.contains_key(folder))
            || files.range(below.clone()..).next().is_some_and(|(other, _)| other.starts_with(&below))
    }

    /// Notes that the file lies in the staging folder.
    pub fn mark_staged(&self, path: &str) {
        if let Some(line) = self.lines().files.get_mut(path) {
            line.staged = true;
        }
    }

    pub fn staged(&self) -> BTreeSet<String> {
        let lines = self.lines();
        lines.files.iter().filter(|(_, line)| line.staged).map(|(path, _)| path.clone()).collect()
    }

    pub fn entries(&self) -> BTreeMap<String, Entry> {
        self.lines().files.iter().map(|(path, line)| (path.clone(), line.entry)).collect()
    }

    /// Paths that more than one writer wants, that are a file and a folder at once, that bear a name
    /// of ours, or that only letter case tells apart.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let lines = self.lines();
        let mut problems = lines.doubled();
        problems.extend(lines.files_above_files());
        problems.extend(lines.reserved());
        problems.extend(lines.alike());
        problems
    }

    /// A thread that panicked while it held the lock has left nothing half-done.
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    /// Which writer came first is chance, so the names are told in their own order.
    #[expect(clippy::indexing_slicing, reason = "who was turned away found the path taken")]
    fn doubled(&self) -> Vec<Diagnostic> {
        let mut wanted: BTreeMap<&str, Vec<&Writer>> = BTreeMap::new();
        for (path, writer) in &self.turned_away {
            wanted.entry(path).or_insert_with(|| vec![&self.files[path].writer]).push(writer);
        }
        let told = |(path, mut writers): (&str, Vec<&Writer>)| {
            writers.sort_unstable();
            let places = writers.iter().filter_map(|writer| writer.place()).collect();
            let writers: Vec<String> = writers.iter().map(std::string::ToString::to_string).collect();
            publishing::two_writers(path, &writers, places)
        };
        wanted.into_iter().map(told).collect()
    }

    /// Each file that is a folder too is told once, with the first of what would lie in it.
    fn files_above_files(&self) -> Vec<Diagnostic> {
        let mut below: BTreeMap<&str, Vec<(&str, &Line)>> = BTreeMap::new();
        for (path, line) in &self.files {
            for folder in folders_above(path).filter(|folder| self.files.contains_key(*folder)) {
                below.entry(folder).or_default().push((path, line));
            }
        }
        let told = |(folder, lower): (&str, Vec<(&str, &Line)>)| {
            let (upper, (path, first)) = (self.files.get(folder)?, lower.first()?);
            let places = [&upper.writer, &first.writer].into_iter().filter_map(Writer::place).collect();
            let upper = (folder, upper.writer.to_string());
            Some(publishing::file_above_file(
                upper,
                (path, first.writer.to_string()),
                lower.len() - 1,
                places,
            ))
        };
        below.into_iter().filter_map(told).collect()
    }

    fn reserved(&self) -> impl Iterator<Item = Diagnostic> {
        let reserved = self.files.iter().filter(|(path, _)| names::is_reserved(path));
        reserved.map(|(path, line)| {
            publishing::reserved_path(path, &line.writer.to_string(), line.writer.place())
        })
    }

    fn alike(&self) -> Vec<Diagnostic> {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let mut alike = Vec::new();
        for (path, line) in &self.files {
            let folded = path.to_lowercase();
            if let Some(other) = seen.insert(folded, path) {
                let writers = self.files.get(other).into_iter().chain([line]);
                let places = writers.filter_map(|line| line.writer.place()).collect();
                alike.push(publishing::paths_alike(other, path, places));
            }
        }
        alike
    }
}

/// `a/b` and `a` for `a/b/c`.
pub fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(slash, _)| &path[..slash])
}
