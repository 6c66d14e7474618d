//! What is remembered between runs, and what is made on demand, is what a build from nothing writes.

#[path = "memory/printed.rs"]
mod printed;

use std::path::Path;
use std::sync::Arc;

use onrecord::model::SitePath;
use onrecord::pipeline::{self, Printer};
use onrecord::{plan, resolve};

/// Every file, asked for alone, is the file that a build writes; and nothing else is found.
#[test]
fn single_files_are_those_of_a_build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = pipeline::load(root, &resolve::Options { drafts: true, base_url: None });
    let (built, wrong) = printed::print(&site);
    assert_eq!(wrong, []);
    let printer = Printer::new(Arc::new(site), plan::Options { portable: false }).ok().unwrap();
    let paths: Vec<String> = printer.paths().iter().map(SitePath::file_path).collect();
    let written: Vec<&String> = built.keys().collect();
    assert_eq!(sorted(&paths), written);
    let mut bytes = Vec::new();
    for (path, expected) in &built {
        let as_asked = [path.as_str(), path.strip_suffix("index.html").unwrap_or(path)];
        for asked in as_asked {
            let output = printer.find(asked).unwrap_or_else(|| panic!("nothing at `{asked}`"));
            bytes.clear();
            printer.make(&output, &mut bytes).unwrap();
            assert!(bytes == *expected, "`{asked}` differs from what a build writes");
        }
        for wrong in [format!("/{path}"), format!("{path}/"), format!("../{path}"), path.to_uppercase()] {
            assert_eq!(printer.find(&wrong), None, "`{wrong}`");
        }
    }
}

fn sorted(paths: &[String]) -> Vec<&String> {
    let mut sorted: Vec<_> = paths.iter().collect();
    sorted.sort();
    sorted
}
