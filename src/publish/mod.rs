//! Files -> the output folder: staged, then changed over by renames. The door through which files go out.
//!
//! Goes in: the bytes of every file of a site, from many threads. Comes out: a folder that holds the new
//! site, or still the old one; never something between that the next build does not complete, and never
//! half a file. What has not changed is not touched, what we did not write is not removed. Must not
//! know: what the files mean ([`audit`] alone looks into pages, and touches no disk).

pub mod audit;
mod changeover;
mod clean;
mod disk;
mod kept;
mod ledger;
mod manifest;
mod names;
mod plan;
mod refuse;
mod sums;
mod swap;
mod workplace;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diag::Diagnostic;
use crate::model::SitePath;

use changeover::Before;
use ledger::{Ledger, Writer};
use manifest::{Entry, Manifest};
use refuse::State;
use swap::Swap;
use workplace::Workplace;

pub use clean::{Cleaned, clean};
pub use kept::list;
pub use refuse::{Reason, Refusal, Surroundings, refusal};

/// A build's way to its output folder: open, write from as many threads as there are, finish. Dropped
/// before it is finished, it leaves the output as it was.
#[derive(Debug)]
pub struct Publication {
    out: PathBuf,
    /// What stands in the output; nothing where the folder is empty or absent.
    old: Manifest,
    /// When the old manifest was written: what is younger has been touched since.
    published: Option<SystemTime>,
    output: Output,
    resumed: bool,
    ledger: Ledger,
    // Last, so that it is dropped last: it holds the lock.
    work: Workplace,
}

/// A publication into nowhere: for a check, which makes every file and writes none, and yet has to tell
/// what is wrong with their paths.
#[derive(Debug, Default)]
pub struct Rehearsal(Ledger);

impl Rehearsal {
    /// Notes a file that the program makes; see [`Publication::write`].
    pub fn write(&self, path: &SitePath, writer: &str) {
        self.0.take(&path.file_path(), Writer::Made(writer.to_owned()), Entry::default());
    }

    /// Notes a file that is copied; see [`Publication::copy`].
    pub fn copy(&self, path: &SitePath, input: &str) {
        self.0.take(&path.file_path(), Writer::Input(input.into()), Entry::default());
    }

    /// Notes the list of files that a build makes or keeps. They cost too much to be made for nothing, and
    /// nobody else writes where they lie: see [`Publication::keep`].
    pub fn keep(&self, list: &SitePath, writer: &str) -> Vec<SitePath> {
        self.write(list, writer);
        vec![list.clone()]
    }

    /// See [`Publication::problems`].
    pub fn problems(&self) -> Vec<Diagnostic> {
        self.0.problems()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Output {
    Absent,
    Empty,
    Ours,
}

/// Why a publication could not be opened.
#[derive(Debug)]
pub enum OpenError {
    Refused(Refusal),
    Failed(io::Error),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// How the new site takes the place of the old one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// File by file, with a journal: only what has changed is touched.
    #[default]
    Renames,
    /// The whole folder in one step.
    Swap,
}

/// What a publication has done. Paths are from the output folder, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub written: Tally,
    pub unchanged: Tally,
    /// Files of ours that the new site does not have.
    pub removed: Vec<String>,
    /// What others put there, or changed after we wrote it and we need no more: it stays. A folder that
    /// holds nothing of ours is told once, with a slash at its end.
    pub foreign: Vec<String>,
    /// An earlier change-over had been cut short and was completed first.
    pub resumed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All files, pages among them.
    pub files: usize,
    /// HTML files.
    pub pages: usize,
}

impl Publication {
    /// Opens `out` for a new build, and completes a change-over that was cut short. One build at a time:
    /// where another is at work, `on_wait` is told its process id, if that can be known, and we wait.
    ///
    /// # Errors
    /// A [`Refusal`] where `out` is no place to publish into; a failure of the disk.
    pub fn open(
        out: &Path,
        around: Surroundings<'_>,
        on_wait: &mut dyn FnMut(Option<u32>),
    ) -> Result<Self, OpenError> {
        let refused = |reason| OpenError::Refused(Refusal { out: out.to_owned(), reason });
        let place = refuse::place(out, around)?.map_err(refused)?;
        let work = Workplace::enter(&place, on_wait)?;
        let resumed = changeover::resume(&work, &place)?;
        work.clear_staging()?;
        let (output, old) = match refuse::state(&place)?.map_err(refused)? {
            State::Absent => (Output::Absent, Manifest::default()),
            State::Empty => (Output::Empty, Manifest::default()),
            State::Ours(manifest) => (Output::Ours, manifest),
        };
        let published = disk::look(&place.join(names::MANIFEST))?.as_ref().and_then(disk::stamp);
        Ok(Self { out: place, old, published, output, resumed, ledger: Ledger::default(), work })
    }

