//! The spine: every stage in order. The only place that knows threads.

mod memory;
mod observer;
mod places;
mod print;
mod printer;
mod proofs;
mod read;
mod search;
mod typed;
mod workshop;

use std::path::Path;
use std::sync::Arc;

use crate::check;
use crate::diag::{self, Diagnostic};
use crate::discover::{self, Inputs};
use crate::parse;
use crate::plan::{ArticleProse, Prose};
use crate::record::{self, Record};
use crate::render;
use crate::resolve::{self, Corpus, ReadArticle, Reading};
use proofs::Prover;

pub use memory::{Buffers, Changed, Memory};
pub use observer::{Observer, Stage, Unobserved};
pub use print::{Press, print, print_observed};
pub use printer::{Output, Printer};
pub use workshop::faults;

/// A site, read and understood: everything up to the first page.
pub struct Site {
    pub inputs: Inputs,
    /// What the inputs say, with the places of all that was written.
    pub reading: Reading,
    pub corpus: Corpus,
    pub record: Record,
    pub prose: Prose,
    /// All that is wrong with it, in the order of a report.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and resolves the site in a folder. Never fails: what is wrong is in its diagnostics.
pub fn load(folder: &Path, options: &resolve::Options) -> Site {
    load_observed(folder, options, &Unobserved)
}

/// The same, while somebody looks on.
pub fn load_observed(folder: &Path, options: &resolve::Options, observer: &dyn Observer) -> Site {
    observer.begins(Stage::Discover);
    let (inputs, diagnostics) = discover::discover(folder);
    understand(inputs, diagnostics, options, &mut Prover::default(), observer)
}

/// The configuration of the site in a folder, without a look at anything else; what is wrong with it is
/// its default.
pub fn config(folder: &Path) -> parse::config::Config {
    parse::config::parse(discover::config(folder).as_ref()).0
}

/// Everything from the inputs up to the first page. `diagnostics` is what was wrong with files as files.
fn understand(
    mut inputs: Inputs,
    mut diagnostics: Vec<Diagnostic>,
    options: &resolve::Options,
    prover: &mut Prover,
    observer: &dyn Observer,
) -> Site {
    observer.begins(Stage::Read);
    let (mut reading, wrong) = read::read(&inputs, options);
    diagnostics.extend(wrong);
    diagnostics.extend(prover.prove(&mut inputs, &mut reading, options, observer));
    observer.begins(Stage::Resolve);
    let (corpus, wrong) = resolve::resolve(&reading, options);
    diagnostics.extend(wrong);
    observer.begins(Stage::Record);
    let record = record::record(&corpus);
    observer.begins(Stage::Check);
    let places = places::InReading::new(&reading, &corpus);
    let whole = !diagnostics.iter().any(Diagnostic::is_error);
    diagnostics.extend(check::check(&corpus, &record, &places, whole));
    diagnostics.extend(render::unused(&inputs.templates));
    diag::sort(&mut diagnostics);
    Site { prose: prose(&reading, &corpus), inputs, reading, corpus, record, diagnostics }
}

impl Site {
    /// The text of an input, by its path from the site's folder.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.inputs.texts().find(|input| &*input.path == path).map(|input| &*input.text)
    }

    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// The prose of what is published, by the handles of the corpus.
fn prose(reading: &Reading, corpus: &Corpus) -> Prose {
    let published = |article: &&ReadArticle| {
        corpus.articles.binary_search_by(|other| (*other.id).cmp(&article.parsed.id)).is_ok()
    };
    let article = |article: &ReadArticle| ArticleProse {
        parsed: Arc::clone(&article.parsed),
        anchored: Arc::clone(&article.anchored),
    };
    let is_published = |page: &&Arc<parse::page::Page>| corpus.addresses.contains_key(&page.path);
    Prose {
        articles: reading.articles.iter().filter(published).map(article).collect(),
        speakers: reading.speakers.clone(),
        events: reading.events.clone(),
        pages: reading.pages.iter().filter(is_published).cloned().collect(),
        front_page: reading.front_page.clone(),
    }
}
