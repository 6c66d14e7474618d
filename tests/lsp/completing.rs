//! What may be written, in files that are whole and in files that are not.

use serde_json::{Value, json};

use super::client::{Client, modern, position, uri, words};
use super::site::{ARTICLE, CLAIMS, EVENT, JSON, PAGE, SECOND_CLAIMS, SOURCES, SPEAKER, Site};

/// What is offered at the `‸` of a text that is being typed into a file.
struct Offered {
    text: String,
    items: Vec<Value>,
}

impl Offered {
    fn labels(&self) -> Vec<&str> {
        self.items.iter().map(|item| item["label"].as_str().unwrap()).collect()
    }

    fn item(&self, label: &str) -> &Value {
        let found = self.items.iter().find(|item| item["label"] == label);
        found.unwrap_or_else(|| panic!("no {label} among {:?}", self.labels()))
    }

    /// The line that choosing an item makes of the one at hand.
    fn chosen(&self, label: &str) -> String {
        let edit = &self.item(label)["textEdit"];
        let old = words(&self.text, &edit["range"]);
        let start = old.as_ptr() as usize - self.text.as_ptr() as usize;
        let mut text = self.text.clone();
        text.replace_range(start..start + old.len(), edit["newText"].as_str().unwrap());
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        text[line..].lines().next().unwrap().to_owned()
    }
}

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

    fn offered(&mut self, path: &str, text: &str) -> Offered {
        let file = self.site.file(path);
        let place = text.find('‸').expect("a place");
        let text = text.replacen('‸', "", 1);
        self.client.open_as(&file, &text);
        let params = json!({"textDocument": {"uri": uri(&file)}, "position": position(&text, place)});
        let list = self.client.request("textDocument/completion", params).unwrap();
        self.client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&file)}}));
        Offered { text, items: list["items"].as_array().cloned().unwrap_or_default() }
    }

    /// The same in the front matter of a text.
    fn front(&mut self, path: &str, front: &str) -> Offered {
        self.offered(path, &format!("---\n{front}\n---\n\nWords.\n"))
    }

    /// The same at the end of the claims file of the first article.
    fn claim(&mut self, line: &str) -> Offered {
        let text = self.site.text(CLAIMS);
        self.offered(CLAIMS, &format!("{text}    {line}"))
    }
}

const SPEAKERS: [&str; 3] = ["ann", "arden", "gazette"];

#[test]
fn speakers_come_with_their_names() {
    let mut desk = Desk::new();
    let offered = desk.claim("to: a‸");
    assert_eq!(offered.labels(), SPEAKERS);
    assert_eq!(offered.item("ann")["detail"], "Ann Lee (Person)");
    let sought_by = offered.item("ann")["filterText"].as_str().unwrap();
    assert!(["ann", "Lee", "Leigh"].iter().all(|name| sought_by.contains(name)), "{sought_by}");
    assert_eq!(offered.chosen("arden"), "    to: arden");
}

