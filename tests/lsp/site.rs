//! A small site in a folder of its own. Its people and papers do not exist.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::{pipeline, resolve};
use serde_json::Value;
use tempfile::TempDir;

use super::client::{offset, path};

pub const CLAIMS: &str = "content/articles/2025/first/claims.yaml";
pub const ARTICLE: &str = "content/articles/2025/first/index.md";
pub const SECOND: &str = "content/articles/second.md";
pub const SECOND_CLAIMS: &str = "content/articles/second.claims.yaml";
pub const SPEAKER: &str = "content/speakers/ann.md";
pub const EVENT: &str = "content/events/call.md";
pub const SOURCES: &str = "content/sources.yaml";
pub const JSON: &str = "content/sources/agency.json";
pub const PAGE: &str = "content/pages/about.md";

const FILES: [(&str, &str); 14] = [
    (
        "onrecord.toml",
        "title = \"Talks\"\n\n[ratings.open]\nlabel = \"Open question\"\nvalue = 2\nbest = 3\nworst = 1\n",
    ),
    (
        SPEAKER,
        "---\nname: Ann Lee\nalso_known_as: [A. Leigh]\nroles:\n  - title: Spokeswoman of Arden\n    of: arden\n    \
         to: 2025-02\n---\n\nShe spoke of [the call](../events/call.md \"it\") first [@gazette-1].\n",
    ),
    ("content/speakers/arden.md", "---\nname: Arden\nkind: state\n---\n"),
    ("content/speakers/gazette.md", "---\nname: Gazette\nkind: outlet\n---\n"),
    (
        EVENT,
        "---\nname: The call\nkind: call\ndate: ../2025-02-08\nparties: [arden]\nsources: [gazette-1]\n---\n\n\
         [Ann Lee](../speakers/ann.md) was asked.\n",
    ),
    ("content/events/talks.md", "---\nname: The talks\npart_of: call\nparties:\n  - arden\n---\n"),
    (
        SOURCES,
        "references:\n  - id: gazette-1 # the first\n    type: article-newspaper\n    title: Nobody called\n    \
         container-title: Gazette\n    issued: 2025-02-09\n    URL: https://example.com/1\n    outlet: gazette\n\
         \n  - id: gazette-2\n    type: article-newspaper\n    title: Somebody did\n    issued: 2025-03-01\n    \
         based_on: [agency-1, \"gazette-1\"]\n",
    ),
    (
        JSON,
        "[\n  {\"id\": \"agency-1\", \"type\": \"post\", \"title\": \"It rang\", \"based_on\": [\"gazette-1\"]}\n]\n",
    ),
    (
        ARTICLE,
        "---\ntitle: Nobody called\ndate: 2025-02-09\nauthors: [ann, Bo Ray]\noutlet: gazette\n\
         summary: She said so [@gazette-1].\n---\n\nShe said that 😀 nobody *ever* called her. It was printed\n\
         twice [@gazette-1, p. 3; @gazette-2].\n\nMore in [the second](../../second.md#more).\n",
    ),
    (
        CLAIMS,
        "# What she said.\nclaims:\n  - id: nobody # the first\n    quote: nobody ever called her\n    speaker: ann\n    \
         via: [gazette]\n    denies: call\n    sources: [gazette-1]\n    note: As in [@gazette-1] and [there](../../second.md).\n\
         \n  - id: printed\n    quote: 'It was printed'\n    speaker: gazette\n    affirms: [talks, \"#nobody\"]\n    \
         sources:\n      - {key: gazette-2, locator: p. 3}\n    verdicts:\n      - {rating: open, sources: gazette-1}\n",
    ),
    (
        SECOND,
        "---\ntitle: Somebody did\ndate: 2025-03-02\n---\n\nShe had been wrong, she said; [as told][first].\n\n\
         [first]: 2025/first/index.md\n",
    ),
    (
        SECOND_CLAIMS,
        "claims:\n- id: wrong\n  quote: She had been wrong\n  speaker: ann\n  said: 2025-03-02\n  to: [gazette]\n  \
         retracts: first#nobody\n  repeats: first#printed\n  affirms: call\n  sources: [gazette-2]\n",
    ),
    (
        PAGE,
        "# About\n\nSee [the first](../articles/2025/first/index.md) and [its page](/articles/first/#note-1).\n",
    ),
    ("content/index.md", "Of [Ann](speakers/ann.md), and [the call](/events/call/).\n"),
];

pub struct Site {
    _folder: TempDir,
    pub root: PathBuf,
}

impl Site {
    /// The whole site, in a folder with a name that has to be encoded.
    pub fn new() -> Self {
        Self::with(&FILES)
    }

    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("мой сайт 100%");
        let site = Self { _folder: folder, root };
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    /// The errors of the site on disk, as `check` tells them.
    pub fn errors(&self) -> Vec<String> {
        let site = pipeline::load(&self.root, &resolve::Options::default());
        site.diagnostics
            .iter()
            .filter(|it| it.is_error())
            .map(|it| format!("{}: {}", it.code.0, it.message))
            .collect()
    }

    /// Makes the edit of a server on disk, as an editor does: in order.
    pub fn make(&self, edit: &Value) {
        if let Some(changes) = edit.get("changes") {
            for (uri, edits) in changes.as_object().unwrap() {
                apply(&path(uri), edits);
            }
        }
        for change in edit.get("documentChanges").and_then(Value::as_array).into_iter().flatten() {
            if change["kind"] == "rename" {
                let to = path(change["newUri"].as_str().unwrap());
                assert!(!to.exists(), "{} is there", to.display());
                fs::rename(path(change["oldUri"].as_str().unwrap()), to).unwrap();
            } else {
                apply(&path(change["textDocument"]["uri"].as_str().unwrap()), &change["edits"]);
            }
        }
    }
}

/// Makes the edits of one file, whose places are all counted in the text as it was.
fn apply(file: &Path, edits: &Value) {
    let before = fs::read_to_string(file).unwrap();
    let mark = before.len() - before.trim_start_matches('\u{FEFF}').len();
    let (mark, mut text) = (before[..mark].to_owned(), before[mark..].to_owned());
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
            (offset(&text, start), offset(&text, end), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    assert!(edits.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits overlap: {edits:?}");
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    fs::write(file, mark + &text).unwrap();
}

#[test]
fn the_site_is_whole() {
    assert_eq!(Site::new().errors(), Vec::<String>::new());
}
