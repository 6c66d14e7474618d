//! Problems of beginning something: a site, a file of one.

use crate::diag::Diagnostic;

pub fn files_in_the_way(folder: &str, paths: &[String]) -> Diagnostic {
    const NAMED: usize = 12;
    let mut names: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    if paths.len() > NAMED {
        names.push(format!("{} more", paths.len() - NAMED));
    }
    let message = format!("`{folder}` already has {}", names.join(", "));
    Diagnostic::error("in-the-way", message)
        .hint("Nothing was written, and nothing is ever overwritten: move them away, or name another folder.")
}

/// An id that something of its kind has: `path` is its file.
pub fn id_taken(kind: &str, id: &str, path: &str) -> Diagnostic {
    Diagnostic::error("id-taken", format!("there already is {kind} `{id}`, in `{path}`"))
        .hint("Ids are unique in their collection, whatever folders the files lie in.")
}

/// A name that was given to a command.
pub fn unknown_name(kind: &str, name: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::error("unknown-name", format!("this site has no {kind} `{name}`"));
    match near {
        Some(near) => problem.hint(format!("Did you mean `{near}`?")),
        None => problem,
    }
}
