//! `onrecord archive`, against a server on loopback that redirects, stalls, and lies.

use std::cell::{Cell, RefCell};
use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use jiff::Timestamp;
use onrecord::archive::{self, Archivist, Clock, Fetcher, Kept, Lacking, Limits, Manners, Net, Wayback};
use onrecord::{pipeline, resolve};
use serde_json::Value;
use tempfile::TempDir;

#[path = "archiving/server.rs"]
mod server;

use server::{Reply, Server, nothing, page, raw, redirect, with};

/// A clock that goes on when somebody waits.
struct Waits {
    now: Cell<Timestamp>,
    waited: RefCell<Vec<u64>>,
}

impl Clock for Waits {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn wait(&self, time: Duration) {
        self.now.set(self.now.get() + time);
        self.waited.borrow_mut().push(time.as_secs());
    }
}

impl Waits {
    fn new() -> Self {
        Self { now: Cell::new("2026-11-25T09:00:00Z".parse().unwrap()), waited: RefCell::default() }
    }
}

/// Only the machine of the tests, and no other of its network.
fn here(address: IpAddr) -> bool {
    address.to_string() == "127.0.0.1"
}

const LIMITS: Limits = Limits { time: Duration::from_secs(20), size: 100_000 };

fn fetcher(clock: &Waits, limits: Limits) -> Fetcher<'_> {
    Fetcher::new(Net::reaching(limits, here), clock, Manners::default())
}

/// What is told of the page at a path, or its text.
fn fetched(server: &Server, path: &str, limits: Limits) -> Result<String, String> {
    let clock = Waits::new();
    let page = fetcher(&clock, limits).page(&server.url(path)).map_err(|trouble| trouble.to_string())?;
    Ok(String::from_utf8(page.bytes).unwrap())
}

/// A site whose sources are in this file.
fn site(file: &str, sources: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("onrecord.toml", "title = \"T\"\n");
    write(file, sources);
    folder
}

fn lacking(folder: &Path, wayback: bool) -> Vec<Lacking> {
    archive::lacking(&pipeline::load(folder, &resolve::Options::default()).reading.sources, wayback)
}

/// Stores what every source lacks.
fn run(folder: &Path, wayback: Option<Wayback>) -> Vec<Kept> {
    let clock = Waits::new();
    let lacking = lacking(folder, wayback.is_some());
    let mut archivist = Archivist { root: folder.to_owned(), fetcher: fetcher(&clock, LIMITS), wayback };
    lacking.iter().map(|source| archivist.keep(source).unwrap()).collect()
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

fn ok(kept: &[Kept]) -> Vec<&str> {
    let path = |kept: &'_ Kept| {
        assert!(kept.trouble.is_none() && kept.by_hand.is_none(), "{kept:?}");
    };
    kept.iter().for_each(path);
    kept.iter().filter_map(|kept| kept.snapshot.as_deref()).collect()
}

fn troubles(kept: &[Kept]) -> Vec<String> {
    kept.iter().filter_map(|kept| kept.trouble.as_ref()).map(ToString::to_string).collect()
}

