//! `onrecord build`.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::progress::Progress;
use super::shell::Shell;
use super::{BuildArgs, Outcome};
use crate::diag::problems::publishing;
use crate::diag::{self, Diagnostic};
use crate::pipeline::{self, Observer, Site, Stage};
use crate::plan;
use crate::publish::{OpenError, Publication, Summary, Surroundings};
use crate::{report, resolve};

/// The most paths of one kind that are named one by one.
const NAMED: usize = 20;

pub fn run(args: &BuildArgs, shell: &Shell) -> io::Result<Outcome> {
    let progress = Progress::new(args.progress, shell);
    let folder = &args.site.site;
    let asked = resolve::Options { drafts: args.site.drafts, base_url: args.base_url.clone() };
    let site = pipeline::load_observed(folder, &asked, &progress);
    progress.tell_read(&site);
    if site.has_errors() {
        progress.finish();
        return Ok(give_up(&site.diagnostics, &site, shell));
    }
    let out = args.out.clone().unwrap_or_else(|| folder.join(&*site.reading.config.out_dir));
    let publication = match open(&out, folder, &progress) {
        Ok(publication) => publication,
        Err(OpenError::Failed(error)) => return Err(error),
        Err(OpenError::Refused(refusal)) => {
            progress.finish();
            let refused = publishing::output_refused(&refusal.out, &refusal.reason.to_string());
            return Ok(give_up(&[refused], &site, shell));
        }
    };
    let options = plan::Options { portable: args.portable };
    let mut diagnostics = site.diagnostics.clone();
    diagnostics.extend(pipeline::print_observed(&site, options, &publication, &progress)?);
    diagnostics.extend(publication.problems());
    diag::sort(&mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        progress.finish();
        return Ok(give_up(&diagnostics, &site, shell));
    }
    progress.begins(Stage::Publish);
    let summary = publication.finish()?;
    let took = progress.finish();
    shell.report(&diagnostics, &|path| site.text(path));
    tell(&summary, &diagnostics, &out, took, shell);
    Ok(Outcome::Done)
}

#[expect(clippy::disallowed_methods, reason = "the environment is known to the command line alone")]
fn open(out: &Path, site: &Path, progress: &Progress<'_>) -> Result<Publication, OpenError> {
    let home = std::env::home_dir();
    let around = Surroundings { site, home: home.as_deref() };
    Publication::open(out, around, &mut |holder| {
        let holder = holder.map_or(String::new(), |id| format!(", process {id},"));
        progress.say(&format!("Another build{holder} is writing to `{}`; waiting for it", out.display()));
    })
}

fn give_up(diagnostics: &[Diagnostic], site: &Site, shell: &Shell) -> Outcome {
    shell.report(diagnostics, &|path| site.text(path));
    let counts = report::counts(diagnostics).unwrap_or_default();
    shell.say(&format!("{counts}; nothing was written"));
    Outcome::Failed
}

fn tell(summary: &Summary, diagnostics: &[Diagnostic], out: &Path, took: Duration, shell: &Shell) {
    if summary.resumed {
        shell.say("An earlier build had been cut short; its files were put in place first");
    }
    name("Removed", &summary.removed, shell);
    name("Not ours, left alone:", &summary.foreign, shell);
    let warnings = report::counts(diagnostics).map_or(String::new(), |counts| format!("; {counts}"));
    shell.say(&format!(
        "{}: {} and {} written, {} unchanged, {} removed, in {:.2} s{warnings}",
        out.display(),
        report::counted(summary.written.pages, "page"),
        report::counted(summary.written.files - summary.written.pages, "other file"),
        summary.unchanged.files,
        summary.removed.len(),
        took.as_secs_f64(),
    ));
}

fn name(what: &str, paths: &[String], shell: &Shell) {
    for path in paths.iter().take(NAMED) {
        shell.say(&format!("{what} {path}"));
    }
    if paths.len() > NAMED {
        shell.say(&format!("{what} {} more", paths.len() - NAMED));
    }
}
