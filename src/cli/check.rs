//! `onrecord check`.

use std::io;
use std::path::Path;

use super::progress::Progress;
use super::shell::Shell;
use super::{CheckArgs, Format, Outcome, fix, output};
use crate::diag::problems::publishing;
use crate::diag::{self, Change, Diagnostic, Span};
use crate::model::SitePath;
use crate::pipeline::{self, Press, Site};
use crate::publish::{Rehearsal, refusal};
use crate::report::{self, Base};
use crate::{edit, plan, resolve};

pub fn run(args: &CheckArgs, shell: &Shell) -> io::Result<Outcome> {
    if let Some(outcome) = fix::run(args, shell)? {
        return Ok(outcome);
    }
    let progress = Progress::new(args.progress, shell);
    let site = pipeline::load_observed(
        &args.site.site,
        &resolve::Options { drafts: args.site.drafts, ..resolve::Options::default() },
        &progress,
    );
    progress.tell_read(&site);
    let diagnostics = find(&site, &args.site.site, &progress)?;
    progress.finish();
    shell.answer(&told(&site, &diagnostics, args.format)?)?;
    report::advice(&diagnostics).iter().for_each(|advice| shell.say(advice));
    shell.say(&report::closing(&diagnostics).unwrap_or_else(|| "No mistakes found".to_owned()));
    let failed = output::fails(&diagnostics, args.deny_warnings);
    Ok(if failed { Outcome::Failed } else { Outcome::Done })
}

/// Everything that a build would find, without writing anything.
fn find(site: &Site, folder: &Path, progress: &Progress<'_>) -> io::Result<Vec<Diagnostic>> {
    let mut diagnostics = if site.has_errors() {
        output::all_faults(site)
    } else {
        let (rehearsal, options) = (Rehearsal::default(), plan::Options { portable: false });
        let printed = pipeline::print_observed(site, options, &rehearsal, progress)?;
        site.diagnostics.iter().cloned().chain(printed).chain(rehearsal.problems()).collect()
    };
    diagnostics.extend(misplaced_output(site, folder)?);
    diag::sort(&mut diagnostics);
    Ok(diagnostics)
}

/// A configured output folder into which no build would write.
fn misplaced_output(site: &Site, folder: &Path) -> io::Result<Option<Diagnostic>> {
    let Some(config) = &site.inputs.config else { return Ok(None) };
    let out_dir = &site.reading.config.out_dir;
    let out = folder.join(&**out_dir);
    let reason = output::with_surroundings(folder, |around| refusal(&out, around))?;
    Ok(reason.map(|reason| {
        let place = Span::new(&config.path, out_dir.range);
        publishing::output_refused(Path::new(&**out_dir), &reason.to_string()).at(place, "")
    }))
}

fn told(site: &Site, diagnostics: &[Diagnostic], format: Format) -> io::Result<String> {
    let texts = |path: &str| site.text(path);
    let mend = |change: &Change| edit::apply(site.text(&change.place().path)?, &[change]).ok();
    Ok(match format {
        Format::Text => report::text(diagnostics, &texts, true),
        Format::Json => report::json(diagnostics, &texts, &mend),
        Format::Sarif => report::sarif(diagnostics, &texts, &mend, &base(site)?),
        Format::Github => report::github(diagnostics, &texts, &base(site)?),
    })
}

#[expect(clippy::disallowed_methods, reason = "the working folder is known to the command line alone")]
fn base(site: &Site) -> io::Result<Base> {
    let working = std::env::current_dir()?.canonicalize()?;
    let shown = |folder: &Path| folder.to_string_lossy().replace('\\', "/");
    Ok(Base::new(&shown(&working), &shown(&site.inputs.root)))
}

impl Press for Rehearsal {
    fn write(&self, path: &SitePath, writer: &str, _: &[u8]) -> io::Result<()> {
        Self::write(self, path, writer);
        Ok(())
    }

    fn copy(&self, path: &SitePath, input: &str, _: &Path) -> io::Result<()> {
        Self::copy(self, path, input);
        Ok(())
    }

    fn keep(&self, list: &SitePath, _: &str, writer: &str) -> io::Result<Option<Vec<SitePath>>> {
        Ok(Some(Self::keep(self, list, writer)))
    }
}
