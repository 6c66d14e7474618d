//! Dates in English words, and as HTML has them.

use edtf_core::{Date, DateField, YearKind};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use super::{End, Form, Moment, Point};

/// The months' names, January first.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// The name of a month, counted from 1.
pub fn month_name(month: u8) -> Option<&'static str> {
    MONTHS.get(usize::from(month.checked_sub(1)?)).copied()
}

pub(super) fn words(form: &Form, zone: &TimeZone) -> String {
    match form {
        Form::One(point) => point_words(point, zone),
        Form::Interval(End::At(from), End::At(to)) => span_words(from, to, zone),
        Form::Interval(End::At(from), End::Open) => format!("{} onwards", point_words(from, zone)),
        Form::Interval(End::At(from), End::Unknown) => {
            format!("from {}, end unknown", point_words(from, zone))
        }
        Form::Interval(End::Open, End::At(to)) => format!("by {}", point_words(to, zone)),
        Form::Interval(End::Unknown, End::At(to)) => {
            format!("by {}, beginning unknown", point_words(to, zone))
        }
        Form::Interval(..) => "at an unknown time".to_owned(),
    }
}

fn point_words(point: &Point, zone: &TimeZone) -> String {
    match point {
        Point::Calendar(date) => date_words(date),
        Point::Time(moment) => {
            let Local { time, offset } = local(moment, zone);
            format!("{}, {} ({})", day_words(time), clock(moment, time), offset_words(offset))
        }
    }
}

/// From one point to another: what both share is said once, at the end.
fn span_words(from: &Point, to: &Point, zone: &TimeZone) -> String {
    match (from, to) {
        (Point::Calendar(from), Point::Calendar(to)) => calendar_span(from, to),
        (Point::Time(first), Point::Time(last)) => {
            let (start, end) = (local(first, zone), local(last, zone));
            if start.time.date() != end.time.date() || start.offset != end.offset {
                return format!("{} – {}", point_words(from, zone), point_words(to, zone));
            }
            let (first, last) = (clock(first, start.time), clock(last, end.time));
            format!("{}, {first} – {last} ({})", day_words(start.time), offset_words(start.offset))
        }
        _ => format!("{} – {}", point_words(from, zone), point_words(to, zone)),
    }
}

fn calendar_span(from: &Date, to: &Date) -> String {
    let certain = |date: &Date| !date.is_uncertain() && !date.is_approximate() && !date.has_unspecified();
    let one_year = from.year.kind == to.year.kind && from.month.is_some() && to.month.is_some();
    if !certain(from) || !certain(to) || !one_year {
        return format!("{} – {}", date_words(from), date_words(to));
    }
    match (from.day, to.day) {
        (Some(first), Some(_)) if from.month.map(number) == to.month.map(number) => {
            format!("{}–{}", number(first), date_words(to))
        }
        _ => format!("{} – {}", within_year(from), date_words(to)),
    }
}

fn date_words(date: &Date) -> String {
    let about = if date.is_approximate() { "about " } else { "" };
    let doubt = if date.is_uncertain() { " (uncertain)" } else { "" };
    format!("{about}{}{doubt}", plain_words(date))
}

fn plain_words(date: &Date) -> String {
    let year = year_words(date);
    match (date.month, date.day) {
        (None, _) => year,
        (Some(month), None) if month.has_unspecified() => format!("a month in {year}"),
        (Some(month), Some(_)) if month.has_unspecified() => format!("a day in {year}"),
        (Some(_), Some(day)) if day.has_unspecified() => format!("a day in {} {year}", month_words(date)),
        _ => format!("{} {year}", within_year(date)),
    }
}

/// A date that is whole, without its year: `9 February`, `February`, `spring`.
fn within_year(date: &Date) -> String {
    match date.day {
        Some(day) => format!("{} {}", number(day), month_words(date)),
        None => month_words(date).to_owned(),
    }
}

fn month_words(date: &Date) -> &'static str {
    let month = date.month.map_or(0, number);
    let season = || SEASONS.get(usize::from(month.checked_sub(21)?)).copied();
    month_name(month).or_else(season).unwrap_or_default()
}

fn number(field: DateField) -> u8 {
    field.value().unwrap_or_default()
}

fn year_words(date: &Date) -> String {
    match date.year.kind {
        YearKind::Standard { digits: [Some(a), Some(b), Some(c), None], .. } => format!("the {a}{b}{c}0s"),
        YearKind::Standard { digits: [Some(a), Some(b), None, None], .. } => {
            let first = i64::from(a) * 1000 + i64::from(b) * 100;
            format!("between {} and {}", counted_year(first), counted_year(first + 99))
        }
        _ => date.year.value().map_or_else(|| "an unknown year".to_owned(), counted_year),
    }
}

/// Year 0 is 1 BC. Of the first thousand years the number alone would not be taken for a year.
fn counted_year(year: i64) -> String {
    match year {
        // The year before the first can be counted in 64 bits, the one that is counted from it cannot.
        ..=0 => format!("{} BC", 1_u64.saturating_add(year.unsigned_abs())),
        1..=999 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

/// What the clocks of a zone show.
struct Local {
    time: DateTime,
    offset: Offset,
}

fn local(moment: &Moment, zone: &TimeZone) -> Local {
    Local { time: zone.to_datetime(moment.at), offset: zone.to_offset(moment.at) }
}

fn day_words(time: DateTime) -> String {
    let month = month_name(time.month().unsigned_abs()).unwrap_or_default();
    format!("{} {month} {}", time.day(), counted_year(time.year().into()))
}

fn clock(moment: &Moment, time: DateTime) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    if moment.seconds {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{hour:02}:{minute:02}")
    }
}

fn offset_words(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

pub(super) fn datetime_attr(form: &Form, text: &str) -> Option<String> {
    match form {
        Form::One(Point::Calendar(date)) => calendar_attr(date),
        // HTML wants the minutes of an offset, EDTF does not.
        Form::One(Point::Time(_)) => {
            let hours_only =
                text.as_bytes().get(text.len().checked_sub(3)?).is_some_and(|b| b"+-".contains(b));
            Some(if hours_only { format!("{text}:00") } else { text.to_owned() })
        }
        Form::Interval(..) => None,
    }
}

fn calendar_attr(date: &Date) -> Option<String> {
    let year = date.year.value().filter(|year| *year > 0)?;
    if date.is_uncertain() || date.is_approximate() || date.has_unspecified() {
        return None;
    }
    match (date.month.map(number), date.day.map(number)) {
        (None, _) => Some(format!("{year:04}")),
        (Some(month @ 1..=12), None) => Some(format!("{year:04}-{month:02}")),
        (Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}
