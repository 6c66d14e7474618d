//! The door through which a site's own inputs are written: whole or not at all, and only over the text
//! that was read.

#![expect(clippy::disallowed_methods, reason = "this is the door through which inputs are written")]

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Why a file was not written. It says what it said before.
#[derive(Debug)]
pub enum SaveError {
    /// The file no longer says what it said when it was read; or it is there and should not be, or the
    /// other way round.
    Changed,
    /// The path leads out of the site, or to something that is no file.
    Outside,
    /// The machine would not.
    Failed(io::Error),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("the file was changed in the meantime"),
            Self::Outside => f.write_str("the path leads to no file of this site"),
            Self::Failed(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for SaveError {}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

const MARK: &str = "\u{FEFF}";

/// Lets a file of the site at `root` say `after` in place of `before`.
///
/// `path` is from the site's folder, with `/` between its parts. Without `before` the file must not be
/// there yet, without `after` it is removed. A byte order mark stays, and so do permissions. A link is
/// followed as long as it stays inside of the site. Two that save at once do not undo each other: the
/// second is told that the file was changed.
pub fn save(root: &Path, path: &str, before: Option<&str>, after: Option<&str>) -> Result<(), SaveError> {
    let root = fs::canonicalize(root).map_err(|error| told("look at", root, &error))?;
    let file = located(&root, path, before.is_none())?;
    let folder = file.parent().unwrap_or(&root);
    let _turn = turn(folder);
    let old = read(&file)?;
    if old.as_deref().map(unmarked) != before.map(|text| unmarked(text.as_bytes())) {
        return Err(SaveError::Changed);
    }
    match (after, &old) {
        (Some(after), Some(old)) => replace(&file, folder, &marked(after, old)),
        (Some(after), None) => create(&file, folder, after.as_bytes()),
        (None, Some(_)) => fs::remove_file(&file).map_err(|error| told("remove", &file, &error)),
        (None, None) => Ok(()),
    }
}

/// Lets a file of the site hold bytes that are no text of ours, such as the copy of a page. One that is there
/// already and holds others is replaced only where that is asked for.
pub fn keep(root: &Path, path: &str, bytes: &[u8], replaced: bool) -> Result<(), SaveError> {
    let root = fs::canonicalize(root).map_err(|error| told("look at", root, &error))?;
    let file = located(&root, path, true)?;
    let folder = file.parent().unwrap_or(&root);
    let _turn = turn(folder);
    match read(&file)? {
        Some(old) if old == bytes => Ok(()),
        Some(_) if replaced => replace(&file, folder, bytes),
        Some(_) => Err(SaveError::Changed),
        None => create(&file, folder, bytes),
    }
}

/// The file that a path names, links followed. Folders of a new file are made.
fn located(root: &Path, path: &str, new: bool) -> Result<PathBuf, SaveError> {
    let inner = Path::new(path);
    let is_name = |part: Component<'_>| matches!(part, Component::Normal(_));
    let stray = path.is_empty() || path.contains(['\\', '\0']) || path.ends_with('/');
    if stray || !inner.components().all(is_name) {
        return Err(SaveError::Outside);
    }
    let file = root.join(inner);
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Err(SaveError::Outside);
    };
    let folder = existing(root, folder, new)?;
    let file = folder.join(name);
    match fs::symlink_metadata(&file) {
        Ok(found) if found.is_file() => Ok(file),
        Ok(found) if found.is_symlink() => {
            let target = fs::canonicalize(&file).map_err(|_| SaveError::Outside)?;
            if target.starts_with(root) && target.is_file() { Ok(target) } else { Err(SaveError::Outside) }
        }
        Ok(_) => Err(SaveError::Outside),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(file),
        Err(error) => Err(told("look at", &file, &error)),
    }
}

/// A folder inside of the site, links followed; made if it is for a new file.
fn existing(root: &Path, folder: &Path, new: bool) -> Result<PathBuf, SaveError> {
    match fs::canonicalize(folder) {
        Ok(real) if real.starts_with(root) && real.is_dir() => Ok(real),
        Ok(_) => Err(SaveError::Outside),
        Err(error) if error.kind() == ErrorKind::NotFound && new => {
            let (Some(above), Some(name)) = (folder.parent(), folder.file_name()) else {
                return Err(SaveError::Outside);
            };
            let made = existing(root, above, new)?.join(name);
            match fs::create_dir(&made) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    Err(told("make the folder", &made, &error))
                }
                _ => existing(root, &made, false),
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(SaveError::Changed),
        Err(error) => Err(told("look at", folder, &error)),
    }
}

/// Waits until no other of us saves in the folder. Where folders cannot be locked, one goes without: the
/// look at the old text is then all that there is.
fn turn(folder: &Path) -> Option<File> {
    let handle = File::open(folder).ok()?;
    handle.lock().ok()?;
    Some(handle)
}

fn read(file: &Path) -> Result<Option<Vec<u8>>, SaveError> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(told("read", file, &error)),
    }
}

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes)
}

fn marked(text: &str, old: &[u8]) -> Vec<u8> {
    let mark = if old.starts_with(MARK.as_bytes()) { MARK } else { "" };
    [mark.as_bytes(), unmarked(text.as_bytes())].concat()
}

fn replace(file: &Path, folder: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let draft = Draft::write(folder, bytes)?;
    let permissions = fs::metadata(file).map_err(|error| told("look at", file, &error))?.permissions();
    fs::set_permissions(&draft.0, permissions).map_err(|error| told("write", file, &error))?;
    fs::rename(&draft.0, file).map_err(|error| told("write", file, &error))
}

/// A link cannot be made over a file that came to be in the meantime.
fn create(file: &Path, folder: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let draft = Draft::write(folder, bytes)?;
    match fs::hard_link(&draft.0, file) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(SaveError::Changed),
        // Not every file system has such links.
        Err(_) => fs::rename(&draft.0, file).map_err(|error| told("write", file, &error)),
    }
}

/// A new text beside the file that is to hold it. It goes when it is no longer needed.
struct Draft(PathBuf);

impl Draft {
    fn write(folder: &Path, bytes: &[u8]) -> Result<Self, SaveError> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".onrecord-save-{}-{number}", std::process::id()));
        // One that an earlier process of the same number left behind is overwritten.
        let draft = Self(path);
        let write = || {
            let mut file = File::create(&draft.0)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| told("write", &draft.0, &error))?;
        Ok(draft)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Renamed, it is gone already.
        let _ = fs::remove_file(&self.0);
    }
}

/// Adds the path and what was being done to a failure of the machine.
fn told(doing: &str, path: &Path, error: &io::Error) -> SaveError {
    SaveError::Failed(io::Error::new(error.kind(), format!("cannot {doing} `{}`: {error}", path.display())))
}
