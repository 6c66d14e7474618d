//! Annotations that are written in the browser.

use onrecord::serve::annotate::{self, Refused, Request};
use onrecord::serve::{Preview, Settings};
use serde_json::{Value, json};

use super::site::{Scratch, served_text};

const CLAIMS: &str = "content/articles/first/claims.yaml";

fn claims(preview: &Preview, article: &str) -> Value {
    annotate::claims(&preview.now().site, article).unwrap()
}

/// Sends a request at the version that the article has.
fn write(preview: &Preview, mut request: Value) -> Result<Value, Refused> {
    if request["version"].is_null() {
        request["version"] = claims(preview, request["article"].as_str().unwrap())["version"].clone();
    }
    let request: Request = serde_json::from_value(request).unwrap();
    annotate::write(preview, request).map(|written| written.answer)
}

fn messages(refused: &Refused) -> Vec<String> {
    let problems = refused.problems();
    let problems = problems.as_array().unwrap();
    problems.iter().map(|problem| problem["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn selected_words_become_a_claim() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let answer = write(
        &preview,
        json!({
            "article": "first",
            "action": "add",
            "claim": {
                "speaker": "speaker-b", "said": "2025-01-31", "via": ["speaker-a"], "denies": ["talk"],
                "to": [], "statement": "", "note": null, "sources": [{"key": "report", "locator": "p. 3"}],
            },
            "passages": [{"part": "body", "exact": "did not  take\nplace", "prefix": "x", "suffix": "y"}],
        }),
    )
    .unwrap();
    assert_eq!(answer["ok"], true);
    assert_eq!(answer["id"], "speaker-b-did-not-take");
    let written = scratch.read(CLAIMS);
    assert!(written.starts_with("# The claims of the first.\nclaims:\n  - id: it-did\n"), "{written}");
    let added = "  - id: speaker-b-did-not-take\n    quote: did not take place\n    speaker: speaker-b\n    \
                 said: 2025-01-31\n    via: [speaker-a]\n    denies: talk\n";
    assert!(written.contains(added), "{written}");
    // The page shows it at once, and the next request needs no other version than the answer's.
    assert!(served_text(&preview, "articles/first/").contains("id=\"claim-speaker-b-did-not-take\""));
    assert_eq!(claims(&preview, "first")["version"], answer["version"]);
    assert_eq!(scratch.refresh(&preview, &[CLAIMS]), None);
}

#[test]
fn the_first_claim_begins_a_file_beside_its_article() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    assert_eq!(claims(&preview, "second")["version"], "");
    let claim = json!({ "id": "nothing", "speaker": "speaker-b", "denies": ["talk"] });
    let passages = json!([{ "part": "title", "exact": "The second" }]);
    let request = json!({ "article": "second", "action": "add", "claim": claim, "passages": passages });
    // A mistake in it keeps the file from being begun.
    let mut wrong = request.clone();
    wrong["claim"]["speaker"] = "speaker-x".into();
    assert_eq!(messages(&write(&preview, wrong).unwrap_err()), ["there is no speaker `speaker-x`"]);
    assert!(!scratch.path("content/articles/second.claims.yaml").exists());
    write(&preview, request).unwrap();
    assert_eq!(
        scratch.read("content/articles/second.claims.yaml"),
        "claims:\n  - id: nothing\n    quote: The second\n    in: title\n    speaker: speaker-b\n    denies: talk\n"
    );
    assert_eq!(preview.now().problems(), []);
}

#[test]
fn of_several_places_the_one_that_was_selected_is_meant() {
    let scratch = Scratch::new();
    let text = scratch.read("content/articles/second.md");
    scratch
        .write("content/articles/second.md", text + "\nOne yes here. Two yes there. Three yes over there.\n");
    let preview = scratch.open();
    let add = |id: &str, prefix: &str, suffix: &str| {
        let claim = json!({ "id": id, "speaker": "speaker-b" });
        let passage = json!({ "part": "body", "exact": "yes", "prefix": prefix, "suffix": suffix });
        write(
            &preview,
            json!({ "article": "second", "action": "add", "claim": claim, "passages": [passage] }),
        )
    };
    let refused = add("unclear", "", "").unwrap_err();
    assert_eq!(messages(&refused), ["the words `yes` stand 3 times there"]);
    // A number of a note in what stands around the words does not matter.
    add("two", "1One yes here.2 Two ", " there.3 Three").unwrap();
    add("three", "Two yes there. Three ", "").unwrap();
    let found = claims(&preview, "second");
    for (index, line) in [(0, "Two <mark"), (1, "Three <mark")] {
        assert_eq!(found["claims"][index]["lost"], false);
        assert!(served_text(&preview, "articles/second/").contains(line));
    }
    assert!(!served_text(&preview, "articles/second/").contains("One <mark"));
}

