//! A folder -> [`Inputs`]: every file of the site, sorted, read, classified, fingerprinted.
//!
//! The door through which files come in. Goes in: the site's folder. Comes out: the inputs and what
//! is wrong with files as files (not UTF-8, too large, a link that leaves the folder, an id that no
//! address can hold, two inputs of one id). Must not know: what the texts mean.

mod classify;
mod gather;
mod open;
mod walk;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diag::Diagnostic;

pub use open::{Opened, Stamp};
pub use walk::FOLDERS;

/// The largest text that is read, in bytes.
pub const MAX_TEXT: u64 = 32 << 20;

/// Finds and reads all that a site is made of. Whatever cannot be read is told and left out.
pub fn discover(root: &Path) -> (Inputs, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let inputs = match walk::walk(root, &mut diagnostics) {
        Some((root, files)) => {
            gather::gather(root, classify::classify(files, &mut diagnostics), &mut diagnostics)
        }
        None => Inputs { root: root.to_owned(), ..Inputs::default() },
    };
    (inputs, diagnostics)
}

/// The configuration alone; `None` where there is none that can be read.
pub fn config(root: &Path) -> Option<TextInput> {
    gather::config(root)
}

/// Appends a file of the site that is copied as it is to `bytes`.
///
/// # Errors
///
/// That it could not be read, for the author of the site.
pub fn copy(root: &Path, file: &Path, bytes: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
    gather::copy(root, file, bytes)
}

/// Reads a text from anywhere, for what is taken into a site; its path is as it was given.
///
/// # Errors
///
/// Why it cannot be read; with it comes the text as far as there is any, to show places in.
pub fn text(path: &Path) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    gather::text(path)
}

/// Whether anything is at a path, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    gather::is_there(path)
}

/// Reads one of the assets as a text, for whoever looks up words in it; `path` is from the site's folder.
///
/// # Errors
///
/// As of [`text`].
pub fn asset_text(root: &Path, path: &Arc<str>) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    gather::asset_text(root, path)
}

/// The site's folder, absolute and without links: what the paths of [`Inputs`] begin at.
///
/// # Errors
///
/// That there is no such folder.
pub fn root(folder: &Path) -> io::Result<PathBuf> {
    open::root(folder)
}

/// Opens a file of the site that is copied as it is; `file` is absolute.
///
/// # Errors
///
/// That it could not be opened, or is no file inside the site's folder.
pub fn open(root: &Path, file: &Path) -> io::Result<Opened> {
    open::open(root, file)
}

/// Everything that a site is made of. Each list is sorted by id, or by path where there is no id.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The site's folder, absolute.
    pub root: PathBuf,
    /// `onrecord.toml`.
    pub config: Option<TextInput>,
    /// `content/index.md`.
    pub front_page: Option<TextInput>,
    pub articles: Vec<ArticleInput>,
    pub speakers: Vec<TextInput>,
    pub events: Vec<TextInput>,
    pub sources: Vec<TextInput>,
    pub pages: Vec<TextInput>,
    /// Under `templates/`; the id is the template's name, such as `article.html`.
    pub templates: Vec<TextInput>,
    /// Under `static/`: published as they are, at their path below it.
    pub statics: Vec<FileInput>,
    /// Every other file under `content/`: images beside the texts, snapshots of sources. Those of an
    /// article's bundle are published with it, the others where a text refers to them.
    pub assets: Vec<FileInput>,
    /// Citation styles: `*.csl` files in the site's folder itself and under `styles/`.
    pub styles: Vec<TextInput>,
    /// Texts that are there and could not be read, as paths from the site's folder: a reference to
    /// what they hold is no second mistake.
    pub unread: Vec<Arc<str>>,
    /// Of these, the ones that are not UTF-8, with U+FFFD for what is not: for showing places in them.
    pub garbled: Vec<TextInput>,
}

