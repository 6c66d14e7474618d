//! Sources -> stored copies of what they say. The only part of the program that uses the network.
//!
//! Goes in: a source's key and address. Comes out: files under `content/snapshots/`, and the entry of the
//! source that names them. Must not know: articles, claims, pages of the site.
//!
//! What is there is not fetched again, and everything is written as soon as it is there: a run that was cut
//! short is gone on with by the next.

mod entry;
mod fetch;
mod net;
mod public;
mod robots;
mod store;
mod wayback;
mod words;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::Span;
use crate::edit::SaveError;
use crate::parse::source::{Source, Sources};

pub use fetch::{Clock, Fetcher, Manners};
pub use net::{Limits, Net};
pub use public::is_public;
pub use store::Receipt;
pub use wayback::Wayback;

use entry::Unwritten;
use store::{Files, State};

/// A source that lacks a copy.
#[derive(Clone, Debug)]
pub struct Lacking {
    pub key: String,
    pub url: String,
    /// Its entry, shown by its key.
    pub place: Span,
    pub snapshot: bool,
    pub archived: bool,
}

/// The sources that have an address and lack a copy: one of our own, or where that is asked for, one at the
/// Wayback Machine. In the order of the files.
pub fn lacking(sources: &[Arc<Sources>], wayback: bool) -> Vec<Lacking> {
    let lack = |path: &Arc<str>, source: &Source| {
        let snapshot = source.snapshot.is_none();
        let archived = wayback && source.archived.0.is_empty();
        let url = source.url.as_ref().filter(|_| snapshot || archived)?.value.clone();
        let place = Span::new(path, source.key.range);
        Some(Lacking { key: source.key.value.clone(), url, place, snapshot, archived })
    };
    let of = |file: &'_ Arc<Sources>| {
        file.entries.iter().filter_map(|source| lack(&file.path, source)).collect::<Vec<_>>()
    };
    sources.iter().flat_map(of).collect()
}

/// A source by its key: its place, and whether it has an address.
pub fn find(sources: &[Arc<Sources>], key: &str) -> Option<(Span, bool)> {
    let of = |file: &Arc<Sources>| {
        let source = file.entries.iter().find(|source| source.key.value == key)?;
        Some((Span::new(&file.path, source.key.range), source.url.is_some()))
    };
    sources.iter().find_map(of)
}

/// Fetches and stores.
pub struct Archivist<'a> {
    /// The site's folder.
    pub root: PathBuf,
    pub fetcher: Fetcher<'a>,
    pub wayback: Option<Wayback>,
}

/// What became of a source.
#[derive(Debug, Default)]
pub struct Kept {
    /// The copy that was stored, by the path that its entry gives it.
    pub snapshot: Option<String>,
    /// The copy at the Wayback Machine.
    pub archived: Option<String>,
    /// Why there is none of our own.
    pub trouble: Option<Trouble>,
    /// Why there is none at the Wayback Machine.
    pub no_copy: Option<String>,
    /// What a person must write into the entry, and why.
    pub by_hand: Option<(Vec<(&'static str, String)>, String)>,
}

/// Why no copy was stored.
#[derive(Debug, PartialEq, Eq)]
pub enum Trouble {
    Fetch(fetch::Trouble),
    /// It is no text, or shows none.
    NoWords(Option<String>),
    /// A file is in the way that is not ours.
    Taken(String),
    /// The path leads out of the site.
    Outside(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetch(trouble) => write!(f, "{trouble}"),
            Self::NoWords(Some(kind)) => write!(f, "it shows no words that could be kept (`{kind}`)"),
            Self::NoWords(None) => f.write_str("it shows no words that could be kept"),
            Self::Taken(path) => write!(f, "`{path}` is there already, and not as this command stores it"),
            Self::Outside(path) => write!(f, "`{path}` leads to no file of this site"),
        }
    }
}

impl Archivist<'_> {
    /// Stores what a source lacks, and tells its entry.
    ///
    /// # Errors
    ///
    /// What the machine would not do.
    pub fn keep(&mut self, source: &Lacking) -> io::Result<Kept> {
        let mut kept = Kept::default();
        if source.snapshot {
            match self.snapshot(source)? {
                Ok(path) => kept.snapshot = Some(path),
                Err(trouble) => kept.trouble = Some(trouble),
            }
        }
        if let Some(wayback) = self.wayback.as_ref().filter(|_| source.archived) {
            match wayback.copy(&mut self.fetcher, &source.url) {
                Ok(Some(copy)) => kept.archived = Some(copy),
                Ok(None) => kept.no_copy = Some("it has made none yet".to_owned()),
                Err(trouble) => kept.no_copy = Some(trouble.to_string()),
            }
        }
        self.tell_entry(source, &mut kept)?;
        Ok(kept)
    }

    /// The copy of our own, by its path below `content/`.
    fn snapshot(&mut self, source: &Lacking) -> io::Result<Result<String, Trouble>> {
        let files = Files::of(&source.key);
        let begun = match files.state(&self.root, &source.url) {
            State::Free => false,
            State::Begun => true,
            // Cut short before the entry was told.
            State::Whole => return Ok(Ok(files.snapshot())),
            State::Taken(path) => return Ok(Err(Trouble::Taken(path))),
        };
        let page = match self.fetcher.page(&source.url) {
            Ok(page) => page,
            Err(trouble) => return Ok(Err(Trouble::Fetch(trouble))),
        };
        let Some(words) = words::words(&page) else { return Ok(Err(Trouble::NoWords(page.content_type))) };
        match files.store(&self.root, &source.url, &page, &words, begun) {
            Ok(()) => Ok(Ok(files.snapshot())),
            Err((_, SaveError::Failed(error))) => Err(error),
            Err((path, SaveError::Changed)) => Ok(Err(Trouble::Taken(path))),
            Err((path, SaveError::Outside)) => Ok(Err(Trouble::Outside(path))),
        }
    }

    fn tell_entry(&self, source: &Lacking, kept: &mut Kept) -> io::Result<()> {
        let keys = [("snapshot", kept.snapshot.clone()), ("archived", kept.archived.clone())];
        let keys: Vec<_> = keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        if keys.is_empty() {
            return Ok(());
        }
        match entry::write(&self.root, &source.place.path, &source.key, &keys) {
            Ok(()) => Ok(()),
            Err(Unwritten::Failed(error)) => Err(error),
            Err(Unwritten::ByHand(why)) => {
                kept.by_hand = Some((keys, why));
                Ok(())
            }
        }
    }
}
