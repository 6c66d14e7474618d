//! The words of claims, and the stored copy of a source -> whether the copy holds the words (format,
//! section 6, `snapshot`).
//!
//! Goes in: one stored copy and, claim by claim, the words that are looked for in it. Comes out: a
//! [`Proof`] for each. Must not know: which claims there are, how files are found, pages.
//!
//! A quote is words of the *article*, and only some of these are words of a source: see [`Sought`].

mod copy;
mod fragment;
mod look;
mod quoted;
mod sought;

pub use copy::Copy;
pub use look::prove;
pub use sought::{Sought, Words};

pub use crate::text::quote::nearest::Difference;

/// What a stored copy says about the words of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub finding: Finding,
    /// What was looked for are the words as they were said, and not those of the article.
    pub original: bool,
    /// In what the copy differs from what was looked for: its words stand in `article`.
    pub differences: Vec<Difference>,
    /// What leads to the words in the source's page: a text directive, the part after `:~:text=`. Only
    /// where it leads to one place.
    pub directive: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The words stand there.
    Found,
    /// Words stand there that can only be these, edited.
    Differs,
    /// They do not stand there.
    NotFound,
    /// Nothing can be said, and why.
    NotCheckable(Obstacle),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// The claim quotes nothing.
    NoQuote,
    /// The article tells it in its own words, without marks of quotation, and these do not stand there.
    OwnWords,
    /// The source speaks another language than what was looked for.
    Language,
    /// The copy could not be read, or holds no words.
    NoText,
}

impl Finding {
    /// The four findings by the name that data files know them by.
    pub const KEYS: [&str; 4] = ["found", "differs", "not-found", "not-checkable"];

    pub fn key(self) -> &'static str {
        let [found, differs, not_found, not_checkable] = Self::KEYS;
        match self {
            Self::Found => found,
            Self::Differs => differs,
            Self::NotFound => not_found,
            Self::NotCheckable(_) => not_checkable,
        }
    }
}

impl Proof {
    /// Nothing can be said.
    pub fn not_checkable(obstacle: Obstacle) -> Self {
        let finding = Finding::NotCheckable(obstacle);
        Self { finding, original: false, differences: Vec::new(), directive: None }
    }
}

/// A proof, and the source in whose copy was looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The source's key.
    pub source: String,
    pub proof: Proof,
}
