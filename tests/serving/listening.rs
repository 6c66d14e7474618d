//! What an open page is told: what concerns it, and nothing else.

use onrecord::serve::{Answer, Event, Listener, Preview, Settings, Version, answer};
use serde_json::Value;

use super::site::Scratch;

fn listen(preview: &Preview, page: &str) -> Listener {
    let mut listener = Listener::new(page, None, preview);
    assert_eq!(names(&listener.news(preview)), ["state"]);
    listener
}

fn names(news: &[Event]) -> Vec<&str> {
    news.iter().map(|event| event.name).collect()
}

fn told(event: &Event) -> Value {
    serde_json::from_str(&event.text).unwrap()
}

/// The version that a page bears in its tag.
fn version(preview: &Preview, page: &str) -> Version {
    let Answer::Page { html, .. } = answer(preview, page) else { panic!("no page at /{page}") };
    let html = String::from_utf8(html).unwrap();
    let version = html.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap();
    Version::parse(version).unwrap()
}

#[test]
fn only_pages_whose_bytes_have_changed_are_loaded_again() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let mut first = listen(&preview, "articles/first/");
    let mut second = listen(&preview, "articles/second/");
    let mut home = listen(&preview, "");
    scratch.write(
        "content/articles/first/index.md",
        scratch.read("content/articles/first/index.md") + "\nMore.\n",
    );
    scratch.refresh(&preview, &["content/articles/first/index.md"]).unwrap();
    let news = first.news(&preview);
    assert_eq!(names(&news), ["reload"]);
    assert_eq!(told(&news[0])["fragment"], Value::Null);
    assert_eq!(news[0].id, version(&preview, "articles/first/").to_string());
    assert_eq!(first.news(&preview), []);
    assert_eq!(second.news(&preview), []);
    // The words of an article stand on its own page alone; its title stands on others.
    assert_eq!(home.news(&preview), []);
    let text = scratch.read("content/articles/first/index.md").replace("The first", "Another title");
    scratch.write("content/articles/first/index.md", text);
    scratch.refresh(&preview, &["content/articles/first/index.md"]).unwrap();
    assert_eq!(names(&home.news(&preview)), ["reload"]);
    assert_eq!(names(&first.news(&preview)), ["reload"]);
    assert_eq!(second.news(&preview), []);
}

#[test]
fn style_sheets_are_named_and_nothing_is_loaded_again() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let mut listener = listen(&preview, "articles/first/");
    scratch.write("static/own.css", "p { margin: 1em }\n");
    scratch.refresh(&preview, &["static/own.css"]).unwrap();
    let news = listener.news(&preview);
    assert_eq!(names(&news), ["styles"]);
    assert_eq!(told(&news[0]), serde_json::json!({ "paths": ["own.css"] }));
    // One that takes the place of a built-in one, and one that gives it back.
    scratch.write("static/onrecord/onrecord.css", "p { margin: 2em }\n");
    scratch.refresh(&preview, &["static/onrecord"]).unwrap();
    assert_eq!(told(&listener.news(&preview)[0]), serde_json::json!({ "paths": ["onrecord/onrecord.css"] }));
    scratch.remove("static/onrecord");
    scratch.refresh(&preview, &["static/onrecord"]).unwrap();
    assert_eq!(told(&listener.news(&preview)[0]), serde_json::json!({ "paths": ["onrecord/onrecord.css"] }));
    assert_eq!(listener.news(&preview), []);
}

#[test]
fn a_page_is_loaded_again_with_the_images_that_it_shows() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let mut first = listen(&preview, "articles/first/");
    let mut second = listen(&preview, "articles/second/");
    scratch.write("content/articles/first/square.svg", super::site::SQUARE.replace('9', "8"));
    scratch.refresh(&preview, &["content/articles/first/square.svg"]).unwrap();
    assert_eq!(names(&first.news(&preview)), ["reload"]);
    assert_eq!(second.news(&preview), []);
    // Written anew with the same content, it is the same.
    scratch.write("content/articles/first/square.svg", super::site::SQUARE.replace('9', "8"));
    assert_eq!(scratch.refresh(&preview, &["content/articles/first/square.svg"]), None);
}

