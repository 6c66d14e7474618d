//! The cases of the fuzz targets, again.

use std::fs;

use crate::bodies::TARGETS;
use crate::of_repository;

/// Each is a file under `fuzz/cases/TARGET`; its name says what it shows.
#[test]
fn what_was_found_once_stays_mended() {
    for (target, body) in TARGETS {
        let folder = of_repository("fuzz/cases").join(target);
        let mut count = 0;
        for entry in walkdir::WalkDir::new(&folder).min_depth(1).sort_by_file_name() {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            assert!(bytes.len() <= 4096, "{}: a case is small", entry.path().display());
            let held = std::panic::catch_unwind(|| body(&bytes));
            assert!(held.is_ok(), "{} does not hold", entry.path().display());
            count += 1;
        }
        assert!(count > 0, "{target} has no cases");
    }
}

/// A target that is not in the list is never replayed.
#[test]
fn every_target_has_its_file_and_its_entry() {
    let manifest = fs::read_to_string(of_repository("fuzz/Cargo.toml")).unwrap();
    let mut named: Vec<&str> =
        manifest.split("[[bin]]\nname = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    named.sort_unstable();
    assert_eq!(named, TARGETS.map(|(name, _)| name));
    for name in named {
        let target = fs::read_to_string(of_repository("fuzz/targets").join(format!("{name}.rs"))).unwrap();
        assert!(target.contains("fuzz_target!"), "{name}");
    }
}
