//! What is wrong, told as one types.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, modern, position, uri, words};
use super::site::{ARTICLE, CLAIMS, EVENT, SPEAKER, Site};

#[test]
fn mistakes_come_as_they_are_typed_and_go_as_they_are_mended() {
    let site = Site::new();
    let (file, text) = (site.file(CLAIMS), site.text(CLAIMS));
    let mut client = Client::greeting(&site.root, modern());
    client.open(&file);
    let typed = text.replacen("speaker: ann", "speaker: anm", 1);
    client.type_all(&file, 2, &typed);
    let told = client.until_told(&file, "unknown-speaker");
    assert_eq!(words(&typed, &told["range"]), "anm");
    assert_eq!((&told["severity"], &told["source"]), (&json!(1), &json!("onrecord")));
    let message = told["message"].as_str().unwrap();
    assert!(message.starts_with("there is no speaker `anm`\n") && message.contains("`ann`"), "{message}");
    assert!(told.get("codeDescription").is_none(), "there is no address to look it up at");
    client.type_all(&file, 3, &text);
    client.until(&file, |told| told.iter().all(|it| it["code"] != "unknown-speaker"));
    assert_eq!(fs::read_to_string(&file).unwrap(), text, "nothing was written");
}

#[test]
fn a_lost_quote_is_told_in_both_files() {
    let site = Site::new();
    let (file, text) = (site.file(ARTICLE), site.text(ARTICLE));
    let mut client = Client::greeting(&site.root, modern());
    client.open(&file);
    // Typed into the article, one letter at a time; the claims file is not even open.
    let place = text.find("ever").unwrap();
    for (version, letter) in (2..).zip("n".chars()) {
        let at = position(&text, place);
        let change = json!([{"range": {"start": at, "end": at}, "text": letter.to_string()}]);
        client.type_in(&file, version, change);
    }
    let typed = text.replacen("*ever*", "*never*", 1);
    let claims = site.text(CLAIMS);
    let lost = client.until_told(&site.file(CLAIMS), "quote-not-found");
    assert_eq!(words(&claims, &lost["range"]), "nobody ever called her");
    let related = &lost["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri(&file));
    assert_eq!(words(&typed, &related["location"]["range"]), "nobody *never* called her");
    assert_eq!(related["message"], "the nearest passage");

    let pointer = client.until_told(&file, "quote-not-found");
    assert_eq!(pointer["severity"], 3);
    assert_eq!(words(&typed, &pointer["range"]), "nobody *never* called her");
    assert_eq!(pointer["relatedInformation"][0]["location"]["uri"], uri(&site.file(CLAIMS)));

    client.type_all(&file, 9, &text);
    client.until(&file, |told| told.iter().all(|it| it["code"] != "quote-not-found"));
    client.until(&site.file(CLAIMS), |told| told.iter().all(|it| it["code"] != "quote-not-found"));
}

#[test]
fn files_that_nobody_has_opened_are_checked_too() {
    let site = Site::new();
    site.write("content/speakers/nobody.md", "---\nname: Nobody\nkind: ghost\n---\n");
    site.write("content/speakers/idle.md", "---\nname: Idle\n---\n");
    let mut client = Client::greeting(&site.root, modern());
    client.until_told(&site.file("content/speakers/nobody.md"), "unknown-value");
    site.write("content/speakers/nobody.md", "---\nname: Nobody\n---\n");
    let change = json!({"uri": uri(&site.file("content/speakers/nobody.md")), "type": 2});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    let unused = client.until_told(&site.file("content/speakers/nobody.md"), "unused-speaker");
    assert_eq!((&unused["severity"], &unused["tags"]), (&json!(2), &json!([1])));
    client.until_told(&site.file("content/speakers/idle.md"), "unused-speaker");
    for file in ["content/speakers/nobody.md", "content/speakers/idle.md"] {
        fs::remove_file(site.file(file)).unwrap();
    }
    let gone = ["nobody", "idle"]
        .map(|id| json!({"uri": uri(&site.file(&format!("content/speakers/{id}.md"))), "type": 3}));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": gone}));
    client.until(&site.file("content/speakers/idle.md"), <[Value]>::is_empty);
    client.until(&site.file("content/speakers/nobody.md"), <[Value]>::is_empty);
}

#[test]
fn watching_is_asked_for_where_the_client_can() {
    let site = Site::new();
    let mut client = Client::greeting(&site.root, modern());
    client.request("workspace/symbol", json!({"query": ""})).unwrap();
    assert_eq!(client.registered[0]["method"], "workspace/didChangeWatchedFiles");
    let watchers = client.registered[0]["registerOptions"]["watchers"].as_array().unwrap();
    assert!(watchers.iter().any(|it| it["globPattern"] == "**/content/**"), "{watchers:?}");

    let mut plain = Client::greeting(&site.root, json!({}));
    plain.open(&site.file(CLAIMS));
    plain.request("workspace/symbol", json!({"query": ""})).unwrap();
    assert!(plain.registered.is_empty());
    // A save may then have changed anything.
    site.write(SPEAKER, "---\nname: Ann\nkind: ghost\n---\n");
    plain.notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&site.file(CLAIMS))}}));
    plain.until_told(&site.file(SPEAKER), "unknown-value");
}

