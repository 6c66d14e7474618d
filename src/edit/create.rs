//! New files, all of them or none. With [`super::save`] the door through which inputs are written.

#![expect(clippy::disallowed_methods, reason = "this is the door through which inputs are written")]

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{SaveError, save};

/// Why no file was made.
#[derive(Debug)]
pub enum CreateError {
    /// These are there already: paths from the folder, sorted as they were given.
    Taken(Vec<String>),
    /// One of them could not be written; the others have been taken back.
    Failed(String, SaveError),
}

impl fmt::Display for CreateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(paths) => write!(f, "already there: {}", paths.join(", ")),
            Self::Failed(path, error) => write!(f, "`{path}` was not written: {error}"),
        }
    }
}

impl std::error::Error for CreateError {}

/// Makes files, each with its path from the folder and its text. The folder is made where there is none.
/// No file that is there is touched: then nothing is written at all.
pub fn create(folder: &Path, files: &[(String, String)]) -> Result<(), CreateError> {
    let failed =
        |path: &str, error: io::Error| CreateError::Failed(path.to_owned(), SaveError::Failed(error));
    if fs::symlink_metadata(folder).is_ok() && !folder.is_dir() {
        return Err(failed(&folder.display().to_string(), io::Error::from(ErrorKind::NotADirectory)));
    }
    let made = make(folder).map_err(|error| failed(&folder.display().to_string(), error))?;
    let mut undo = Undo { folder, made, written: Vec::new() };
    let is_there = |path: &str| fs::symlink_metadata(folder.join(path)).is_ok();
    let taken: Vec<String> =
        files.iter().map(|(path, _)| path.clone()).filter(|path| is_there(path)).collect();
    if !taken.is_empty() {
        return Err(CreateError::Taken(taken));
    }
    for (path, text) in files {
        let above = Path::new(path).parent().unwrap_or(Path::new(""));
        undo.made.extend(missing(&folder.join(above)));
        save(folder, path, None, Some(text)).map_err(|error| match error {
            SaveError::Changed => CreateError::Taken(vec![path.clone()]),
            error => CreateError::Failed(path.clone(), error),
        })?;
        undo.written.push(path);
    }
    undo.written.clear();
    undo.made.clear();
    Ok(())
}

/// What has been made so far: dropped before the end, it is taken back.
struct Undo<'a> {
    folder: &'a Path,
    /// Folders, an outer one before those in it.
    made: Vec<PathBuf>,
    written: Vec<&'a String>,
}

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        // What cannot be taken back is left: the failure that is told is the first one.
        for path in &self.written {
            let _ = fs::remove_file(self.folder.join(path));
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Makes a folder and those above it; comes out which.
fn make(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let missing = missing(folder);
    for folder in &missing {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(io::Error::new(
                    error.kind(),
                    format!("cannot make the folder `{}`: {error}", folder.display()),
                ));
            }
            _ => {}
        }
    }
    Ok(missing)
}

/// Those of a folder and of the folders above it that are not there, outermost first.
fn missing(folder: &Path) -> Vec<PathBuf> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err();
    let mut missing: Vec<PathBuf> = folder.ancestors().take_while(is_missing).map(Path::to_owned).collect();
    missing.reverse();
    missing
}
