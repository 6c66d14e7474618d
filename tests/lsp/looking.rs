//! What a name means, where its thing is, and where else it is named.

use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, at, modern, path, uri, words};
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

    fn ask(&mut self, method: &str, file: &str, line: &str, word: &str) -> Value {
        let text = self.site.text(file);
        let into = line.find(word).expect("the word is in the line") + 1;
        self.client.at(method, &self.site.file(file), &text, line, into).unwrap()
    }

    /// What is told at a word in a line of a file, and the words it is told of.
    fn hover(&mut self, file: &str, line: &str, word: &str) -> (String, String) {
        let hover = self.ask("textDocument/hover", file, line, word);
        assert_eq!(hover["contents"]["kind"], "plaintext");
        let text = self.site.text(file);
        (hover["contents"]["value"].as_str().unwrap().to_owned(), words(&text, &hover["range"]).to_owned())
    }

    /// Places as `file: words`.
    fn places(&self, locations: &Value) -> Vec<String> {
        let place = |location: &Value| {
            let file = path(location["uri"].as_str().unwrap());
            let text = std::fs::read_to_string(&file).unwrap();
            let name = file.strip_prefix(&self.site.root).unwrap().display().to_string();
            format!("{name}: {}", words(&text, &location["range"]).replace('\n', "⏎"))
        };
        locations.as_array().unwrap().iter().map(place).collect()
    }

    fn definition(&mut self, file: &str, line: &str, word: &str) -> Vec<String> {
        let found = self.ask("textDocument/definition", file, line, word);
        self.places(&found)
    }

    fn references(&mut self, file: &str, line: &str, word: &str) -> Vec<String> {
        let text = self.site.text(file);
        let mut params = at(&self.site.file(file), &text, line, line.find(word).unwrap() + 1);
        params["context"] = json!({"includeDeclaration": true});
        let found = self.client.request("textDocument/references", params).unwrap();
        self.places(&found)
    }
}

#[test]
fn a_speaker_is_told_with_the_role_of_the_day() {
    let mut desk = Desk::new();
    let (told, of) = desk.hover(CLAIMS, "speaker: ann", "ann");
    assert_eq!(
        told,
        "Ann Lee\nPerson\nAlso known as A. Leigh\nSpokeswoman of Arden, on 9 February 2025\n2 claims"
    );
    assert_eq!(of, "ann");
    let (told, _) = desk.hover(SECOND_CLAIMS, "speaker: ann", "ann");
    assert!(told.contains("\nFormer Spokeswoman of Arden, on 2 March 2025\n"), "{told}");
    let (told, _) = desk.hover(ARTICLE, "authors: [ann", "ann");
    assert!(told.contains("\nSpokeswoman of Arden, until February 2025\n"), "{told}");
}

#[test]
fn an_event_is_told_with_its_standing() {
    let mut desk = Desk::new();
    let (told, of) = desk.hover(CLAIMS, "denies: call", "call");
    assert_eq!(
        told,
        "The call\nCall, by 8 February 2025\nParties: Arden\nDenied: Denied by Arden, since 9 February 2025"
    );
    assert_eq!(of, "call");
}

#[test]
fn a_source_is_told_as_it_is_cited() {
    let mut desk = Desk::new();
    let citation = "“Nobody called,” Gazette, 9 February 2025.\nhttps://example.com/1";
    for (file, line) in
        [(CLAIMS, "sources: [gazette-1]"), (ARTICLE, "twice [@gazette-1, p. 3"), (JSON, "[\"gazette-1\"]")]
    {
        let (told, of) = desk.hover(file, line, "gazette-1");
        assert_eq!((told.as_str(), of.as_str()), (citation, "gazette-1"));
    }
}

