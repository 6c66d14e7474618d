//! Every code under `src/diag/problems` has its page and its callers, and every page its code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use onrecord::diag::explain::PAGES;

use super::explained::folder;
use super::scratch::root;

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let made: BTreeSet<String> = problems().iter().flat_map(|(_, text)| codes(text)).collect();
    let pages: BTreeSet<String> = PAGES.iter().map(|page| page.code.to_owned()).collect();
    assert_eq!(made, pages, "the pages are listed in src/diag/explain.rs");
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|file| Some(file.unwrap().file_name().to_str()?.strip_suffix(".md")?.to_owned()))
        .filter(|name| name != "README")
        .collect();
    assert_eq!(files, pages);
    assert!(PAGES.is_sorted_by_key(|page| page.code));
}

#[test]
fn every_constructor_has_a_caller() {
    let problems = problems();
    let callers: String = texts(&root().join("src"))
        .into_iter()
        .filter(|(path, _)| !path.contains("/diag/problems/"))
        .map(|(_, text)| text)
        .collect();
    let mut idle = Vec::new();
    for (path, text) in &problems {
        for name in constructors(text) {
            // Called through the module, or handed on as a function.
            let called =
                [format!("::{name}("), format!("::{name},"), format!("::{name})"), format!("::{name};")];
            if !called.iter().any(|call| callers.contains(call)) {
                idle.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(idle.is_empty(), "called by nobody:\n{}", idle.join("\n"));
}

/// Path and text of the files that make diagnostics.
fn problems() -> Vec<(String, String)> {
    let problems = texts(&root().join("src/diag/problems"));
    assert!(problems.len() > 5);
    problems
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// The first argument of each maker of diagnostics.
fn codes(text: &str) -> Vec<String> {
    let makers = ["Diagnostic::error(", "Diagnostic::warning("];
    let made =
        makers.iter().flat_map(|maker| text.match_indices(maker).map(|(at, _)| &text[at + maker.len()..]));
    made.map(|rest| {
        let argument = rest.trim_start().strip_prefix('"');
        let argument =
            argument.unwrap_or_else(|| panic!("a code is written where it is used: {}", &rest[..40]));
        argument.split('"').next().unwrap().to_owned()
    })
    .collect()
}

/// The public functions that return a diagnostic.
fn constructors(text: &str) -> Vec<String> {
    let functions = text.split("\npub fn ").skip(1);
    functions
        .filter(|function| function.split('{').next().is_some_and(|head| head.contains("-> Diagnostic")))
        .map(|function| function.split(['(', '<']).next().unwrap().to_owned())
        .collect()
}
