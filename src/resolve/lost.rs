//! What is there and could not be read: a reference to it is no second mistake.

use std::collections::HashSet;

use super::Reading;

/// The names that could not be read, and the places where such names would be.
#[derive(Debug, Default)]
pub struct Lost<'a> {
    unread: HashSet<&'a str>,
    speakers: HashSet<&'a str>,
    events: HashSet<&'a str>,
    sources: HashSet<&'a str>,
    /// There are sources whose keys cannot be told.
    any_source: bool,
    claims: HashSet<(&'a str, &'a str)>,
    /// Articles with claims whose ids cannot be told.
    any_claim_of: HashSet<&'a str>,
}

impl<'a> Lost<'a> {
    pub fn new(reading: &'a Reading) -> Self {
        let mut lost =
            Self { unread: reading.unread.iter().map(|path| &**path).collect(), ..Self::default() };
        for path in reading.unread.iter().filter_map(|path| path.strip_prefix("content/")) {
            lost.file(path);
        }
        for file in &reading.sources {
            lost.sources.extend(file.lost.iter().map(String::as_str));
            lost.any_source |= file.incomplete;
        }
        for article in reading.articles.iter().map(|article| &article.parsed) {
            lost.claims.extend(article.claims.lost.iter().map(|claim| (&*article.id, claim.as_str())));
            if article.claims.incomplete {
                lost.any_claim_of.insert(&article.id);
            }
        }
        lost
    }

    fn file(&mut self, path: &'a str) {
        let (collection, name) = path.split_once('/').unwrap_or((path, ""));
        match collection {
            "speakers" => self.speakers.extend([id(name)]),
            "events" => self.events.extend([id(name)]),
            "articles" => self.any_claim_of.extend([id(name)]),
            "sources" | "sources.yaml" => self.any_source = true,
            _ => {}
        }
    }

    /// Whether a text is there that was not read.
    pub fn has_text(&self, path: &str) -> bool {
        self.unread.contains(path)
    }

    pub fn has_speaker(&self, id: &str) -> bool {
        self.speakers.contains(id)
    }

    pub fn has_event(&self, id: &str) -> bool {
        self.events.contains(id)
    }

    pub fn has_source(&self, key: &str) -> bool {
        self.any_source || self.sources.contains(key)
    }

    pub fn has_claim(&self, article: &str, claim: &str) -> bool {
        self.any_claim_of.contains(article) || self.claims.contains(&(article, claim))
    }
}

/// The id that a file's path gives: its stem, of a folder's `index.md` or `claims.yaml` the folder's.
fn id(path: &str) -> &str {
    let (folder, leaf) = path.rsplit_once('/').unwrap_or(("", path));
    if matches!(leaf, "index.md" | "claims.yaml") {
        return folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    }
    let stem = |end: &str| leaf.strip_suffix(end);
    stem(".claims.yaml").or_else(|| stem(".md")).unwrap_or(leaf)
}
