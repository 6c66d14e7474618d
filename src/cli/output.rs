//! What commands that touch the output folder share.

use std::path::Path;

use super::Outcome;
use super::shell::Shell;
use crate::diag::problems::publishing;
use crate::diag::{self, Diagnostic};
use crate::pipeline::{self, Site};
use crate::publish::{Refusal, Surroundings};
use crate::report;

/// The most paths of one kind that are named one by one.
const NAMED: usize = 20;

/// Does something that has to know what an output must keep clear of.
#[expect(clippy::disallowed_methods, reason = "the environment is known to the command line alone")]
pub fn with_surroundings<T>(site: &Path, work: impl FnOnce(Surroundings<'_>) -> T) -> T {
    let home = std::env::home_dir();
    work(Surroundings { site, home: home.as_deref() })
}

/// Says that another run holds the output, and which.
pub fn tell_waiting(out: &Path, holder: Option<u32>, shell: &Shell) {
    let holder = holder.map_or(String::new(), |id| format!(", process {id},"));
    shell.say(&format!("Another build{holder} is writing to `{}`; waiting for it", out.display()));
}

/// Tells why nothing is done to the output.
pub fn refused(refusal: &Refusal, shell: &Shell) -> Outcome {
    let refused = publishing::output_refused(&refusal.out, &refusal.reason.to_string());
    shell.report(std::slice::from_ref(&refused), &|_| None);
    let counts = report::counts(&[refused]).unwrap_or_default();
    shell.say(&format!("{counts}; nothing was touched"));
    Outcome::Failed
}

/// All that can be told of a site that is not printed, since it has errors.
pub fn all_faults(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = site.diagnostics.clone();
    diagnostics.extend(pipeline::faults(site));
    diag::sort(&mut diagnostics);
    diagnostics
}

/// Whether a command fails over what was found.
pub fn fails(diagnostics: &[Diagnostic], deny_warnings: bool) -> bool {
    diagnostics.iter().any(|diagnostic| deny_warnings || diagnostic.is_error())
}

/// Names paths, a line each; of very many, the first.
pub fn name(what: &str, paths: &[String], shell: &Shell) {
    for path in paths.iter().take(NAMED) {
        shell.say(&format!("{what} {path}"));
    }
    if paths.len() > NAMED {
        shell.say(&format!("{what} {} more", paths.len() - NAMED));
    }
}
