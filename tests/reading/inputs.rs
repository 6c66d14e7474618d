//! The site's folder: what is found in it, what each file is for, and what is wrong with files as files.

use std::fs;
use std::path::Path;

use onrecord::diag::Diagnostic;
use onrecord::discover::{Inputs, discover};
use tempfile::TempDir;

use super::codes;

/// A site's folder with these files; every folder that they need is made.
fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    write(folder.path(), &[("onrecord.toml", "title = \"T\"")]);
    write(folder.path(), files);
    folder
}

fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn found(files: &[(&str, &str)]) -> (Inputs, Vec<Diagnostic>) {
    discover(site(files).path())
}

/// What is told, without places: code and message.
fn messages(diagnostics: &[Diagnostic]) -> String {
    let line = |d: &Diagnostic| format!("{}: {}\n    = {}\n", d.code.0, d.message, d.hints.join(" "));
    diagnostics.iter().map(line).collect()
}

#[test]
fn every_kind_of_file() {
    let (inputs, diagnostics) = found(&[
        ("content/index.md", "front"),
        ("content/articles/2025/kremlin-on-call/index.md", "a"),
        ("content/articles/2025/kremlin-on-call/claims.yaml", "claims: []"),
        ("content/articles/2025/kremlin-on-call/photo.jpg", "j"),
        ("content/articles/2025/kremlin-on-call/more/map.svg", "s"),
        ("content/articles/2025/kremlin-on-call/part/index.md", "b"),
        ("content/articles/short-note.md", "c"),
        ("content/articles/short-note.claims.yaml", "claims: []"),
        ("content/articles/drawing.png", "p"),
        ("content/speakers/people/peskov.md", "s"),
        ("content/speakers/tass/index.md", "t"),
        ("content/speakers/peskov.jpg", "j"),
        ("content/events/call.md", "e"),
        ("content/sources.yaml", "references: []"),
        ("content/sources/more.yaml", "references: []"),
        ("content/sources/deep/zotero.json", "[]"),
        ("content/sources/tass.txt", "snapshot"),
        ("content/pages/about.md", "p"),
        ("templates/article.html", "t"),
        ("templates/partials/x.html", "t"),
        ("static/fonts/a.woff2", "\u{fffd}"),
        ("house.csl", "<style/>"),
        ("styles/other.csl", "<style/>"),
        ("public/articles/old/index.md", "never read"),
        ("content/.hidden/x.md", "never read"),
        ("content/articles/.draft.md", "never read"),
        ("notes.md", "never read"),
    ]);
    assert_eq!(messages(&diagnostics), "");
    let ids = |list: &[onrecord::discover::TextInput]| {
        list.iter().map(|input| input.id.to_string()).collect::<Vec<_>>()
    };
    let articles: Vec<_> = inputs
        .articles
        .iter()
        .map(|input| (&*input.article.id, input.claims.is_some(), input.bundle.as_deref()))
        .collect();
    assert_eq!(
        articles,
        [
            ("kremlin-on-call", true, Some("content/articles/2025/kremlin-on-call")),
            ("part", false, Some("content/articles/2025/kremlin-on-call/part")),
            ("short-note", true, None),
        ]
    );
    assert_eq!(ids(&inputs.speakers), ["peskov", "tass"]);
    assert_eq!(ids(&inputs.events), ["call"]);
    assert_eq!(ids(&inputs.sources), ["sources", "zotero", "more"]);
    assert_eq!(ids(&inputs.pages), ["about"]);
    assert_eq!(ids(&inputs.templates), ["article.html", "partials/x.html"]);
    assert_eq!(ids(&inputs.styles), ["house", "other"]);
    assert_eq!(&*inputs.front_page.unwrap().text, "front");
    assert_eq!(&*inputs.config.unwrap().path, "onrecord.toml");
    let paths = |list: &[onrecord::discover::FileInput]| {
        list.iter().map(|input| input.path.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(paths(&inputs.statics), ["static/fonts/a.woff2"]);
    assert_eq!(
        paths(&inputs.assets),
        [
            "content/articles/2025/kremlin-on-call/more/map.svg",
            "content/articles/2025/kremlin-on-call/photo.jpg",
            "content/articles/drawing.png",
            "content/sources/tass.txt",
            "content/speakers/peskov.jpg",
        ]
    );
    assert!(inputs.root.is_absolute());
}

#[test]
fn files_in_the_wrong_place_are_told() {
    let (inputs, diagnostics) = found(&[
        ("content/articles/index.md", ""),
        ("content/articles/a/index.md", ""),
        ("content/articles/a/claims.yml", ""),
        ("content/articles/a/aside.md", ""),
        ("content/articles/b/claims.yaml", ""),
        ("content/articles/c.claims.yaml", ""),
        ("content/articles/d.markdown", ""),
        ("content/articles/e.MD", ""),
        ("content/claims.yaml", ""),
        ("content/essay.md", ""),
        ("content/pages/index.md", ""),
        ("content/pages/timeline.md", ""),
        ("content/people/x.md", ""),
        ("content/sources.json", ""),
        ("content/sources.yml", ""),
        ("content/sources/library.bib", ""),
        ("content/speakers/index.md", ""),
        ("content/speakers/peskov.yaml", ""),
    ]);
    insta::assert_snapshot!(messages(&diagnostics));
    assert_eq!(inputs.articles.len(), 1);
    assert_eq!(inputs.assets, []);
}

#[test]
fn ids_have_a_form_and_are_unique() {
    let (inputs, diagnostics) = found(&[
        ("content/articles/2024/talk.md", "one"),
        ("content/articles/2025/talk/index.md", "two"),
        ("content/articles/Big News.md", ""),
        ("content/events/talk.md", ""),
        ("content/speakers/über.md", ""),
        ("content/speakers/a/x.md", ""),
        ("content/speakers/b/x.md", ""),
    ]);
    insta::assert_snapshot!(messages(&diagnostics));
    let twice = diagnostics.iter().find(|d| d.code.0 == "duplicate-id").unwrap();
    assert_eq!(&*twice.place.as_ref().unwrap().span.path, "content/articles/2025/talk/index.md");
    assert_eq!(&*twice.related[0].span.path, "content/articles/2024/talk.md");
    assert_eq!(inputs.articles.iter().filter(|input| &*input.article.id == "talk").count(), 1);
}

#[test]
fn texts_are_utf_8_of_a_bounded_size() {
    let folder = site(&[("content/pages/bom.md", "\u{feff}---\r\ntitle: T\r\n---\r\n")]);
    let pages = folder.path().join("content/pages");
    fs::write(pages.join("latin.md"), b"---\ntitle: Stra\xDFe\n---\n").unwrap();
    fs::write(pages.join("wide.md"), b"\xFF\xFE-\0-\0-\0").unwrap();
    fs::write(pages.join("long.md"), vec![b'x'; 50 << 20]).unwrap();
    let (inputs, diagnostics) = discover(folder.path());
    insta::assert_snapshot!(messages(&diagnostics));
    assert_eq!(inputs.pages.len(), 1);
    assert_eq!(&*inputs.pages[0].text, "---\r\ntitle: T\r\n---\r\n");
    assert_eq!(inputs.unread.len(), 3);
}

#[test]
fn a_fingerprint_is_of_the_text() {
    let first = found(&[("content/pages/a.md", "one"), ("content/pages/b.md", "two")]).0.pages;
    let second = found(&[("content/pages/a.md", "one"), ("content/pages/b.md", "three")]).0.pages;
    assert_eq!(first[0], second[0]);
    assert_ne!(first[1].fingerprint, second[1].fingerprint);
}

#[test]
fn a_folder_that_is_no_site() {
    let folder = TempDir::new().unwrap();
    assert_eq!(codes(&discover(folder.path()).1), ["missing-config"]);
    assert_eq!(codes(&discover(&folder.path().join("nowhere")).1), ["unreadable"]);
    fs::write(folder.path().join("file"), "").unwrap();
    assert_eq!(codes(&discover(&folder.path().join("file")).1).len(), 1);
    fs::write(folder.path().join("onrecord.toml"), b"title = '\xFF'").unwrap();
    assert_eq!(codes(&discover(folder.path()).1), ["not-utf8"]);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_stay_in_the_site() {
        let outside = site(&[("content/pages/secret.md", "secret"), ("secret.txt", "secret")]);
        let folder = site(&[("content/pages/a.md", "a"), ("static/real/b.txt", "b")]);
        let root = folder.path();
        symlink(outside.path().join("secret.txt"), root.join("static/file.txt")).unwrap();
        symlink(outside.path().join("content/pages"), root.join("content/pages/folder")).unwrap();
        symlink(outside.path(), root.join("templates")).unwrap();
        symlink("../../..", root.join("static/up")).unwrap();
        symlink(root.join("static/real"), root.join("static/linked")).unwrap();
        symlink("a.md", root.join("content/pages/same.md")).unwrap();
        symlink("nothing", root.join("static/dead.txt")).unwrap();
        symlink("..", root.join("static/real/circle")).unwrap();
        let (inputs, diagnostics) = discover(root);
        insta::assert_snapshot!(messages(&diagnostics));
        let pages: Vec<_> = inputs.pages.iter().map(|page| (&*page.id, &*page.text)).collect();
        assert_eq!(pages, [("a", "a"), ("same", "a")]);
        let statics: Vec<_> = inputs.statics.iter().map(|file| &*file.path).collect();
        assert_eq!(statics, ["static/linked/b.txt", "static/real/b.txt"]);
        assert!(inputs.templates.is_empty());
    }

    #[test]
    fn the_configuration_is_no_link_out() {
        let outside = site(&[]);
        let folder = site(&[]);
        fs::remove_file(folder.path().join("onrecord.toml")).unwrap();
        symlink(outside.path().join("onrecord.toml"), folder.path().join("onrecord.toml")).unwrap();
        let (inputs, diagnostics) = discover(folder.path());
        assert_eq!(codes(&diagnostics), ["link-leaves-site"]);
        assert!(inputs.config.is_none());
    }

    #[test]
    fn a_site_behind_a_link_is_a_site() {
        let folder = site(&[("content/pages/a.md", "a")]);
        let elsewhere = TempDir::new().unwrap();
        symlink(folder.path(), elsewhere.path().join("site")).unwrap();
        let (inputs, diagnostics) = discover(&elsewhere.path().join("site"));
        assert_eq!(diagnostics, []);
        assert_eq!(inputs.pages.len(), 1);
    }

    #[test]
    fn what_is_neither_file_nor_folder_is_not_opened() {
        let folder = site(&[("content/pages/a.md", "a")]);
        let _socket =
            std::os::unix::net::UnixListener::bind(folder.path().join("content/pages/b.md")).unwrap();
        let (inputs, diagnostics) = discover(folder.path());
        assert_eq!(codes(&diagnostics), ["not-a-file"]);
        assert_eq!(inputs.pages.len(), 1);
    }
}
