//! Proof of quotes: the words of claims, looked for in the stored copies of their sources.

#[path = "press/mod.rs"]
mod press;

use std::fs;

use onrecord::pipeline::{self, Site};
use onrecord::resolve;
use press::{demonstration, printed};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use tempfile::TempDir;

const CONFIG: (&str, &str) = ("onrecord.toml", "title = \"T\"\n");
const SPEAKER: (&str, &str) = ("content/speakers/ann.md", "---\nname: Ann Lee\n---\n");

/// A site of one article with one claim, with a copy of its source.
struct Case<'a> {
    body: &'a str,
    /// The keys of the claim but its speaker and id.
    claim: &'a str,
    /// Further keys of the source.
    source: &'a str,
    /// Name and text.
    copy: (&'a str, &'a str),
}

const CASE: Case<'static> = Case {
    body: "She said: “We did not call anybody that night.” Nobody asked why.",
    claim: "quote: We did not call anybody that night",
    source: "URL: https://example.com/1",
    copy: ("gazette.txt", ""),
};

impl Case<'_> {
    fn site(&self) -> (TempDir, Site) {
        let article = format!("---\ntitle: A\ndate: 2025-02-09\n---\n{}\n", self.body);
        let claims = format!("claims:\n  - id: c\n    speaker: ann\n    {}\n    sources: [s]\n", self.claim);
        let (name, text) = self.copy;
        let entry = format!("{}\n    snapshot: {name}", self.source);
        let sources = format!("references:\n  - id: s\n    type: webpage\n    title: T\n    {entry}\n");
        site(&[
            CONFIG,
            SPEAKER,
            ("content/articles/a.md", &article),
            ("content/articles/a.claims.yaml", &claims),
            ("content/sources.yaml", &sources),
            (&format!("content/{name}"), text),
        ])
    }

    /// What the data file says of the one source of the one claim.
    fn proof(&self) -> Value {
        let (folder, _) = self.site();
        let claims = &printed(folder.path(), None)["data/claims.jsonl"];
        let claim: Value = serde_json::from_str(claims.lines().next().unwrap()).unwrap();
        assert_eq!(claim["proofs"].as_array().unwrap().len(), 1, "{claim}");
        claim["proofs"][0].clone()
    }

    fn finding(&self) -> (String, Option<String>) {
        let proof = self.proof();
        (proof["finding"].as_str().unwrap().to_owned(), proof["reason"].as_str().map(str::to_owned))
    }
}

fn site(files: &[(&str, &str)]) -> (TempDir, Site) {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let site = pipeline::load(folder.path(), &resolve::Options::default());
    assert!(!site.has_errors(), "{:#?}", site.diagnostics);
    (folder, site)
}

fn found(finding: &str) -> (String, Option<String>) {
    (finding.to_owned(), None)
}

fn not_checkable(reason: &str) -> (String, Option<String>) {
    ("not-checkable".to_owned(), Some(reason.to_owned()))
}

fn codes(site: &Site) -> Vec<&'static str> {
    site.diagnostics.iter().map(|told| told.code.0).collect()
}

/// The words that elements show, white space folded.
fn words(html: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let selector = Selector::parse(selector).unwrap();
    let fold = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    html.select(&selector).map(|element| fold(element.text().collect())).collect()
}

#[test]
fn words_are_found_as_in_articles() {
    let text = "Ann Lee spoke.\n\n\"We did\u{a0}not call\nanybody that night.\"";
    assert_eq!(Case { copy: ("g.txt", text), ..CASE }.finding(), found("found"));
    let html =
        "<title>Night</title><p>Ann: <em>We did</em> not <b>call</b> anybody<br>that night&hellip;</p>";
    assert_eq!(Case { copy: ("g.html", html), ..CASE }.finding(), found("found"));
    let hidden = "<script>We did not call anybody that night</script><p>Something else entirely.</p>";
    assert_eq!(Case { copy: ("g.html", hidden), ..CASE }.finding(), found("not-found"));
    let inside = "We did not call anybody that nightly show.";
    assert_ne!(Case { copy: ("g.txt", inside), ..CASE }.finding(), found("found"));
}

