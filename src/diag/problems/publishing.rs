//! Problems found by the stage `publish`.

use std::path::Path;

use crate::diag::{Diagnostic, Span};

/// The output folder is somebody else's, or a place that must be kept clear.
pub fn output_refused(out: &Path, reason: &str) -> Diagnostic {
    let message = format!("will not publish into `{}`: {reason}", out.display());
    Diagnostic::error("output-refused", message)
        .hint("Name an empty folder, one that does not exist yet, or one that an earlier build has written.")
}

/// Several writers want one path of the output; all are named, sorted.
pub fn two_writers(path: &str, writers: &[String], places: Vec<Span>) -> Diagnostic {
    let names = writers.join(" and by ");
    let problem = Diagnostic::error("two-writers", format!("`{path}` is written twice: by {names}"));
    placed(problem, places).hint("Rename one of them, so that each file of the site has one origin.")
}

/// One path is a file and the folder of others: of one, each with its writer, and of `more`.
pub fn file_above_file(
    (upper, upper_writer): (&str, String),
    (lower, lower_writer): (&str, String),
    more: usize,
    places: Vec<Span>,
) -> Diagnostic {
    let more = if more == 0 { String::new() } else { format!(", and of {more} more") };
    let message = format!(
        "`{upper}`, written by {upper_writer}, is also the folder of `{lower}`, written by {lower_writer}{more}"
    );
    placed(Diagnostic::error("file-and-folder", message), places).hint("Rename one of them.")
}

/// A file would take a name that the program keeps for itself.
pub fn reserved_path(path: &str, writer: &str, place: Option<Span>) -> Diagnostic {
    let message = format!("`{path}`, written by {writer}, has a name that the program keeps for itself");
    placed(Diagnostic::error("reserved-path", message), place.into_iter().collect())
        .hint("Names that begin with `.onrecord` are reserved: choose another.")
}

/// Two paths that are one on file systems that do not know letter case.
pub fn paths_alike(a: &str, b: &str, places: Vec<Span>) -> Diagnostic {
    let message = format!("`{a}` and `{b}` differ in letter case only");
    placed(Diagnostic::warning("paths-alike", message), places)
        .hint("On some systems they are one file: let their names differ in more.")
}

/// Pages link to what the site does not have. Paths are from the site's root.
pub fn dead_link(pages: &[&str], target: &str) -> Diagnostic {
    let message = format!("{} a link to `/{target}`, which is not part of the site", holding(pages));
    Diagnostic::error("dead-link-in-page", message)
}

/// Pages link to a place in a page of the site that has no such place.
pub fn dead_fragment(pages: &[&str], target: &str, fragment: &str) -> Diagnostic {
    let message =
        format!("{} a link to `/{target}#{fragment}`, but no element there has this id", holding(pages));
    Diagnostic::error("dead-fragment-in-page", message)
}

/// Several elements of one page have the same id.
pub fn duplicate_fragment(pages: &[&str], fragment: &str) -> Diagnostic {
    let message = format!("{} several elements with the id `{fragment}`", holding(pages));
    Diagnostic::error("duplicate-fragment", message)
}

/// No chain of links leads from the front page to these.
pub fn unreachable_pages(pages: &[&str]) -> Diagnostic {
    const NAMED: usize = 5;
    let named: Vec<String> = pages.iter().take(NAMED).map(|page| format!("`/{page}`")).collect();
    let further = match pages.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let message = format!("no link leads from the front page to {}{further}", named.join(", "));
    Diagnostic::warning("unreachable-page", message)
}

/// At the first of several files, with the others beside it.
fn placed(problem: Diagnostic, places: Vec<Span>) -> Diagnostic {
    let mut places = places.into_iter();
    let Some(first) = places.next() else { return problem };
    places.fold(problem.at(first, ""), |problem, other| problem.see(other, ""))
}

fn holding(pages: &[&str]) -> String {
    match pages {
        [] => "no page has".to_owned(),
        [page] => format!("page `/{page}` has"),
        [page, further @ ..] => format!("page `/{page}` and {} more have", further.len()),
    }
}
