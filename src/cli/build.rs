//! `onrecord build`.

use std::io;
use std::path::Path;
use std::time::Instant;

use super::shell::Shell;
use super::{BuildArgs, Outcome, output};
use crate::diag::{self, Diagnostic};
use crate::pipeline::{self, Site};
use crate::plan;
use crate::publish::{OpenError, Publication, Summary, Way};
use crate::{report, resolve};

#[expect(clippy::disallowed_methods, reason = "the clock is known to the command line alone")]
pub fn run(args: &BuildArgs, shell: &Shell) -> io::Result<Outcome> {
    let started = Instant::now();
    let folder = &args.site.site;
    let asked = resolve::Options { drafts: args.site.drafts, base_url: args.base_url.clone() };
    let site = pipeline::load(folder, &asked);
    if site.has_errors() {
        return Ok(give_up(&site.diagnostics, &site, shell));
    }
    let out = args.out.clone().unwrap_or_else(|| folder.join(&*site.reading.config.out_dir));
    let publication = match open(&out, folder, shell) {
        Ok(publication) => publication,
        Err(OpenError::Failed(error)) => return Err(error),
        Err(OpenError::Refused(refusal)) => return Ok(output::refused(&refusal, shell)),
    };
    let options = plan::Options { portable: args.portable };
    let mut diagnostics = site.diagnostics.clone();
    diagnostics.extend(pipeline::print(&site, options, &publication)?);
    diagnostics.extend(publication.problems());
    diag::sort(&mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(give_up(&diagnostics, &site, shell));
    }
    if args.sums {
        publication.write_sums()?;
    }
    let summary = publication.finish(if args.swap { Way::Swap } else { Way::Renames })?;
    shell.report(&diagnostics, &|path| site.text(path));
    tell(&summary, &diagnostics, &out, started, shell);
    Ok(Outcome::Done)
}

fn open(out: &Path, site: &Path, shell: &Shell) -> Result<Publication, OpenError> {
    output::with_surroundings(site, |around| {
        Publication::open(out, around, &mut |holder| output::tell_waiting(out, holder, shell))
    })
}

fn give_up(diagnostics: &[Diagnostic], site: &Site, shell: &Shell) -> Outcome {
    shell.report(diagnostics, &|path| site.text(path));
    let counts = report::counts(diagnostics).unwrap_or_default();
    shell.say(&format!("{counts}; nothing was written"));
    Outcome::Failed
}

fn tell(summary: &Summary, diagnostics: &[Diagnostic], out: &Path, started: Instant, shell: &Shell) {
    if summary.resumed {
        shell.say("An earlier build had been cut short; its files were put in place first");
    }
    output::name("Removed", &summary.removed, shell);
    output::name("Not ours, left alone:", &summary.foreign, shell);
    let warnings = report::counts(diagnostics).map_or(String::new(), |counts| format!("; {counts}"));
    shell.say(&format!(
        "{}: {} and {} written, {} unchanged, {} removed, in {:.2} s{warnings}",
        out.display(),
        report::counted(summary.written.pages, "page"),
        report::counted(summary.written.files - summary.written.pages, "other file"),
        summary.unchanged.files,
        summary.removed.len(),
        started.elapsed().as_secs_f64(),
    ));
}