    /// Stages a file, unless the output already holds it. `writer` says for a person who writes it, such
    /// as "article `kremlin-on-call`": two writers of one path are told by [`Publication::problems`].
    pub fn write(&self, path: &SitePath, writer: &str, bytes: &[u8]) -> io::Result<()> {
        let writer = Writer::Made(writer.to_owned());
        self.stage(path, writer, Entry::of(bytes), |staged| disk::write(staged, bytes))
    }

    /// Stages a copy of an input, which is named by its path from the site's folder and lies at `from`,
    /// unless the output already holds it. Otherwise like [`Publication::write`].
    pub fn copy(&self, path: &SitePath, input: &str, from: &Path) -> io::Result<()> {
        let entry =
            disk::entry(from)?.ok_or_else(|| disk::told("read", from, io::ErrorKind::NotFound.into()))?;
        self.stage(path, Writer::Input(input.into()), entry, |staged| disk::copy(from, staged))
    }

    /// What is wrong with the paths that were written: two writers of one, a file where a folder must be,
    /// names that we keep for ourselves, and, as warnings, paths that only letter case tells apart.
    pub fn problems(&self) -> Vec<Diagnostic> {
        self.ledger.problems()
    }

    /// The paths of all files that were written, such as `articles/x/index.html`, sorted.
    pub fn paths(&self) -> Vec<String> {
        self.ledger.entries().into_keys().collect()
    }

    /// Adds the file `SHA256SUMS`: the digest of every other file, for `sha256sum --check`. To be called
    /// when all of them have been written.
    pub fn write_sums(&self) -> io::Result<()> {
        let staged = self.ledger.staged();
        let place = |path: &str| if staged.contains(path) { &self.work.staging } else { &self.out };
        let sums = sums::of(self.paths().iter().map(|path| (&**path, place(path).join(path))))?;
        self.write(&SitePath::file(sums::NAME), "the list of digests", sums.as_bytes())
    }

    /// The change-over to what was staged.
    ///
    /// # Errors
    /// Before the change-over (paths with [`Publication::problems`], a place taken by somebody else's
    /// file, a full disk): the output is as it was. During it: the next build completes it.
    pub fn finish(self, way: Way) -> io::Result<Summary> {
        self.finish_watched(way, &mut || Ok(()))
    }

