//! A source -> an item that the citation library takes without harm.
//!
//! The library panics on date ranges and on a date without a year, wraps large numbers around, and
//! takes text of certain keys for instructions; so what it gets is built here value by value.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};
use jiff::tz::TimeZone;
use serde_json::Value as Json;

use crate::model::Edtf;
use crate::resolve::corpus::Source;

use super::markup;

/// The year that stands for a date which CSL cannot say, until its words replace it.
pub const WORDED_YEAR: i16 = 31_999;

/// An item, and the words of its date where CSL's own would say more or less than was given.
#[derive(Debug)]
pub struct Prepared {
    pub item: Item,
    pub date_words: Option<String>,
}

/// Builds the item of a source.
pub fn prepare(source: &Source, zone: &TimeZone) -> Prepared {
    let mut values: BTreeMap<String, Value> = source
        .item
        .iter()
        .filter(|(name, _)| !is_ours(name))
        .filter_map(|(name, value)| Some((name.clone(), value_of(value)?)))
        .collect();
    values.insert("id".to_owned(), Value::String(source.key.to_string()));
    values.insert("type".to_owned(), Value::String(source.kind.clone()));
    drop_repeated_address(&mut values, source);
    describe_untitled(&mut values);
    let date_words = source.issued.as_ref().and_then(|date| set_date(&mut values, date, zone));
    Prepared { item: Item(values), date_words }
}

/// What is set from the source itself, and what is printed after the citation and not by the style.
fn is_ours(name: &str) -> bool {
    matches!(name, "id" | "type" | "URL" | "accessed")
}

fn value_of(value: &Json) -> Option<Value> {
    match value {
        Json::String(text) => Some(Value::String(markup::encode(text))),
        // As text, of which the library makes a number again where it fits one.
        Json::Number(number) => Some(Value::String(number.to_string())),
        Json::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(name_of).collect();
            (!names.is_empty()).then_some(Value::Names(names))
        }
        Json::Object(date) => date_of(date).map(Value::Date),
        Json::Null | Json::Bool(_) => None,
    }
}

fn name_of(name: &Json) -> Option<NameValue> {
    let part = |key: &str| {
        let text = name.get(key)?.as_str()?;
        Some(markup::clean(text).trim().to_owned()).filter(|part| !part.is_empty())
    };
    if let Some(literal) = part("literal") {
        return Some(NameValue::Literal(LiteralName { literal }));
    }
    let given = part("given");
    let Some(family) = part("family") else {
        return given.map(|literal| NameValue::Literal(LiteralName { literal }));
    };
    let dropping_particle = part("dropping-particle");
    let particle = part("non-dropping-particle");
    // Without a particle the library would look for one in the family name, and cut `von der Leyen`
    // down to `Leyen`.
    let (non_dropping_particle, family) = match (particle, family.split_once(' ')) {
        (None, Some((first, rest))) => (Some(first.to_owned()), rest.to_owned()),
        (particle, _) => (particle, family),
    };
    Some(NameValue::Item(NameItem {
        family,
        given,
        non_dropping_particle,
        dropping_particle,
        suffix: part("suffix"),
        comma_suffix: name.get("comma-suffix").and_then(Json::as_bool),
    }))
}

/// A date of which the library can say all; of a range, the part that both ends share.
fn date_of(date: &serde_json::Map<String, Json>) -> Option<DateValue> {
    let ends: Vec<Vec<i16>> = date.get("date-parts")?.as_array()?.iter().map(date_parts).collect();
    let first = ends.first()?;
    let shared = ends.iter().fold(first.len(), |length, end| {
        let same = first.iter().zip(end).take_while(|(a, b)| a == b).count();
        length.min(same)
    });
    let circa = date.get("circa").is_some_and(|circa| !matches!(circa, Json::Null | Json::Bool(false)));
    (shared > 0).then(|| day(first.iter().copied().take(shared).collect(), circa))
}

/// Year, month, day as far as they are what they should be.
fn date_parts(parts: &Json) -> Vec<i16> {
    let number = |part: &Json| match part {
        Json::String(text) => text.trim().parse().ok(),
        part => part.as_i64().and_then(|number| i16::try_from(number).ok()),
    };
    let allowed = [-9999..=9999, 1..=12, 1..=31];
    let parts = parts.as_array().map(Vec::as_slice).unwrap_or_default();
    let read = parts.iter().zip(allowed).map(|(part, allowed)| number(part).filter(|n| allowed.contains(n)));
    read.map_while(|part| part).collect()
}

fn day(parts: Vec<i16>, circa: bool) -> DateValue {
    DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: None,
        circa,
    }
}

/// An address is printed once, after the citation.
fn drop_repeated_address(values: &mut BTreeMap<String, Value>, source: &Source) {
    let Some(Value::String(doi)) = values.get_mut("DOI") else { return };
    if let Some(start) = doi.find("doi.org/") {
        doi.drain(..start + "doi.org/".len());
    }
    if source.url.as_ref().is_some_and(|url| url.ends_with(doi.as_str())) {
        values.remove("DOI");
    }
}

/// `[Interview with the President]` is no title but says what the item is, which in CSL is its genre:
/// so no style puts it in quotation marks. Styles print an interview's genre together with who asked;
/// where that is not told, the item goes as what it is found in, an article.
fn describe_untitled(values: &mut BTreeMap<String, Value>) {
    let Some(Value::String(title)) = values.get("title") else { return };
    let inner = title.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner.filter(|inner| !inner.contains(['[', ']'])).map(str::to_owned) else { return };
    values.remove("title");
    let interview = values.get("type") == Some(&Value::String("interview".to_owned()));
    if interview && !values.contains_key("interviewer") {
        values.insert("type".to_owned(), Value::String("article-newspaper".to_owned()));
    }
    values.insert("genre".to_owned(), Value::String(inner));
}

/// Sets the date of publication from what was written. Comes back with words where CSL has none.
fn set_date(values: &mut BTreeMap<String, Value>, date: &Edtf, zone: &TimeZone) -> Option<String> {
    let (parts, circa, words) = match plain_date(date, zone) {
        Some((parts, circa)) => (parts, circa, None),
        None => (vec![WORDED_YEAR], false, Some(date.words(zone))),
    };
    values.insert("issued".to_owned(), Value::Date(day(parts, circa)));
    words
}

/// `2025`, `2025-02`, `2025-02-09`, each perhaps with `~`, or an instant, of which the site's day is
/// taken. `None` for any other date.
fn plain_date(date: &Edtf, zone: &TimeZone) -> Option<(Vec<i16>, bool)> {
    let text = date.as_str();
    let (text, circa) = text.strip_suffix('~').map_or((text, false), |text| (text, true));
    if text.contains('T') && !text.contains('/') {
        let day = date.bounds(zone).earliest?;
        return Some((vec![day.year(), day.month().into(), day.day().into()], false));
    }
    let widths = [4, 2, 2];
    let allowed = [1..=9999, 1..=12, 1..=31];
    let pieces: Vec<&str> = text.split('-').collect();
    let fits = pieces.len() <= 3
        && pieces.iter().zip(widths).all(|(piece, width)| piece.len() == width)
        && pieces.iter().all(|piece| piece.bytes().all(|b| b.is_ascii_digit()));
    let parts: Vec<i16> = pieces.iter().map_while(|piece| piece.parse().ok()).collect();
    (fits && parts.iter().zip(allowed).all(|(part, allowed)| allowed.contains(part)))
        .then_some((parts, circa))
}
