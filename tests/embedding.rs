//! Cards: claims on other people's pages, and how they come there.

use scraper::{Html, Selector};
use serde_json::Value;

#[path = "press/mod.rs"]
mod press;

use press::{Files, demonstration, printed_files};

const BASE: &str = "https://example.org/talks";

fn select<'a>(page: &'a Html, what: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(what).unwrap()).collect()
}

fn attribute<'a>(page: &'a Html, what: &str, name: &str) -> Option<&'a str> {
    select(page, what).first().and_then(|found| found.attr(name))
}

/// The claims of the data files with the paths of their cards.
fn cards(files: &Files) -> Vec<(Value, String)> {
    let claims = files["data/claims.jsonl"].lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let path = |claim: &Value| {
        let of = |key: &str| claim[key].as_str().unwrap().to_owned();
        format!("embed/{}/{}/index.html", of("article"), of("id"))
    };
    claims.map(|claim| (claim.clone(), path(&claim))).collect()
}

#[test]
fn each_claim_has_a_card_that_says_it_in_small() {
    for base in [None, Some(BASE)] {
        let files = demonstration(base);
        let cards = cards(&files);
        assert!(cards.len() > 40);
        for (claim, path) in &cards {
            let page = Html::parse_document(&files[path]);
            assert!(select(&page, "script, [style], nav, footer, iframe, form").is_empty(), "{path}");
            assert_eq!(attribute(&page, "meta[name=robots]", "content"), Some("noindex"));
            assert!(attribute(&page, "meta[http-equiv=Content-Security-Policy]", "content").is_some());
            assert_eq!(attribute(&page, "base", "target"), Some("_top"), "links lead out of the frame");
            assert_eq!(attribute(&page, "base", "href"), None);
            let styles: Vec<_> = select(&page, "link[rel=stylesheet]");
            assert_eq!(
                styles.iter().map(|link| link.attr("href").unwrap()).collect::<Vec<_>>(),
                ["../../../onrecord/card.css"]
            );
            let text: String = page.root_element().text().collect();
            for quote in claim["quotes"].as_array().unwrap() {
                assert!(text.contains(quote["exact"].as_str().unwrap()), "{path}: {text}");
            }
            let judged = !claim["verdicts"].as_array().unwrap().is_empty();
            assert_eq!(text.contains("Verdict"), judged, "{path}");
            let canonical = attribute(&page, "link[rel=canonical]", "href");
            assert_eq!(canonical.is_some(), base.is_some());
        }
    }
}

/// The card of a claim with a page belongs to that page, any other to its place in the article.
#[test]
fn the_canonical_address_is_that_of_the_claim() {
    let files = demonstration(Some(BASE));
    for (claim, path) in cards(&files) {
        let page = Html::parse_document(&files[&path]);
        let canonical = attribute(&page, "link[rel=canonical]", "href").unwrap();
        let own = path.replacen("embed", "claims", 1);
        let expected = match files.contains_key(&own) {
            true => format!("{BASE}/{}", own.strip_suffix("index.html").unwrap()),
            false => format!("{BASE}{}", claim["url"].as_str().unwrap()),
        };
        assert_eq!(canonical, expected);
    }
    assert!(!files["sitemap.xml"].contains("/embed/"));
}

#[test]
fn programs_find_the_card_and_readers_the_snippet() {
    let files = demonstration(Some(BASE));
    let discovery = "head > link[rel=alternate][type=\"application/json+oembed\"]";
    let mut pages = 0;
    for (claim, path) in cards(&files) {
        let card = Html::parse_document(&files[&path]);
        let address = attribute(&card, discovery, "href").unwrap();
        let document: Value =
            serde_json::from_str(&files[address.strip_prefix(&format!("{BASE}/")).unwrap()]).unwrap();
        assert_eq!((&document["version"], &document["type"]), (&"1.0".into(), &"rich".into()));
        assert_eq!(document["provider_url"], format!("{BASE}/"));
        assert_eq!(
            document["author_url"],
            format!("{BASE}/speakers/{}/", claim["speaker"].as_str().unwrap())
        );
        for key in ["title", "author_name", "provider_name"] {
            assert!(!document[key].as_str().unwrap().is_empty());
        }
        let html = document["html"].as_str().unwrap();
        let snippet = Html::parse_fragment(html);
        let of = |name: &str| attribute(&snippet, "iframe", name).unwrap().to_owned();
        assert_eq!(of("src"), format!("{BASE}/{}", path.strip_suffix("index.html").unwrap()));
        assert!(of("title").starts_with(document["title"].as_str().unwrap()));
        assert_eq!(
            (of("width"), of("height")),
            (document["width"].to_string(), document["height"].to_string())
        );
        assert!(
            !of("sandbox").contains("allow-scripts")
                && of("sandbox").contains("allow-top-navigation-by-user-activation")
        );

        if let Some(page) = files.get(&path.replacen("embed", "claims", 1)) {
            let page = Html::parse_document(page);
            assert_eq!(attribute(&page, discovery, "href"), Some(address));
            let shown: String = select(&page, "textarea[readonly]")[0].text().collect();
            assert_eq!(shown, html);
            pages += 1;
        }
    }
    assert!(pages > 3);
}

