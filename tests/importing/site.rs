//! A site with one article, and the program run on it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

pub struct Site {
    pub folder: TempDir,
}

impl Site {
    pub fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        let settings = "title = \"A test\"\nbase_url = \"https://news.example/site/\"\n[ratings.kept]\nlabel = \"Kept\"\n";
        site.write("onrecord.toml", settings);
        site.write("content/articles/harbour.md", &fixture("harbour.md"));
        for speaker in ["ministry", "mayor"] {
            site.write(
                &format!("content/speakers/{speaker}.md"),
                &format!("---\nname: The {speaker}\n---\n"),
            );
        }
        site.write("content/events/closing.md", "---\nname: The closing\n---\n");
        site
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.folder.path().join(path).exists()
    }

    /// Every file with its text.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        for entry in walkdir::WalkDir::new(self.folder.path()).sort_by_file_name() {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let path =
                    entry.path().strip_prefix(self.folder.path()).unwrap().to_str().unwrap().to_owned();
                let text = fs::read_to_string(entry.path()).unwrap();
                files.push((path, text));
            }
        }
        files
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        Run(command.current_dir(self.folder.path()).args(arguments).output().unwrap())
    }

    /// Puts a file beside the site's own and imports it.
    pub fn import(&self, what: &str, file: &str, text: &str, options: &[&str]) -> Run {
        self.write(file, text);
        self.run(&[&["import", what, file], options].concat())
    }

    /// The errors that `check` tells.
    pub fn errors(&self) -> Vec<String> {
        let checked = self.run(&["check", "--format", "json"]);
        let objects = checked
            .out()
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .collect::<Vec<_>>();
        objects.iter().filter(|object| object["severity"] == "error").map(ToString::to_string).collect()
    }
}

pub struct Run(Output);

impl Run {
    pub fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    pub fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// What was said on the way.
    pub fn told(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// The first lines of what was told: `code file:line:column`.
    pub fn places(&self) -> Vec<String> {
        let told = self.told();
        let mut places = Vec::new();
        let mut lines = told.lines().peekable();
        while let Some(line) = lines.next() {
            let Some((_, rest)) =
                line.split_once('[').filter(|(head, _)| matches!(*head, "warning" | "error"))
            else {
                continue;
            };
            let code = rest.split(']').next().unwrap();
            let place = lines.peek().and_then(|next| next.split_once("--> ")).map_or("", |(_, place)| place);
            places.push(format!("{code} {place}"));
        }
        places
    }

    /// The sentence of the end.
    pub fn end(&self) -> String {
        self.told().trim_end().lines().last().unwrap_or_default().to_owned()
    }
}

pub fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/importing").join(name);
    fs::read_to_string(path).unwrap()
}
