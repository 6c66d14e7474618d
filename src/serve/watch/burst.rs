//! A burst of events on the disk -> one look at what has changed.
//!
//! A pure function of events and instants: whoever calls it has the clock.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::pipeline::Changed;

/// One save makes several events, milliseconds apart: an editor writes another file, renames it over the
/// first, sets its mode.
const QUIET: Duration = Duration::from_millis(15);
/// A change of branches touches many files, and whoever made it does not wait for a page of it.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(150);
const MANY: usize = 8;
/// Where events never end, we look all the same.
const PATIENCE: Duration = Duration::from_secs(2);
/// More paths than these are not worth telling apart.
const MOST: usize = 4096;

/// What the system says about the disk. It is a hint: only content decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Something has happened to this file or folder.
    At(PathBuf),
    /// Events were lost.
    Lost,
    /// Nothing was heard, but one might look.
    Look,
}

impl Hint {
    /// Whether something has happened.
    pub fn stirs(&self) -> bool {
        *self != Self::Look
    }
}

/// The events since the last look.
#[derive(Debug, Default)]
pub struct Burst {
    span: Option<Span>,
    paths: BTreeSet<PathBuf>,
    lost: bool,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    first: Instant,
    last: Instant,
}

impl Burst {
    pub fn note(&mut self, hint: Hint, at: Instant) {
        let first = self.span.map_or(at, |span| span.first);
        self.span = Some(Span { first, last: at });
        match hint {
            Hint::At(path) => drop(self.paths.insert(path)),
            Hint::Lost | Hint::Look => self.lost = true,
        }
        if self.paths.len() > MOST {
            self.lost = true;
        }
        if self.lost {
            self.paths.clear();
        }
    }

    /// When it is time to look; `None` where there is nothing to look for.
    pub fn due(&self) -> Option<Instant> {
        let quiet = if self.lost || self.paths.len() > MANY { QUIET_AFTER_MANY } else { QUIET };
        self.span.map(|Span { first, last }| (last + quiet).min(first + PATIENCE))
    }

    /// What to look for, once it is time.
    pub fn take(&mut self, at: Instant) -> Option<Changed> {
        if self.due()? > at {
            return None;
        }
        let Self { paths, lost, .. } = std::mem::take(self);
        Some(if lost { Changed::Anything } else { Changed::Paths(paths.into_iter().collect()) })
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    use super::{Burst, Hint, MOST, PATIENCE, QUIET, QUIET_AFTER_MANY};
    use crate::pipeline::Changed;

    const STEP: Duration = Duration::from_millis(1);

    fn at(path: &str) -> Hint {
        Hint::At(PathBuf::from(path))
    }

    fn paths(changed: Option<Changed>) -> Vec<String> {
        match changed {
            Some(Changed::Paths(paths)) => paths.iter().map(|path| path.display().to_string()).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_editors_dance_is_one_look() {
        let now = Instant::now();
        let mut burst = Burst::default();
        assert_eq!(burst.due(), None);
        for (step, path) in ["/s/4913", "/s/a.md~", "/s/a.md", "/s/a.md"].into_iter().enumerate() {
            burst.note(at(path), now + STEP * u32::try_from(step).unwrap());
        }
        let due = burst.due().unwrap();
        assert_eq!(due, now + STEP * 3 + QUIET);
        assert!(burst.take(due - STEP).is_none());
        assert_eq!(paths(burst.take(due)), ["/s/4913", "/s/a.md", "/s/a.md~"]);
        assert_eq!(burst.due(), None);
        assert!(burst.take(due).is_none());
    }

    #[test]
    fn a_change_of_branches_is_one_look() {
        let mut now = Instant::now();
        let mut burst = Burst::default();
        for file in 0..500 {
            // Longer than one save is waited for, once there are many.
            now += if file % 20 < 19 { STEP } else { QUIET * 2 };
            assert!(burst.take(now).is_none(), "after {file} files");
            burst.note(at(&format!("/s/{file}.md")), now);
        }
        assert_eq!(burst.due(), Some(now + QUIET_AFTER_MANY));
        assert_eq!(paths(burst.take(now + QUIET_AFTER_MANY)).len(), 500);
    }

    #[test]
    fn events_without_end_are_looked_at_all_the_same() {
        let start = Instant::now();
        let mut burst = Burst::default();
        let mut now = start;
        while burst.take(now).is_none() {
            burst.note(at("/s/log"), now);
            now += STEP * 5;
            assert!(now < start + PATIENCE * 2);
        }
        assert!(now >= start + PATIENCE);
    }

    #[test]
    fn lost_events_mean_that_anything_may_have_changed() {
        let now = Instant::now();
        let mut burst = Burst::default();
        burst.note(at("/s/a.md"), now);
        burst.note(Hint::Lost, now);
        burst.note(at("/s/b.md"), now);
        assert!(matches!(burst.take(burst.due().unwrap()), Some(Changed::Anything)));
        for file in 0..=MOST {
            burst.note(at(&format!("/s/{file}")), now);
        }
        assert!(matches!(burst.take(burst.due().unwrap()), Some(Changed::Anything)));
        burst.note(at("/s/b.md"), now);
        assert_eq!(paths(burst.take(burst.due().unwrap())), ["/s/b.md"]);
    }
}
