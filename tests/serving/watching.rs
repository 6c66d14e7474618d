//! The whole of it at work: what happens on the disk is shown, however it happens.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use onrecord::serve::http::Limits;
use onrecord::serve::watch::Method;
use onrecord::serve::{Options, Session, Settings};

use super::client::NEVER;
use super::site::{Scratch, served_text};

fn start(scratch: &Scratch, method: Method) -> (Session, Receiver<Vec<String>>) {
    let (sender, told) = channel();
    let options = Options {
        folder: scratch.root(),
        settings: Settings::default(),
        host: None,
        port: 0,
        method,
        limits: Limits::default(),
    };
    let session = Session::start(&options, move |_, rebuilt, _| drop(sender.send(rebuilt.changed.clone())));
    (session.unwrap(), told)
}

/// Waits until a change of this file was seen, by itself or among others.
fn seen(told: &Receiver<Vec<String>>, path: &str) {
    while !told
        .recv_timeout(NEVER)
        .unwrap_or_else(|_| panic!("{path} was not seen"))
        .iter()
        .any(|it| it == path)
    {}
}

#[test]
fn whatever_happens_on_the_disk_is_shown() {
    let scratch = Scratch::new();
    let (session, told) = start(&scratch, Method::Notified);
    assert_eq!(session.polled, None);
    let shown = |path: &str| served_text(&session.preview, path);

    // A save in place, and an editor that writes another file and renames it over the first.
    let second = "content/articles/second.md";
    scratch.write(second, scratch.read(second) + "\nIn place.\n");
    seen(&told, second);
    assert!(shown("articles/second/").contains("In place."));
    scratch.write("content/articles/.second.md.swp", scratch.read(second) + "\nRenamed.\n");
    scratch.rename("content/articles/.second.md.swp", second);
    seen(&told, second);
    assert!(shown("articles/second/").contains("Renamed."));

    // Folders within folders that were not there, and what comes into them later.
    let third = "content/articles/2025/02/third/index.md";
    scratch.write(third, "---\ntitle: The third\ndate: 2025-02-03\n---\n\nText.\n");
    seen(&told, third);
    scratch.write(third, "---\ntitle: The third\ndate: 2025-02-03\n---\n\nOther text.\n");
    seen(&told, third);
    assert!(shown("articles/third/").contains("Other text."));

    // A folder that is moved, and a file in it after that.
    scratch.rename("content/articles/2025", "content/articles/2026");
    seen(&told, "content/articles/2026/02/third/index.md");
    scratch.write(
        "content/articles/2026/02/third/index.md",
        "---\ntitle: The third\ndate: 2025-02-03\n---\n\nMoved.\n",
    );
    seen(&told, "content/articles/2026/02/third/index.md");
    assert!(shown("articles/third/").contains("Moved."));

    // A folder of the site that appears, goes, and appears again.
    for round in ["One", "Two"] {
        let template =
            format!("{{% extends \"onrecord/page.html\" %}}{{% block content %}}{round}{{% endblock %}}");
        scratch.write("templates/page.html", &template);
        seen(&told, "templates/page.html");
        assert!(shown("about/").contains(round));
        scratch.remove("templates");
        seen(&told, "templates/page.html");
    }

    // The configuration, a static file, a file that goes.
    scratch.write("onrecord.toml", "title = \"Another\"\n");
    seen(&told, "onrecord.toml");
    assert!(shown("").contains("Another"));
    scratch.write("static/deep/new.txt", "new");
    seen(&told, "static/deep/new.txt");
    scratch.remove("content/articles/2026");
    seen(&told, "content/articles/2026/02/third/index.md");
}

#[test]
fn a_change_of_branches_is_shown_as_it_ends() {
    let scratch = Scratch::new();
    let (session, told) = start(&scratch, Method::Notified);
    for number in 0..500 {
        scratch.write(
            &format!("content/articles/many/article-{number}.md"),
            format!("---\ntitle: Number {number}\ndate: 2025-03-01\n---\n\nText.\n"),
        );
    }
    let mut waiting: std::collections::BTreeSet<String> =
        (0..500).map(|number| format!("content/articles/many/article-{number}.md")).collect();
    while !waiting.is_empty() {
        for path in told.recv_timeout(NEVER).unwrap() {
            waiting.remove(&path);
        }
    }
    assert!(served_text(&session.preview, "articles/article-499/").contains("Number 499"));
}

#[test]
fn where_nobody_notifies_changes_are_found_by_looking() {
    let scratch = Scratch::new();
    let (session, told) = start(&scratch, Method::Polled(Duration::from_millis(20)));
    let second = "content/articles/second.md";
    scratch.write(second, scratch.read(second) + "\nIn place.\n");
    seen(&told, second);
    assert!(served_text(&session.preview, "articles/second/").contains("In place."));
    scratch.write("static/own.css", "p { margin: 1em }\n");
    seen(&told, "static/own.css");
}

#[test]
fn the_output_is_neither_written_nor_watched() {
    let scratch = Scratch::new();
    scratch.write("public/index.html", "Somebody else's.");
    let (_session, told) = start(&scratch, Method::Notified);
    scratch.write("public/index.html", "Written anew.");
    scratch.write("content/articles/second.md", "---\ntitle: Other\ndate: 2025-02-02\n---\n");
    let first = told.recv_timeout(NEVER).unwrap();
    assert_eq!(first, ["content/articles/second.md"]);
    assert_eq!(scratch.read("public/index.html"), "Written anew.");
}
