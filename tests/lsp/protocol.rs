//! The conversation itself.

use serde_json::{Value, json};

use super::client::{Client, at, modern, uri};
use super::site::{ARTICLE, CLAIMS, SPEAKER, Site};

#[test]
fn a_conversation_begins_and_ends() {
    let site = Site::new();
    let mut client = Client::stranger();
    let early = client.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(early["code"], -32002);
    client.notify("textDocument/didOpen", json!({"nobody": "listens"}));
    let params = json!({"processId": 1, "rootUri": uri(&site.root), "capabilities": modern()});
    let greeting = client.request("initialize", params).unwrap();
    assert_eq!(greeting["serverInfo"]["name"], "onrecord");
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-8");
    client.notify("initialized", json!({}));
    assert_eq!(client.request("initialize", json!({"capabilities": {}})).unwrap_err()["code"], -32600);
    client.request("shutdown", Value::Null).unwrap();
    assert_eq!(client.request("textDocument/hover", json!({})).unwrap_err()["code"], -32600);
    assert!(Client::greeting(&site.root, json!({})).bye().success());
}

#[test]
fn one_who_leaves_without_a_word_leaves_a_failure() {
    let site = Site::new();
    assert_eq!(Client::stranger().vanish().code(), Some(1));
    let mut client = Client::greeting(&site.root, modern());
    client.ask("workspace/symbol", json!({"query": ""}));
    assert_eq!(client.vanish().code(), Some(1));
}

#[test]
fn without_utf8_columns_are_utf16() {
    let site = Site::new();
    let mut client = Client::stranger();
    let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
    let greeting = client.request("initialize", params).unwrap();
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-16");
    client.notify("initialized", json!({}));
    let file = site.file(ARTICLE);
    client.open(&file);
    // The quote begins after an emoji of two code units; the cursor stands in `nobody`.
    let place = json!({"textDocument": {"uri": uri(&file)}, "position": {"line": 8, "character": 17}});
    let hover = client.request("textDocument/hover", place).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().contains("nobody ever called her"), "{hover}");
    assert_eq!(hover["range"]["start"], json!({"line": 8, "character": 17}));
    assert_eq!(hover["range"]["end"], json!({"line": 8, "character": 41}));
}

#[test]
fn what_makes_no_sense_is_answered_and_survived() {
    let site = Site::new();
    let mut client = Client::greeting(&site.root, modern());
    let unknown = client.request("textDocument/teleport", json!({})).unwrap_err();
    assert_eq!(unknown["code"], -32601);
    let params = client.request("textDocument/hover", json!({"textDocument": 5})).unwrap_err();
    assert_eq!(params["code"], -32602);
    client.notify("$/whatever", json!({}));
    client.notify("textDocument/didChange", json!([1]));
    client.send_raw("{not json");
    client.send(&json!({"jsonrpc": "2.0", "id": 700, "params": {}}));
    let mut codes = Vec::new();
    while codes.len() < 2 {
        let message = client.next();
        codes.extend(message.get("error").map(|error| (message["id"].clone(), error["code"].clone())));
    }
    assert_eq!(codes, [(Value::Null, json!(-32700)), (json!(700), json!(-32600))]);
    let unopened = json!({"textDocument": {"uri": "untitled:New"}, "position": {"line": 9, "character": 9}});
    assert_eq!(client.request("textDocument/hover", unopened).unwrap(), Value::Null);
    let symbols = json!({"textDocument": {"uri": uri(&site.file(CLAIMS))}});
    assert_eq!(client.request("textDocument/documentSymbol", symbols).unwrap().as_array().unwrap().len(), 2);
}

#[test]
fn what_is_asked_outside_of_any_site_has_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("claims.yaml");
    std::fs::write(&file, "claims:\n").unwrap();
    let mut client = Client::greeting(folder.path(), modern());
    client.open(&file);
    for method in ["textDocument/hover", "textDocument/completion", "textDocument/definition"] {
        assert_eq!(client.at(method, &file, "claims:\n", "claims", 1).unwrap(), Value::Null, "{method}");
    }
    assert!(client.bye().success());
}

#[test]
fn numbers_and_names_are_ids_of_requests() {
    let site = Site::new();
    let mut client = Client::greeting(&site.root, modern());
    let params = at(&site.file(SPEAKER), &site.text(SPEAKER), "Ann", 1);
    client.send(&json!({"jsonrpc": "2.0", "id": "a name", "method": "textDocument/hover", "params": params}));
    loop {
        let message = client.next();
        if message["id"] == "a name" {
            assert!(message["result"]["contents"].is_object(), "{message}");
            return;
        }
    }
}

/// A client may ask for what it does not want any more. Cancelled in time or not, there is one answer.
#[test]
fn a_cancelled_request_has_an_answer() {
    let site = Site::new();
    let mut client = Client::greeting(&site.root, modern());
    let id = client.ask("workspace/symbol", json!({"query": "ann"}));
    client.notify("$/cancelRequest", json!({"id": id}));
    client.notify("$/cancelRequest", json!({"id": 12345}));
    if let Err(error) = client.answer(id) {
        assert_eq!(error["code"], -32800);
    }
    assert!(client.bye().success());
}