#[test]
fn a_claim_is_changed_and_the_rest_of_its_file_is_not() {
    let scratch = Scratch::new();
    scratch.write(CLAIMS, scratch.read(CLAIMS) + "    # A comment of the desk's.\n    verdicts: []\n");
    let preview = scratch.open();
    let mut claim = claims(&preview, "first")["claims"][0].clone();
    assert_eq!(claim["number"], 1);
    claim["affirms"] = json!([]);
    claim["qualifies"] = json!(["talk"]);
    claim["note"] = json!("A note.");
    write(&preview, json!({ "article": "first", "action": "replace", "id": "it-did", "claim": claim }))
        .unwrap();
    let written = scratch.read(CLAIMS);
    for part in [
        "# The claims of the first.",
        "qualifies: talk",
        "note: A note.",
        "# A comment of the desk's.",
        "verdicts: []",
    ] {
        assert!(written.contains(part), "{written}");
    }
    assert!(!written.contains("affirms"), "{written}");
}

#[test]
fn what_would_be_a_mistake_is_not_written() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let before = scratch.read(CLAIMS);
    let add = |claim: Value, passages: Value| {
        let refused = write(
            &preview,
            json!({ "article": "first", "action": "add", "claim": claim, "passages": passages }),
        );
        messages(&refused.unwrap_err())
    };
    let passage = json!([{ "part": "body", "exact": "Another says" }]);
    assert_eq!(add(json!({ "speaker": "speaker-x" }), passage.clone()), ["there is no speaker `speaker-x`"]);
    assert_eq!(add(json!({ "speaker": "speaker-a", "denies": ["walk"] }), passage.clone()).len(), 1);
    assert_eq!(add(json!({ "speaker": "speaker-a", "said": "someday" }), passage.clone()).len(), 1);
    assert_eq!(add(json!({ "id": "it-did", "speaker": "speaker-a" }), passage.clone()).len(), 1);
    assert_eq!(add(json!({ "speaker": "speaker-a" }), json!([])).len(), 1, "it says nothing");
    let elsewhere = json!([{ "part": "title", "exact": "Another says" }]);
    assert_eq!(
        add(json!({ "speaker": "speaker-a" }), elsewhere),
        ["the words `Another says` do not stand in the article's title"]
    );
    assert_eq!(add(json!({ "speaker": "speaker-a" }), json!([{ "exact": " " }])), ["no words are selected"]);
    assert_eq!(scratch.read(CLAIMS), before);
    assert_eq!(preview.now().problems(), []);
    // Nothing of what was tried is left in memory.
    scratch.write("content/pages/about.md", "---\ntitle: About\n---\n");
    scratch.refresh(&preview, &["content/pages/about.md"]).unwrap();
    assert_eq!(preview.now().problems(), []);
    assert_eq!(claims(&preview, "first")["claims"].as_array().unwrap().len(), 1);
}

#[test]
fn a_file_that_was_changed_meanwhile_is_left_alone() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let stale = claims(&preview, "first")["version"].clone();
    let theirs = scratch.read(CLAIMS) + "# Theirs.\n";
    scratch.write(CLAIMS, &theirs);
    let request = json!({ "article": "first", "version": stale, "action": "remove", "id": "it-did" });
    // On disk, before anybody has looked.
    assert!(matches!(write(&preview, request.clone()), Err(Refused::Changed)));
    scratch.refresh(&preview, &[CLAIMS]).unwrap();
    assert!(matches!(write(&preview, request), Err(Refused::Changed)));
    assert_eq!(scratch.read(CLAIMS), theirs);
}