#[test]
fn a_copy_is_stored_and_named_and_proves_the_quote() {
    let server = Server::new(|path, _| match path {
        "/old" => redirect("/new?a=1"),
        "/new?a=1" => page("<title>T</title><p>Ann Lee: “We did not call anybody.”<script>no()</script>"),
        _ => nothing(),
    });
    let sources = format!(
        "# Kept.\nreferences:\n  - id: a:1 # the key\n    URL: {} # the address\n    type: webpage\n    title: 'T'\n  - id: b\n    \
         type: book\n    title: No address\n",
        server.url("/old#top")
    );
    let folder = site("content/sources.yaml", &sources);
    let root = folder.path();
    assert_eq!(ok(&run(root, None)), ["snapshots/a%3A1.txt"]);
    let (above, below) = sources.split_once("    type: webpage").unwrap();
    let entry = format!("{above}    snapshot: snapshots/a%3A1.txt\n    type: webpage{below}");
    assert_eq!(read(root, "content/sources.yaml"), entry);
    assert_eq!(read(root, "content/snapshots/a%3A1.txt"), "Ann Lee: “We did not call anybody.”\n");
    assert!(read(root, "content/snapshots/a%3A1.html").starts_with("<title>T</title>"));
    let receipt: Value = serde_json::from_str(&read(root, "content/snapshots/a%3A1.receipt.json")).unwrap();
    assert_eq!(receipt["source"], "a:1");
    assert_eq!(receipt["url"], server.url("/old#top"));
    assert_eq!(receipt["fetched_from"], server.url("/new?a=1"));
    assert!(receipt["fetched"].as_str().unwrap().starts_with("2026-11-25T09:00:"));
    assert_eq!(receipt["text"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(receipt["page"]["file"], "a%3A1.html");
    assert_eq!(server.asked(), ["/old", "/new?a=1"]);
    // Nothing is left to do, and the site has no mistakes.
    assert!(lacking(root, false).is_empty());
    fs::create_dir_all(root.join("content/articles")).unwrap();
    fs::create_dir_all(root.join("content/speakers")).unwrap();
    fs::write(root.join("content/speakers/ann.md"), "---\nname: Ann\n---\n").unwrap();
    let article = "---\ntitle: A\ndate: 2025-02-09\n---\nShe said “We did not call anybody”. [@b]\n";
    fs::write(root.join("content/articles/a.md"), article).unwrap();
    let claims = "claims:\n  - {id: c, speaker: ann, quote: We did not call anybody, sources: ['a:1']}\n";
    fs::write(root.join("content/articles/a.claims.yaml"), claims).unwrap();
    let site = pipeline::load(root, &resolve::Options::default());
    assert_eq!(site.diagnostics, []);
    assert_eq!(site.corpus.claims[0].sources[0].proof.as_ref().unwrap().finding.key(), "found");
}

#[test]
fn json_is_edited_as_it_is_written() {
    let server = Server::new(|path, _| if path == "/robots.txt" { nothing() } else { page("<p>Words.") });
    let (a, b, c) = (server.url("/a"), server.url("/b"), server.url("/c"));
    let json = format!(
        "[\n  {{\n    \"id\": \"a\",\n    \"URL\" : \"{a}\",\n    \"type\": \"webpage\", \"title\": \"T\"\n  }},\n  \
         {{\"URL\":\"{b}\",\"id\":\"b\",\"type\":\"webpage\",\"title\":\"T\"}},\n  \
         {{\"id\":\"c\",\"type\":\"webpage\",\"title\":\"T\",\"URL\":\"{c}\",\"snapshot\":null}}\n]\n"
    );
    let folder = site("content/sources/z.json", &json);
    assert_eq!(ok(&run(folder.path(), None)).len(), 3);
    let name = |key: &str| format!("snapshots/{key}.txt");
    let expected = format!(
        "[\n  {{\n    \"id\": \"a\",\n    \"URL\" : \"{a}\",\n    \"snapshot\" : \"{}\",\n    \"type\": \"webpage\", \"title\": \"T\"\n  }},\n  \
         {{\"URL\":\"{b}\",\"snapshot\":\"{}\",\"id\":\"b\",\"type\":\"webpage\",\"title\":\"T\"}},\n  \
         {{\"id\":\"c\",\"type\":\"webpage\",\"title\":\"T\",\"URL\":\"{c}\",\"snapshot\":\"{}\"}}\n]\n",
        name("a"),
        name("b"),
        name("c")
    );
    assert_eq!(read(folder.path(), "content/sources/z.json"), expected);
}

#[test]
fn an_entry_that_cannot_be_edited_is_told_what_to_say() {
    let server = Server::new(|path, _| if path == "/robots.txt" { nothing() } else { page("<p>Words.") });
    let sources = format!(
        "references:\n  - {{id: a, type: webpage, title: T, URL: &there {}}}\n  - {{id: b, type: webpage, title: T, \
         URL: *there, snapshot: other.txt}}\n",
        server.url("/a")
    );
    let folder = site("content/sources.yaml", &sources);
    fs::write(folder.path().join("content/other.txt"), "Words.").unwrap();
    let kept = run(folder.path(), None);
    let (keys, why) = kept[0].by_hand.as_ref().unwrap();
    assert_eq!(keys, &[("snapshot", "snapshots/a.txt".to_owned())]);
    assert_eq!(why, "an alias repeats the value elsewhere, where it may be meant to stay");
    assert_eq!(read(folder.path(), "content/sources.yaml"), sources);
    assert_eq!(read(folder.path(), "content/snapshots/a.txt"), "Words.\n");
}

#[test]
fn redirects_are_looked_at_one_by_one() {
    let server = Server::new(|path, _| match path {
        "/private" => redirect("http://10.0.0.1/"),
        "/metadata" => redirect("http://169.254.169.254/latest/"),
        "/other" => redirect("//127.0.0.2/"),
        "/mapped" => redirect("http://[::ffff:10.0.0.1]/"),
        "/number" => redirect("http://0x7f000002/"),
        "/file" => redirect("file:///etc/passwd"),
        "/script" => redirect("javascript:alert(1)"),
        "/secret" => redirect("http://name:word@127.0.0.1/"),
        "/loop" => redirect("/loop"),
        "/nowhere" => with("302 Found", &[], b""),
        "/robots.txt" => nothing(),
        _ => page("<p>Words."),
    });
    for path in ["/private", "/metadata", "/other", "/mapped", "/number"] {
        let told = fetched(&server, path, LIMITS);
        assert_eq!(told, Err("its host is no public one".to_owned()), "{path}");
    }
    let told = |path| fetched(&server, path, LIMITS).unwrap_err();
    assert_eq!(told("/file"), "`file:///etc/passwd` is no address of the web");
    assert_eq!(told("/script"), "`javascript:alert(1)` is no address of the web");
    assert_eq!(told("/secret"), "`http://name:word@127.0.0.1/` has a name or a password in it");
    assert_eq!(told("/nowhere"), "the server answers 302");
    let before = server.asked().len();
    assert_eq!(told("/loop"), "it redirects more than 10 times");
    assert_eq!(server.asked().len() - before, 11);
}

#[test]
fn nothing_on_one_s_own_network_is_asked() {
    let server = Server::new(|_, _| page("<p>Words."));
    let port = server.address.port();
    let hosts =
        ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0", "127.1"];
    for host in hosts {
        let clock = Waits::new();
        let mut fetcher = Fetcher::new(Net::new(LIMITS), &clock, Manners::default());
        let told = fetcher.page(&format!("http://{host}:{port}/")).unwrap_err().to_string();
        assert_eq!(told, "its host is no public one", "{host}");
    }
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn what_speaks_no_tls_and_what_is_not_there_is_told() {
    let server = Server::new(|_, _| page("<p>Words."));
    let port = server.address.port();
    drop(server);
    let clock = Waits::new();
    let mut fetcher = fetcher(&clock, LIMITS);
    let mut told = |url: &str| fetcher.page(url).unwrap_err().to_string();
    assert_eq!(told(&format!("http://127.0.0.1:{port}/")), "nobody answers there");
    let plain = Reply::Bytes;
    let server = Server::speechless(move || plain(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()));
    assert!(!told(&format!("https://{}/", server.address)).is_empty());
    assert_eq!(told("ftp://example.com/"), "`ftp://example.com/` is no address of the web");
    assert_eq!(told("https://"), "`https://` is no address");
}

#[test]
fn a_server_that_stalls_is_left() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<p>Half";
    let server = Server::new(|path, _| match path {
        "/body" => Reply::Stall(head.to_vec()),
        "/head" => Reply::Stall(b"HTTP/1.1 200 OK\r\nContent-".to_vec()),
        "/silent" => Reply::Stall(Vec::new()),
        _ => nothing(),
    });
    let limits = Limits { time: Duration::from_millis(250), ..LIMITS };
    for path in ["/body", "/head", "/silent"] {
        assert_eq!(
            fetched(&server, path, limits),
            Err("the server took longer than 0.25 s".to_owned()),
            "{path}"
        );
    }
    // It may have been a moment's weakness.
    assert_eq!(server.asked().len(), 9);
}

#[test]
fn sizes_are_not_believed() {
    let html = "Content-Type: text/html";
    let server = Server::new(move |path, _| match path {
        "/declared" => Reply::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n".to_vec()),
        "/short" => raw("200 OK", &[html, "Content-Length: 500"], b"<p>Half"),
        "/long" => raw("200 OK", &[html, "Content-Length: 7"], b"<p>Half of it"),
        "/endless" => Reply::Endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_vec()),
        "/bomb" => with("200 OK", &[html, "Content-Encoding: gzip"], &bomb()),
        "/rest" => with("200 OK", &[html], &[b'0'; 100_000]),
        "/headers" => Reply::Endless(b"HTTP/1.1 200 OK\r\nX-Long: ".to_vec()),
        _ => nothing(),
    });
    let told = |path| fetched(&server, path, LIMITS).map(|text| text.len());
    let large = Err("the page is larger than 97 kB".to_owned());
    assert_eq!(told("/declared"), large);
    assert_eq!(told("/endless"), large);
    assert_eq!(told("/bomb"), large);
    assert_eq!(told("/rest"), Ok(100_000));
    assert_eq!(told("/long"), Ok(7));
    assert_eq!(told("/short"), Err("the answer of the server broke off".to_owned()));
    assert!(told("/headers").is_err());
}

/// A million zeros in a kilobyte.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&[b'0'; 1_000_000]).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_busy_server_gets_its_rest() {
    let server = Server::new(|path, before| match (path, before) {
        ("/seconds", 0) => with("429 Too Many Requests", &["Retry-After: 33"], b""),
        ("/date", 0) => with("503 Service Unavailable", &["Retry-After: Wed, 25 Nov 2026 09:01:00 GMT"], b""),
        ("/weak", 0 | 1) => with("502 Bad Gateway", &[], b""),
        ("/weak" | "/seconds" | "/date", _) => page("<p>Words."),
        ("/long", _) => with("429 Too Many Requests", &["Retry-After: 4000"], b""),
        ("/dead", _) => with("500 Internal Server Error", &[], b""),
        _ => nothing(),
    });
    let waited = |path| {
        let clock = Waits::new();
        let page = fetcher(&clock, LIMITS).page(&server.url(path));
        (page.map(|_| ()).map_err(|trouble| trouble.to_string()), clock.waited.take())
    };
    // The first wait is the rest after `robots.txt`.
    assert_eq!(waited("/seconds"), (Ok(()), vec![2, 33]));
    assert_eq!(waited("/date"), (Ok(()), vec![2, 58]));
    assert_eq!(waited("/weak"), (Ok(()), vec![2, 5, 10]));
    assert_eq!(waited("/dead"), (Err("the server answers 500".to_owned()), vec![2, 5, 10]));
    // One that wants more patience is not asked for other pages either.
    let clock = Waits::new();
    let mut fetcher = fetcher(&clock, LIMITS);
    let mut told = |path| fetcher.page(&server.url(path)).unwrap_err().to_string();
    assert_eq!(told("/long"), "the server wants to be asked again in 4000 s");
    assert_eq!(told("/seconds"), "the server wants to be asked again in 4000 s");
    assert_eq!(server.asked().iter().filter(|path| *path == "/seconds").count(), 2);
}

