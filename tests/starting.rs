//! Beginning: sites, files of one, the manual, the help.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use tempfile::TempDir;

#[test]
fn a_new_site_builds_without_a_warning() {
    let folder = folder();
    let made = run(&folder, &["init", "deep/er/site"]);
    assert_eq!(made.status.code(), Some(0), "{}", told(&made));
    let next: Vec<String> = told(&made)
        .lines()
        .filter_map(|line| line.strip_prefix("    onrecord "))
        .map(str::to_owned)
        .collect();
    assert_eq!(next, ["build --site deep/er/site", "new article my-first-article --site deep/er/site"]);
    for command in next {
        let arguments: Vec<&str> = command.split(' ').collect();
        let run = run(&folder, &arguments);
        assert_eq!(run.status.code(), Some(0), "{command}: {}", told(&run));
        assert!(!told(&run).contains("warning"), "{command}: {}", told(&run));
    }
    let site = folder.path().join("deep/er/site");
    let checked = run(&folder, &["check", "--site", "deep/er/site", "--format", "json"]);
    assert_eq!(out(&checked), "");
    let event = fs::read_to_string(site.join("public/events/first-edit/index.html")).unwrap();
    assert!(event.contains("standing one-sided"), "the starter's claims make a record");
    for schema in ["article", "claims", "config", "event", "sources", "speaker"] {
        assert!(site.join(format!(".onrecord/schemas/{schema}.schema.json")).exists(), "{schema}");
    }
}

/// An editor looks for the schema at the path that the first line names, as seen from the file.
#[test]
fn schema_lines_lead_to_schemas() {
    let folder = folder();
    run(&folder, &["init", "."]);
    let mut found = 0;
    for entry in walkdir::WalkDir::new(folder.path()) {
        let path = entry.unwrap().into_path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let first = text.lines().next().unwrap_or_default();
        let schema =
            first.strip_prefix("# yaml-language-server: $schema=").or(first.strip_prefix("#:schema "));
        if let Some(schema) = schema {
            assert!(path.parent().unwrap().join(schema).exists(), "{}: {schema}", path.display());
            found += 1;
        }
    }
    assert_eq!(found, 3);
}

#[test]
fn a_folder_that_is_used_keeps_what_it_has() {
    let folder = folder();
    write(&folder, "README.md", "Ours.");
    write(&folder, ".gitignore", "/secret\n");
    write(&folder, "content/notes.txt", "Ours too.");
    let made = run(&folder, &["init", "."]);
    assert_eq!(made.status.code(), Some(0), "{}", told(&made));
    assert!(told(&made).contains("`.gitignore` was left as it is"), "{}", told(&made));
    for (path, text) in
        [("README.md", "Ours."), (".gitignore", "/secret\n"), ("content/notes.txt", "Ours too.")]
    {
        assert_eq!(read(&folder, path), text);
    }
    assert_eq!(run(&folder, &["build"]).status.code(), Some(0));
}

