//! `onrecord archive`.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::clock::SystemClock;
use super::shell::Shell;
use super::{Outcome, examples};
use crate::archive::{self, Archivist, Fetcher, Kept, Lacking, Limits, Manners, Net, Wayback};
use crate::diag::Diagnostic;
use crate::diag::problems::{archiving as problems, starting};
use crate::pipeline::{self, Site};
use crate::report::counted;
use crate::resolve;
use crate::text::near::nearest;

#[derive(Args, Debug)]
#[command(after_help = examples::ARCHIVE)]
pub struct ArchiveArgs {
    /// The site's folder: the one that holds `onrecord.toml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Only this source; may be given several times [default: all that have an address and lack a copy]
    #[arg(long, value_name = "KEY")]
    source: Vec<String>,
}

pub fn run(args: &ArchiveArgs, shell: &Shell) -> io::Result<Outcome> {
    let site = pipeline::load(&args.site, &resolve::Options::default());
    let tell = |problems: &[Diagnostic]| shell.report(problems, &|path| site.text(path));
    let wrong = if site.inputs.config.is_none() { super::no_site(&site) } else { asked_in_vain(args, &site) };
    if !wrong.is_empty() {
        tell(&wrong);
        return Ok(Outcome::Failed);
    }
    let wayback = site.reading.config.archive.wayback;
    let is_asked = |key: &str| args.source.is_empty() || args.source.iter().any(|asked| asked == key);
    let mut lacking = archive::lacking(&site.reading.sources, wayback);
    lacking.retain(|source| is_asked(&source.key));
    if lacking.is_empty() {
        shell.say(if args.source.is_empty() { "No source lacks a copy" } else { "It has a copy already" });
        return Ok(Outcome::Done);
    }
    let clock = SystemClock;
    let fetcher = Fetcher::new(Net::new(Limits::default()), &clock, Manners::default());
    let root = site.inputs.root.clone();
    let mut archivist = Archivist { root, fetcher, wayback: wayback.then(Wayback::default) };
    let (mut stored, mut failed) = (0, 0);
    for (source, number) in lacking.iter().zip(1..) {
        let kept = archivist.keep(source)?;
        let problems = told(source, &kept);
        tell(&problems);
        failed += usize::from(problems.iter().any(Diagnostic::is_error));
        stored += usize::from(kept.snapshot.is_some());
        if kept.snapshot.is_some() || kept.archived.is_some() {
            shell.say(&line(source, &kept, number, lacking.len()));
        }
    }
    let failures = if failed == 0 { String::new() } else { format!(", {failed} failed") };
    shell.say(&format!("{} stored{failures}", counted(stored, "copy").replace("copys", "copies")));
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Failed })
}

/// Names on the command line that the site has not, and sources that cannot be fetched.
fn asked_in_vain(args: &ArchiveArgs, site: &Site) -> Vec<Diagnostic> {
    let sources = &site.reading.sources;
    let vain = |key: &String| match archive::find(sources, key) {
        Some((_, true)) => None,
        Some((place, false)) => Some(problems::source_without_address(key, place)),
        None => {
            let keys = sources.iter().flat_map(|file| &file.entries).map(|source| source.key.value.as_str());
            Some(starting::unknown_name("source", key, nearest(key, keys)))
        }
    };
    args.source.iter().filter_map(vain).collect()
}

/// What went wrong with a source.
fn told(source: &Lacking, kept: &Kept) -> Vec<Diagnostic> {
    let Lacking { key, url, place, .. } = source;
    let trouble = kept
        .trouble
        .as_ref()
        .map(|trouble| problems::not_archived(key, url, place.clone(), &trouble.to_string()));
    let no_copy = kept.no_copy.as_ref().map(|why| problems::no_wayback_copy(key, url, place.clone(), why));
    let by_hand = kept.by_hand.as_ref().map(|(keys, why)| {
        let lines: Vec<String> = keys.iter().map(|(key, value)| format!("`{key}: {value}`")).collect();
        problems::entry_not_written(place.clone(), &lines, why)
    });
    trouble.into_iter().chain(no_copy).chain(by_hand).collect()
}

/// What has been stored of a source.
fn line(source: &Lacking, kept: &Kept, number: usize, of: usize) -> String {
    let ours = kept.snapshot.as_ref().map(|path| format!("content/{path}"));
    let copies: Vec<&str> = ours.iter().chain(&kept.archived).map(String::as_str).collect();
    format!("[{number}/{of}] {}: {}", source.key, copies.join(", "))
}
