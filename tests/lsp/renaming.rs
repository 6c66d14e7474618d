//! Another id, wherever the thing is named.

use serde_json::{Value, json};

use super::client::{Client, at, modern, uri, words};
use super::site::{ARTICLE, CLAIMS, EVENT, JSON, PAGE, SECOND, SECOND_CLAIMS, SOURCES, SPEAKER, Site};

struct Desk {
    site: Site,
    client: Client,
}

impl Desk {
    fn new() -> Self {
        let site = Site::new();
        let client = Client::greeting(&site.root, modern());
        Self { site, client }
    }

    fn rename(&mut self, file: &str, line: &str, word: &str, new: &str) -> Result<Value, Value> {
        let text = self.site.text(file);
        let mut params = at(&self.site.file(file), &text, line, line.find(word).unwrap() + 1);
        params["newName"] = json!(new);
        self.client.request("textDocument/rename", params)
    }

    /// Writes to disk, as another program does, and tells of it.
    fn write(&mut self, path: &str, text: &str) {
        self.site.write(path, text);
        let change = json!({"uri": uri(&self.site.file(path)), "type": 2});
        self.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    }

    fn refusal(&mut self, file: &str, line: &str, word: &str, new: &str) -> String {
        let error = self.rename(file, line, word, new).unwrap_err();
        assert_eq!(error["code"], -32803);
        error["message"].as_str().unwrap().to_owned()
    }

    /// Renames, makes the edit on disk, and sees that the site is whole.
    fn renamed(&mut self, file: &str, line: &str, word: &str, new: &str) {
        let edit = self.rename(file, line, word, new).unwrap();
        assert!(edit.is_object(), "{edit}");
        self.site.make(&edit);
        assert_eq!(self.site.errors(), Vec::<String>::new());
    }
}

