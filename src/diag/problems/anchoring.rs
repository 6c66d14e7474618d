//! Problems found by the stage `anchor`.

use crate::diag::{Change, Diagnostic, Span};
use crate::parse::claims::Part;
use crate::text::near::nearest;
use crate::text::quote::context::Settling;
use crate::text::quote::nearest::Difference;

/// How many places of an ambiguous quote are listed.
pub const LISTED: usize = 20;
/// How many differences of a near passage are told.
const TOLD: usize = 3;
/// With how many names an unknown one is compared.
const COMPARED: usize = 500;
/// How many code points of a text are shown in a sentence.
const SHOWN: usize = 80;

/// A passage of the article that comes near to a lost quote.
pub struct Near {
    pub span: Span,
    pub words: String,
    pub differences: Vec<Difference>,
    pub mend: Option<Mend>,
}

/// Another part of the article, in which a lost quote stands.
pub struct Elsewhere {
    pub part: Part,
    pub mend: Option<Mend>,
}

/// One of several places where a quote stands.
pub struct Occurrence {
    pub span: Span,
    /// `None` where no context on one side tells the place from the others.
    pub settling: Option<Settling>,
    pub mend: Option<Mend>,
}

/// A change after which the quote has its place.
pub struct Mend {
    pub change: Change,
    /// Nothing else can be meant.
    pub sure: bool,
}

/// A quote that stands in several places.
pub struct Ambiguous<'a> {
    pub claim: &'a str,
    pub part: Part,
    pub span: Span,
    /// In how many places the words stand.
    pub found: usize,
    /// In how many of them within the context given.
    pub held: usize,
    pub has_context: bool,
    pub occurrences: Vec<Occurrence>,
}

/// A prefix or suffix that does not stand where it should.
pub struct WrongContext {
    pub side: Side,
    pub written: String,
    pub found: String,
    /// In the claims file.
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

pub fn empty_quote(claim: &str, span: Span) -> Diagnostic {
    Diagnostic::error("quote-not-found", format!("the quote of `{claim}` holds no words"))
        .at(span, "")
        .hint("Leave `quote` out and write a `statement` where the article has no words to mark.")
}

pub fn quote_not_found(
    claim: &str,
    part: Part,
    span: Span,
    elsewhere: Option<Elsewhere>,
    near: Option<Near>,
) -> Diagnostic {
    let place = part_name(part);
    let mut lost = Diagnostic::error(
        "quote-not-found",
        format!("the quote of `{claim}` does not stand in the {place} of the article"),
    )
    .at(span, "these words are not there");
    if let Some(Elsewhere { part, mend }) = elsewhere {
        let other = part_name(part);
        lost = mended(lost, mend, || format!("Look for the words in the {other}"));
        return lost.hint(format!("The words stand in the {other}: write `in: {other}`."));
    }
    let Some(near) = near else {
        return lost.hint(format!("No passage of the {place} comes near: the words are gone."));
    };
    let told = near.differences.iter().take(TOLD).map(difference);
    let told: Vec<String> = if only_capitals(&near.differences) {
        vec!["Only capital letters differ, and they count.".to_owned()]
    } else {
        told.collect()
    };
    let more = near.differences.len().saturating_sub(TOLD);
    lost = mended(lost, near.mend, || "Quote the nearest passage".to_owned());
    lost = lost.see(near.span, "the nearest passage");
    lost.hints.extend(told);
    if more > 0 {
        lost = lost.hint(format!("{more} more {} differ.", plural(more, "place", "places")));
    }
    lost.hint(format!("If this passage is meant, quote it as it stands: `{}`.", shown(&near.words)))
}

pub fn quote_ambiguous(quote: Ambiguous<'_>) -> Diagnostic {
    let Ambiguous { claim, part, span, found, held, has_context, occurrences } = quote;
    let place = part_name(part);
    let context = match (has_context, held) {
        (false, _) => String::new(),
        (true, 0) => ", never in the context given".to_owned(),
        (true, held) => format!(", {held} times in the context given"),
    };
    let message = format!("the quote of `{claim}` stands {found} times in the {place}{context}");
    let mut ambiguous = Diagnostic::error("quote-ambiguous", message).at(span, "");
    let candidates = if held == 0 { found } else { held };
    let more = candidates - occurrences.len();
    for (number, occurrence) in (1..).zip(occurrences) {
        let text = match &occurrence.settling {
            Some(settling) => format!("settled by {}", told_settling(settling)),
            None => "settled only by a prefix and a suffix together".to_owned(),
        };
        ambiguous = mended(ambiguous, occurrence.mend, || format!("Tie the quote to place {number}"));
        ambiguous = ambiguous.see(occurrence.span, text);
    }
    if more > 0 {
        ambiguous =
            ambiguous.hint(format!("{more} more {} not listed.", plural(more, "place is", "places are")));
    }
    ambiguous.hint("Add the `prefix` or `suffix` of the place that is meant.")
}

/// `place` is where the words stand in the article.
pub fn quote_context(claim: &str, wrong: &[WrongContext], place: Span, mend: Option<Mend>) -> Diagnostic {
    let keys: Vec<&str> = wrong.iter().map(|wrong| side_key(wrong.side)).collect();
    let keys = keys.join("` and `");
    let verb = if wrong.len() > 1 { "do" } else { "does" };
    let message = format!("the `{keys}` of the quote of `{claim}` {verb} not stand beside its words");
    let problem = Diagnostic::error("quote-context", message);
    let mut problem = mended(problem, mend, || format!("Write the `{keys}` as found"));
    for context in wrong {
        let (key, side) =
            (side_key(context.side), if context.side == Side::Before { "before" } else { "after" });
        problem = match problem.place {
            None => problem.at(context.span.clone(), ""),
            Some(_) => problem.see(context.span.clone(), ""),
        };
        let found =
            if context.found.is_empty() { "nothing".to_owned() } else { format!("`{}`", context.found) };
        problem = problem
            .hint(format!("Written as {key}: `{}`. Found {side} the words: {found}.", context.written));
    }
    problem
        .see(place, "the words stand here")
        .hint("Words in another context may not be the words that were annotated: read the passage again.")
}

pub fn short_quote(claim: &str, span: Span, settling: Option<&Settling>, mend: Option<Mend>) -> Diagnostic {
    let short = Diagnostic::warning(
        "short-quote",
        format!("the quote of `{claim}` is short, and may come to stand elsewhere by chance"),
    )
    .at(span, "");
    let short = mended(short, mend, || "Tie the quote to its place".to_owned());
    match settling {
        Some(settling) => {
            short.hint(format!("Tie it to its place with context, such as {}.", told_settling(settling)))
        }
        None => short.hint("Quote more of the words."),
    }
}

pub fn unknown_footnote<'a>(name: &str, span: Span, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let unknown =
        Diagnostic::error("unknown-footnote", format!("no footnote `{name}` is defined")).at(span, "");
    match nearest(name, known.take(COMPARED)) {
        Some(known) => unknown.hint(format!("Did you mean `[^{known}]`?")),
        None => unknown.hint(format!(
            "Define it in the body with `[^{name}]: …`, or write `\\[^{name}]` where no footnote is meant."
        )),
    }
}

