//! The change-over: staged files take their places, by renames only.
//!
//! A journal with every step is on the disk before the first of them. Each step can be taken again
//! without harm, so a change-over that was cut short, at whatever moment, is completed by running its
//! journal once more. The manifest comes last.
//!
//! The pages themselves are not synced to the disk one by one: ten thousand waits for the disk would
//! take a minute, and a page that a loss of power has emptied has another size than its manifest says,
//! so that the next build writes it again.

use std::io;
use std::path::Path;

use super::ledger::folders_above;
use super::manifest::Entry;
use super::workplace::Workplace;
use super::{disk, names};

const HEADER: &str = "onrecord journal 1";
const END: &str = "\nend\n";

/// What changes in the output, one step after the other. Paths are from the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A staged file, or a staged folder where nothing stands, takes its place.
    Place(String),
    /// A file of ours goes, if it still holds what we wrote.
    Remove(String, Entry),
}

/// Called before each touch of the disk; tests end a change-over there, as a kill would.
pub type Before<'a> = &'a mut dyn FnMut() -> io::Result<()>;

/// Runs a change-over. The staging folder must hold everything that the steps place, and the new manifest.
/// Comes out: the paths that were removed.
pub fn run(work: &Workplace, out: &Path, steps: &[Step], before: Before<'_>) -> io::Result<Vec<String>> {
    before()?;
    write_journal(work, steps)?;
    take(work, out, steps, before)
}

/// Completes a change-over that was cut short. `false` where there was none.
pub fn resume(work: &Workplace, out: &Path) -> io::Result<bool> {
    let Some(journal) = disk::read(&work.journal)? else { return Ok(false) };
    let Some(steps) = String::from_utf8(journal).ok().and_then(|text| parse(&text)) else {
        let unreadable = io::Error::new(io::ErrorKind::InvalidData, "it is not a journal of this version");
        return Err(disk::told("complete the change-over of", &work.journal, unreadable));
    };
    take(work, out, &steps, &mut || Ok(()))?;
    Ok(true)
}

fn take(work: &Workplace, out: &Path, steps: &[Step], before: Before<'_>) -> io::Result<Vec<String>> {
    let mut removed = Vec::new();
    for step in steps {
        before()?;
        match step {
            Step::Place(path) => drop(disk::rename(&work.staging.join(path), &out.join(path))?),
            Step::Remove(path, entry) if remove(out, path, *entry)? => removed.push(path.clone()),
            Step::Remove(..) => {}
        }
    }
    before()?;
    if let Some(text) = disk::read(&work.staging.join(names::MANIFEST))? {
        place_manifest(work, out, &text)?;
    }
    before()?;
    disk::remove_file(&work.journal)?;
    Ok(removed)
}

/// Removes a file of ours and the folders that it leaves empty. What somebody has changed since, or
/// put a link above, is no longer ours and stays.
pub fn remove(out: &Path, path: &str, entry: Entry) -> io::Result<bool> {
    for folder in folders_above(path) {
        if !disk::look(&out.join(folder))?.is_some_and(|metadata| metadata.is_dir()) {
            return Ok(false);
        }
    }
    let file = out.join(path);
    if !disk::look(&file)?.is_some_and(|metadata| metadata.is_file()) || disk::entry(&file)? != Some(entry) {
        return Ok(false);
    }
    disk::remove_file(&file)?;
    let _ = folders_above(path).all(|folder| disk::remove_empty(&out.join(folder)));
    Ok(true)
}

/// The manifest is written anew for its place, so that it is younger than all that it lists: a file
/// that is younger still has been touched since.
pub fn place_manifest(work: &Workplace, out: &Path, text: &[u8]) -> io::Result<()> {
    let fresh = work.staging.join(format!("{}-fresh", names::MANIFEST));
    disk::write_durably(&fresh, text)?;
    disk::rename(&fresh, &out.join(names::MANIFEST)).map(drop)
}

/// The journal appears under its name only once it is whole.
fn write_journal(work: &Workplace, steps: &[Step]) -> io::Result<()> {
    let draft = work.staging.join(format!("{}-journal", names::MANIFEST));
    disk::write_durably(&draft, to_text(steps).as_bytes())?;
    disk::rename(&draft, &work.journal).map(drop)
}

fn to_text(steps: &[Step]) -> String {
    let line = |step: &Step| match step {
        Step::Place(path) => format!("place {}", names::escaped(path)),
        Step::Remove(path, Entry { hash, size }) => {
            format!("remove {hash:032x} {size} {}", names::escaped(path))
        }
    };
    let lines: Vec<String> = steps.iter().map(line).collect();
    format!("{HEADER}\n{}{END}", lines.join("\n"))
}

fn parse(text: &str) -> Option<Vec<Step>> {
    let steps = text.strip_prefix(HEADER)?.strip_suffix(END)?;
    steps.lines().filter(|line| !line.is_empty()).map(parse_step).collect()
}

fn parse_step(line: &str) -> Option<Step> {
    let (verb, rest) = line.split_once(' ')?;
    if verb == "place" {
        return Some(Step::Place(names::safe(rest)?));
    }
    let (hash, rest) = rest.split_once(' ')?;
    let (size, path) = rest.split_once(' ')?;
    let entry = Entry { hash: u128::from_str_radix(hash, 16).ok()?, size: size.parse().ok()? };
    (verb == "remove").then_some(Step::Remove(names::safe(path)?, entry))
}

#[cfg(test)]
mod tests {
    use super::{Entry, Step, parse, to_text};

    #[test]
    fn a_journal_is_read_as_it_was_written() {
        let steps = vec![
            Step::Place("end".to_owned()),
            Step::Place("a\nb/index.html".to_owned()),
            Step::Remove("old x.css".to_owned(), Entry::of(b"old")),
        ];
        assert_eq!(parse(&to_text(&steps)), Some(steps));
        assert_eq!(parse(&to_text(&[])), Some(Vec::new()));
    }

    #[test]
    fn half_a_journal_is_none() {
        let text = to_text(&[Step::Place("a".to_owned()), Step::Place("the end".to_owned())]);
        assert!((0..text.len()).all(|end| parse(&text[..end]).is_none()));
        assert_eq!(parse("onrecord journal 1\nplace ../a\nend\n"), None);
    }
}
