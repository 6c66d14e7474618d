//! Files -> what each is for (format, section 1).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Span};
use crate::model::is_id;

use super::FileInput;
use super::stamp::Stamp;
use super::walk::Found;

/// A text that is to be read.
#[derive(Clone, Debug)]
pub(super) struct TextFile {
    pub id: Arc<str>,
    pub path: Arc<str>,
    pub stamp: Stamp,
}

/// The files of a site by what they are for, each list sorted by id, or by path where there is none.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub config: Option<TextFile>,
    pub front_page: Option<TextFile>,
    pub articles: Vec<ArticleFile>,
    pub speakers: Vec<TextFile>,
    pub events: Vec<TextFile>,
    pub sources: Vec<TextFile>,
    pub pages: Vec<TextFile>,
    pub templates: Vec<TextFile>,
    pub styles: Vec<TextFile>,
    pub statics: Vec<FileInput>,
    /// Texts that another of the same id keeps from being read.
    pub unread: Vec<Arc<str>>,
    pub assets: Vec<FileInput>,
}

#[derive(Debug)]
pub(super) struct ArticleFile {
    pub article: TextFile,
    pub claims: Option<TextFile>,
    pub bundle: Option<Arc<str>>,
}

/// Addresses right under the root that the program writes itself (format, section 8).
const RESERVED: [&str; 9] =
    ["articles", "claims", "data", "events", "index", "sources", "speakers", "timeline", "topics"];

/// Sorts files by what they are for. `found` is sorted by path.
pub(super) fn classify(found: &[Found], diagnostics: &mut Vec<Diagnostic>) -> Files {
    let bundles = found
        .iter()
        .filter_map(|file| file.path.strip_suffix("/index.md"))
        .filter(|folder| folder.starts_with("content/articles/"))
        .map(Arc::from)
        .collect();
    let mut sorter = Sorter { files: Files::default(), bundles, claims: BTreeMap::new(), diagnostics };
    for file in found {
        sorter.sort(file);
    }
    sorter.finish()
}

struct Sorter<'a> {
    files: Files,
    /// The folders of articles.
    bundles: BTreeSet<Arc<str>>,
    /// Claims files by the path of the article they belong to.
    claims: BTreeMap<String, TextFile>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Files {
    /// Every file that is read.
    pub fn texts(&self) -> impl Iterator<Item = &TextFile> {
        let articles = self.articles.iter().flat_map(|file| [Some(&file.article), file.claims.as_ref()]);
        let lists = [&self.speakers, &self.events, &self.sources, &self.pages, &self.templates, &self.styles];
        let single = [&self.config, &self.front_page].into_iter().map(Option::as_ref);
        single.chain(articles).flatten().chain(lists.into_iter().flatten())
    }
}

impl Sorter<'_> {
    fn sort(&mut self, file: &Found) {
        match file.path.split_once('/') {
            Some(("content", rest)) => self.content(file, rest),
            Some(("static", _)) => self.files.statics.push(copied(file)),
            Some(("templates", name)) => self.files.templates.push(text(file, name)),
            None if &*file.path == "onrecord.toml" => self.files.config = Some(text(file, "onrecord")),
            _ if file.path.ends_with(".csl") => self.files.styles.push(text(file, stem(&file.path))),
            _ => {}
        }
    }

    fn content(&mut self, file: &Found, rest: &str) {
        match rest.split_once('/') {
            None if rest == "index.md" => self.files.front_page = Some(text(file, "index")),
            Some(("articles", name)) => self.article(file, name),
            Some((collection @ ("speakers" | "events" | "pages"), name)) if name.ends_with(".md") => {
                self.entry(file, collection, name);
            }
            _ => match sources_id(&file.path) {
                Some(id) => self.files.sources.push(text(file, id)),
                None => self.other(file),
            },
        }
    }

    fn article(&mut self, file: &Found, name: &str) {
        let (folder, leaf) = file.path.rsplit_once('/').unwrap_or_default();
        if leaf == "claims.yaml" {
            self.claims.insert(format!("{folder}/index.md"), text(file, "claims"));
        } else if let Some(article) = leaf.strip_suffix(".claims.yaml") {
            self.claims.insert(format!("{folder}/{article}.md"), text(file, article));
        } else if name == "index.md" {
            self.stray(file, "An article is a file or a folder below `content/articles/`.");
        } else if leaf == "index.md" {
            let article = text(file, leaf_of(folder));
            let bundle = Some(Arc::from(folder));
            self.files.articles.push(ArticleFile { article, claims: None, bundle });
        } else if !leaf.ends_with(".md") {
            self.other(file);
        } else if let Some(bundle) = self.bundle_of(folder) {
            let hint = format!(
                "It lies in the folder of the article `{bundle}`: an article of its own lies outside."
            );
            self.stray(file, hint);
        } else {
            let article = text(file, stem(leaf));
            self.files.articles.push(ArticleFile { article, claims: None, bundle: None });
        }
    }

    /// The nearest article in whose folder a folder lies.
    fn bundle_of(&self, folder: &str) -> Option<Arc<str>> {
        let mut folder = Some(folder);
        while let Some(path) = folder {
            if let Some(bundle) = self.bundles.get(path) {
                return Some(Arc::clone(bundle));
            }
            folder = path.rsplit_once('/').map(|(parent, _)| parent);
        }
        None
    }

    /// A speaker, an event, a page: a file, or a folder with an `index.md`.
    fn entry(&mut self, file: &Found, collection: &str, name: &str) {
        let id = match name.strip_suffix("index.md") {
            Some("") if collection == "pages" => {
                return self.stray(file, "The text of the front page is `content/index.md`.");
            }
            Some("") => return self.stray(file, "The program itself writes the list of all."),
            Some(folder) if folder.ends_with('/') => leaf_of(folder.trim_end_matches('/')),
            _ => stem(name),
        };
        let entry = text(file, id);
        match collection {
            "speakers" => self.files.speakers.push(entry),
            "events" => self.files.events.push(entry),
            _ => self.files.pages.push(entry),
        }
    }

    /// A file beside the texts, unless it looks like a text that is in the wrong place.
    fn other(&mut self, file: &Found) {
        match meant(&file.path) {
            Some(hint) => self.stray(file, hint),
            None => self.files.assets.push(copied(file)),
        }
    }

    fn stray(&mut self, file: &Found, meant: impl Into<String>) {
        self.diagnostics.push(problems::stray_file(Span::start_of(&file.path), meant.into()));
    }

    fn finish(mut self) -> Files {
        for article in &mut self.files.articles {
            article.claims = self.claims.remove(&*article.article.path);
        }
        for (article, claims) in std::mem::take(&mut self.claims) {
            let place = Span::start_of(&claims.path);
            self.diagnostics.push(problems::claims_without_article(place, &article));
        }
        let Self { mut files, diagnostics, .. } = self;
        let mut unread = unique("articles", &mut files.articles, |file| &file.article, diagnostics);
        unread.extend(unique("speakers", &mut files.speakers, |file| file, diagnostics));
        unread.extend(unique("events", &mut files.events, |file| file, diagnostics));
        unread.extend(unique("pages", &mut files.pages, |file| file, diagnostics));
        files.unread.extend(unread);
        for page in files.pages.iter().filter(|page| RESERVED.contains(&&*page.id)) {
            diagnostics.push(problems::reserved_name(&page.id, Span::start_of(&page.path)));
        }
        files
    }
}

