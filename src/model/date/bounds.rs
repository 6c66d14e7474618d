//! The days and instants that a date allows.

use edtf_core::{Bound, BoundDate, Edtf as Core};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;

use super::{Day, End, Form, Moment, Point};

/// The first and the last day that a date allows; `None` where that side is open or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
}

impl Form {
    pub(super) fn bounds(&self, zone: &TimeZone) -> Bounds {
        let [earliest, latest] = self.sides(|point| point.days(zone));
        Bounds { earliest, latest: latest.max(earliest.filter(|_| latest.is_some())) }
    }

    pub(super) fn order(&self, zone: &TimeZone) -> (i64, i64) {
        let [earliest, latest] = self.sides(|point| point.seconds(zone));
        let earliest = earliest.unwrap_or(i64::MIN);
        (earliest, latest.unwrap_or(i64::MAX).max(earliest))
    }

    /// What the first point begins with and the last one ends with; `of` says both of a point. An
    /// interval from a time to a day may end before it begins in zones its author did not think of: its
    /// end is then its beginning.
    fn sides<T>(&self, of: impl Fn(&Point) -> [T; 2]) -> [Option<T>; 2] {
        let bounds = |end: &End| match end {
            End::At(point) => of(point).map(Some),
            End::Open | End::Unknown => [None, None],
        };
        match self {
            Form::One(point) => of(point).map(Some),
            Form::Interval(from, to) => {
                let ([first, _], [_, last]) = (bounds(from), bounds(to));
                [first, last]
            }
        }
    }
}

impl Point {
    /// The first and the last day.
    fn days(&self, zone: &TimeZone) -> [Day; 2] {
        match self {
            Self::Calendar(date) => calendar_bounds(*date).map(day),
            Self::Time(moment) => [zone.to_datetime(moment.at).date(); 2],
        }
    }

    /// The first and the last second.
    pub(super) fn seconds(&self, zone: &TimeZone) -> [i64; 2] {
        match self {
            Self::Calendar(date) => {
                let [first, last] = calendar_bounds(*date);
                let start = midnight(first, zone);
                [start, midnight(following(last), zone).saturating_sub(1).max(start)]
            }
            Self::Time(Moment { at, seconds, .. }) => {
                let first = at.as_second();
                [first, if *seconds { first } else { first + 59 }]
            }
        }
    }
}

/// Years too long to count in (a billion digits fit into a few letters) are beyond all others.
fn calendar_bounds(date: edtf_core::Date) -> [BoundDate; 2] {
    let bounds = Core::Date(date).bounds();
    let side = |bound, fallback| match bound {
        Bound::Date(date) => date,
        _ => BoundDate { year: fallback, month: 1, day: 1 },
    };
    [side(bounds.earliest, i64::MIN), side(bounds.latest, i64::MAX)]
}

fn day(date: BoundDate) -> Day {
    let out_of_range = if date.year < 0 { Day::MIN } else { Day::MAX };
    civil_date(date).unwrap_or(out_of_range)
}

fn civil_date(date: BoundDate) -> Option<Day> {
    civil::Date::new(i16::try_from(date.year).ok()?, date.month as i8, date.day as i8).ok()
}

/// The instant at which a day begins, in seconds; by the clocks of the zone where they are known.
fn midnight(date: BoundDate, zone: &TimeZone) -> i64 {
    civil_date(date)
        .and_then(|day| zone.to_timestamp(day.at(0, 0, 0, 0)).ok())
        .map_or_else(|| days_from_epoch(date).saturating_mul(86_400), Timestamp::as_second)
}

/// The day after: of the bounds of a date only the end of a month or a single day can be last.
fn following(date: BoundDate) -> BoundDate {
    match civil_date(date).and_then(|day| day.tomorrow().ok()) {
        Some(next) => {
            BoundDate { year: next.year().into(), month: next.month() as u8, day: next.day() as u8 }
        }
        None => BoundDate { year: date.year.saturating_add(1), month: 1, day: 1 },
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, for years that jiff does not count.
fn days_from_epoch(date: BoundDate) -> i64 {
    let month = i64::from(date.month);
    // The year begins in March, so that the leap day is its last.
    let year = if month <= 2 { date.year.saturating_sub(1) } else { date.year };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day) - 1;
    year.saturating_mul(365).saturating_add(leap_days + day_of_year - 719_468)
}
