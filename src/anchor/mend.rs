//! Changes to a claims file after which a quote has its one place.

use crate::diag::Change;
use crate::diag::problems::anchoring::{Mend, Side, part_name};
use crate::parse::claims::{Part, Quote};
use crate::text::quote::context::{self, Context, Settling};
use crate::text::quote::exact::{self, Match};
use crate::text::quote::normalise::normalised;

use super::pin;
use super::place::{SHORT, Search, Sought};

/// The quote gets the words that stand at the nearest passage, and what ties it there.
///
/// It is sure only if these can be no other words: a short quote without a context looks like too many,
/// and one whose context is not there either has probably gone.
pub(super) fn nearest(
    search: &Search<'_>,
    sought: &Sought<'_>,
    words: &str,
    start: usize,
    sure: bool,
) -> Option<Mend> {
    let part = sought.claim.part;
    let normal = search.normal(part);
    let all = exact::find(normal, &normalised(words));
    let found = all.iter().find(|found| found.original.start == start)?;
    let Tie { prefix, suffix } = tie(search, sought, part, found, &all)?;
    let kept = holds_one(search, sought, part, found);
    let telling = sought.words.chars().count() >= SHORT && sought.context.is_empty();
    let exact = search.claims_span(&sought.quote.exact);
    let words = format!("{words}{}", line_ends(&sought.quote.exact));
    let change = match (&prefix, &suffix) {
        (None, None) => Change::Value { place: exact, value: words },
        _ => Change::Quote { exact, words, prefix, suffix },
    };
    Some(Mend { change, sure: sure && (kept || telling) })
}

/// The quote of several places is tied to one of them. A person must say to which.
pub(super) fn tied(search: &Search<'_>, sought: &Sought<'_>, found: &Match, all: &[Match]) -> Option<Mend> {
    let tie = tie(search, sought, sought.claim.part, found, all)?;
    Some(Mend { change: tie.change(search, sought.quote), sure: true })
}

/// The context is written as it is found. Sure only if one side still holds: all of it anew is another
/// place.
pub(super) fn as_found(search: &Search<'_>, sought: &Sought<'_>, found: &Match) -> Option<Mend> {
    let part = sought.claim.part;
    let tie = tie(search, sought, part, found, std::slice::from_ref(found))?;
    let sure = holds_one(search, sought, part, found);
    Some(Mend { change: tie.change(search, sought.quote), sure })
}

/// The claim says in which other part of the article its quote stands.
pub(super) fn elsewhere(search: &Search<'_>, sought: &Sought<'_>, part: Part, all: &[Match]) -> Option<Mend> {
    let normal = search.normal(part);
    let [only] = all else { return None };
    let alone = sought.claim.quote.0.len() == 1 && sought.context.holds(normal, &only.normal);
    let beside = search.claims_span(&sought.claim.id);
    let value = part_name(part).to_owned();
    let sure = sought.words.chars().count() >= SHORT || !sought.context.is_empty();
    alone.then_some(Mend { change: Change::Key { beside, key: "in", value }, sure })
}

/// A short quote is tied to the place that it has.
pub(super) fn pinned(search: &Search<'_>, sought: &Sought<'_>, found: &Match) -> Option<Mend> {
    let text = search.reading.text(sought.claim.part);
    let place = search.claims_span(&sought.quote.exact);
    let change = pin::pin(search.normal(sought.claim.part), text, found, sought.quote, place)?;
    Some(Mend { change, sure: true })
}

/// The context that a quote must get so that it stands at one place only; `None` for a side that stays.
struct Tie {
    prefix: Option<String>,
    suffix: Option<String>,
}

impl Tie {
    fn change(self, search: &Search<'_>, quote: &Quote) -> Change {
        let Self { prefix, suffix } = self;
        Change::Context { exact: search.claims_span(&quote.exact), prefix, suffix }
    }
}

/// What ties the words that stand at `all` these places to one of them: the context that is written, as
/// far as it holds there, else as it is found, and as much more as is needed.
fn tie(search: &Search<'_>, sought: &Sought<'_>, part: Part, found: &Match, all: &[Match]) -> Option<Tie> {
    let (normal, text) = (search.normal(part), search.reading.text(part));
    let Quote { prefix: before, suffix: after, .. } = sought.quote;
    let mut tie = Tie { prefix: None, suffix: None };
    if let Some(written) = before.as_ref().filter(|_| !sought.context.prefix_holds(normal, &found.normal)) {
        tie.prefix =
            Some(search.beside(part, found, Side::Before, written)).filter(|words| !words.is_empty());
        tie.prefix.as_ref()?;
    }
    if let Some(written) = after.as_ref().filter(|_| !sought.context.suffix_holds(normal, &found.normal)) {
        tie.suffix = Some(search.beside(part, found, Side::After, written)).filter(|words| !words.is_empty());
        tie.suffix.as_ref()?;
    }
    let context = |tie: &Tie| {
        let prefix = tie.prefix.as_deref().or(before.as_ref().map(|written| written.value.as_str()));
        let suffix = tie.suffix.as_deref().or(after.as_ref().map(|written| written.value.as_str()));
        Context::new(prefix, suffix)
    };
    let rivals = |tie: &Tie| {
        let context = context(tie);
        all.iter().filter(|place| context.holds(normal, &place.normal)).cloned().collect::<Vec<Match>>()
    };
    let left = rivals(&tie);
    if left.len() > 1 {
        match context::settle(normal, text, found, &left) {
            Some(Settling::Prefix(words)) => tie.prefix = Some(words),
            Some(Settling::Suffix(words)) => tie.suffix = Some(words),
            None => {
                let (prefix, suffix) = context::settle_both(normal, text, found, &left)?;
                (tie.prefix, tie.suffix) = (Some(prefix), Some(suffix));
            }
        }
    }
    (rivals(&tie).as_slice() == std::slice::from_ref(found)).then_some(tie)
}

/// Whether a context is written of which at least one side holds at a place.
fn holds_one(search: &Search<'_>, sought: &Sought<'_>, part: Part, found: &Match) -> bool {
    let normal = search.normal(part);
    let Context { prefix, suffix } = &sought.context;
    (!prefix.is_empty() && sought.context.prefix_holds(normal, &found.normal))
        || (!suffix.is_empty() && sought.context.suffix_holds(normal, &found.normal))
}

/// The line ends with which a block of lines ends: they are its spelling and no words.
fn line_ends(words: &str) -> &str {
    words.get(words.trim_end_matches('\n').len()..).unwrap_or_default()
}