    fn finish_watched(self, way: Way, before: Before<'_>) -> io::Result<Summary> {
        if let Some(problem) = self.problems().into_iter().find(Diagnostic::is_error) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, problem.message));
        }
        let new = Manifest { files: self.ledger.entries() };
        let staged = self.ledger.staged();
        let removed = self.change_over(&new, &staged, way, before)?;
        let (written, unchanged) = new.files.keys().partition::<Vec<_>, _>(|path| staged.contains(*path));
        Ok(Summary {
            written: Tally::of(&written),
            unchanged: Tally::of(&unchanged),
            removed,
            foreign: self.foreign(&new)?,
            resumed: self.resumed,
        })
    }

    fn stage(
        &self,
        path: &SitePath,
        writer: Writer,
        entry: Entry,
        write: impl FnOnce(&Path) -> io::Result<()>,
    ) -> io::Result<()> {
        if SitePath::new(path.as_str()).is_none() {
            let message = format!("`{path}`, written by {writer}, is no path inside the output");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let file = path.file_path();
        // What bears a name of ours is told by `problems`, and must not get among our own files.
        if !self.ledger.take(&file, writer, entry) || names::is_reserved(&file) || self.holds(&file, entry)? {
            return Ok(());
        }
        match write(&self.work.staging.join(&file)) {
            Ok(()) => self.ledger.mark_staged(&file),
            // Not the disk's fault, and told by `problems`.
            Err(_) if self.ledger.clashes(&file) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Whether the output already holds this content at this path. The file is read only where it was
    /// touched after the last build: of ten thousand files that nobody touched, each costs one look.
    fn holds(&self, path: &str, entry: Entry) -> io::Result<bool> {
        if self.old.files.get(path) != Some(&entry) {
            return Ok(false);
        }
        let file = self.out.join(path);
        let Some(metadata) = disk::look(&file)?.filter(|found| found.is_file() && found.len() == entry.size)
        else {
            return Ok(false);
        };
        // The file system's clock ticks every few milliseconds: what is as old as the manifest is read.
        let untouched = disk::stamp(&metadata).zip(self.published).is_some_and(|(file, build)| file < build);
        Ok(untouched || disk::entry(&file)? == Some(entry))
    }

    /// Comes out: what was removed.
    fn change_over(
        &self,
        new: &Manifest,
        staged: &BTreeSet<String>,
        way: Way,
        before: Before<'_>,
    ) -> io::Result<Vec<String>> {
        let steps = match self.output {
            Output::Absent => return self.appear(new, before).map(|()| Vec::new()),
            Output::Empty => plan::into_empty(&self.work.staging)?,
            Output::Ours => plan::over(&self.out, &self.old, new, staged)?,
        };
        if steps.is_empty() && *new == self.old && self.output == Output::Ours {
            return Ok(Vec::new());
        }
        self.stage_manifest(new)?;
        match way {
            Way::Renames => changeover::run(&self.work, &self.out, &steps, before),
            Way::Swap => Swap { work: &self.work, out: &self.out, old: &self.old, new }.run(staged, before),
        }
    }

    /// Where nothing stands, the staging folder becomes the output: one rename, and no journal.
    fn appear(&self, new: &Manifest, before: Before<'_>) -> io::Result<()> {
        self.stage_manifest(new)?;
        before()?;
        disk::rename(&self.work.staging, &self.out).map(drop)
    }

    fn stage_manifest(&self, new: &Manifest) -> io::Result<()> {
        disk::write_durably(&self.work.staging.join(names::MANIFEST), new.to_text().as_bytes())
    }

    fn foreign(&self, new: &Manifest) -> io::Result<Vec<String>> {
        let mut foreign = Vec::new();
        if self.output == Output::Ours {
            self.gather_foreign(new, "", &mut foreign)?;
        }
        Ok(foreign)
    }

    fn gather_foreign(&self, new: &Manifest, folder: &str, foreign: &mut Vec<String>) -> io::Result<()> {
        for (path, is_folder) in disk::list(&self.out.join(folder))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let path = format!("{folder}{name}");
            if is_folder && (new.has_folder(&path) || self.old.has_folder(&path)) {
                self.gather_foreign(new, &format!("{path}/"), foreign)?;
            } else if is_folder && path != names::WORK_INSIDE {
                foreign.push(format!("{path}/"));
            } else if !is_folder && !new.files.contains_key(&path) && path != names::MANIFEST {
                foreign.push(path);
            }
        }
        Ok(())
    }
}

impl Tally {
    fn of(paths: &[&String]) -> Self {
        let pages = paths.iter().filter(|path| path.ends_with(".html")).count();
        Self { files: paths.len(), pages }
    }
}
