//! The audit of what was rendered: every link inside the site lands, no id stands twice on a page, and
//! every page can be reached.
//!
//! Goes in: the [`Facts`] of all pages, each taken from its bytes as they were written, and the paths of
//! all files. Comes out: diagnostics. It looks at the artefact and not at what was meant, so it finds the
//! mistakes of templates and of our own. Touches no disk.

mod page;
mod reference;
mod tokens;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diag::problems::{linking, publishing};
use crate::diag::{Diagnostic, Span};

pub use page::{Facts, addresses};
pub use reference::{Target, resolve};

const FRONT_PAGE: &str = "index.html";
/// What a host answers with where nothing is: nobody links there.
const NOT_FOUND: &str = "404.html";

/// A link that an author typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub span: Span,
    /// As it was typed.
    pub url: String,
    /// In raw HTML, of which the site's format says nothing: it is told, and the site is written.
    pub raw: bool,
}

/// Checks the links of all pages against each other and against the paths of all files that the site
/// consists of (such as `articles/x/index.html`). A mistake that many pages share, as one in a template
/// does, is told once. Pages are in any order; what comes out does not depend on it.
///
/// `typed` tells who typed a link to a path and a fragment, if it was an author.
pub fn check<'a>(
    pages: &'a [Facts],
    files: impl IntoIterator<Item = &'a str>,
    typed: &dyn Fn(&str, &str) -> Option<Typed>,
) -> Vec<Diagnostic> {
    let mut site = Site { files: files.into_iter().collect(), pages: HashMap::with_capacity(pages.len()) };
    // Where an alias takes the place of a page, that is told elsewhere, and once.
    let (redirects, whole): (Vec<_>, Vec<_>) = pages.iter().partition(|page| page.redirects());
    site.pages.extend(redirects.into_iter().chain(whole).map(|page| (page.path(), page)));
    let mut faults = Faults::default();
    for page in pages {
        site.inspect(page, &mut faults);
    }
    let mut diagnostics = faults.told(typed);
    diagnostics.extend(site.unreachable());
    diagnostics
}

/// Checks the links of one page, as [`check`] does. `others` are the pages in which it names places, as
/// far as they are at hand; `files` are those of the files it links to that the site consists of.
pub fn check_page<'a>(
    page: &'a Facts,
    others: &'a [Facts],
    files: impl IntoIterator<Item = &'a str>,
    typed: &dyn Fn(&str, &str) -> Option<Typed>,
) -> Vec<Diagnostic> {
    let pages = others.iter().map(|page| (page.path(), page)).collect();
    let mut faults = Faults::default();
    Site { files: files.into_iter().collect(), pages }.inspect(page, &mut faults);
    faults.told(typed)
}

struct Site<'a> {
    files: HashSet<&'a str>,
    pages: HashMap<&'a str, &'a Facts>,
}

/// What is wrong, in the order in which it is told.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fault<'a> {
    DeadLink { target: &'a str, fragment: &'a str },
    DeadFragment { target: &'a str, fragment: &'a str },
    Duplicate { fragment: &'a str },
}

/// Each fault, with the pages that have it.
#[derive(Default)]
struct Faults<'a>(BTreeMap<Fault<'a>, Vec<&'a str>>);

impl<'a> Site<'a> {
    fn inspect(&self, page: &'a Facts, faults: &mut Faults<'a>) {
        for fragment in page.duplicates() {
            faults.add(Fault::Duplicate { fragment }, page);
        }
        for fragment in page.dead_fragments() {
            faults.add(Fault::DeadFragment { target: page.path(), fragment }, page);
        }
        for (target, fragment) in page.targets() {
            if !self.files.contains(target) {
                faults.add(Fault::DeadLink { target, fragment }, page);
            } else if self.pages.get(target).is_some_and(|there| !there.has_fragment(fragment)) {
                faults.add(Fault::DeadFragment { target, fragment }, page);
            }
        }
    }

    /// The pages to which no chain of links leads from the front page; nothing where the site has none.
    fn unreachable(&self) -> Option<Diagnostic> {
        let mut reached: HashSet<&str> = HashSet::from([FRONT_PAGE]);
        let mut open = vec![*self.pages.get(FRONT_PAGE)?];
        while let Some(page) = open.pop() {
            for (target, _) in page.targets() {
                if reached.insert(target) {
                    open.extend(self.pages.get(target));
                }
            }
        }
        let missed = |page: &&&Facts| !reached.contains(page.path()) && !page.redirects();
        let mut missed: Vec<&str> = self.pages.values().filter(missed).map(|page| page.path()).collect();
        missed.retain(|path| *path != NOT_FOUND);
        missed.sort_unstable();
        let shown: Vec<&str> = missed.into_iter().map(shown).collect();
        (!shown.is_empty()).then(|| publishing::unreachable_pages(&shown))
    }
}

impl<'a> Faults<'a> {
    fn add(&mut self, fault: Fault<'a>, page: &'a Facts) {
        self.0.entry(fault).or_default().push(page.path());
    }

    fn told(self, typed: &dyn Fn(&str, &str) -> Option<Typed>) -> Vec<Diagnostic> {
        let told = |(fault, pages): (Fault<'_>, Vec<&str>)| {
            let mut pages: Vec<&str> = pages.into_iter().map(shown).collect();
            pages.sort_unstable();
            match fault {
                Fault::DeadLink { target, fragment } => match typed(target, fragment) {
                    Some(typed) => typed.told(linking::dead_link(typed.span.clone(), &typed.url, None)),
                    None => publishing::dead_link(&pages, shown(target)),
                },
                Fault::DeadFragment { target, fragment } => match typed(target, fragment) {
                    Some(typed) => {
                        typed.told(linking::dead_fragment(typed.span.clone(), &typed.url, fragment))
                    }
                    None => publishing::dead_fragment(&pages, shown(target), fragment),
                },
                Fault::Duplicate { fragment } => publishing::duplicate_fragment(&pages, fragment),
            }
        };
        self.0.into_iter().map(told).collect()
    }
}

impl Typed {
    fn told(&self, problem: Diagnostic) -> Diagnostic {
        if self.raw { problem.softened() } else { problem }
    }
}

/// A file's path as an address: without `index.html`.
fn shown(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

#[cfg(test)]
mod tests;
