//! The door to Pagefind: what can be found -> the files of an index.
//!
//! Pagefind indexes one record after the other and holds all of them in memory: some hundred articles a
//! second. So whoever asks for an index should know that the one at hand is outdated.

use std::collections::BTreeMap;
use std::io;

use crate::plan::search::Record;

/// The version of Pagefind, on which the index depends as much as on the records.
pub const VERSION: &str = "1.6.0";

/// The name and the content of each file, by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files of the index of these records.
///
/// # Errors
///
/// What Pagefind says that went wrong.
pub fn index(records: impl Iterator<Item = Record>) -> io::Result<Files> {
    engine::index(records)
}

#[cfg(feature = "search")]
mod engine {
    use std::collections::BTreeMap;
    use std::io;

    use pagefind::api::PagefindIndex;
    use pagefind::options::PagefindServiceConfig;

    use super::Files;
    use crate::plan::search::Record;

    /// The most files that hold what results show, for each language: more records share files, so that an
    /// index of many thousand claims is not as many files.
    const MOST_FRAGMENTS: u32 = 2000;

    pub fn index(records: impl Iterator<Item = Record>) -> io::Result<Files> {
        // Pagefind looks at the working folder, does not use it, and panics where there is none.
        working_folder()?;
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        runtime.block_on(files(records)).map_err(|error| io::Error::other(format!("cannot index: {error}")))
    }

    async fn files(records: impl Iterator<Item = Record>) -> Result<Files, Box<dyn std::error::Error>> {
        let options = PagefindServiceConfig::builder().keep_index_url(true).max_fragments(MOST_FRAGMENTS);
        let mut index = PagefindIndex::new(Some(options.build()))?;
        for record in records {
            // Of a record without any Pagefind would drop the title as well.
            let has_words = record.text.contains(char::is_alphanumeric);
            let text = if has_words { record.text } else { record.title.clone() };
            let meta = BTreeMap::from([("title".to_owned(), record.title), ("note".to_owned(), record.note)]);
            let filters = record.filters.into_iter().map(|(name, values)| (name.to_owned(), values));
            let sort = record.day.map(|day| BTreeMap::from([("day".to_owned(), number(day).to_string())]));
            index
                .add_custom_record(
                    record.url,
                    text,
                    record.language,
                    Some(meta),
                    Some(filters.collect()),
                    sort,
                )
                .await?;
        }
        let files = index.get_files().await?.into_iter();
        let named = files.map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents));
        Ok(named.filter(|(name, _)| is_needed(name)).collect())
    }

    /// Days since the first of the year 1: what sorts is a number.
    fn number(day: crate::model::Day) -> i32 {
        let first = crate::model::Day::constant(1, 1, 1);
        day.since(first).map_or(0, |span| span.get_days())
    }

    /// Pagefind comes with surfaces of its own, for which our page has no use.
    fn is_needed(name: &str) -> bool {
        let is_surface = name.contains("-ui.") || name == "pagefind-highlight.js";
        !is_surface
    }

    #[expect(clippy::disallowed_methods, reason = "whether there is one, and not which")]
    fn working_folder() -> io::Result<()> {
        let told =
            |error| io::Error::new(io::ErrorKind::NotFound, format!("there is no working folder: {error}"));
        std::env::current_dir().map(drop).map_err(told)
    }
}

#[cfg(not(feature = "search"))]
mod engine {
    use std::io;

    use super::Files;
    use crate::plan::search::Record;

    /// Without Pagefind there is nothing to index with, and nobody asks: see [`crate::plan::search::Engine`].
    pub fn index(_: impl Iterator<Item = Record>) -> io::Result<Files> {
        Ok(Files::new())
    }
}

#[cfg(all(test, feature = "search"))]
mod tests {
    use std::collections::BTreeMap;

    use super::{Files, Record, VERSION, index};

    fn record(number: usize, language: &str, text: &str) -> Record {
        Record {
            url: format!("articles/{number}/"),
            language: language.to_owned(),
            title: format!("Title {number}"),
            note: String::new(),
            text: text.to_owned(),
            filters: BTreeMap::from([("kind", vec!["article".to_owned()])]),
            day: Some(jiff::civil::date(2025, 2, 8)),
        }
    }

    fn some() -> Files {
        let words =
            ["The minister denies the café call", "Переговори тривали години", "会談は行われなかった"];
        let languages = ["en", "uk", "ja"];
        let records = (0..60).map(|number| record(number, languages[number % 3], words[number % 3]));
        index(records).unwrap()
    }

    #[test]
    fn the_same_records_give_the_same_bytes() {
        let first = some();
        for _ in 0..5 {
            assert!(first == some(), "indexes of the same records differ");
        }
    }

    #[test]
    fn the_version_is_the_one_that_indexes() {
        let entry = String::from_utf8(some().remove("pagefind-entry.json").unwrap()).unwrap();
        assert!(entry.contains(&format!("\"version\":\"{VERSION}\"")), "{entry}");
    }

    #[test]
    fn a_record_that_is_but_a_title_is_one() {
        let bare = || record(1, "en", "—");
        let entry =
            index([bare(), record(2, "en", "words")].into_iter()).unwrap().remove("pagefind-entry.json");
        assert!(String::from_utf8(entry.unwrap()).unwrap().contains("\"page_count\":2"));
    }

    #[test]
    fn each_language_has_its_index_and_no_surface_is_kept() {
        let files = some();
        for language in ["en", "uk", "ja"] {
            let own = format!("index/{language}_");
            assert!(files.keys().any(|name| name.starts_with(&own)), "{language}");
        }
        assert!(files.contains_key("pagefind.js") && files.contains_key("wasm.en.pagefind"));
        assert!(
            !files.keys().any(|name| name.ends_with(".css") || name.contains("ui")),
            "{:?}",
            files.keys()
        );
    }
}
