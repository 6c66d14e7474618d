//! Histories: the days on which a standing changed, and by whose word (format, section 7).
//!
//! A day counts as a whole: what changed and changed back within it has not changed. The claim named
//! is the last of that day with which the running standing became another; claims after it left the
//! standing as it was.
//!
//! The first day with a position always opens a history, so that a claim which was answered by a
//! refusal to comment has one entry, `unanswered`.

use super::Step;
use super::positions::Taken;

/// Who holds what on one target, after some of the positions on it.
pub(super) trait State {
    type Standing: Copy + PartialEq;

    /// Enters the next position in the order of the record; returns whether it had an effect.
    fn take(&mut self, taken: &Taken) -> bool;

    fn standing(&self) -> Self::Standing;
}

/// Enters all positions on a target, in the order of the record, and writes down the steps.
pub(super) fn history<S: State>(state: &mut S, taken: &[Taken]) -> Vec<Step<S::Standing>> {
    let mut steps: Vec<Step<S::Standing>> = Vec::new();
    for today in taken.chunk_by(|a, b| a.day == b.day) {
        let day = live_through(state, today);
        let standing = state.standing();
        let changed = steps.last().is_none_or(|step| step.standing != standing);
        if let (Some(claim), [first, ..]) = (day.turn.or(day.first).filter(|_| changed), today) {
            steps.push(Step { day: first.day, standing, claim });
        }
    }
    steps
}

struct DayOf<Claim> {
    /// The first claim that had an effect.
    first: Option<Claim>,
    /// The last claim with which the standing changed.
    turn: Option<Claim>,
}

fn live_through<S: State>(state: &mut S, today: &[Taken]) -> DayOf<crate::model::ClaimIx> {
    let mut day = DayOf { first: None, turn: None };
    let mut before = state.standing();
    for taken in today {
        if !state.take(taken) {
            continue;
        }
        day.first = day.first.or(Some(taken.claim));
        let standing = state.standing();
        if standing != before {
            (before, day.turn) = (standing, Some(taken.claim));
        }
    }
    day
}