pub fn unused_footnote(name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning("unused-footnote", format!("nothing refers to the footnote `{name}`"))
        .at(span, "")
        .hint(format!("It is not printed: write `[^{name}]` where it belongs, or remove it."))
}

pub fn duplicate_footnote(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-footnote", format!("the footnote `{name}` is defined twice"))
        .at(span, "")
        .see(first, "first defined here")
}

fn mended(problem: Diagnostic, mend: Option<Mend>, title: impl FnOnce() -> String) -> Diagnostic {
    match mend {
        Some(Mend { change, sure: true }) => problem.fix(title(), change),
        Some(Mend { change, sure: false }) => problem.offer(title(), change),
        None => problem,
    }
}

/// As one says it, which is also the value of the key `in`.
pub fn part_name(part: Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Summary => "summary",
        Part::Body => "body",
    }
}

fn side_key(side: Side) -> &'static str {
    match side {
        Side::Before => "prefix",
        Side::After => "suffix",
    }
}

fn told_settling(settling: &Settling) -> String {
    match settling {
        Settling::Prefix(words) => format!("`prefix: {}`", in_yaml(words)),
        Settling::Suffix(words) => format!("`suffix: {}`", in_yaml(words)),
    }
}

/// A text as it can be pasted into a claims file.
fn in_yaml(words: &str) -> String {
    let plain = words.starts_with(char::is_alphanumeric) && !words.contains(": ") && !words.contains(" #");
    let value = plain && !words.ends_with(':') && words.parse::<f64>().is_err();
    let word =
        matches!(words, "true" | "false" | "null" | "True" | "False" | "Null" | "TRUE" | "FALSE" | "NULL");
    if value && !word { words.to_owned() } else { format!("'{}'", words.replace('\'', "''")) }
}

fn only_capitals(differences: &[Difference]) -> bool {
    !differences.is_empty() && differences.iter().all(|d| d.quote.to_lowercase() == d.article.to_lowercase())
}

fn difference(difference: &Difference) -> String {
    let (quote, article) = (shown(&difference.quote), shown(&difference.article));
    match (quote.is_empty(), article.is_empty()) {
        (true, _) => format!("The article has `{article}`, which the quote leaves out."),
        (_, true) => format!("The article does not have `{quote}`."),
        _ => format!("The article has `{article}` where the quote has `{quote}`."),
    }
}

/// A text short enough for a sentence: its middle is left out where it is long.
fn shown(text: &str) -> String {
    let length = text.chars().count();
    if length <= SHOWN {
        return text.to_owned();
    }
    let head: String = text.chars().take(SHOWN / 2).collect();
    let tail: String = text.chars().skip(length - SHOWN / 2).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}
