//! An article's parts as a reader reads them, and the way back to its file.

use std::ops::Range;

use crate::diag::problems::anchoring as problem;
use crate::diag::{self, Diagnostic, Span};
use crate::parse::article::Article;
use crate::parse::claims::Part;
use crate::text::markdown::Definition;
use crate::text::prose::Prose;

/// An article with its texts as they are searched.
pub struct Reading<'a> {
    pub article: &'a Article,
    pub summary: Prose<'a>,
    pub body: Prose<'a>,
}

impl<'a> Reading<'a> {
    pub fn new(article: &'a Article) -> Self {
        let summary = article.front.summary.as_ref().map_or("", |summary| summary.value.as_str());
        Self { article, summary: Prose::read(summary), body: Prose::read(article.body.markdown()) }
    }

    /// The text of a part, as quotes are searched in it.
    pub fn text(&self, part: Part) -> &str {
        match part {
            Part::Title => &self.article.front.title.value,
            Part::Summary => &self.summary.text,
            Part::Body => &self.body.text,
        }
    }

    /// Where a stretch of a part's text stands in the article's file.
    pub fn span(&self, part: Part, text: Range<usize>) -> Span {
        let range = match part {
            Part::Title => self.article.front.title.within(text, &self.article.body.input),
            Part::Summary => self.summary_range(self.summary.source(text)),
            Part::Body => self.body_range(self.body.source(text)),
        };
        Span::new(&self.article.path, range)
    }

    /// From bytes of the body's Markdown to bytes of the file.
    pub fn body_range(&self, source: Range<usize>) -> diag::Range {
        diag::Range::new(source.start, source.end).shifted(self.article.body.start)
    }

    /// From bytes of the summary's Markdown to bytes of the file.
    pub fn summary_range(&self, source: Range<usize>) -> diag::Range {
        match &self.article.front.summary {
            Some(summary) => summary.within(source, &self.article.body.input),
            None => diag::Range::default(),
        }
    }

    /// Footnotes that are defined twice.
    pub fn footnote_problems(&self) -> Vec<Diagnostic> {
        let document = &self.body.document;
        let repeated = |footnote: &Definition<'_>| {
            let first = document.footnote(&footnote.name).filter(|first| first.source != footnote.source)?;
            let (again, first) = (self.definition_span(footnote), self.definition_span(first));
            Some(problem::duplicate_footnote(&footnote.name, again, first))
        };
        document.footnotes.iter().filter_map(repeated).collect()
    }

    /// The `[^name]` of a definition.
    pub fn definition_span(&self, footnote: &Definition<'_>) -> Span {
        let start = footnote.source.start;
        let range = start..(start + footnote.name.len() + "[^]".len()).min(footnote.source.end);
        Span::new(&self.article.path, self.body_range(range))
    }
}
