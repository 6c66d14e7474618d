//! Text -> what it says.

use edtf_core::{Edtf as Core, Interval, IntervalEndpoint};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Day, End, Form, Moment, Point};

const WRITTEN_LIKE: &str = "dates are written like `2025-02-09`, `2025-02` or `2025`";

/// Reads a date of EDTF level 0 or 1. The error is a sentence in lower case, without a full stop.
pub(super) fn read(text: &str) -> Result<Form, String> {
    let form = match text.split_once('/') {
        Some((from, to)) if text.contains('T') => mixed_interval(from, to),
        _ if text.contains('T') => moment(text).map(|moment| Form::One(Point::Time(moment))),
        _ => calendar(text),
    };
    form.map_err(|reason| format!("`{text}` is not a date: {reason}"))
}

/// A date or interval without a time.
fn calendar(text: &str) -> Result<Form, String> {
    let date_like = |c: char| {
        c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | 'X' | 'Y' | '?' | '~' | '%' | '[' | '{')
    };
    if !text.starts_with(date_like) || text.contains(char::is_whitespace) {
        return Err(WRITTEN_LIKE.to_owned());
    }
    let date = Core::parse(text).map_err(|error| reason(text, error.message))?;
    if date.level() > 1 {
        return Err("it is EDTF of level 2, of which only levels 0 and 1 are read".to_owned());
    }
    match date {
        Core::Date(date) => Ok(Form::One(Point::Calendar(date))),
        Core::Interval(Interval { start, end }) => Ok(Form::Interval(side(start), side(end))),
        Core::DateTime(_) | Core::Set(_) => Err("it is neither a date nor an interval".to_owned()),
    }
}

fn side(endpoint: IntervalEndpoint) -> End {
    match endpoint {
        IntervalEndpoint::Date(date) => End::At(Point::Calendar(date)),
        IntervalEndpoint::Open => End::Open,
        // The others are of level 2.
        _ => End::Unknown,
    }
}

fn reason(text: &str, message: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    match (message, parts.as_slice()) {
        ("day is out of range for the month", [.., month, day]) => {
            format!("month {month} has no day {day}")
        }
        (_, [_, month]) if message.starts_with("month must be") => {
            format!("there is no month {month} (21 to 24 are the seasons)")
        }
        _ if ["year must", "expected", "unexpected"].iter().any(|start| message.starts_with(start)) => {
            WRITTEN_LIKE.to_owned()
        }
        _ if message.starts_with("interval must contain") => {
            format!("an interval has one `/`, and {WRITTEN_LIKE}")
        }
        _ => message.to_owned(),
    }
}

/// An interval with a time on either side.
fn mixed_interval(from: &str, to: &str) -> Result<Form, String> {
    let (from, to) = (mixed_side(from)?, mixed_side(to)?);
    let form = Form::Interval(from, to);
    let End::At(first) = from else { return Ok(form) };
    let End::At(last) = to else { return Ok(form) };
    let (earliest, latest) = (first.seconds(&TimeZone::UTC)[0], last.seconds(&TimeZone::UTC)[1]);
    // A day may begin up to 14 hours before UTC's, or after it: only a certain contradiction counts.
    let slack = match (first, last) {
        (Point::Time(_), Point::Time(_)) => 0,
        _ => 14 * 3600,
    };
    if earliest.saturating_sub(slack) > latest {
        return Err("the interval ends before it begins".to_owned());
    }
    Ok(form)
}

fn mixed_side(text: &str) -> Result<End, String> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ if text.contains('T') => Ok(End::At(Point::Time(moment(text)?))),
        _ => match calendar(text)? {
            Form::One(Point::Calendar(date)) if !date.has_unspecified() => Ok(End::At(Point::Calendar(date))),
            Form::One(_) => Err("it is EDTF of level 2, of which only levels 0 and 1 are read".to_owned()),
            Form::Interval(..) => Err("an interval has two sides".to_owned()),
        },
    }
}

/// `2025-02-09T14:30+03:00`, with or without seconds.
fn moment(text: &str) -> Result<Moment, String> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let plain = date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if !plain {
        return Err("a time follows a whole day, such as `2025-02-09T14:30+03:00`".to_owned());
    }
    calendar(date)?;
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let seconds = match clock.len() {
        5 => false,
        8 => true,
        _ => return Err("a time of day is written like `14:30` or `14:30:00`".to_owned()),
    };
    if zone.is_empty() {
        return Err("a time needs a zone, such as `Z` or `+03:00`".to_owned());
    }
    if !matches!(zone, "Z") && !is_offset(zone) {
        return Err("a zone is written like `Z`, `+03` or `+03:00`".to_owned());
    }
    let at: Timestamp = text.parse().map_err(|_| format!("there is no time {clock}"))?;
    let day: Day = date.parse().map_err(|_| format!("there is no day {date}"))?;
    Ok(Moment { at, day, seconds })
}

/// `±hh` or `±hh:mm`, at most 14 hours.
fn is_offset(zone: &str) -> bool {
    let digits = zone.get(1..).unwrap_or_default();
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
    let number = |text: &str| (text.len() == 2).then(|| text.parse::<u8>().ok()).flatten();
    matches!((number(hours), number(minutes)), (Some(hours), Some(minutes)) if hours <= 14 && minutes <= 59)
}
