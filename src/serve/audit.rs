//! What only finished pages can tell: that a template fails on one of them, that a link leads nowhere.
//!
//! A page that was asked for is looked at right away. The whole site is gone through once nothing has
//! happened for a while, on one thread; the next change stops it. That while is at least as long as the
//! last time took, so that a large site does not keep a processor busy between any two saves.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::model::SitePath;
use crate::pipeline::{self, Output, Press};
use crate::publish::Rehearsal;

use super::pages;
use super::preview::Preview;
use super::showing::Showing;

/// The shortest time that nothing has to happen.
const QUIET: Duration = Duration::from_secs(1);

/// What an auditor is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A page was asked for, at this path.
    Asked(String),
    /// Something has changed on disk.
    Changed,
    /// Nobody is shown anything any more.
    End,
}

/// Audits until nobody can tell it anything any more.
#[expect(clippy::disallowed_methods, reason = "when nothing has happened is told by the clock")]
pub fn run(preview: &Preview, told: &Receiver<Told>) {
    let mut quiet = QUIET;
    let mut due = Some(Instant::now() + quiet);
    loop {
        let wait = due.map_or(Duration::MAX, |due| due.saturating_duration_since(Instant::now()));
        match told.recv_timeout(wait) {
            Ok(Told::Asked(page)) => page_asked(preview, &page),
            Ok(Told::Changed) => due = Some(Instant::now() + quiet),
            Ok(Told::End) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                let begun = Instant::now();
                let finished = whole_site(preview);
                quiet = quiet.max(begun.elapsed());
                due = if finished { None } else { Some(Instant::now() + quiet) };
            }
        }
    }
}

/// Looks at a page that was asked for.
pub fn page_asked(preview: &Preview, path: &str) {
    let now = preview.now();
    let path = pages::page_path(path);
    let to_be_looked_at = now.is_current() && !now.is_audited();
    let Some(edition) = now.edition.as_ref().filter(|_| to_be_looked_at) else { return };
    let Some(output) = edition.find(path) else { return };
    let Output::Made(route) = &output else { return };
    let mut html = Vec::new();
    let wrong = match edition.make(&output, &mut html) {
        Ok(()) if path.is_empty() || path.ends_with('/') || path.ends_with(".html") => {
            edition.inspect(*route, &html)
        }
        Ok(()) => return,
        Err(wrong) => vec![*wrong],
    };
    if now.found_on_page(path, wrong) {
        preview.tick();
    }
}

/// Goes through the whole site, as a build would; whether it came to an end.
pub fn whole_site(preview: &Preview) -> bool {
    let now = preview.now();
    let Some(edition) = now.edition.as_ref().filter(|_| now.is_current()) else { return true };
    let reader = Reader { preview, now: &now, paths: Rehearsal::default() };
    let read = || pipeline::print(edition.site(), super::OPTIONS, &reader);
    // By one thread, whatever the pool of all others has.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let Ok(mut wrong) = one.map_or_else(|_| read(), |pool| pool.install(read)) else { return false };
    wrong.extend(reader.paths.problems());
    if now.found_on_all_pages(wrong) {
        preview.tick();
    }
    true
}

/// Reads pages as they are made, until something happens.
struct Reader<'a> {
    preview: &'a Preview,
    now: &'a Showing,
    paths: Rehearsal,
}

impl Reader<'_> {
    fn go_on(&self) -> io::Result<()> {
        let outdated = self.preview.is_stirred() || self.preview.now().number != self.now.number;
        if outdated { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
    }
}

impl Press for Reader<'_> {
    fn write(&self, path: &SitePath, writer: &str, _: &[u8]) -> io::Result<()> {
        self.paths.write(path, writer);
        self.go_on()
    }

    fn copy(&self, path: &SitePath, input: &str, _: &Path) -> io::Result<()> {
        self.paths.copy(path, input);
        self.go_on()
    }

    fn keep(&self, list: &SitePath, _: &str, writer: &str) -> io::Result<Option<Vec<SitePath>>> {
        self.go_on().map(|()| Some(self.paths.keep(list, writer)))
    }
}
