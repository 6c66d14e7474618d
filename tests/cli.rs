//! The program as a user meets it: streams and exit status.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

#[test]
fn a_site_is_built_and_built_again() {
    let site = site("");
    let first = run(site.path(), &["build"]);
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    assert!(first.stdout.is_empty());
    assert!(site.path().join("public/index.html").exists());
    let second = run(site.path(), &["build"]);
    assert!(told(&second).contains(": 0 pages and 0 other files written, "), "{}", told(&second));
}

/// The demonstration is a site like any other: it builds, and again without a change.
#[test]
fn the_demonstration_is_built_and_built_again() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("public");
    let build = || run(Path::new(env!("CARGO_MANIFEST_DIR")), &["build", "--out", out.to_str().unwrap()]);
    let first = build();
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    assert!(out.join("articles/kremlin-on-a-call/index.html").exists());
    let second = build();
    assert!(told(&second).contains(": 0 pages and 0 other files written, "), "{}", told(&second));
}

#[test]
fn a_quiet_build_says_nothing() {
    let site = site("base_url = \"https://example.org\"\n");
    let built = run(site.path(), &["build", "--quiet"]);
    assert_eq!((built.status.code(), told(&built).as_str()), (Some(0), ""));
}

#[test]
fn a_site_with_errors_writes_nothing_and_tells_all() {
    let site = site("langauge = \"en\"\n");
    fs::create_dir_all(site.path().join("content/speakers")).unwrap();
    fs::write(site.path().join("content/speakers/peskov.md"), "---\nnam: Peskov\n---\n").unwrap();
    let built = run(site.path(), &["build"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(!site.path().join("public").exists());
    let told = told(&built);
    assert!(told.contains("--> onrecord.toml:2:1"), "{told}");
    assert!(told.contains("--> content/speakers/peskov.md:2:1"), "{told}");
    assert!(told.trim_end().ends_with("; nothing was written"), "{told}");
    assert!(!told.contains('\u{1b}'), "no colour where there is no terminal");

    let checked = run(site.path(), &["check", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    let out = String::from_utf8(checked.stdout).unwrap();
    assert!(out.lines().count() >= 2);
    for line in out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["code"].is_string() && object["line"].is_u64(), "{line}");
    }
}

#[test]
fn a_check_answers_on_standard_output_and_writes_nothing() {
    let site = site("");
    let checked = run(site.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", told(&checked));
    assert_eq!(fs::read_dir(site.path()).unwrap().count(), 1);
}

#[test]
fn a_dead_link_is_told_where_it_was_typed() {
    let site = site("");
    write(
        &site,
        "content/pages/one.md",
        "Words [there](two.md#here), [gone](gone.pdf)\n\n<img src=no.png>\n",
    );
    write(&site, "content/pages/two.md", "Words\n");
    let checked = run(site.path(), &["check", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1), "{}", told(&checked));
    let out = String::from_utf8(checked.stdout).unwrap();
    let found: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|o| format!("{} {} {} {}:{}", o["severity"], o["code"], o["file"], o["line"], o["column"]))
        .collect();
    assert_eq!(
        found,
        [
            "\"error\" \"dead-fragment\" \"content/pages/one.md\" 1:15",
            "\"error\" \"dead-link\" \"content/pages/one.md\" 1:36",
            "\"warning\" \"dead-link\" \"content/pages/one.md\" 3:1",
        ]
    );
}

#[test]
fn static_files_are_copied_as_they_are() {
    let site = site("base_url = \"https://example.org\"\n");
    for path in [".well-known/security.txt", "robots.txt", ".nojekyll"] {
        write(&site, &format!("static/{path}"), "ours");
    }
    write(&site, "static/.DS_Store", "clutter");
    let built = run(site.path(), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
    let read = |path: &str| fs::read_to_string(site.path().join("public").join(path)).ok();
    for path in [".well-known/security.txt", "robots.txt", ".nojekyll"] {
        assert_eq!(read(path).as_deref(), Some("ours"), "{path}");
    }
    assert_eq!(read(".DS_Store"), None);
}

#[test]
fn what_only_a_draft_shows_stays_out() {
    let site = site("");
    let article = |draft: bool, image: &str| {
        format!("---\ntitle: A\ndate: 2025\ndraft: {draft}\n---\n![what it shows]({image})\n")
    };
    write(&site, "content/articles/draft.md", &article(true, "secret.png"));
    write(&site, "content/articles/shown.md", &article(false, "shown.png"));
    write(&site, "content/articles/bundle/index.md", &article(true, "own.png"));
    write(&site, "content/articles/bundle/own.png", "image");
    write(&site, "content/pages/later.md", "---\ndraft: true\n---\n![later](later.png)\n");
    for image in ["articles/secret.png", "articles/shown.png", "pages/later.png"] {
        write(&site, &format!("content/{image}"), "image");
    }
    let built = run(site.path(), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
    let exists = |path: &str| site.path().join("public").join(path).exists();
    assert!(exists("articles/shown.png"));
    assert!(!told(&built).contains("missing-image"), "{}", told(&built));
    assert!(!exists("articles/secret.png") && !exists("pages/later.png"));
}

#[test]
fn an_output_that_holds_the_site_is_refused() {
    let site = site("");
    let built = run(site.path(), &["build", "--out", "."]);
    assert_eq!(built.status.code(), Some(1));
    assert!(told(&built).contains("error[output-refused]"), "{}", told(&built));
}

#[test]
fn wrong_usage_is_told_apart() {
    let site = site("");
    let wrong: [&[&str]; 6] = [
        &[],
        &["publish"],
        &["build", "--soon"],
        &["build", "--base-url", "example.org"],
        &["check", "--format", "xml"],
        &["completions", "tcsh"],
    ];
    for arguments in wrong {
        assert_eq!(run(site.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(run(site.path(), &["--help"]).status.code(), Some(0));
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let mut program =
        command(Path::new("."), &["completions", "bash"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(program.stdout.take());
    assert_eq!(program.wait().unwrap().code(), Some(0));
}

fn site(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("onrecord.toml"), format!("title = \"A test\"\n{settings}")).unwrap();
    folder
}

fn write(site: &TempDir, path: &str, text: &str) {
    let path = site.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(arguments).stderr(Stdio::piped());
    command
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
