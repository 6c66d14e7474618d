//! Digests of all files, in the form of GNU `sha256sum`: for whoever archives or mirrors a site.

use std::io;
use std::path::PathBuf;

use super::disk;

/// Where the list stands in the output.
pub const NAME: &str = "SHA256SUMS";

/// A line for each file: its path in the output, and where it lies now.
pub fn of<'a>(files: impl Iterator<Item = (&'a str, PathBuf)>) -> io::Result<String> {
    files.map(|(path, place)| Ok(line(&disk::sha256(&place)?, path))).collect()
}

/// A backslash in front says that the path is escaped.
fn line(digest: &str, path: &str) -> String {
    let escaped = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
    let mark = if escaped == path { "" } else { "\\" };
    format!("{mark}{digest}  {escaped}\n")
}
