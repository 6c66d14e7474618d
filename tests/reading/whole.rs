//! Mistakes that only a whole site shows: references between its files, each told once.

use std::fs;

use onrecord::diag::Diagnostic;
use onrecord::pipeline::load;
use onrecord::resolve::Options;
use tempfile::TempDir;

const FILES: [(&str, &str); 8] = [
    ("onrecord.toml", "title = \"T\"\n"),
    (
        "content/articles/one/index.md",
        "---\ntitle: One\ndate: 2025-02-09\n---\nHe can neither confirm nor deny this [@tass-1].\n",
    ),
    (
        "content/articles/one/claims.yaml",
        "claims:\n  - id: neither\n    quote: neither confirm nor deny\n    speaker: peskov\n    declines: call-a\n",
    ),
    (
        "content/articles/two.md",
        "---\ntitle: Two\ndate: 2025-02-10\n---\nHe had called, says [one](one/index.md).\n",
    ),
    (
        "content/articles/two.claims.yaml",
        "claims:\n  - id: called\n    statement: He called.\n    speaker: peskov\n    denies: one#neither\n    \
         sources: tass-1\n",
    ),
    ("content/speakers/peskov.md", "---\nname: Dmitry Peskov\n---\n"),
    ("content/events/call-a.md", "---\nname: A call\n---\n"),
    ("content/sources.yaml", "references:\n  - id: tass-1\n    type: webpage\n    title: Peskov\n"),
];

/// What is told of the site with these files in place of its own, or beside them.
fn told(changes: &[(&str, &str)]) -> Vec<Diagnostic> {
    let folder = TempDir::new().unwrap();
    for (path, text) in FILES.iter().chain(changes) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    load(folder.path(), &Options::default()).diagnostics
}

/// File and code of each.
fn codes(changes: &[(&str, &str)]) -> Vec<String> {
    let told = told(changes);
    let told =
        told.iter().map(|d| format!("{} {}", d.place.as_ref().map_or("", |at| &at.span.path), d.code.0));
    told.collect()
}

/// The hints of the one thing that is told.
fn hints(changes: &[(&str, &str)]) -> String {
    let told = told(changes);
    assert_eq!(told.len(), 1, "{told:?}");
    told[0].hints.join(" ")
}

#[test]
fn the_site_is_sound() {
    assert_eq!(told(&[]), []);
}

#[test]
fn what_could_not_be_read_is_not_missed_as_well() {
    let claims = "content/articles/one/claims.yaml";
    for (file, text, code) in [
        (claims, "claims: {", "yaml-syntax"),
        (claims, "claims:\n  - id: neither\n    statement: X\n", "missing-key"),
        (claims, "claims:\n  - statement: X\n    speaker: peskov\n", "missing-key"),
        ("content/sources.yaml", "references: [", "yaml-syntax"),
        ("content/sources.yaml", "references:\n  - type: webpage\n    title: X\n", "missing-key"),
        ("content/articles/2024/one.md", "---\ntitle: Other\ndate: 2025\n---\n", "duplicate-id"),
        ("content/articles/one/index.md", "---\ntitle: One\ndate: 2025\n", "no-front-matter"),
        ("content/articles/one/index.md", "", "no-front-matter"),
    ] {
        let told = codes(&[(file, text)]);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert!(told[0].ends_with(code), "{text:?}: {told:?}");
    }
}

#[test]
fn citations_are_looked_up_wherever_they_stand() {
    let note = "claims:\n  - id: neither\n    statement: 'X [@tas-1]'\n    speaker: peskov\n    note: 'Y [@tas-1]'\n";
    for (file, text) in [
        ("content/index.md", "X [@tas-1]"),
        ("content/pages/about.md", "X [@tas-1]"),
        ("content/speakers/peskov.md", "---\nname: P\n---\nX [@tas-1]"),
        ("content/events/call-a.md", "---\nname: C\n---\nX [^f]\n\n[^f]: Y [@tas-1]"),
    ] {
        assert_eq!(codes(&[(file, text)]), [format!("{file} unknown-source")]);
        assert_eq!(hints(&[(file, text)]), "Did you mean `tass-1`?");
    }
    let file = "content/articles/one/claims.yaml";
    assert_eq!(codes(&[(file, note)]), [file, file].map(|file| format!("{file} unknown-source")));
}

#[test]
fn a_claim_is_referred_to_with_its_mark() {
    let claims = "claims:\n  - {id: a, statement: X, speaker: peskov}\n  \
                  - {id: b, statement: X, speaker: peskov, repeats: a}\n";
    let told = codes(&[("content/articles/two.claims.yaml", claims)]);
    assert_eq!(told, ["content/articles/two.claims.yaml unknown-claim"]);
}

