//! Whatever the inputs hold, nothing panics, hangs or eats the memory.

/// The bodies of the fuzz targets (see `fuzz/README.md`).
#[path = "../../fuzz/src/lib.rs"]
mod bodies;

mod cases;
mod cut;
mod sites;
mod traps;

use std::path::{Path, PathBuf};

/// A small site that has every key of every kind of file, and every form that Markdown and YAML take.
const FIXTURE: &str = "tests/fixtures/robust";

/// A folder or file of this repository.
fn of_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a site, sorted, by their paths from its folder.
fn files_of(site: &str) -> Vec<(String, Vec<u8>)> {
    let root = of_repository(site);
    let mut files = Vec::new();
    for part in ["onrecord.toml", "content", "static", "styles", "templates"].map(|part| root.join(part)) {
        if !part.exists() {
            continue;
        }
        for entry in walkdir::WalkDir::new(part).sort_by_file_name() {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap();
                files.push((path.to_owned(), std::fs::read(entry.path()).unwrap()));
            }
        }
    }
    assert!(files.len() > 4, "{site} was not found");
    files
}
