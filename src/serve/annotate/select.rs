//! Words that were selected on a page -> the quote that finds them in the article.

use crate::edit::claims::{Draft, Quote};
use crate::edit::passage;
use crate::parse::article::Article;
use crate::parse::claims::Part;

use super::sentences::{self, Trouble};
use super::wire::Passage;

/// How much of what stands around the words is compared, in characters: first much, then less, since a
/// page shows things in between, such as the numbers of notes, that the article does not say.
const AROUND: [usize; 5] = [64, 32, 16, 8, 4];

/// The quotes for words that were selected, which all stand in one part of the article.
///
/// # Errors
///
/// Which words were not found, or not told apart.
pub fn selected(article: &Article, passages: &[Passage]) -> Result<(Part, Vec<Quote>), Vec<Trouble>> {
    let part = passages.first().map_or(Part::Body, |passage| passage.part);
    if passages.iter().any(|passage| passage.part != part) {
        return Err(vec![sentences::several_parts()]);
    }
    let (mut quotes, mut wrong) = (Vec::new(), Vec::new());
    for passage in passages {
        match one(article, passage) {
            Ok(quote) => quotes.push(quote),
            Err(trouble) => wrong.push(trouble),
        }
    }
    if wrong.is_empty() { Ok((part, quotes)) } else { Err(wrong) }
}

fn one(article: &Article, passage: &Passage) -> Result<Quote, Trouble> {
    let Passage { part, exact, .. } = passage;
    if exact.trim().is_empty() {
        return Err(sentences::no_words());
    }
    let mut quotes =
        passage::select(article, *part, exact).map_err(|lost| sentences::lost(exact, *part, &lost))?;
    let count = quotes.len();
    let meant = if count == 1 { Some(0) } else { meant(article, passage) };
    match meant {
        Some(index) if index < count => Ok(quotes.swap_remove(index)),
        _ => Err(sentences::several(exact, count)),
    }
}

/// Which of several places is meant, told by what stands around it.
fn meant(article: &Article, passage: &Passage) -> Option<usize> {
    let Passage { part, exact, prefix, suffix } = passage;
    let contexts = AROUND.iter().flat_map(|&around| {
        let (before, after) = (last(prefix, around), first(suffix, around));
        [(before, after), (before, ""), ("", after)]
    });
    let contexts = contexts.filter(|(before, after)| !before.trim().is_empty() || !after.trim().is_empty());
    contexts.into_iter().find_map(|(before, after)| {
        match passage::within(article, *part, exact, before, after).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    })
}

fn first(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

fn last(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().take(characters).last().map_or(text.len(), |(start, _)| start);
    text.get(start..).unwrap_or(text)
}

/// Whether a quote of a claim stands nowhere in the article, or cannot be told from others.
pub fn is_lost(article: &Article, part: Part, quote: &Quote) -> bool {
    let (prefix, suffix) = (quote.prefix.as_deref(), quote.suffix.as_deref());
    let found =
        passage::within(article, part, &quote.exact, prefix.unwrap_or_default(), suffix.unwrap_or_default());
    found.len() != 1
}

/// The article's words that come nearest to a lost quote: its own, where they stand in another context.
pub fn nearest(article: &Article, part: Part, quote: &Quote) -> Option<String> {
    match passage::select(article, part, &quote.exact) {
        Ok(places) => places.into_iter().next().map(|place| place.exact),
        Err(lost) => lost.nearest,
    }
}

/// Puts new quotes in the place of those that are lost.
pub fn anchored(article: &Article, mut draft: Draft, part: Part, new: Vec<Quote>) -> Result<Draft, Trouble> {
    let found: Vec<bool> = draft.quotes.iter().map(|quote| !is_lost(article, draft.part, quote)).collect();
    if part != draft.part && found.contains(&true) {
        return Err(sentences::several_parts());
    }
    let at = found.iter().position(|found| !found).unwrap_or(found.len());
    let mut kept = found.iter();
    draft.quotes.retain(|_| kept.next().copied().unwrap_or(true));
    draft.quotes.splice(at..at, new);
    draft.part = part;
    Ok(draft)
}
