//! How long it takes from the save of an article to its new page, over HTTP, on a whole site: the file is
//! written, the stream tells that the page has changed, the page is asked for and holds the new words.
//!
//!     cargo run --release --example corpus -- DIR 1000
//!     cargo bench --bench serve -- DIR
//!
//! prints the median of twenty saves, each of another article, and the processor time that a save takes of
//! all threads; how long the preview took to be ready; and the most memory that it took. The articles say
//! what they said before afterwards. See README.md beside this file.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use onrecord::serve::http::Limits;
use onrecord::serve::watch::Method;
use onrecord::serve::{Options, Session, Settings};
use onrecord::{pipeline, resolve};

const SAVES: usize = 20;
/// A writer pauses between two saves; what the preview looks at in the meantime is not part of either.
const PAUSE: Duration = Duration::from_millis(500);

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let Some(folder) =
        std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from)
    else {
        eprintln!("usage: cargo bench --bench serve -- DIR, where DIR holds a site");
        return ExitCode::from(2);
    };
    let articles = articles(&folder);
    if articles.len() < SAVES {
        eprintln!("`{}` holds fewer than {SAVES} articles", folder.display());
        return ExitCode::FAILURE;
    }
    let options = Options {
        folder: folder.clone(),
        settings: Settings::default(),
        host: None,
        port: 0,
        method: Method::Notified,
        limits: Limits::default(),
    };
    let begun = Instant::now();
    let session = Session::start(&options, |_, _, _| {}).expect("the site can be served");
    let ready = begun.elapsed();
    // The first look at a page sets up what all need, as the browser's first request does.
    get(session.server.address(), "/");

    let step = articles.len() / SAVES;
    let mut worked = Duration::ZERO;
    let mut times: Vec<Duration> = articles
        .iter()
        .step_by(step)
        .take(SAVES)
        .enumerate()
        .map(|(number, article)| save(session.server.address(), article, number, &mut worked))
        .collect();
    times.sort();
    let memory = peak_memory();
    drop(session);
    let begun = Instant::now();
    drop(pipeline::load(&folder, &resolve::Options::default()));
    let read = begun.elapsed();

    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{} articles", articles.len());
    let (first, middle, last) = (times[0], times[SAVES / 2], times[SAVES - 1]);
    println!("from save to page: {:.0} ms (fastest {:.0}, slowest {:.0})", ms(middle), ms(first), ms(last));
    println!("processor time of a save: {:.0} ms", ms(worked) / SAVES as f64);
    println!("ready after {:.0} ms; reading once takes {:.0} ms", ms(ready), ms(read));
    println!("peak memory: {memory}");
    ExitCode::SUCCESS
}

/// The articles of a site, with their ids.
fn articles(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut articles = Vec::new();
    for entry in walkdir::WalkDir::new(folder.join("content/articles")).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let is_bundle = path.file_name().is_some_and(|name| name == "index.md");
            let named = if is_bundle { path.parent() } else { Some(path) };
            let id = named.and_then(Path::file_stem).unwrap_or_default().to_string_lossy().into_owned();
            articles.push((path.to_owned(), id));
        }
    }
    articles
}

/// Saves an article with a new paragraph, and waits for it to be on its page. Adds to `worked` what the
/// processors did in that time.
fn save(
    address: SocketAddr,
    (file, id): &(PathBuf, String),
    number: usize,
    worked: &mut Duration,
) -> Duration {
    thread::sleep(PAUSE);
    let text = fs::read_to_string(file).expect("the article can be read");
    let mut events = BufReader::new(request(address, &format!("/.onrecord/stream?page=articles/{id}/")));
    wait_for(&mut events, "event: state");
    let words = format!("These are the new words of save number {number}.");
    let (begun, before) = (Instant::now(), processor_time());
    fs::write(file, format!("{text}\n{words}\n")).expect("the article can be written");
    wait_for(&mut events, "event: reload");
    let page = get(address, &format!("/articles/{id}/"));
    let time = begun.elapsed();
    *worked += processor_time().saturating_sub(before);
    assert!(page.contains(&words), "the page of `{id}` lacks the new words");
    thread::sleep(PAUSE);
    fs::write(file, text).expect("the article can be written");
    wait_for(&mut events, "event: reload");
    time
}

/// What all threads have worked so far, to a hundredth of a second; nothing where the system does not say.
fn processor_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in front, in parentheses, may hold anything.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>();
    Duration::from_millis(ticks * 10)
}

fn wait_for(events: &mut impl BufRead, wanted: &str) {
    let mut line = String::new();
    while line.trim_end() != wanted {
        line.clear();
        assert!(events.read_line(&mut line).expect("the stream goes on") > 0, "the stream has ended");
    }
}

fn get(address: SocketAddr, target: &str) -> String {
    let mut answer = Vec::new();
    request(address, target).read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

fn request(address: SocketAddr, target: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let head = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("the request is taken");
    stream
}

/// As the system tells it, where it does.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "not told by this system".to_owned(), |peak| peak.trim().to_owned())
}
