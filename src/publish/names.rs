//! The names that the program keeps for itself in and beside an output folder (format, section 8),
//! and how a path is written on a line.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::model::SitePath;

/// What we wrote: inside the output, and the only thing of ours that stays there.
pub const MANIFEST: &str = ".onrecord-manifest";
/// Where a build works, inside the output: for outputs that nothing can be put beside.
pub const WORK_INSIDE: &str = ".onrecord-work";
pub const LOCK: &str = "lock";
pub const STAGING: &str = "staging";
pub const JOURNAL: &str = "journal";

/// Where a build works, beside the output.
pub fn work_beside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".onrecord-{name}"))
}

/// Whether a part of a path is a name that the program keeps for itself.
pub fn is_reserved(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with(".onrecord"))
}

/// The path with line breaks and the like percent-encoded, so that it stands on one line.
pub fn escaped(path: &str) -> String {
    const ESCAPED: &AsciiSet = &CONTROLS.add(b'%');
    utf8_percent_encode(path, ESCAPED).to_string()
}

/// The path of a file as it was before [`escaped`]; `None` where it is none, or leads out of the folder
/// that it is in.
pub fn safe(escaped: &str) -> Option<String> {
    let path = percent_decode_str(escaped).decode_utf8().ok()?;
    SitePath::new(&path).filter(|path| !path.is_page()).map(|path| path.as_str().to_owned())
}
