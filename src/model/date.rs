//! EDTF dates, levels 0 and 1 (format, section 1): what was written, what it allows, and how it is
//! said in words.
//!
//! Dates without a time are read by edtf-core, times by jiff, whose clocks know zones; edtf-core would
//! take a time without a zone, and compares times by day.

mod bounds;
mod form;
mod parts;
mod read;
mod words;

#[cfg(test)]
mod tests;

use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer};

pub use bounds::Bounds;
pub use parts::Parts;
pub use words::month_name;

/// A day of the calendar.
pub type Day = jiff::civil::Date;

/// A date as an author wrote it. Made only by parsing (`str::parse`), so that a value always is a date.
#[derive(Clone, Debug)]
pub struct Edtf {
    text: Box<str>,
    form: Form,
}

/// What the text says.
#[derive(Clone, Copy, Debug)]
enum Form {
    One(Point),
    /// From, to.
    Interval(End, End),
}

/// One side of an interval.
#[derive(Clone, Copy, Debug)]
enum End {
    At(Point),
    /// `..`
    Open,
    /// Nothing is written there.
    Unknown,
}

/// A date or a time.
#[derive(Clone, Copy, Debug)]
enum Point {
    Calendar(edtf_core::Date),
    Time(Moment),
}

/// A time of day: an instant, to the minute or to the second.
#[derive(Clone, Copy, Debug)]
struct Moment {
    at: Timestamp,
    /// The day that was written, in the zone that was written.
    day: Day,
    seconds: bool,
}

impl Edtf {
    /// A date that could be any: what stands in the place of one that an author forgot.
    pub fn unknown() -> Self {
        Self { text: "../..".into(), form: Form::Interval(End::Open, End::Open) }
    }

    /// The date as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The days that the date allows. A time of day is an instant, and its day is the site's: `zone`.
    /// Days beyond the years from -9999 to 9999 are the last within them.
    pub fn bounds(&self, zone: &TimeZone) -> Bounds {
        self.form.bounds(zone)
    }

    /// Where the date stands in a list: the earliest and the latest instant it allows, in seconds
    /// (format, section 1). An open or unknown side comes first or last.
    pub fn order(&self, zone: &TimeZone) -> (i64, i64) {
        self.form.order(zone)
    }

    /// The one day that it counts from: the last it allows, or the first where its end is open or
    /// unknown (format, section 7). `None` where there is neither.
    pub fn day(&self, zone: &TimeZone) -> Option<Day> {
        let bounds = self.bounds(zone);
        bounds.latest.or(bounds.earliest)
    }

    /// Year, month and day as far as they are given, of the date or of the first dated side of an
    /// interval: all that a citation can hold. `None` where the year cannot be told.
    pub fn parts(&self) -> Option<Parts> {
        self.form.parts()
    }

    /// The date in English words, never more exact than it was given. Times are shown as the clocks of
    /// `zone` show them.
    pub fn words(&self, zone: &TimeZone) -> String {
        words::words(&self.form, zone)
    }

    /// A value for the attribute `datetime` of HTML's `<time>`. `None` where HTML has none that says
    /// the same: for intervals, seasons, masked and doubtful dates, and years before the first.
    pub fn datetime_attr(&self) -> Option<String> {
        words::datetime_attr(&self.form, &self.text)
    }
}

impl FromStr for Edtf {
    type Err = String;

    /// Reads a date. The error says what is wrong with it, in lower case, without a full stop.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self { form: read::read(text)?, text: text.into() })
    }
}

// What is written decides what is meant.

impl PartialEq for Edtf {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Edtf {}

impl Hash for Edtf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
