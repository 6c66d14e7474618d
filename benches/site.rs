//! How long the stages take on a whole site, without the disk: reading and resolving it, reading it
//! again after one article was saved, and making one page and every page.
//!
//!     cargo run --release --example corpus -- DIR 1000
//!     cargo bench --bench site -- DIR
//!
//! prints the median of five runs for each, of 21 for what is quick. See README.md beside this file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io, mem};

use onrecord::discover::TextInput;
use onrecord::model::SitePath;
use onrecord::pipeline::{self, Buffers, Changed, Memory, Press, Printer, Site};
use onrecord::{plan, resolve};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 5;
const QUICK_RUNS: usize = 21;
const OPTIONS: plan::Options = plan::Options { portable: false };

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: cargo bench --bench site -- DIR [load|print|save], where DIR holds a site");
        return ExitCode::from(2);
    };
    let only = arguments.next();
    let asked = |part| only.as_deref().is_none_or(|only| only == part);
    let load = || pipeline::load(&folder, &resolve::Options::default());
    let site = load();
    if site.has_errors() {
        eprintln!("the site in `{}` has errors: see `onrecord check`", folder.display());
        return ExitCode::FAILURE;
    }
    if asked("load") {
        tell("read, anchor, resolve, record, check", &site, median(RUNS, || drop(load())));
    }
    if asked("print") {
        print_again_and_again(&site);
    }
    drop(site);
    let saved = if asked("save") { save_again_and_again(&folder) } else { Ok(()) };
    match saved {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot save an article: {error}");
            ExitCode::FAILURE
        }
    }
}

fn print_again_and_again(site: &Site) {
    let scales = Scales::default();
    let printing = median(RUNS, || {
        let wrong = pipeline::print(site, OPTIONS, &scales).unwrap_or_default();
        assert!(wrong.is_empty(), "the pages have mistakes: see `onrecord check`");
    });
    tell("plan, render, audit", site, printing);
    let files = scales.files.load(Ordering::Relaxed) / RUNS;
    let bytes = scales.bytes.load(Ordering::Relaxed) / RUNS;
    println!("{files} files made, {:.1} MB", bytes as f64 / 1e6);
}

/// What it costs to see what was just saved, of one site that is held in memory as a preview does: an
/// article whose text has changed, and claims one of which is retold.
fn save_again_and_again(folder: &Path) -> io::Result<()> {
    let mut memory = Memory::new(folder, resolve::Options::default());
    let site = Arc::new(memory.load(&Changed::Anything, &Buffers::new()));
    let middle = &site.inputs.articles[site.inputs.articles.len() / 2];
    let page = format!("articles/{}/", middle.article.id);
    let mut shown = Printer::new(Arc::clone(&site), OPTIONS).expect("the templates are in order");

    let mut save = |input: &TextInput, edit: &dyn Fn(usize) -> String| {
        let file = site.inputs.root.join(&*input.path);
        let hint = Changed::Paths(vec![file.clone()]);
        let mut times = Times::default();
        for run in 0..QUICK_RUNS {
            fs::write(&file, edit(run))?;
            times.of_a_save(&mut memory, &mut shown, &hint, &page);
        }
        fs::write(&file, &*input.text)?;
        times.of_a_save(&mut memory, &mut shown, &hint, &page);
        io::Result::Ok(times)
    };
    let text = |run| format!("{}\nSaved {run} times.\n", middle.article.text);
    println!("after a save of text: {}", save(&middle.article, &text)?.told());
    let claims = middle.claims.as_ref().expect("each article of the corpus has claims");
    let day = |run: usize| claims.text.replacen("said: ", &format!("said: 19{:02}-01-01 # ", run + 10), 1);
    println!("after a save of claims: {}", save(claims, &day)?.told());
    let walking = median(RUNS, || drop(memory.load(&Changed::Anything, &Buffers::new())));
    println!("read again with nothing changed, every file looked at: {:.1} ms", millis(walking));
    Ok(())
}

#[derive(Default)]
struct Times {
    load: Vec<Duration>,
    set_up: Vec<Duration>,
    page: Vec<Duration>,
    drop: Vec<Duration>,
}

impl Times {
    fn of_a_save(&mut self, memory: &mut Memory, shown: &mut Printer, hint: &Changed, page: &str) {
        let begun = Instant::now();
        let fresh = Arc::new(memory.load(hint, &Buffers::new()));
        self.load.push(begun.elapsed());

        let begun = Instant::now();
        let printer = shown.next(fresh).expect("the templates are in order");
        self.set_up.push(begun.elapsed());

        let begun = Instant::now();
        let mut bytes = Vec::new();
        let output = printer.find(page).expect("the article has a page");
        printer.make(&output, &mut bytes).expect("the page can be made");
        self.page.push(begun.elapsed());

        let begun = Instant::now();
        drop(mem::replace(shown, printer));
        self.drop.push(begun.elapsed());
    }

    fn told(self) -> String {
        let quick = |times| millis(middle(times));
        format!(
            "read and linked in {:.1} ms, set up to print in {:.1} ms, one page in {:.1} ms; what was dropped in {:.1} ms",
            quick(self.load),
            quick(self.set_up),
            quick(self.page),
            quick(self.drop),
        )
    }
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    let time = |_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    };
    middle((0..runs).map(time).collect())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn tell(stages: &str, site: &Site, time: Duration) {
    let each = millis(time) / site.corpus.articles.len().max(1) as f64;
    println!("{stages}: {:.3} s, {each:.3} ms an article", time.as_secs_f64());
}

/// Weighs what it is handed, and keeps nothing.
#[derive(Default)]
struct Scales {
    files: AtomicUsize,
    bytes: AtomicUsize,
}

impl Press for Scales {
    fn write(&self, _: &SitePath, _: &str, bytes: &[u8]) -> io::Result<()> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok(())
    }

    fn copy(&self, _: &SitePath, _: &str, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// As a build of a site that has not changed: the search index is none of the pages.
    fn keep(&self, _: &SitePath, _: &str, _: &str) -> io::Result<Option<Vec<SitePath>>> {
        Ok(Some(Vec::new()))
    }
}
