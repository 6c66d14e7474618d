//! What a client works on: its documents, and the sites to which they belong.

use std::collections::BTreeMap;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{FileEvent, TextDocumentItem, Uri};

use crate::pipeline::{Changed, Memory, Site};
use crate::resolve;

use super::client::Client;
use super::diagnostics::Told;
use super::documents::{Documents, Place};
use super::find::{self, CONFIG};
use super::scene::Scene;
use super::uri;

/// Documents and sites. A site is read again when it is looked at, and something may have changed.
pub struct Workspace {
    pub client: Client,
    /// Whether the client tells of changed files; if not, every save may have changed anything.
    pub watched: bool,
    options: resolve::Options,
    documents: Documents,
    /// By the true names of their folders.
    sites: BTreeMap<PathBuf, Held>,
}

struct Held {
    /// The site's folder as the client spells it.
    folder: PathBuf,
    memory: Memory,
    site: Option<Site>,
    /// What may have changed since the site was read.
    changed: Option<Changed>,
    told: Told,
    /// Something may have changed since then.
    untold: bool,
}

impl Workspace {
    pub fn new(client: Client, options: resolve::Options) -> Self {
        Self { client, watched: false, options, documents: Documents::default(), sites: BTreeMap::new() }
    }

    /// Takes note of a folder that the client works in. The site in which it lies is checked from now on.
    pub fn enter(&mut self, folder: &Uri) {
        if let Some(path) = uri::path(folder) {
            self.place(&path);
        }
    }

    pub fn open(&mut self, item: TextDocumentItem) {
        let place = uri::path(&item.uri).and_then(|path| self.place(&path));
        self.touch(place.as_ref());
        self.documents.open(item, place, self.client.encoding);
    }

    pub fn change(&mut self, change: lsp_types::DidChangeTextDocumentParams) {
        let document = self.documents.change(change, self.client.encoding);
        let place = document.and_then(|document| document.place.clone());
        self.touch(place.as_ref());
    }

    /// What lies on disk may be another text than the one that was open.
    pub fn close(&mut self, uri: &Uri) {
        let place = self.documents.close(uri).and_then(|document| document.place);
        self.touch(place.as_ref());
        self.written(uri);
    }

    /// A document has been written to disk.
    pub fn saved(&mut self, uri: &Uri) {
        self.written(uri);
        if !self.watched {
            for held in self.sites.values_mut() {
                held.may_have_changed(Changed::Anything);
            }
        }
    }

    /// Files have been made, changed or removed.
    pub fn disk_changed(&mut self, events: &[FileEvent]) {
        for event in events {
            self.written(&event.uri);
        }
        let config = |event: &FileEvent| uri::path(&event.uri).is_some_and(|path| path.ends_with(CONFIG));
        if events.iter().any(config) {
            self.settle();
        }
    }

    /// The diagnostics that are to be told no more, of sites that are there no more.
    pub fn gone(&mut self) -> Vec<Uri> {
        let gone = |folder: &PathBuf, _: &mut Held| !find::is_site(folder);
        let gone = self.sites.extract_if(.., gone);
        gone.flat_map(|(_, held)| held.told.into_values().map(|told| told.uri)).collect()
    }

    /// The folders of all sites, by which they are known.
    pub fn sites(&self) -> Vec<PathBuf> {
        self.sites.keys().cloned().collect()
    }

    /// Whether something of a site may have changed since the client was told of it.
    pub fn is_untold(&self, site: &Path) -> bool {
        self.sites.get(site).is_some_and(|held| held.untold)
    }

    /// The place of a document, or of a file that is not open.
    pub fn place_of(&mut self, uri: &Uri) -> Option<Place> {
        match self.documents.get(uri) {
            Some(document) => document.place.clone(),
            None => self.place(&uri::path(uri)?),
        }
    }

    /// A site as it is now.
    pub fn scene(&mut self, site: &Path) -> Option<Scene<'_>> {
        let held = self.sites.get_mut(site)?;
        held.refresh(site, &self.documents, &self.options);
        let (key, held) = self.sites.get_key_value(site)?;
        Some(Scene::new(held.site.as_ref()?, &self.client, key, &held.folder, &self.documents))
    }

    /// Takes note of what the client is told of a site. Comes out: what it had been told before.
    pub fn tell(&mut self, site: &Path, now: Told) -> Told {
        self.sites.get_mut(site).map_or_else(Told::new, |held| {
            held.untold = false;
            mem::replace(&mut held.told, now)
        })
    }

    /// The place of a file in its site, which is held from now on.
    fn place(&mut self, path: &Path) -> Option<Place> {
        let folder = find::site_of(path)?;
        let site = find::true_name(&folder);
        let path = site_path(path.strip_prefix(&folder).ok()?)?;
        let options = &self.options;
        self.sites.entry(site.clone()).or_insert_with_key(|site| Held {
            memory: Memory::new(site, options.clone()),
            folder,
            site: None,
            changed: Some(Changed::Anything),
            told: Told::new(),
            untold: true,
        });
        Some(Place { site, path })
    }

    /// A document of a site is another than before.
    fn touch(&mut self, place: Option<&Place>) {
        if let Some(held) = place.and_then(|place| self.sites.get_mut(&place.site)) {
            held.may_have_changed(Changed::Paths(Vec::new()));
        }
    }

    /// A file or folder may be another than before. It may lie in several sites, one inside the other.
    fn written(&mut self, uri: &Uri) {
        let Some(path) = uri::path(uri) else { return };
        for (site, held) in &mut self.sites {
            if let Ok(rest) = path.strip_prefix(&held.folder) {
                held.may_have_changed(Changed::Paths(vec![site.join(rest)]));
            }
        }
    }

    /// Folders have become sites or ceased to be some: every document finds its place again.
    fn settle(&mut self) {
        let mut documents = mem::take(&mut self.documents);
        for document in documents.iter_mut() {
            document.place = uri::path(&document.uri).and_then(|path| self.place(&path));
            self.touch(document.place.as_ref());
        }
        self.documents = documents;
    }
}

impl Held {
    fn may_have_changed(&mut self, changed: Changed) {
        self.untold = true;
        self.changed = Some(match (self.changed.take(), changed) {
            (Some(Changed::Paths(mut paths)), Changed::Paths(more)) => {
                paths.extend(more);
                Changed::Paths(paths)
            }
            (None, changed) => changed,
            _ => Changed::Anything,
        });
    }

    fn refresh(&mut self, site: &Path, documents: &Documents, options: &resolve::Options) {
        if self.changed.is_none() {
            return;
        }
        // Should reading fail by a mistake of ours, nothing half-remembered is left behind.
        let changed = self.changed.replace(Changed::Anything).unwrap_or(Changed::Anything);
        let mut memory = mem::replace(&mut self.memory, Memory::new(site, options.clone()));
        self.site = Some(memory.load(&changed, &documents.of_site(site)));
        self.memory = memory;
        self.changed = None;
    }
}

/// A relative path with `/` between its parts.
fn site_path(path: &Path) -> Option<Arc<str>> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/").into())
}
