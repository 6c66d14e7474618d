//! Sources from BibTeX, CSL-JSON and CSL YAML.

use insta::assert_snapshot;

use crate::site::{Site, fixture};

#[test]
fn bibtex_becomes_sources() {
    let site = Site::new();
    let run = site.import("bibtex", "library.bib", &fixture("library.bib"), &[]);
    assert_eq!(run.code(), Some(0), "{}", run.told());
    assert_snapshot!(site.read("content/sources/library.yaml"));
    assert_eq!(site.errors(), [""; 0]);
}

#[test]
fn what_has_no_home_in_csl_is_told_where_it_stands() {
    let site = Site::new();
    let run = site.import("bibtex", "library.bib", &fixture("library.bib"), &[]);
    assert_eq!(
        run.places(),
        [
            "bibtex-field library.bib:6:12",
            "bibtex-field library.bib:14:3",
            "bibtex-field library.bib:16:3",
            "import-key library.bib:22:9",
            "bibtex-tex library.bib:22:27",
            "bibtex-tex library.bib:22:27",
            "bibtex-field library.bib:22:76",
            "bibtex-field library.bib:22:95",
            "bibtex-type library.bib:24:2",
            "bibtex-crossref library.bib:26:25",
        ]
    );
}

#[test]
fn csl_json_becomes_sources() {
    let site = Site::new();
    let run = site.import("csl-json", "items.json", &fixture("items.json"), &[]);
    assert_eq!(run.code(), Some(0), "{}", run.told());
    assert_snapshot!(site.read("content/sources/items.yaml"), @r"
    # Imported from `items.json`.
    references:
      - id: doe-2025-harbour
        type: article-newspaper
        title: Harbour opens
        author:
          - family: Doe
            given: Jane
        issued:
          date-parts: [[2025, 2, 9]]
        URL: https://example.com/a
      - id: four
        type: book
        title: Four
        abstract: |-
          One line.
          Another.
      - id: four-2
        type: book
        title: Another four
    ");
    assert_snapshot!(site.read("imports/items.kept.yaml"), @r"
    references:
      - id: two
        type: webpage
        title: Two
        issued:
          date-parts: [[2025, 2, 31]]
      - id: three
        type: book
        title: Three
        outlet: nobody
    ");
    assert_eq!(
        run.places(),
        [
            "import-key items.json:2:10",
            "import-kept items.json:4:63",
            "import-kept items.json:5:3",
            "import-differs items.json:7:10",
        ]
    );
    assert_eq!(site.errors(), [""; 0]);
}

#[test]
fn importing_twice_changes_nothing() {
    for (what, file) in [("bibtex", "library.bib"), ("csl-json", "items.json")] {
        let site = Site::new();
        site.import(what, file, &fixture(file), &[]);
        let files = site.files();
        let again = site.run(&["import", what, file]);
        assert_eq!(site.files(), files, "{}", again.told());
        assert!(again.end().starts_with("0 taken, "), "{}", again.end());
    }
}

#[test]
fn the_kinds_of_entries_have_their_types() {
    let site = Site::new();
    let kinds = [
        ("article", "article-journal"),
        ("book", "book"),
        ("booklet", "pamphlet"),
        ("conference", "paper-conference"),
        ("dataset", "dataset"),
        ("inbook", "chapter"),
        ("incollection", "chapter"),
        ("inreference", "entry-encyclopedia"),
        ("jurisdiction", "legal_case"),
        ("manual", "book"),
        ("mastersthesis", "thesis"),
        ("misc", "document"),
        ("newspaper", "article-newspaper"),
        ("online", "webpage"),
        ("patent", "patent"),
        ("periodical", "periodical"),
        ("report", "report"),
        ("software", "software"),
        ("techreport", "report"),
        ("unpublished", "manuscript"),
        ("video", "motion_picture"),
        ("WWW", "webpage"),
    ];
    let bib: String = kinds.iter().map(|(kind, _)| format!("@{kind}{{k-{kind}, title = {{T}}}}\n")).collect();
    let run = site.import("bibtex", "kinds.bib", &bib, &[]);
    assert_eq!(run.places(), [""; 0], "{}", run.told());
    let sources = site.read("content/sources/kinds.yaml");
    for (kind, csl) in kinds {
        assert!(sources.contains(&format!("  - id: k-{kind}\n    type: {csl}\n")), "{kind}: {sources}");
    }
    assert_eq!(site.errors(), [""; 0]);
}

#[test]
fn a_source_that_the_site_tells_more_about_is_passed_over_and_another_gets_a_key() {
    let site = Site::new();
    let known = "references:\n  - id: doe\n    type: book\n    title: A title\n    issued: 2020\n    outlet: ministry\n";
    site.write("content/sources.yaml", known);
    let run = site.import("bibtex", "a.bib", "@book{doe, title={A title}, year=2020}", &[]);
    assert_eq!(run.end(), "0 taken, 1 there already, 0 kept aside");
    assert!(!site.has("content/sources"));
    let run =
        site.import("bibtex", "b.bib", "@book{doe, title={Another title}, year=2020}", &["--name", "others"]);
    assert_eq!(run.places(), ["import-differs b.bib:1:7"]);
    assert!(run.told().contains("content/sources.yaml:2:9"), "both are shown: {}", run.told());
    assert!(site.read("content/sources/others.yaml").contains("- id: doe-2\n"));
    let third = site.import("bibtex", "c.bib", "@book{roe, title={Third}}", &["--name", "others"]);
    assert_eq!(third.code(), Some(0));
    assert!(site.read("content/sources/others-2.yaml").contains("Third"), "a new file, no file is changed");
    assert_eq!(site.read("content/sources.yaml"), known);
}

#[test]
fn csl_yaml_is_taken_as_well() {
    let site = Site::new();
    let yaml = "# Exported.\nreferences:\n- id: a\n  type: webpage\n  title: \"One: two\"\n  issued:\n  - year: 2020\n    month: 3\n";
    let run = site.import("csl-json", "pandoc.yaml", yaml, &[]);
    assert_eq!(run.end(), "1 taken, 0 there already, 0 kept aside", "{}", run.told());
    assert!(
        site.read("content/sources/pandoc.yaml")
            .contains("    title: \"One: two\"\n    issued:\n      - year: 2020\n        month: 3\n"),
        "{}",
        site.read("content/sources/pandoc.yaml")
    );
    assert_eq!(site.errors(), [""; 0]);
}