#[test]
fn differences_are_shown() {
    let body =
        "She said: “We did not call anybody in the ministry, and nobody from there called us that night.”";
    let claim = "quote: We did not call anybody in the ministry, and nobody from there called us that night";
    let text =
        "Lee: We did not phone anybody in the ministry, and nobody from there ever called us that night.";
    let case = Case { body, claim, copy: ("g.txt", text), ..CASE };
    let proof = case.proof();
    assert_eq!(proof["finding"], "differs");
    assert_eq!(
        proof["differences"],
        json!([{ "claim": "call", "copy": "phone" }, { "claim": "", "copy": "ever" }])
    );
    let (folder, site) = case.site();
    assert_eq!(codes(&site), ["other-words-in-snapshot"]);
    let shown = words(&printed(folder.path(), None)["articles/a/index.html"], ".proof");
    let words = "Found with differences The stored copy of this source has other words: phone for call; with ever \
                 added. The words at the source";
    assert_eq!(shown, [words]);
}

#[test]
fn what_is_quoted_and_not_found_is_told() {
    let case = Case { copy: ("g.txt", "The weather will be fine tomorrow, the office said."), ..CASE };
    assert_eq!(case.finding(), found("not-found"));
    let (folder, site) = case.site();
    assert_eq!(codes(&site), ["words-not-in-snapshot"]);
    let place = site.diagnostics[0].place.as_ref().unwrap();
    assert_eq!(&*place.span.path, "content/articles/a.claims.yaml");
    let shown = words(&printed(folder.path(), None)["articles/a/index.html"], ".proof");
    assert_eq!(shown, ["Not found The quoted words do not stand in the stored copy of this source."]);
}

#[test]
fn the_article_s_own_words_prove_nothing() {
    let copy = ("g.txt", "Ann Lee: “I will not say yes and I will not say no.”");
    let own = Case {
        body: "She would neither confirm nor deny it.",
        claim: "quote: neither confirm nor deny it",
        copy,
        ..CASE
    };
    assert_eq!(own.finding(), not_checkable("own-words"));
    assert_eq!(codes(&own.site().1), [""; 0]);
    // What is quoted amid them counts.
    let body = "She would “not say yes” to anybody, and “not say no” either.";
    let claim = "quote: would “not say yes” to anybody, and “not say no” either";
    assert_eq!(Case { body, claim, copy, ..CASE }.finding(), found("found"));
    let body = "She would “not say yes” to anybody, and “not say a word” either.";
    let claim = "quote: would “not say yes” to anybody, and “not say a word” either";
    assert_eq!(Case { body, claim, copy, ..CASE }.finding(), found("not-found"));
    // So does a block of quotation, which has no marks.
    let body = "She wrote:\n\n> I deny it all, every word.\n\nThat was that.";
    let claim = "quote: I deny it all, every word";
    assert_eq!(Case { body, claim, copy, ..CASE }.finding(), found("not-found"));
    let claim = "quote: That was that";
    assert_eq!(Case { body, claim, copy, ..CASE }.finding(), not_checkable("own-words"));
}

#[test]
fn translations_are_looked_up_in_the_original() {
    let body = "She said: “We did not call.”";
    let claim = "quote: We did not call\n    original: {text: Wir haben nicht angerufen, language: de}";
    let source = "language: de-AT";
    let german = ("g.txt", "Lee sagte: „Wir haben nicht angerufen.“");
    assert_eq!(Case { body, claim, source, copy: german }.finding(), found("found"));
    assert_eq!(Case { body, claim, source, copy: german }.proof()["words"], "original");
    // A report in the language of the article has its words.
    let english = ("g.txt", "Lee said “We did not call”.");
    assert_eq!(Case { body, claim, source: "language: en", copy: english }.proof()["words"], "quote");
    let nothing = ("g.txt", "Gestern war das Wetter schön.");
    assert_eq!(Case { body, claim, source, copy: nothing }.finding(), found("not-found"));
    let english =
        Case { body, claim, source: "language: en", copy: ("g.txt", "The weather was fine.") }.proof();
    assert_eq!((&english["finding"], &english["words"]), (&json!("not-found"), &json!("quote")));
    let claim = "quote: We did not call";
    assert_eq!(Case { body, claim, source, copy: nothing }.finding(), not_checkable("language"));
}

