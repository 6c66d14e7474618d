//! The search: what can be found, what is written for it, and when it is made anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::SystemTime;

use onrecord::pipeline::{self, Observer, Stage};
use onrecord::plan;
use onrecord::publish::{Publication, Surroundings, Way};
use onrecord::resolve;

const FILES: [(&str, &str); 8] = [
    ("onrecord.toml", "title = \"The ferry\"\n"),
    (
        "content/speakers/vela.md",
        "---\nname: Ada Vela\nalso_known_as: [Ада Вела]\nroles:\n  - {title: Harbour master}\n---\n",
    ),
    (
        "content/events/talk.md",
        "---\nname: The talk\nkind: meeting\ndate: 2025-02-08\nparties: [vela]\nplace: The quay\n---\n",
    ),
    (
        "content/articles/ferry.md",
        "---\ntitle: The night ferry\ndate: 2025-02-09\nauthors: [vela]\noutlet: vela\ntopics: [Ferries]\n---\nShe said that they *never met*. One note.[^n]\n\n[^n]: A footnote.\n",
    ),
    (
        "content/articles/ferry.claims.yaml",
        "claims:\n  - id: never\n    quote: never met\n    statement: There was **no** talk.\n    original: {text: Мы не встречались, language: ru}\n    speaker: vela\n    said: 2024-12-31\n    denies: talk\n    topics: [Lies]\n",
    ),
    (
        "content/articles/porom.md",
        "---\ntitle: Нічний пором\nlanguage: uk-UA\ndate: 2025-03-01\n---\nПереговори тривали.\n",
    ),
    (
        "content/articles/secret.md",
        "---\ntitle: The lighthouse\ndate: 2025-03-03\ndraft: true\n---\nNobody may read of the lighthouse.\n",
    ),
    (
        "content/articles/secret.claims.yaml",
        "claims:\n  - id: hidden\n    quote: of the lighthouse\n    speaker: vela\n",
    ),
];

/// A site in a folder of its own.
struct Scene {
    folder: tempfile::TempDir,
}

/// What a build did.
struct Built {
    /// How many records it indexed; `None` where it kept what it had.
    indexed: Option<usize>,
    written: usize,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap() };
        FILES.iter().for_each(|(path, text)| scene.write(path, text));
        scene
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join("site").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.folder.path().join("site").join(path)).unwrap();
        assert!(text.contains(from), "{path} does not say {from}");
        self.write(path, &text.replace(from, to));
    }

    fn out(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn build(&self, portable: bool) -> Built {
        self.build_into("out", portable)
    }

    fn build_into(&self, name: &str, portable: bool) -> Built {
        let folder = self.folder.path().join("site");
        let site = pipeline::load(&folder, &resolve::Options::default());
        assert!(!site.has_errors(), "{:#?}", site.diagnostics);
        let around = Surroundings { site: &folder, home: None };
        let publication = Publication::open(&self.out(name), around, &mut |_| {}).ok().unwrap();
        let seen = Seen::default();
        let wrong = pipeline::print_observed(&site, plan::Options { portable }, &publication, &seen).unwrap();
        assert!(wrong.iter().all(|wrong| !wrong.is_error()), "{wrong:#?}");
        assert_eq!(publication.problems(), []);
        let summary = publication.finish(Way::Renames).unwrap();
        Built { indexed: seen.0.into_inner().unwrap(), written: summary.written.files }
    }

    /// The files below a folder of the output, by path, with the time of their last change.
    fn files(&self, below: &str) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        files(&self.out("out"), below)
    }
}

fn files(out: &Path, below: &str) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let files = walkdir::WalkDir::new(out.join(below)).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let path = entry.path().strip_prefix(out).unwrap().to_str().unwrap().replace('\\', "/");
        (path, (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().modified().unwrap()))
    });
    named.collect()
}

#[derive(Default)]
struct Seen(Mutex<Option<usize>>);

impl Observer for Seen {
    fn begins(&self, stage: Stage) {
        if let Stage::Index { records } = stage {
            *self.0.lock().unwrap() = Some(records);
        }
    }

    fn printed(&self) {}
}

/// Two articles, a claim, a speaker, an event.
const RECORDS: usize = 5;

#[test]
#[cfg(feature = "search")]
fn what_has_not_changed_is_not_indexed_again() {
    let scene = Scene::new();
    assert_eq!(scene.build(false).indexed, Some(RECORDS));
    let first = scene.files("search");
    assert!(first.contains_key("search/pagefind/pagefind.js"), "{:?}", first.keys());

    let again = scene.build(false);
    assert_eq!((again.indexed, again.written), (None, 0));
    assert!(scene.files("search") == first, "files of the index were touched");

    // A change of what nobody can find by words.
    scene.replace("content/articles/ferry.md", "*never met*", "**never met**");
    let looks = scene.build(false);
    assert_eq!(looks.indexed, None);
    assert!(looks.written > 0 && scene.files("search") == first);

    scene.replace("content/articles/ferry.md", "One note", "Two notes");
    assert_eq!(scene.build(false).indexed, Some(RECORDS));
    assert!(scene.files("search/pagefind").keys().any(|path| !first.contains_key(path)));
    assert_eq!(scene.build(false).indexed, None);
}

#[test]
#[cfg(feature = "search")]
fn an_index_of_which_a_file_is_gone_or_changed_is_made_again() {
    let scene = Scene::new();
    scene.build(false);
    let first = scene.files("search");
    let fragment = first.keys().find(|path| path.contains("/fragment/")).unwrap();
    for spoil in [|path: &Path| fs::remove_file(path).unwrap(), |path: &Path| fs::write(path, "x").unwrap()] {
        spoil(&scene.out("out").join(fragment));
        let built = scene.build(false);
        assert_eq!((built.indexed, built.written), (Some(RECORDS), 1));
        let bytes = |files: BTreeMap<String, (Vec<u8>, SystemTime)>| -> BTreeMap<String, Vec<u8>> {
            files.into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
        };
        assert_eq!(bytes(scene.files("search")), bytes(first.clone()));
    }
}

