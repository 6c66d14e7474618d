//! An article and its claims -> places in the text and note numbers (format, section 3).
//!
//! Goes in: one [`crate::parse::article::Article`]. Comes out: where each quote stands, what each
//! note number stands for, the text as searched. Must not know: any other input.

mod mend;
mod number;
pub mod pin;
mod place;
mod reading;

use std::sync::Arc;

pub use crate::text::markdown::Link;

use crate::diag::{Diagnostic, Span, Spanned};
use crate::parse::article::Article;
use crate::parse::claims::Part;

pub use crate::text::markdown::Cite;

pub(crate) use number::{ClaimMarker, claim_markers};

pub use reading::Reading;

/// Finds the places of an article's quotes and numbers its notes.
///
/// A quote that has no one place is told, and its claim is noted as if it had none.
pub fn anchor(article: &Article) -> (Anchored, Vec<Diagnostic>) {
    let reading = Reading::new(article);
    let mut problems = reading.footnote_problems();
    let passages = place::passages(&reading, &mut problems);
    let numbering = number::number(&reading, &passages);
    problems.extend(numbering.problems);
    let anchored = Anchored {
        text: reading.text(Part::Body).into(),
        summary: reading.text(Part::Summary).into(),
        passages,
        notes: numbering.notes,
        numbers: numbering.numbers,
        cited: numbering.cited,
        links: numbering.links,
    };
    (anchored, problems)
}

/// Where the passages stand in the article's file: by claim, in the order of its passages.
pub fn places(article: &Article, anchored: &Anchored) -> Vec<Vec<Span>> {
    let reading = Reading::new(article);
    let place = |passage: &Passage| reading.span(passage.part, passage.bytes.clone());
    anchored.passages.iter().map(|passages| passages.iter().map(place).collect()).collect()
}

/// What anchoring found in one article.
#[derive(Clone, Debug, Default)]
pub struct Anchored {
    /// The text a reader sees in the body: block after block, a line break and a block boundary each
    /// one space. Not normalised: the article's own words.
    pub text: Arc<str>,
    /// The same for the summary.
    pub summary: Arc<str>,
    /// By claim, in file order. Empty for a claim without a quote, or one whose quote was not found.
    pub passages: Vec<Vec<Passage>>,
    /// By number, from 1: `notes[0]` is note 1.
    pub notes: Vec<Note>,
    /// By claim, in file order: the number of its note.
    pub numbers: Vec<u32>,
    /// The sources that the text cites with `[@key]`, in order of first citation, each once.
    pub cited: Vec<Spanned<String>>,
    /// Links and images of the summary, the body, and the footnotes that are used, as they were typed,
    /// in this order: for `resolve` to check those that point into the site. Places are in the
    /// article's file.
    pub links: Vec<Link>,
}

/// A stretch of an article that a claim quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The index of the quote among those of its claim: one that was not found has no passage.
    pub quote: usize,
    pub part: Part,
    /// Bytes of the part's text.
    pub bytes: std::ops::Range<usize>,
    /// Unicode code points of the part's text.
    pub chars: std::ops::Range<usize>,
    /// The article's own words.
    pub exact: Box<str>,
    /// Up to 32 code points before.
    pub prefix: Box<str>,
    /// Up to 32 code points after.
    pub suffix: Box<str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub of: NoteOf,
    /// How many markers in the text lead to it.
    pub markers: u32,
}

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NoteOf {
    /// The claim at this index of the claims file.
    Claim(usize),
    /// The footnote of this name, as its definition spells it.
    Footnote(Box<str>),
    /// `[@one; @two, ch. 2]`: the same list of citations again is the same note.
    Citation(Vec<Cite>),
}
