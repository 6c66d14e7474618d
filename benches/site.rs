//! How long the stages take on a whole site, without the disk: reading and resolving it, and making
//! every page.
//!
//!     cargo run --release --example corpus -- DIR 1000
//!     cargo bench --bench site -- DIR
//!
//! prints the median of five runs for each. See README.md beside this file.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use onrecord::model::SitePath;
use onrecord::pipeline::{self, Press};
use onrecord::{plan, resolve};

const RUNS: usize = 5;

fn main() -> ExitCode {
    let Some(folder) =
        std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from)
    else {
        eprintln!("usage: cargo bench --bench site -- DIR, where DIR holds a site");
        return ExitCode::from(2);
    };
    let load = || pipeline::load(&folder, &resolve::Options::default());
    let site = load();
    if site.has_errors() {
        eprintln!("the site in `{}` has errors: see `onrecord check`", folder.display());
        return ExitCode::FAILURE;
    }
    let articles = site.corpus.articles.len();
    tell("read, anchor, resolve, record, check", articles, median(|| drop(load())));

    let options = plan::Options { portable: false };
    let scales = Scales::default();
    let printing = median(|| {
        let wrong = pipeline::print(&site, options, &scales).unwrap_or_default();
        assert!(wrong.is_empty(), "the pages have mistakes: see `onrecord check`");
    });
    tell("plan, render, audit", articles, printing);
    let files = scales.files.load(Ordering::Relaxed) / RUNS;
    let bytes = scales.bytes.load(Ordering::Relaxed) / RUNS;
    println!("{files} files made, {:.1} MB", bytes as f64 / 1e6);
    ExitCode::SUCCESS
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times = [Duration::ZERO; RUNS];
    for time in &mut times {
        let begun = Instant::now();
        work();
        *time = begun.elapsed();
    }
    times.sort();
    times[RUNS / 2]
}

fn tell(stages: &str, articles: usize, time: Duration) {
    let each = time.as_secs_f64() * 1e3 / articles.max(1) as f64;
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
