//! The clock of the command line.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Day;

/// Today, on the clocks of a zone.
#[expect(clippy::disallowed_methods, reason = "the clock is known to the command line alone")]
pub fn today(zone: &TimeZone) -> Day {
    zone.to_datetime(Timestamp::now()).date()
}
