//! The position a claim takes on an event or on another claim (format, section 3).

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    Affirms,
    Denies,
    /// Neither confirms nor denies.
    Declines,
    Qualifies,
    /// Takes back what the same speaker said before.
    Retracts,
}

impl Stance {
    pub const ALL: [Self; 5] = [Self::Affirms, Self::Denies, Self::Declines, Self::Qualifies, Self::Retracts];

    /// The key in a claims file, which is also the word in the data files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Denies => "denies",
            Self::Declines => "declines",
            Self::Qualifies => "qualifies",
            Self::Retracts => "retracts",
        }
    }
}
