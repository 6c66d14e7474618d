//! Small sites in folders of their own, and what a build makes of them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use onrecord::diag::Diagnostic;
use onrecord::model::SitePath;
use onrecord::pipeline::{self, Changed, Press};
use onrecord::serve::{self, Answer, Preview, Rebuilt, Settings};
use onrecord::{plan, resolve};
use tempfile::TempDir;

pub const TOKEN: &str = "0123456789abcdef";

/// A site's folder, which goes when it is dropped.
pub struct Scratch(TempDir);

impl Scratch {
    /// Two articles with claims, two speakers, an event, a source, a page, a style sheet, an image.
    pub fn new() -> Self {
        let scratch = Self(TempDir::new().unwrap());
        scratch.write("onrecord.toml", "title = \"Scratch\"\n");
        scratch.write("content/speakers/speaker-a.md", "---\nname: Speaker A\n---\n");
        scratch.write("content/speakers/speaker-b.md", "---\nname: Speaker B\n---\n");
        scratch
            .write("content/events/talk.md", "---\nname: The talk\nparties: [speaker-a, speaker-b]\n---\n");
        scratch.write(
            "content/sources.yaml",
            "references:\n  - id: report\n    type: webpage\n    title: A report\n",
        );
        scratch.write(
            "content/pages/about.md",
            "---\ntitle: About\n---\n\nSee [the first](../articles/first/index.md).\n",
        );
        scratch.write(
            "content/articles/first/index.md",
            "---\ntitle: The first\ndate: 2025-02-01\n---\n\n\
             One says that the talk between the two took place. Another says it did not take place.\n\n![A square](square.svg)\n",
        );
        scratch.write(
            "content/articles/first/claims.yaml",
            "# The claims of the first.\nclaims:\n  - id: it-did\n    quote: the talk between the two took place\n    speaker: speaker-a\n    \
             affirms: talk\n    sources: [report]\n",
        );
        scratch.write("content/articles/first/square.svg", SQUARE);
        scratch.write(
            "content/articles/second.md",
            "---\ntitle: The second\ndate: 2025-02-02\n---\n\nNothing of the kind, says the other.\n",
        );
        scratch.write("static/own.css", "p { margin: 0 }\n");
        scratch
    }

    /// This repository's own site.
    pub fn demonstration() -> Self {
        let scratch = Self(TempDir::new().unwrap());
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["content", "static"] {
            for entry in walkdir::WalkDir::new(root.join(part)) {
                let entry = entry.unwrap();
                if entry.file_type().is_file() {
                    let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
                    scratch.write(path, fs::read(entry.path()).unwrap());
                }
            }
        }
        scratch.write("onrecord.toml", fs::read(root.join("onrecord.toml")).unwrap());
        scratch
    }

    pub fn root(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.0.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        let file = self.path(path);
        if file.is_dir() { fs::remove_dir_all(file) } else { fs::remove_file(file) }.unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::create_dir_all(self.path(to).parent().unwrap()).unwrap();
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    pub fn open(&self) -> Preview {
        self.open_with(Settings::default())
    }

    pub fn open_with(&self, settings: Settings) -> Preview {
        Preview::open(&self.root(), settings, TOKEN.to_owned())
    }

    /// What a look at these paths leads to.
    pub fn refresh(&self, preview: &Preview, paths: &[&str]) -> Option<Rebuilt> {
        preview.refresh(&Changed::Paths(paths.iter().map(|path| self.path(path)).collect()))
    }

    /// What a build writes, by path, and what it says; no files where there are errors.
    pub fn build(&self) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
        let site = Arc::new(pipeline::load(&self.root(), &resolve::Options::default()));
        let mut said = site.diagnostics.clone();
        if site.has_errors() {
            return (BTreeMap::new(), said);
        }
        let press = Printed::default();
        said.extend(pipeline::print(&site, plan::Options { portable: false }, &press).unwrap());
        onrecord::diag::sort(&mut said);
        let files = press.0.into_inner().unwrap();
        (if said.iter().any(Diagnostic::is_error) { BTreeMap::new() } else { files }, said)
    }
}

pub const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>";

#[derive(Default)]
struct Printed(Mutex<BTreeMap<String, Vec<u8>>>);

impl Press for Printed {
    fn write(&self, path: &SitePath, _: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().unwrap().insert(path.file_path(), bytes.to_vec());
        Ok(())
    }

    fn copy(&self, path: &SitePath, writer: &str, from: &Path) -> io::Result<()> {
        self.write(path, writer, &fs::read(from)?)
    }
}

/// What is served at a path: its status, and its bytes without the tag of the preview.
pub fn served(preview: &Preview, path: &str) -> (u16, Vec<u8>) {
    match serve::answer(preview, path) {
        Answer::Page { status, html } => (status, without_tag(&html)),
        Answer::Made(bytes) => (200, bytes),
        Answer::Copied(file) => (200, fs::read(file).unwrap()),
        Answer::Moved(to) => (307, to.as_str().as_bytes().to_vec()),
    }
}

pub fn served_text(preview: &Preview, path: &str) -> String {
    String::from_utf8(served(preview, path).1).unwrap()
}

/// A page without the one tag that it must have.
pub fn without_tag(html: &[u8]) -> Vec<u8> {
    let html = String::from_utf8(html.to_vec()).unwrap();
    let (before, rest) = html.rsplit_once("<script src=\"").expect("a tag");
    let (tag, after) = rest.split_once("></script>").unwrap();
    assert!(tag.contains(".onrecord/preview.js\" defer data-base="), "{tag}");
    assert!(after.starts_with("</body>"), "{after}");
    assert!(!before.contains(".onrecord/"), "a second tag");
    format!("{before}{after}").into_bytes()
}
