//! Requests over sockets: the friendly ones, the slow ones, the many.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use onrecord::serve::http::Limits;
use serde_json::Value;

use super::client::{NEVER, read, start};
use super::site::{SQUARE, Scratch, without_tag};

const SHORT: Duration = Duration::from_millis(50);

#[test]
fn files_come_with_their_types() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    let (built, _) = scratch.build();
    for (path, kind) in [
        ("", "text/html; charset=utf-8"),
        ("articles/first/", "text/html; charset=utf-8"),
        ("articles/first/square.svg", "image/svg+xml; charset=utf-8"),
        ("own.css", "text/css; charset=utf-8"),
        ("onrecord/record.js", "text/javascript; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("data/claims.jsonl", "text/plain; charset=utf-8"),
    ] {
        let response = running.get(&format!("/{path}"));
        assert_eq!(response.status, 200, "/{path}");
        assert_eq!(response.header("content-type"), Some(kind), "/{path}");
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let body = if file.ends_with(".html") { without_tag(&response.body) } else { response.body };
        assert!(body == built[&file], "/{path}");
    }
}

#[test]
fn every_answer_keeps_to_itself() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    for target in [
        "/",
        "/nothing",
        "/own.css",
        "/articles",
        "/.onrecord/preview.js",
        "/.onrecord/names",
        "/.onrecord/x",
    ] {
        for method in ["GET", "HEAD", "POST", "OPTIONS", "DELETE"] {
            let response = running.request(method, target);
            assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{method} {target}");
            assert_eq!(
                response.header("cross-origin-resource-policy"),
                Some("same-origin"),
                "{method} {target}"
            );
            assert_eq!(response.header("cache-control"), Some("no-store"), "{method} {target}");
            let cors = response.headers.iter().find(|(name, _)| name.starts_with("access-control"));
            assert_eq!(cors, None, "{method} {target}");
            if !matches!(method, "GET" | "HEAD") {
                assert_eq!(response.status, 405, "{method} {target}");
                assert_eq!(response.header("allow"), Some("GET, HEAD"), "{method} {target}");
            }
        }
    }
    assert_eq!(running.request("DELETE", "/.onrecord/claims").header("allow"), Some("GET, HEAD, POST"));
}

#[test]
fn a_head_is_a_response_without_its_body() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    for target in ["/", "/own.css", "/articles/first/square.svg", "/nothing"] {
        let (head, whole) = (running.request("HEAD", target), running.get(target));
        assert_eq!(head.status, whole.status, "{target}");
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()), "{target}");
        assert!(head.body.is_empty() && !whole.body.is_empty(), "{target}");
    }
}

#[test]
fn the_site_is_served_under_its_base_path() {
    let scratch = Scratch::new();
    scratch.write("onrecord.toml", "title = \"Scratch\"\nbase_url = \"https://example.org/ta%20lks/\"\n");
    let running = start(scratch.open(), Limits::default());
    assert!(running.server.url().ends_with("/ta%20lks/"), "{}", running.server.url());
    assert_eq!(running.get("/ta%20lks/articles/first/").status, 200);
    let redirects = |target: &str| {
        let response = running.get(target);
        assert_eq!(response.status, 307, "{target}");
        response.header("location").unwrap().to_owned()
    };
    assert_eq!(redirects("/"), "/ta%20lks/");
    assert_eq!(redirects("/ta%20lks"), "/ta%20lks/");
    assert_eq!(redirects("/ta%20lks/articles/first?a=b"), "/ta%20lks/articles/first/?a=b");
    assert_eq!(running.get("/articles/first/").status, 404);
    assert_eq!(running.get("/ta%20lks/.onrecord/preview.js").status, 200);
    assert_eq!(running.get("/.onrecord/preview.js").status, 404);
    let missing = running.get("/ta%20lks/nothing");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<script src=\"/ta%20lks/.onrecord/preview.js\""));
}

#[test]
fn an_open_page_is_told_as_soon_as_it_has_changed() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    let mut events = running.events("page=articles%2Ffirst%2F");
    assert_eq!(events.next().0, "state");
    let article = "content/articles/first/index.md";
    scratch.write(article, scratch.read(article) + "\nA new paragraph.\n");
    scratch.refresh(&running.preview, &[article]).unwrap();
    let (name, id, data) = events.next();
    assert_eq!((name.as_str(), data.as_str()), ("reload", "{\"fragment\":null}"));
    let page = running.get("/articles/first/").text();
    assert!(page.contains("A new paragraph.") && page.contains(&format!("data-version=\"{id}\"")));
    // Whoever comes back with that version has missed nothing; with another, this.
    let mut again = running.events(&format!("page=articles/first/&version={id}"));
    assert_eq!(again.next().0, "state");
    let mut older = running.events("page=articles/first/&version=0000000000000001.0000000000000001");
    assert_eq!((older.next().0.as_str(), older.next().0.as_str()), ("state", "reload"));
}