#[test]
fn a_claim_is_told_at_its_references_and_at_its_words() {
    let mut desk = Desk::new();
    let told = "Ann Lee, Spokeswoman of Arden, 9 February 2025, as reported by the Gazette\n\
                “nobody ever called her”\ndenies The call\nRetracted, first#nobody";
    let (reference, of) = desk.hover(CLAIMS, "\"#nobody\"", "nobody");
    assert_eq!((reference.as_str(), of.as_str()), (told, "nobody"));
    let (reference, _) = desk.hover(SECOND_CLAIMS, "retracts: first#nobody", "nobody");
    assert_eq!(reference, told);
    let (passage, of) = desk.hover(ARTICLE, "*ever* called", "ever");
    assert_eq!((passage.as_str(), of.as_str()), (told, "nobody *ever* called her"));
    let (article, of) = desk.hover(SECOND_CLAIMS, "retracts: first#nobody", "first");
    assert_eq!(
        (article.as_str(), of.as_str()),
        ("Nobody called\nGazette, 9 February 2025\n2 claims", "first")
    );
    let (verdict, _) = desk.hover(CLAIMS, "rating: open", "open");
    assert_eq!(verdict, "Open question\n2 on a scale from 1 to 3");
}

#[test]
fn words_that_several_claims_quote_tell_all_of_them() {
    let mut desk = Desk::new();
    let claims = desk.site.text(CLAIMS)
        + "  - id: inner\n    quote: ever called\n    speaker: arden\n    said: 2025\n    denies: call\n";
    let file = desk.site.file(CLAIMS);
    desk.client.open(&file);
    desk.client.type_all(&file, 2, &claims);
    let (told, of) = desk.hover(ARTICLE, "*ever* called", "ever");
    assert!(told.contains("“ever called”") && told.contains("“nobody ever called her”"), "{told}");
    assert_eq!(of, "*ever* called".trim_start_matches('*'), "the narrowest");
}

/// A draft has no record; what it says is told as it stands there.
#[test]
fn a_claim_in_a_draft_is_told_as_it_was_written() {
    let mut desk = Desk::new();
    let text = desk.site.text(ARTICLE).replacen("title:", "draft: true\ntitle:", 1);
    desk.site.write(ARTICLE, &text);
    let change = json!({"uri": uri(&desk.site.file(ARTICLE)), "type": 2});
    desk.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    let (told, _) = desk.hover(CLAIMS, "\"#nobody\"", "nobody");
    assert_eq!(told, "Ann Lee: “nobody ever called her”");
}

#[test]
fn definitions() {
    let mut desk = Desk::new();
    let speaker = [format!("{SPEAKER}: Ann Lee")];
    for (file, line, word) in [
        (CLAIMS, "speaker: ann", "ann"),
        (ARTICLE, "authors: [ann", "ann"),
        (EVENT, "(../speakers/ann.md)", "speakers"),
        ("content/index.md", "(speakers/ann.md)", "ann"),
    ] {
        assert_eq!(desk.definition(file, line, word), speaker, "{line}");
    }
    for (file, line, word, to) in [
        (CLAIMS, "denies: call", "call", format!("{EVENT}: The call")),
        (EVENT, "parties: [arden", "arden", "content/speakers/arden.md: Arden".to_owned()),
        ("content/events/talks.md", "part_of: call", "call", format!("{EVENT}: The call")),
        (CLAIMS, "\"#nobody\"", "nobody", format!("{CLAIMS}: nobody")),
        (SECOND_CLAIMS, "first#nobody", "nobody", format!("{CLAIMS}: nobody")),
        (SECOND_CLAIMS, "first#nobody", "first", format!("{ARTICLE}: Nobody called")),
        (CLAIMS, "sources: [gazette-1]", "gazette-1", format!("{SOURCES}: gazette-1")),
        (SOURCES, "[agency-1", "agency-1", format!("{JSON}: agency-1")),
        (ARTICLE, "; @gazette-2", "gazette-2", format!("{SOURCES}: gazette-2")),
        (CLAIMS, "As in [@gazette-1]", "gazette-1", format!("{SOURCES}: gazette-1")),
        (CLAIMS, "(../../second.md)", "second", format!("{SECOND}: Somebody did")),
        (PAGE, "(../articles/2025/first/index.md)", "first", format!("{ARTICLE}: Nobody called")),
        (CLAIMS, "rating: open", "open", "onrecord.toml: open".to_owned()),
    ] {
        assert_eq!(desk.definition(file, line, word), [to], "{line}");
    }
    assert!(desk.definition(ARTICLE, "More in", "in").is_empty());
}

