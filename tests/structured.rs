//! Structured data: JSON-LD in the terms of schema.org, equal to what the page shows.

#[path = "press/mod.rs"]
mod press;

use press::{Files, printed_files};
use scraper::{Html, Selector};
use serde_json::Value;

/// The types that we use, and those of their properties that we use, inherited ones included: as
/// schema.org defines them (version 29).
const VOCABULARY: &[(&str, &[&str])] = &[
    ("WebSite", &["url", "name", "description", "inLanguage", "publisher"]),
    ("Organization", &["url", "name", "logo", "alternateName", "image", "sameAs", "parentOrganization"]),
    ("NewsMediaOrganization", &["url", "name", "alternateName", "image", "sameAs", "parentOrganization"]),
    ("GovernmentOrganization", &["url", "name", "alternateName", "image", "sameAs", "parentOrganization"]),
    ("Person", &["url", "name", "alternateName", "image", "sameAs", "hasOccupation", "affiliation"]),
    ("Role", &["roleName", "startDate", "endDate", "hasOccupation", "affiliation"]),
    ("Occupation", &["name"]),
    ("ImageObject", &["url"]),
    ("Place", &["name"]),
    ("Thing", &["name"]),
    ("Event", &["url", "name", "startDate", "location", "about"]),
    (
        "NewsArticle",
        &[
            "url",
            "mainEntityOfPage",
            "headline",
            "description",
            "datePublished",
            "dateModified",
            "inLanguage",
            "author",
            "sourceOrganization",
            "publisher",
            "isBasedOn",
            "keywords",
            "citation",
            "correction",
            "mentions",
        ],
    ),
    ("CorrectionComment", &["text", "datePublished"]),
    ("CreativeWork", &["name", "url", "archivedAt"]),
    ("Claim", &["url", "name", "author", "datePublished", "appearance", "about"]),
    ("Quotation", &["text", "creator", "isPartOf"]),
    (
        "ClaimReview",
        &["url", "claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished", "reviewBody"],
    ),
    ("Rating", &["alternateName", "ratingValue", "bestRating", "worstRating"]),
];

const BASE: &str = "https://example.org/talks";

fn demonstration() -> Files {
    press::demonstration(Some(BASE))
}

/// The nodes of a page's graph; none where it has no graph. A page has one at the most.
fn nodes(page: &str) -> Vec<Value> {
    let html = Html::parse_document(page);
    let scripts = Selector::parse("script[type='application/ld+json']").unwrap();
    let texts: Vec<String> = html.select(&scripts).map(|script| script.text().collect()).collect();
    assert!(texts.len() <= 1);
    let Some(text) = texts.first() else { return Vec::new() };
    let graph: Value = serde_json::from_str(text).unwrap();
    assert_eq!(graph["@context"], "https://schema.org");
    graph["@graph"].as_array().unwrap().clone()
}

fn of_type<'a>(nodes: &'a [Value], kind: &str) -> Vec<&'a Value> {
    nodes.iter().filter(|node| node["@type"] == kind).collect()
}

/// Holds every node to the vocabulary, and collects where references lead.
fn hold(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| hold(value, references)),
        Value::Object(node) => {
            let Some(kind) = node.get("@type") else {
                assert_eq!(node.keys().collect::<Vec<_>>(), ["@id"], "a node without a type is a reference");
                return references.push(node["@id"].as_str().unwrap().to_owned());
            };
            let known = VOCABULARY.iter().find(|(name, _)| kind == name);
            let (_, properties) = known.unwrap_or_else(|| panic!("{kind} is not in the vocabulary"));
            for (property, value) in node {
                let known = property.starts_with('@') || properties.contains(&property.as_str());
                assert!(known, "{kind} has no `{property}`");
                assert!(!value.is_null() && value != "", "{kind}: `{property}` says nothing");
                if matches!(property.as_str(), "url" | "@id" | "archivedAt" | "mainEntityOfPage") {
                    assert!(value.as_str().unwrap().starts_with("http"), "{property}: {value}");
                }
                hold(value, references);
            }
        }
        _ => {}
    }
}

#[test]
fn every_page_keeps_to_the_vocabulary_and_to_addresses_that_exist() {
    let files = demonstration();
    let mut graphs = 0;
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let nodes = nodes(page);
        graphs += usize::from(!nodes.is_empty());
        let mut references = Vec::new();
        nodes.iter().for_each(|node| hold(node, &mut references));
        let ids: Vec<&str> = nodes.iter().filter_map(|node| node["@id"].as_str()).collect();
        for id in references.iter().map(String::as_str).chain(ids) {
            let (address, fragment) = id.split_once('#').unwrap_or((id, ""));
            let file = format!("{}index.html", address.strip_prefix(BASE).unwrap().trim_start_matches('/'));
            let there = files.get(&file).unwrap_or_else(|| panic!("{path}: {id} leads nowhere"));
            let ours = matches!(fragment, "" | "publisher" | "review");
            assert!(ours || there.contains(&format!("id=\"{fragment}\"")), "{path}: {id} leads nowhere");
        }
    }
    assert!(graphs > 45, "only {graphs} pages have a graph");
}

#[test]
fn without_an_address_there_is_none() {
    let files = press::demonstration(None);
    assert!(files.values().all(|page| !page.contains("<script type=\"application/ld+json\"")));
}

