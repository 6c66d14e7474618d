//! Where a build works: a folder on the output's file system that holds the lock, the staging folder
//! and the journal. One build at a time has it.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{disk, names};

/// The folder, locked for as long as this value lives.
#[derive(Debug)]
pub struct Workplace {
    pub staging: PathBuf,
    pub journal: PathBuf,
    folder: PathBuf,
    lock: PathBuf,
    _held: File,
}

impl Workplace {
    /// Takes the lock. Where another build holds it, says so to `on_wait` (with its process id, if
    /// that can be known) and waits.
    pub fn enter(out: &Path, on_wait: &mut dyn FnMut(Option<u32>)) -> io::Result<Self> {
        let folder = folder_for(out)?;
        let lock = folder.join(names::LOCK);
        let held = take(&folder, &lock, on_wait)?;
        Ok(Self {
            staging: folder.join(names::STAGING),
            journal: folder.join(names::JOURNAL),
            folder,
            lock,
            _held: held,
        })
    }

    /// Whether it had to be made inside the output, and not beside it.
    pub fn is_inside(&self, out: &Path) -> bool {
        self.folder.starts_with(out)
    }

    /// Throws away what is staged.
    pub fn clear_staging(&self) -> io::Result<()> {
        disk::remove_tree(&self.staging)
    }
}

/// A change-over that was cut short leaves its journal, and with it all that the next build needs to
/// complete it. Anything else is tidied away.
impl Drop for Workplace {
    fn drop(&mut self) {
        if !matches!(disk::look(&self.journal), Ok(None)) {
            return;
        }
        // What cannot be removed now is removed by the next build.
        let _ = self.clear_staging();
        let _ = disk::remove_file(&self.lock);
        disk::remove_empty(&self.folder);
    }
}

/// Beside the output, or inside it where that is the only place from which a rename leads into it:
/// where the output is a mounted file system, or the folder that holds it is not ours to write in.
fn folder_for(out: &Path) -> io::Result<PathBuf> {
    let (beside, inside) = (names::work_beside(out), out.join(names::WORK_INSIDE));
    let parent = out.parent().unwrap_or(out);
    if let (Some(at), Some(above)) = (disk::look(out)?, disk::look(parent)?)
        && !disk::same_file_system(&at, &above)
    {
        return Ok(inside);
    }
    match disk::create_folder(&beside) {
        Ok(()) => Ok(beside),
        Err(error) if is_forbidden(&error) && disk::look(out)?.is_some() => Ok(inside),
        Err(error) => Err(error),
    }
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// The lock is a file that is removed with the folder, so a lock that was waited for may be one on a
/// file that is gone. Only the lock on the file that stands there counts: the one with our own words.
fn take(folder: &Path, path: &Path, on_wait: &mut dyn FnMut(Option<u32>)) -> io::Result<File> {
    loop {
        disk::create_folder(folder)?;
        let Some(mut file) = disk::open_for_locking(path)? else { continue };
        lock(&mut file, on_wait).map_err(|error| disk::told("lock", path, error))?;
        let words = words();
        write_words(&mut file, &words).map_err(|error| disk::told("write", path, error))?;
        if disk::read(path)?.as_deref() == Some(words.as_bytes()) {
            return Ok(file);
        }
    }
}

fn lock(file: &mut File, on_wait: &mut dyn FnMut(Option<u32>)) -> io::Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let mut words = String::new();
            let _ = file.read_to_string(&mut words);
            on_wait(words.split(' ').next().and_then(|id| id.parse().ok()));
            file.lock()
        }
        // Some network file systems know no locks; builds on them are on their own.
        Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => Err(error),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// The process id, and a number that tells the builds of one process apart.
fn words() -> String {
    static BUILDS: AtomicU32 = AtomicU32::new(0);
    format!("{} {}", std::process::id(), BUILDS.fetch_add(1, Ordering::Relaxed))
}

fn write_words(file: &mut File, words: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(words.as_bytes())
}