/// A frame on another page needs an absolute address.
#[test]
fn without_an_address_there_is_nothing_to_copy() {
    let files = demonstration(None);
    assert!(files.keys().all(|path| !path.ends_with("oembed.json")));
    let page = &files["claims/kremlin-on-a-call/trump-says-he-called/index.html"];
    assert!(!page.contains("<textarea") && !page.contains("oembed"));
    assert!(page.contains("../../../embed/kremlin-on-a-call/trump-says-he-called/"));
}

/// Whatever a writer types is text in the snippet, twice over.
#[test]
fn names_do_not_break_out_of_the_snippet() {
    let evil = "A \\\"quoted\\\" <b>&amp; name";
    let config = format!("title = \"{evil}\"\nclaim_pages = \"all\"\n");
    let speaker = format!("---\nname: \"{evil}\"\n---\n");
    let site = [
        ("onrecord.toml", config.as_str()),
        ("content/articles/a.md", "---\ntitle: A\ndate: 2025-02-09\n---\nSomebody said it again.\n"),
        ("content/articles/a.claims.yaml", "claims: [{id: b, speaker: c, quote: Somebody said it again}]\n"),
        ("content/speakers/c.md", &speaker),
    ];
    let files = printed_files(site, Some(BASE));
    let name = "A \"quoted\" <b>&amp; name";
    let page = Html::parse_document(&files["claims/a/b/index.html"]);
    let shown: String = select(&page, "textarea")[0].text().collect();
    let snippet = Html::parse_fragment(&shown);
    assert_eq!(attribute(&snippet, "iframe", "title"), Some(&*format!("{name}, 9 February 2025 · {name}")));
    assert!(select(&snippet, "b").is_empty() && select(&page, "main b").is_empty());
}

/// Who reads an article comes by the card of a claim that has no page.
#[test]
fn notes_lead_to_cards_where_no_page_does() {
    let files = demonstration(None);
    let page = Html::parse_document(&files["articles/two-announced-calls/index.html"]);
    for note in select(&page, "li.claim-note") {
        let links: Vec<&str> = note
            .select(&Selector::parse(".claim-standing a").unwrap())
            .filter_map(|link| link.attr("href"))
            .collect();
        assert_eq!(links.len(), 1, "{links:?}");
        assert!(links[0].starts_with("../../claims/") || links[0].starts_with("../../embed/"), "{links:?}");
    }
}

/// What others show of a link is what the page says.
#[test]
fn links_to_pages_are_shown_by_what_the_pages_say() {
    let files = demonstration(Some(BASE));
    let of = |path: &str| {
        let page = Html::parse_document(&files[path]);
        let said = |name: &str| {
            attribute(&page, &format!("meta[property=\"{name}\"], meta[name=\"{name}\"]"), "content")
                .map(str::to_owned)
        };
        let names = ["og:title", "og:type", "og:url", "og:description", "og:site_name", "twitter:card"];
        let found = names.map(|name| said(name).unwrap_or_default());
        let title: String = select(&page, "title")[0].text().collect();
        let canonical = attribute(&page, "link[rel=canonical]", "href").unwrap_or_default().to_owned();
        assert!(
            found.iter().all(String::is_empty) || (title.starts_with(&found[0]) && found[2] == canonical),
            "{path}"
        );
        (found, said("description").unwrap_or_default())
    };
    for (path, kind) in [
        ("articles/kremlin-on-a-call/index.html", "article"),
        ("events/reported-call/index.html", "website"),
        ("claims/kremlin-on-a-call/peskov-neither/index.html", "website"),
    ] {
        let ([title, found, url, description, site, card], shown) = of(path);
        assert_eq!((found.as_str(), card.as_str()), (kind, "summary"));
        assert_eq!(url, format!("{BASE}/{}", path.strip_suffix("index.html").unwrap()));
        assert_eq!(description, shown);
        assert!(!title.is_empty() && !site.is_empty());
    }
    assert!(of("speakers/index.html").0.iter().all(String::is_empty));
    assert!(!demonstration(None)["articles/kremlin-on-a-call/index.html"].contains("og:"));
}
