//! What was read -> the site: references resolved, standings drawn, rules applied. Of what was linked the
//! last time, what still holds is taken over.

use std::collections::HashSet;
use std::sync::Arc;

use crate::check;
use crate::diag::{self, Diagnostic};
use crate::discover::Inputs;
use crate::parse;
use crate::plan::Prose;
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
    found: Option<Found>,
}

/// What the rules have found that do not look at words.
struct Found {
    /// Whether there was nothing that could not be read or resolved.
    whole: bool,
    findings: Vec<Diagnostic>,
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
        let reading = Arc::new(reading);
        let linked = self.last.take();
        let linked = linked.and_then(|last| last.again(&reading, options, observer));
        let linked = linked.unwrap_or_else(|| Linked::new(&reading, options, observer));
        observer.begins(Stage::Check);
        diagnostics.extend(linked.resolved.between.iter().chain(&linked.resolved.within).cloned());
        let Linked { resolved, record, found, .. } = linked;
        let corpus = &resolved.corpus;
        let whole = !diagnostics.iter().any(Diagnostic::is_error);
        let places = places::InReading::new(&reading, corpus);
        let found = found.filter(|found| found.whole == whole).unwrap_or_else(|| Found {
            whole,
            findings: check::check_relations(corpus, &record, &places, whole),
        });
        diagnostics.extend(found.findings.iter().cloned());
        diagnostics.extend(check::check_words(corpus, &record, &places));
        diagnostics.extend(render::unused(&inputs.templates));
        diag::sort(&mut diagnostics);
        let site = Site {
            prose: prose(&reading, corpus),
            inputs,
            reading: Arc::clone(&reading),
            corpus: Arc::clone(corpus),
            record: Arc::clone(&record),
            diagnostics,
        };
        self.last = Some(Linked { reading, resolved, record, found: Some(found) });
        site
    }
}

impl Linked {
    fn new(reading: &Arc<Reading>, options: &resolve::Options, observer: &dyn Observer) -> Self {
        observer.begins(Stage::Resolve);
        let resolved = resolve::resolve(reading, options);
        observer.begins(Stage::Record);
        let record = Arc::new(record::record(&resolved.corpus));
        Self { reading: Arc::clone(reading), resolved, record, found: None }
    }

    /// The same for what was read now, if nothing has changed but what articles say on pages of their own.
    fn again(
        self,
        reading: &Arc<Reading>,
        options: &resolve::Options,
        observer: &dyn Observer,
    ) -> Option<Self> {
        observer.begins(Stage::Resolve);
        let resolved = resolve::resolve_again((&self.reading, &self.resolved), reading, options)?;
        let files = files_changed(&self.reading, reading);
        let found = self.found.filter(|found| !found.findings.iter().any(|it| stands_in(it, &files)));
        Some(Self { reading: Arc::clone(reading), resolved, record: self.record, found })
    }
}

/// The files of the articles that are not the same as before.
fn files_changed<'a>(before: &Reading, now: &'a Reading) -> HashSet<&'a Arc<str>> {
    let pairs = before.articles.iter().zip(&now.articles).filter(|(was, is)| !Arc::ptr_eq(was, is));
    pairs.flat_map(|(_, is)| [&is.parsed.path, &is.parsed.claims.path]).collect()
}

/// Whether a finding points into one of these files, where places have shifted.
fn stands_in(finding: &Diagnostic, files: &HashSet<&Arc<str>>) -> bool {
    let mut labels = finding.place.iter().chain(&finding.related);
    !finding.fixes.is_empty() || labels.any(|label| files.contains(&label.span.path))
}

/// The prose of what is published, by the handles of the corpus. Both go by id.
fn prose(reading: &Reading, corpus: &Corpus) -> Prose {
    let mut published = corpus.articles.iter().map(|article| &article.id).peekable();
    let is_published = |article: &&Arc<ReadArticle>| published.next_if_eq(&&article.parsed.id).is_some();
    let articles = reading.articles.iter().filter(is_published).cloned().collect();
    let is_published = |page: &&Arc<parse::page::Page>| corpus.addresses.contains_key(&page.path);
    Prose {
        articles,
        speakers: reading.speakers.clone(),
        events: reading.events.clone(),
        pages: reading.pages.iter().filter(is_published).cloned().collect(),
        front_page: reading.front_page.clone(),
    }
}
