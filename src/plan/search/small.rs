//! The small index: a script that holds, of each record, its title and its first words.

use serde::Serialize;

use super::super::Edition;
use super::records::{Record, records};

/// Where it stands in the output.
pub const SMALL_INDEX: &str = "search/records.js";
/// How much of a record's text it holds at the most, in code points.
const LONGEST: usize = 400;

/// A record in few bytes.
#[derive(Serialize)]
struct Short<'a> {
    url: &'a str,
    title: &'a str,
    note: &'a str,
    text: String,
    filters: &'a std::collections::BTreeMap<&'static str, Vec<String>>,
}

/// The lines of the script. The order of the records is that in which they are shown where no words were
/// searched for: the newest first.
pub fn lines<'a>(edition: &'a Edition<'a>) -> impl Iterator<Item = String> + Send + 'a {
    let mut records: Vec<Record> = records(edition).collect();
    records.sort_by_key(|record| std::cmp::Reverse(record.day));
    let first = std::iter::once("globalThis.onrecordIndex = [".to_owned());
    let last = std::iter::once("];".to_owned());
    first.chain(records.into_iter().map(|record| format!("{},", short(&record)))).chain(last)
}

fn short(record: &Record) -> String {
    let short = Short {
        url: &record.url,
        title: &record.title,
        note: &record.note,
        text: beginning(&record.text),
        filters: &record.filters,
    };
    // Strings and lists of them: there is nothing that JSON could not hold.
    serde_json::to_string(&short).unwrap_or_default()
}

fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or_default();
    // Up to the last whole word, in scripts that have spaces.
    let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{whole}…")
}
