//! Who may write, over sockets.

use onrecord::serve::http::Limits;
use serde_json::{Value, json};

use super::client::{Response, Running, start};
use super::site::{Scratch, TOKEN};

/// The heads of a request by a page of ours.
fn heads(running: &Running) -> Vec<(&'static str, String)> {
    vec![
        ("Host", running.host()),
        ("Origin", format!("http://{}", running.host())),
        ("Onrecord-Token", TOKEN.to_owned()),
        ("Content-Type", "application/json".to_owned()),
    ]
}

fn post(running: &Running, heads: &[(&str, String)], body: &str) -> Response {
    let heads: String = heads.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let request = format!(
        "POST /.onrecord/claims HTTP/1.1\r\n{heads}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    running.raw(request.as_bytes()).unwrap()
}

fn removal(running: &Running) -> Value {
    let claims: Value = serde_json::from_slice(&running.get("/.onrecord/claims?article=first").body).unwrap();
    json!({ "article": "first", "version": claims["version"], "action": "remove", "id": "it-did" })
}

#[test]
fn a_page_of_ours_may_write() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    let removal = removal(&running);
    let written = post(&running, &heads(&running), &removal.to_string());
    assert_eq!(written.status, 200, "{}", written.text());
    let answer: Value = serde_json::from_slice(&written.body).unwrap();
    assert_eq!((&answer["ok"], &answer["id"]), (&true.into(), &"it-did".into()));
    // The same once more is another version of the file; an unknown claim cannot be written.
    assert_eq!(post(&running, &heads(&running), &removal.to_string()).status, 409);
    let mut unknown = removal;
    unknown["version"] = answer["version"].clone();
    let refused = post(&running, &heads(&running), &unknown.to_string());
    assert_eq!(refused.status, 422);
    let refused: Value = serde_json::from_slice(&refused.body).unwrap();
    assert!(refused["problems"][0]["message"].is_string());
    assert_eq!(running.get("/.onrecord/claims?article=nobody").status, 404);
}

#[test]
fn nobody_else_may() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    let body = removal(&running).to_string();
    let before = scratch.read("content/articles/first/claims.yaml");
    let with = |name: &str, value: Option<&str>| {
        let mut heads = heads(&running);
        heads.retain(|(known, _)| *known != name || value.is_some());
        for (_, known) in heads.iter_mut().filter(|(known, _)| *known == name) {
            *known = value.unwrap_or_default().to_owned();
        }
        post(&running, &heads, &body).status
    };
    let port = running.address.port();
    for origin in [
        None,
        Some("null"),
        Some("http://example.com"),
        Some(&format!("https://127.0.0.1:{port}")),
        Some(&format!("http://localhost:{port}")),
        Some("http://127.0.0.1"),
    ] {
        assert_eq!(with("Origin", origin), 403, "{origin:?}");
    }
    for token in
        [None, Some(""), Some("0123456789abcde"), Some("0123456789abcdeX"), Some("0123456789abcdef0")]
    {
        assert_eq!(with("Onrecord-Token", token), 403, "{token:?}");
    }
    for kind in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("text/plain; application/json"),
    ] {
        assert_eq!(with("Content-Type", kind), 415, "{kind:?}");
    }
    assert_eq!(with("Host", Some("example.com")), 403);
    assert_eq!(scratch.read("content/articles/first/claims.yaml"), before);
    assert_eq!(with("Content-Type", Some("application/json; charset=utf-8")), 200);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    for body in [
        "",
        "{",
        "[]",
        "{\"article\":\"first\"}",
        "{\"article\":\"first\",\"version\":\"\",\"action\":\"build\"}",
    ] {
        assert_eq!(post(&running, &heads(&running), body).status, 400, "{body:?}");
    }
    let long = format!("\"{}\"", "x".repeat(1 << 20));
    assert_eq!(post(&running, &heads(&running), &long).status, 413);
}
