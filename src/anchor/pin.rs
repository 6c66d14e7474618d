//! Quotes tied to their places by all that stands around them, so that their words can never be taken for
//! others.

use crate::diag::{Change, Span};
use crate::parse::article::Article;
use crate::parse::claims::Quote;
use crate::text::quote::Normal;
use crate::text::quote::context::{Context, around};
use crate::text::quote::exact::{self, Match};
use crate::text::quote::normalise::{normalise, normalised};

use super::place::SHORT;
use super::reading::Reading;

/// At most so many characters of context are written on either side.
const LONGEST: usize = 32;

/// Which quotes are pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pinned {
    /// All that lack a prefix or a suffix.
    All,
    /// Those that are short and have neither.
    Short,
}

/// The changes that pin the quotes of an article. Only a quote that has its one place is pinned.
pub fn pins(article: &Article, which: Pinned) -> Vec<Change> {
    let reading = Reading::new(article);
    let mut normals = Vec::new();
    let mut changes = Vec::new();
    for claim in &article.claims.entries {
        let text = reading.text(claim.part);
        let known = normals.iter().position(|(part, _)| *part == claim.part);
        let index = known.unwrap_or_else(|| {
            normals.push((claim.part, normalise(text)));
            normals.len() - 1
        });
        let Some((_, normal)) = normals.get(index) else { continue };
        for quote in claim.quote.0.iter().filter(|quote| is_wanted(quote, which)) {
            let place = Span::new(&article.claims.path, quote.exact.range);
            let found = only(normal, quote);
            changes.extend(found.and_then(|found| pin(normal, text, &found, quote, place)));
        }
    }
    changes
}

fn is_wanted(quote: &Quote, which: Pinned) -> bool {
    match which {
        Pinned::All => quote.prefix.is_none() || quote.suffix.is_none(),
        Pinned::Short => {
            let bare = quote.prefix.is_none() && quote.suffix.is_none();
            bare && normalised(&quote.exact).chars().count() < SHORT
        }
    }
}

/// The one place of a quote.
fn only(normal: &Normal, quote: &Quote) -> Option<Match> {
    let text =
        |words: &'_ Option<crate::diag::Spanned<String>>| words.as_ref().map(|words| words.value.clone());
    let context = Context::new(text(&quote.prefix).as_deref(), text(&quote.suffix).as_deref());
    let all = exact::find(normal, &normalised(&quote.exact));
    let mut held = all.into_iter().filter(|found| context.holds(normal, &found.normal));
    held.next().filter(|_| held.next().is_none())
}

/// The change that gives a quote the sides of its context that it lacks; `None` where there is nothing
/// beside its words.
pub(super) fn pin(normal: &Normal, text: &str, found: &Match, quote: &Quote, exact: Span) -> Option<Change> {
    let (before, after) = around(text, &found.original, LONGEST);
    let holds = Context::new(Some(&before), Some(&after)).holds(normal, &found.normal);
    let lacking = |words: String, written: bool| Some(words).filter(|words| !written && !words.is_empty());
    let (prefix, suffix) = (lacking(before, quote.prefix.is_some()), lacking(after, quote.suffix.is_some()));
    (holds && (prefix.is_some() || suffix.is_some())).then_some(Change::Context { exact, prefix, suffix })
}
