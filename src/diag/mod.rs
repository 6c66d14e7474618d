//! What the program says to an author about the site: one [`Diagnostic`] per mistake, with the
//! places it concerns.
//!
//! Stages return diagnostics, they never print them, so that what is remembered between runs comes
//! back with its warnings. Every sentence is made by a constructor under [`problems`].

pub mod explain;
mod fix;
pub mod problems;
mod span;

pub use fix::{Change, Fix};
pub use span::{Range, SPANNED, SPANNED_FIELDS, Span, Spanned};

/// How much a diagnostic weighs: an error keeps the site from being written, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
}

/// The stable name of a kind of problem, such as `quote-not-found`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// A place in an input and what is to be seen there; the text may be empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// One mistake of an author's, told once.
///
/// The message starts in lower case, names the thing in backticks and ends without a full stop;
/// hints are sentences.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub message: String,
    /// Where the mistake stands. `None` only where no file exists to point into.
    pub place: Option<Label>,
    /// Further places that explain it, in the same or in other files.
    pub related: Vec<Label>,
    pub hints: Vec<String>,
    /// Changes each of which would mend it: one where the mend is clear, several where a person must
    /// choose, none where only the writer knows.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    fn new(code: &'static str, severity: Severity, message: String) -> Self {
        let message = shortened(message);
        Self {
            code: Code(code),
            severity,
            message,
            place: None,
            related: Vec::new(),
            hints: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Says where the mistake stands.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.place = Some(Label { span, text: shortened(text.into()) });
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn see(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: shortened(text.into()) });
        self
    }

    /// Adds advice: a sentence.
    #[must_use]
    pub fn hint(mut self, sentence: impl Into<String>) -> Self {
        self.hints.push(shortened(sentence.into()));
        self
    }

    /// Adds a change that would mend it: the only one that can be meant, or one of several.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, change: Change) -> Self {
        self.fixes.push(Fix { title: title.into(), change, sure: true });
        self
    }

    /// Adds a change that would mend it if a person, having looked, says so.
    #[must_use]
    pub fn offer(mut self, title: impl Into<String>, change: Change) -> Self {
        self.fixes.push(Fix { title: title.into(), change, sure: false });
        self
    }

    /// The same problem as a warning: for what stands in a draft that is not being published.
    #[must_use]
    pub fn softened(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// What a writer typed may be megabytes long: nobody reads on.
fn shortened(mut text: String) -> String {
    const LONGEST: usize = 2000;
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

/// Orders diagnostics for a report (by file, place, code) and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let words = || a.message.cmp(&b.message);
        a.place.cmp(&b.place).then((a.severity, a.code).cmp(&(b.severity, b.code))).then_with(words)
    });
    diagnostics.dedup();
}
