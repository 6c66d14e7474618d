//! The index of the search: made anew only where what can be found has changed.

use std::io;

use xxhash_rust::xxh3::Xxh3;

use crate::model::SitePath;
use crate::plan::Edition;
use crate::plan::search::records::{count, records};
use crate::plan::search::{Engine, INDEX};
use crate::publish;
use crate::render::search::{self, Files};

use super::observer::{Observer, Stage};
use super::print::Press;

/// Counts up when the same records are to give other files.
const FORM: u32 = 1;
const WRITER: &str = "the search index";

/// Hands the files of the index to the press, or has it keep those that it has. Comes out: their paths;
/// none where the site has no such index.
///
/// # Errors
///
/// What the press could not do, and what went wrong with the index.
pub fn print(edition: &Edition<'_>, press: &dyn Press, observer: &dyn Observer) -> io::Result<Vec<SitePath>> {
    if edition.engine() != Some(Engine::Pagefind) {
        return Ok(Vec::new());
    }
    observer.begins(Stage::Search);
    let mark = mark(edition);
    if let Some(kept) = press.keep(&list_path(), &mark, WRITER)? {
        return Ok(kept);
    }
    observer.begins(Stage::Index { records: count(edition) });
    let files = files(edition)?;
    let paths: Vec<SitePath> = files.keys().map(|name| SitePath::file(name)).collect();
    for (name, bytes) in &files {
        press.write(&SitePath::file(name), WRITER, bytes)?;
    }
    Ok(paths)
}

/// The files of the index by their path in the output, with the list of them. Nothing where the site has no
/// such index.
///
/// # Errors
///
/// What went wrong with the index.
pub fn files(edition: &Edition<'_>) -> io::Result<Files> {
    if edition.engine() != Some(Engine::Pagefind) {
        return Ok(Files::new());
    }
    let files = search::index(records(edition))?;
    let mut files: Files =
        files.into_iter().map(|(name, bytes)| (format!("{INDEX}/{name}"), bytes)).collect();
    let paths: Vec<SitePath> = files.keys().map(|name| SitePath::file(name)).collect();
    let list = publish::list(&mark(edition), &paths);
    files.insert(list_path().as_str().to_owned(), list.into_bytes());
    Ok(files)
}

/// Whether a path of the output can be one of the index.
pub fn is_below(path: &str) -> bool {
    path.strip_prefix(INDEX).is_some_and(|rest| rest.starts_with('/'))
}

/// The list of the files, from which the next build knows what they were made from.
fn list_path() -> SitePath {
    SitePath::file(&format!("{INDEX}/made-from.txt"))
}

/// What the index is made from, in a line.
fn mark(edition: &Edition<'_>) -> String {
    let mut hasher = Xxh3::new();
    for record in records(edition) {
        // Strings and lists of them: there is nothing that JSON could not hold.
        hasher.update(&serde_json::to_vec(&record).unwrap_or_default());
        hasher.update(b"\n");
    }
    format!("pagefind {} form {FORM} records {:032x}", search::VERSION, hasher.digest128())
}
