//! Requests that are not meant for us, or want what is not theirs.

use std::time::Duration;

use onrecord::serve::http::Limits;

use super::client::{Running, start};
use super::site::Scratch;

/// Who says no more is not waited for.
fn impatient() -> Limits {
    Limits { head: Duration::from_millis(200), ..Limits::default() }
}

fn status(running: &Running, request: &str) -> u16 {
    running.raw(request.replace('\n', "\r\n").as_bytes()).map_or(0, |response| response.status)
}

#[test]
fn a_foreign_host_is_refused_whatever_it_asks() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), impatient());
    let port = running.address.port();
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"] {
        for target in ["/", "/articles", "/nothing", "/.onrecord/claims", "/.onrecord/stream", "*"] {
            for host in [
                "example.com".to_owned(),
                format!("example.com:{port}"),
                "127.0.0.1".to_owned(),
                format!("127.0.0.1.example.com:{port}"),
            ] {
                let status = status(&running, &format!("{method} {target} HTTP/1.1\nHost: {host}\n\n"));
                assert!(matches!(status, 403 | 400), "{method} {target} for {host}: {status}");
            }
        }
    }
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(
            status(&running, &format!("GET / HTTP/1.1\nHost: {host}:{port}\nConnection: close\n\n")),
            200
        );
    }
}

#[test]
fn a_request_names_its_host_once() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), impatient());
    let host = running.host();
    for heads in [
        "".to_owned(),
        "Host:\n".to_owned(),
        format!("Host: {host}\nHost: {host}\n"),
        format!("Host: {host}\nHost: example.com\n"),
    ] {
        assert_eq!(status(&running, &format!("GET / HTTP/1.1\n{heads}\n")), 400, "{heads:?}");
    }
    assert_eq!(status(&running, "GET / HTTP/1.0\n\n"), 400);
    assert_eq!(status(&running, &format!("GET / HTTP/1.1\nHost: {host}, example.com\n\n")), 403);
    assert_eq!(status(&running, &format!("GET / HTTP/1.1\nHost : {host}\n\n")), 400);
}

#[test]
fn the_host_of_an_absolute_target_counts_as_well() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), impatient());
    let host = running.host();
    let with = |target: &str| {
        status(&running, &format!("GET {target} HTTP/1.1\nHost: {host}\nConnection: close\n\n"))
    };
    assert_eq!(with(&format!("http://{host}/own.css")), 200);
    assert_eq!(with("http://example.com/own.css"), 403);
    assert_eq!(with(&format!("https://{host}/own.css")), 403);
    assert_eq!(with(&format!("http://a@{host}/own.css")), 403);
    assert!(matches!(with("//example.com/own.css"), 400 | 404));
    assert_ne!(status(&running, &format!("CONNECT example.com:80 HTTP/1.1\nHost: {host}\n\n")), 200);
}

#[test]
fn nothing_but_the_site_can_be_reached() {
    let scratch = Scratch::new();
    scratch.write("content/articles/first/.hidden", "SECRET");
    scratch.write("content/loose.txt", "SECRET");
    scratch.write("templates/page.html", "{# SECRET #}{% extends \"onrecord/page.html\" %}");
    std::fs::write(scratch.root().parent().unwrap().join("onrecord-secret.txt"), "SECRET").unwrap();
    let running = start(scratch.open(), Limits::default());
    let mut targets: Vec<String> = [
        "/onrecord.toml",
        "/content/articles/first/claims.yaml",
        "/articles/first/claims.yaml",
        "/articles/first/.hidden",
        "/articles/first/index.md",
        "/content/loose.txt",
        "/loose.txt",
        "/templates/page.html",
        "/static/own.css",
        "/etc/passwd",
        "//etc/passwd",
        "/own.css/",
        "/own.css/../onrecord.toml",
        "/articles/first/../../onrecord.toml",
        "/own.css%00.html",
        "/.onrecord/../onrecord.toml",
        "/.onrecord/preview/../preview.js",
        "/.onrecord/",
        "/.onrecord",
        "/.onrecord/stream/x",
        "/%2eonrecord/preview.js%2f",
        "/\\onrecord.toml",
        "/C:/onrecord.toml",
        "/own.css;x",
        "/own.css%2f",
        "/%ff",
        "/%",
        "/%zz",
    ]
    .map(str::to_owned)
    .into();
    for up in
        ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..;", "%c0%ae%c0%ae", "%u002e%u002e", "..."]
    {
        for between in ["/", "%2f", "%5c", "\\", "//", "%252f"] {
            for to in ["onrecord-secret.txt", "onrecord.toml", "etc/passwd"] {
                for depth in [1, 2, 9] {
                    targets.push(format!("/{}{to}", format!("{up}{between}").repeat(depth)));
                    targets.push(format!("/articles/{}{to}", format!("{up}{between}").repeat(depth)));
                }
            }
        }
    }
    for target in targets {
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", running.host());
        let Some(response) = running.raw(request.as_bytes()) else { panic!("no answer to {target}") };
        assert!(matches!(response.status, 400 | 404), "{target}: {}", response.status);
        let text = response.text();
        for secret in ["SECRET", "title = \"Scratch\"", "root:", "quote: the talk between"] {
            assert!(!text.contains(secret), "{target} shows {secret}");
        }
    }
    std::fs::remove_file(scratch.root().parent().unwrap().join("onrecord-secret.txt")).unwrap();
}

#[test]
fn a_link_that_leaves_the_site_is_not_followed() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), Limits::default());
    assert_eq!(running.get("/own.css").status, 200);
    // After it was read, so that the map still has it.
    let elsewhere = tempfile::TempDir::new().unwrap();
    std::fs::write(elsewhere.path().join("secret.css"), "SECRET").unwrap();
    scratch.remove("static/own.css");
    #[cfg(unix)]
    std::os::unix::fs::symlink(elsewhere.path().join("secret.css"), scratch.path("static/own.css")).unwrap();
    let response = running.get("/own.css");
    assert_eq!(response.status, 404);
    assert!(!response.text().contains("SECRET"));
}

#[test]
fn what_is_too_long_is_not_read() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), impatient());
    let host = running.host();
    let long = "x".repeat(1 << 20);
    let too_long = |request: String| {
        let status = status(&running, &request);
        assert!(matches!(status, 0 | 400 | 414 | 431), "{status}");
    };
    too_long(format!("GET /{long} HTTP/1.1\nHost: {host}\n\n"));
    too_long(format!("GET / HTTP/1.1\nHost: {host}\nX: {long}\n\n"));
    too_long(format!("GET / HTTP/1.1\nHost: {host}\n{}\n", "X: y\n".repeat(10_000)));
    too_long(format!("{long}\n\n"));
    assert_eq!(running.get("/own.css").status, 200);
}

#[test]
fn what_is_no_http_gets_no_answer_of_ours() {
    let scratch = Scratch::new();
    let running = start(scratch.open(), impatient());
    for noise in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc",
        b"GET\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\r\n\r\n\r\n",
    ] {
        let status = running.raw(noise).map_or(0, |response| response.status);
        assert!(matches!(status, 0 | 400), "{noise:?}: {status}");
    }
    assert_eq!(running.get("/own.css").status, 200);
}
