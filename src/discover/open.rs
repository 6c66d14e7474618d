//! A file of the site -> the open file, for whoever passes its bytes on piece by piece.

#![expect(clippy::disallowed_methods, reason = "this is the door through which files come in")]

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Stamp;

/// A file that is copied as it is, opened.
pub struct Opened {
    pub file: File,
    pub stamp: Stamp,
}

/// A folder, absolute and without links.
pub(super) fn root(folder: &Path) -> io::Result<PathBuf> {
    let told = |error: io::Error| {
        io::Error::new(error.kind(), format!("cannot open the folder `{}`: {error}", folder.display()))
    };
    let root = fs::canonicalize(folder).map_err(told)?;
    if root.is_dir() { Ok(root) } else { Err(told(ErrorKind::NotADirectory.into())) }
}

/// Opens a file of the site; `file` is absolute. The file may have changed since it was found: a link
/// that leaves the site's folder, a pipe, a folder are refused here as well.
pub(super) fn open(root: &Path, file: &Path) -> io::Result<Opened> {
    let real = fs::canonicalize(file)?;
    if !real.starts_with(root) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    // Opening a pipe would wait for ever.
    if !fs::metadata(&real)?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let file = File::open(&real)?;
    let stamp = Stamp::of(&file.metadata()?);
    Ok(Opened { file, stamp })
}