#[test]
fn names_are_found_by_their_words() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    let found = |query: &str| -> Value {
        let response = running.get(&format!("/.onrecord/names?{query}"));
        assert_eq!(response.header("content-type"), Some("application/json"));
        serde_json::from_slice(&response.body).unwrap()
    };
    let all = found("");
    assert_eq!(all["speakers"].as_array().unwrap().len(), 2);
    assert_eq!(all["events"][0], serde_json::json!({ "id": "talk", "name": "The talk" }));
    assert_eq!(all["sources"][0], serde_json::json!({ "key": "report", "title": "A report" }));
    let claim = serde_json::json!({ "ref": "first#it-did", "speaker": "Speaker A", "words": "the talk between the two took place" });
    assert_eq!(all["claims"][0], claim);
    assert_eq!(
        found("q=speaker+B")["speakers"],
        serde_json::json!([{ "id": "speaker-b", "name": "Speaker B" }])
    );
    assert_eq!(found("q=TOOK")["claims"].as_array().unwrap().len(), 1);
    assert_eq!(found("limit=1")["speakers"].as_array().unwrap().len(), 1);
}

#[test]
fn a_port_that_is_taken_is_passed_over() {
    let scratch = Scratch::new();
    let first = start(scratch.open(), Limits::default());
    let port = first.address.port();
    let (auditor, _told) = std::sync::mpsc::channel();
    let second = onrecord::serve::http::Server::start(
        first.preview.clone(),
        auditor,
        std::sync::Arc::new(|_: &_, _| {}),
        None,
        port,
        Limits::default(),
    )
    .unwrap();
    assert!(second.address().port() > port);
}

#[test]
fn who_does_not_finish_a_request_is_not_waited_for() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits { head: SHORT, ..Limits::default() });
    for begun in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: 127.0.0.1"] {
        let mut slow = running.connect();
        slow.write_all(begun.as_bytes()).unwrap();
        let mut heard = Vec::new();
        slow.read_to_end(&mut heard).unwrap();
        assert!(!heard.starts_with(b"HTTP/1.1 200"), "{begun:?}");
    }
    // Nor who says no more after the first answer.
    let mut idle = running.connect();
    write!(idle, "GET /own.css HTTP/1.1\r\nHost: {}\r\n\r\n", running.host()).unwrap();
    let mut heard = Vec::new();
    idle.read_to_end(&mut heard).unwrap();
    assert!(heard.starts_with(b"HTTP/1.1 200"));
}

#[test]
fn who_does_not_finish_a_body_is_told_so() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits { body: SHORT, ..Limits::default() });
    let mut slow = running.connect();
    let host = running.host();
    write!(
        slow,
        "POST /.onrecord/claims HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nOnrecord-Token: {}\r\n\
         Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"arti",
        super::site::TOKEN
    )
    .unwrap();
    assert_eq!(read(slow).unwrap().status, 408);
}

#[test]
fn who_takes_nothing_of_what_he_asked_for_loses_his_place() {
    let scratch = Scratch::new();
    scratch.write("static/large.bin", vec![7; 32 << 20]);
    let limits = Limits { write: SHORT, connections: 1, ..Limits::default() };
    let running = start(scratch.open(), limits);
    let mut slow = running.connect();
    write!(slow, "GET /large.bin HTTP/1.1\r\nHost: {}\r\n\r\n", running.host()).unwrap();
    let mut first = [0; 12];
    slow.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    // The only place is taken, until the server has had enough.
    let begun = Instant::now();
    let request = format!("GET /own.css HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", running.host());
    while running.raw(request.as_bytes()).is_none_or(|response| response.status != 200) {
        assert!(begun.elapsed() < NEVER, "the place is still taken");
    }
}

#[test]
fn a_large_file_comes_whole() {
    let scratch = Scratch::new();
    let bytes: Vec<u8> = (0..(3 << 20) + 17).map(|n: u32| (n % 251) as u8).collect();
    scratch.write("static/large.bin", &bytes);
    let running = start(scratch.open(), Limits::default());
    let response = running.get("/large.bin");
    assert_eq!(response.header("content-type"), Some("application/octet-stream"));
    assert!(response.body == bytes);
}

#[test]
fn a_thousand_idle_connections_keep_nobody_from_being_served() {
    rustix::process::setrlimit(
        rustix::process::Resource::Nofile,
        rustix::process::Rlimit {
            current: Some(4096),
            ..rustix::process::getrlimit(rustix::process::Resource::Nofile)
        },
    )
    .unwrap();
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits { head: NEVER, ..Limits::default() });
    let mut events = running.events("page=articles/first/");
    assert_eq!(events.next().0, "state");
    let mut idle = Vec::new();
    for number in 0..1000 {
        let mut stream = running.connect();
        if number % 2 == 0 {
            stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
        }
        idle.push(stream);
    }
    let response = running.get("/articles/first/square.svg");
    assert_eq!((response.status, response.text().as_str()), (200, SQUARE));
    // A page that listens is not idle.
    let article = "content/articles/first/index.md";
    scratch.write(article, scratch.read(article) + "\nMore.\n");
    scratch.refresh(&running.preview, &[article]).unwrap();
    assert_eq!(events.next().0, "reload");
}

#[test]
fn a_stream_without_news_shows_that_it_is_alive() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits { heartbeat: SHORT, ..Limits::default() });
    let mut events = running.events("page=");
    events.heartbeat();
    events.heartbeat();
}
