//! Claims from annotations: Hypothesis and the W3C's model.

use insta::assert_snapshot;
use onrecord::edit::claims::{Draft, add, add_all};

use crate::site::{Site, fixture};

const CLAIMS: &str = "content/articles/harbour.claims.yaml";

#[test]
fn an_export_of_hypothesis_becomes_claims() {
    let site = Site::new();
    let run = site.import("hypothesis", "export.json", &fixture("export.json"), &[]);
    assert_eq!(run.code(), Some(0), "{}", run.told());
    assert_snapshot!(site.read(CLAIMS), @r#"
    claims:
      # Imported: https://annotations.example/a/aaa111
      - id: the-harbour-stays-open-to-all
        quote:
          exact: the harbour stays open to all ships
          prefix: ministry said on Monday that "
          suffix: '". The mayor would not say so:'
        speaker: ministry
        said: 2026-03-02
        denies: closing
        note: |-
          First line.

          Second *line*: with a colon.
        topics: [Ships]

      # Imported: bbb222
      - id: i-can-neither-confirm-nor-deny
        quote:
          exact: I can neither confirm nor deny this
          prefix: 'The mayor would not say so: "'
          suffix: '." Asked again, the mayor said'
        speaker: mayor
        declines: closing

      # Imported: hhh888
      - id: the-harbour-stays-open
        quote: The harbour stays open
        in: title
        speaker: ministry
        note: The headline
    "#);
    assert_eq!(site.errors(), [""; 0]);
}

#[test]
fn what_cannot_be_a_claim_is_told_where_it_stands_and_kept() {
    let site = Site::new();
    let run = site.import("hypothesis", "export.json", &fixture("export.json"), &[]);
    assert_eq!(
        run.places(),
        [
            "quote-not-found export.json:34:48",
            "import-kept export.json:36:5",
            "import-kept export.json:40:5",
            "import-kept export.json:46:29",
            "quote-ambiguous export.json:50:128",
            "import-kept export.json:56:5",
        ]
    );
    let kept: serde_json::Value = serde_json::from_str(&site.read("imports/export.kept.json")).unwrap();
    let ids: Vec<&str> = kept.as_array().unwrap().iter().map(|kept| kept["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ccc333", "ddd444", "eee555", "fff666", "ggg777", "iii999"]);
    assert_eq!(run.end(), "3 taken, 0 there already, 6 kept aside");
}

#[test]
fn what_was_kept_can_be_mended_and_imported_again() {
    let site = Site::new();
    site.import("hypothesis", "export.json", &fixture("export.json"), &[]);
    let kept = "imports/export.kept.json";
    let mended = site
        .read(kept)
        .replace("speaker:mayr", "speaker:mayor")
        .replace("it was for the town", "it was not for the town");
    site.write(kept, &mended);
    let run = site.run(&["import", "hypothesis", kept]);
    assert_eq!(run.end(), "2 taken, 0 there already, 4 kept aside", "{}", run.told());
    let claims = site.read(CLAIMS);
    assert!(claims.contains("quote: it was not for the town to decide"), "{claims}");
    assert!(claims.contains("statement: A note on the page"), "{claims}");
    assert!(site.has("imports/export.kept-2.json"), "what is left is kept beside it");
    assert_eq!(site.errors(), [""; 0]);
}

#[test]
fn importing_twice_changes_nothing() {
    for (what, file, text) in [
        ("hypothesis", "export.json", fixture("export.json")),
        ("webannotation", "annotations.jsonld", annotations()),
    ] {
        let site = Site::new();
        let first = site.import(what, file, &text, &[]);
        let files = site.files();
        let again = site.run(&["import", what, file]);
        assert_eq!(again.code(), Some(0));
        assert_eq!(site.files(), files, "{}", again.told());
        let taken = first.end().split(' ').next().unwrap().to_owned();
        assert!(
            taken != "0" && again.end().starts_with(&format!("0 taken, {taken} there already")),
            "{}",
            again.end()
        );
    }
}

/// A claim is known by what it was made of, also after a person has worked on it.
#[test]
fn a_claim_that_was_edited_is_not_imported_again() {
    let site = Site::new();
    site.import("hypothesis", "export.json", &fixture("export.json"), &[]);
    let edited = site.read(CLAIMS).replace("note: The headline", "note: The headline, as the desk reads it");
    site.write(CLAIMS, &edited);
    site.run(&["import", "hypothesis", "export.json"]);
    assert_eq!(site.read(CLAIMS), edited);
}

#[test]
fn claims_that_are_there_stay_byte_for_byte() {
    let site = Site::new();
    let own = "# Ours.\r\nclaims:\r\n# First.\r\n- id: i-can-neither-confirm-nor-deny   # taken\r\n  statement: \"Something else\"\r\n  speaker: mayor\r\n";
    site.write(CLAIMS, own);
    site.import("hypothesis", "export.json", &fixture("export.json"), &[]);
    let claims = site.read(CLAIMS);
    assert!(claims.starts_with(own), "{claims}");
    assert!(claims.contains("\r\n- id: i-can-neither-confirm-nor-deny-2\r\n"), "{claims}");
    assert!(!claims.replace("\r\n", "").contains('\n'), "one kind of line end: {claims:?}");
    assert_eq!(site.errors(), [""; 0]);
}

#[test]
fn claims_in_brackets_stay_in_brackets() {
    let site = Site::new();
    site.write(CLAIMS, "claims: [{id: first, statement: Something, speaker: mayor}] # ours\n");
    let run = site.import("hypothesis", "export.json", &fixture("export.json"), &[]);
    assert_eq!(run.end(), "3 taken, 0 there already, 6 kept aside", "{}", run.told());
    let claims = site.read(CLAIMS);
    assert!(
        claims.starts_with("claims: [{id: first, statement: Something, speaker: mayor}, {id: "),
        "{claims}"
    );
    assert!(claims.ends_with("] # ours\n"), "{claims}");
    assert_eq!(site.errors(), [""; 0]);
}

/// Many are added in one go; the file is the same as if each had been added by itself.
#[test]
fn many_claims_are_added_as_one_by_one() {
    let draft = |id: &str| Draft {
        id: id.to_owned(),
        speaker: "mayor".to_owned(),
        statement: Some("Says\nsomething".to_owned()),
        topics: vec!["a, b".to_owned()],
        ..Draft::default()
    };
    let drafts = ["one", "two", "three"].map(draft);
    for text in [
        None,
        Some(""),
        Some("claims:\n"),
        Some("claims: []\n"),
        Some(
            "# Ours.\nclaims:\n- id: a\n  speaker: b\n  statement: c\n- id: d\n  speaker: b\n  statement: c",
        ),
        Some("claims:\r\n    - id: a\r\n      speaker: b\r\n      statement: c\r\n\r\n# The end.\r\n"),
        Some("claims: [{id: a, speaker: b, statement: c}]\n"),
    ] {
        let single = drafts
            .iter()
            .fold(text.map(str::to_owned), |text, draft| Some(add(text.as_deref(), draft).unwrap()));
        assert_eq!(Some(add_all(text, &drafts).unwrap()), single, "{text:?}");
    }
    assert!(add_all(Some("claims:\n"), &[draft("a"), draft("a")]).is_err());
    assert!(add_all(None, &[draft("a"), draft("b"), draft("a")]).is_err());
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let site = Site::new();
    site.write("export.json", &fixture("export.json"));
    let files = site.files();
    let run = site.run(&["import", "hypothesis", "export.json", "--dry-run"]);
    assert!(run.out().starts_with("+++ content/articles/harbour.claims.yaml\n+"), "{}", run.out());
    assert!(run.out().contains("+    speaker: ministry\n"), "{}", run.out());
    assert_eq!(site.files(), files);
}

#[test]
fn article_and_speaker_can_be_named_for_all() {
    let site = Site::new();
    let export = r#"[{"uri": "https://elsewhere.example/", "text": "", "tags": ["Ships"], "target": [{"source":
        "https://elsewhere.example/", "selector": [{"type": "TextQuoteSelector", "exact": "The council said no"}]}]}]"#;
    let run = site.import("hypothesis", "one.json", export, &["--article", "harbour", "--speaker", "mayor"]);
    assert_eq!(run.end(), "1 taken, 0 there already, 0 kept aside", "{}", run.told());
    assert!(!site.has("imports"));
    let run = site.run(&["import", "hypothesis", "one.json", "--article", "harbor", "--speaker", "mayr"]);
    assert_eq!(run.code(), Some(1));
    let told = run.told();
    assert!(told.contains("Did you mean `harbour`?") && told.contains("Did you mean `mayor`?"), "{told}");
}

