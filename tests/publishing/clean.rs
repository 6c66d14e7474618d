//! Taking back what was published.

use std::fs;

use onrecord::publish::{Cleaned, OpenError, Reason, Surroundings, clean};

use super::{FILES, Site};

fn cleaned(site: &Site, out: &str) -> Result<Cleaned, OpenError> {
    let around = Surroundings { site: site.folder.path(), home: None };
    clean(&site.path(out), around, &mut |_| ())
}

#[test]
fn all_that_is_ours_goes() {
    let site = Site::new();
    site.build(FILES);
    let gone = cleaned(&site, "public").unwrap();
    assert_eq!(gone.removed, [".nojekyll", "articles/a/index.html", "index.html", "style.css"]);
    assert!(!site.path("public").exists() && !site.path(".onrecord-public").exists());
    assert_eq!(cleaned(&site, "public").unwrap(), Cleaned::default(), "a second time does nothing");
}

#[test]
fn all_else_stays() {
    let site = Site::new();
    site.build(FILES);
    site.write("CNAME", "example.org");
    site.write("articles/a/notes.txt", "mine");
    site.write("style.css", "changed by hand");
    let gone = cleaned(&site, "public").unwrap();
    assert_eq!(gone.kept, ["style.css"]);
    assert_eq!(
        (site.read("CNAME"), site.read("style.css")),
        ("example.org".into(), "changed by hand".into())
    );
    assert_eq!(site.read("articles/a/notes.txt"), "mine");
    assert!(!site.path("public/index.html").exists() && !site.path("public/.onrecord-manifest").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = Site::new();
    fs::create_dir(site.path("full")).unwrap();
    fs::write(site.path("full/thesis.doc"), "years of work").unwrap();
    for (out, reason) in [("full", Reason::NotOurs), ("content", Reason::InSources("content"))] {
        assert!(matches!(cleaned(&site, out), Err(OpenError::Refused(refusal)) if refusal.reason == reason));
    }
    assert_eq!(fs::read_to_string(site.path("full/thesis.doc")).unwrap(), "years of work");
    assert_eq!(cleaned(&site, "nowhere/at/all").unwrap(), Cleaned::default());
    assert!(!site.path("nowhere").exists(), "nothing is made in order to be cleaned");
}
