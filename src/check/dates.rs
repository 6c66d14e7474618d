//! Comparisons that hold whatever an uncertain date turns out to be.

use jiff::tz::TimeZone;

use crate::model::{Day, Edtf};
use crate::resolve::Corpus;
use crate::resolve::corpus::Article;

/// Whether a date is later than a day, even at its earliest.
pub fn is_after(date: &Edtf, day: Day, zone: &TimeZone) -> bool {
    date.bounds(zone).earliest.is_some_and(|earliest| earliest > day)
}

/// By article: the last day on which it may have been published or updated; `None` where that is open.
pub fn all_written(corpus: &Corpus) -> Vec<Option<Day>> {
    let zone = &corpus.settings.timezone;
    corpus.articles.iter().map(|article| last_written(article, zone)).collect()
}

/// The last day on which an article may have been published or updated; `None` where that is open.
fn last_written(article: &Article, zone: &TimeZone) -> Option<Day> {
    let published = article.date.bounds(zone).latest?;
    match &article.updated {
        None => Some(published),
        Some(updated) => Some(updated.bounds(zone).latest?.max(published)),
    }
}
