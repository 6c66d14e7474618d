//! Sources: CSL YAML and CSL-JSON, and what is handed to the citation library.

use onrecord::parse::source::{self, Source};
use serde_json::{Value, json};

use super::{codes, text_input, told};

fn yaml(text: &str) -> (source::Sources, Vec<onrecord::diag::Diagnostic>) {
    source::parse(&text_input("content/sources.yaml", text))
}

/// The one source of a list with this date.
fn dated(issued: &str) -> Source {
    let text = format!("references:\n  - id: a\n    type: book\n    issued: {issued}\n");
    let (mut sources, diagnostics) = yaml(&text);
    assert_eq!(told(&diagnostics, &text), "", "{issued}");
    sources.entries.remove(0)
}

/// The citation library must take every item as it is.
fn accepted(source: &Source) -> citationberg::json::Item {
    serde_json::from_value(Value::Object(source.item.clone())).expect("an item that the library reads")
}

#[test]
fn an_item_as_zotero_and_pandoc_write_it() {
    let text = include_str!("../fixtures/reading/good/sources.yaml");
    let (sources, diagnostics) = yaml(text);
    assert_eq!(told(&diagnostics, text), "");
    let [tass, interview] = sources.entries.as_slice() else { panic!("two sources") };
    assert_eq!(tass.key.value, "tass-2025-02-09");
    assert_eq!(tass.kind.value, "article-newspaper");
    assert_eq!(tass.title.as_deref(), Some("A title: with <i>markup</i>"));
    assert_eq!(tass.issued.as_ref().unwrap().as_str(), "2025-02-09");
    assert_eq!(tass.accessed.as_ref().unwrap().as_str(), "2025-02-10");
    assert_eq!(&text[tass.url.as_ref().unwrap().range.usize()], "https://example.com/tass");
    assert_eq!(tass.outlet.as_ref().unwrap().value, "tass");
    assert_eq!(tass.archived.0.len(), 2);
    assert_eq!(tass.based_on.0[0].value, "interview");
    assert_eq!(
        Value::Object(tass.item.clone()),
        json!({
            "id": "tass-2025-02-09", "type": "article-newspaper", "title": "A title: with <i>markup</i>",
            "container-title": "TASS", "URL": "https://example.com/tass", "volume": "007", "page": "12-14",
            "issued": {"date-parts": [[2025, 2, 9]]}, "accessed": {"date-parts": [[2025, 2, 10]]},
        })
    );
    assert_eq!(
        Value::Object(interview.item.clone()),
        json!({
            "id": "interview", "type": "interview", "title-short": "Short",
            "author": [
                {"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"},
                {"literal": "The desk"}, {"literal": "Plain Name"},
            ],
            "interviewer": [{"family": "Doe"}],
        })
    );
    for source in &sources.entries {
        accepted(source);
    }
    let authors = citationberg::json::Value::Names(vec![]);
    assert_ne!(accepted(interview).0["author"], authors);
}

#[test]
fn the_json_of_zotero() {
    let text = r#"[
  {"id": 42, "type": "webpage", "title": "T", "volume": 3, "custom": {"x": 1}, "categories": ["a"],
   "issued": {"date-parts": [["2024", 3]]}, "author": [{"family": "Ä", "given": "B", "comma-suffix": true}],
   "note": null}
]"#;
    let (sources, diagnostics) = source::parse(&text_input("content/sources/z.json", text));
    assert_eq!(told(&diagnostics, text), "");
    let source = &sources.entries[0];
    assert_eq!((source.key.value.as_str(), source.issued.as_ref().unwrap().as_str()), ("42", "2024-03"));
    assert_eq!(source.item["volume"], "3");
    assert_eq!(source.item.keys().filter(|key| *key == "custom" || *key == "note").count(), 0);
    accepted(source);
}