#[test]
fn words_in_another_context_are_not_the_words() {
    let site = Site::new();
    let export = |prefix: &str, suffix: &str| {
        serde_json::json!([{"uri": "https://paper.example/harbour", "text": "", "tags": ["speaker:mayor"], "target":
            [{"source": "https://paper.example/harbour", "selector":
                [{"type": "TextQuoteSelector", "exact": "not for the town", "prefix": prefix, "suffix": suffix}]}]}])
        .to_string()
    };
    let lost = [("was always ", " to decide"), ("was ", " to forget"), ("\n", "\n"), ("x", "y")];
    for (number, (prefix, suffix)) in lost.into_iter().enumerate() {
        let run = site.import("hypothesis", &format!("lost-{number}.json"), &export(prefix, suffix), &[]);
        let expected = if number == 2 { 1 } else { 0 };
        assert!(run.end().starts_with(&format!("{expected} taken")), "{prefix:?} {suffix:?}: {}", run.told());
    }
    // The number of a note, and what a browser puts between blocks, are not the article's.
    for (number, (prefix, suffix)) in
        [("that it\nwas ", "3 to decide"), ("Menu\n  that it was ", " to decide.4\n\nShare")]
            .into_iter()
            .enumerate()
    {
        let run = site.import("hypothesis", &format!("found-{number}.json"), &export(prefix, suffix), &[]);
        assert!(run.told().contains("0 kept aside"), "{prefix:?} {suffix:?}: {}", run.told());
    }
}

