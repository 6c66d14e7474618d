//! Taking back what was published: every file of ours goes, all else stays.

use std::path::Path;

use super::{OpenError, Refusal, State, Surroundings, Workplace, changeover, disk, names, refuse};

/// What became of an output. Paths are from the output folder, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    pub removed: Vec<String>,
    /// Files of ours that somebody has changed since: they stay, and are nobody's business of ours now.
    pub kept: Vec<String>,
}

/// Removes from `out` what builds have written there, the folder too if nothing else is in it. An
/// output that does not exist is clean. Cut short, it can be run again.
///
/// # Errors
/// As [`super::Publication::open`].
pub fn clean(
    out: &Path,
    around: Surroundings<'_>,
    on_wait: &mut dyn FnMut(Option<u32>),
) -> Result<Cleaned, OpenError> {
    let refused = |reason| OpenError::Refused(Refusal { out: out.to_owned(), reason });
    let place = refuse::place(out, around)?.map_err(refused)?;
    if disk::look(&place)?.is_none() {
        return Ok(Cleaned::default());
    }
    let work = Workplace::enter(&place, on_wait)?;
    changeover::resume(&work, &place)?;
    work.clear_staging()?;
    let State::Ours(manifest) = refuse::state(&place)?.map_err(refused)? else {
        return Ok(Cleaned::default());
    };
    let mut cleaned = Cleaned::default();
    for (path, entry) in manifest.files {
        if changeover::remove(&place, &path, entry)? {
            cleaned.removed.push(path);
        } else if disk::look(&place.join(&path))?.is_some() {
            cleaned.kept.push(path);
        }
    }
    disk::remove_file(&place.join(names::MANIFEST))?;
    drop(work);
    disk::remove_empty(&place);
    Ok(cleaned)
}
