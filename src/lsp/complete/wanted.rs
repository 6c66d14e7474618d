//! Which things may be named at a place: what the schemas cannot say.

use crate::lsp::kinds::Kind;

use super::context::Step;

/// The things of which one may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Speakers,
    Events,
    Claims,
    /// Events and claims.
    Targets,
    Sources,
    Ratings,
    Topics,
}

/// The things that the value at a path names.
pub fn wanted(kind: Kind, path: &[Step]) -> Option<Wanted> {
    let keys = path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item => None,
    });
    let keys: Vec<&str> = keys.collect();
    match kind {
        Kind::Article => in_article(&keys),
        Kind::Claims => in_claim(keys.strip_prefix(&["claims"])?),
        Kind::Speaker => matches!(*keys, ["part_of"] | ["roles", "of"]).then_some(Wanted::Speakers),
        Kind::Event => in_event(&keys),
        Kind::Sources => in_source(keys.strip_prefix(&["references"])?),
        Kind::SourcesJson => in_source(&keys),
        Kind::Page | Kind::Config => None,
    }
}

fn in_article(keys: &[&str]) -> Option<Wanted> {
    match keys {
        ["authors" | "outlet"] => Some(Wanted::Speakers),
        ["topics"] => Some(Wanted::Topics),
        _ => None,
    }
}

fn in_claim(keys: &[&str]) -> Option<Wanted> {
    match keys {
        ["speaker" | "to" | "via"] => Some(Wanted::Speakers),
        ["affirms" | "denies" | "declines" | "qualifies" | "retracts"] => Some(Wanted::Targets),
        ["repeats"] => Some(Wanted::Claims),
        ["verdicts", "rating"] => Some(Wanted::Ratings),
        ["sources"] | ["sources", "key"] | ["verdicts", "sources"] | ["verdicts", "sources", "key"] => {
            Some(Wanted::Sources)
        }
        ["topics"] => Some(Wanted::Topics),
        _ => None,
    }
}

fn in_event(keys: &[&str]) -> Option<Wanted> {
    match keys {
        ["parties"] => Some(Wanted::Speakers),
        ["part_of"] => Some(Wanted::Events),
        ["sources"] | ["sources", "key"] => Some(Wanted::Sources),
        ["topics"] => Some(Wanted::Topics),
        _ => None,
    }
}

fn in_source(keys: &[&str]) -> Option<Wanted> {
    match keys {
        ["outlet"] => Some(Wanted::Speakers),
        ["based_on"] => Some(Wanted::Sources),
        _ => None,
    }
}
