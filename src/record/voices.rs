//! The latest positions of a group of speakers on one event: of those who speak for a party, or of
//! everyone.
//!
//! For a party only those words count that were said on a day on which their speaker represented it.
//! So an official's word stays the party's after the term of office, whatever the same person says
//! later in private: it ends with the speaker's next word in office, or the party's newest position is
//! somebody else's. A retraction in office ends the speaker's own word only; what another said for the
//! party, even earlier, is then the newest.

use crate::model::{Day, Stance};

use super::positions::{BySeat, Taken};
use super::standing::Tally;

#[derive(Default)]
pub(super) struct Voices {
    /// Where each speaker's position stands in `taken`; `None` without one.
    latest: BySeat<Option<usize>>,
    /// All that was said, oldest first, `None` where it holds no longer; the last one holds.
    taken: Vec<Option<Taken>>,
    tally: Tally,
}

impl Voices {
    /// Enters the next position in the order of the record, in place of the speaker's former one.
    /// Returns whether this changed who holds what: not so for a retraction of nothing.
    pub fn take(&mut self, taken: &Taken) -> bool {
        let former = self.latest.at(taken).take().and_then(|place| self.taken.get_mut(place)?.take());
        if let Some(former) = former {
            self.tally.remove(former.stance);
        }
        while self.taken.last().is_some_and(Option::is_none) {
            self.taken.pop();
        }
        if taken.stance == Stance::Retracts {
            return former.is_some();
        }
        *self.latest.at(taken) = Some(self.taken.len());
        self.taken.push(Some(*taken));
        self.tally.add(taken.stance);
        true
    }

    pub fn newest(&self) -> Option<&Taken> {
        self.taken.last().and_then(Option::as_ref)
    }

    /// The positions that hold, oldest first.
    pub fn held(&self) -> impl Iterator<Item = &Taken> {
        self.taken.iter().flatten()
    }

    pub fn tally(&self) -> &Tally {
        &self.tally
    }
}

/// Since when a stance has been the same, as seen at the end of each day.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    /// The stance at the end of the day before `day`, and since when.
    before: Option<(Stance, Day)>,
    now: Option<(Stance, Day)>,
    day: Option<Day>,
}

impl Run {
    /// Says what the stance is after a word said on this day; days do not go back.
    pub fn turn(&mut self, day: Day, stance: Option<Stance>) {
        if self.day != Some(day) {
            (self.before, self.day) = (self.now, Some(day));
        }
        self.now = stance.map(|stance| {
            let unbroken = self.before.filter(|(before, _)| *before == stance);
            (stance, unbroken.map_or(day, |(_, since)| since))
        });
    }

    /// The first day of the present stance.
    pub fn since(&self) -> Option<Day> {
        self.now.map(|(_, since)| since)
    }
}
