//! The timeline: the list, the drawing, and their parts.

use std::fmt::Write as _;

use scraper::Html;

use super::{all, one, printed, words};

const CONFIG: (&str, &str) = ("onrecord.toml", "title = \"Talks\"\n");
const STATE: (&str, &str) = ("content/speakers/arden.md", "---\nname: Arden\nkind: state\n---\n");
const LONG: (&str, &str) = (
    "content/speakers/x.md",
    "---\nname: The Permanent Council of Very Long Names\nkind: organization\n---\n",
);

fn event(id: &str, date: &str) -> (String, String) {
    let date = if date.is_empty() { String::new() } else { format!("date: {date}\n") };
    let name = format!("The {id} talks with a name that is a good deal longer than there is room for");
    (
        format!("content/events/{id}.md"),
        format!("---\nname: {name}\n{date}parties: [arden]\ntopics: [Peace]\n---\n"),
    )
}

fn site(events: &[(&str, &str)], claims: &str) -> Html {
    let events: Vec<_> = events.iter().map(|(id, date)| event(id, date)).collect();
    let claims = format!("claims:\n{claims}");
    let mut files = vec![
        CONFIG,
        STATE,
        LONG,
        ("content/articles/a.md", "---\ntitle: A\ndate: 2025-06-01\n---\nWords.\n"),
    ];
    if claims.len() > 8 {
        files.push(("content/articles/a.claims.yaml", &claims));
    }
    files.extend(events.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    printed(&files).page("timeline/index.html")
}

fn number(element: scraper::ElementRef<'_>, name: &str) -> i64 {
    element.attr(name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn events_and_claims_stand_in_one_order() {
    let page = site(
        &[("one", "2025-02"), ("two", "2025-02-08"), ("three", "2022"), ("four", "")],
        "  - {id: c, statement: Yes., speaker: arden, said: ../2025-02-07, affirms: [two, four]}\n  \
         - {id: d, statement: No., speaker: x, said: 2025-02-09, denies: two}\n  \
         - {id: e, statement: Well., speaker: x, said: 2025-02-09}\n",
    );
    let ids: Vec<_> = all(&page, ".entry").iter().map(|entry| entry.value().id().unwrap()).collect();
    assert_eq!(ids, ["event.three", "event.one", "claim.a.c", "event.two", "claim.a.d", "event.four"]);
    assert_eq!(all(&page, ".undated .entry").len(), 1);
    insta::assert_snapshot!(words(one(&page, "[id='claim.a.c']")), @"by 7 February 2025 Arden affirms The two talks with a name that is a good deal longer than there is room for and The four talks with a name that is a good deal longer than there is room for Yes.");
    let claim = one(&page, "[id='claim.a.c']");
    assert_eq!(claim.attr("data-party"), Some("arden"));
    assert_eq!(claim.attr("data-speaker"), Some("arden"));
    assert_eq!(claim.attr("data-topic"), Some("peace"));
    assert_eq!(claim.attr("data-standing"), Some("confirmed"));
}

#[test]
fn the_drawing_keeps_within_its_bounds_and_leads_to_the_list() {
    let page = site(
        &[
            ("a", "2025-01-01"),
            ("b", "2025-01-02"),
            ("c", "2025-01-03/2025-03"),
            ("d", "2025-12-31"),
            ("e", "../2025-12-30"),
            ("f", "2025-12-29/.."),
            ("g", "2024~"),
            ("h", "2025-12-31"),
            ("i", "2025-12-31"),
        ],
        "  - {id: c, statement: Yes., speaker: x, said: 2025-12-31, affirms: a}\n",
    );
    let drawing = one(&page, "svg.lanes");
    let (width, height) = (number(drawing, "width"), number(drawing, "height"));
    for label in all(&page, "svg.lanes text") {
        let length = 6 * i64::try_from(label.text().collect::<String>().chars().count()).unwrap();
        let (x, y) = (number(label, "x"), number(label, "y"));
        let (from, to) = match label.attr("text-anchor") {
            Some("end") => (x - length, x),
            Some("middle") => (x - 9, x + 9),
            _ => (x, x + length),
        };
        assert!(from >= 0 && to <= width && y > 0 && y < height, "{from} {to} {width}");
    }
    for shape in all(&page, "svg.lanes a rect") {
        if shape.attr("rx") == Some("2") {
            assert!(number(shape, "x") >= 0 && number(shape, "x") + number(shape, "width") <= width);
        }
    }
    for link in all(&page, "svg.lanes a") {
        one(&page, &format!("[id='{}']", &link.attr("href").unwrap()[1..]));
    }
    let lane = all(&page, "svg.lane-names text").iter().map(|name| words(*name)).collect::<Vec<_>>();
    assert!(lane.iter().any(|name| name.ends_with("The Permanent Cou…")), "{lane:?}");
}

#[test]
fn names_of_events_do_not_cross() {
    let dates: Vec<String> = (1..=28).map(|day| format!("2025-02-{day:02}")).collect();
    let ids: Vec<String> = (1..=28).map(|day| format!("e{day}")).collect();
    let events: Vec<(&str, &str)> =
        ids.iter().zip(&dates).map(|(id, date)| (id.as_str(), date.as_str())).collect();
    let page = site(&events, "");
    let mut taken: Vec<(i64, i64, i64)> = Vec::new();
    for label in all(&page, ".event-label") {
        let length = 6 * i64::try_from(label.text().collect::<String>().chars().count()).unwrap();
        let (x, y) = (number(label, "x"), number(label, "y"));
        let (from, to) =
            if label.attr("text-anchor") == Some("end") { (x - length, x) } else { (x, x + length) };
        assert!(
            taken.iter().all(|(row, start, end)| *row != y || to < *start || *end < from),
            "{from} {to} {y}"
        );
        taken.push((y, from, to));
    }
    let shown: usize = all(&page, "svg.lanes a.mark")
        .iter()
        .map(|mark| match mark.attr("class") {
            Some("mark count") => {
                words(*mark).split_whitespace().last().and_then(|count| count.parse().ok()).unwrap_or(0)
            }
            _ => 1,
        })
        .sum();
    assert_eq!(shown, 28, "every event is drawn or counted");
}

#[test]
fn open_and_uncertain_ends_fade() {
    let page = site(
        &[
            ("a", "2025-01-01/2025-02-01"),
            ("b", "../2025-01-05"),
            ("c", "2025-01-06/.."),
            ("d", "2025-01?"),
            ("e", "2025-01-07/2025-01-09~"),
        ],
        "",
    );
    let fade = |id: &str| {
        let span = one(&page, &format!("a.span[href='#event.{id}']"));
        span.attr("class").unwrap().trim_start_matches("span event ").to_owned()
    };
    assert_eq!(["a", "b", "c", "d", "e"].map(fade), ["none", "start", "end", "both", "end"]);
}

#[test]
fn many_marks_of_one_day_are_counted() {
    let mut claims = String::new();
    for id in 1..=7 {
        let _ = writeln!(
            claims,
            "  - {{id: c{id}, statement: Yes., speaker: x, said: 2025-02-09, affirms: one}}"
        );
    }
    let page = site(&[("one", "2025-02-01")], &claims);
    assert_eq!(all(&page, "a.mark.affirms").len(), 2);
    let count = one(&page, "a.mark.count");
    assert_eq!(count.attr("href"), Some("#claim.a.c3"));
    assert!(count.attr("aria-label").unwrap().starts_with("5 more entries"));
}

#[test]
fn a_long_timeline_is_split_by_year_and_month() {
    let files: Vec<(String, String)> = (0..450)
        .map(|index| {
            let (year, month) = if index < 120 { (2023, 1 + index % 12) } else { (2024, 1 + index % 12) };
            event(&format!("e{index}"), &format!("{year}-{month:02}-{:02}", 1 + index % 28))
        })
        .chain([event("none", "")])
        .collect();
    let mut all_files = vec![CONFIG, STATE];
    all_files.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let output = printed(&all_files);
    let year = output.page("timeline/by-date/2023/index.html");
    assert_eq!(all(&year, ".entry").len(), 120);
    one(&output.page("timeline/by-date/2024-05/index.html"), "svg.lanes");
    assert_eq!(all(&output.page("timeline/by-date/undated/index.html"), ".entry").len(), 1);
    let parts: Vec<String> = all(&year, ".pager a").iter().map(|part| words(*part)).collect();
    assert_eq!(parts.len(), 14, "{parts:?}");
    assert_eq!(words(one(&year, ".pager [aria-current]")), "2023");
}
