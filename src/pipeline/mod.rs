//! The spine: every stage in order. The only place that knows threads.

mod link;
mod memo;
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

use crate::diag::Diagnostic;
use crate::discover::{self, Inputs};
use crate::parse;
use crate::plan::Prose;
use crate::record::Record;
use crate::resolve::{self, Corpus, Reading};

pub use memory::{Buffers, Changed, Memory};
pub use observer::{Observer, Stage, Unobserved};
pub use print::{Press, print, print_observed};
pub use printer::{Output, Printer};
pub use workshop::faults;

/// A site, read and understood: everything up to the first page.
pub struct Site {
    pub inputs: Inputs,
    /// What the inputs say, with the places of all that was written.
    pub reading: Arc<Reading>,
    pub corpus: Arc<Corpus>,
    /// One and the same in sites that differ in nothing but what articles say on pages of their own.
    pub record: Arc<Record>,
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
    Memory::new(folder, options.clone()).load_observed(&Changed::Anything, &Buffers::new(), observer)
}

/// The configuration of the site in a folder, without a look at anything else; what is wrong with it is
/// its default.
pub fn config(folder: &Path) -> parse::config::Config {
    parse::config::parse(discover::config(folder).as_ref()).0
}

impl Site {
    /// The text of an input, by its path from the site's folder.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.inputs.texts().find(|input| &*input.path == path).map(|input| &*input.text)
    }

    /// Whether it differs from another in nothing but what articles say on pages of their own: lists,
    /// standings and whatever else follows from who said what when are the same.
    fn differs_in_prose_only(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.record, &other.record)
    }

    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