#[test]
fn references_are_offered_wherever_one_may_stand() {
    let mut desk = Desk::new();
    for line in ["speaker: ‸", "speaker:‸", "to: [ann, ‸]", "via:\n      - ‸", "via: [\n      ‸"] {
        assert_eq!(desk.claim(line).labels(), SPEAKERS, "{line}");
    }
    let targets = ["#nobody", "#printed", "call", "talks", "second#wrong"];
    for line in
        ["affirms: ‸", "denies: [‸", "declines: [call, #‸]", "retracts:\n      - ‸", "qualifies: \"#‸\""]
    {
        assert_eq!(desk.claim(line).labels(), targets, "{line}");
    }
    assert_eq!(desk.claim("repeats: ‸").labels(), ["#nobody", "#printed", "second#wrong"]);
    let sources = ["gazette-1", "gazette-2", "agency-1"];
    for line in ["sources: [‸", "sources: [{key: ‸", "sources:\n      - key: ga‸", "note: As in [@‸"]
    {
        assert_eq!(desk.claim(line).labels(), sources, "{line}");
    }
    assert_eq!(desk.claim("verdicts: [{rating: ‸").labels(), ["open"]);
    assert_eq!(desk.claim("verdicts: [{rating: ‸").item("open")["detail"], "Open question");

    for (path, front, labels) in [
        (ARTICLE, "title: x\nauthors: [Bo Ray, ‸", &SPEAKERS[..]),
        (ARTICLE, "outlet: ‸\ntitle: x", &SPEAKERS),
        (SPEAKER, "name: x\nroles:\n  - title: y\n    of: ‸", &SPEAKERS),
        (SPEAKER, "name: x\npart_of: ‸", &SPEAKERS),
        (EVENT, "name: x\nparties:\n- ‸", &SPEAKERS),
        (EVENT, "name: x\npart_of: ‸", &["call", "talks"]),
        (EVENT, "name: x\nsources: [‸", &sources),
    ] {
        assert_eq!(desk.front(path, front).labels(), labels, "{front}");
    }
    for (path, text, labels) in [
        (SOURCES, "references:\n  - id: x\n    outlet: ‸\n", &SPEAKERS[..]),
        (SOURCES, "references:\n  - id: x\n    based_on: [‸", &["x", "agency-1"]),
        (JSON, "[{\"id\": \"x\", \"outlet\": \"‸\"}]", &SPEAKERS),
        (ARTICLE, "---\ntitle: x\n---\n\nAs said [@gazette-1; @‸", &sources),
        (PAGE, "# About\n\n[@ag‸]\n", &sources),
    ] {
        assert_eq!(desk.offered(path, text).labels(), labels, "{text}");
    }
}

#[test]
fn what_is_chosen_is_written_as_its_place_needs_it() {
    let mut desk = Desk::new();
    for (line, label, chosen) in [
        ("affirms: #no‸", "#nobody", "affirms: \"#nobody\""),
        ("affirms: [call, #‸]", "#printed", "affirms: [call, \"#printed\"]"),
        ("affirms: \"#no‸\"", "#nobody", "affirms: \"#nobody\""),
        ("affirms: '#no‸", "#nobody", "affirms: '#nobody'"),
        ("affirms: sec‸ond#x # why", "second#wrong", "affirms: second#wrong # why"),
        ("speaker:‸", "ann", "speaker: ann"),
        ("via: [‸gaz, ann]", "gazette", "via: [gazette, ann]"),
        ("note: As in [@‸", "gazette-2", "note: As in [@gazette-2"),
        ("note: \"As in [@gaz‸-1, p. 3]\"", "gazette-2", "note: \"As in [@gazette-2, p. 3]\""),
        ("stat‸", "statement", "statement: "),
        ("s‸aid: 2025", "said", "said: 2025"),
        ("verdicts: [{ra‸", "rating", "verdicts: [{rating: "),
    ] {
        assert_eq!(desk.claim(line).chosen(label), format!("    {chosen}"), "{line}");
    }
    let json = "[{\"id\": \"x\", \"ty‸";
    assert_eq!(desk.offered(JSON, json).chosen("type"), "[{\"id\": \"x\", \"type\": ");
    let json = "[{\"id\": \"x\", \"type\": ‸}]";
    assert_eq!(desk.offered(JSON, json).chosen("speech"), "[{\"id\": \"x\", \"type\": \"speech\"}]");
}