#[test]
fn only_confirmed_events_are_events() {
    let files = demonstration();
    let is_event =
        |id: &str| !of_type(&nodes(&files[&format!("events/{id}/index.html")]), "Event").is_empty();
    let lines = files["data/events.jsonl"].lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut confirmed = 0;
    for event in lines {
        let id = event["id"].as_str().unwrap();
        assert_eq!(is_event(id), event["standing"] == "confirmed", "{id}");
        confirmed += usize::from(event["standing"] == "confirmed");
    }
    assert!(confirmed > 3);
}

#[test]
fn an_article_says_what_its_page_shows() {
    let files = demonstration();
    let page = &files["articles/kremlin-on-a-call/index.html"];
    let nodes = nodes(page);
    let [article] = of_type(&nodes, "NewsArticle")[..] else { panic!("one article") };
    assert_eq!(article["headline"], "A call that Russia would neither confirm nor deny");
    assert_eq!(article["datePublished"], "2026-11-23T15:17+00:00");
    assert_eq!(article["author"]["name"], "Onrecord demonstration desk");
    let html = Html::parse_document(page);
    let mut text: String = html.root_element().text().collect();
    // Without the numbers of notes, and with a space between blocks.
    let line =
        files["data/articles.jsonl"].lines().find(|line| line.contains("\"id\":\"kremlin-on-a-call\""));
    let row: Value = serde_json::from_str(line.unwrap()).unwrap();
    text += row["text"].as_str().unwrap();
    let claims = of_type(&nodes, "Claim");
    assert!(claims.len() > 10);
    for claim in claims {
        for words in claim["name"].as_str().unwrap().split(" … ") {
            assert!(text.contains(words), "the page does not say: {words}");
        }
    }
    let quotations = of_type(&nodes, "Quotation");
    let words: Vec<&str> = quotations.iter().map(|quotation| quotation["text"].as_str().unwrap()).collect();
    assert!(words.contains(&"wants to see people stop dying"), "{words:?}");
    assert!(words.iter().all(|words| text.contains(words)), "{words:?}");
    assert!(!words.iter().any(|words| words.contains("Donald Trump said that")), "the article's own words");
}

#[test]
fn a_person_holds_dated_roles() {
    let files = demonstration();
    let nodes = nodes(&files["speakers/putin/index.html"]);
    let [person] = of_type(&nodes, "Person")[..] else { panic!("one person") };
    assert_eq!(person["sameAs"], "https://www.wikidata.org/entity/Q7747");
    assert_eq!(person["hasOccupation"]["startDate"], "2012-05-07");
    assert_eq!(person["hasOccupation"]["hasOccupation"]["name"], "President of Russia");
    assert_eq!(person["affiliation"]["affiliation"]["name"], "Russia");
}

/// A site with a verdict, a correction, and words that would end the element they stand in.
fn small() -> Files {
    let config = "title = \"T\"\n[ratings.half]\nlabel = \"Half true\"\nvalue = 3\nbest = 5\nworst = 1\n";
    let article = "---\ntitle: A </script><script>alert(1)</script>\ndate: 2025-02-09\ncorrections:\n  \
                   - {date: 2025-02-10, text: The *date* was wrong.}\n---\n\
                   The desk counts on words that are plain and few.\n";
    let claims = "claims:\n  - id: one\n    quote: words that are plain and few\n    speaker: desk\n    sources: s\n    \
                  verdicts:\n      - {rating: half, date: 2025-02-11, summary: Some *are* not., sources: s}\n";
    let sources = "references:\n  - id: s\n    type: webpage\n    title: A source\n    \
                   URL: https://example.com/a\n    archived: https://example.org/copy\n";
    let files = [
        ("onrecord.toml", config),
        ("content/articles/a.md", article),
        ("content/articles/a.claims.yaml", claims),
        ("content/sources.yaml", sources),
        ("content/speakers/desk.md", "---\nname: The desk\nkind: organization\n---\n"),
    ];
    printed_files(files, Some(BASE))
}

#[test]
fn a_verdict_is_a_claim_review_on_the_claims_own_page_alone() {
    let files = small();
    let nodes_of = |path: &str| nodes(&files[path]);
    assert!(of_type(&nodes_of("articles/a/index.html"), "ClaimReview").is_empty());
    let page = nodes_of("claims/a/one/index.html");
    let [review] = of_type(&page, "ClaimReview")[..] else { panic!("one review") };
    assert_eq!(review["claimReviewed"], "words that are plain and few");
    assert_eq!(review["url"], format!("{BASE}/claims/a/one/"));
    assert_eq!(review["reviewBody"], "Some are not.");
    let rating = &review["reviewRating"];
    assert_eq!((&rating["alternateName"], rating["ratingValue"].as_i64()), (&"Half true".into(), Some(3)));
    assert!(rating["bestRating"].as_i64() > rating["worstRating"].as_i64());
}

#[test]
fn corrections_and_archived_copies_are_told() {
    let files = small();
    let page = nodes(&files["articles/a/index.html"]);
    let [article] = of_type(&page, "NewsArticle")[..] else { panic!("one article") };
    assert_eq!(article["correction"]["text"], "The date was wrong.");
    assert_eq!(article["correction"]["datePublished"], "2025-02-10");
    assert_eq!(article["citation"]["archivedAt"], "https://example.org/copy");
    assert_eq!(article["headline"], "A </script><script>alert(1)</script>", "read back as it was written");
}
