//! Whole sites with one of their files cut off or changed: from the disk to the finished pages.

use std::fs;
use std::path::Path;

use onrecord::{plan, resolve};
use rayon::prelude::*;

use crate::bodies::sites::hold_folder;
use crate::{FIXTURE, files_of, of_repository};

#[test]
fn the_fixture_has_no_errors() {
    let site = onrecord::pipeline::load(&of_repository(FIXTURE), &resolve::Options::default());
    assert!(!site.has_errors(), "{:#?}", site.diagnostics);
}

#[test]
fn a_site_with_a_file_cut_off_or_changed_is_read_and_printed() {
    let files = files_of(FIXTURE);
    files.par_iter().enumerate().for_each(|(index, (_, bytes))| {
        hold(&files, index, &bytes[..bytes.len() / 2 + index % 5]);
        let mut changed = bytes.clone();
        changed[bytes.len() * (index % 8) / 8] ^= 0x11;
        hold(&files, index, &changed);
    });
}

#[test]
fn a_file_that_is_no_text_is_told() {
    let files = files_of(FIXTURE);
    files.par_iter().enumerate().for_each(|(index, (path, bytes))| {
        let mut changed = bytes.clone();
        changed.insert(bytes.len() / 2, 0xFF);
        let told = hold(&files, index, &changed);
        // The copy of a source is a text as well.
        let is_read = !path.ends_with(".svg");
        assert_eq!(told.contains("not-utf8"), is_read, "{path}: {told}");
    });
}

/// The site with other bytes in one of its files; what is told of it.
fn hold(files: &[(String, Vec<u8>)], changed: usize, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (index, (path, original)) in files.iter().enumerate() {
        let bytes = if index == changed { bytes } else { original };
        write(&folder.path().join(path), bytes);
    }
    hold_folder(folder.path(), &resolve::Options::default(), plan::Options { portable: false })
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