#[test]
fn dates_become_what_the_library_survives() {
    for (written, edtf, parts) in [
        ("2025-02-09", "2025-02-09", json!({"date-parts": [[2025, 2, 9]]})),
        ("2022", "2022", json!({"date-parts": [[2022]]})),
        ("2022~", "2022~", json!({"date-parts": [[2022]], "circa": 1})),
        ("202X", "202X", json!({"date-parts": [[2020]], "circa": 1})),
        ("2022-21", "2022-21", json!({"date-parts": [[2022]]})),
        ("2022-02/2022-04", "2022-02/2022-04", json!({"date-parts": [[2022, 2]]})),
        ("2022-02/..", "2022-02/..", json!({"date-parts": [[2022, 2]]})),
        ("2025-02-09T23:30-05:00", "2025-02-09T23:30-05:00", json!({"date-parts": [[2025, 2, 9]]})),
        ("{date-parts: [[2025, 2, 9]]}", "2025-02-09", json!({"date-parts": [[2025, 2, 9]]})),
        ("{date-parts: [['2025', '02']]}", "2025-02", json!({"date-parts": [[2025, 2]]})),
        ("{date-parts: [[2025, 2], [2025, 4]]}", "2025-02/2025-04", json!({"date-parts": [[2025, 2]]})),
        ("{date-parts: [[2025, 2], [0, 0]]}", "2025-02/..", json!({"date-parts": [[2025, 2]]})),
        ("{date-parts: [[2025]], circa: true}", "2025~", json!({"date-parts": [[2025]], "circa": 1})),
        ("{date-parts: [[2025]], circa: '0'}", "2025", json!({"date-parts": [[2025]]})),
        ("{date-parts: [[2025]], season: 1}", "2025-21", json!({"date-parts": [[2025]]})),
        ("{date-parts: [[2025, 14]]}", "2025-22", json!({"date-parts": [[2025]]})),
        ("{date-parts: [[-43, 3, 15]]}", "-0043-03-15", json!({"date-parts": [[-43, 3, 15]]})),
        ("{raw: 2025-02-09/2025-02-10}", "2025-02-09/2025-02-10", json!({"date-parts": [[2025, 2, 9]]})),
        ("[{year: 2012, month: 7}]", "2012-07", json!({"date-parts": [[2012, 7]]})),
        ("{year: 2012, month: 7, day: 1}", "2012-07-01", json!({"date-parts": [[2012, 7, 1]]})),
    ] {
        let source = dated(written);
        assert_eq!(source.issued.as_ref().map(onrecord::model::Edtf::as_str), Some(edtf), "{written}");
        assert_eq!(source.item["issued"], parts, "{written}");
        assert!(matches!(accepted(&source).0["issued"], citationberg::json::Value::Date(_)), "{written}");
    }
}

#[test]
fn dates_that_no_citation_can_hold_are_left_out_of_it() {
    for written in ["{literal: before the flood}", "Y170000002", ""] {
        let source = dated(written);
        assert!(!source.item.contains_key("issued"), "{written}");
        accepted(&source);
    }
    assert_eq!(dated("Y170000002").issued.unwrap().as_str(), "Y170000002");
}

#[test]
fn mistakes_in_sources() {
    let text = include_str!("../fixtures/reading/bad/sources.yaml");
    let (sources, diagnostics) = yaml(text);
    insta::assert_snapshot!(told(&diagnostics, text));
    assert_eq!(sources.entries.len(), 9);
    assert_eq!(sources.lost, [] as [&str; 0]);
    assert!(sources.incomplete);
    for source in &sources.entries {
        accepted(source);
    }
}

#[test]
fn a_file_of_sources_is_a_list() {
    for (path, text, expected) in [
        ("content/sources.yaml", "", &[][..]),
        ("content/sources.yaml", "references:\n", &[]),
        ("content/sources.yaml", "- id: a\n", &["wrong-type"]),
        ("content/sources.yaml", "reference: []\n", &["unknown-key"]),
        ("content/sources.yaml", "references: {a: b}\n", &["wrong-type"]),
        ("content/sources/a.json", "[]", &[]),
        ("content/sources/a.json", "{\"references\": []}", &["wrong-type"]),
        ("content/sources/a.json", "", &["json-syntax"]),
        ("content/sources/a.json", "[1,]", &["json-syntax"]),
        ("content/sources/a.json", "[] // none", &["json-syntax"]),
        ("content/sources/a.json", "[{'id': 1}]", &["json-syntax"]),
        ("content/sources/a.json", "[1]", &["wrong-type"]),
    ] {
        let (_, diagnostics) = source::parse(&text_input(path, text));
        assert_eq!(codes(&diagnostics), expected, "{text:?}");
    }
}
