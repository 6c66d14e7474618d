//! What the files say that are copied as they are: told by their content, which is read again only where
//! they look different.

use std::collections::HashMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use xxhash_rust::xxh3::Xxh3;

use crate::discover::{self, Stamp};

/// The hashes of files by their path.
#[derive(Debug, Default)]
pub struct Files(Mutex<HashMap<PathBuf, Known>>);

#[derive(Clone, Copy, Debug)]
struct Known {
    stamp: Stamp,
    hash: u64,
}

impl Files {
    /// The hash of a file's content; `None` where it cannot be read.
    pub fn hash(&self, root: &Path, file: &Path) -> Option<u64> {
        let known = self.known().get(file).copied();
        let opened = discover::open(root, file).ok()?;
        if let Some(known) = known.filter(|known| known.stamp == opened.stamp) {
            return Some(known.hash);
        }
        let hash = hash(opened.file).ok()?;
        self.known().insert(file.to_owned(), Known { stamp: opened.stamp, hash });
        Some(hash)
    }

    /// Whether a file, of which something was heard, says something else now. One that nobody has read
    /// has changed as far as we know.
    pub fn changed(&self, root: &Path, file: &Path) -> bool {
        let known = self.known().remove(file);
        known.is_none_or(|known| self.hash(root, file) != Some(known.hash))
    }

    /// The files that have been read.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.known().keys().cloned().collect()
    }

    fn known(&self) -> MutexGuard<'_, HashMap<PathBuf, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(mut file: impl Read) -> io::Result<u64> {
    let mut hasher = Xxh3::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hasher.digest()),
            read => hasher.update(piece.get(..read).unwrap_or_default()),
        }
    }
}
