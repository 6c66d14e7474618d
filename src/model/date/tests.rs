use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::Edtf;

fn moscow() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(3))
}

fn date(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Written, in words, the day it counts from, for HTML. Times are shown in UTC+3.
const TABLE: &[(&str, &str, &str, &str)] = &[
    ("2025-02-09", "9 February 2025", "2025-02-09", "2025-02-09"),
    ("2025-02", "February 2025", "2025-02-28", "2025-02"),
    ("2024-02", "February 2024", "2024-02-29", "2024-02"),
    ("2025", "2025", "2025-12-31", "2025"),
    ("2025-21", "spring 2025", "2025-05-31", ""),
    ("2025-24", "winter 2025", "2026-02-28", ""),
    ("202X", "the 2020s", "2029-12-31", ""),
    ("20XX", "between 2000 and 2099", "2099-12-31", ""),
    ("2004-XX", "a month in 2004", "2004-12-31", ""),
    ("1985-04-XX", "a day in April 1985", "1985-04-30", ""),
    ("1985-XX-XX", "a day in 1985", "1985-12-31", ""),
    ("2022~", "about 2022", "2022-12-31", ""),
    ("2025-02-08?", "8 February 2025 (uncertain)", "2025-02-08", ""),
    ("2025-02%", "about February 2025 (uncertain)", "2025-02-28", ""),
    ("2022-02-28/2022-04", "28 February – April 2022", "2022-04-30", ""),
    ("2022-02-28/2023-04", "28 February 2022 – April 2023", "2023-04-30", ""),
    ("2025-02-09/2025-02-11", "9–11 February 2025", "2025-02-11", ""),
    ("2025-02-28/2025-03-01", "28 February – 1 March 2025", "2025-03-01", ""),
    ("2025-02/2025-04", "February – April 2025", "2025-04-30", ""),
    ("2025-02-09/2025-02", "9 February – February 2025", "2025-02-28", ""),
    ("2022/2022-04", "2022 – April 2022", "2022-04-30", ""),
    ("2022-03/2022", "March 2022 – 2022", "2022-12-31", ""),
    ("2022/2024", "2022 – 2024", "2024-12-31", ""),
    ("2022~/2024-02-09?", "about 2022 – 9 February 2024 (uncertain)", "2024-02-09", ""),
    ("2025-02-10/..", "10 February 2025 onwards", "2025-02-10", ""),
    ("2025-02/..", "February 2025 onwards", "2025-02-01", ""),
    ("2025-02-10/", "from 10 February 2025, end unknown", "2025-02-10", ""),
    ("../2025-02-09", "by 9 February 2025", "2025-02-09", ""),
    ("/2025-02-09", "by 9 February 2025, beginning unknown", "2025-02-09", ""),
    ("2025-02-09T14:30+03:00", "9 February 2025, 14:30 (UTC+3)", "2025-02-09", "2025-02-09T14:30+03:00"),
    ("2025-02-09T22:30:05Z", "10 February 2025, 01:30:05 (UTC+3)", "2025-02-10", "2025-02-09T22:30:05Z"),
    ("2025-02-09T14:30+03", "9 February 2025, 14:30 (UTC+3)", "2025-02-09", "2025-02-09T14:30+03:00"),
    ("2025-02-09T14:30-05:30", "9 February 2025, 23:00 (UTC+3)", "2025-02-09", "2025-02-09T14:30-05:30"),
    (
        "2025-02-09T14:30+03:00/2025-02-09T16:00+03:00",
        "9 February 2025, 14:30 – 16:00 (UTC+3)",
        "2025-02-09",
        "",
    ),
    (
        "2025-02-09T23:30+03:00/2025-02-10",
        "9 February 2025, 23:30 (UTC+3) – 10 February 2025",
        "2025-02-10",
        "",
    ),
    ("2025-02-09T14:30Z/..", "9 February 2025, 17:30 (UTC+3) onwards", "2025-02-09", ""),
    ("-0043", "44 BC", "-000043-12-31", ""),
    ("0000", "1 BC", "0000-12-31", ""),
    ("0045-03", "March AD 45", "0045-03-31", "0045-03"),
    ("Y170000002", "170000002", "9999-12-31", "170000002"),
    ("Y-170000002", "170000003 BC", "-009999-01-01", ""),
];

#[test]
fn dates_in_words_in_the_record_and_in_html() {
    let zone = moscow();
    for (text, words, day, attr) in TABLE {
        let date = date(text);
        assert_eq!(date.words(&zone), *words, "{text}");
        assert_eq!(date.day(&zone).map(|day| day.to_string()).as_deref(), Some(*day), "{text}");
        assert_eq!(date.datetime_attr().unwrap_or_default(), *attr, "{text}");
    }
}

#[test]
fn the_site_zone_shows_the_clock() {
    let time = date("2025-02-09T14:30+03:00");
    assert_eq!(time.words(&TimeZone::UTC), "9 February 2025, 11:30 (UTC)");
    let india = TimeZone::fixed(jiff::tz::Offset::from_seconds(19_800).unwrap());
    assert_eq!(time.words(&india), "9 February 2025, 17:00 (UTC+5:30)");
    let new_york = TimeZone::fixed(jiff::tz::offset(-5));
    assert_eq!(time.words(&new_york), "9 February 2025, 06:30 (UTC−5)");
}

#[test]
fn what_is_no_date_is_told_why() {
    for (text, reason) in [
        ("", "dates are written like"),
        ("9 February 2025", "dates are written like"),
        ("yesterday", "dates are written like"),
        ("2025-02-30", "month 02 has no day 30"),
        ("2023-02-29", "month 02 has no day 29"),
        ("2025-13", "there is no month 13 (21 to 24 are the seasons)"),
        ("2025-00", "there is no month 00"),
        ("2025-02-09T14:30", "a time needs a zone"),
        ("2025-02-30T14:30Z", "month 02 has no day 30"),
        ("2025-02-09T25:00Z", "there is no time 25:00"),
        ("2025-02-09T14:30+15:00", "a zone is written like"),
        ("2025-02-09T14:30[Europe/Moscow]", "a time"),
        ("2025-02T14:30Z", "a time follows a whole day"),
        ("2025-02-09t14:30Z", "dates are written like"),
        ("2025-02-09T14Z", "a time of day is written like"),
        ("20250209", "dates are written like"),
        ("25-02-09", "dates are written like"),
        ("2025-25", "level 2"),
        ("[2022,2023]", "level 2"),
        ("{2022..2024}", "level 2"),
        ("Y2E5", "level 2"),
        ("1XXX", "level 2"),
        ("2022-?02", "level 2"),
        ("202X/2030", "level 2"),
        ("2025/2024", "end precedes"),
        ("2025-02-10T10:00Z/2025-02-10T09:00Z", "ends before it begins"),
        ("2025-02-10T10:00Z/2024", "ends before it begins"),
        ("../..", "at least one"),
        ("2024/2025/2026", "an interval has one"),
        ("٢٠٢٥", "dates are written like"),
    ] {
        let error = text.parse::<Edtf>().expect_err(text);
        assert!(error.starts_with(&format!("`{text}` is not a date: ")), "{error}");
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn dates_are_ordered_by_the_earliest_instant_then_the_latest() {
    let in_order = [
        "../2025-02-09",
        "Y-170000002",
        "-0043",
        "202X",
        "2024",
        "2025-01",
        "2025-02-09T01:30+03:00",
        "2025-02-09T01:30:30+03:00",
        "2025-02-09/2025-02-10",
        "2025-02",
        "2025",
        "2025-02-10",
        "2025-02-10/2025-03",
        "2025-02-10/..",
        "Y170000002",
        "Y888888888888888888",
    ];
    let mut sorted = in_order;
    sorted.sort_by_key(|text| date(text).order(&moscow()));
    // 2025, 2025-02 and the days in it begin before one another only where their first instants do.
    let expected = [
        "../2025-02-09",
        "Y-170000002",
        "-0043",
        "202X",
        "2024",
        "2025-01",
        "2025",
        "2025-02",
        "2025-02-09/2025-02-10",
        "2025-02-09T01:30+03:00",
        "2025-02-09T01:30:30+03:00",
        "2025-02-10",
        "2025-02-10/2025-03",
        "2025-02-10/..",
        "Y170000002",
        "Y888888888888888888",
    ];
    assert_eq!(sorted, expected);
}

#[test]
fn a_day_is_the_zones_own() {
    assert_eq!(date("2025-02-09").order(&TimeZone::UTC), (1_739_059_200, 1_739_145_599));
    assert_eq!(date("2025-02-09").order(&moscow()), (1_739_048_400, 1_739_134_799));
    assert_eq!(date("1970").order(&TimeZone::UTC), (0, 31_535_999));
    assert_eq!(date("Y10000").order(&TimeZone::UTC).0, 253_402_300_800);
}

#[test]
fn parts_are_what_a_citation_holds() {
    let parts = |text| date(text).parts().map(|p| (p.year, p.month, p.day, p.doubtful));
    assert_eq!(parts("2025-02-09"), Some((2025, Some(2), Some(9), false)));
    assert_eq!(parts("2025-02-09T00:30+03:00"), Some((2025, Some(2), Some(9), false)));
    assert_eq!(parts("2025-21"), Some((2025, None, None, false)));
    assert_eq!(parts("202X"), Some((2020, None, None, true)));
    assert_eq!(parts("2004-XX"), Some((2004, None, None, false)));
    assert_eq!(parts("2022-02?/2023"), Some((2022, Some(2), None, true)));
    assert_eq!(parts("../2023"), Some((2023, None, None, false)));
    assert_eq!(parts("-0043"), Some((-43, None, None, false)));
}

/// Dates of every form, most of them valid.
fn edtf() -> impl Strategy<Value = String> {
    let point = "(-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|Y-?[1-9][0-9]{4,17}|[0-9]{4}-(0[1-9]|1[0-2]|2[1-4]|XX)|[0-9]{4}-(0[1-9]|1[0-2])-([0-2][1-9]|XX))[?~%]?|[0-9]{4}-(0[1-9]|1[0-2])-[0-2][1-9]T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[+-]0[0-9](:30)?)";
    (point, point, 0..6).prop_map(|(from, to, form)| match form {
        0 => format!("{from}/{to}"),
        1 => format!("{from}/.."),
        2 => format!("../{to}"),
        3 => format!("{from}/"),
        _ => from,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_date_panic(text in "[0-9XYTZ/.?~%+:E -]{0,30}|\\PC{0,20}") {
        if let Ok(date) = text.parse::<Edtf>() {
            let _ = (date.words(&moscow()), date.bounds(&moscow()), date.order(&moscow()), date.datetime_attr());
        }
    }

    #[test]
    fn the_earliest_is_not_after_the_latest(text in edtf()) {
        if let Ok(date) = text.parse::<Edtf>() {
            let (earliest, latest) = date.order(&moscow());
            prop_assert!(earliest <= latest, "{text}");
            let bounds = date.bounds(&moscow());
            if let (Some(first), Some(last)) = (bounds.earliest, bounds.latest) {
                prop_assert!(first <= last, "{text}");
            }
        }
    }

    #[test]
    fn words_name_no_day_that_was_not_given(year in 1000..9999_i32, month in 1..13_u8, suffix in "[?~%]?") {
        for text in [format!("{year}-{month:02}{suffix}"), format!("{year}-{month:02}-XX"), format!("{year}{suffix}")] {
            let words = date(&text).words(&moscow());
            let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
            prop_assert_eq!(numbers.collect::<Vec<_>>(), vec![year.to_string()], "{}", words);
        }
    }
}
