//! What is remembered between runs, and what is made on demand, is what a build from nothing writes.

#[path = "memory/edits.rs"]
mod edits;
#[path = "memory/printed.rs"]
mod printed;
#[path = "memory/site.rs"]
mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onrecord::diag::Diagnostic;
use onrecord::model::SitePath;
use onrecord::pipeline::{self, Buffers, Changed, Memory, Printer, Site};
use onrecord::resolve::ReadArticle;
use onrecord::{plan, resolve};

use edits::{Tree, Writer, tree};

/// Every file, asked for alone, is the file that a build writes; and nothing else is found.
#[test]
fn single_files_are_those_of_a_build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = pipeline::load(root, &resolve::Options { drafts: true, base_url: None });
    let (built, wrong) = printed::print(&site);
    assert_eq!(wrong, []);
    let printer = Printer::new(Arc::new(site), plan::Options { portable: false }).ok().unwrap();
    let paths: Vec<String> = printer.paths().iter().map(SitePath::file_path).collect();
    let written: Vec<&String> = built.keys().collect();
    assert_eq!(sorted(&paths), written);
    let mut bytes = Vec::new();
    for (path, expected) in &built {
        let as_asked = [path.as_str(), path.strip_suffix("index.html").unwrap_or(path)];
        for asked in as_asked {
            let output = printer.find(asked).unwrap_or_else(|| panic!("nothing at `{asked}`"));
            bytes.clear();
            printer.make(&output, &mut bytes).unwrap();
            assert!(bytes == *expected, "`{asked}` differs from what a build writes");
        }
        for wrong in [format!("/{path}"), format!("{path}/"), format!("../{path}"), path.to_uppercase()] {
            assert_eq!(printer.find(&wrong), None, "`{wrong}`");
        }
    }
}

fn sorted(paths: &[String]) -> Vec<&String> {
    let mut sorted: Vec<_> = paths.iter().collect();
    sorted.sort();
    sorted
}

/// After each of many edits, a site that is remembered equals one that is read from nothing.
fn live_through(seed: u64, steps: usize) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    site::lay_out(&root);
    let options = resolve::Options { drafts: seed % 4 == 3, base_url: None };
    let mut memory = Memory::new(&root, options.clone());
    let mut writer = Writer::new(&root, seed);
    let mut whole = tree(&root);
    let mut broken_since = 0;
    let mut story = Vec::new();
    for step in 0..steps {
        let done = if broken_since > 2 { writer.restore(&whole) } else { writer.work() };
        let changed = writer.changed();
        story.push(format!("{done}; told: {changed:?}"));
        let tell = || format!("seed {seed}, step {step}:\n{}", story.join("\n"));
        let warm = memory.load(&changed, &writer.buffers);
        let cold = Memory::new(&root, options.clone()).load(&Changed::Anything, &writer.buffers);
        same(&warm, &cold, &tell);
        if cold.has_errors() {
            broken_since += 1;
            continue;
        }
        broken_since = 0;
        if writer.buffers.is_empty() {
            whole = tree(&root);
        }
        // Printing takes long, and sees nothing but what was compared.
        if step % 8 == 0 {
            same_files(printed::print(&warm), printed::print(&cold), &tell);
        }
    }
}

fn same(warm: &Site, cold: &Site, tell: &dyn Fn() -> String) {
    assert_eq!(warm.diagnostics, cold.diagnostics, "{}", tell());
    for (what, warm, cold) in [
        ("inputs", format!("{:?}", warm.inputs), format!("{:?}", cold.inputs)),
        ("reading", format!("{:?}", warm.reading), format!("{:?}", cold.reading)),
        ("corpus", format!("{:?}", warm.corpus), format!("{:?}", cold.corpus)),
        ("record", format!("{:?}", warm.record), format!("{:?}", cold.record)),
        ("prose", format!("{:?}", warm.prose), format!("{:?}", cold.prose)),
    ] {
        assert!(warm == cold, "the {what} of a remembered site differ; {}", tell());
    }
}

fn same_files(
    (warm, warm_problems): (Tree, Vec<Diagnostic>),
    (cold, cold_problems): (Tree, Vec<Diagnostic>),
    tell: &dyn Fn() -> String,
) {
    assert_eq!(warm_problems, cold_problems, "{}", tell());
    let differing = cold.iter().find(|(path, bytes)| warm.get(*path) != Some(bytes));
    assert_eq!(differing.map(|(path, _)| path), None, "{}", tell());
    assert_eq!(warm.len(), cold.len(), "{}", tell());
}

