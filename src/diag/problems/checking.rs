//! Problems found by the stage `check`. A place may be unknown; the thing is named all the same.

use crate::diag::{Diagnostic, Span};

/// A place and what stands there.
type Words<'a> = (Option<Span>, &'a str);

/// `keys` and `places` are the way round; the last draws on the first.
pub fn circular_reporting(keys: &[&str], places: &[Option<Span>]) -> Diagnostic {
    let message = format!("sources draw on each other in a circle: {}", way_round(keys));
    let mut problem = Diagnostic::error("circular-reporting", message);
    let next = keys.iter().cycle().skip(1);
    for ((index, place), next) in places.iter().take(NAMED).enumerate().zip(next) {
        let label = format!("draws on `{next}`");
        problem =
            if index == 0 { at(problem, place.clone(), label) } else { see(problem, place.clone(), label) };
    }
    problem.hint("What a report is based on must lead to an origin: take one of these out of `based_on`.")
}

pub fn said_after_publication(claim: &str, said: Words<'_>, published: Words<'_>) -> Diagnostic {
    let problem = Diagnostic::warning(
        "said-after-publication",
        format!("the claim `{claim}` was said after its article was published"),
    );
    let problem = at(problem, said.0, format!("said {}", said.1));
    see(problem, published.0, format!("published {}", published.1))
        .hint("If the article was changed later, give the date of the change as `updated`.")
}

/// `names` are the claim and the source.
pub fn source_after_claim(names: (&str, &str), said: Words<'_>, issued: Words<'_>) -> Diagnostic {
    let (claim, source) = names;
    let problem = Diagnostic::warning(
        "source-after-claim",
        format!("the claim `{claim}` rests on the source `{source}`, which is newer than it and its article"),
    );
    see(at(problem, said.0, format!("said {}", said.1)), issued.0, format!("issued {}", issued.1))
}

pub fn retracts_nothing(claim: &str, speaker: &str, on: &str, place: Option<Span>) -> Diagnostic {
    let message = format!("the claim `{claim}` takes back what `{speaker}` is not on record as having said");
    let problem = at(Diagnostic::warning("retracts-nothing", message), place, "taken back here");
    problem.hint(format!("Annotate what `{speaker}` said of `{on}` before, or use `denies`."))
}

pub fn verdict_without_sources(claim: &str, rating: &str, place: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::warning(
        "verdict-without-sources",
        format!("the verdict `{rating}` on the claim `{claim}` names no sources"),
    );
    at(problem, place, "a verdict without sources").hint("Say what the verdict rests on, under `sources`.")
}

/// `other` is where somebody else speaks of the event.
pub fn silent_parties(event: &str, standing: &str, place: Option<Span>, other: Option<Span>) -> Diagnostic {
    let message = format!("no party of the event `{event}` has a position on it");
    let problem =
        at(Diagnostic::warning("silent-parties", message), place, format!("stands as `{standing}`"));
    see(problem, other, "only others speak of it")
        .hint("A speaker counts for a party that it is, holds a role of, or is part of.")
}

/// `names` are the claim that repeats and the one at the end of the chain.
pub fn repeated_words_differ(names: (&str, &str), here: Words<'_>, there: Words<'_>) -> Diagnostic {
    let (claim, end) = names;
    let problem = Diagnostic::warning(
        "repeated-words-differ",
        format!("the claim `{claim}` repeats `{end}` in other words"),
    );
    let problem = at(problem, here.0, format!("here: \"{}\"", excerpt(here.1)));
    see(problem, there.0, format!("there: \"{}\"", excerpt(there.1)))
}

/// `names` are the claim and the source in whose stored copy its words were looked for.
pub fn words_not_in_snapshot(names: (&str, &str), place: Option<Span>, source: Option<Span>) -> Diagnostic {
    let (claim, key) = names;
    let message = format!("the snapshot of `{key}` does not hold the words of the claim `{claim}`");
    let problem = Diagnostic::warning("words-not-in-snapshot", message);
    see(at(problem, place, "not found there"), source, "the source").hint(OTHER_WORDS)
}

/// `differences` are what was looked for and what stands there.
pub fn other_words_in_snapshot(
    names: (&str, &str),
    place: Option<Span>,
    source: Option<Span>,
    differences: &[(&str, &str)],
) -> Diagnostic {
    let (claim, key) = names;
    let message = format!("the snapshot of `{key}` has other words than the claim `{claim}`");
    let problem =
        at(Diagnostic::warning("other-words-in-snapshot", message), place, "not word for word there");
    let told = |(here, there): &(&str, &str)| match (here.is_empty(), there.is_empty()) {
        (true, _) => format!("it adds \"{}\"", excerpt(there)),
        (_, true) => format!("it lacks \"{}\"", excerpt(here)),
        _ => format!("\"{}\" for \"{}\"", excerpt(there), excerpt(here)),
    };
    let told: Vec<String> = differences.iter().take(NAMED).map(told).collect();
    let problem = see(problem, source, "the source").hint(format!("The snapshot has: {}.", told.join("; ")));
    problem.hint(OTHER_WORDS)
}

const OTHER_WORDS: &str = "Words that the article translates are looked for as they were said if the claim \
                           gives them as `original`.";

pub fn unused_speaker(id: &str, place: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::warning("unused-speaker", format!("nothing names the speaker `{id}`"));
    at(problem, place, "not named by any claim, article, event, source or speaker").hint(DRAFTS)
}

pub fn unused_source(key: &str, place: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::warning("unused-source", format!("nothing rests on the source `{key}`"));
    at(problem, place, "not cited by any claim, article or event").hint(DRAFTS)
}

/// Several in one file.
pub fn unused_sources(keys: &[&str], first: Option<Span>) -> Diagnostic {
    let named: Vec<String> = keys.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    let more = keys.len().saturating_sub(NAMED);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    let message = format!("nothing rests on {} sources of this file: {}{rest}", keys.len(), named.join(", "));
    at(Diagnostic::warning("unused-source", message), first, "the first of them").hint(DRAFTS)
}

const DRAFTS: &str = "What stands in drafts does not count, unless they are published too.";

/// As many things are named in one message.
const NAMED: usize = 12;

fn at(problem: Diagnostic, place: Option<Span>, text: impl Into<String>) -> Diagnostic {
    match place {
        Some(span) => problem.at(span, text),
        None => problem,
    }
}

fn see(problem: Diagnostic, place: Option<Span>, text: impl Into<String>) -> Diagnostic {
    match place {
        Some(span) => problem.see(span, text),
        None => problem,
    }
}

/// `a` → `b` → `a`; of a very long way only its beginning.
fn way_round(keys: &[&str]) -> String {
    let mut way: Vec<String> = keys.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    let more = keys.len().saturating_sub(NAMED);
    if more > 0 {
        way.push(format!("{more} more"));
    }
    way.extend(keys.first().map(|first| format!("`{first}`")));
    way.join(" → ")
}

/// The first words of a quote.
fn excerpt(words: &str) -> String {
    const LONG: usize = 80;
    if words.chars().count() <= LONG {
        return words.to_owned();
    }
    words.chars().take(LONG).chain(['…']).collect()
}