#[test]
fn mistakes_are_told_with_their_places_until_they_are_mended() {
    let scratch = Scratch::new();
    let settings = Settings { editor: Some(onrecord::serve::EDITOR.to_owned()), ..Settings::default() };
    let preview = scratch.open_with(settings);
    let mut listener = listen(&preview, "articles/first/");
    let claims = scratch.read("content/articles/first/claims.yaml");
    scratch.write(
        "content/articles/first/claims.yaml",
        claims.replace("the two took place", "the two <took> place"),
    );
    scratch.refresh(&preview, &["content/articles/first/claims.yaml"]).unwrap();
    let news = listener.news(&preview);
    assert_eq!(names(&news), ["state"]);
    let state = told(&news[0]);
    assert_eq!((&state["errors"], &state["warnings"], &state["more"]), (&1.into(), &0.into(), &0.into()));
    let problem = &state["problems"][0];
    assert_eq!(problem["code"], "quote-not-found");
    assert_eq!(problem["file"], "content/articles/first/claims.yaml");
    assert_eq!(problem["line"], 4);
    let snippet = problem["snippet"].as_str().unwrap();
    assert!(
        snippet.contains("quote: the talk between the two <took> place") && snippet.contains("^^^"),
        "{snippet}"
    );
    let editor = problem["editor"].as_str().unwrap();
    assert!(editor.starts_with("vscode://file/") && editor.ends_with("/first/claims.yaml:4:12"), "{editor}");
    assert!(problem["fixes"].is_array());
    scratch.write("content/articles/first/claims.yaml", &claims);
    scratch.refresh(&preview, &["content/articles/first/claims.yaml"]).unwrap();
    let news = listener.news(&preview);
    assert_eq!(names(&news), ["state"], "the page is what it was");
    assert_eq!(told(&news[0])["problems"], serde_json::json!([]));
}

#[test]
fn a_page_that_comes_and_goes_is_loaded_again() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let mut coming = listen(&preview, "articles/third/");
    let mut elsewhere = listen(&preview, "articles/nowhere/");
    scratch.write("content/articles/third.md", "---\ntitle: The third\ndate: 2025-02-03\n---\n\nText.\n");
    scratch.refresh(&preview, &["content/articles/third.md"]).unwrap();
    assert_eq!(names(&coming.news(&preview)), ["reload"]);
    assert_eq!(elsewhere.news(&preview), []);
    scratch.remove("content/articles/third.md");
    scratch.refresh(&preview, &["content/articles/third.md"]).unwrap();
    assert_eq!(names(&coming.news(&preview)), ["reload"]);
}

#[test]
fn the_page_of_a_broken_site_is_loaded_again_once_it_is_mended() {
    let scratch = Scratch::new();
    scratch.write("onrecord.toml", "titel = \"Scratch\"\n");
    let preview = scratch.open();
    let mut listener = listen(&preview, "articles/first/");
    scratch.write("onrecord.toml", "title = \"Scratch\"\n");
    scratch.refresh(&preview, &["onrecord.toml"]).unwrap();
    assert_eq!(names(&listener.news(&preview)), ["state", "reload"]);
}

#[test]
fn a_browser_that_was_away_is_told_what_it_has_missed() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let shown = version(&preview, "articles/first/");
    let back =
        |shown| names(&Listener::new("articles/first/", Some(shown), &preview).news(&preview)).join(" ");
    assert_eq!(back(shown), "state");
    scratch.write("static/own.css", "p { margin: 1em }\n");
    scratch.refresh(&preview, &["static/own.css"]).unwrap();
    assert_eq!(back(shown), "state styles");
    scratch.write(
        "content/articles/first/index.md",
        scratch.read("content/articles/first/index.md") + "\nMore.\n",
    );
    scratch.refresh(&preview, &["content/articles/first/index.md"]).unwrap();
    assert_eq!(back(shown), "state reload");
}

#[test]
fn a_page_that_follows_is_led_to_the_claim_that_was_changed() {
    let scratch = Scratch::new();
    let claims = "content/articles/first/claims.yaml";
    let more =
        "  - id: it-did-not\n    quote: did not take place\n    speaker: speaker-b\n    denies: talk\n";
    for (follow, expected) in [(true, Value::from("claim-it-did-not")), (false, Value::Null)] {
        let preview = scratch.open_with(Settings { follow, ..Settings::default() });
        let before = scratch.read(claims);
        let mut first = listen(&preview, "articles/first/");
        let mut event = listen(&preview, "events/talk/");
        scratch.write(claims, before.clone() + more);
        scratch.refresh(&preview, &[claims]).unwrap();
        assert_eq!(told(&first.news(&preview)[0])["fragment"], expected);
        // Elsewhere the claim has no place of its own.
        assert_eq!(told(&event.news(&preview)[0])["fragment"], Value::Null);
        scratch.write(claims, before.replace("affirms: talk", "qualifies: talk") + more);
        scratch.refresh(&preview, &[claims]).unwrap();
        let expected = if follow { Value::from("claim-it-did") } else { Value::Null };
        assert_eq!(told(&first.news(&preview)[0])["fragment"], expected);
        scratch.write(claims, &before);
    }
}
