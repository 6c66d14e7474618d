//! Dates of BibTeX (`year`, `month`, `day`) and of biblatex (`date`, which is EDTF already) -> EDTF.

use crate::model::Edtf;

/// A date as biblatex writes it. A time of day without a zone says no instant: its day is taken.
pub fn date(text: &str) -> Result<String, String> {
    let day = |side: &str| match side.split_once('T') {
        Some((day, time))
            if !time.ends_with('Z') && !time.contains('+') && time.matches('-').count() == 0 =>
        {
            day.to_owned()
        }
        _ => side.to_owned(),
    };
    let text = text.trim().replace(['–', '—'], "/");
    let text = text.split('/').map(|side| day(side.trim())).collect::<Vec<_>>().join("/");
    text.parse::<Edtf>().map(|date| date.as_str().to_owned())
}

/// A date in three fields. A year like `c. 1990` or `1990?` is doubtful, `1990--1995` is from one to another.
pub fn parted(year: &str, month: Option<&str>, day: Option<&str>) -> Result<String, String> {
    let (year, doubt) = doubtful(year.trim());
    let year = year.replace("--", "/").replace(['–', '—', '-'], "/");
    let months = month.map(months).transpose()?.unwrap_or_default();
    let day = day.map(str::trim).filter(|day| !day.is_empty());
    let text = match (year.split_once('/'), months.as_slice(), day) {
        (None, [], _) | (Some(_), [], None) => year.split('/').map(padded).collect::<Vec<_>>().join("/"),
        (None, [(first, written)], day) => {
            let day = day.map(str::to_owned).or_else(|| written.clone());
            one(&year, *first, day.as_deref())?
        }
        (None, [(first, from), .., (last, to)], None) => {
            format!("{}/{}", one(&year, *first, from.as_deref())?, one(&year, *last, to.as_deref())?)
        }
        _ => return Err("year, month and day do not make a date".to_owned()),
    };
    let text = text.split('/').map(|side| format!("{side}{doubt}")).collect::<Vec<_>>().join("/");
    text.parse::<Edtf>().map(|date| date.as_str().to_owned())
}

/// The number of a month by its English name or the beginning of it.
pub fn month(name: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.trim_end_matches('.').to_lowercase();
    let found = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name));
    found.and_then(|index| u8::try_from(index + 1).ok())
}

/// A month, or from one to another; each with the day that stands beside it.
fn months(text: &str) -> Result<Vec<(u8, Option<String>)>, String> {
    let text = text.replace(['–', '—', '/'], "-").replace('\u{a0}', " ");
    let mut found = Vec::new();
    for side in text.split('-').map(str::trim).filter(|side| !side.is_empty()) {
        let mut number = None;
        let mut day = None;
        for word in side.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
            let digits = word.bytes().all(|byte| byte.is_ascii_digit());
            match month(word) {
                Some(named) => number = Some(named),
                None if digits => day = Some(word.to_owned()),
                None => return Err(format!("`{side}` is no month")),
            }
        }
        // A number alone is that of the month.
        let month = match number {
            Some(number) => number,
            None => {
                day.take().and_then(|day| day.parse().ok()).ok_or_else(|| format!("`{side}` is no month"))?
            }
        };
        found.push((month, day));
    }
    Ok(found)
}

fn one(year: &str, month: u8, day: Option<&str>) -> Result<String, String> {
    let year = padded(year);
    match day {
        None => Ok(format!("{year}-{month:02}")),
        Some(day) => {
            let day: u8 = day.parse().map_err(|_| format!("`{day}` is no day"))?;
            Ok(format!("{year}-{month:02}-{day:02}"))
        }
    }
}

/// A year has four digits.
fn padded(year: &str) -> String {
    let year = year.trim();
    let digits = !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit());
    if digits && year.len() < 4 { format!("{year:0>4}") } else { year.to_owned() }
}

/// The year without the words that make it doubtful, and EDTF's mark for them.
fn doubtful(year: &str) -> (&str, &'static str) {
    let inner = year.trim_start_matches('[').trim_end_matches(']');
    for about in ["circa", "ca.", "c.", "ca ", "about", "~"] {
        if let Some(rest) = inner.strip_prefix(about) {
            return (rest.trim(), "~");
        }
    }
    match inner.strip_suffix('?') {
        Some(rest) => (rest.trim(), "?"),
        None => match inner.strip_suffix('~') {
            Some(rest) => (rest.trim(), "~"),
            None => (inner, ""),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{date, parted};

    #[test]
    fn three_fields_make_a_date() {
        for (year, month, day, made) in [
            ("1998", None, None, "1998"),
            ("1998", Some("March"), None, "1998-03"),
            ("1998", Some("mar"), Some("7"), "1998-03-07"),
            ("1998", Some("3"), Some("17"), "1998-03-17"),
            ("1998", Some("10\u{a0}December"), None, "1998-12-10"),
            ("1998", Some("Sept."), None, "1998-09"),
            ("1998", Some("June--July"), None, "1998-06/1998-07"),
            ("1990--1995", None, None, "1990/1995"),
            ("c. 1990", None, None, "1990~"),
            ("[1990?]", None, None, "1990?"),
            ("800", None, None, "0800"),
        ] {
            assert_eq!(parted(year, month, day).as_deref(), Ok(made), "{year} {month:?} {day:?}");
        }
        for (year, month, day) in [
            ("in press", None, None),
            ("1998", Some("Spring term"), None),
            ("1998", Some("2"), Some("30")),
            ("", None, None),
        ] {
            assert!(parted(year, month, day).is_err(), "{year} {month:?} {day:?}");
        }
    }

    #[test]
    fn dates_of_biblatex_are_edtf() {
        for (text, made) in [
            ("2012-05/2012-07", "2012-05/2012-07"),
            ("1990~", "1990~"),
            ("2004-04-25T14:34:00", "2004-04-25"),
            ("2004-04-25T14:34:00Z", "2004-04-25T14:34:00Z"),
            ("2012/", "2012/"),
        ] {
            assert_eq!(date(text).as_deref(), Ok(made), "{text}");
        }
        for bad in ["2012-13", "next year", "202512X", ""] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
