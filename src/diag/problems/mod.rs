//! Every sentence that the program says to an author: one constructor per problem, a file a stage.

pub mod anchoring;
pub mod archiving;
pub mod checking;
pub mod citing;
pub mod importing;
pub mod linking;
pub mod publishing;
pub mod reading;
pub mod rendering;
pub mod starting;

use super::{Change, Diagnostic, Span};

/// The place of a name that is none, with the one that was probably meant.
fn meant(problem: Diagnostic, place: Span, near: Option<&str>) -> Diagnostic {
    let problem = problem.at(place.clone(), "");
    match near {
        Some(near) => renamed(problem.hint(format!("Did you mean `{near}`?")), place, near),
        None => problem,
    }
}

/// A change that writes the name that was probably meant. It is YAML that we know how to change.
fn renamed(problem: Diagnostic, place: Span, near: &str) -> Diagnostic {
    if place.path.ends_with(".toml") {
        return problem;
    }
    problem.fix(format!("Change it to `{near}`"), Change::Value { place, value: near.to_owned() })
}

/// `a`, `b` and `c`.
fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
