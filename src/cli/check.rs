//! `onrecord check`.

use std::io;
use std::path::Path;

use super::fix;
use super::progress::Progress;
use super::shell::Shell;
use super::{CheckArgs, Format, Outcome};
use crate::diag::{self, Diagnostic};
use crate::model::SitePath;
use crate::pipeline::{self, Press};
use crate::publish::Rehearsal;
use crate::{plan, report, resolve};

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
    let mut diagnostics = site.diagnostics.clone();
    if !site.has_errors() {
        let options = plan::Options { portable: false };
        let rehearsal = Rehearsal::default();
        diagnostics.extend(pipeline::print_observed(&site, options, &rehearsal, &progress)?);
        diagnostics.extend(rehearsal.problems());
        diag::sort(&mut diagnostics);
    }
    progress.finish();
    let texts = |path: &str| site.text(path);
    shell.answer(&match args.format {
        Format::Text => report::text(&diagnostics, &texts, true),
        Format::Json => report::json(&diagnostics, &texts),
    })?;
    shell.say(&report::counts(&diagnostics).unwrap_or_else(|| "No mistakes found".to_owned()));
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Ok(if failed { Outcome::Failed } else { Outcome::Done })
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
}
