//! The mends that are offered for mistakes.

use serde_json::{Value, json};

use super::client::{Client, modern, position, uri};
use super::site::{ARTICLE, CLAIMS, SOURCES, Site};

/// The actions at the first `words` of an open file.
fn actions(
    client: &mut Client,
    site: &Site,
    file: &str,
    text: &str,
    words: &str,
    context: Value,
) -> Vec<Value> {
    let place = position(text, text.find(words).unwrap() + 1);
    let params = json!({
        "textDocument": {"uri": uri(&site.file(file))},
        "range": {"start": place, "end": place},
        "context": context,
    });
    client.request("textDocument/codeAction", params).unwrap().as_array().cloned().unwrap_or_default()
}

fn any() -> Value {
    json!({"diagnostics": []})
}

#[test]
fn a_misspelled_name_is_mended_where_it_stands() {
    let site = Site::new();
    let right = site.text(CLAIMS);
    let wrong =
        right.replace("speaker: ann", "speaker: anm # who").replace("{key: gazette-2", "{key: 'gazete-2'");
    site.write(CLAIMS, &wrong);
    let mut client = Client::greeting(&site.root, modern());
    client.open(&site.file(CLAIMS));
    assert!(!site.errors().is_empty());
    for (words, title) in [("anm", "Change it to `ann`"), ("gazete-2", "Change it to `gazette-2`")] {
        let found = actions(&mut client, &site, CLAIMS, &wrong, words, any());
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["title"], title);
        assert_eq!((&found[0]["kind"], &found[0]["isPreferred"]), (&json!("quickfix"), &json!(true)));
        let told = client.until(&site.file(CLAIMS), |told| !told.is_empty());
        assert!(told.contains(&found[0]["diagnostics"][0]), "it is the diagnostic that was told");
        site.make(&found[0]["edit"]);
        client.type_all(&site.file(CLAIMS), 2, &site.text(CLAIMS));
    }
    assert_eq!(
        site.text(CLAIMS),
        right.replace("speaker: ann", "speaker: ann # who").replace("{key: gazette-2", "{key: 'gazette-2'")
    );
    assert_eq!(site.errors(), Vec::<String>::new());
}

#[test]
fn in_json_too() {
    let site = Site::new();
    site.write(
        "content/sources/agency.json",
        "[{\"id\": \"a\", \"type\": \"post\", \"outlet\": \"gazete\"}]",
    );
    let file = "content/sources/agency.json";
    let text = site.text(file);
    let sources = site.text(SOURCES).replace("[agency-1, ", "[a, ");
    site.write(SOURCES, &sources);
    let mut client = Client::greeting(&site.root, modern());
    client.open(&site.file(file));
    let found = actions(&mut client, &site, file, &text, "gazete", any());
    site.make(&found[0]["edit"]);
    assert_eq!(site.text(file), text.replace("gazete", "gazette"));
    assert_eq!(site.errors(), Vec::<String>::new());
}

#[test]
fn nothing_is_offered_where_nothing_is_wrong_or_wanted() {
    let site = Site::new();
    let wrong = site.text(CLAIMS).replace("speaker: ann", "speaker: anm");
    site.write(CLAIMS, &wrong);
    let mut client = Client::greeting(&site.root, modern());
    client.open(&site.file(CLAIMS));
    assert!(actions(&mut client, &site, CLAIMS, &wrong, "denies", any()).is_empty());
    assert!(actions(&mut client, &site, ARTICLE, &site.text(ARTICLE), "twice", any()).is_empty());
    let other = json!({"diagnostics": [], "only": ["source", "quick"]});
    assert!(actions(&mut client, &site, CLAIMS, &wrong, "anm", other).is_empty());
    let quick = json!({"diagnostics": [], "only": ["refactor", "quickfix"]});
    assert_eq!(actions(&mut client, &site, CLAIMS, &wrong, "anm", quick).len(), 1);
    let mut plain = Client::greeting(&site.root, json!({}));
    assert!(actions(&mut plain, &site, CLAIMS, &wrong, "anm", any()).is_empty(), "it knows no such actions");
}

#[test]
fn a_mend_is_for_the_text_as_it_is_being_typed() {
    let site = Site::new();
    let mut client = Client::greeting(&site.root, modern());
    client.open(&site.file(CLAIMS));
    let typed = site
        .text(CLAIMS)
        .replace("# What she said.", "# What\n# she said.")
        .replace("to: x", "")
        .replace("speaker: ann", "speaker: anm");
    client.type_all(&site.file(CLAIMS), 7, &typed);
    let found = actions(&mut client, &site, CLAIMS, &typed, "anm", any());
    let change = &found[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 7);
    assert_eq!(change["edits"][0]["range"]["start"]["line"], 5);
    assert_eq!(change["edits"][0]["newText"], "n", "no more than what differs");
}

#[test]
fn a_lost_quote_is_mended_from_either_file() {
    for (file, words) in [(CLAIMS, "nobody never"), (ARTICLE, "*ever*")] {
        let site = Site::new();
        let right = site.text(CLAIMS);
        site.write(CLAIMS, &right.replace("quote: nobody ever", "quote: nobody never"));
        let mut client = Client::greeting(&site.root, modern());
        client.open(&site.file(file));
        let found = actions(&mut client, &site, file, &site.text(file), words, any());
        assert_eq!(found[0]["title"], "Quote the nearest passage", "{found:?}");
        site.make(&found[0]["edit"]);
        assert_eq!(site.text(CLAIMS), right);
    }
}

#[test]
fn a_quote_of_several_places_is_tied_to_any_of_them() {
    let site = Site::new();
    let article = site.text(ARTICLE).replace("More in", "It was printed there; more in");
    site.write(ARTICLE, &article);
    let mut client = Client::greeting(&site.root, modern());
    client.open(&site.file(CLAIMS));
    let found = actions(&mut client, &site, CLAIMS, &site.text(CLAIMS), "It was printed", any());
    let mends: Vec<&Value> = found.iter().filter(|it| it["kind"] == "quickfix").collect();
    assert_eq!(mends.len(), 2, "{mends:?}");
    assert!(mends.iter().all(|it| it["isPreferred"] == false), "which is meant only the writer knows");
    site.make(&mends[1]["edit"]);
    assert_eq!(site.errors(), Vec::<String>::new());
    let claims = site.text(CLAIMS);
    assert!(claims.contains("exact: 'It was printed'\n") && claims.contains(" there"), "{claims}");
}

#[test]
fn a_quote_is_pinned_from_either_file() {
    let mut pinned = Vec::new();
    for (file, words) in [(CLAIMS, "nobody ever"), (ARTICLE, "*ever*")] {
        let site = Site::new();
        let mut client = Client::greeting(&site.root, modern());
        client.open(&site.file(file));
        let only = json!({"diagnostics": [], "only": ["refactor"]});
        let found = actions(&mut client, &site, file, &site.text(file), words, only);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["kind"], "refactor.rewrite");
        site.make(&found[0]["edit"]);
        assert_eq!(site.errors(), Vec::<String>::new());
        pinned.push(site.text(CLAIMS));
        let mut client = Client::greeting(&site.root, modern());
        client.open(&site.file(ARTICLE));
        let article = site.text(ARTICLE);
        assert!(actions(&mut client, &site, ARTICLE, &article, "*ever*", any()).is_empty(), "it is pinned");
    }
    assert_eq!(pinned[0], pinned[1]);
    assert!(
        pinned[0].contains("exact: nobody ever called her\n      prefix: She said that"),
        "{}",
        pinned[0]
    );
}
