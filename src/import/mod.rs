//! Annotations and bibliographies of other tools -> files of a site.
//!
//! Goes in: the text of a file, and the site as it was read. Comes out: files to be written, what could not
//! be taken and is kept, and what a person should know. Must not know: the disk; writing is the shell's
//! part. Nothing that is there is changed but by claims added at the end of their file.

mod annotation;
mod bibtex;
mod claims;
mod csl;
mod draft;
mod exported;
mod file;
mod hypothesis;
mod known;
mod names;
mod place;
mod sources;
mod spell;
mod tags;
mod webannotation;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Range};
use crate::discover::{Inputs, TextInput};
use crate::resolve::{ReadArticle, Reading};
use crate::text::findings::Findings;

/// A notation that is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    Hypothesis,
    WebAnnotation,
    Bibtex,
    Csl,
}

/// The site that something is imported into.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub inputs: &'a Inputs,
    pub reading: &'a Reading,
}

impl Ground<'_> {
    /// Where the claims of an article lie, or are to lie.
    fn claims_path(&self, article: &ReadArticle) -> Arc<str> {
        let own = self.inputs.articles.iter().find(|input| input.article.path == article.parsed.path);
        own.map_or_else(Arc::default, |input| input.claims_path().into())
    }

    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.inputs.texts().find(|input| &*input.path == path).map(|input| Arc::clone(&input.text))
    }
}

/// What is asked for beyond the file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The article that all annotations are about.
    pub article: Option<String>,
    /// Whose the claims are where an annotation does not say so.
    pub speaker: Option<String>,
    /// The name of the new file of sources.
    pub name: String,
    /// Annotations and sources that cannot be taken, by their number in the file, with the reason.
    pub refused: BTreeMap<usize, Diagnostic>,
}

/// What an import comes to.
#[derive(Debug, Default)]
pub struct Import {
    pub writes: Vec<Write>,
    /// How many claims or sources were made.
    pub taken: usize,
    /// How many were there already.
    pub known: usize,
    /// How many were not taken, and stand in `rest`.
    pub kept: usize,
    /// What was not taken, in a form that can be imported again.
    pub rest: Option<Rest>,
    pub diagnostics: Vec<Diagnostic>,
}

/// A file of the site that is to be written.
#[derive(Debug)]
pub struct Write {
    /// From the site's folder.
    pub path: Arc<str>,
    /// What it says now; `None` where there is none.
    pub before: Option<Arc<str>>,
    pub after: Arc<str>,
    /// What of it was made of which annotation or source of the imported file.
    pub pieces: Vec<Piece>,
}

/// A stretch of a file that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Bytes of the new text.
    pub range: Range,
    /// The number of the annotation or source in the imported file, from 0.
    pub of: usize,
    /// Where it stands in the imported file.
    pub from: Range,
}

/// What was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    pub text: String,
    /// The ending of a file that holds it.
    pub extension: &'static str,
}

impl Import {
    fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Makes claims or sources of a file. A file that has not the form of its notation gives errors, and
/// nothing to be written.
pub fn import(notation: Notation, input: &TextInput, ground: Ground<'_>, options: &Options) -> Import {
    let mut findings = Findings::new(&input.path, &input.text);
    let mut passed = annotation::Passed::new();
    let text = &input.text;
    match notation {
        Notation::Hypothesis | Notation::WebAnnotation => {
            let read = if notation == Notation::Hypothesis { hypothesis::read } else { webannotation::read };
            let annotations = read(text, &mut passed, &mut findings).unwrap_or_default();
            for (kind, (first, count)) in passed {
                let place = findings.span(first);
                findings.add(crate::diag::problems::importing::selectors_passed(&kind, count, place));
            }
            match checked(findings) {
                Ok(told) => claims::make(&annotations, input, ground, options, told),
                Err(told) => Import::failed(told),
            }
        }
        Notation::Bibtex | Notation::Csl => {
            let is_yaml = [".yaml", ".yml"].iter().any(|end| input.path.ends_with(end));
            let items = match notation {
                Notation::Bibtex => bibtex::read(text, &mut findings),
                _ => csl::read(text, is_yaml, &mut findings),
            };
            match checked(findings) {
                Ok(told) => sources::make(&items.unwrap_or_default(), input, ground.reading, options, told),
                Err(told) => Import::failed(told),
            }
        }
    }
}

/// All or nothing: a file with an error is not taken in part.
fn checked(findings: Findings) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let told = findings.into_diagnostics();
    if told.iter().any(Diagnostic::is_error) { Err(told) } else { Ok(told) }
}
