//! The demonstration site, from its folder to its files: what a newcomer builds first.

#[path = "demonstration/site.rs"]
mod site;

use std::fs;
use std::path::Path;
use std::process::Command;

use site::{Printed, demonstration, print};

/// The page of an article that uses nearly everything, and the lines of the data files about it and
/// about one event, one speaker and one source: small enough to be read by eye.
#[test]
fn the_article_and_its_data_are_as_reviewed() {
    let site = print(Path::new(env!("CARGO_MANIFEST_DIR")), false);
    insta::assert_snapshot!("article", site.text("articles/annotating-one-sentence/index.html"));
    for (file, key) in [
        ("articles", "annotating-one-sentence"),
        ("claims", "annotating-one-sentence"),
        ("events", "reported-call"),
        ("speakers", "peskov"),
        ("sources", "tass-2025-02-09"),
    ] {
        insta::assert_snapshot!(format!("data-{file}"), site.lines_with(&format!("data/{file}.jsonl"), key));
    }
}

#[test]
fn it_has_neither_errors_nor_warnings() {
    let site = print(Path::new(env!("CARGO_MANIFEST_DIR")), false);
    assert_eq!(site.diagnostics, []);
}

/// The clock on the wall changes nothing.
#[test]
fn the_machine_may_stand_anywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = print(root, false);
    for zone in ["Pacific/Kiritimati", "America/Los_Angeles"] {
        let out = tempfile::tempdir().unwrap();
        let built = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["build", "--quiet", "--site"])
            .arg(root)
            .arg("--out")
            .arg(out.path())
            .env("TZ", zone)
            .status();
        assert!(built.unwrap().success());
        for (path, bytes) in &here.files {
            assert!(fs::read(out.path().join(path)).unwrap() == *bytes, "`{path}` differs in {zone}");
        }
    }
}

/// Other folders and numbers of threads change nothing.
#[test]
fn the_same_site_gives_the_same_bytes() {
    let first = print(Path::new(env!("CARGO_MANIFEST_DIR")), false);
    let elsewhere = demonstration();
    let threads = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let second = threads.install(|| print(elsewhere.path(), false));
    assert_eq!(first.files.keys().collect::<Vec<_>>(), second.files.keys().collect::<Vec<_>>());
    for (path, bytes) in &first.files {
        assert!(second.files[path] == *bytes, "`{path}` differs");
    }
}

/// What stands in a draft is in no file, unless drafts are asked for.
#[test]
fn no_word_of_a_draft_is_published() {
    let draft = "what-is-missing";
    let site = print(Path::new(env!("CARGO_MANIFEST_DIR")), false);
    let found: Vec<_> = site.files_with(draft).collect();
    assert_eq!(found, Vec::<&str>::new());
    let with_drafts = print(Path::new(env!("CARGO_MANIFEST_DIR")), true);
    assert!(with_drafts.files.contains_key(&format!("articles/{draft}/index.html")));
}

/// The standings worked out by hand from the facts, with the day since when and the claim that
/// brought them about.
#[test]
fn the_record_is_as_worked_out_by_hand() {
    let site = print(Path::new(env!("CARGO_MANIFEST_DIR")), false);
    let expected = [
        ("anchorage-2025-08-15", "confirmed", "2025-08-15"),
        ("antalya-2022-03-10", "confirmed", "2022-03-10"),
        ("awaited-meeting", "denied", "2025-02-10"),
        ("call-2025-02-12", "confirmed", "2025-02-12"),
        ("call-2025-03-18", "confirmed", "2025-03-18"),
        ("earlier-conversations", "denied", "2025-02-10"),
        ("gomel-2022-02-28", "confirmed", "2022-02-28"),
        ("istanbul-2022-03-29", "confirmed", "2022-03-29"),
        ("istanbul-2025", "confirmed", "2025-05-16"),
        ("istanbul-2025-05-16", "confirmed", "2025-05-16"),
        ("istanbul-2025-06-02", "confirmed", "2025-06-02"),
        ("istanbul-2025-07-23", "confirmed", "2025-07-23"),
        ("jeddah-2025-03-11", "confirmed", "2025-03-11"),
        ("new-talks", "reported", "2025-02-05"),
        ("reported-call", "one-sided", "2025-02-08"),
        ("riyadh-2025-02-18", "confirmed", "2025-02-18"),
        ("stall-2022", "reported", "2025-02-10"),
        ("talks-2022", "confirmed", "2022-02-28"),
        ("white-house-2025-08-18", "confirmed", "2025-08-18"),
    ];
    let found: Vec<_> = site.objects("data/events.jsonl").map(standing).collect();
    let expected: Vec<_> =
        expected.iter().map(|(id, standing, since)| format!("{id}: {standing} since {since}")).collect();
    assert_eq!(found, expected);
}

fn standing(event: serde_json::Value) -> String {
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("nothing").to_owned();
    let since = word(&event["history"][0]["date"]);
    assert_eq!(event["history"].as_array().map(Vec::len), Some(1), "{event}");
    format!("{}: {} since {since}", word(&event["id"]), word(&event["standing"]))
}

/// Quotes in the data files are the very words of the article's text at the place they name.
#[test]
fn quotes_stand_where_the_data_files_say() {
    let site: Printed = print(Path::new(env!("CARGO_MANIFEST_DIR")), false);
    let texts: std::collections::BTreeMap<String, Vec<char>> = site
        .objects("data/articles.jsonl")
        .map(|article| {
            (article["id"].as_str().unwrap().to_owned(), article["text"].as_str().unwrap().chars().collect())
        })
        .collect();
    let mut seen = 0;
    for claim in site.objects("data/claims.jsonl") {
        for quote in claim["quotes"].as_array().unwrap().iter().filter(|quote| quote["in"] == "body") {
            let at = |key: &str| usize::try_from(quote[key].as_u64().unwrap()).unwrap();
            let words = &texts[claim["article"].as_str().unwrap()][at("start")..at("end")];
            assert_eq!(words.iter().collect::<String>(), quote["exact"].as_str().unwrap());
            seen += 1;
        }
    }
    assert!(seen > 40, "only {seen} quotes");
}
