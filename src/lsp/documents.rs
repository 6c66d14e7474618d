//! The documents that a client has open: their texts as they are being typed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{
    DidChangeTextDocumentParams, TextDocumentContentChangeEvent, TextDocumentItem, Uri,
    VersionedTextDocumentIdentifier,
};

use super::lines::{Encoding, Lines};

/// A file's place in a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The site's folder, as [`super::workspace::Workspace`] knows it.
    pub site: PathBuf,
    /// The path from there, with `/` between its parts.
    pub path: Arc<str>,
}

/// An open document.
#[derive(Clone, Debug)]
pub struct Document {
    /// As the client spells it.
    pub uri: Uri,
    pub version: i32,
    pub lines: Lines,
    /// `None` for a document outside of any site.
    pub place: Option<Place>,
}

/// All open documents, by their URIs as the client spells them.
#[derive(Debug, Default)]
pub struct Documents(BTreeMap<String, Document>);

impl Documents {
    pub fn open(&mut self, item: TextDocumentItem, place: Option<Place>, encoding: Encoding) {
        let lines = Lines::new(&item.text.into(), encoding);
        let document = Document { uri: item.uri.clone(), version: item.version, lines, place };
        self.0.insert(item.uri.as_str().to_owned(), document);
    }

    /// Changes a document as the client has changed it. `None` where it is not open.
    pub fn change(&mut self, change: DidChangeTextDocumentParams, encoding: Encoding) -> Option<&Document> {
        let VersionedTextDocumentIdentifier { uri, version } = change.text_document;
        let document = self.0.get_mut(uri.as_str())?;
        document.version = version;
        for TextDocumentContentChangeEvent { range, text, .. } in change.content_changes {
            document.lines = match range {
                Some(range) => document.lines.changed(range, &text),
                None => Lines::new(&text.into(), encoding),
            };
        }
        Some(document)
    }

    pub fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.0.remove(uri.as_str())
    }

    pub fn get(&self, uri: &Uri) -> Option<&Document> {
        self.0.get(uri.as_str())
    }

    /// The document that is a file of a site.
    pub fn at(&self, site: &std::path::Path, path: &str) -> Option<&Document> {
        let is_at = |place: &Place| place.site == site && *place.path == *path;
        self.0.values().find(|document| document.place.as_ref().is_some_and(is_at))
    }

    /// The texts of a site's files that are open.
    pub fn of_site(&self, site: &std::path::Path) -> BTreeMap<Arc<str>, Arc<str>> {
        let text = |document: &Document| {
            let place = document.place.as_ref().filter(|place| place.site == site)?;
            Some((Arc::clone(&place.path), Arc::clone(document.lines.text())))
        };
        self.0.values().filter_map(text).collect()
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        self.0.values_mut()
    }
}
