//! The page of each code: what the mistake looks like, what it means, what to do.
//!
//! The pages are `docs/errors/CODE.md`, so that they can be read on the web as well. A test builds their
//! examples, and holds that every code under [`super::problems`] has one and no page is without a code.

use crate::text::near::nearest;

/// What is said about one code.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    pub code: &'static str,
    /// Markdown.
    pub text: &'static str,
}

impl Page {
    /// One sentence: the first paragraph below the title.
    pub fn summary(&self) -> &'static str {
        let below_title = self.text.split_once("\n\n").map_or("", |(_, below)| below);
        below_title.split_once("\n\n").map_or(below_title, |(first, _)| first).trim()
    }
}

/// The page of a code.
pub fn page(code: &str) -> Option<Page> {
    PAGES.iter().find(|page| page.code == code).copied()
}

/// The code that was probably meant by one that there is not.
pub fn nearest_code(code: &str) -> Option<&'static str> {
    nearest(code, PAGES.iter().map(|page| page.code))
}

macro_rules! pages {
    ($($code:literal)*) => {
        [$(Page { code: $code, text: include_str!(concat!("../../docs/errors/", $code, ".md")) }),*]
    };
}

/// Every page, by code.
pub const PAGES: &[Page] = &pages! {
    "alias-taken"
    "bad-date"
    "bad-file-name"
    "bad-id"
    "bad-scale"
    "bad-snapshot"
    "bad-url"
    "bibtex-crossref"
    "bibtex-field"
    "bibtex-string"
    "bibtex-syntax"
    "bibtex-tex"
    "bibtex-type"
    "circular-reporting"
    "citation-style-refused"
    "citation-style-unknown"
    "claims-without-article"
    "dead-fragment"
    "dead-fragment-in-page"
    "dead-link"
    "dead-link-in-page"
    "duplicate-footnote"
    "duplicate-fragment"
    "duplicate-id"
    "duplicate-key"
    "file-and-folder"
    "html-too-deep"
    "id-taken"
    "image-from-elsewhere"
    "import-differs"
    "import-elsewhere"
    "import-form"
    "import-kept"
    "import-key"
    "import-refused"
    "import-selector"
    "in-the-way"
    "invalid-value"
    "json-syntax"
    "link-in-circle"
    "link-leaves-site"
    "missing-config"
    "missing-image"
    "missing-key"
    "missing-snapshot"
    "no-front-matter"
    "not-a-file"
    "not-archived"
    "not-edited"
    "not-utf8"
    "other-words-in-snapshot"
    "output-refused"
    "part-of-cycle"
    "paths-alike"
    "person-in-part"
    "quote-ambiguous"
    "quote-context"
    "quote-not-found"
    "reference-in-comment"
    "reference-to-draft"
    "repeated-words-differ"
    "reserved-name"
    "reserved-path"
    "retracts-nothing"
    "role-ends-early"
    "role-of-no-person"
    "said-after-publication"
    "self-reference"
    "several-paragraphs"
    "short-quote"
    "silent-parties"
    "source-after-claim"
    "source-without-address"
    "stray-file"
    "template-error"
    "toml-syntax"
    "too-large"
    "too-many-mistakes"
    "two-positions"
    "two-writers"
    "unknown-author"
    "unknown-claim"
    "unknown-event"
    "unknown-footnote"
    "unknown-key"
    "unknown-name"
    "unknown-rating"
    "unknown-source"
    "unknown-source-key"
    "unknown-source-type"
    "unknown-speaker"
    "unknown-value"
    "unreachable-page"
    "unreadable"
    "unsafe-link"
    "unused-footnote"
    "unused-source"
    "unused-speaker"
    "unused-template"
    "updated-early"
    "verdict-without-sources"
    "verdicts-out-of-order"
    "words-in-other-context"
    "words-in-several-places"
    "words-not-found"
    "words-not-in-snapshot"
    "wrong-type"
    "yaml-syntax"
};
