//! Words of an article -> the selector that finds them again.

use crate::parse::article::Article;
use crate::parse::claims::Part;
use crate::text::prose::Prose;
use crate::text::quote::context::{self, Context, Settling};
use crate::text::quote::exact;
use crate::text::quote::nearest::Nearest;
use crate::text::quote::normalise::{normalise, normalised};

use super::claims::Quote;

/// Words that do not stand where they were looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Another part of the article in which they stand.
    pub elsewhere: Option<Part>,
    /// The article's own words that come nearest, if any are near.
    pub nearest: Option<String>,
}

/// The places in a part of an article where words stand, in order: for each the shortest selector that
/// no other place answers to. Its words are the article's own.
pub fn select(article: &Article, part: Part, words: &str) -> Result<Vec<Quote>, Lost> {
    let text = text_of(article, part);
    let (normal, words) = (normalise(&text), normalised(words));
    let all = exact::find(&normal, &words);
    if all.is_empty() {
        return Err(lost(article, part, &text, &words));
    }
    let quote = |place: &exact::Match| {
        let exact = text.get(place.original.clone()).unwrap_or_default().to_owned();
        let mut quote = Quote { exact, prefix: None, suffix: None };
        if all.len() > 1 {
            match context::settle(&normal, &text, place, &all) {
                Some(Settling::Prefix(words)) => quote.prefix = Some(words),
                Some(Settling::Suffix(words)) => quote.suffix = Some(words),
                None => {}
            }
        }
        quote
    };
    Ok(all.iter().map(quote).collect())
}

/// Those of the selectors, each with its index, that stand in a context: the words right before and
/// right after, of which either may be empty.
pub fn within(article: &Article, part: Part, words: &str, prefix: &str, suffix: &str) -> Vec<usize> {
    let normal = normalise(&text_of(article, part));
    let context = Context::new(Some(prefix), Some(suffix));
    let all = exact::find(&normal, &normalised(words));
    let held = all.iter().enumerate().filter(|(_, place)| context.holds(&normal, &place.normal));
    held.map(|(index, _)| index).collect()
}

/// The text of a part of an article, as quotes are searched in it.
fn text_of(article: &Article, part: Part) -> String {
    match part {
        Part::Title => article.front.title.value.clone(),
        Part::Summary => {
            Prose::read(article.front.summary.as_ref().map_or("", |summary| &summary.value)).text
        }
        Part::Body => Prose::read(article.body.markdown()).text,
    }
}

fn lost(article: &Article, part: Part, text: &str, words: &str) -> Lost {
    let others = [Part::Title, Part::Summary, Part::Body].into_iter().filter(|other| *other != part);
    let stand = |other: &Part| !exact::find(&normalise(&text_of(article, *other)), words).is_empty();
    let elsewhere = others.into_iter().find(stand);
    let normal = normalise(text);
    let nearest = Nearest::new(&normal.text).find(words).and_then(|near| {
        let place = normal.near(near.place.start)..normal.near(near.place.end);
        Some(text.get(place)?.trim().to_owned())
    });
    Lost { elsewhere, nearest }
}
