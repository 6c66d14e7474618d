//! The door through which files go out: every touch of the disk by this stage, each failure told with
//! its path and with what was being done.

#![expect(clippy::disallowed_methods, reason = "this is the door through which files go out")]

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

use super::manifest::{Digest, Entry};

/// Reads a whole file; `None` where nothing stands.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    optional(fs::read(path)).map_err(|error| told("read", path, error))
}

/// Writes a file where none stands, and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path)?.write_all(bytes).map_err(|error| told("write", path, error))
}

/// Writes a file so that it is there, whole, also after a loss of power.
pub fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| told("write", path, error))
}

/// Copies the bytes of a file, and not its permissions: what is private where it was written is
/// public here.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from).map_err(|error| told("read", from, error))?;
    io::copy(&mut source, &mut create(to)?).map(drop).map_err(|error| told("write", to, error))
}

/// The digest and the size of a file, read piece by piece; `None` where nothing stands.
pub fn entry(path: &Path) -> io::Result<Option<Entry>> {
    let Some(mut file) = optional(File::open(path)).map_err(|error| told("read", path, error))? else {
        return Ok(None);
    };
    let mut digest = Digest::default();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece).map_err(|error| told("read", path, error))? {
            0 => return Ok(Some(digest.entry())),
            length => digest.update(piece.get(..length).unwrap_or_default()),
        }
    }
}

/// What stands at a path, a link not followed; `None` where nothing stands, also because a folder
/// above it is no folder.
pub fn look(path: &Path) -> io::Result<Option<Metadata>> {
    optional(fs::symlink_metadata(path)).map_err(|error| told("look at", path, error))
}

/// The last moment at which a file's content can have changed; `None` where the system cannot tell.
pub fn stamp(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok().map(|modified| modified.max(changed(metadata)))
}

/// The moment of the last change of any kind, which no program can set back.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> SystemTime {
    use std::os::unix::fs::MetadataExt;
    use std::time::Duration;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or(0);
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds)
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> SystemTime {
    SystemTime::UNIX_EPOCH
}

/// Whether a rename can lead from one folder into the other.
#[cfg(unix)]
pub fn same_file_system(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    a.dev() == b.dev()
}

#[cfg(not(unix))]
pub fn same_file_system(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Moves a file or folder, over the file that stands there. `false` where there is nothing to move.
pub fn rename(from: &Path, to: &Path) -> io::Result<bool> {
    let moved = match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if look(from)?.is_none() {
                return Ok(false);
            }
            create_folders(to.parent())?;
            fs::rename(from, to)
        }
        result => result,
    };
    moved.map(|()| true).map_err(|error| told("put in place", to, error))
}

/// Gives a file a second place, a link not followed; a copy where the file system knows no second
/// places.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    create_folders(to.parent())?;
    fs::hard_link(from, to).or_else(|_| copy(from, to))
}

/// The same for a folder and all that is in it.
pub fn link_tree(from: &Path, to: &Path) -> io::Result<()> {
    create_folder(to)?;
    for (path, is_folder) in list(from)? {
        let there = to.join(path.file_name().unwrap_or_default());
        if is_folder { link_tree(&path, &there)? } else { link(&path, &there)? }
    }
    copy_permissions(from, to)
}

/// Lets a folder be read and written by whom the other is; nothing where it does not stand.
pub fn copy_permissions(from: &Path, to: &Path) -> io::Result<()> {
    let (Some(model), Some(_)) = (look(from)?, look(to)?) else { return Ok(()) };
    fs::set_permissions(to, model.permissions()).map_err(|error| told("set the permissions of", to, error))
}

/// Exchanges two folders in one step of the file system.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|error| told("swap", b, error.into()))
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, b: &Path) -> io::Result<()> {
    Err(told("swap", b, ErrorKind::Unsupported.into()))
}

/// The SHA-256 of a file, read piece by piece, in hexadecimal digits.
pub fn sha256(path: &Path) -> io::Result<String> {
    let mut file = File::open(path).map_err(|error| told("read", path, error))?;
    let mut hasher = Sha256::new();
    io::copy(&mut file, &mut hasher).map_err(|error| told("read", path, error))?;
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Removes a file, which may already be gone.
pub fn remove_file(path: &Path) -> io::Result<()> {
    optional(fs::remove_file(path)).map(drop).map_err(|error| told("remove", path, error))
}

/// Removes a folder with all that is in it, which may already be gone.
pub fn remove_tree(path: &Path) -> io::Result<()> {
    optional(fs::remove_dir_all(path)).map(drop).map_err(|error| told("remove", path, error))
}

/// Removes a folder if it is empty, and says whether it did.
pub fn remove_empty(path: &Path) -> bool {
    fs::remove_dir(path).is_ok()
}

pub fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path).map_err(|error| told("make the folder", path, error))
}

/// The entries of a folder, sorted by name: each with whether it is a folder, a link not followed.
/// None where nothing stands.
pub fn list(path: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let failed = |error| told("list", path, error);
    let Some(entries) = optional(fs::read_dir(path)).map_err(failed)? else {
        return Ok(Vec::new());
    };
    let mut list = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        list.push((entry.path(), entry.file_type().map_err(failed)?.is_dir()));
    }
    list.sort();
    Ok(list)
}

/// The path with every link on it followed and no `..` left; `None` where nothing stands.
pub fn real(path: &Path) -> io::Result<Option<PathBuf>> {
    optional(fs::canonicalize(path)).map_err(|error| told("look at", path, error))
}

/// Opens a file to lock it, made where it does not stand; its content stays.
pub fn open_for_locking(path: &Path) -> io::Result<Option<File>> {
    optional(File::options().create(true).read(true).write(true).truncate(false).open(path))
        .map_err(|error| told("open", path, error))
}

/// Adds the path and what was being done to a failure of the machine.
pub fn told(doing: &str, path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot {doing} `{}`: {error}", path.display()))
}

fn create(path: &Path) -> io::Result<File> {
    let file = match File::create(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            create_folders(path.parent())?;
            File::create(path)
        }
        result => result,
    };
    file.map_err(|error| told("write", path, error))
}

fn create_folders(path: Option<&Path>) -> io::Result<()> {
    path.map_or(Ok(()), create_folder)
}

/// A result in which what is not there is `None`.
fn optional<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}
