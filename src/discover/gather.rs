//! Classified files and their texts -> [`Inputs`].

use std::path::Path;
use std::sync::Arc;

use crate::diag::Diagnostic;

use super::classify::{ArticleFile, Files, TextFile};
use super::texts::Texts;
use super::{ArticleInput, Inputs, TextInput};

/// Puts the files and their texts together. A text that could not be read is told and left out.
pub(super) fn gather(root: &Path, files: &Files, texts: &Texts, diagnostics: &mut Vec<Diagnostic>) -> Inputs {
    let mut gatherer = Gatherer { texts, unread: files.unread.clone(), garbled: Vec::new(), diagnostics };
    let inputs = Inputs {
        root: root.to_owned(),
        config: gatherer.one(files.config.as_ref()),
        front_page: gatherer.one(files.front_page.as_ref()),
        articles: gatherer.articles(&files.articles),
        speakers: gatherer.all(&files.speakers),
        events: gatherer.all(&files.events),
        sources: gatherer.all(&files.sources),
        pages: gatherer.all(&files.pages),
        templates: gatherer.all(&files.templates),
        statics: files.statics.clone(),
        assets: files.assets.clone(),
        styles: gatherer.all(&files.styles),
        ..Inputs::default()
    };
    Inputs { unread: gatherer.unread, garbled: gatherer.garbled, ..inputs }
}

struct Gatherer<'a> {
    texts: &'a Texts,
    unread: Vec<Arc<str>>,
    garbled: Vec<TextInput>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Gatherer<'_> {
    fn one(&mut self, file: Option<&TextFile>) -> Option<TextInput> {
        self.text(file?)
    }

    fn all(&mut self, files: &[TextFile]) -> Vec<TextInput> {
        files.iter().filter_map(|file| self.text(file)).collect()
    }

    fn articles(&mut self, files: &[ArticleFile]) -> Vec<Arc<ArticleInput>> {
        let article = |file: &ArticleFile| {
            let claims = file.claims.as_ref().and_then(|claims| self.text(claims));
            let article = self.text(&file.article)?;
            Some(Arc::new(ArticleInput { article, claims, bundle: file.bundle.clone() }))
        };
        files.iter().filter_map(article).collect()
    }

    fn text(&mut self, file: &TextFile) -> Option<TextInput> {
        match self.texts.get(file)? {
            Ok(input) => Some(input.clone()),
            Err(unread) => {
                self.unread.push(Arc::clone(&unread.path));
                self.garbled.extend(unread.garbled.clone());
                self.diagnostics.push((*unread.diagnostic).clone());
                None
            }
        }
    }
}