#[test]
fn keys_are_those_of_the_file_and_not_there_yet() {
    let mut desk = Desk::new();
    let keys = desk.claim("‸");
    assert!(keys.labels().contains(&"said") && keys.labels().contains(&"retracts"), "{:?}", keys.labels());
    for present in ["id", "quote", "speaker", "affirms", "verdicts", "title"] {
        assert!(!keys.labels().contains(&present), "{present}");
    }
    let means = keys.item("said")["documentation"].as_str().unwrap();
    assert!(means.starts_with("When it was said"), "{means}");
    assert_eq!(desk.claim("quote: {exact: x, ‸").labels(), ["prefix", "suffix"]);
    assert_eq!(desk.offered(SECOND_CLAIMS, "cl‸").labels(), ["claims"]);
    let roles = desk.front(SPEAKER, "name: x\nroles:\n  - ‸");
    assert_eq!(roles.labels(), ["from", "of", "title", "to"]);
    let page = desk.front(PAGE, "ti‸");
    assert_eq!(page.labels(), ["aliases", "draft", "extra", "language", "summary", "title"]);
    let config = desk.offered("onrecord.toml", "title = \"x\"\ncl‸\n\n[markdown]\n");
    assert_eq!(config.chosen("claim_pages"), "claim_pages = ");
    assert!(!config.labels().contains(&"title"));
    // A list has no keys; its items may.
    assert!(desk.offered(SECOND_CLAIMS, "claims:\n  - id: x\n  ‸").labels().is_empty());
}

#[test]
fn fixed_words_come_with_what_they_mean() {
    let mut desk = Desk::new();
    assert_eq!(desk.claim("in: ‸").labels(), ["body", "summary", "title"]);
    assert_eq!(desk.front(SPEAKER, "kind: ‸").labels(), ["organization", "outlet", "person", "state"]);
    assert!(desk.front(EVENT, "kind: s‸").labels().contains(&"summit"));
    let draft = desk.front(ARTICLE, "draft: ‸");
    assert_eq!((draft.labels(), draft.chosen("true")), (vec!["false", "true"], "draft: true".to_owned()));
    let html = desk.offered("onrecord.toml", "title = \"x\"\n[markdown]\nraw_html = ‸\n");
    assert_eq!(html.chosen("escape"), "raw_html = \"escape\"");
    assert_eq!(html.item("escape")["documentation"], "It is shown as text.");
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_names() {
    let mut desk = Desk::new();
    let broken =
        "claims:\n  - id: \"one\"\n    via: [ann\n    note: a: b: c\n  - id: two # second\n    declines: ‸\n";
    assert_eq!(desk.offered(CLAIMS, broken).labels(), ["#one", "#two", "call", "talks", "second#wrong"]);
    let broken = "references:\n  - id: old\n    title: [\n  - id: new\n    based_on: ‸";
    assert_eq!(desk.offered(SOURCES, broken).labels(), ["old", "new", "agency-1"]);
    let unclosed = "---\ntitle: x\noutlet: ‸\n";
    assert_eq!(desk.offered(ARTICLE, unclosed).labels(), SPEAKERS);
    // An article that is new and not saved yet.
    let fresh = "claims:\n  - id: a\n    speaker: ‸";
    assert_eq!(desk.offered("content/articles/new/claims.yaml", fresh).labels(), SPEAKERS);
}

#[test]
fn prose_comments_and_blocks_are_left_alone() {
    let mut desk = Desk::new();
    for line in ["# who‸", "speaker: ann # o‸", "note: |\n      word‸", "quote: She s‸", "id: ‸"] {
        assert_eq!(desk.claim(line).labels(), Vec::<&str>::new(), "{line}");
    }
    let prose = "---\ntitle: x\n---\n\nAnn‸ said to ann@exa\n";
    assert!(desk.offered(ARTICLE, prose).labels().is_empty());
}

#[test]
fn of_very_many_those_are_offered_that_answer_to_what_is_typed() {
    let mut desk = Desk::new();
    for number in 0..600 {
        let text = format!("---\nname: Number {number} of many\n---\n");
        desk.site.write(&format!("content/speakers/n-{number}.md"), &text);
    }
    let folder = uri(&desk.site.file("content/speakers"));
    desk.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder, "type": 1}]}));
    assert_eq!(desk.claim("speaker: ‸").items.len(), 500);
    assert_eq!(desk.claim("speaker: \"many 599‸").labels(), ["n-599"]);
}
