//! Broken input: told with its place, nothing written; and no input that is too odd.

use std::sync::Arc;

use onrecord::discover::{Inputs, TextInput};
use onrecord::import::{Ground, Notation, Options, import};
use onrecord::resolve::Reading;
use proptest::prelude::*;

use crate::site::{Site, fixture};

#[test]
fn broken_files_are_told_and_write_nothing() {
    for (what, file, text, place) in [
        ("hypothesis", "a.json", "{\"annotations\": [\n  {\"uri\": }]}", "json-syntax a.json:2:11"),
        ("hypothesis", "a.json", "{\"title\": \"x\"}", "import-form a.json:1:2"),
        ("hypothesis", "a.json", "[1]", "import-form a.json:1:2"),
        ("hypothesis", "a.json", "[{\"uri\": \"https://a.example\", \"text\": 7}]", "wrong-type a.json:1:39"),
        ("hypothesis", "a.json", "", "json-syntax a.json:1:1"),
        ("webannotation", "a.json", "{\"type\": \"Note\"}", "import-form a.json:1:2"),
        ("webannotation", "a.json", "\"a\"", "import-form a.json:1:1"),
        ("webannotation", "a.json", "{\n\"type\": \"Annotation\",,}", "json-syntax a.json:2:22"),
        ("bibtex", "a.bib", "@book{a,\n  title = {x\n}", "bibtex-syntax a.bib:3:1"),
        ("bibtex", "a.bib", "@book{a title = {x}}", "bibtex-syntax a.bib:1:9"),
        ("bibtex", "a.bib", "@book{a,\n  title {x}}", "bibtex-syntax a.bib:2:9"),
        ("csl-json", "a.json", "{\"a\": 1}", "import-form a.json:1:2"),
        ("csl-json", "a.json", "[{\"id\": \"a\"", "json-syntax a.json:1:2"),
        ("csl-json", "a.yaml", "references:\n  - id: a\n   b: c\n", "yaml-syntax a.yaml:3:4"),
    ] {
        let site = Site::new();
        site.write(file, text);
        let files = site.files();
        let run = site.run(&["import", what, file]);
        assert_eq!(run.code(), Some(1), "{what} {text}: {}", run.told());
        assert_eq!(run.places(), [place], "{what} {text}");
        assert_eq!(site.files(), files, "{what} {text}");
    }
}

#[test]
fn a_file_that_is_not_there_or_no_text_is_told() {
    let site = Site::new();
    let run = site.run(&["import", "bibtex", "nothing.bib"]);
    assert_eq!((run.code(), run.places()), (Some(1), vec!["unreadable nothing.bib:1:1".to_owned()]));
    std::fs::write(site.folder.path().join("latin.bib"), b"@book{a, title={M\xfcller}}").unwrap();
    let run = site.run(&["import", "bibtex", "latin.bib"]);
    assert_eq!((run.code(), run.places()), (Some(1), vec!["not-utf8 latin.bib:1:18".to_owned()]));
    let run = site.run(&["import", "bibtex", "latin.bib", "--site", "content"]);
    assert_eq!(run.code(), Some(1));
}

/// Strings and cross-references that lead in a circle, or grow without end.
#[test]
fn circles_of_bibtex_end() {
    let doubling: String = (0..40).map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n + 1, n + 1)).collect();
    let chain: String =
        (0..2000).map(|n| format!("@misc{{e{n}, crossref = {{e{}}}, title = {{T}}}}\n", n + 1)).collect();
    for text in [
        "@string{a = b}@string{b = a}@book{k, title = a}".to_owned(),
        format!("{doubling}@string{{s40 = \"x\"}}@book{{k, title = s0}}"),
        "@misc{a, crossref = {b}}@misc{b, xdata = {a,b,a}}".to_owned(),
        chain,
        format!("@book{{k, title = {{{}x{}}}}}", "{".repeat(50_000), "}".repeat(50_000)),
        format!("@book{{k, title = {{{}x{}}}}}", r"\a{".repeat(50_000), "}".repeat(50_000)),
        "@misc{k, date = {202512X}, ids = {a,,b}, pages = {1--}}".to_owned(),
    ] {
        try_import(Notation::Bibtex, "a.bib", &text);
    }
}

#[test]
fn every_fixture_cut_short_or_garbled_is_read_without_a_fall() {
    for (notation, file) in NOTATIONS {
        let text = fixture(file);
        for at in (0..text.len()).step_by(3).filter(|at| text.is_char_boundary(*at)) {
            try_import(notation, file, &text[..at]);
            let mut garbled = text.clone();
            let next = garbled[at..].chars().next().unwrap();
            garbled.replace_range(at..at + next.len_utf8(), "}");
            try_import(notation, file, &garbled);
        }
    }
}

const NOTATIONS: [(Notation, &str); 4] = [
    (Notation::Hypothesis, "export.json"),
    (Notation::WebAnnotation, "annotations.jsonld"),
    (Notation::Bibtex, "library.bib"),
    (Notation::Csl, "items.json"),
];

/// An import into a site that has nothing.
fn try_import(notation: Notation, file: &str, text: &str) {
    let input = TextInput { id: "a".into(), path: file.into(), text: Arc::from(text), fingerprint: 0 };
    let (inputs, reading) = (Inputs::default(), Reading::default());
    let ground = Ground { inputs: &inputs, reading: &reading };
    let made = import(notation, &input, ground, &Options { name: "a".to_owned(), ..Options::default() });
    assert!(!made.has_errors() || made.writes.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_bibtex_is_too_odd(parts in proptest::collection::vec(part(), 0..40)) {
        try_import(Notation::Bibtex, "a.bib", &format!("@book{{k, {}", parts.concat()));
    }
}

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("author = {".to_owned()),
        Just("title = {".to_owned()),
        Just("date = {".to_owned()),
        Just("year = ".to_owned()),
        Just("month = mar # ".to_owned()),
        Just("pages = {1--".to_owned()),
        Just("}, ".to_owned()),
        Just("}\n@misc{j, crossref = {k}, ".to_owned()),
        Just(" and ".to_owned()),
        "[{}\\\\\"'`^~=.$,# a-zA-ZñЖ0-9/X_&%-]{1,8}",
    ]
}
