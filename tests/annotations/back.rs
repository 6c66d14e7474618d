//! Out and in again: the export of a site, taken into a copy of it that has no claims, gives back the same
//! claims.

use std::path::Path;

use serde_json::{Value, json};

use crate::site::{annotations, collections, demonstration, hard, import, printed, without_claims};

/// The whole output is the same: each page with its notes and markers, each line of the data files, and the
/// export itself.
#[test]
fn the_same_claims_come_back() {
    for folder in [demonstration(), hard()] {
        for base in [None, Some("https://example.org/talks")] {
            let files = printed(&folder, base);
            let copy = without_claims(&folder);
            let all: Vec<Value> = collections(&files).into_values().collect();
            let count: usize = all.iter().map(|collection| annotations(collection).len()).sum();
            let run = import(copy.path(), "all.json", &json!(all));
            let told = String::from_utf8(run.stderr).unwrap();
            assert!(told.ends_with(&format!("{count} taken, 0 there already, 0 kept aside\n")), "{told}");
            let back = printed(copy.path(), base);
            assert_eq!(files.keys().collect::<Vec<_>>(), back.keys().collect::<Vec<_>>());
            for (path, text) in &files {
                assert!(back[path] == *text, "`{path}` differs:\n{}\n{text}", back[path]);
            }
        }
    }
}

/// Into the site that it came from, there is nothing to be taken.
#[test]
fn what_is_there_is_known() {
    let folder = hard();
    let copy = without_claims(&folder);
    for claims in ["harbour", "other"] {
        let path = format!("content/articles/{claims}.claims.yaml");
        std::fs::copy(folder.join(&path), copy.path().join(&path)).unwrap();
    }
    let all: Vec<Value> = collections(&printed(&folder, None)).into_values().collect();
    let told = import(copy.path(), "all.json", &json!(all)).stderr;
    let told = String::from_utf8(told).unwrap();
    assert!(told.ends_with("0 taken, 9 there already, 0 kept aside\n"), "{told}");
}

/// What somebody has added to an annotation is not lost, and what they cannot have meant is told.
#[test]
fn what_others_have_added_is_taken_too() {
    let folder = hard();
    let mut far = annotations(&collections(&printed(&folder, None))["other"])[0].clone();
    let bodies = far["body"].as_array_mut().unwrap();
    bodies.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": "Added elsewhere." }));
    bodies.push(json!({ "type": "TextualBody", "purpose": "tagging", "value": "Elsewhere" }));
    let copy = without_claims(&folder);
    let told = String::from_utf8(import(copy.path(), "far.json", &far).stderr).unwrap();
    assert!(told.ends_with("1 taken, 0 there already, 0 kept aside\n"), "{told}");
    let claims = read(copy.path());
    assert!(claims.contains("note: Added elsewhere.") && claims.contains("topics: [Elsewhere]"), "{claims}");
}

/// A site may have moved: an article is known by its id where nothing is at the address.
#[test]
fn the_address_may_be_of_another_time() {
    let folder = hard();
    let far = annotations(&collections(&printed(&folder, Some("https://old.example/")))["other"])[0].clone();
    let copy = without_claims(&folder);
    let told = String::from_utf8(import(copy.path(), "far.json", &far).stderr).unwrap();
    assert!(told.ends_with("1 taken, 0 there already, 0 kept aside\n"), "{told}");

    let mut gone = far;
    gone["onrecord:article"] = json!("gone");
    let told = String::from_utf8(import(copy.path(), "gone.json", &gone).stderr).unwrap();
    assert!(told.contains("no article of this site is at `gone`"), "{told}");
}

fn read(site: &Path) -> String {
    std::fs::read_to_string(site.join("content/articles/other.claims.yaml")).unwrap()
}
