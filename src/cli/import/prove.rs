//! An import is tried on the site before anything is written: what would bring the site a new mistake is not
//! taken.

use std::path::Path;

use crate::diag::problems::importing as problems;
use crate::diag::{Diagnostic, Span};
use crate::discover::TextInput;
use crate::import::{self, Ground, Import, Notation, Options, Piece};
use crate::pipeline::{Changed, Memory, Site};
use crate::resolve;

/// The import without whatever the site would complain of.
pub fn proven(
    notation: Notation,
    input: &TextInput,
    site: &Site,
    folder: &Path,
    mut options: Options,
) -> Import {
    let ground = Ground { inputs: &site.inputs, reading: &site.reading };
    loop {
        let mut import = import::import(notation, input, ground, &options);
        if import.has_errors() || import.writes.is_empty() {
            return import;
        }
        let new = new_mistakes(&import, site, folder);
        if new.is_empty() {
            return import;
        }
        let known = options.refused.len();
        for mistake in &new {
            if let Some(piece) = piece(&import, mistake) {
                let refusal = refusal(notation, input, mistake, &piece);
                options.refused.entry(piece.of).or_insert(refusal);
            }
        }
        // A mistake that none of what is imported has made: then nothing is.
        if options.refused.len() == known {
            import.writes.clear();
            import.diagnostics.extend(new);
            return import;
        }
    }
}

/// The errors that the site would have, and has not yet.
fn new_mistakes(import: &Import, site: &Site, folder: &Path) -> Vec<Diagnostic> {
    let mut memory = Memory::new(folder, resolve::Options::default());
    let then = memory.load(&Changed::Anything, &super::texts_of(import));
    let known = |mistake: &Diagnostic| {
        site.diagnostics.iter().any(|known| {
            (&known.code, &known.message, &known.place) == (&mistake.code, &mistake.message, &mistake.place)
        })
    };
    then.diagnostics.iter().filter(|mistake| mistake.is_error() && !known(mistake)).cloned().collect()
}

/// What of the import a mistake is in.
fn piece(import: &Import, mistake: &Diagnostic) -> Option<Piece> {
    let place = &mistake.place.as_ref()?.span;
    let write = import.writes.iter().find(|write| write.path == place.path)?;
    write.pieces.iter().find(|piece| piece.range.usize().contains(&(place.range.start as usize))).copied()
}

fn refusal(notation: Notation, input: &TextInput, mistake: &Diagnostic, piece: &Piece) -> Diagnostic {
    let what = match notation {
        Notation::Hypothesis | Notation::WebAnnotation => "claim",
        Notation::Bibtex | Notation::Csl => "source",
    };
    let mut from = piece.from;
    from.end = from.end.min(from.start + 1);
    problems::would_be_wrong(what, &mistake.message, &mistake.hints, Span::new(&input.path, from))
}
