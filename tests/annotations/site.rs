//! Sites whose claims are exported: the demonstration, and one that makes it hard.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

pub use crate::press::printed;

pub fn demonstration() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Words that stand several times and in several parts, accents, scripts, every key of a claim.
pub fn hard() -> PathBuf {
    demonstration().join("tests/fixtures/annotations")
}

/// The collections of all articles, by the article's id.
pub fn collections(files: &BTreeMap<String, String>) -> BTreeMap<String, Value> {
    let of = |(path, text): (&String, &String)| {
        let id = path.strip_prefix("articles/")?.strip_suffix("/annotations.jsonld")?;
        Some((id.to_owned(), serde_json::from_str(text).unwrap()))
    };
    files.iter().filter_map(of).collect()
}

pub fn annotations(collection: &Value) -> &[Value] {
    collection["first"]["items"].as_array().map_or(&[], Vec::as_slice)
}

/// A copy of a site without its claims.
pub fn without_claims(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for part in ["onrecord.toml", "content", "static"] {
        for entry in walkdir::WalkDir::new(folder.join(part)).into_iter().filter_map(Result::ok) {
            let to = copy.path().join(entry.path().strip_prefix(folder).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else if !entry.path().to_str().unwrap().ends_with("claims.yaml") {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    copy
}

pub fn import(folder: &Path, file: &str, value: &Value) -> Output {
    fs::write(folder.join(file), value.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(["import", "webannotation", file]).output().unwrap()
}
