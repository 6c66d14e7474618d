//! `SHA256SUMS`.

use onrecord::publish::Way;

use super::{FILES, Site, site_path};

fn build_with_sums(site: &Site, files: &[(&str, &str)]) {
    let publication = site.open("public").unwrap();
    for (path, text) in files {
        publication.write(&site_path(path), "a test", text.as_bytes()).unwrap();
    }
    publication.write_sums().unwrap();
    publication.finish(Way::Renames).unwrap();
}

#[test]
fn the_sums_are_those_of_the_files_changed_or_not() {
    let site = Site::new();
    build_with_sums(&site, FILES);
    build_with_sums(&site, &[("", "abc"), ("articles/a/", "A"), ("style.css", "css"), (".nojekyll", "")]);
    // The digests of the empty text and of `abc` are those that FIPS 180-4 gives as examples.
    let sums = site.read("SHA256SUMS");
    let lines: Vec<&str> = sums.lines().collect();
    assert_eq!(lines[0], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  .nojekyll");
    assert_eq!(lines[2], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  index.html");
    assert_eq!(lines.len(), 4, "{sums}");
}

#[test]
fn a_path_with_a_line_break_stands_on_one_line() {
    let site = Site::new();
    build_with_sums(&site, &[("a\nb.txt", "")]);
    let sums = site.read("SHA256SUMS");
    assert!(sums.starts_with("\\e3b0c442") && sums.ends_with("  a\\nb.txt\n"), "{sums}");
}
