//! `onrecord check --fix` and `--pin`: changes to the site's own files, shown, asked about, written.

pub mod diff;
mod proposal;
mod questions;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::shell::Shell;
use super::{CheckArgs, Outcome};
use crate::anchor::pin::Pinned;
use crate::diag::{Change, Diagnostic};
use crate::pipeline::{self, Site};
use crate::{edit, report, resolve};

use proposal::Proposal;
use questions::Answer;

#[derive(Args, Debug)]
pub struct FixArgs {
    /// Propose changes that mend what is wrong, such as quotes that were lost when an article was edited
    ///
    /// Shows them as a diff. On a terminal, each is asked about and then written; elsewhere nothing is
    /// written without `--yes`.
    #[arg(long)]
    fix: bool,
    /// Tie quotes to their places: write what stands before and after them into the claims
    #[arg(long, value_name = "WHICH", num_args = 0..=1, default_missing_value = "all")]
    pin: Option<Which>,
    /// Write what can be meant in one way only, and ask nothing
    #[arg(long)]
    yes: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// All that lack a prefix or a suffix
    All,
    /// Only short ones that have neither
    Short,
}

/// Proposes changes, if that was asked for. Comes out: how the command ends, or `None` where the check
/// goes on with what was written.
pub fn run(args: &CheckArgs, shell: &Shell) -> io::Result<Option<Outcome>> {
    let FixArgs { fix, pin, yes } = args.fix;
    if !fix && pin.is_none() {
        return Ok(None);
    }
    let folder = &args.site.site;
    let options = resolve::Options { drafts: args.site.drafts, ..resolve::Options::default() };
    let site = pipeline::load(folder, &options);
    let mut proposals = if fix { proposal::fixes(&site) } else { Vec::new() };
    if let Some(which) = pin {
        proposals.extend(proposal::pins(&site, which.into()));
    }
    let asks = !yes && shell.can_ask();
    if !yes && !asks {
        return show(&site, &proposals, shell).map(Some);
    }
    let answers = if asks { questions::ask(&site, &proposals, shell)? } else { sure(&proposals) };
    write(folder, &site, &proposals, &answers, shell)?;
    if yes {
        tell_refused(&proposals, &answers, shell);
    }
    Ok(None)
}

impl From<Which> for Pinned {
    fn from(which: Which) -> Self {
        match which {
            Which::All => Self::All,
            Which::Short => Self::Short,
        }
    }
}

/// Shows what would be written, and tells what is left to a person.
fn show(site: &Site, proposals: &[Proposal], shell: &Shell) -> io::Result<Outcome> {
    let answers = sure(proposals);
    for (path, changes) in by_file(proposals, &answers) {
        let Some(before) = site.text(&path) else { continue };
        match edit::apply(before, &changes) {
            Ok(after) => shell.answer(&diff::unified(&path, before, &after, true))?,
            Err(refusal) => shell.say(&format!("{path}: not edited, since {refusal}")),
        }
    }
    let chosen: Vec<&Diagnostic> = proposals
        .iter()
        .zip(&answers)
        .filter(|(_, answer)| matches!(answer, Answer::Offer(_)))
        .filter_map(|(proposal, _)| proposal.diagnostic.as_ref())
        .collect();
    let left = site.diagnostics.iter().filter(|diagnostic| !chosen.contains(diagnostic)).cloned();
    shell.report(&left.collect::<Vec<_>>(), &|path| site.text(path));
    tell_refused(proposals, &answers, shell);
    let certain: usize = by_file(proposals, &answers).values().map(Vec::len).sum();
    let persons = left_over(proposals, &answers).count();
    shell.say(&summary(certain, persons));
    Ok(if site.has_errors() { Outcome::Failed } else { Outcome::Done })
}

fn summary(certain: usize, persons: usize) -> String {
    let (changes, questions) = (report::counted(certain, "change"), report::counted(persons, "question"));
    match (certain, persons) {
        (0, 0) => "Nothing to propose".to_owned(),
        (0, _) => format!("{questions} for a person; run this on a terminal to be asked"),
        (_, 0) => format!("{changes} proposed; `--yes` writes what is shown"),
        _ => format!("{changes} proposed, and {questions} for a person; `--yes` writes what is shown"),
    }
}

/// Takes what can be meant in one way only.
fn sure(proposals: &[Proposal]) -> Vec<Answer> {
    let answer = |proposal: &Proposal| match proposal.offers.as_slice() {
        [only] if proposal.sure && only.outcome.is_ok() => Answer::Offer(0),
        _ => Answer::No,
    };
    proposals.iter().map(answer).collect()
}

/// What was not chosen.
fn left_over<'a>(proposals: &'a [Proposal], answers: &[Answer]) -> impl Iterator<Item = &'a Proposal> {
    let chosen: Vec<bool> = answers.iter().map(|answer| matches!(answer, Answer::Offer(_))).collect();
    proposals.iter().zip(chosen).filter(|(_, chosen)| !chosen).map(|(proposal, _)| proposal)
}

/// Says why the program does not do what it would propose.
fn tell_refused(proposals: &[Proposal], answers: &[Answer], shell: &Shell) {
    for proposal in left_over(proposals, answers) {
        for refusal in proposal.offers.iter().filter_map(|offer| offer.outcome.as_ref().err()) {
            shell.say(&format!("{}: to be edited by hand, since {refusal}", proposal.place));
        }
    }
}

/// Writes what was chosen, a file at once.
fn write(
    folder: &Path,
    site: &Site,
    proposals: &[Proposal],
    answers: &[Answer],
    shell: &Shell,
) -> io::Result<()> {
    for (path, changes) in by_file(proposals, answers) {
        let Some(before) = site.text(&path) else { continue };
        let after = match edit::apply(before, &changes) {
            Ok(after) => after,
            Err(refusal) => {
                shell.say(&format!("{path}: not edited, since {refusal}"));
                continue;
            }
        };
        match edit::save(folder, &path, Some(before), Some(&after)) {
            Ok(()) => shell.say(&format!("{path}: {} written", report::counted(changes.len(), "change"))),
            Err(edit::SaveError::Failed(error)) => return Err(error),
            Err(refusal) => shell.say(&format!("{path}: not written, since {refusal}")),
        }
    }
    Ok(())
}

/// What was chosen, by file. A change that two proposals ask for is made once.
fn by_file<'a>(proposals: &'a [Proposal], answers: &[Answer]) -> BTreeMap<Arc<str>, Vec<&'a Change>> {
    let mut files: BTreeMap<Arc<str>, Vec<&Change>> = BTreeMap::new();
    for (proposal, answer) in proposals.iter().zip(answers) {
        let Answer::Offer(index) = answer else { continue };
        for change in proposal.offers.get(*index).iter().flat_map(|offer| &offer.changes) {
            let changes = files.entry(Arc::clone(&change.place().path)).or_default();
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
    }
    files
}