#[test]
fn a_dead_link_names_the_text_that_was_meant() {
    let article = |link: &str| format!("---\ntitle: Two\ndate: 2025\n---\n[x]({link})\n");
    let hint = |link: &str| hints(&[("content/articles/two.md", &article(link))]);
    assert_eq!(hint("../speakers/peskof.md"), "Did you mean `../speakers/peskov.md`?");
    assert_eq!(hint("one.md"), "Did you mean `one/index.md`?");
    assert_eq!(hint("nowhere.md"), "");
}

#[test]
fn snapshots_stand_under_content() {
    let source = |name: &str| format!("{}    snapshot: {name}\n", FILES[7].1);
    let copy = ("content/sources/tass.txt", "what it said");
    for name in ["sources/tass.txt", "content/sources/tass.txt"] {
        assert_eq!(codes(&[copy, ("content/sources.yaml", &source(name))]), [] as [&str; 0]);
    }
    for name in ["tass.txt", "../../outside.txt", "../onrecord.toml"] {
        let told = codes(&[copy, ("content/sources.yaml", &source(name))]);
        assert_eq!(told, ["content/sources.yaml missing-snapshot"]);
    }
}

#[test]
fn an_address_belongs_to_one_page() {
    let article = |alias: &str| format!("---\ntitle: Two\ndate: 2025\naliases: [{alias}]\n---\nHe\n");
    let page = ("content/pages/old.md", "---\ntitle: Old\naliases: [/other/]\n---\n");
    for alias in ["/articles/one/", "old", "/other/index.html"] {
        let told = told(&[page, ("content/articles/two.md", &article(alias))]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].code.0, told[0].related.len()), ("alias-taken", 1));
    }
}

#[test]
fn part_of_leads_to_an_end() {
    let speaker = |whole: &str| format!("---\nname: X\nkind: organization\npart_of: {whole}\n---\n");
    let round = told(&[("content/speakers/a.md", &speaker("b")), ("content/speakers/b.md", &speaker("a"))]);
    let round: Vec<_> = round.iter().filter(|d| d.is_error()).collect();
    assert_eq!(round.len(), 1, "{round:?}");
    assert_eq!(round[0].message, "`a` is part of itself: `a` → `b` → `a`");
    assert_eq!(round[0].related[0].span.path.as_ref(), "content/speakers/b.md");
    let told = codes(&[("content/speakers/a.md", &speaker("[peskov]"))]);
    assert_eq!(told, ["content/speakers/a.md wrong-type"]);
}

#[test]
fn only_persons_hold_roles() {
    let file = "content/speakers/peskov.md";
    let told = |text| codes(&[(file, text)]);
    assert_eq!(
        told("---\nname: X\nkind: state\nroles: [{title: T}]\n---\n"),
        [format!("{file} role-of-no-person")]
    );
    let peskov = "---\nname: X\npart_of: kremlin\n---\n";
    let kremlin = ("content/speakers/kremlin.md", "---\nname: K\nkind: organization\n---\n");
    assert_eq!(codes(&[(file, peskov), kremlin]), [format!("{file} person-in-part")]);
}

#[test]
fn html_that_nests_without_end_is_refused() {
    let article = format!("---\ntitle: Two\ndate: 2025\n---\n{}\n", "<div>".repeat(50_000));
    assert_eq!(codes(&[("content/articles/two.md", &article)]), ["content/articles/two.md html-too-deep"]);
}

#[test]
fn a_long_text_repeated_by_aliases_is_refused() {
    let article = format!(
        "---\ntitle: &t {}\ndate: 2025\nauthors: [{}]\n---\nHe\n",
        "x".repeat(1_000_000),
        "*t,".repeat(100_000)
    );
    assert_eq!(codes(&[("content/articles/two.md", &article)]), ["content/articles/two.md too-large"]);
}

#[test]
fn folders_do_not_pass_for_files() {
    let file = ("content/articles/three.md/x.txt", "x");
    assert_eq!(codes(&[file]), ["content/articles/three.md not-a-file"]);
}

#[test]
fn what_is_not_utf_8_is_shown_where_it_stands() {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("onrecord.toml"), "title = \"T\"\n").unwrap();
    fs::write(folder.path().join("content/index.md"), b"one\ntwo \xFF\n").unwrap();
    let site = load(folder.path(), &Options::default());
    let place = &site.diagnostics[0].place.as_ref().unwrap().span;
    assert_eq!((site.diagnostics[0].code.0, place.range.start), ("not-utf8", 8));
    assert!(site.text("content/index.md").is_some_and(|text| text.starts_with("one\ntwo \u{FFFD}")));
}
