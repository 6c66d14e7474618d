//! Which site a file belongs to. Looks at the disk for nothing else.

#![expect(clippy::disallowed_methods, reason = "a client names files, and their site has to be found")]

use std::fs;
use std::path::{Path, PathBuf};

/// The file that makes a folder a site's.
pub const CONFIG: &str = "onrecord.toml";

/// The nearest folder upwards from a file or folder that is a site's.
pub fn site_of(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|folder| is_site(folder)).map(Path::to_owned)
}

pub fn is_site(folder: &Path) -> bool {
    folder.join(CONFIG).is_file()
}

/// One name for a folder that may go by several.
pub fn true_name(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}
