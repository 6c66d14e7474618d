//! Dates: what is read has bounds in order and words, and is what was written.

use jiff::tz::{Offset, TimeZone};
use onrecord::model::Edtf;

/// A date, or what is none.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match text.parse::<Edtf>() {
        Ok(date) => [-12, 0, 14].map(|hours| judge(&date, &text, &zone(hours))).into_iter().collect(),
        Err(reason) => assert!(reason.starts_with('`'), "{reason}"),
    }
}

fn judge(date: &Edtf, text: &str, zone: &TimeZone) {
    assert_eq!(date.as_str(), text);
    let bounds = date.bounds(zone);
    if let (Some(earliest), Some(latest)) = (bounds.earliest, bounds.latest) {
        assert!(earliest <= latest, "{text}: {bounds:?}");
    }
    let (first, last) = date.order(zone);
    assert!(first <= last, "{text}: {first} {last}");
    assert_eq!(date.day(zone), bounds.latest.or(bounds.earliest));
    assert!(!date.words(zone).trim().is_empty(), "{text} has no words");
    if let Some(parts) = date.parts() {
        assert!(parts.month.is_none_or(|month| (1..=12).contains(&month)), "{text}: {parts:?}");
        let day_fits = |day| parts.month.is_some() && (1..=31).contains(&day);
        assert!(parts.day.is_none_or(day_fits), "{text}: {parts:?}");
    }
    if let Some(attribute) = date.datetime_attr() {
        assert!(attribute.starts_with(|c: char| c.is_ascii_digit()), "{text}: {attribute}");
        assert!(attribute.chars().all(|c| c.is_ascii_digit() || "-:+TZ".contains(c)), "{text}: {attribute}");
    }
}

fn zone(hours: i8) -> TimeZone {
    TimeZone::fixed(Offset::constant(hours))
}
