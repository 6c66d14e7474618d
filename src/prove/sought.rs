//! The words of a claim that a source should hold.
//!
//! Most quotes are words of a source only in part: an article tells in its own words that *the spokesman
//! would neither confirm nor deny it*, and gives between marks what he said. Only what stands between marks,
//! or in a block of quotation, is the source's for certain. All else is looked for as well, but that it does
//! not stand there means nothing.

use std::cell::OnceCell;
use std::ops::Range;

use crate::anchor::{Anchored, Passage};
use crate::parse::article::Article;
use crate::parse::claims::Part;
use crate::text::markdown::{Kind, Tag};
use crate::text::prose::Prose;
use crate::text::quote::normalise::normalised;

use super::quoted;

/// What is looked for in the copy of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// By passage of the claim.
    pub passages: Vec<Spoken>,
    /// The words as they were said, where the article translates them.
    pub original: Option<String>,
    /// The source is in another language than the article, as far as both say.
    pub foreign: bool,
    /// The source is in another language than the original words, as far as both say.
    pub foreign_original: bool,
}

/// A passage, normalised, and what of it is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    pub words: String,
    pub quoted: Quoted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quoted {
    Whole,
    /// These stretches of it, normalised.
    Parts(Vec<String>),
    Nothing,
}

/// The words of the claims of one article.
pub struct Words<'a> {
    article: &'a Article,
    anchored: &'a Anchored,
    /// BCP 47.
    language: &'a str,
    parts: [OnceCell<Vec<Range<usize>>>; 3],
}

impl<'a> Words<'a> {
    pub fn new(article: &'a Article, anchored: &'a Anchored, language: &'a str) -> Self {
        Self { article, anchored, language, parts: Default::default() }
    }

    /// The words of the claim at an index, as they are looked for in a source of this language.
    pub fn of(&self, claim: usize, source_language: Option<&str>) -> Sought {
        let entry = self.article.claims.entries.get(claim);
        let original = entry.and_then(|entry| entry.original.as_ref());
        let spoken_in = original.and_then(|original| original.language.as_ref());
        let foreign = |language: &str| source_language.is_some_and(|source| !same_language(source, language));
        let passages = self.anchored.passages.get(claim).map_or(&[][..], Vec::as_slice);
        Sought {
            passages: passages.iter().map(|passage| self.spoken(passage)).collect(),
            original: original.map(|original| normalised(&original.text)).filter(|words| !words.is_empty()),
            foreign: foreign(self.language),
            foreign_original: spoken_in.is_some_and(|language| foreign(language)),
        }
    }

    fn spoken(&self, passage: &Passage) -> Spoken {
        let text = self.text(passage.part);
        let Range { start, end } = passage.bytes;
        let stretches = self.parts.get(passage.part as usize).map(|part| {
            part.get_or_init(|| {
                let mut found = quoted::stretches(text);
                if passage.part == Part::Body && self.article.body.markdown().contains('>') {
                    found.extend(block_quotes(self.article.body.markdown()));
                }
                found
            })
        });
        let stretches = stretches.map_or(&[][..], Vec::as_slice);
        let within = stretches.iter().any(|stretch| stretch.start <= start && end <= stretch.end);
        let quoted = if within || quoted::in_single_marks(text, &passage.bytes) {
            Quoted::Whole
        } else {
            let inside = stretches.iter().filter_map(|stretch| {
                let words = normalised(text.get(stretch.start.max(start)..stretch.end.min(end))?);
                (words.contains(char::is_alphanumeric)).then_some(words)
            });
            match inside.collect::<Vec<_>>() {
                parts if parts.is_empty() => Quoted::Nothing,
                parts => Quoted::Parts(parts),
            }
        };
        Spoken { words: normalised(&passage.exact), quoted }
    }

    fn text(&self, part: Part) -> &'a str {
        match part {
            Part::Title => &self.article.front.title.value,
            Part::Summary => &self.anchored.summary,
            Part::Body => &self.anchored.text,
        }
    }
}

/// Bytes of the text that stand in blocks of quotation.
fn block_quotes(markdown: &str) -> Vec<Range<usize>> {
    let prose = Prose::read(markdown);
    let places = prose.places();
    let closed = |(index, kind): (usize, &Kind<'_>)| match kind {
        Kind::Close(opening) => Some((*opening, index)),
        _ => None,
    };
    let blocks = prose.document.events.iter().map(|event| &event.kind).enumerate().filter_map(closed);
    blocks
        .filter(|(opening, _)| {
            let opened = prose.document.events.get(*opening).map(|event| &event.kind);
            matches!(opened, Some(Kind::Open(Tag::BlockQuote)))
        })
        .filter_map(|(opening, closing)| Some(places.get(opening)?.start..places.get(closing)?.end))
        .collect()
}

/// Whether two tags of BCP 47 begin with the same language.
fn same_language(one: &str, other: &str) -> bool {
    let language = |tag: &'_ str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    language(one) == language(other)
}
