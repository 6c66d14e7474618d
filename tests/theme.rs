//! Pages as readers get them: small sites, written and then printed by the built-in templates.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use onrecord::model::SitePath;
use onrecord::pipeline::{self, Press};
use onrecord::{plan, resolve};
use scraper::{ElementRef, Html, Selector};

#[path = "theme/articles.rs"]
mod articles;
#[path = "theme/entities.rs"]
mod entities;
#[path = "theme/hostile.rs"]
mod hostile;
#[path = "theme/lists.rs"]
mod lists;
#[path = "theme/record.rs"]
mod record;
#[path = "theme/timeline.rs"]
mod timeline;

/// The files of an output, by path.
#[derive(Default)]
struct Output(Mutex<BTreeMap<String, String>>);

impl Press for Output {
    fn write(&self, path: &SitePath, _: &str, bytes: &[u8]) -> io::Result<()> {
        // The index of the search is no text.
        if !path.as_str().starts_with("search/pagefind/") {
            let text = String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
            self.0.lock().unwrap().insert(path.file_path(), text);
        }
        Ok(())
    }

    fn copy(&self, _: &SitePath, _: &str, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

impl Output {
    fn text(&self, path: &str) -> String {
        self.0.lock().unwrap().get(path).unwrap_or_else(|| panic!("there is no {path}")).clone()
    }

    fn page(&self, path: &str) -> Html {
        Html::parse_document(&self.text(path))
    }
}

/// Prints the site of the given files, drafts too; there must be no errors.
fn printed(files: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let site = pipeline::load(folder.path(), &resolve::Options { drafts: true, base_url: None });
    assert!(!site.has_errors(), "{:#?}", site.diagnostics);
    let output = Output::default();
    let options = plan::Options { portable: false };
    let wrong = pipeline::print(&site, options, &output).unwrap();
    assert!(wrong.is_empty(), "{wrong:#?}");
    output
}

fn all<'h>(page: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn one<'h>(page: &'h Html, selector: &str) -> ElementRef<'h> {
    let found = all(page, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

/// The words of an element, white space folded.
fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
