//! Feeds: held to every rule of RFC 4287 that a feed of ours could break, and to what is news.

#[path = "feeds/atom.rs"]
mod atom;
#[path = "press/mod.rs"]
mod press;

use atom::{Element, held};
use press::{Files, demonstration, printed_files};

const BASE: &str = "https://example.org/talks";

/// The feeds of an output, each held to the rules.
fn feeds(files: &Files) -> Vec<(&str, Element)> {
    let feeds = files.iter().filter(|(path, _)| path.ends_with("feed.xml"));
    feeds.map(|(path, text)| (path.as_str(), held(text))).collect()
}

fn titles(feed: &Element) -> Vec<&str> {
    feed.all("entry").map(|entry| entry.text("title")).collect()
}

#[test]
fn every_feed_of_the_demonstration_is_valid_and_leads_to_what_there_is() {
    let files = demonstration(Some(BASE));
    let feeds = feeds(&files);
    assert!(feeds.len() > 10, "{} feeds", feeds.len());
    for (path, feed) in &feeds {
        assert_eq!(feed.link("self"), format!("{BASE}/{path}"));
        for place in std::iter::once(feed).chain(feed.all("entry")) {
            let address = place.link("alternate");
            let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
            let page = page.strip_prefix(BASE).unwrap().trim_start_matches('/');
            let page = &files[&format!("{page}index.html")];
            assert!(fragment.is_empty() || page.contains(&format!("id=\"{fragment}\"")), "{path}: {address}");
        }
    }
    let ids: Vec<&str> = feeds.iter().map(|(_, feed)| feed.text("id")).collect();
    assert!(ids.iter().all(|id| ids.iter().filter(|other| *other == id).count() == 1), "{ids:?}");
}

#[test]
fn a_page_that_has_a_feed_names_it() {
    let files = demonstration(Some(BASE));
    for (path, _) in feeds(&files) {
        let page = &files[&path.replace("feed.xml", "index.html")];
        assert!(page.contains("type=\"application/atom+xml\""), "{path}");
    }
}

#[test]
fn a_site_without_an_address_has_no_feeds() {
    assert!(feeds(&demonstration(None)).is_empty());
}

/// A site about one talk: what one side said, and then the other.
fn talk(day: &str, more: &str) -> Files {
    let claims = format!(
        "claims:\n  - id: yes\n    quote: the talk took place\n    speaker: a\n    said: 2025-02-09\n    \
         affirms: talk\n    sources: []\n{more}"
    );
    let article = format!(
        "---\ntitle: What A said\ndate: {day}\ntopics: [Talks]\n---\nA said that the talk took place. B denied \
         that it was held at all.\n"
    );
    let event = "---\nname: The talk\nkind: call\ndate: 2025-02-08\nparties: [a, b]\ntopics: [Talks]\n---\n";
    printed_files(
        [
            ("onrecord.toml", "title = \"T\"\n"),
            ("content/articles/said.md", article.as_str()),
            ("content/articles/said.claims.yaml", &claims),
            ("content/speakers/a.md", "---\nname: A\nkind: state\n---\n"),
            ("content/speakers/b.md", "---\nname: B\nkind: state\n---\n"),
            ("content/events/talk.md", event),
        ],
        Some(BASE),
    )
}

const NO: &str = "  - id: no\n    quote: denied that it was held\n    speaker: b\n    said: 2025-02-11\n    denies: talk\n";

#[test]
fn the_change_of_a_standing_is_news() {
    let (before, after) = (talk("2025-02-12", ""), talk("2025-02-12", NO));
    let of = |files: &Files, path: &str| -> Vec<String> {
        titles(&held(&files[path])).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(of(&before, "feed.xml"), ["What A said", "The talk: one-sided"]);
    assert_eq!(of(&after, "feed.xml"), ["What A said", "The talk: disputed", "The talk: one-sided"]);
    assert_eq!(of(&after, "topics/talks/feed.xml"), of(&after, "feed.xml"));
    let event = of(&after, "events/talk/feed.xml");
    assert_eq!(event.iter().filter(|title| title.starts_with("The talk: ")).count(), 2, "{event:?}");
    assert!(event.iter().any(|title| title == "B: “denied that it was held”"), "{event:?}");
    assert_eq!(of(&after, "speakers/b/feed.xml"), ["B: “denied that it was held”"]);
    // What was news once keeps its name.
    let ids = |files: &Files| -> Vec<String> {
        held(&files["feed.xml"]).all("entry").map(|entry| entry.text("id").to_owned()).collect()
    };
    assert!(ids(&before).iter().all(|id| ids(&after).contains(id)));
}

#[test]
fn a_feed_is_as_new_as_its_newest_entry_and_the_newest_stands_first() {
    for day in ["2025-02-12", "2025-02-10", "2025-02-08"] {
        let feed = held(&talk(day, NO)["feed.xml"]);
        let entries: Vec<&str> = feed.all("entry").map(|entry| entry.text("published")).collect();
        assert!(entries.is_sorted_by(|a, b| a >= b), "{entries:?}");
        assert_eq!(Some(feed.text("updated")), feed.all("entry").map(|entry| entry.text("updated")).max());
    }
}

#[test]
fn a_long_history_is_cut_and_an_empty_one_is_a_feed() {
    let articles: Vec<(String, String)> = (0..60)
        .map(|number| {
            let day = format!("2025-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
            let text = format!("---\ntitle: N{number}\ndate: {day}\n---\nText.\n");
            (format!("content/articles/n{number}.md"), text)
        })
        .collect();
    let config = ("onrecord.toml", "title = \"T\"\n");
    let files = articles.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let long = printed_files(files.chain([config]), Some(BASE));
    let feed = held(&long["feed.xml"]);
    assert_eq!(titles(&feed).len(), 50);
    assert_eq!(titles(&feed)[0], "N59");
    let empty = printed_files([config], Some(BASE));
    assert_eq!(titles(&held(&empty["feed.xml"])), [""; 0]);
}

#[test]
fn nothing_that_is_typed_breaks_a_feed() {
    let bad = "\\u0007<b>]]>&amp; \\\"'\\uFFFE\\u0085👩\u{200d}🔬";
    let article = format!(
        "---\ntitle: \"{bad}\"\ndate: 2025\nsummary: \"{bad}\"\nauthors: [\"{bad}\"]\ntopics: [\"{bad}\"]\n---\nText.\n"
    );
    let config = "title = \"<b>]]>&amp;\"\n";
    let files =
        printed_files([("onrecord.toml", config), ("content/articles/a.md", article.as_str())], Some(BASE));
    let feed = held(&files["feed.xml"]);
    assert_eq!(feed.text("title"), "<b>]]>&amp;");
    let title = titles(&feed)[0];
    assert!(title.contains("<b>]]>&amp; \"'") && title.ends_with("👩\u{200d}🔬"), "{title:?}");
}
