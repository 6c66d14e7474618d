//! The rules by which positions make a standing (format, section 7).

use crate::model::Stance;

use super::{ClaimStanding, EventStanding};

/// How many hold each stance.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    affirms: usize,
    denies: usize,
    declines: usize,
    qualifies: usize,
}

impl Tally {
    pub fn add(&mut self, stance: Stance) {
        if let Some(count) = self.count(stance) {
            *count += 1;
        }
    }

    pub fn remove(&mut self, stance: Stance) {
        if let Some(count) = self.count(stance) {
            *count -= 1;
        }
    }

    /// Those who hold a position.
    pub fn total(&self) -> usize {
        self.affirms + self.denies + self.declines + self.qualifies
    }

    /// Whether the positions differ.
    pub fn is_split(&self) -> bool {
        let stances = [self.affirms, self.denies, self.declines, self.qualifies];
        stances.into_iter().filter(|&count| count > 0).count() > 1
    }

    /// A retraction is the end of a position and none itself.
    fn count(&mut self, stance: Stance) -> Option<&mut usize> {
        match stance {
            Stance::Affirms => Some(&mut self.affirms),
            Stance::Denies => Some(&mut self.denies),
            Stance::Declines => Some(&mut self.declines),
            Stance::Qualifies => Some(&mut self.qualifies),
            Stance::Retracts => None,
        }
    }
}

impl EventStanding {
    /// Of an event that names its parties, from what the parties and what all speakers hold.
    ///
    /// Nobody has taken a position where none holds: what was retracted stands no longer.
    pub(super) fn among_parties(parties: usize, held: &Tally, everyone: &Tally) -> Self {
        if held.total() == 0 && everyone.total() == 0 {
            return Self::Unreported;
        }
        match (held.affirms, held.denies) {
            (0, 0) => Self::Reported,
            (0, _) => Self::Denied,
            (_, 1..) => Self::Disputed,
            (affirms, 0) if affirms == parties => Self::Confirmed,
            (_, 0) => Self::OneSided,
        }
    }

    /// Of an event without parties: each speaker with a position counts as one. To be confirmed takes
    /// two; one who alone affirms has reported it.
    pub(super) fn among_speakers(everyone: &Tally) -> Self {
        if everyone.total() == 1 && everyone.affirms == 1 {
            return Self::Reported;
        }
        Self::among_parties(everyone.total(), everyone, everyone)
    }

    /// The word in the data files and in addresses, such as `one-sided`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreported => "unreported",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::Denied => "denied",
            Self::OneSided => "one-sided",
            Self::Reported => "reported",
        }
    }
}

impl ClaimStanding {
    /// From the latest position that the claim's own speaker has taken on it since making it, and from
    /// what all others hold.
    pub(super) fn of(own: Option<Stance>, others: &Tally) -> Self {
        match own {
            Some(Stance::Retracts | Stance::Denies) => Self::Retracted,
            _ if others.denies > 0 => Self::Disputed,
            _ if others.affirms > 0 => Self::Corroborated,
            _ => Self::Unanswered,
        }
    }

    /// The word in the data files and in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Corroborated => "corroborated",
            Self::Disputed => "disputed",
            Self::Retracted => "retracted",
        }
    }
}