/// The texts of files before, with words replaced in each.
fn expected(site: &Site, changes: &[(&'static str, &[(&str, &str)])]) -> Vec<(&'static str, String)> {
    let text = |path: &str, words: &[(&str, &str)]| {
        words.iter().fold(site.text(path), |text, (old, new)| {
            assert!(text.contains(old), "{path} has no {old}");
            text.replace(old, new)
        })
    };
    changes.iter().map(|(path, words)| (*path, text(path, words))).collect()
}

fn holds(site: &Site, expected: Vec<(&str, String)>) {
    for (path, text) in expected {
        assert_eq!(site.text(path), text, "{path}");
    }
}

#[test]
fn a_claim() {
    let mut desk = Desk::new();
    let after = expected(
        &desk.site,
        &[
            (CLAIMS, &[("- id: nobody #", "- id: silence #"), ("\"#nobody\"", "\"#silence\"")]),
            (SECOND_CLAIMS, &[("first#nobody", "first#silence")]),
            (ARTICLE, &[]),
        ],
    );
    desk.renamed(SECOND_CLAIMS, "first#nobody", "nobody", "silence");
    holds(&desk.site, after);
}

#[test]
fn a_speaker_and_its_file() {
    let mut desk = Desk::new();
    let mut after = expected(
        &desk.site,
        &[
            (ARTICLE, &[("[ann,", "[ann-lee,")]),
            (CLAIMS, &[("speaker: ann", "speaker: ann-lee")]),
            (SECOND_CLAIMS, &[("speaker: ann", "speaker: ann-lee")]),
            (EVENT, &[("../speakers/ann.md", "../speakers/ann-lee.md")]),
            ("content/index.md", &[("speakers/ann.md", "speakers/ann-lee.md")]),
        ],
    );
    after.push(("content/speakers/ann-lee.md", desk.site.text(SPEAKER)));
    desk.renamed(CLAIMS, "speaker: ann", "ann", "ann-lee");
    assert!(!desk.site.file(SPEAKER).exists());
    holds(&desk.site, after);
}

#[test]
fn an_event_and_its_file() {
    let mut desk = Desk::new();
    let after = expected(
        &desk.site,
        &[
            (CLAIMS, &[("denies: call", "denies: the-call")]),
            (SECOND_CLAIMS, &[("affirms: call", "affirms: the-call")]),
            ("content/events/talks.md", &[("part_of: call", "part_of: the-call")]),
            (SPEAKER, &[("../events/call.md \"it\"", "../events/the-call.md \"it\"")]),
            ("content/index.md", &[("/events/call/", "/events/the-call/")]),
        ],
    );
    // From the event's own file, at its name.
    desk.renamed(EVENT, "name: The call", "The", "the-call");
    assert!(desk.site.file("content/events/the-call.md").exists() && !desk.site.file(EVENT).exists());
    holds(&desk.site, after);
}

#[test]
fn a_source() {
    let mut desk = Desk::new();
    let new: &[(&str, &str)] = &[("gazette-1", "doe:2025")];
    let after = expected(
        &desk.site,
        &[(SPEAKER, new), (EVENT, new), (SOURCES, new), (JSON, new), (ARTICLE, new), (CLAIMS, new)],
    );
    desk.renamed(ARTICLE, "twice [@gazette-1", "gazette-1", "doe:2025");
    holds(&desk.site, after);
}

#[test]
fn an_article_in_a_folder() {
    let mut desk = Desk::new();
    let mut after = expected(
        &desk.site,
        &[
            (SECOND, &[("2025/first/index.md", "2025/nobody-called/index.md")]),
            (SECOND_CLAIMS, &[("first#", "nobody-called#")]),
            (
                PAGE,
                &[("2025/first/", "2025/nobody-called/"), ("/articles/first/", "/articles/nobody-called/")],
            ),
        ],
    );
    after.push(("content/articles/2025/nobody-called/index.md", desk.site.text(ARTICLE)));
    after.push(("content/articles/2025/nobody-called/claims.yaml", desk.site.text(CLAIMS)));
    desk.renamed(SECOND_CLAIMS, "first#nobody", "first", "nobody-called");
    assert!(!desk.site.file("content/articles/2025/first").exists());
    holds(&desk.site, after);
}

#[test]
fn an_article_of_one_file_and_its_claims() {
    let mut desk = Desk::new();
    let after = expected(
        &desk.site,
        &[
            (ARTICLE, &[("../../second.md#more", "../../somebody.md#more")]),
            (CLAIMS, &[("../../second.md", "../../somebody.md")]),
        ],
    );
    let claims = desk.site.text(SECOND_CLAIMS);
    desk.renamed(SECOND, "title: Somebody did", "Somebody", "somebody");
    assert_eq!(desk.site.text("content/articles/somebody.claims.yaml"), claims);
    assert!(!desk.site.file(SECOND).exists() && !desk.site.file(SECOND_CLAIMS).exists());
    holds(&desk.site, after);
}

/// What stands in the folder of an article may be named from outside.
#[test]
fn paths_into_a_renamed_folder() {
    let mut desk = Desk::new();
    desk.write("content/articles/2025/first/copy.txt", "Nobody called, it says.");
    desk.write("content/articles/2025/first/photo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let sources = desk.site.text(SOURCES).replacen(
        "outlet: gazette",
        "snapshot: 'articles/2025/first/copy.txt'\n    outlet: gazette",
        1,
    );
    desk.write(SOURCES, &sources);
    let article = desk.site.text(ARTICLE) + "\n![Ann](photo.svg) ![Ann](../first/photo.svg)\n";
    desk.write(ARTICLE, &article);
    let page = desk.site.text(PAGE)
        + "\n![x](../articles/./2025/f%69rst/photo.svg?1#a) <https://example.com/first/>\n";
    desk.write(PAGE, &page);
    desk.renamed(ARTICLE, "title: Nobody called", "Nobody", "one");
    assert_eq!(
        desk.site.text("content/articles/2025/one/index.md"),
        article.replace("../first/photo", "../one/photo")
    );
    assert_eq!(desk.site.text(SOURCES), sources.replace("2025/first/copy", "2025/one/copy"));
    let new = page
        .replace("f%69rst", "one")
        .replace("2025/first", "2025/one")
        .replace("/articles/first/#", "/articles/one/#");
    assert_eq!(desk.site.text(PAGE), new);
}

#[test]
fn how_things_are_spelled_stays() {
    let mut desk = Desk::new();
    let odd = "\u{FEFF}claims:\r\n- {\"id\": 'wrong', quote: She had been wrong, \"speaker\": \"ann\", said: 2025-03-02,\r\n   \
               retracts: [ 'first#nobody' , call ] , # why: not\r\n   sources: [gazette-2]}\r\n\r\n# The end.";
    desk.write(SECOND_CLAIMS, odd);
    desk.renamed(CLAIMS, "- id: nobody", "nobody", "silence");
    assert_eq!(desk.site.text(SECOND_CLAIMS), odd.replace("first#nobody", "first#silence"));
    desk.write(SECOND_CLAIMS, &odd.replace("first#nobody", "first#silence"));
    let claims = desk.site.text(CLAIMS);
    desk.write(CLAIMS, &claims);
    desk.renamed(CLAIMS, "speaker: ann", "ann", "true");
    let spelled = odd.replace("first#nobody", "first#silence").replace("\"ann\"", "\"true\"");
    assert_eq!(desk.site.text(SECOND_CLAIMS), spelled);
    assert!(desk.site.text(CLAIMS).contains("speaker: \"true\"\n"), "it would not be text without marks");
}

#[test]
fn what_is_offered_to_be_renamed() {
    let mut desk = Desk::new();
    let mut prepared = |file: &str, line: &str, word: &str| {
        let text = desk.site.text(file);
        let into = line.find(word).unwrap() + 1;
        let found =
            desk.client.at("textDocument/prepareRename", &desk.site.file(file), &text, line, into).unwrap();
        let range = found.get("range")?.clone();
        Some(format!("{} {}", words(&text, &range), found["placeholder"].as_str().unwrap()))
    };
    for (file, line, word, told) in [
        (CLAIMS, "speaker: ann", "ann", Some("ann ann")),
        (CLAIMS, "\"#nobody\"", "nobody", Some("nobody nobody")),
        (SECOND_CLAIMS, "first#nobody", "first", Some("first first")),
        (SPEAKER, "name: Ann Lee", "Ann", Some("Ann Lee ann")),
        (ARTICLE, "[@gazette-1, p. 3", "gazette-1", Some("gazette-1 gazette-1")),
        (ARTICLE, "*ever* called", "ever", None),
        (CLAIMS, "quote: nobody ever", "ever", None),
        (CLAIMS, "rating: open", "open", None),
        (CLAIMS, "note: As in", "note", None),
        (ARTICLE, "[ann, Bo Ray]", "Bo", None),
    ] {
        assert_eq!(prepared(file, line, word).as_deref(), told, "{line}");
    }
}

#[test]
fn what_is_refused_and_why() {
    let mut desk = Desk::new();
    assert_eq!(
        desk.refusal(CLAIMS, "speaker: ann", "ann", "Ann Lee"),
        "`Ann Lee` is no id: ids are made of lower-case letters `a` to `z`, digits, and single hyphens between them"
    );
    assert!(desk.refusal(SOURCES, "- id: gazette-1", "gazette", "@x").starts_with("`@x` is no key"));
    assert_eq!(desk.refusal(CLAIMS, "speaker: ann", "ann", "arden"), "there already is a speaker `arden`");
    assert_eq!(desk.refusal(CLAIMS, "denies: call", "call", "talks"), "there already is an event `talks`");
    assert_eq!(
        desk.refusal(CLAIMS, "- id: nobody", "nobody", "printed"),
        "there already is a claim `printed`"
    );
    assert_eq!(
        desk.refusal(SOURCES, "- id: gazette-1", "gazette", "agency-1"),
        "there already is a source `agency-1`"
    );
    assert_eq!(desk.rename(CLAIMS, "speaker: ann", "ann", "ann").unwrap(), Value::Null);

    desk.write(SECOND_CLAIMS, "claims:\n  - id: [wrong\n");
    desk.client.open(&desk.site.file(SECOND_CLAIMS));
    assert_eq!(
        desk.refusal(CLAIMS, "speaker: ann", "ann", "ann-lee"),
        format!("`{SECOND_CLAIMS}` has mistakes that hide what it names; mend them first")
    );
}

#[test]
fn an_id_that_nothing_has_cannot_be_changed() {
    let mut desk = Desk::new();
    let text = desk.site.text(CLAIMS).replace("speaker: ann", "speaker: nobody");
    desk.write(CLAIMS, &text);
    assert_eq!(desk.refusal(CLAIMS, "speaker: nobody", "nobody", "x"), "there is no speaker `nobody`");
}

#[test]
fn a_client_that_renames_no_files_keeps_their_ids() {
    let site = Site::new();
    let capabilities = json!({"general": {"positionEncodings": ["utf-8"]}});
    let client = Client::greeting(&site.root, capabilities);
    let mut desk = Desk { site, client };
    assert_eq!(
        desk.refusal(CLAIMS, "speaker: ann", "ann", "ann-lee"),
        "the id is the name of a file, and this editor does not let files be renamed"
    );
    let edit = desk.rename(CLAIMS, "- id: nobody", "nobody", "silence").unwrap();
    assert_eq!(edit["changes"].as_object().unwrap().len(), 2, "{edit}");
    desk.renamed(CLAIMS, "- id: nobody", "nobody", "silence");
}

/// Edits are for the texts as they are being typed, and say so.
#[test]
fn open_documents_are_renamed_as_they_are() {
    let mut desk = Desk::new();
    let file = desk.site.file(CLAIMS);
    let typed = desk.site.text(CLAIMS).replace("# What she said.", "# What she said, and more.\n");
    desk.client.open(&file);
    desk.client.type_all(&file, 5, &typed);
    let edit = desk.rename(SECOND_CLAIMS, "first#nobody", "nobody", "silence").unwrap();
    let changes = edit["documentChanges"].as_array().unwrap();
    let own = changes.iter().find(|it| it["textDocument"]["version"] == 5).unwrap();
    let first = own["edits"].as_array().unwrap().iter().find(|it| it["range"]["start"]["line"] == 3).unwrap();
    assert_eq!(words(&typed, &first["range"]), "nobody");
}
