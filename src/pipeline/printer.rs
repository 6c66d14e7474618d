//! A site -> any of its files, when it is asked for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diag::Diagnostic;
use crate::discover;
use crate::model::SitePath;
use crate::plan::{self, Route};
use crate::publish::audit::{self, Facts};
use crate::render::assets;
use crate::render::search::Files;

use super::Site;
use super::search;
use super::typed::TypedLinks;
use super::workshop::Workshop;

/// The most other pages that are made to look at one.
const LOOKED_AT: usize = 100;

/// Makes single files of a site, by the same functions as [`super::print`]: what is seen before a build
/// is what the build will write. Shared by threads.
pub struct Printer {
    site: Arc<Site>,
    workshop: Workshop,
    /// Looked up only once something is wrong.
    links: OnceLock<TypedLinks>,
    /// The index of the search, made once somebody asks for a file of it; empty where it could not be made.
    index: OnceLock<Files>,
}

/// A file of the output, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Made by the program.
    Made(Route),
    /// A file of the built-in look: its text.
    BuiltIn(&'static str),
    /// A file of the search index, by its path.
    Indexed(String),
    /// A file of the site's that is copied as it is: where it lies, absolute.
    Copied(PathBuf),
}

impl Printer {
    /// A printer for a site without errors.
    ///
    /// # Errors
    ///
    /// What is wrong with the citation style and the templates.
    pub fn new(site: Arc<Site>, options: plan::Options) -> Result<Self, Vec<Diagnostic>> {
        let workshop = Workshop::new(&site, options, None)?;
        Ok(Self { site, workshop, links: OnceLock::new(), index: OnceLock::new() })
    }

    /// The same for another state of its site: what has not changed is not set up anew.
    ///
    /// # Errors
    ///
    /// What is wrong with the citation style and the templates.
    pub fn next(&self, site: Arc<Site>) -> Result<Self, Vec<Diagnostic>> {
        let workshop = Workshop::new(&site, self.workshop.options(), Some((&self.workshop, &self.site)))?;
        Ok(Self { site, workshop, links: OnceLock::new(), index: OnceLock::new() })
    }

    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// What stands at a path from the site's root, as in a URL and percent-decoded: `articles/x/` or
    /// `articles/x/index.html`, `feed.xml`, `photo.jpg`. `None` where there is nothing.
    pub fn find(&self, path: &str) -> Option<Output> {
        let folder =
            path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let page = folder.unwrap_or(path);
        let file = SitePath::new(page)?.file_path();
        self.own_file(&file)
            .or_else(|| plan::find(&self.workshop.edition(&self.site), page).map(Output::Made))
            .or_else(|| self.indexed(&file))
            .or_else(|| self.built_in(&file))
    }

    /// Every path at which something stands, each once.
    pub fn paths(&self) -> Vec<SitePath> {
        let corpus = &self.site.corpus;
        let routes = plan::routes(&self.workshop.edition(&self.site));
        let made = routes.into_iter().map(|route| route.path(corpus));
        let own = corpus.assets.iter().map(|asset| asset.to.clone());
        let built_in = built_in_files(&self.site).map(|(path, _)| path);
        let indexed = self.index().keys().map(|path| SitePath::file(path));
        let mut paths: Vec<SitePath> = made.chain(own).chain(built_in).chain(indexed).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// Appends a file to `bytes`.
    ///
    /// # Errors
    ///
    /// What is wrong with its template, or why it could not be read.
    pub fn make(&self, output: &Output, bytes: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        match output {
            Output::Made(route) => self.workshop.make(&self.workshop.edition(&self.site), *route, bytes),
            Output::BuiltIn(text) => {
                bytes.extend_from_slice(text.as_bytes());
                Ok(())
            }
            Output::Indexed(path) => {
                bytes.extend(self.index().get(path).into_iter().flatten());
                Ok(())
            }
            Output::Copied(file) => discover::copy(&self.site.inputs.root, file, bytes),
        }
    }

    /// What is wrong with the links and ids of a finished page, as the audit of a build tells it. Of the
    /// other pages it looks at those only in which the page names places, and at some of very many.
    pub fn inspect(&self, route: Route, html: &[u8]) -> Vec<Diagnostic> {
        let path = route.path(&self.site.corpus);
        let (page, others);
        page = self.facts(&path, html);
        let files: BTreeSet<&str> = page.targets().map(|(target, _)| target).collect();
        let files = files.into_iter().filter(|target| self.find(target).is_some());
        let named: BTreeSet<&str> =
            page.targets().filter(|(_, place)| !place.is_empty()).map(|(target, _)| target).collect();
        others =
            named.into_iter().take(LOOKED_AT).filter_map(|target| self.facts_of(target)).collect::<Vec<_>>();
        let links = || self.links.get_or_init(|| TypedLinks::of(&self.site, &self.base()));
        let typed = |path: &str, fragment: &str| links().get(path, fragment);
        audit::check_page(&page, &others, files, &typed)
    }

    /// The facts of the page at a path; `None` where none is, or it cannot be made.
    fn facts_of(&self, path: &str) -> Option<Facts> {
        let output = self.find(path)?;
        let Output::Made(route) = output else { return None };
        let mut html = Vec::new();
        self.make(&output, &mut html).ok()?;
        Some(self.facts(&route.path(&self.site.corpus), &html))
    }

    fn facts(&self, path: &SitePath, html: &[u8]) -> Facts {
        Facts::of(path, html, &self.base())
    }

    fn base(&self) -> String {
        plan::base(&self.site.corpus.settings)
    }

    fn own_file(&self, path: &str) -> Option<Output> {
        let assets = &self.site.corpus.assets;
        let found = assets.binary_search_by(|asset| asset.to.as_str().cmp(path)).ok()?;
        let input = &assets.get(found)?.input;
        Some(Output::Copied(self.site.inputs.root.join(Path::new(&**input))))
    }

    fn built_in(&self, path: &str) -> Option<Output> {
        let files = built_in_files(&self.site);
        files.into_iter().find(|(file, _)| file.as_str() == path).map(|(_, text)| Output::BuiltIn(text))
    }

    /// Nobody waits for the index but those who ask for its files.
    fn indexed(&self, path: &str) -> Option<Output> {
        let is_there = search::is_below(path) && self.index().contains_key(path);
        is_there.then(|| Output::Indexed(path.to_owned()))
    }

    fn index(&self) -> &Files {
        let made = || search::files(&self.workshop.edition(&self.site)).unwrap_or_default();
        self.index.get_or_init(made)
    }
}

/// Path and text of the files of the built-in look. A site's own file takes the place of one.
pub(super) fn built_in_files(site: &Site) -> impl Iterator<Item = (SitePath, &'static str)> {
    let own = &site.corpus.assets;
    let for_search = site.corpus.settings.search.then_some(assets::SEARCH_ASSETS);
    let files = assets::ASSETS
        .into_iter()
        .chain(for_search.into_iter().flatten())
        .map(|(path, text)| (SitePath::file(path), text));
    files.filter(|(path, _)| !own.iter().any(|asset| asset.to == *path))
}