#[test]
fn sites_that_want_no_programs_are_left() {
    let robots = "User-agent: *\nDisallow: /private\nAllow: /private/press\n";
    let server = Server::new(move |path, _| match path {
        "/robots.txt" => with("200 OK", &[], robots.as_bytes()),
        "/there" => redirect("/private/x"),
        _ => page("<p>Words."),
    });
    let told = |path| fetched(&server, path, LIMITS);
    let asks = format!("the site asks programs not to read `{}`", server.url("/private/x"));
    assert_eq!(told("/private/x"), Err(asks.clone()));
    assert_eq!(told("/there"), Err(asks));
    assert_eq!(server.asked(), ["/there"]);
    assert!(told("/private/press/1").is_ok());
    // Where its wishes cannot be had, nothing is asked.
    let broken = Server::new(|_, _| with("500 Internal Server Error", &[], b""));
    assert_eq!(fetched(&broken, "/", LIMITS), Err("the server answers 500".to_owned()));
    assert_eq!(broken.asked(), [""; 0]);
}

#[test]
fn a_run_that_was_cut_short_is_gone_on_with() {
    let server = Server::new(|path, _| match path {
        "/robots.txt" => nothing(),
        "/pdf" => with("200 OK", &["Content-Type: application/pdf"], b"%PDF"),
        path => page(&format!("<p>Words of {path}.")),
    });
    let entry = |key: &str| {
        format!("  - {{id: {key}, type: webpage, title: T, URL: '{}'}}\n", server.url(&format!("/{key}")))
    };
    let sources = format!("references:\n{}{}{}{}", entry("a"), entry("b"), entry("c"), entry("pdf"));
    let folder = site("content/sources.yaml", &sources);
    let root = folder.path();
    let kept = run(root, None);
    assert_eq!(kept.iter().filter(|kept| kept.snapshot.is_some()).count(), 3);
    assert_eq!(troubles(&kept), ["it shows no words that could be kept (`application/pdf`)"]);
    // As if it had been killed before it told the entry of `a`, and before it had the text of `b`; and the
    // text of `c` was changed by somebody.
    fs::write(root.join("content/sources.yaml"), &sources).unwrap();
    fs::remove_file(root.join("content/snapshots/b.txt")).unwrap();
    fs::write(root.join("content/snapshots/c.txt"), "Better words.").unwrap();
    let asked = server.asked().len();
    let kept = run(root, None);
    let paths: Vec<_> = kept.iter().filter_map(|kept| kept.snapshot.clone()).collect();
    assert_eq!(paths, ["snapshots/a.txt", "snapshots/b.txt"]);
    let taken = "`content/snapshots/c.txt` is there already, and not as this command stores it";
    assert_eq!(troubles(&kept)[0], taken);
    assert_eq!(&server.asked()[asked..], ["/b", "/pdf"]);
    assert_eq!(read(root, "content/snapshots/c.txt"), "Better words.");
    assert_eq!(read(root, "content/snapshots/b.txt"), "Words of /b.\n");
}

