//! A date as year, month and day.

use edtf_core::{DateField, YearKind};

use super::{End, Form, Point};

/// A date as far as it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Year 0 is 1 BC.
    pub year: i64,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// It is marked as uncertain or approximate, or digits of its year are not given: the year is then
    /// the first that is possible.
    pub doubtful: bool,
}

impl Form {
    pub(super) fn parts(&self) -> Option<Parts> {
        match self {
            Self::One(point) | Self::Interval(End::At(point), _) | Self::Interval(_, End::At(point)) => {
                point.parts()
            }
            Self::Interval(..) => None,
        }
    }
}

impl Point {
    fn parts(&self) -> Option<Parts> {
        let date = match self {
            Self::Calendar(date) => date,
            Self::Time(moment) => {
                let (month, day) = (moment.day.month() as u8, moment.day.day() as u8);
                let year = moment.day.year().into();
                return Some(Parts { year, month: Some(month), day: Some(day), doubtful: false });
            }
        };
        let month = date.month.and_then(DateField::value).filter(|month| *month <= 12);
        Some(Parts {
            year: first_year(&date.year)?,
            month,
            day: month.and(date.day).and_then(DateField::value),
            doubtful: date.is_uncertain() || date.is_approximate() || date.year.has_unspecified(),
        })
    }
}

fn first_year(year: &edtf_core::Year) -> Option<i64> {
    match year.kind {
        // Years with masked digits are never negative.
        YearKind::Standard { digits, negative: false } => {
            Some(digits.iter().fold(0, |year, digit| year * 10 + i64::from(digit.unwrap_or(0))))
        }
        _ => year.value(),
    }
}