/// Sorts a collection by id, tells ids that have not the form of one, and keeps of several files with
/// one id the first by path. Comes out: the paths of the others.
fn unique<T>(
    collection: &str,
    entries: &mut Vec<T>,
    file: impl Fn(&T) -> &TextFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<str>> {
    entries.sort_by(|a, b| (&file(a).id, &file(a).path).cmp(&(&file(b).id, &file(b).path)));
    let place = |entry: &T| Span::start_of(&file(entry).path);
    for entry in entries.iter().filter(|entry| !is_id(&file(entry).id)) {
        diagnostics.push(problems::bad_id(&file(entry).id, place(entry)));
    }
    let mut unread = Vec::new();
    entries.dedup_by(|again, first| {
        let same = file(again).id == file(first).id;
        if same {
            unread.push(Arc::clone(&file(again).path));
            diagnostics.push(problems::duplicate_id(collection, &file(first).id, place(again), place(first)));
        }
        same
    });
    unread
}

/// What was probably meant by a file under `content/` that is read by nothing: a sentence. `None` for
/// a file that may well lie there, such as an image or the copy of a source.
fn meant(path: &str) -> Option<String> {
    let (folder, leaf) = path.rsplit_once('/')?;
    let extension = leaf.rsplit_once('.').map_or("", |(_, extension)| extension);
    let hint = match extension.to_ascii_lowercase().as_str() {
        "markdown" | "mdown" | "mkd" => "Markdown files are named `….md`.".to_owned(),
        "md" if extension != "md" => "Markdown files are named `….md`.".to_owned(),
        "md" => "Texts lie in `articles/`, `speakers/`, `events/` or `pages/` under `content/`.".to_owned(),
        "bib" => "Sources are read as CSL YAML or CSL-JSON: export them as one of these.".to_owned(),
        "yml" => format!("YAML files are named `{}.yaml`.", &leaf[..leaf.len() - 4]),
        "yaml" if folder == "content/speakers" || folder == "content/events" => {
            format!("Write it as front matter in `{}.md`.", &leaf[..leaf.len() - 5])
        }
        "yaml" => "Claims lie beside their article: `claims.yaml` in its folder, or `NAME.claims.yaml` \
                   beside `NAME.md`. Sources lie in `content/sources.yaml` or `content/sources/`."
            .to_owned(),
        "json" if leaf == "sources.json" => "Put it into `content/sources/`.".to_owned(),
        "json" if leaf == "claims.json" => "Claims are written in YAML, as `claims.yaml`.".to_owned(),
        _ => return None,
    };
    Some(hint)
}

/// The id of a file of sources, by its path; `None` for any other file.
pub(super) fn sources_id(path: &str) -> Option<&str> {
    match path.strip_prefix("content/")?.split_once('/') {
        None => (path == "content/sources.yaml").then_some("sources"),
        Some(("sources", name)) => (name.ends_with(".yaml") || name.ends_with(".json")).then(|| stem(name)),
        Some(_) => None,
    }
}

fn text(file: &Found, id: &str) -> TextFile {
    TextFile { id: id.into(), path: Arc::clone(&file.path), stamp: file.stamp }
}

fn copied(file: &Found) -> FileInput {
    FileInput { path: Arc::clone(&file.path) }
}

fn leaf_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, leaf)| leaf)
}

fn stem(path: &str) -> &str {
    let leaf = leaf_of(path);
    leaf.rsplit_once('.').map_or(leaf, |(stem, _)| stem)
}
