//! Inputs are written whole, and only over the text that was read.

use std::fs;

use onrecord::edit::{SaveError, save};

#[test]
fn a_file_is_written_over_the_text_that_was_read() {
    let site = tempfile::tempdir().unwrap();
    let read = || fs::read_to_string(site.path().join("a.yaml")).ok();
    save(site.path(), "a.yaml", None, Some("one")).unwrap();
    assert!(matches!(save(site.path(), "a.yaml", None, Some("two")), Err(SaveError::Changed)));
    assert!(matches!(save(site.path(), "a.yaml", Some("two"), Some("three")), Err(SaveError::Changed)));
    assert_eq!(read().as_deref(), Some("one"));
    save(site.path(), "a.yaml", Some("one"), Some("two")).unwrap();
    assert_eq!(read().as_deref(), Some("two"));
    save(site.path(), "a.yaml", Some("two"), None).unwrap();
    assert_eq!(read(), None);
    assert!(matches!(save(site.path(), "a.yaml", Some("two"), None), Err(SaveError::Changed)));
    save(site.path(), "deep/er/b.yaml", None, Some("new")).unwrap();
    assert_eq!(fs::read_dir(site.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(site.path().join("deep/er")).unwrap().count(), 1);
}
