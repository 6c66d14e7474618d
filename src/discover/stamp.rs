//! What a file system says of a file, by which one sees that it may have changed.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// The stamp of a file. Two that differ mean another file or a change; two that are alike mean neither,
/// if the file was not changed in the same moment as it was read: see [`super::texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// Which file it is, on which disk; 0 where the system does not say.
    file: (u64, u64),
    /// How many names it has.
    names: u64,
    modified: Moment,
    /// When anything of it was last changed, its time of modification included: nobody can set this one.
    /// Where the system does not keep it, the time of modification.
    pub(super) changed: Moment,
}

/// A moment by the clock of a file system, since 1970.
pub(super) type Moment = Duration;

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(since_1970).unwrap_or_default();
        Self { size: metadata.len(), modified, ..system(metadata, modified) }
    }

    /// On which disk the file lies. Each has its own clock.
    pub(super) fn disk(&self) -> u64 {
        self.file.0
    }

    /// Whether it may also be changed under another name.
    pub(super) fn has_other_names(&self) -> bool {
        self.names > 1
    }
}

fn since_1970(time: SystemTime) -> Option<Moment> {
    time.duration_since(SystemTime::UNIX_EPOCH).ok()
}

#[cfg(unix)]
fn system(metadata: &Metadata, _: Moment) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or_default();
    Stamp {
        size: 0,
        file: (metadata.dev(), metadata.ino()),
        names: metadata.nlink(),
        modified: Moment::ZERO,
        changed: Moment::new(seconds, nanoseconds),
    }
}

#[cfg(not(unix))]
fn system(_: &Metadata, modified: Moment) -> Stamp {
    Stamp { size: 0, file: (0, 0), names: 1, modified: Moment::ZERO, changed: modified }
}
