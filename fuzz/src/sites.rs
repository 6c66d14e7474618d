//! Whole small sites: they are read, and printed where they have no errors. The audit of what was printed is
//! clean, what a writer typed never runs, the same site gives the same files, and nothing panics.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use arbitrary::{Arbitrary as _, Unstructured};
use onrecord::diag::Diagnostic;
use onrecord::model::SitePath;
use onrecord::parse::config::RawHtml;
use onrecord::pipeline::{self, Press};
use onrecord::{plan, report, resolve};

use super::draft::Draft;
use super::marks::assert_page_harmless;

/// A site made up from the bytes.
pub fn hold(bytes: &[u8]) {
    let Ok(draft) = Draft::arbitrary_take_rest(Unstructured::new(bytes)) else { return };
    let options = resolve::Options { drafts: draft.drafts, base_url: None };
    let folder = tempfile::tempdir().expect("a folder for the site");
    for (path, text) in draft.files() {
        let path = folder.path().join(path);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text))
            .expect("a file");
    }
    hold_folder(folder.path(), &options, plan::Options { portable: draft.portable });
}

/// The site in a folder: read, and printed where it has no errors, twice. What is told of it comes out.
pub fn hold_folder(folder: &Path, reading: &resolve::Options, printing: plan::Options) -> String {
    let first = made(folder, reading, printing);
    let again = made(folder, reading, printing);
    assert_eq!(first.told, again.told);
    assert!(first.files == again.files, "the same site gives other files");
    for (path, text) in &first.files {
        judge(path, text, first.judged);
    }
    first.told
}

/// What became of a site.
struct Made {
    /// All that is wrong, as people read it.
    told: String,
    files: BTreeMap<String, String>,
    /// Whether nothing but our own templates and what writers may type makes the pages.
    judged: bool,
}

fn made(folder: &Path, reading: &resolve::Options, printing: plan::Options) -> Made {
    let site = pipeline::load(folder, reading);
    let text = |path: &str| site.text(path);
    let mut told =
        report::text(&site.diagnostics, &text, false) + &report::json(&site.diagnostics, &text, &|_| None);
    let output = Output::default();
    let own_look = !site.inputs.templates.is_empty() || !site.inputs.styles.is_empty();
    if !site.has_errors() {
        let wrong = pipeline::print(&site, printing, &output).expect("this press takes everything");
        // What a site's own templates and styles do is not for us to answer for.
        let ours = |wrong: &&Diagnostic| wrong.is_error() && !wrong.code.0.starts_with("citation-style");
        assert!(own_look || wrong.iter().find(ours).is_none(), "{wrong:#?}");
        told += &report::text(&wrong, &text, false);
    }
    Made {
        told,
        files: output.0.into_inner().unwrap_or_else(PoisonError::into_inner),
        judged: !own_look && site.reading.config.markdown.raw_html != RawHtml::Allow,
    }
}

/// The files of an output, by path.
#[derive(Default)]
struct Output(Mutex<BTreeMap<String, String>>);

impl Press for Output {
    fn write(&self, path: &SitePath, _: &str, bytes: &[u8]) -> io::Result<()> {
        // The index of the search is no text; that it is the same each time is compared all the same.
        let text = match path.as_str().starts_with("search/pagefind/") {
            true => format!("{bytes:?}"),
            false => String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8"),
        };
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.file_path(), text);
        assert!(before.is_none(), "{path} is written twice");
        Ok(())
    }

    fn copy(&self, _: &SitePath, _: &str, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// What holds for a file by its kind.
fn judge(path: &str, text: &str, is_ours: bool) {
    if path.ends_with(".html") {
        if is_ours {
            assert!(text.starts_with("<!doctype html>"), "{path}: {text}");
            assert_page_harmless(text);
        }
    } else if path.ends_with(".jsonl") {
        for line in text.lines() {
            let object: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            assert!(object.is_object(), "{path}: {line}");
        }
    } else if path.ends_with(".xml") {
        let fit = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
        assert!(text.chars().all(fit), "{path} holds what no XML may: {text:?}");
    }
}
