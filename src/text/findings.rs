//! What is found wrong while one input is read.

use std::sync::Arc;

use crate::diag::{Diagnostic, Range, Span};

/// The diagnostics of one input, in the order in which they were found.
#[derive(Debug)]
pub struct Findings {
    path: Arc<str>,
    text: Arc<str>,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Nothing found yet in the input at this path, whose whole text this is.
    pub fn new(path: &Arc<str>, text: &Arc<str>) -> Self {
        Self { path: Arc::clone(path), text: Arc::clone(text), diagnostics: Vec::new() }
    }

    /// A place in the input. Not every parser counts whole characters where it gives up, so the range
    /// is widened to some.
    pub fn span(&self, range: Range) -> Span {
        let start = self.text.floor_char_boundary(range.start as usize);
        let end = self.text.ceil_char_boundary((range.end as usize).min(self.text.len()));
        Span::new(&self.path, Range::new(start, end))
    }

    /// What follows a place in its line.
    pub fn rest_of_line(&self, offset: u32) -> &str {
        self.text.get(offset as usize..).and_then(|rest| rest.lines().next()).unwrap_or_default()
    }

    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}
