//! A site as a client sees it: what is understood of it, and the way between bytes and positions.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use lsp_types::{Location, Position, Range, Uri};

use crate::diag::{self, Span};
use crate::pipeline::Site;

use super::client::Client;
use super::documents::{Document, Documents};
use super::lines::Lines;
use super::uri;

/// What requests are answered from.
pub struct Scene<'a> {
    pub site: &'a Site,
    pub client: &'a Client,
    /// By which the workspace knows the site.
    key: &'a Path,
    /// The same folder as the client spells it.
    folder: &'a Path,
    documents: &'a Documents,
    texts: OnceCell<HashMap<&'a str, &'a Arc<str>>>,
    lines: RefCell<HashMap<Arc<str>, Option<Rc<Lines>>>>,
}

impl<'a> Scene<'a> {
    pub fn new(
        site: &'a Site,
        client: &'a Client,
        key: &'a Path,
        folder: &'a Path,
        documents: &'a Documents,
    ) -> Self {
        let (texts, lines) = (OnceCell::new(), RefCell::default());
        Self { site, client, key, folder, documents, texts, lines }
    }

    /// The open document of a file of the site.
    pub fn document(&self, path: &str) -> Option<&'a Document> {
        self.documents.at(self.key, path)
    }

    /// The lines of a file of the site: of the client's buffer where it is open. `None` where it is not text.
    pub fn lines(&self, path: &Arc<str>) -> Option<Rc<Lines>> {
        if let Some(lines) = self.lines.borrow().get(path) {
            return lines.clone();
        }
        let encoding = self.client.encoding;
        let open = self.document(path).map(|document| document.lines.clone());
        let lines = open.or_else(|| Some(Lines::new(self.input(path)?, encoding))).map(Rc::new);
        self.lines.borrow_mut().insert(Arc::clone(path), lines.clone());
        lines
    }

    /// The text of a file of the site, as it is understood.
    pub fn text(&self, path: &Arc<str>) -> Option<Arc<str>> {
        self.lines(path).map(|lines| Arc::clone(lines.text()))
    }

    fn input(&self, path: &str) -> Option<&'a Arc<str>> {
        let all = || self.site.inputs.texts().map(|input| (&*input.path, &input.text)).collect();
        self.texts.get_or_init(all).get(path).copied()
    }

    /// The URI of a file of the site: as the client spells it where it is open.
    pub fn uri(&self, path: &str) -> Option<Uri> {
        match self.document(path) {
            Some(document) => Some(document.uri.clone()),
            None => uri::of(&self.folder.join(path)),
        }
    }

    /// The byte at a position in a file of the site.
    pub fn offset(&self, path: &Arc<str>, position: Position) -> Option<usize> {
        Some(self.lines(path)?.offset(position))
    }

    /// The lines and columns of a span; the beginning of a file that is not text.
    pub fn range(&self, span: &Span) -> Range {
        self.lines(&span.path).map_or_else(Range::default, |lines| lines.range(span.range))
    }

    pub fn location(&self, span: &Span) -> Option<Location> {
        Some(Location { uri: self.uri(&span.path)?, range: self.range(span) })
    }

    /// The bytes between two positions in a file of the site.
    pub fn bytes(&self, path: &Arc<str>, range: Range) -> Option<diag::Range> {
        let lines = self.lines(path)?;
        Some(diag::Range::new(lines.offset(range.start), lines.offset(range.end)))
    }
}