#[test]
fn one_host_is_asked_at_a_time_and_with_rests() {
    let server = Server::new(|path, _| if path == "/robots.txt" { nothing() } else { page("<p>Words.") });
    let clock = Waits::new();
    let mut fetcher = fetcher(&clock, LIMITS);
    for path in ["/1", "/2", "/3"] {
        fetcher.page(&server.url(path)).unwrap();
    }
    assert_eq!(clock.waited.take(), [2, 2, 2]);
}

#[test]
fn the_wayback_machine_is_asked_where_that_is_wished() {
    let server = Server::new(|path, _| {
        match path {
        "/robots.txt" => nothing(),
        path if path.starts_with("/save/") && path.ends_with("/now") => redirect("/web/20261125090000/https://example.com/now"),
        path if path.starts_with("/save/") && path.ends_with("/bad") => redirect("/elsewhere/20261125090000/x"),
        path if path.starts_with("/save/") => with("520 Busy", &[], b""),
        path if path.starts_with("/available?url=") && path.ends_with("%2Fthere") => {
            with("200 OK", &[], b"{\"archived_snapshots\":{\"closest\":{\"available\":true,\"url\":\"COPIES20250210000000/https://example.com/there\"}}}")
        }
        path if path.starts_with("/available?") => with("200 OK", &[], b"{\"archived_snapshots\":{}}"),
        _ => page("<p>Words."),
    }
    });
    let wayback = Wayback {
        save: server.url("/save/"),
        available: server.url("/available?url="),
        copies: server.url("/web/"),
    };
    let clock = Waits::new();
    let mut fetcher = fetcher(&clock, LIMITS);
    let copy = wayback.copy(&mut fetcher, "https://example.com/now");
    assert_eq!(copy, Ok(Some(server.url("/web/20261125090000/https://example.com/now"))));
    assert_eq!(wayback.copy(&mut fetcher, "https://example.com/bad"), Ok(None));
    assert!(wayback.copy(&mut fetcher, "https://example.com/gone").is_err());
    // What it has counts where it makes nothing.
    let there = Wayback { copies: "COPIES".to_owned(), ..wayback.clone() };
    let copy = there.copy(&mut fetcher, "https://example.com/there");
    assert_eq!(copy, Ok(Some("COPIES20250210000000/https://example.com/there".to_owned())));
    // The entry is told of both copies at once, and of the second later where it failed before.
    let sources =
        format!("references:\n  - id: a\n    type: webpage\n    title: T\n    URL: {}\n", server.url("/now"));
    let folder = site("content/sources.yaml", &sources);
    let copy = server.url("/web/20261125090000/https://example.com/now");
    let kept = run(folder.path(), Some(wayback));
    assert_eq!(kept[0].archived.as_ref(), Some(&copy));
    let told = format!("{sources}    snapshot: snapshots/a.txt\n    archived: {copy}\n");
    assert_eq!(read(folder.path(), "content/sources.yaml"), told);
    assert!(lacking(folder.path(), true).is_empty());
}

