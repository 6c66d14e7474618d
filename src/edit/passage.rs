//! Words of an article -> the selector that finds them again.

use crate::anchor::Reading;
use crate::diag::Span;
use crate::parse::article::Article;
use crate::parse::claims::Part;
use crate::text::quote::context::{self, Context, Settling};
use crate::text::quote::exact::{self, Match};
use crate::text::quote::nearest::Nearest;
use crate::text::quote::normalise::{Normal, normalise, normalised};

use super::claims::Quote;

/// Words that do not stand where they were looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Another part of the article in which they stand.
    pub elsewhere: Option<Part>,
    /// The article's own words that come nearest, if any are near.
    pub nearest: Option<String>,
}

/// A place where words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What finds it again.
    pub quote: Quote,
    /// In the article's file.
    pub span: Span,
}

/// The places in a part of an article where words stand, in order: for each the shortest selector that
/// no other place answers to. Its words are the article's own.
pub fn select(article: &Article, part: Part, words: &str) -> Result<Vec<Quote>, Lost> {
    Ok(find(article, part, words)?.into_iter().map(|found| found.quote).collect())
}

/// The same, each with its place in the article's file.
pub fn find(article: &Article, part: Part, words: &str) -> Result<Vec<Found>, Lost> {
    let reading = Reading::new(article);
    let text = reading.text(part);
    let (normal, words) = (normalise(text), normalised(words));
    let all = exact::find(&normal, &words);
    if all.is_empty() {
        return Err(lost(&reading, part, &normal, &words));
    }
    let found = |place: &Match| Found {
        quote: selector(&normal, text, place, &all),
        span: reading.span(part, place.original.clone()),
    };
    Ok(all.iter().map(found).collect())
}

/// Those of the places, each by its index, that stand in a context: the words right before and right
/// after, of which either may be empty.
pub fn within(article: &Article, part: Part, words: &str, prefix: &str, suffix: &str) -> Vec<usize> {
    let reading = Reading::new(article);
    let normal = normalise(reading.text(part));
    let context = Context::new(Some(prefix), Some(suffix));
    let all = exact::find(&normal, &normalised(words));
    let held = all.iter().enumerate().filter(|(_, place)| context.holds(&normal, &place.normal));
    held.map(|(index, _)| index).collect()
}

/// The shortest selector of one of several places. Where the same words stand around all of them, it is
/// the words alone.
fn selector(normal: &Normal, text: &str, place: &Match, all: &[Match]) -> Quote {
    let exact = text.get(place.original.clone()).unwrap_or_default().to_owned();
    let (prefix, suffix) = match context::settle(normal, text, place, all) {
        _ if all.len() < 2 => (None, None),
        Some(Settling::Prefix(words)) => (Some(words), None),
        Some(Settling::Suffix(words)) => (None, Some(words)),
        None => context::settle_both(normal, text, place, all).unzip(),
    };
    Quote { exact, prefix, suffix }
}

fn lost(reading: &Reading<'_>, part: Part, normal: &Normal, words: &str) -> Lost {
    let others = [Part::Title, Part::Summary, Part::Body].into_iter().filter(|other| *other != part);
    let stand = |other: &Part| !exact::find(&normalise(reading.text(*other)), words).is_empty();
    let elsewhere = others.into_iter().find(stand);
    let nearest = Nearest::new(&normal.text).find(words).and_then(|near| {
        let place = normal.near(near.place.start)..normal.near(near.place.end);
        Some(reading.text(part).get(place)?.trim().to_owned())
    });
    Lost { elsewhere, nearest }
}
