//! Copies of sources as files of the site: the text, the page as it came, and a receipt that says of both
//! when they were fetched and from where, with their digests.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::discover;
use crate::edit::{self, SaveError};

use super::fetch::Page;
use super::words::Words;

/// Below `content/`.
const FOLDER: &str = "snapshots";

/// The files of the copy of one source, by its key.
#[derive(Clone, Debug)]
pub struct Files {
    key: String,
    name: String,
}

/// How far an earlier run came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is there.
    Free,
    /// It was cut short before the text was there.
    Begun,
    /// The text is there as it was stored.
    Whole,
    /// This file is there and is not ours, or no longer as we stored it.
    Taken(String),
}

/// What is known of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The key of the source.
    pub source: String,
    /// Its address, and the one to which that led.
    pub url: String,
    pub fetched_from: String,
    /// When: RFC 3339, UTC.
    pub fetched: String,
    pub content_type: Option<String>,
    pub text: Stored,
    /// The page as it came, where that is HTML.
    pub page: Option<Stored>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Beside the receipt.
    pub file: String,
    pub sha256: String,
}

impl Files {
    /// A key may hold a colon, and not every system's names of files may.
    pub fn of(key: &str) -> Self {
        Self { key: key.to_owned(), name: key.replace(':', "%3A") }
    }

    /// What the entry of the source calls the copy.
    pub fn snapshot(&self) -> String {
        format!("{FOLDER}/{}.txt", self.name)
    }

    fn path(&self, extension: &str) -> String {
        format!("content/{FOLDER}/{}.{extension}", self.name)
    }

    /// How far an earlier run came with the copy of what is at an address.
    pub fn state(&self, root: &Path, url: &str) -> State {
        let read = |extension: &str| discover::text(&root.join(self.path(extension)));
        let receipt =
            read("receipt.json").ok().and_then(|told| serde_json::from_str::<Receipt>(&told.text).ok());
        let receipt = receipt.filter(|receipt| receipt.source == self.key);
        match (receipt, read("txt")) {
            (Some(receipt), Ok(text))
                if receipt.url == url && receipt.text.sha256 == digest(text.text.as_bytes()) =>
            {
                State::Whole
            }
            (_, Ok(_) | Err((_, Some(_)))) => State::Taken(self.path("txt")),
            (Some(_), Err((_, None))) => State::Begun,
            (None, Err((_, None))) => {
                let is_there = |extension: &&str| discover::is_there(&root.join(self.path(extension)));
                let taken = ["receipt.json", "html"].into_iter().find(is_there);
                taken.map_or(State::Free, |extension| State::Taken(self.path(extension)))
            }
        }
    }

    /// Stores a copy. Files that are there already are replaced only where an earlier run has `begun` with
    /// them: the receipt is written first and the text last, so that a run cut short leaves no text.
    ///
    /// # Errors
    ///
    /// The file that was not written, and why.
    pub fn store(
        &self,
        root: &Path,
        url: &str,
        page: &Page,
        words: &Words,
        begun: bool,
    ) -> Result<(), (String, SaveError)> {
        let receipt = Receipt {
            source: self.key.clone(),
            url: url.to_owned(),
            fetched_from: page.url.to_string(),
            fetched: page.fetched.strftime("%FT%TZ").to_string(),
            content_type: page.content_type.clone(),
            text: self.stored("txt", words.text.as_bytes()),
            page: words.is_html.then(|| self.stored("html", &page.bytes)),
        };
        let told = serde_json::to_string_pretty(&receipt).unwrap_or_default() + "\n";
        let all = [
            Some(("receipt.json", told.as_bytes())),
            words.is_html.then_some(("html", page.bytes.as_slice())),
            Some(("txt", words.text.as_bytes())),
        ];
        for (extension, bytes) in all.into_iter().flatten() {
            let path = self.path(extension);
            edit::keep(root, &path, bytes, begun).map_err(|error| (path, error))?;
        }
        Ok(())
    }

    fn stored(&self, extension: &str, bytes: &[u8]) -> Stored {
        Stored { file: format!("{}.{extension}", self.name), sha256: digest(bytes) }
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
