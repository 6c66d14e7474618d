//! Whatever is done to the files, what is served is what a build from nothing writes, or the last good
//! state of it.

use std::collections::BTreeMap;

use onrecord::diag::Diagnostic;
use onrecord::pipeline::Changed;
use onrecord::serve::audit;

use super::site::{Scratch, served};

#[test]
fn what_is_served_is_a_fresh_build_after_each_edit() {
    for seed in 1..=3 {
        run(&mut Random(seed), 24);
    }
}

fn run(random: &mut Random, steps: usize) {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let (mut good, _) = scratch.build();
    let mut history = Vec::new();
    for step in 0..steps {
        // A burst is one or several edits.
        let mut touched = Vec::new();
        for _ in 0..=random.below(2) {
            let edit = random.below(EDITS);
            touched.extend(edited(&scratch, edit, step, random));
            history.push(edit);
        }
        let paths = touched.iter().map(|path| scratch.path(path)).collect();
        let changed = if random.below(5) == 0 { Changed::Anything } else { Changed::Paths(paths) };
        preview.refresh(&changed);
        let (built, said) = scratch.build();
        audit::whole_site(&preview);
        let told = preview.now().problems();
        assert_eq!(codes(&told), codes(&said), "after {history:?}");
        assert_eq!(told, said, "after {history:?}");
        if !built.is_empty() {
            good = built;
        }
        // What is copied is what lies on the disk.
        for (path, bytes) in good.iter_mut().filter(|(path, _)| scratch.path("static").join(path).exists()) {
            *bytes = std::fs::read(scratch.path("static").join(path)).unwrap();
        }
        compare(&preview, &good, &history);
    }
}

fn compare(preview: &onrecord::serve::Preview, good: &BTreeMap<String, Vec<u8>>, history: &[usize]) {
    for (path, bytes) in good {
        let (status, shown) = served(preview, path);
        assert_eq!(status, 200, "/{path} after {history:?}");
        assert!(shown == *bytes, "/{path} after {history:?}");
    }
}

fn codes(said: &[Diagnostic]) -> Vec<&str> {
    said.iter().map(|problem| problem.code.0).collect()
}

const EDITS: usize = 16;

/// Does something to a site, and says what it has touched.
fn edited(scratch: &Scratch, edit: usize, step: usize, random: &mut Random) -> Vec<String> {
    let article = "content/articles/first/index.md";
    let claims = "content/articles/first/claims.yaml";
    let list = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    let exists = |path: &str| scratch.path(path).exists();
    match edit {
        0 | 1 => append(scratch, article, &format!("\nParagraph {step}.\n")),
        2 => append(
            scratch,
            "content/articles/second.md",
            &format!("\nParagraph {step}, [there](first/index.md).\n"),
        ),
        3 => append(
            scratch,
            claims,
            &format!(
                "  - id: c-{step}-{}\n    statement: Words {step}\n    speaker: speaker-b\n    denies: talk\n",
                random.below(1000)
            ),
        ),
        // Breaks what quotes it, and mends it again.
        4 => replace(scratch, article, "two took place", "two took a place"),
        5 => replace(scratch, article, "two took a place", "two took place"),
        6 => {
            let path = format!("content/speakers/new-{step}.md");
            scratch.write(&path, format!("---\nname: New {step}\npart_of: speaker-a\n---\n"));
            vec![path]
        }
        7 => {
            let new: Vec<usize> =
                (0..step).filter(|step| exists(&format!("content/speakers/new-{step}.md"))).collect();
            let Some(last) = new.last() else { return Vec::new() };
            let path = format!("content/speakers/new-{last}.md");
            scratch.remove(&path);
            vec![path]
        }
        8..=11 => beside(scratch, edit, step),
        12 if exists("content/articles/second.md") => {
            scratch.rename("content/articles/second.md", "content/articles/2025/fourth/index.md");
            list(&["content/articles/second.md", "content/articles/2025"])
        }
        12 => {
            scratch.rename("content/articles/2025/fourth/index.md", "content/articles/second.md");
            scratch.remove("content/articles/2025");
            list(&["content/articles/second.md", "content/articles/2025"])
        }
        // A mistake in an article of its own, which the next takes away.
        13 => {
            scratch.write(
                "content/articles/broken.md",
                "---\ntitle: Broken\ndate: someday\n---\n\n[@nothing]\n",
            );
            list(&["content/articles/broken.md"])
        }
        14 | 15 if exists("content/articles/broken.md") => {
            scratch.remove("content/articles/broken.md");
            list(&["content/articles/broken.md"])
        }
        14 => replace(scratch, claims, "speaker-a", "speaker-b"),
        _ => replace(scratch, claims, "speaker-b", "speaker-a"),
    }
}

/// Does something to what is not a text of the site.
fn beside(scratch: &Scratch, edit: usize, step: usize) -> Vec<String> {
    let list = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    match edit {
        8 => replace(scratch, "onrecord.toml", "Scratch", &format!("Scratch {step}, once Scratch")),
        9 if scratch.path("templates/page.html").exists() => {
            scratch.remove("templates");
            list(&["templates"])
        }
        9 => {
            let template = "{% extends \"onrecord/page.html\" %}{% block title %}Ours{% endblock %}";
            scratch.write("templates/page.html", template);
            list(&["templates/page.html"])
        }
        10 => {
            scratch.write("static/deep/new/file.txt", format!("{step}"));
            list(&["static/deep"])
        }
        _ => append(scratch, "static/own.css", "a { color: red }\n"),
    }
}

fn append(scratch: &Scratch, path: &str, words: &str) -> Vec<String> {
    if !scratch.path(path).exists() {
        return Vec::new();
    }
    scratch.write(path, scratch.read(path) + words);
    vec![path.to_owned()]
}

fn replace(scratch: &Scratch, path: &str, from: &str, to: &str) -> Vec<String> {
    scratch.write(path, scratch.read(path).replacen(from, to, 1));
    vec![path.to_owned()]
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
