//! Problems of beginning something: a site, a file of one.

use crate::diag::{Diagnostic, Span};
use crate::parse::claims::Part;

use super::anchoring::part_name;

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

/// Words that a new claim is to quote. `elsewhere` is another part of the article that has them, `near`
/// the words there that come nearest.
pub fn words_not_found(words: &str, part: Part, elsewhere: Option<Part>, near: Option<&str>) -> Diagnostic {
    let place = part_name(part);
    let message = format!("`{words}` does not stand in the {place} of the article");
    let problem = Diagnostic::error("words-not-found", message);
    match (elsewhere.map(part_name), near) {
        (Some(other), _) => problem.hint(format!("It stands in its {other}: add `--in {other}`.")),
        (None, Some(near)) => problem.hint(format!("The nearest passage is `{near}`.")),
        (None, None) => problem,
    }
}

/// Words that a new claim is to quote and that stand in several places: each with what settles it.
pub fn words_in_several_places(words: &str, places: Vec<(Span, String)>) -> Diagnostic {
    let message = match places.len() {
        1 => format!("`{words}` stands in one place only"),
        count => format!("`{words}` stands in {count} places"),
    };
    let mut problem = Diagnostic::error("words-in-several-places", message);
    for (number, (span, settled)) in (1..).zip(places) {
        let colon = if settled.is_empty() { "" } else { ": " };
        problem = problem.see(span, format!("{number}{colon}{settled}"));
    }
    problem.hint("Say which is meant with `--nth`, `--prefix` or `--suffix`.")
}

/// Words that a new claim is to quote and that do not stand in the context given.
pub fn words_in_other_context(words: &str, found: usize) -> Diagnostic {
    let times = if found == 1 { "once".to_owned() } else { format!("{found} times") };
    let message = format!("`{words}` stands {times} in the article, never in the context given");
    Diagnostic::error("words-in-other-context", message)
        .hint("`--prefix` is what stands right before the words, `--suffix` what stands right after.")
}

/// A file that a command would have changed.
pub fn not_edited(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::error("not-edited", format!("`{path}` was not changed, since {reason}"))
}
