//! A site -> its files, one page at a time, each handed to a press as soon as it is made.

use std::cell::LazyCell;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::diag::{self, Diagnostic};
use crate::model::SitePath;
use crate::plan::{self, Edition, Route};
use crate::publish::{Publication, audit};

use super::Site;
use super::observer::{Observer, Stage, Unobserved};
use super::printer::built_in_files;
use super::search;
use super::typed::TypedLinks;
use super::workshop::Workshop;

/// Takes the files of a site as they are made, from many threads at once.
pub trait Press: Sync {
    /// A file made by the program. `writer` says for a person who wrote it.
    fn write(&self, path: &SitePath, writer: &str, bytes: &[u8]) -> io::Result<()>;

    /// A file that is copied as it is: which input of the site, and where it lies.
    fn copy(&self, path: &SitePath, input: &str, from: &Path) -> io::Result<()>;

    /// Files that it has from an earlier run and keeps, if they were made from what `mark` says: see
    /// [`Publication::keep`]. `None` where they have to be made.
    fn keep(&self, list: &SitePath, mark: &str, writer: &str) -> io::Result<Option<Vec<SitePath>>> {
        let _ = (list, mark, writer);
        Ok(None)
    }
}

impl Press for Publication {
    fn write(&self, path: &SitePath, writer: &str, bytes: &[u8]) -> io::Result<()> {
        Self::write(self, path, writer, bytes)
    }

    fn copy(&self, path: &SitePath, input: &str, from: &Path) -> io::Result<()> {
        Self::copy(self, path, input, from)
    }

    fn keep(&self, list: &SitePath, mark: &str, writer: &str) -> io::Result<Option<Vec<SitePath>>> {
        Self::keep(self, list, mark, writer)
    }
}

/// Makes every file of a site, hands each to the press, and audits the whole. One page is held in
/// memory for each thread.
///
/// Comes out: what is wrong with the citation style, the templates and the finished pages.
///
/// # Errors
///
/// What the press could not do.
pub fn print(site: &Site, options: plan::Options, press: &dyn Press) -> io::Result<Vec<Diagnostic>> {
    print_observed(site, options, press, &Unobserved)
}

/// The same, while somebody looks on.
///
/// # Errors
///
/// What the press could not do.
pub fn print_observed(
    site: &Site,
    options: plan::Options,
    press: &dyn Press,
    observer: &dyn Observer,
) -> io::Result<Vec<Diagnostic>> {
    observer.begins(Stage::Prepare);
    let workshop = match Workshop::new(site, options, None) {
        Ok(workshop) => workshop,
        Err(wrong) => return Ok(wrong),
    };
    let edition = workshop.edition(site);
    let run = Run { edition: &edition, workshop: &workshop, press, base: edition.base() };
    let routes = plan::routes(&edition);
    observer.begins(Stage::Print { files: routes.len() });
    let printed = routes
        .into_par_iter()
        .map_init(Vec::new, |bytes, route| {
            let printed = run.print(route, bytes);
            observer.printed();
            printed
        })
        .collect::<io::Result<Vec<_>>>()?;
    observer.begins(Stage::Copy);
    let mut files = copy_files(site, press)?;
    if printed.iter().all(|printed| printed.wrong.is_none()) {
        files.extend(search::print(&edition, press, observer)?);
    }
    observer.begins(Stage::Audit);
    let mut pages = Vec::new();
    let mut diagnostics = Vec::new();
    for printed in printed {
        files.push(printed.path);
        pages.extend(printed.facts);
        diagnostics.extend(printed.wrong.map(|wrong| *wrong));
    }
    if diagnostics.is_empty() {
        let files: Vec<String> = files.iter().map(SitePath::file_path).collect();
        // Looked up only once something is wrong.
        let links = LazyCell::new(|| TypedLinks::of(site, &run.base));
        let typed = |path: &str, fragment: &str| links.get(path, fragment);
        diagnostics.extend(audit::check(&pages, files.iter().map(String::as_str), &typed));
    }
    diag::sort(&mut diagnostics);
    Ok(diagnostics)
}

/// One run of the press.
struct Run<'a> {
    edition: &'a Edition<'a>,
    workshop: &'a Workshop,
    press: &'a dyn Press,
    /// The path of the site's root on its host, with a slash at both ends.
    base: String,
}

/// What became of a route.
struct Printed {
    path: SitePath,
    facts: Option<audit::Facts>,
    wrong: Option<Box<Diagnostic>>,
}

impl Run<'_> {
    /// Makes the file of a route in `bytes`, which is used again for the next one.
    fn print(&self, route: Route, bytes: &mut Vec<u8>) -> io::Result<Printed> {
        let path = route.path(self.edition.corpus);
        bytes.clear();
        let wrong = self.workshop.make(self.edition, route, bytes).err();
        if wrong.is_none() {
            self.press.write(&path, &writer(self.edition, route), bytes)?;
        }
        let is_page = path.is_page() || path.as_str().ends_with(".html");
        let facts = is_page.then(|| audit::Facts::of(&path, bytes, &self.base));
        Ok(Printed { path, facts, wrong })
    }
}

/// The built-in look, static files and assets.
fn copy_files(site: &Site, press: &dyn Press) -> io::Result<Vec<SitePath>> {
    let own = &site.corpus.assets;
    let mut files: Vec<SitePath> = own.iter().map(|asset| asset.to.clone()).collect();
    own.par_iter()
        .try_for_each(|asset| press.copy(&asset.to, &asset.input, &site.inputs.root.join(&*asset.input)))?;
    for (path, text) in built_in_files(site) {
        press.write(&path, "the built-in look", text.as_bytes())?;
        files.push(path);
    }
    Ok(files)
}

/// Who writes the file of a route, for a person who must decide between two.
fn writer(edition: &Edition<'_>, route: Route) -> String {
    let corpus = edition.corpus;
    match route {
        Route::Article(ix) | Route::Annotations(ix) => format!("the article `{}`", corpus.article(ix).id),
        Route::Speaker(ix) => format!("the speaker `{}`", corpus.speaker(ix).id),
        Route::Event(ix) => format!("the event `{}`", corpus.event(ix).id),
        Route::Claim(ix) | Route::Card(ix) | Route::Oembed(ix) => {
            format!("the claim `{}`", corpus.claim_ref(ix))
        }
        Route::Topic(ix) => format!("the topic `{}`", corpus.topic(ix).name),
        Route::Page(ix) => format!("the page `{}`", corpus.page(ix).name),
        Route::Alias(index) => format!("an alias of `/{}`", corpus.alias(index).to),
        _ => "the site itself".to_owned(),
    }
}
