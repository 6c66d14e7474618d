//! Which steps lead from the site that stands in the output to the one that was staged; worked out,
//! with everything that could be in the way, before the first step is taken.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::Path;

use super::changeover::Step;
use super::ledger::folders_above;
use super::manifest::{Entry, Manifest};
use super::{disk, names};

/// The steps into a folder that is empty: whole folders move at once, the front page comes last.
pub fn into_empty(staging: &Path) -> io::Result<Vec<Step>> {
    let mut entries = disk::list(staging)?;
    entries.sort_by_key(|(path, is_folder)| (path.ends_with("index.html"), !is_folder));
    let names = entries.iter().filter_map(|(path, _)| path.file_name()?.to_str());
    Ok(names.filter(|name| !names::is_reserved(name)).map(|name| Step::Place(name.to_owned())).collect())
}

/// The steps that replace `old` by `new`: assets first, then pages, then what announces pages,
/// removals last. Only what stands in the way of a new file goes before.
///
/// # Errors
/// Where a new file's place is taken by what is not ours.
#[expect(clippy::indexing_slicing, reason = "what is staged is in the new manifest")]
pub fn over(out: &Path, old: &Manifest, new: &Manifest, staged: &BTreeSet<String>) -> io::Result<Vec<Step>> {
    let gone = || old.files.iter().filter(|(path, _)| !new.files.contains_key(*path));
    let mut ground = Ground {
        out,
        old,
        gone: gone().map(|(path, entry)| (path.as_str(), *entry)).collect(),
        solid: HashSet::new(),
        first: BTreeSet::new(),
    };
    let mut places = Vec::new();
    for path in staged {
        if ground.admits(path, new.files[path])? {
            places.push(path);
        }
    }
    ground.move_namesakes_first(staged);
    places.sort_by_key(|path| turn(path));

    let removal = |(path, entry): (&str, Entry)| Step::Remove(path.to_owned(), entry);
    let (first, last): (Vec<_>, Vec<_>) = ground
        .gone
        .iter()
        .map(|(path, entry)| (*path, *entry))
        .partition(|(path, _)| ground.first.contains(*path));
    let places = places.into_iter().map(|path| Step::Place(path.clone()));
    Ok(first.into_iter().map(removal).chain(places).chain(last.into_iter().map(removal)).collect())
}

/// When a file takes its place: what a page needs before it, what leads to a page after it.
fn turn(path: &str) -> u8 {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        _ if path == "index.html" => 3,
        "xml" => 2,
        "html" => 1,
        _ => 0,
    }
}

/// The output as it stands, as far as a change-over has to know it.
struct Ground<'a> {
    out: &'a Path,
    old: &'a Manifest,
    /// Files of ours that the new site does not have.
    gone: BTreeMap<&'a str, Entry>,
    /// Folders that were seen to be folders, and not links.
    solid: HashSet<String>,
    /// Of those that go, the ones that must go before anything takes its place.
    first: BTreeSet<String>,
}

impl Ground<'_> {
    /// Whether a staged file has to take its place; an error where it cannot. It has not where the very
    /// same file already stands there.
    fn admits(&mut self, path: &str, entry: Entry) -> io::Result<bool> {
        for folder in folders_above(path) {
            self.clear_for_folder(folder)?;
        }
        let place = self.out.join(path);
        match disk::look(&place)? {
            Some(metadata) if metadata.is_dir() => self.clear_for_file(path)?,
            Some(_) if self.old.files.contains_key(path) => {}
            Some(_) if disk::entry(&place)? == Some(entry) => return Ok(false),
            Some(_) => return Err(self.in_the_way(path)),
            None => {}
        }
        Ok(true)
    }

    /// A folder can stand, or be made, where nothing else stands that is not to go anyway.
    fn clear_for_folder(&mut self, folder: &str) -> io::Result<()> {
        if self.solid.contains(folder) {
            return Ok(());
        }
        match disk::look(&self.out.join(folder))? {
            Some(metadata) if metadata.is_dir() => drop(self.solid.insert(folder.to_owned())),
            Some(_) => self.send_first(folder)?,
            None => {}
        }
        Ok(())
    }

    /// A file can take the place of a folder if all that the folder holds is to go anyway.
    fn clear_for_file(&mut self, folder: &str) -> io::Result<()> {
        for (path, is_folder) in disk::list(&self.out.join(folder))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let inner = format!("{folder}/{name}");
            if is_folder { self.clear_for_file(&inner)? } else { self.send_first(&inner)? }
        }
        Ok(())
    }

    /// What stands at `path` is to go, and now has to go first: if it is ours, as we wrote it.
    fn send_first(&mut self, path: &str) -> io::Result<()> {
        let ours = self.gone.get(path).copied();
        if ours.is_none() || disk::entry(&self.out.join(path))? != ours {
            return Err(self.in_the_way(path));
        }
        self.first.insert(path.to_owned());
        Ok(())
    }

    /// Where the file system does not know letter case, removing `Photo.jpg` after `photo.jpg` has taken
    /// its place would remove the new one.
    fn move_namesakes_first(&mut self, staged: &BTreeSet<String>) {
        if self.gone.is_empty() {
            return;
        }
        let folded: HashSet<String> = staged.iter().map(|path| path.to_lowercase()).collect();
        let namesakes = self.gone.keys().filter(|path| folded.contains(&path.to_lowercase()));
        self.first.extend(namesakes.map(|path| (*path).to_owned()));
    }

    fn in_the_way(&self, path: &str) -> io::Error {
        let place = self.out.join(path);
        let message = format!(
            "`{}` was not written by an earlier build, or was changed since, and stands where the new site needs its place",
            place.display()
        );
        io::Error::new(io::ErrorKind::AlreadyExists, message)
    }
}