#[test]
fn quotes_lead_to_their_passages_and_back() {
    let mut desk = Desk::new();
    assert_eq!(
        desk.definition(CLAIMS, "quote: nobody ever", "ever"),
        [format!("{ARTICLE}: nobody *ever* called her")]
    );
    assert_eq!(desk.definition(CLAIMS, "'It was printed'", "was"), [format!("{ARTICLE}: It was printed")]);
    assert_eq!(desk.definition(ARTICLE, "It was printed", "was"), [format!("{CLAIMS}: printed")]);
}

#[test]
fn references_of_everything() {
    let mut desk = Desk::new();
    assert_eq!(
        desk.references(CLAIMS, "- id: nobody", "nobody"),
        [
            format!("{CLAIMS}: nobody"),
            format!("{CLAIMS}: nobody"),
            format!("{ARTICLE}: nobody *ever* called her"),
            format!("{SECOND_CLAIMS}: nobody"),
        ]
    );
    assert_eq!(
        desk.references(SPEAKER, "name: Ann Lee", "Lee"),
        [
            format!("{CLAIMS}: ann"),
            format!("{ARTICLE}: ann"),
            format!("{SECOND_CLAIMS}: ann"),
            format!("{EVENT}: ../speakers/ann.md"),
            "content/index.md: speakers/ann.md".to_owned(),
            format!("{SPEAKER}: Ann Lee"),
        ]
    );
    assert_eq!(
        desk.references(SOURCES, "- id: gazette-1", "gazette-1").len(),
        // Twice in the article, three times in its claims; event, speaker; the two lists and the entry itself.
        2 + 3 + 2 + 3
    );
    assert_eq!(desk.references(CLAIMS, "affirms: [talks", "talks").len(), 2);
}

#[test]
fn unsaved_texts_count() {
    let mut desk = Desk::new();
    let file = desk.site.file(CLAIMS);
    let text = desk.site.text(CLAIMS).replace("  - id: nobody", "  # A new line.\n  - id: nobody");
    desk.client.open(&file);
    desk.client.type_all(&file, 2, &text);
    let params = at(&desk.site.file(SECOND_CLAIMS), &desk.site.text(SECOND_CLAIMS), "first#nobody", 8);
    let found = desk.client.request("textDocument/definition", params).unwrap();
    assert_eq!(words(&text, &found[0]["range"]), "nobody");
    assert_eq!(found[0]["range"]["start"]["line"], 3);
}

#[test]
fn symbols_of_files_and_sites() {
    let mut desk = Desk::new();
    let of = |path: &Path| json!({"textDocument": {"uri": uri(path)}});
    let claims = desk.client.request("textDocument/documentSymbol", of(&desk.site.file(CLAIMS))).unwrap();
    let told: Vec<_> = claims.as_array().unwrap().iter().map(|it| (&it["name"], &it["detail"])).collect();
    assert_eq!(
        told,
        [
            (&json!("nobody"), &json!("Ann Lee: “nobody ever called her”")),
            (&json!("printed"), &json!("Gazette: “It was printed”")),
        ]
    );
    let sources = desk.client.request("textDocument/documentSymbol", of(&desk.site.file(SOURCES))).unwrap();
    assert_eq!(sources[1]["detail"], "Somebody did");
    let found = |desk: &mut Desk, query: &str| -> Vec<String> {
        let found = desk.client.request("workspace/symbol", json!({"query": query})).unwrap();
        found.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(&mut desk, "leigh"), ["Ann Lee (ann)"]);
    assert_eq!(
        found(&mut desk, "nobody called"),
        [
            "Nobody called (first)",
            "Nobody called (gazette-1)",
            "Ann Lee: “nobody ever called her” (first#nobody)"
        ]
    );
    assert_eq!(found(&mut desk, "").len(), 3 + 2 + 2 + 3 + 3);
}
