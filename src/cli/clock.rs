//! The clock of the command line.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::archive::Clock;
use crate::model::Day;

/// Today, on the clocks of a zone.
#[expect(clippy::disallowed_methods, reason = "the clock is known to the command line alone")]
pub fn today(zone: &TimeZone) -> Day {
    zone.to_datetime(Timestamp::now()).date()
}

/// The clock of the machine, for those who wait.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the clock is known to the command line alone")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
