//! The site at one moment: what is on disk, what is wrong with it, and the last edition that could be
//! made of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use crate::diag::{self, Diagnostic};
use crate::pipeline::{Output, Printer, Site};

use super::files::Files;
use super::follow::Touched;
use super::problems;

/// The site at one moment. It never changes, but for what is found out about it.
pub struct Showing {
    /// Each has a higher number than the one before it.
    pub number: u64,
    /// The site as it is on disk, with its mistakes.
    pub site: Arc<Site>,
    /// The last edition without known mistakes; `None` where there has been none yet.
    pub edition: Option<Arc<Printer>>,
    /// An older one, for pages that cannot be made although the site has no mistakes: a template can
    /// fail on one page of many.
    pub earlier: Option<Arc<Printer>>,
    /// What is wrong with the site as it is on disk.
    wrong: Vec<Diagnostic>,
    /// The claims that were last changed.
    pub touched: Touched,
    found: Mutex<Found>,
    styles: OnceLock<Arc<Styles>>,
}

/// Hashes of the site's style sheets, by their path in the output.
pub type Styles = BTreeMap<String, u64>;

/// What only finished pages can tell.
#[derive(Default)]
struct Found {
    /// By the page that was looked at.
    by_page: BTreeMap<String, Vec<Diagnostic>>,
    /// Of the whole site, once it has been gone through.
    whole: Option<Vec<Diagnostic>>,
    state: Option<Arc<str>>,
}

impl Showing {
    /// The first one.
    pub fn first(site: Arc<Site>) -> Self {
        Self::new(0, site, None, None, Touched::default())
    }

    /// The one after this, where something has changed in a text of the site.
    pub fn next(&self, site: Arc<Site>) -> Self {
        let mut touched = self.touched.clone();
        if !site.has_errors() {
            let before = self.edition.as_ref().map(|edition| edition.site());
            touched.note(self.number + 1, before.map(|site| &**site), &site);
        }
        let earlier = if self.is_proven() { self.edition.clone() } else { self.earlier.clone() };
        let earlier = earlier.or_else(|| self.edition.clone());
        Self::new(self.number + 1, site, self.edition.clone(), earlier, touched)
    }

    /// The one after this, where only files have changed that are copied as they are.
    pub fn with_other_files(&self) -> Self {
        let found = self.found();
        Self {
            number: self.number + 1,
            site: Arc::clone(&self.site),
            edition: self.edition.clone(),
            earlier: self.earlier.clone(),
            wrong: self.wrong.clone(),
            touched: self.touched.clone(),
            found: Mutex::new(Found {
                by_page: found.by_page.clone(),
                whole: found.whole.clone(),
                state: found.state.clone(),
            }),
            styles: OnceLock::new(),
        }
    }

    fn new(
        number: u64,
        site: Arc<Site>,
        edition: Option<Arc<Printer>>,
        earlier: Option<Arc<Printer>>,
        touched: Touched,
    ) -> Self {
        let mut wrong = site.diagnostics.clone();
        let mut edition = edition;
        if !site.has_errors() {
            let printer = edition.as_ref().map_or_else(
                || Printer::new(Arc::clone(&site), super::OPTIONS),
                |edition| edition.next(Arc::clone(&site)),
            );
            match printer {
                Ok(printer) => edition = Some(Arc::new(printer)),
                Err(errors) => wrong.extend(errors),
            }
        }
        let (found, styles) = (Mutex::default(), OnceLock::new());
        Self { number, site, edition, earlier, wrong, touched, found, styles }
    }

    /// Whether the edition is that of the site as it is on disk.
    pub fn is_current(&self) -> bool {
        self.edition.as_ref().is_some_and(|edition| Arc::ptr_eq(edition.site(), &self.site))
    }

    /// All that is known to be wrong with the site.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let found = self.found();
        let mut problems = self.wrong.clone();
        match &found.whole {
            Some(whole) => problems.extend(whole.iter().cloned()),
            None => problems.extend(found.by_page.values().flatten().cloned()),
        }
        diag::sort(&mut problems);
        problems
    }

    /// The problems as the browser is told them: JSON.
    pub fn state(&self, editor: Option<&str>) -> Arc<str> {
        if let Some(state) = &self.found().state {
            return Arc::clone(state);
        }
        let state: Arc<str> = problems::state(&self.problems(), &self.site, editor).to_string().into();
        self.found().state = Some(Arc::clone(&state));
        state
    }

    /// Notes what is wrong with a finished page, and says whether that is news.
    pub fn found_on_page(&self, page: &str, wrong: Vec<Diagnostic>) -> bool {
        let mut found = self.found();
        let known = found.by_page.get(page).map_or(&[][..], Vec::as_slice);
        let is_news = known != wrong && found.whole.is_none();
        if is_news {
            found.by_page.insert(page.to_owned(), wrong);
            found.state = None;
        }
        is_news
    }

    /// Notes what is wrong with all finished pages, and says whether that is news.
    pub fn found_on_all_pages(&self, wrong: Vec<Diagnostic>) -> bool {
        let before = self.problems();
        self.found().whole = Some(wrong);
        let is_news = self.problems() != before;
        if is_news {
            self.found().state = None;
        }
        is_news
    }

    /// Whether all its pages have been looked at.
    pub fn is_audited(&self) -> bool {
        self.found().whole.is_some()
    }

    /// Whether all its pages have been made and none has a mistake.
    fn is_proven(&self) -> bool {
        let clean = |whole: &Vec<Diagnostic>| !whole.iter().any(Diagnostic::is_error);
        self.is_current() && self.found().whole.as_ref().is_some_and(clean)
    }

    /// The style sheets of the edition.
    pub fn styles(&self, files: &Files) -> Arc<Styles> {
        let styles = self.styles.get_or_init(|| Arc::new(self.read_styles(files)));
        Arc::clone(styles)
    }

    fn read_styles(&self, files: &Files) -> Styles {
        let Some(edition) = &self.edition else { return Styles::new() };
        let own = edition.site().corpus.assets.iter().map(|asset| asset.to.as_str());
        let built_in = crate::render::assets::ASSETS
            .iter()
            .chain(&crate::render::assets::SEARCH_ASSETS)
            .map(|(path, _)| *path);
        let sheets = own.chain(built_in).filter(|path| path.ends_with(".css"));
        let hash = |path: &str| match edition.find(path)? {
            Output::BuiltIn(text) => Some(xxh3_64(text.as_bytes())),
            Output::Copied(file) => files.hash(&edition.site().inputs.root, &file),
            Output::Made(_) | Output::Indexed(_) => None,
        };
        sheets.filter_map(|path| Some((path.to_owned(), hash(path)?))).collect()
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
