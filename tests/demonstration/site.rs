//! Prints a site into memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::{fs, io};

use onrecord::diag::Diagnostic;
use onrecord::model::SitePath;
use onrecord::pipeline::{self, Press};
use onrecord::{plan, resolve};

/// A site as it was printed.
pub struct Printed {
    /// By path.
    pub files: BTreeMap<String, Vec<u8>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Prints the site in a folder.
pub fn print(folder: &Path, drafts: bool) -> Printed {
    let site = pipeline::load(folder, &resolve::Options { drafts, base_url: None });
    let press = Memory::default();
    let options = plan::Options { portable: false };
    let mut diagnostics = site.diagnostics.clone();
    diagnostics.extend(pipeline::print(&site, options, &press).unwrap());
    Printed { files: press.0.into_inner().unwrap(), diagnostics }
}

/// A copy of the demonstration in another folder.
pub fn demonstration() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("onrecord.toml"), folder.path().join("onrecord.toml")).unwrap();
    for name in ["content", "static", "templates"] {
        copy_tree(&root.join(name), &folder.path().join(name));
    }
    folder
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Printed {
    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }

    pub fn objects(&self, path: &str) -> impl Iterator<Item = serde_json::Value> {
        self.text(path).lines().map(|line| serde_json::from_str(line).unwrap())
    }

    /// The lines of a data file whose id, key or article is `key`, indented for reading.
    pub fn lines_with(&self, path: &str, key: &str) -> String {
        let about =
            |object: &serde_json::Value| ["id", "key", "article"].iter().any(|field| object[*field] == key);
        let shown =
            self.objects(path).filter(about).map(|object| serde_json::to_string_pretty(&object).unwrap());
        shown.collect::<Vec<_>>().join("\n")
    }

    /// The paths of files whose name or text holds `words`.
    pub fn files_with<'a>(&'a self, words: &'a str) -> impl Iterator<Item = &'a str> {
        let holds = move |path: &str, bytes: &[u8]| {
            path.contains(words) || String::from_utf8_lossy(bytes).contains(words)
        };
        self.files.iter().filter(move |(path, bytes)| holds(path, bytes)).map(|(path, _)| path.as_str())
    }
}

#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Press for Memory {
    fn write(&self, path: &SitePath, writer: &str, bytes: &[u8]) -> io::Result<()> {
        let before = self.0.lock().unwrap().insert(path.file_path(), bytes.to_vec());
        assert!(before.is_none(), "{writer} writes `{path}` a second time");
        Ok(())
    }

    fn copy(&self, path: &SitePath, writer: &str, from: &Path) -> io::Result<()> {
        self.write(path, writer, &fs::read(from)?)
    }
}