/// The fixture, its positions filled in: those of the second `said no`.
fn annotations() -> String {
    let body = fixture("harbour.md").split("---\n").nth(2).unwrap().replace('*', "");
    let text = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = text[..text.rfind("said no").unwrap()].chars().count();
    fixture("annotations.jsonld")
        .replace("START", &start.to_string())
        .replace("END", &(start + "said no".len()).to_string())
}

#[test]
fn annotations_of_the_w3c_become_claims() {
    let site = Site::new();
    let run = site.import("webannotation", "annotations.jsonld", &annotations(), &[]);
    assert_eq!(run.code(), Some(0), "{}", run.told());
    assert_snapshot!(site.read(CLAIMS), @r#"
    claims:
      # Imported: https://news.example/site/articles/harbour/#claim-ministry-open
      - id: ministry-open
        quote:
          exact: the harbour stays open to all ships
          prefix: ministry said on Monday that "
          suffix: '". The mayor would not say so:'
        speaker: ministry
        said: 2026-03-02
        to: [mayor]
        denies: closing
        note: A \*starred\* note.
        topics: [Ships]
        verdicts:
          - rating: kept
            by: The desk
            summary: It did.

      - id: said-no
        quote:
          exact: said no
          prefix: ministry said no. The council
          suffix: '.'
        speaker: mayor
        affirms: harbour#ministry-open

      - id: the-editors-own-words
        statement: The editors' own *words*.
        speaker: mayor
    "#);
    assert_eq!(
        run.places(),
        [
            "import-selector annotations.jsonld:28:14",
            "import-kept annotations.jsonld:52:7",
            "unknown-key annotations.jsonld:61:9"
        ]
    );
    assert_eq!(site.errors(), [""; 0]);
}

#[test]
fn annotations_come_alone_in_lists_and_in_pages() {
    let one = r#"{"type": "Annotation", "bodyValue": "A statement.", "onrecord:speaker": "mayor", "target": "https://paper.example/harbour"}"#;
    for text in [
        one.to_owned(),
        format!("[{one}]"),
        format!(r#"{{"type": "AnnotationPage", "items": [{one}]}}"#),
        format!(
            r#"{{"@type": "oa:AnnotationCollection", "first": {{"items": [], "next": {{"items": [{one}]}}}}}}"#
        ),
        format!(r#"{{"@graph": [{one}]}}"#),
    ] {
        let site = Site::new();
        let run = site.import("webannotation", "one.json", &text, &[]);
        assert_eq!(run.end(), "1 taken, 0 there already, 0 kept aside", "{text}\n{}", run.told());
    }
    let site = Site::new();
    let run = site.import(
        "webannotation",
        "away.json",
        r#"{"type": "AnnotationCollection", "first": "https://a.example/1"}"#,
        &[],
    );
    assert_eq!(run.places(), ["import-elsewhere away.json:1:43"]);
}

#[test]
fn passages_of_one_claim_and_words_of_the_summary() {
    let site = Site::new();
    let target = |exact: &str| {
        format!(
            r#"{{"source": "https://paper.example/harbour", "selector": {{"type": "TextQuoteSelector", "exact": "{exact}"}}}}"#
        )
    };
    let annotation = |targets: &[&str]| {
        let targets = targets.iter().map(|exact| target(exact)).collect::<Vec<_>>().join(", ");
        format!(r#"{{"type": "Annotation", "onrecord:speaker": "mayor", "target": [{targets}]}}"#)
    };
    let text = format!(
        "[{}, {}, {}]",
        annotation(&["The ministry said no", "The council said no"]),
        annotation(&["a mayor does not"]),
        annotation(&["A ministry speaks", "The council said no"])
    );
    let run = site.import("webannotation", "many.json", &text, &[]);
    assert_eq!(run.end(), "2 taken, 0 there already, 1 kept aside", "{}", run.told());
    let claims = site.read(CLAIMS);
    assert!(claims.contains("    quote: [The ministry said no, The council said no]\n"), "{claims}");
    assert!(claims.contains("    quote: a mayor does not\n    in: summary\n"), "{claims}");
    assert_eq!(site.errors(), [""; 0]);
}