#[test]
fn nothing_is_overwritten_and_nothing_half_made() {
    let folder = folder();
    write(&folder, "site/content/sources.yaml", "ours");
    write(&folder, "site/content/speakers/desk.md", "ours");
    let refused = run(&folder, &["init", "site"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        told(&refused).contains("`content/speakers/desk.md`, `content/sources.yaml`"),
        "{}",
        told(&refused)
    );
    assert_eq!(files(&folder), ["site/content/sources.yaml", "site/content/speakers/desk.md"]);

    // A file where a folder is needed.
    write(&folder, "other/content/pages", "a file");
    let failed = run(&folder, &["init", "other"]);
    assert_eq!(failed.status.code(), Some(1), "{}", told(&failed));
    assert_eq!(
        files(&folder),
        ["other/content/pages", "site/content/sources.yaml", "site/content/speakers/desk.md"]
    );
    assert!(!folder.path().join("other/content/articles").exists(), "no folder is left behind");

    let failed = run(&folder, &["init", "other/content/pages"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(read(&folder, "other/content/pages"), "a file");
}

#[test]
fn a_new_article_is_a_draft_that_builds() {
    let folder = site();
    let made = run(
        &folder,
        &[
            "new",
            "article",
            "a-call",
            "--title",
            "A call: denied",
            "--date",
            "2026-11",
            "--author",
            "desk",
            "--outlet",
            "desk",
        ],
    );
    assert_eq!(out(&made), "./content/articles/a-call.md\n", "{}", told(&made));
    assert_snapshot!(read(&folder, "content/articles/a-call.md"), @r#"
    ---
    title: "A call: denied"
    date: 2026-11
    authors: [desk]
    outlet: desk
    # Take this line out to publish the article.
    draft: true
    ---
    "#);
    assert_eq!(run(&folder, &["build"]).status.code(), Some(0));
    assert!(!folder.path().join("public/articles/a-call").exists());
    run(&folder, &["new", "article", "b-call", "--bundle", "--published"]);
    assert!(folder.path().join("content/articles/b-call/index.md").exists());
    assert_eq!(run(&folder, &["build", "--drafts"]).status.code(), Some(0));
    assert!(folder.path().join("public/articles/a-call").exists());
    assert!(folder.path().join("public/articles/b-call").exists());
}

#[test]
fn a_new_article_lies_in_the_folder_of_its_year_where_others_do() {
    let folder = site();
    write(&folder, "content/articles/2025/old.md", "---\ntitle: Old\ndate: 2025\n---\n");
    let made = run(&folder, &["new", "article", "a-call", "--date", "2026-11-25"]);
    assert_eq!(out(&made), "./content/articles/2026/a-call.md\n");
}

#[test]
fn new_speakers_and_events() {
    let folder = site();
    run(&folder, &["new", "speaker", "harbour-office", "--kind", "organization", "--part-of", "desk"]);
    run(
        &folder,
        &[
            "new",
            "event",
            "second-call",
            "--kind",
            "call",
            "--party",
            "desk",
            "--party",
            "harbour-office",
            "--part-of",
            "first-edit",
            "--date",
            "2026?",
        ],
    );
    assert_snapshot!(read(&folder, "content/speakers/harbour-office.md"), @r"
    ---
    name: Harbour Office
    kind: organization
    part_of: desk
    ---
    ");
    assert_snapshot!(read(&folder, "content/events/second-call.md"), @r"
    ---
    name: Second call
    kind: call
    date: 2026?
    parties: [desk, harbour-office]
    part_of: first-edit
    ---
    ");
    assert_eq!(run(&folder, &["build"]).status.code(), Some(0));
}

#[test]
fn what_is_taken_or_unknown_is_told_and_nothing_is_written() {
    let folder = site();
    let before = files(&folder);
    for (arguments, code, sentence) in [
        (
            vec!["new", "article", "how-this-site-works"],
            1,
            "there already is an article `how-this-site-works`",
        ),
        (vec!["new", "speaker", "desk"], 1, "in `content/speakers/desk.md`"),
        (vec!["new", "event", "first-edit"], 1, "there already is an event"),
        (vec!["new", "article", "x", "--outlet", "desc"], 1, "Did you mean `desk`?"),
        (vec!["new", "event", "x", "--party", "raeder"], 1, "Did you mean `reader`?"),
        (vec!["new", "event", "x", "--part-of", "first-edits"], 1, "Did you mean `first-edit`?"),
        (vec!["new", "article", "Not_an_Id"], 2, "an id is made of"),
        (vec!["new", "article", "x", "--date", "2026-02-30"], 2, "month 02 has no day 30"),
        (vec!["new", "article", "x", "--site", "content"], 1, "there is no `onrecord.toml` here"),
    ] {
        let run = run(&folder, &arguments);
        assert_eq!(run.status.code(), Some(code), "{arguments:?}: {}", told(&run));
        assert!(told(&run).contains(sentence), "{arguments:?}: {}", told(&run));
    }
    assert_eq!(files(&folder), before);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = folder();
    let page = out(&run(&folder, &["man"]));
    for section in [".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH SUBCOMMANDS", "onrecord\\-import(1)"] {
        assert!(page.contains(section), "{section}");
    }
    run(&folder, &["man", "pages"]);
    let names = files(&folder);
    for name in ["onrecord.1", "onrecord-build.1", "onrecord-import-bibtex.1", "onrecord-new-article.1"] {
        assert!(names.contains(&format!("pages/{name}")), "{name}: {names:?}");
    }
    for name in &names {
        let page = read(&folder, name);
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{name}");
    }
    write(&folder, "pages/onrecord.1", "an older page");
    assert_eq!(run(&folder, &["man", "pages"]).status.code(), Some(0));
    assert_eq!(read(&folder, "pages/onrecord.1"), page, "an older page gives way");
}

#[test]
fn every_command_says_what_it_is_for() {
    let folder = folder();
    let help = out(&run(&folder, &["--help"]));
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 9, "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        let help = out(&run(&folder, &[command, "--help"]));
        assert!(help.contains("Usage: onrecord"), "{command}");
        let nested = help.contains("\nCommands:\n");
        assert!(nested || help.contains("\nExamples:\n"), "`{command} --help` has no example");
    }
}

#[test]
fn the_help_of_an_import_is_worth_reading() {
    assert_snapshot!(out(&run(&folder(), &["import", "bibtex", "--help"])), @r"
    Sources from a BibTeX or biblatex file

    Usage: onrecord import bibtex [OPTIONS] <FILE>

    Arguments:
      <FILE>  The file to be imported

    Options:
          --site <DIR>    The site's folder: the one that holds `onrecord.toml` [default: .]
          --dry-run       Print what would be written, and write nothing
          --name <NAME>   Write `content/sources/NAME.yaml` [default: the name of the imported file]
      -q, --quiet         Say nothing but errors
          --color <WHEN>  When to use colour [default: auto] [possible values: auto, always, never]
      -h, --help          Print help

    Examples:
      onrecord import bibtex library.bib
      onrecord import bibtex library.bib --name talks --dry-run

    Fields that CSL has no key for are told. Sources that the site has already are passed over.
    ");
}

#[test]
fn verbose_and_timings_tell_the_stages() {
    let folder = site();
    let built = run(&folder, &["build", "--verbose", "--timings"]);
    let told = told(&built);
    assert!(told.contains(": 1 article, 2 claims, 2 speakers, 1 event, 1 source, 1 page"), "{told}");
    for stage in
        ["discover", "read", "resolve", "record", "check", "prepare", "print", "copy", "audit", "publish"]
    {
        let lines = told.lines().filter(|line| line.starts_with(stage)).count();
        assert_eq!(lines, 2, "once as it went on, once in the table: {stage}\n{told}");
    }
    assert!(out(&built).is_empty());
    assert!(!told.contains('\u{1b}'), "no bar where there is no terminal");
    let quiet = run(&folder, &["check", "--quiet"]);
    assert_eq!((out(&quiet), self::told(&quiet)), (String::new(), String::new()));
    assert_eq!(run(&folder, &["build", "--quiet", "--verbose"]).status.code(), Some(2));
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with the site that `init` makes.
fn site() -> TempDir {
    let folder = folder();
    assert_eq!(run(&folder, &["init", "."]).status.code(), Some(0));
    folder
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file, by its path from the folder, sorted.
fn files(folder: &TempDir) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder.path()).into_iter().map(Result::unwrap);
    let shown = |path: &Path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned();
    let mut files: Vec<String> =
        entries.filter(|entry| !entry.file_type().is_dir()).map(|entry| shown(entry.path())).collect();
    files.sort();
    files
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord")).current_dir(folder.path()).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