#[test]
fn what_cannot_be_checked_says_so() {
    let claim = "statement: She said nothing.";
    assert_eq!(Case { claim, copy: ("g.txt", "Words."), ..CASE }.finding(), not_checkable("no-quote"));
    assert_eq!(Case { copy: ("g.html", "<p> <br></p>"), ..CASE }.finding(), not_checkable("no-text"));
    let (folder, _) = CASE.site();
    fs::write(folder.path().join("content/gazette.txt"), b"We did not call \xE9").unwrap();
    let site = pipeline::load(folder.path(), &resolve::Options::default());
    assert!(!site.has_errors());
    assert_eq!(codes(&site), ["not-utf8"]);
    assert!(printed(folder.path(), None)["data/claims.jsonl"].contains("\"reason\":\"no-text\""));
}

#[test]
fn each_source_with_a_copy_is_checked_and_counted() {
    let claims = "claims:\n  - id: c\n    speaker: ann\n    quote: We did not call\n    sources: [with, without, {key: other, \
                  locator: p. 3}]\n  - id: d\n    speaker: ann\n    quote: Nor will we\n    sources: [with, {key: with, locator: p. 4}]\n";
    let entry = |id: &str, more: &str| format!("  - {{id: {id}, type: webpage, title: {id}{more}}}\n");
    let sources = format!(
        "references:\n{}{}{}{}",
        entry("with", ", snapshot: copies/w.txt"),
        entry("other", ", snapshot: copies/o.txt"),
        entry("without", ""),
        entry("idle", ", snapshot: copies/o.txt")
    );
    let (folder, site) = site(&[
        CONFIG,
        SPEAKER,
        (
            "content/articles/a.md",
            "---\ntitle: A\ndate: 2025-02-09\n---\n“We did not call”, she said. “Nor will we.”\n",
        ),
        ("content/articles/a.claims.yaml", claims),
        ("content/sources.yaml", &sources),
        ("content/copies/w.txt", "We did not call."),
        ("content/copies/o.txt", "The weather was fine."),
    ]);
    // One copy that holds the words is enough for a claim.
    assert_eq!(codes(&site), ["short-quote", "short-quote", "words-not-in-snapshot", "unused-source"]);
    let files = printed(folder.path(), None);
    let proofs = |dataset: &str, line: usize| -> Value {
        let line = files[&format!("data/{dataset}.jsonl")].lines().nth(line).unwrap();
        serde_json::from_str::<Value>(line).unwrap()["proofs"].clone()
    };
    let told = |line| {
        let proofs = proofs("claims", line);
        let told = |proof: &Value| {
            (proof["source"].as_str().unwrap().to_owned(), proof["finding"].as_str().unwrap().to_owned())
        };
        proofs.as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    let pair = |key: &str, finding: &str| (key.to_owned(), finding.to_owned());
    assert_eq!(told(0), [pair("with", "found"), pair("other", "not-found")]);
    assert_eq!(told(1), [pair("with", "not-found")]);
    let counts = |found: u8, not_found: u8| json!({ "found": found, "differs": 0, "not_found": not_found, "not_checkable": 0 });
    let sources: Vec<Value> = (0..4).map(|line| proofs("sources", line)).collect();
    assert_eq!(sources, [counts(0, 0), counts(0, 1), counts(1, 1), Value::Null]);
    let page = &files["sources/index.html"];
    assert!(words(page, ".hint")[0].starts_with(
        "3 of 4 sources have a stored copy here. The words of claims were looked for in them 3 times: 1 found, 2 not found."
    ));
    let facts = words(page, ".source-list .facts > div:first-child");
    let kept = [
        "no claim rests on it",
        "1 not found",
        "1 found, 1 not found",
        "none, so that nothing was looked for",
    ];
    assert_eq!(facts, kept.map(|words| format!("Stored copy{words}")));
    // The copies are for proof, not for the public.
    assert!(!files.keys().any(|path| path.contains("copies")));
}

#[test]
fn a_site_without_copies_says_nothing_of_them() {
    let files = demonstration(None);
    assert_eq!(
        words(&files["sources/index.html"], "dt").iter().filter(|term| *term == "Stored copy").count(),
        0
    );
    assert!(files.values().all(|text| !text.contains("class=\"proof")));
}

#[test]
fn the_way_to_the_words_leads_to_one_place() {
    let url = |text: &str| Case { copy: ("g.txt", text), ..CASE }.proof()["url"].clone();
    let plain = "https://example.com/1#:~:text=We%20did%20not%20call%20anybody%20that%20night";
    assert_eq!(url("Lee: We did not call  anybody that night."), plain);
    // Browsers do not mind case, and go to the first place.
    let twice = "They wrote: we did not call anybody that night.\nWhat she wrote: We did not call anybody that night.";
    assert_eq!(url(twice), Value::Null);
    let apart =
        "At first: We did not call anybody that night. Later: We did not call anybody that night, or so.";
    let prefixed = "https://example.com/1#:~:text=first%3A-,We%20did%20not%20call%20anybody%20that%20night";
    assert_eq!(url(apart), prefixed);
    // Where a line ends, a block may end: the two ends are named.
    let broken = "Lee: “We did not call anybody\nthat night.”";
    let ranged = "https://example.com/1#:~:text=We%20did%20not%20call%20anybody,that%20night";
    assert_eq!(url(broken), ranged);
    // An archived copy keeps what the source may have changed since.
    let source = "URL: https://example.com/1#top\n    archived: https://example.org/copy";
    let copy = ("g.txt", "We did not call anybody that night.");
    let url = |source| Case { source, copy, ..CASE }.proof()["url"].clone();
    assert!(url(source).as_str().unwrap().starts_with("https://example.org/copy#:~:text=We"));
    assert!(
        url("URL: https://example.com/1#top")
            .as_str()
            .unwrap()
            .starts_with("https://example.com/1#top:~:text=We")
    );
    assert_eq!(url("publisher: Nobody"), Value::Null);
}

#[test]
fn a_preview_sees_that_a_copy_has_changed() {
    let (folder, _) = Case { copy: ("g.txt", "We did not call anybody that night."), ..CASE }.site();
    let options = resolve::Options::default();
    let mut memory = pipeline::Memory::new(folder.path(), options);
    let nothing = pipeline::Buffers::default();
    assert_eq!(codes(&memory.load(&pipeline::Changed::Anything, &nothing)), [""; 0]);
    let file = |name: &str| folder.path().join("content").join(name);
    let mut codes_after = |name: &str, text: &str| {
        fs::write(file(name), text).unwrap();
        let site = memory.load(&pipeline::Changed::Paths(vec![file(name)]), &nothing);
        let cold = pipeline::load(folder.path(), &resolve::Options::default());
        assert_eq!(site.diagnostics, cold.diagnostics);
        assert_eq!(site.corpus.claims[0].sources, cold.corpus.claims[0].sources);
        codes(&site)
    };
    assert_eq!(codes_after("g.txt", "The weather was fine, they all said."), ["words-not-in-snapshot"]);
    // The copy is the same, and other words are looked for in it.
    let claims =
        "claims:\n  - {id: c, speaker: ann, quote: The weather was fine, they all said, sources: [s]}\n";
    let claims =
        claims.replace("The weather was fine, they all said", "'The weather was fine, they all said'");
    let article = "---\ntitle: A\ndate: 2025-02-09\n---\n“The weather was fine, they all said.”\n";
    assert_eq!(codes_after("articles/a.md", article), ["quote-not-found"]);
    assert_eq!(codes_after("articles/a.claims.yaml", &claims), [""; 0]);
    let article = article.replace("“", "“No! ");
    assert_eq!(codes_after("articles/a.md", &article), [""; 0]);
    let claims = claims.replace("'The", "'No! The");
    assert_eq!(codes_after("articles/a.claims.yaml", &claims), ["other-words-in-snapshot"]);
}
