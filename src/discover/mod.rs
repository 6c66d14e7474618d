//! A folder -> [`Inputs`]: every file of the site, sorted, read, classified, fingerprinted.
//!
//! The door through which files come in. Goes in: the site's folder. Comes out: the inputs and what
//! is wrong with files as files (not UTF-8, too large, a link that leaves the folder, an id that no
//! address can hold, two inputs of one id). Must not know: what the texts mean.

mod classify;
mod folder;
mod gather;
mod open;
mod stamp;
mod texts;
mod walk;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diag::Diagnostic;

pub use folder::Folder;
pub use open::Opened;
pub use stamp::Stamp;
pub use walk::FOLDERS;

/// The largest text that is read, in bytes.
pub const MAX_TEXT: u64 = 32 << 20;

/// Finds and reads all that a site is made of. Whatever cannot be read is told and left out.
pub fn discover(root: &Path) -> (Inputs, Vec<Diagnostic>) {
    Folder::new(root).read()
}

/// The configuration alone; `None` where there is none that can be read.
pub fn config(root: &Path) -> Option<TextInput> {
    texts::config(root)
}

/// Appends a file of the site that is copied as it is to `bytes`.
///
/// # Errors
///
/// That it could not be read, for the author of the site.
pub fn copy(root: &Path, file: &Path, bytes: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
    texts::copy(root, file, bytes)
}

/// Reads a text from anywhere, for what is taken into a site; its path is as it was given.
///
/// # Errors
///
/// Why it cannot be read; with it comes the text as far as there is any, to show places in.
pub fn text(path: &Path) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    texts::read_anywhere(path)
}

/// Whether anything is at a path, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    texts::is_there(path)
}

/// Reads one of the assets as a text, for whoever looks up words in it; `path` is from the site's folder.
///
/// # Errors
///
/// As of [`text`].
pub fn asset_text(root: &Path, path: &Arc<str>) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    texts::asset_text(root, path)
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
    /// Each is shared by the inputs of all runs in which it is the same.
    pub articles: Vec<Arc<ArticleInput>>,
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
            if let Some((path, text)) = texts.get_key_value(article.claims_path().as_str()) {
                let claims = article.claims_of(path, text);
                Arc::make_mut(article).claims = Some(claims);
            }
        }
        for (path, text) in texts {
            if let Some(input) = self.text_mut(path) {
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

    /// The input at a path, if its text was read.
    fn text_mut(&mut self, path: &str) -> Option<&mut TextInput> {
        let article =
            self.articles.iter_mut().find(|article| article.texts().any(|text| *text.path == *path));
        if let Some(article) = article {
            let ArticleInput { article, claims, .. } = Arc::make_mut(article);
            return if *article.path == *path { Some(article) } else { claims.as_mut() };
        }
        let lists = [
            &mut self.speakers,
            &mut self.events,
            &mut self.sources,
            &mut self.pages,
            &mut self.templates,
            &mut self.styles,
        ];
        let single = [self.config.as_mut(), self.front_page.as_mut()].into_iter().flatten();
        single.chain(lists.into_iter().flatten()).find(|text| *text.path == *path)
    }

    /// Every text, for showing places in them.
    pub fn texts(&self) -> impl Iterator<Item = &TextInput> {
        self.articles.iter().flat_map(|article| article.texts()).chain(self.other_texts())
    }

    /// Every text that is no article's.
    pub fn other_texts(&self) -> impl Iterator<Item = &TextInput> {
        let lists = [
            &self.speakers,
            &self.events,
            &self.sources,
            &self.pages,
            &self.templates,
            &self.styles,
            &self.garbled,
        ];
        let single = [&self.config, &self.front_page].into_iter().filter_map(Option::as_ref);
        single.chain(lists.into_iter().flatten())
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
#[derive(Clone, Debug, Eq)]
pub struct TextInput {
    /// The file stem (for a bundle, its folder's name).
    pub id: Arc<str>,
    /// The path from the site's folder, with `/` between its parts.
    pub path: Arc<str>,
    pub text: Arc<str>,
    /// Of the text.
    pub fingerprint: u64,
}

/// Most inputs that are compared are one and the same, and their texts are long.
impl PartialEq for TextInput {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &Arc<str>, other: &Arc<str>| Arc::ptr_eq(one, other) || one == other;
        self.fingerprint == other.fingerprint
            && same(&self.id, &other.id)
            && same(&self.path, &other.path)
            && same(&self.text, &other.text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleInput {
    pub article: TextInput,
    pub claims: Option<TextInput>,
    /// For a bundle, its folder's path from the site's folder, without a slash at the end.
    pub bundle: Option<Arc<str>>,
}

impl ArticleInput {
    /// The article's own text, and that of its claims.
    pub fn texts(&self) -> impl Iterator<Item = &TextInput> {
        [Some(&self.article), self.claims.as_ref()].into_iter().flatten()
    }

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
}