/// Without help of the client's, further places are part of the message.
#[test]
fn a_plain_client_is_told_as_much() {
    let site = Site::new();
    let mut client = Client::greeting(&site.root, json!({"general": {"positionEncodings": ["utf-8"]}}));
    client.open(&site.file(CLAIMS));
    client.type_all(&site.file(CLAIMS), 2, &site.text(CLAIMS).replacen("nobody ever", "nobody never", 1));
    let lost = client.until_told(&site.file(CLAIMS), "quote-not-found");
    assert!(lost.get("relatedInformation").is_none() && lost.get("tags").is_none());
    let message = lost["message"].as_str().unwrap();
    assert!(message.contains(&format!("{ARTICLE}:9: the nearest passage")), "{message}");
}

#[test]
fn marks_and_line_ends_do_not_shift_anything() {
    let site = Site::new();
    let text = format!(
        "\u{FEFF}{}",
        site.text(EVENT).replace('\n', "\r\n").replace("parties: [arden]", "parties: [𝒜rden]")
    );
    site.write(EVENT, &text);
    let mut client = Client::greeting(&site.root, json!({}));
    // On disk a mark is no part of the text, as in every editor.
    let told = client.until_told(&site.file(EVENT), "unknown-speaker");
    assert_eq!(
        told["range"],
        json!({"start": {"line": 4, "character": 10}, "end": {"line": 4, "character": 16}})
    );
    client.open_as(&site.file(EVENT), &text.replace("---\r\nname: The call", "---\r\nnane: The call"));
    let told = client.until_told(&site.file(EVENT), "unknown-key");
    assert_eq!(
        told["range"],
        json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 4}})
    );
}

#[test]
fn several_sites_in_one_workspace_do_not_know_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let write = |path: &str, text: &str| {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text).unwrap();
    };
    for (site, speaker) in [("one", "ann"), ("two", "bo")] {
        write(&format!("{site}/onrecord.toml"), "title = \"x\"\n");
        write(&format!("{site}/content/speakers/{speaker}.md"), "---\nname: N\n---\n");
        write(&format!("{site}/content/articles/a.md"), "---\ntitle: T\ndate: 2025\noutlet: ann\n---\n");
        write(&format!("{site}/content/pages/p.md"), "# P\n\n[x](gone.md)\n");
    }
    let mut client = Client::greeting(&root, modern());
    for site in ["one", "two"] {
        client.open(&root.join(site).join("content/articles/a.md"));
    }
    for site in ["one", "two"] {
        client.until_told(&root.join(site).join("content/pages/p.md"), "dead-link");
    }
    client.until_told(&root.join("two/content/articles/a.md"), "unknown-speaker");
    assert!(client.told(&root.join("one/content/articles/a.md")).is_empty());

    // A third, in a folder of the second, is one as soon as it has a configuration.
    write("two/three/content/articles/b.md", "---\ntitle: T\ndate: 2025\noutlet: cy\n---\n");
    let inner = root.join("two/three");
    client.open(&inner.join("content/articles/b.md"));
    write("two/three/onrecord.toml", "title = \"x\"\n");
    let change = json!({"uri": uri(&inner.join("onrecord.toml")), "type": 1});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    client.until_told(&inner.join("content/articles/b.md"), "unknown-speaker");
    fs::remove_file(inner.join("onrecord.toml")).unwrap();
    let change = json!({"uri": uri(&inner.join("onrecord.toml")), "type": 3});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    client.until(&inner.join("content/articles/b.md"), <[Value]>::is_empty);
}

#[test]
fn a_folder_inside_the_site_leads_to_it() {
    let site = Site::new();
    site.write("content/speakers/idle.md", "---\nname: Idle\n---\n");
    let mut client = Client::greeting(&site.file("content/articles"), modern());
    client.until_told(&site.file("content/speakers/idle.md"), "unused-speaker");

    let mut folders = Client::stranger();
    let params = json!({
        "processId": null, "capabilities": modern(),
        "workspaceFolders": [{"uri": uri(&site.root), "name": "site"}],
    });
    folders.request("initialize", params).unwrap();
    folders.notify("initialized", json!({}));
    folders.until_told(&site.file("content/speakers/idle.md"), "unused-speaker");
}

/// A path that is spelled otherwise than we would is told as the client spells it.
#[test]
fn diagnostics_bear_the_uri_that_the_client_uses() {
    let site = Site::new();
    let mut client = Client::greeting(&site.root, modern());
    let spelled = uri(&site.file(CLAIMS)).replace("claims", "%63laims");
    let text = site.text(CLAIMS).replacen("speaker: ann", "speaker: anm", 1);
    let document = json!({"uri": spelled, "languageId": "yaml", "version": 1, "text": text});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    loop {
        let message = client.next();
        let mistakes = message["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
        if mistakes.iter().any(|it| it["code"] == "unknown-speaker") {
            assert_eq!(message["params"]["uri"], json!(spelled));
            return;
        }
    }
}

#[test]
fn closing_without_saving_brings_back_what_lies_on_disk() {
    let site = Site::new();
    let file = site.file(SPEAKER);
    let mut client = Client::greeting(&site.root, modern());
    client.open_as(&file, "---\nname: Ann\nkind: ghost\n---\n");
    client.until_told(&file, "unknown-value");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&file)}}));
    client.until(&file, <[Value]>::is_empty);
}
