//! `onrecord build`.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::progress::Progress;
use super::shell::Shell;
use super::{BuildArgs, Outcome, output};
use crate::diag::{self, Diagnostic};
use crate::pipeline::{self, Observer, Site, Stage};
use crate::plan;
use crate::publish::{OpenError, Publication, Summary, Way};
use crate::{report, resolve};

pub fn run(args: &BuildArgs, shell: &Shell) -> io::Result<Outcome> {
    let progress = Progress::new(args.progress, shell);
    let folder = &args.site.site;
    let asked = resolve::Options { drafts: args.site.drafts, base_url: args.base_url.clone() };
    let site = pipeline::load_observed(folder, &asked, &progress);
    progress.tell_read(&site);
    if site.has_errors() {
        progress.finish();
        return Ok(give_up(&output::all_faults(&site), &site, shell));
    }
    let out = args.out.clone().unwrap_or_else(|| folder.join(&*site.reading.config.out_dir));
    let publication = match open(&out, folder, &progress) {
        Ok(publication) => publication,
        Err(OpenError::Failed(error)) => return Err(error),
        Err(OpenError::Refused(refusal)) => {
            progress.finish();
            return Ok(output::refused(&refusal, shell));
        }
    };
    let options = plan::Options { portable: args.portable };
    let mut diagnostics = site.diagnostics.clone();
    diagnostics.extend(pipeline::print_observed(&site, options, &publication, &progress)?);
    diagnostics.extend(publication.problems());
    diag::sort(&mut diagnostics);
    if output::fails(&diagnostics, args.deny_warnings) {
        progress.finish();
        return Ok(give_up(&diagnostics, &site, shell));
    }
    progress.begins(Stage::Publish);
    if args.sums {
        publication.write_sums()?;
    }
    let summary = publication.finish(if args.swap { Way::Swap } else { Way::Renames })?;
    let took = progress.finish();
    shell.report(&diagnostics, &|path| site.text(path));
    if let Some((records, indexing)) = progress.indexing() {
        tell_indexing(records, indexing, shell);
    }
    tell(&summary, &diagnostics, &out, took, shell);
    Ok(Outcome::Done)
}

fn open(out: &Path, site: &Path, progress: &Progress<'_>) -> Result<Publication, OpenError> {
    output::with_surroundings(site, |around| {
        Publication::open(out, around, &mut |holder| {
            progress.aside(|shell| output::tell_waiting(out, holder, shell));
        })
    })
}

fn give_up(diagnostics: &[Diagnostic], site: &Site, shell: &Shell) -> Outcome {
    let texts = |path: &str| site.text(path);
    if diagnostics.iter().any(Diagnostic::is_error) {
        shell.report(diagnostics, &texts);
    } else {
        // Warnings that fail a build are told to those, too, who want to hear of nothing but errors.
        shell.tell(&report::text(diagnostics, &texts, true));
    }
    report::advice(diagnostics).iter().for_each(|advice| shell.say(advice));
    let closing = report::closing(diagnostics).unwrap_or_default();
    shell.say(&format!("{closing}; nothing was written"));
    Outcome::Failed
}

/// The dearest thing that a build does, and the only one that an author can do without.
fn tell_indexing(records: usize, took: Duration, shell: &Shell) {
    shell.say(&format!(
        "The search index of {} took {:.1} s; it is made again when what can be found changes",
        report::counted(records, "record"),
        took.as_secs_f64(),
    ));
}

fn tell(summary: &Summary, diagnostics: &[Diagnostic], out: &Path, took: Duration, shell: &Shell) {
    if summary.resumed {
        shell.say("An earlier build had been cut short; its files were put in place first");
    }
    output::name("Removed", &summary.removed, shell);
    output::name("Not ours, left alone:", &summary.foreign, shell);
    let warnings = report::closing(diagnostics).map_or(String::new(), |counts| format!("; {counts}"));
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