#[test]
fn what_is_warm_equals_what_is_cold() {
    for seed in [1, 2] {
        live_through(seed, 60);
    }
}

#[test]
fn what_is_warm_equals_what_is_cold_with_drafts() {
    for seed in [3, 7] {
        live_through(seed, 60);
    }
}

#[test]
fn what_is_warm_equals_what_is_cold_in_the_long_run() {
    live_through(4, 120);
}

fn begun() -> (tempfile::TempDir, PathBuf, Memory, Site) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    site::lay_out(&root);
    let mut memory = Memory::new(&root, resolve::Options::default());
    let site = memory.load(&Changed::Anything, &Buffers::new());
    (folder, root, memory, site)
}

/// The ids of the articles that were parsed again from one load to the next.
fn parsed_again(before: &Site, after: &Site) -> Vec<String> {
    let known = |article: &ReadArticle| {
        before.reading.articles.iter().any(|known| Arc::ptr_eq(&known.parsed, &article.parsed))
    };
    let new = after.reading.articles.iter().filter(|article| !known(article));
    new.map(|article| article.parsed.id.to_string()).collect()
}

#[test]
fn nothing_is_parsed_twice_that_has_not_changed() {
    let (_folder, root, mut memory, first) = begun();
    let article = root.join("content/articles/second.md");
    let text = fs::read_to_string(&article).unwrap();

    // The same text again is no change, whoever says so.
    fs::write(&article, &text).unwrap();
    let again = memory.load(&Changed::Anything, &Buffers::new());
    assert_eq!(parsed_again(&first, &again), [""; 0]);
    let again = memory.load(&Changed::Paths(vec![article.clone()]), &Buffers::new());
    assert_eq!(parsed_again(&first, &again), [""; 0]);

    fs::write(&article, format!("{text}\nMore.\n")).unwrap();
    let changed = memory.load(&Changed::Paths(vec![article]), &Buffers::new());
    assert_eq!(parsed_again(&again, &changed), ["second"]);

    // A new speaker is one article's concern as much as another's: none is read again.
    fs::write(root.join("content/speakers/new.md"), "---\nname: New\n---\n").unwrap();
    let grown = memory.load(&Changed::Anything, &Buffers::new());
    assert_eq!(grown.corpus.speakers.len(), changed.corpus.speakers.len() + 1);
    assert_eq!(parsed_again(&changed, &grown), [""; 0]);
}

/// What the front page of an article says is its own concern; what a claim says is everybody's.
#[test]
fn an_edit_of_prose_leaves_the_record_as_it_is() {
    let (_folder, root, mut memory, first) = begun();
    let article = root.join("content/articles/2024/first/index.md");
    let edit = |path: &Path, from: &str, to: &str| {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        Changed::Paths(vec![path.to_owned()])
    };
    let mut load = |changed: &Changed| {
        let site = memory.load(changed, &Buffers::new());
        same(&site, &pipeline::load(&root, &resolve::Options::default()), &|| "after an edit".to_owned());
        site
    };
    let prose = load(&edit(&article, "Ann said", "At last, Ann said"));
    assert!(Arc::ptr_eq(&first.record, &prose.record));
    let title = load(&edit(&article, "First words", "The first words"));
    assert!(Arc::ptr_eq(&first.record, &title.record));
    let cited = load(&edit(&article, "and more in [@report, p. 3]", "and no more"));
    assert!(!Arc::ptr_eq(&first.record, &cited.record));
    let claims = root.join("content/articles/2024/first/claims.yaml");
    let said = load(&edit(&claims, "affirms: call", "denies: call"));
    assert!(!Arc::ptr_eq(&cited.record, &said.record));
}

#[test]
fn a_buffer_is_forgotten_with_the_next_load() {
    let (_folder, _root, mut memory, first) = begun();
    let path: Arc<str> = "content/articles/second.claims.yaml".into();
    let buffers = Buffers::from([(Arc::clone(&path), "claims:\n  - id: one\n".into())]);
    let nothing = Changed::Paths(Vec::new());
    let trial = memory.load(&nothing, &buffers);
    assert!(trial.has_errors());
    assert_eq!(trial.text(&path), buffers.get(&path).map(|text| &**text));
    let after = memory.load(&nothing, &Buffers::new());
    same(&after, &first, &|| "after a trial".to_owned());
}
