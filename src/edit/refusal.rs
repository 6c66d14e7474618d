//! Why a file is better edited by a person.

use std::fmt;

/// Why a change was not made. Nothing has been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The text is neither YAML nor JSON, or has mistakes that leave nothing to read.
    Unreadable,
    /// No single value begins at the place.
    NotThere,
    /// An alias repeats the value elsewhere.
    Repeated,
    /// The value is spelled in a way that cannot hold the new one.
    Unspellable(&'static str),
    /// Two changes concern the same bytes.
    Overlap,
    /// The new text, read again, would not say what it should, and no more.
    Uncertain,
    /// Under `claims` stands something other than a list.
    NoList,
    /// There already is a claim of this id.
    Taken(String),
    /// There is no claim of this id.
    NoClaim(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("the file has mistakes that must be mended by hand first"),
            Self::NotThere => f.write_str("the value no longer stands where it stood"),
            Self::Repeated => {
                f.write_str("an alias repeats the value elsewhere, where it may be meant to stay")
            }
            Self::Unspellable(why) => f.write_str(why),
            Self::Overlap => f.write_str("two changes concern the same words"),
            Self::Uncertain => {
                f.write_str("the file is spelled in a way that cannot be edited with certainty")
            }
            Self::NoList => f.write_str("under `claims` stands something other than a list"),
            Self::Taken(id) => write!(f, "there already is a claim `{id}`"),
            Self::NoClaim(id) => write!(f, "there is no claim `{id}`"),
        }
    }
}

impl std::error::Error for Refusal {}
