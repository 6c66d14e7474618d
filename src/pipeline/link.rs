//! What was read -> the site: references resolved, standings drawn, rules applied. Of what was linked the
//! last time, what still holds is taken over.

use std::sync::Arc;

use crate::check;
use crate::diag::{self, Diagnostic};
use crate::discover::Inputs;
use crate::parse;
use crate::plan::{ArticleProse, Prose};
use crate::record::{self, Record};
use crate::render;
use crate::resolve::{self, Corpus, ReadArticle, Reading, Resolved};

use super::observer::{Observer, Stage};
use super::{Site, places};

/// Links what was read, and remembers what came of it.
#[derive(Default)]
pub struct Linker {
    last: Option<Linked>,
}

/// What was linked the last time.
struct Linked {
    reading: Arc<Reading>,
    resolved: Resolved,
    record: Arc<Record>,
}

impl Linker {
    /// Everything from what was read up to the first page. `diagnostics` is what was wrong so far.
    pub fn link(
        &mut self,
        inputs: Inputs,
        reading: Reading,
        mut diagnostics: Vec<Diagnostic>,
        options: &resolve::Options,
        observer: &dyn Observer,
    ) -> Site {
        let Linked { reading, resolved, record } = self.linked(reading, options, observer);
        diagnostics.extend(resolved.between.iter().chain(&resolved.within).cloned());
        observer.begins(Stage::Check);
        let corpus = Arc::clone(&resolved.corpus);
        let places = places::InReading::new(&reading, &corpus);
        let whole = !diagnostics.iter().any(Diagnostic::is_error);
        diagnostics.extend(check::check(&corpus, record, &places, whole));
        diagnostics.extend(render::unused(&inputs.templates));
        diag::sort(&mut diagnostics);
        let prose = prose(reading, &corpus);
        Site { prose, inputs, reading: Arc::clone(reading), corpus, record: Arc::clone(record), diagnostics }
    }

    fn linked(&mut self, reading: Reading, options: &resolve::Options, observer: &dyn Observer) -> &Linked {
        observer.begins(Stage::Resolve);
        let last = self.last.take();
        let again = last.as_ref().and_then(|last| {
            let resolved = resolve::resolve_again((&last.reading, &last.resolved), &reading, options)?;
            Some((resolved, Arc::clone(&last.record)))
        });
        let (resolved, record) = again.unwrap_or_else(|| {
            let resolved = resolve::resolve(&reading, options);
            observer.begins(Stage::Record);
            let record = record::record(&resolved.corpus);
            (resolved, Arc::new(record))
        });
        self.last.insert(Linked { reading: Arc::new(reading), resolved, record })
    }
}

/// The prose of what is published, by the handles of the corpus. Both go by id.
fn prose(reading: &Reading, corpus: &Corpus) -> Prose {
    let mut published = corpus.articles.iter().map(|article| &article.id).peekable();
    let is_published = |article: &&ReadArticle| published.next_if_eq(&&article.parsed.id).is_some();
    let article = |article: &ReadArticle| ArticleProse {
        parsed: Arc::clone(&article.parsed),
        anchored: Arc::clone(&article.anchored),
    };
    let articles = reading.articles.iter().filter(is_published).map(article).collect();
    let is_published = |page: &&Arc<parse::page::Page>| corpus.addresses.contains_key(&page.path);
    Prose {
        articles,
        speakers: reading.speakers.clone(),
        events: reading.events.clone(),
        pages: reading.pages.iter().filter(is_published).cloned().collect(),
        front_page: reading.front_page.clone(),
    }
}
