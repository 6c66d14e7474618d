//! What the model demands: the sentences with a MUST in the W3C's Web Annotation Data Model, as far as they are
//! about what we write.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::site::{annotations, collections, demonstration, hard, printed};

const BASE: &str = "https://example.org/talks";

/// The motivations that the model knows.
const MOTIVATIONS: [&str; 13] = [
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

/// Every key that may stand in our files, besides our own and those of CiTO: terms of the model's context.
const TERMS: [&str; 32] = [
    "@context",
    "id",
    "type",
    "label",
    "total",
    "first",
    "last",
    "creator",
    "name",
    "homepage",
    "partOf",
    "startIndex",
    "items",
    "motivation",
    "body",
    "target",
    "purpose",
    "value",
    "format",
    "language",
    "source",
    "selector",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "state",
    "cached",
    "sourceDate",
    "sourceDateStart",
    "sourceDateEnd",
];

#[test]
fn every_article_has_a_collection_that_keeps_the_model() {
    for folder in [demonstration(), hard()] {
        for base in [None, Some(BASE)] {
            let files = printed(&folder, base);
            let collections = collections(&files);
            let articles = files["data/articles.jsonl"].lines().count();
            assert_eq!(collections.len(), articles);
            for collection in collections.values() {
                keeps_the_model(collection);
            }
        }
    }
}

fn keeps_the_model(collection: &Value) {
    known_terms(collection);
    let contexts = listed(&collection["@context"]);
    assert_eq!(contexts[0], "http://www.w3.org/ns/anno.jsonld");
    is_iri(&collection["id"]);
    assert_eq!(collection["type"], "AnnotationCollection");
    let total = collection["total"].as_u64().unwrap();
    assert_eq!(total as usize, annotations(collection).len());
    if total == 0 {
        assert!(collection.get("first").is_none() && collection.get("last").is_none());
        return;
    }
    let page = &collection["first"];
    is_iri(&page["id"]);
    assert_eq!((&page["type"], &page["startIndex"]), (&json!("AnnotationPage"), &json!(0)));
    assert_eq!((&page["partOf"], &page["id"]), (&collection["id"], &collection["last"]));
    let ids: BTreeSet<&str> = annotations(collection).iter().map(annotation).collect();
    assert_eq!(ids.len(), annotations(collection).len(), "no id twice");
}

fn annotation(annotation: &Value) -> &str {
    assert!(listed(&annotation["type"]).contains(&json!("Annotation")));
    motivated(&annotation["motivation"]);
    assert!(!listed(&annotation["target"]).is_empty());
    for body in listed(&annotation["body"]) {
        motivated(&body["purpose"]);
        match body["type"].as_str().unwrap() {
            "TextualBody" => {
                assert!(!body["value"].as_str().unwrap().is_empty());
                assert!(body.get("selector").is_none() && body.get("source").is_none());
            }
            "SpecificResource" => resource(&body),
            other => panic!("{other}"),
        }
    }
    for target in listed(&annotation["target"]) {
        match target {
            Value::String(_) => is_iri(&target),
            target => resource(&target),
        }
    }
    is_iri(&annotation["id"]);
    annotation["id"].as_str().unwrap()
}

fn resource(resource: &Value) {
    let source = &resource["source"];
    is_iri(source.get("id").unwrap_or(source));
    for selector in listed(&resource["selector"]) {
        match selector["type"].as_str().unwrap() {
            "TextQuoteSelector" => {
                for key in ["exact", "prefix", "suffix"] {
                    assert!(selector[key].is_string(), "{selector}");
                }
            }
            "TextPositionSelector" => {
                assert!(selector["start"].as_u64().unwrap() < selector["end"].as_u64().unwrap());
            }
            other => panic!("{other}"),
        }
    }
    for state in listed(&resource["state"]) {
        assert_eq!(state["type"], "TimeState");
        assert_eq!(state.get("sourceDateStart").is_some(), state.get("sourceDateEnd").is_some());
        for date in ["sourceDate", "sourceDateStart", "sourceDateEnd"].map(|key| &state[key]) {
            assert!(date.is_null() || date.as_str().unwrap().ends_with('Z'), "{state}");
        }
        listed(&state["cached"]).iter().for_each(is_iri);
    }
}

fn motivated(value: &Value) {
    let names = listed(value);
    assert!(!names.is_empty());
    assert!(names.iter().all(|name| MOTIVATIONS.contains(&name.as_str().unwrap())), "{value}");
}

/// Absolute, or relative to the file.
fn is_iri(value: &Value) {
    let iri = value.as_str().unwrap_or_else(|| panic!("{value} is no address"));
    assert!(iri.starts_with("https://") || iri.starts_with("../../"), "{iri}");
    assert!(!iri.contains([' ', '"', '<', '>']), "{iri}");
}

fn known_terms(value: &Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let ours = key.starts_with("onrecord:") || key.starts_with("cito:");
                assert!(ours || TERMS.contains(&key.as_str()), "{key}");
                if key != "@context" {
                    known_terms(value);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(known_terms),
        Value::Null => panic!("what is not known is left out"),
        _ => {}
    }
}

fn listed(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

/// Both selectors of a passage select the same words of the text that the data files give, counted in code
/// points, and their contexts stand beside them.
#[test]
fn selectors_agree_on_the_text_of_the_article() {
    let mut seen = 0;
    for folder in [demonstration(), hard()] {
        let files = printed(&folder, None);
        for line in files["data/articles.jsonl"].lines() {
            let article: Value = serde_json::from_str(line).unwrap();
            let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
            let collection = &collections(&files)[article["id"].as_str().unwrap()];
            for target in annotations(collection).iter().flat_map(|claim| listed(&claim["target"])) {
                let Value::Array(both) = &target["selector"] else {
                    assert_ne!(target["onrecord:in"], "body");
                    continue;
                };
                let place = |key: &str| both[1][key].as_u64().unwrap() as usize;
                let (start, end) = (place("start"), place("end"));
                let words = |from: usize, to: usize| text[from..to].iter().collect::<String>();
                let said = |key: &str| both[0][key].as_str().unwrap().to_owned();
                let long = |key: &str| said(key).chars().count();
                assert_eq!(words(start, end), said("exact"));
                assert_eq!(words(start - long("prefix"), start), said("prefix"));
                assert_eq!(words(end, end + long("suffix")), said("suffix"));
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

/// What a reader finds who knows the model and nothing of us.
#[test]
fn a_claim_is_told_in_the_words_of_the_model() {
    let files = printed(&hard(), Some(BASE));
    let collections = collections(&files);
    let all = annotations(&collections["harbour"]);
    let claim = |id: &str| {
        let address = format!("{BASE}/articles/harbour/#claim-{id}");
        all.iter().find(|claim| claim["id"] == *address).unwrap()
    };
    let bodies = |id: &str, purpose: &str| -> Vec<Value> {
        listed(&claim(id)["body"]).into_iter().filter(|body| body["purpose"] == purpose).collect()
    };
    let told = &bodies("no-words", "describing")[0]["value"];
    assert_eq!(
        told,
        "The mayor. 1 March 2026, 12:30 (UTC+1), to The ministry and The mayor, as told by The ministry to The mayor."
    );
    assert_eq!(
        bodies("long-context", "describing")[0]["value"],
        "The mayor affirms The opening and denies what The ministry said, The closing and what The ministry said and neither confirms nor denies what The ministry said and qualifies what The ministry said. 2 March 2026."
    );
    // Without words in the article, the claim is about the whole of it.
    assert_eq!(claim("no-words")["target"], format!("{BASE}/articles/harbour/"));
    assert_eq!(claim("two-places")["target"].as_array().unwrap().len(), 4);
    assert_eq!(bodies("no-words", "assessing")[0]["value"], "Kept, by Desk: one. Because so.");
    assert_eq!(bodies("no-words", "tagging").len(), 3);
    assert_eq!(bodies("no-words", "commenting").len(), 1);

    let sources = bodies("no-words", "linking");
    let states: Vec<&Value> = sources.iter().skip(1).map(|body| &body["state"]).collect();
    assert_eq!(
        *states[0],
        json!({
            "type": "TimeState",
            "cached": ["https://archive.example/1", "https://archive.example/2"],
            "sourceDateStart": "2026-03-02T23:00:00Z",
            "sourceDateEnd": "2026-03-03T22:59:59Z",
        }),
        "the day of access, by the clocks of the site"
    );
    assert_eq!(*states[2], json!({ "type": "TimeState", "cached": "https://archive.example/3" }));
    let read_at: Vec<&Value> = sources.iter().skip(1).map(|body| &body["source"]).collect();
    assert_eq!(
        read_at,
        ["https://example.org/one#p3", "https://example.org/one", &format!("{BASE}/sources/#source-src-two")]
    );
}

#[test]
fn positions_are_relations_of_cito() {
    let files = printed(&hard(), Some(BASE));
    let collections = collections(&files);
    let claim = |id: &str| {
        let claims = annotations(&collections["harbour"]).iter();
        claims.into_iter().find(|claim| claim["onrecord:id"] == id).unwrap().clone()
    };
    let event = |id: &str| json!({ "id": format!("{BASE}/events/{id}/") });
    let other = |id: &str| json!({ "id": format!("{BASE}/articles/{id}") });
    let taken = claim("long-context");
    assert_eq!(taken["cito:agreesWith"], event("opening"));
    let denied = [other("harbour/#claim-in-title"), event("closing"), other("other/#claim-far")];
    assert_eq!(taken["cito:disagreesWith"], json!(denied));
    assert_eq!(taken["cito:discusses"], other("harbour/#claim-in-body"));
    assert_eq!(taken["cito:qualifies"], other("harbour/#claim-in-summary"));
    let back = [event("closing"), other("harbour/#claim-long-context")];
    assert_eq!(claim("take-back")["cito:retracts"], json!(back));
}

#[test]
fn the_article_leads_to_its_annotations() {
    let page = &printed(&demonstration(), None)["articles/kremlin-on-a-call/index.html"];
    let page = scraper::Html::parse_document(page);
    let kind = "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"";
    let links = scraper::Selector::parse("head > link[rel=alternate]").unwrap();
    let link = page.select(&links).find(|link| link.attr("type") == Some(kind)).unwrap();
    assert_eq!(link.attr("href"), Some("annotations.jsonld"));
}
