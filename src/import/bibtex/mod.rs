//! BibTeX and biblatex -> CSL items.
//!
//! Goes in: the text of a `.bib` file. Comes out: items as [`Node`]s with their places in that file, and
//! what of it found no home in CSL.

mod dates;
mod fields;
mod grammar;
mod inherit;
mod kinds;
mod names;
mod tex;

use crate::diag::problems::importing as problems;
use crate::text::findings::Findings;

use super::sources::Item;
use fields::Fields;
use kinds::Becomes;

/// Reads a file. `None` after a diagnostic, where it has not the form of BibTeX.
pub fn read(text: &str, findings: &mut Findings) -> Option<Vec<Item>> {
    let entries = inherit::inherit(grammar::read(text, findings)?, findings);
    let mut items = Vec::new();
    for entry in &entries {
        let subtype = entry.field("entrysubtype").map(|field| field.tex.trim());
        match kinds::becomes(&entry.kind, subtype) {
            Some(Becomes::Source(kind, genre)) => items.push(Fields::of(entry, findings).item(kind, genre)),
            Some(Becomes::Nothing) => {}
            None => {
                let place = findings.span(entry.kind.range);
                findings.add(problems::unknown_bibtex_type(&entry.kind, place));
                items.push(Fields::of(entry, findings).item("document", None));
            }
        }
    }
    Some(items)
}