#[test]
#[cfg(feature = "search")]
fn two_builds_write_the_same_bytes() {
    let scene = Scene::new();
    for name in ["one", "two"] {
        scene.build_into(name, false);
    }
    let [one, two] = ["one", "two"].map(|name| files(&scene.out(name), ""));
    assert!(one.keys().eq(two.keys()));
    for (path, (bytes, _)) in &one {
        assert!(*bytes == two[path].0, "{path} differs");
    }
}

#[test]
#[cfg(feature = "search")]
fn an_index_of_old_files_goes_with_them() {
    let scene = Scene::new();
    scene.build(false);
    scene.replace("onrecord.toml", "title", "search = false\ntitle");
    assert_eq!(scene.build(false).indexed, None);
    let left: Vec<String> = scene.files("").into_keys().filter(|path| path.contains("search")).collect();
    assert_eq!(left, Vec::<String>::new());
    for (path, (bytes, _)) in scene.files("") {
        assert!(!String::from_utf8_lossy(&bytes).contains("href=\"../search/"), "{path}");
    }
}

#[test]
fn the_small_index_holds_every_record_once_and_no_draft() {
    let scene = Scene::new();
    assert_eq!(scene.build(true).indexed, None);
    let files = scene.files("search");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["search/index.html", "search/records.js"]);
    let script = String::from_utf8(files["search/records.js"].0.clone()).unwrap();
    let records = records(&script);
    assert_eq!(records.len(), RECORDS);
    assert!(!script.contains("lighthouse"), "a draft's words");

    let found =
        |url: &str| records.iter().find(|record| record["url"] == url).unwrap_or_else(|| panic!("{url}"));
    let claim = found("articles/ferry/index.html#claim-never");
    assert_eq!(claim["title"], "Ada Vela denies The talk");
    assert_eq!(claim["note"], "Harbour master, 31 December 2024");
    assert_eq!(claim["text"], "never met — There was no talk. — Мы не встречались");
    let filters = serde_json::json!({
        "kind": ["claim"], "speaker": ["vela"], "stance": ["denies"], "event": ["talk"],
        "topic": ["lies", "ferries"], "year": ["2024"],
    });
    assert_eq!(claim["filters"], filters);
    let article = found("articles/ferry/index.html");
    assert_eq!(article["text"], "She said that they never met. One note.");
    assert_eq!(article["note"], "Ada Vela, 9 February 2025", "who is author and outlet is named once");
    assert_eq!(article["filters"]["speaker"], serde_json::json!(["vela"]));
    assert!(article["filters"].get("stance").is_none(), "an article takes no stance");
    assert_eq!(found("speakers/vela/index.html")["text"], "Also known as Ада Вела. Harbour master.");
    assert_eq!(found("events/talk/index.html")["text"], "The quay, Ada Vela");
}

#[test]
fn the_small_index_stays_small() {
    let scene = Scene::new();
    let long = "слово ".repeat(5_000);
    scene.write("content/articles/long.md", &format!("---\ntitle: Long\ndate: 2025-02-09\n---\n{long}\n"));
    scene.build(true);
    let script = String::from_utf8(scene.files("search")["search/records.js"].0.clone()).unwrap();
    let text =
        records(&script).into_iter().find(|record| record["title"] == "Long").unwrap()["text"].to_string();
    assert!(text.chars().count() < 410, "{}", text.chars().count());
    assert!(text.ends_with("слово…\""), "cut inside of a word: {text}");
}

#[test]
fn the_page_says_what_it_searches_in_and_what_it_may_load() {
    for (portable, engine, index) in
        [(false, "pagefind", "pagefind/pagefind.js"), (true, "small", "records.js")]
    {
        if !portable && !cfg!(feature = "search") {
            continue;
        }
        let scene = Scene::new();
        scene.build(portable);
        let page = String::from_utf8(scene.files("search")["search/index.html"].0.clone()).unwrap();
        assert!(page.contains(&format!("data-engine=\"{engine}\" data-index=\"{index}\"")), "{page}");
        assert!(page.contains("data-languages=\"en uk\""));
        assert_eq!(page.contains("wasm-unsafe-eval"), !portable);
        let other = String::from_utf8(scene.files("")["index.html"].0.clone()).unwrap();
        assert!(!other.contains("wasm-unsafe-eval") && !other.contains("search.js"));
        assert!(!page.contains("onclick") && !page.contains("<style"), "nothing inline");
        assert!(page.contains("<noscript>"));
    }
}

#[test]
fn a_page_of_the_sites_own_at_its_place_is_told() {
    let scene = Scene::new();
    scene.write("content/pages/search.md", "---\ntitle: Mine\n---\nx\n");
    let folder = scene.folder.path().join("site");
    let site = pipeline::load(&folder, &resolve::Options::default());
    let publication =
        Publication::open(&scene.out("out"), Surroundings { site: &folder, home: None }, &mut |_| {})
            .ok()
            .unwrap();
    pipeline::print(&site, plan::Options { portable: true }, &publication).unwrap();
    let codes: Vec<_> = publication.problems().iter().map(|problem| problem.code.0).collect();
    assert_eq!(codes, ["two-writers"]);
}

fn records(script: &str) -> Vec<serde_json::Value> {
    let lines = script.lines().filter(|line| line.starts_with('{'));
    lines.map(|line| serde_json::from_str(line.trim_end_matches(',')).unwrap()).collect()
}