impl Inputs {
    /// Puts other texts in the place of those that were read, by path. The claims of an article that has
    /// none yet are put beside it, and a file of sources that is not there yet with the others; any other
    /// path that is no input of the site is passed over.
    pub fn overlay(&mut self, texts: &BTreeMap<Arc<str>, Arc<str>>) {
        if texts.is_empty() {
            return;
        }
        for article in self.articles.iter_mut().filter(|article| article.claims.is_none()) {
            let claims = texts.get_key_value(article.claims_path().as_str());
            article.claims = claims.map(|(path, text)| article.claims_of(path, text));
        }
        for input in self.texts_mut() {
            if let Some(text) = texts.get(&input.path) {
                input.text = Arc::clone(text);
                input.fingerprint = fingerprint(text);
            }
        }
        let is_known = |path: &str| self.sources.iter().any(|input| &*input.path == path);
        let new = texts.iter().filter(|(path, _)| !is_known(path));
        let new: Vec<_> = new
            .filter_map(|(path, text)| classify::sources_id(path).map(|id| overlaid(id, path, text)))
            .collect();
        if !new.is_empty() {
            self.sources.extend(new);
            self.sources.sort_by(|a, b| a.path.cmp(&b.path));
        }
    }

    fn texts_mut(&mut self) -> impl Iterator<Item = &mut TextInput> {
        let articles =
            self.articles.iter_mut().flat_map(|input| [Some(&mut input.article), input.claims.as_mut()]);
        let lists = [
            &mut self.speakers,
            &mut self.events,
            &mut self.sources,
            &mut self.pages,
            &mut self.templates,
            &mut self.styles,
        ];
        [self.config.as_mut(), self.front_page.as_mut()]
            .into_iter()
            .chain(articles)
            .flatten()
            .chain(lists.into_iter().flatten())
    }

    /// Every text, for showing places in them.
    pub fn texts(&self) -> impl Iterator<Item = &TextInput> {
        let articles = self.articles.iter().flat_map(|input| [Some(&input.article), input.claims.as_ref()]);
        let lists = [
            &self.speakers,
            &self.events,
            &self.sources,
            &self.pages,
            &self.templates,
            &self.styles,
            &self.garbled,
        ];
        [&self.config, &self.front_page]
            .into_iter()
            .map(Option::as_ref)
            .chain(articles)
            .flatten()
            .chain(lists.into_iter().flatten())
    }
}

/// An input of this id, whose text comes from elsewhere.
fn overlaid(id: &str, path: &Arc<str>, text: &Arc<str>) -> TextInput {
    TextInput {
        id: id.into(),
        path: Arc::clone(path),
        text: Arc::clone(text),
        fingerprint: fingerprint(text),
    }
}

/// What tells one text from another in all that is remembered.
fn fingerprint(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// An input that holds text: UTF-8, a BOM removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextInput {
    /// The file stem (for a bundle, its folder's name).
    pub id: Arc<str>,
    /// The path from the site's folder, with `/` between its parts.
    pub path: Arc<str>,
    pub text: Arc<str>,
    /// Of the text.
    pub fingerprint: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleInput {
    pub article: TextInput,
    pub claims: Option<TextInput>,
    /// For a bundle, its folder's path from the site's folder, without a slash at the end.
    pub bundle: Option<Arc<str>>,
}

impl ArticleInput {
    /// The path of its claims file, whether there is one or not.
    pub fn claims_path(&self) -> String {
        match (&self.claims, &self.bundle) {
            (Some(claims), _) => claims.path.to_string(),
            (None, Some(bundle)) => format!("{bundle}/claims.yaml"),
            (None, None) => {
                let path = &self.article.path;
                format!("{}.claims.yaml", path.strip_suffix(".md").unwrap_or(path))
            }
        }
    }

    fn claims_of(&self, path: &Arc<str>, text: &Arc<str>) -> TextInput {
        let id = if self.bundle.is_some() { "claims".into() } else { Arc::clone(&self.article.id) };
        TextInput { id, path: Arc::clone(path), text: Arc::clone(text), fingerprint: fingerprint(text) }
    }
}

/// An input that is copied and never read for its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInput {
    /// The path from the site's folder.
    pub path: Arc<str>,
    /// In bytes.
    pub size: u64,
}
