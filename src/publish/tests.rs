//! A change-over cut short at every step, and what the next build makes of it. All else is tested from
//! outside, in `tests/publishing.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::{Publication, Summary, Surroundings, Way};
use crate::model::SitePath;

type Tree<'a> = &'a [(&'a str, &'a str)];

/// Pages that change, stay, go and come, a file that becomes a folder and a folder that becomes a file.
const OLD: Tree<'_> = &[
    ("index.html", "old front page"),
    ("style.css", "old style"),
    ("same/index.html", "same"),
    ("gone/deep/index.html", "gone"),
    ("file-to-folder", "a file"),
    ("folder-to-file/one", "1"),
    ("folder-to-file/two", "2"),
    ("Case.txt", "case"),
];

const NEW: Tree<'_> = &[
    ("index.html", "new front page"),
    ("style.css", "new style"),
    ("feed.xml", "feed"),
    ("same/index.html", "same"),
    ("come/deep/index.html", "come"),
    ("file-to-folder/index.html", "a page"),
    ("folder-to-file", "a file"),
    ("case.txt", "case"),
];

#[test]
fn a_change_over_cut_short_anywhere_is_completed() {
    let steps = cut_short_everywhere(|site| drop(build(site, OLD, Way::Renames, usize::MAX)));
    assert!(steps > 12, "only {steps} steps");
}

#[test]
fn a_first_build_cut_short_anywhere_is_completed() {
    let absent = cut_short_everywhere(|_| {});
    assert_eq!(absent, 1, "one rename");
    cut_short_everywhere(|site| fs::create_dir(site.join("public")).unwrap());
}

/// A swap has happened or has not, and the next build finds either in order.
#[test]
fn a_swap_cut_short_has_happened_or_not() {
    for fuel in 0.. {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        drop(build(site, OLD, Way::Renames, usize::MAX));
        let before = tree(&site.join("public"));
        let cut = build(site, NEW, Way::Swap, fuel);
        if cut.is_ok() {
            assert_tidy(site);
            assert_eq!(fuel, 3, "before the exchange, after it, and before the manifest is renewed");
            return;
        }
        let after = tree(&site.join("public"));
        assert_eq!(fuel == 0, after == before, "cut at step {fuel}");
        build(site, NEW, Way::Swap, usize::MAX).unwrap();
        assert_tidy(site);
    }
}

/// Ends the build of the new site at every step in turn; comes out: how many there are.
fn cut_short_everywhere(prepare: impl Fn(&Path)) -> usize {
    for fuel in 0.. {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        prepare(site);
        let before = tree(&site.join("public"));
        let cut = build(site, NEW, Way::Renames, fuel);
        if fuel == 0 {
            assert_eq!(tree(&site.join("public")), before, "nothing is touched before the journal");
        }
        if cut.is_ok() {
            assert_tidy(site);
            return fuel;
        }
        let interrupted = site.join(".onrecord-public/journal").exists();
        let summary = build(site, NEW, Way::Renames, usize::MAX).unwrap();
        assert_eq!(summary.resumed, interrupted, "cut at step {fuel}");
        if interrupted {
            assert_eq!(summary.written.files, 0, "the journal did all, cut at step {fuel}");
        }
        assert_tidy(site);
    }
    unreachable!("a change-over ends")
}

fn assert_tidy(site: &Path) {
    let expected = NEW.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let mut found = tree(&site.join("public"));
    assert!(found.remove(".onrecord-manifest").is_some());
    assert_eq!(found, expected);
    assert!(!site.join(".onrecord-public").exists());
    assert!(!site.join("public/gone").exists(), "folders that are empty now have gone");
}

/// Builds a site; the change-over ends before the step for which no fuel is left, as if killed.
fn build(site: &Path, files: Tree<'_>, way: Way, mut fuel: usize) -> io::Result<Summary> {
    let around = Surroundings { site, home: None };
    let publication = Publication::open(&site.join("public"), around, &mut |_| ()).unwrap();
    for (path, text) in files {
        publication.write(&SitePath::new(path).unwrap(), "a test", text.as_bytes())?;
    }
    publication.finish_watched(way, &mut || {
        fuel = fuel.checked_sub(1).ok_or_else(|| io::Error::other("killed"))?;
        Ok(())
    })
}

fn tree(folder: &Path) -> BTreeMap<String, String> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let told = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (path, fs::read_to_string(entry.path()).unwrap())
    };
    files.map(told).collect()
}