fn onrecord(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_onrecord");
    Command::new(program).arg("archive").args(arguments).arg("--site").arg(folder).output().unwrap()
}

#[test]
fn the_command_says_what_it_cannot_do() {
    let sources = "references:\n  - {id: gazette, type: book, title: T}\n  - {id: local, type: webpage, title: T, URL: 'http://127.0.0.1:1/'}\n";
    let folder = site("content/sources.yaml", sources);
    let told = |arguments: &[&str]| {
        let output = onrecord(folder.path(), arguments);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, words) = told(&["--source", "gazete"]);
    assert_eq!(status, Some(1));
    assert!(
        words.contains("this site has no source `gazete`") && words.contains("Did you mean `gazette`?"),
        "{words}"
    );
    let (status, words) = told(&["--source", "gazette"]);
    assert_eq!(status, Some(1));
    assert!(words.contains("the source `gazette` has no `URL`"), "{words}");
    let (status, words) = told(&["--quiet"]);
    assert_eq!(status, Some(1));
    assert!(words.contains("no copy of `local` was stored: its host is no public one"), "{words}");
    assert!(words.contains("content/sources.yaml:3") && !words.contains("stored,"), "{words}");
    let folder = site("content/sources.yaml", "references: []\n");
    let output = onrecord(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "No source lacks a copy\n");
    let nowhere = TempDir::new().unwrap();
    assert_eq!(onrecord(nowhere.path(), &[]).status.code(), Some(1));
}