#[test]
fn what_was_taken_out_can_be_put_back() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let before = scratch.read(CLAIMS);
    let remove = json!({ "article": "first", "action": "remove", "id": "it-did" });
    let removed = write(&preview, remove.clone()).unwrap();
    assert_eq!(claims(&preview, "first")["claims"], json!([]));
    assert!(!served_text(&preview, "articles/first/").contains("claim-it-did"));
    let restore =
        |undo: &Value| write(&preview, json!({ "article": "first", "action": "restore", "undo": undo }));
    restore(&removed["undo"]).unwrap();
    assert_eq!(scratch.read(CLAIMS), before, "to the byte");
    assert_eq!(messages(&restore(&removed["undo"]).unwrap_err()), ["this can no longer be undone"]);
    // After another change it is written anew, and what has come since stays.
    let removed = write(&preview, remove).unwrap();
    let other = json!({ "id": "other", "statement": "Other", "speaker": "speaker-b" });
    write(&preview, json!({ "article": "first", "action": "add", "claim": other })).unwrap();
    restore(&removed["undo"]).unwrap();
    let ids: Vec<Value> = claims(&preview, "first")["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| claim["id"].clone())
        .collect();
    assert_eq!(ids, ["other", "it-did"]);
}

#[test]
fn a_lost_quote_is_anchored_to_other_words() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let article = "content/articles/first/index.md";
    scratch.write(
        article,
        scratch
            .read(article)
            .replace("the talk between the two took place", "the talks between the two took place"),
    );
    scratch.refresh(&preview, &[article]).unwrap();
    assert_eq!(preview.now().problems()[0].code.0, "quote-not-found");
    let lost = &claims(&preview, "first")["claims"][0];
    assert_eq!(lost["lost"], true);
    assert_eq!(lost["nearest"], "the talks between the two took place");
    let anchor = |words: &str| {
        let passages = json!([{ "part": "body", "exact": words, "prefix": "One says that ", "suffix": "." }]);
        write(
            &preview,
            json!({ "article": "first", "action": "anchor", "id": "it-did", "passages": passages }),
        )
    };
    assert_eq!(
        messages(&anchor("the walks between the two took place").unwrap_err()),
        ["the words `the walks between the two took place` do not stand in the article's body"]
    );
    anchor("the talks between the two took place").unwrap();
    assert_eq!(preview.now().problems(), []);
    assert!(scratch.read(CLAIMS).contains("quote: the talks between the two took place\n"));
    assert!(scratch.read(CLAIMS).contains("affirms: talk\n"));
}

#[test]
fn of_several_quotes_only_the_lost_one_is_replaced() {
    let scratch = Scratch::new();
    scratch.write(
        CLAIMS,
        "claims:\n  - id: both\n    quote:\n      - One says that the talk between the two\n      - what is long gone from the article\n      - Another says it did not take\n    speaker: speaker-a\n",
    );
    let preview = scratch.open();
    let passages = json!([{ "exact": "between the two took place" }]);
    write(&preview, json!({ "article": "first", "action": "anchor", "id": "both", "passages": passages }))
        .unwrap();
    let found = claims(&preview, "first");
    let quotes: Vec<&Value> =
        found["claims"][0]["quote"].as_array().unwrap().iter().map(|quote| &quote["exact"]).collect();
    assert_eq!(
        quotes,
        [
            "One says that the talk between the two",
            "between the two took place",
            "Another says it did not take"
        ]
    );
    assert!(!preview.now().site.has_errors());
}

#[test]
fn what_no_article_holds_is_refused() {
    let scratch = Scratch::new();
    let preview = scratch.open_with(Settings::default());
    assert!(annotate::claims(&preview.now().site, "../first").is_none());
    let request = json!({ "article": "../first", "version": "", "action": "remove", "id": "it-did" });
    assert_eq!(messages(&write(&preview, request).unwrap_err()), ["there is no article `../first`"]);
    let request = json!({ "article": "first", "action": "remove", "id": "nobody" });
    assert_eq!(messages(&write(&preview, request).unwrap_err()).len(), 1);
    let unknown = json!({ "article": "first", "version": "", "action": "remove", "path": "onrecord.toml" });
    assert!(serde_json::from_value::<Request>(unknown).is_err(), "no file can be named");
}
