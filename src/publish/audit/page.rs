//! What one page links to, and where it can be linked at.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::model::SitePath;

use super::reference::{self, Target};
use super::tokens;

/// The facts of one page, kept small: ten thousand of them are in memory at once. Links from a page to
/// itself, the most of all, are judged when the facts are taken, and only those that fail are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The file's path from the site's root, such as `articles/x/index.html`.
    path: Box<str>,
    /// Other places in the site that it links to, each once: path, NUL, fragment, NUL, and so on.
    targets: Box<str>,
    /// Hashes of its ids, sorted: 64 bits over the fragments of one page do not meet by chance.
    fragments: Box<[u64]>,
    duplicates: Box<[String]>,
    dead_fragments: Box<[String]>,
    redirects: bool,
}

impl Facts {
    /// Reads a page. `base` is the path of the site's root on its host, with a slash at both ends (`/`,
    /// `/sub/`): what links that begin with a slash, as those of `404.html`, are followed from.
    pub fn of(page: &SitePath, html: &[u8], base: &str) -> Self {
        let path = page.file_path();
        let mut found = Found { path: &path, base, ..Found::default() };
        tokens::attributes(html, |tag, name, value| found.attribute(tag, name, value));
        found.into_facts()
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// Path and fragment of what it links to elsewhere in the site.
    pub fn targets(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut fields = self.targets.split_terminator('\0');
        std::iter::from_fn(move || Some((fields.next()?, fields.next()?)))
    }

    /// Whether a link to the fragment lands; it does where there is none.
    pub fn has_fragment(&self, fragment: &str) -> bool {
        always_lands(fragment) || self.fragments.binary_search(&xxh3_64(fragment.as_bytes())).is_ok()
    }

    /// Ids that several of its elements bear.
    pub fn duplicates(&self) -> impl Iterator<Item = &str> {
        self.duplicates.iter().map(String::as_str)
    }

    /// Fragments that it links to on itself, and has not.
    pub fn dead_fragments(&self) -> impl Iterator<Item = &str> {
        self.dead_fragments.iter().map(String::as_str)
    }

    /// Whether it only sends its readers on, and so need not be linked to.
    pub fn redirects(&self) -> bool {
        self.redirects
    }
}

/// The addresses in a piece of HTML, as they are typed.
pub fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    tokens::attributes(html.as_bytes(), |tag, name, value| {
        if holds_address(tag, name) {
            found.push(text(value));
        }
    });
    found
}

/// The facts in the making.
#[derive(Default)]
struct Found<'a> {
    path: &'a str,
    base: &'a str,
    targets: BTreeSet<Target>,
    own: BTreeSet<String>,
    ids: BTreeSet<String>,
    /// The older way to name a place.
    names: Vec<String>,
    duplicates: BTreeSet<String>,
    redirects: bool,
}

impl Found<'_> {
    fn attribute(&mut self, tag: &[u8], name: &[u8], value: &[u8]) {
        match (tag, name) {
            (_, b"id") => self.id(text(value)),
            (b"a", b"name") => self.names.push(text(value)),
            _ if holds_address(tag, name) => self.link(&text(value)),
            (_, b"srcset") => image_candidates(&text(value)).for_each(|url| self.link(url)),
            (b"meta", b"content") => self.refresh(&text(value)),
            _ => {}
        }
    }

    fn id(&mut self, id: String) {
        if let Some(again) = self.ids.replace(id) {
            self.duplicates.insert(again);
        }
    }

    fn link(&mut self, link: &str) {
        match reference::resolve(self.path, self.base, link) {
            Some(own) if own.path == self.path => drop(self.own.insert(own.fragment)),
            Some(target) => drop(self.targets.insert(target)),
            None => {}
        }
    }

    /// `<meta http-equiv="refresh" content="0; url=../elsewhere/">`.
    fn refresh(&mut self, content: &str) {
        let Some((delay, url)) = content.split_once(';') else { return };
        let Some((key, url)) = url.split_once('=') else { return };
        if delay.trim().parse::<f32>().is_ok() && key.trim().eq_ignore_ascii_case("url") {
            self.redirects = true;
            self.link(url.trim().trim_matches(['\'', '"']));
        }
    }

    fn into_facts(self) -> Facts {
        let hash = |id: &String| xxh3_64(id.as_bytes());
        let mut fragments: Vec<u64> = self.ids.iter().chain(&self.names).map(hash).collect();
        fragments.sort_unstable();
        let mut facts = Facts {
            path: self.path.into(),
            targets: self
                .targets
                .iter()
                .flat_map(|to| [&to.path, "\0", &to.fragment, "\0"])
                .collect::<String>()
                .into(),
            fragments: fragments.into(),
            duplicates: self.duplicates.into_iter().collect(),
            dead_fragments: Box::default(),
            redirects: self.redirects,
        };
        facts.dead_fragments = self.own.into_iter().filter(|own| !facts.has_fragment(own)).collect();
        facts
    }
}

/// Whether the value of an attribute is one address.
fn holds_address(tag: &[u8], name: &[u8]) -> bool {
    match name {
        b"href" | b"src" | b"poster" | b"xlink:href" => tag != b"base",
        b"data" => tag == b"object",
        b"action" => tag == b"form",
        _ => false,
    }
}

/// The top of a page is where no id has to stand (HTML, section 7.4.6.4).
fn always_lands(fragment: &str) -> bool {
    fragment.is_empty() || fragment.eq_ignore_ascii_case("top")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The addresses of a `srcset`: words, each followed by a description up to the next comma. A comma at
/// the end of the word itself means that there is no description.
fn image_candidates(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let url = word.trim_end_matches(',');
        rest = if url == word { after.split_once(',').map_or("", |(_, next)| next) } else { after };
        (!url.is_empty()).then_some(url)
    })
}
