//! The page of each code, `docs/errors/CODE.md`: its example is built, and the program says of it what the
//! page shows, and nothing else.
//!
//! `UPDATE_PAGES=1` writes what the program says into the pages, and the list of pages.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use onrecord::diag::explain::{PAGES, Page, page};
use rayon::prelude::*;

use super::scratch::{Scratch, root};

#[test]
fn pages_show_what_the_program_says() {
    let wrong: Vec<String> = PAGES.par_iter().filter_map(|page| differing(*page)).collect();
    assert!(wrong.is_empty(), "with UPDATE_PAGES=1 the pages are written anew:\n{}", wrong.join("\n"));
}

/// What is wrong with a page; where pages are to be written, mends it.
fn differing(page: Page) -> Option<String> {
    let example = Example::of(page.text).unwrap_or_else(|| panic!("{} has no example", page.code));
    let site = Scratch::new();
    for (path, text) in &example.files {
        site.write(path, text);
    }
    prepare(page.code, &site);
    let report = report(example.command, &site);
    let told: BTreeSet<&str> = report.lines().filter_map(code).collect();
    // Only a great many other mistakes bring this one about.
    let alone = told.len() == 1 || page.code == "too-many-mistakes";
    if !told.contains(page.code) || !alone {
        return Some(format!("the example of {} gives {told:?}:\n{report}", page.code));
    }
    let says: String = report.split_inclusive("\n\n").filter(|told| code(told) == Some(page.code)).collect();
    let says = says.trim_end().to_owned() + "\n";
    if says == example.says {
        return None;
    }
    if std::env::var_os("UPDATE_PAGES").is_some() {
        let text = format!("{}{says}{}", example.before, example.after);
        fs::write(folder().join(format!("{}.md", page.code)), text).unwrap();
        return None;
    }
    Some(format!("{} shows\n{}and the program says\n{says}", page.code, example.says))
}

/// What a command tells, without the folder of the site.
fn report(command: &str, site: &Scratch) -> String {
    let words = shell_words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = site.run(&words);
    let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    told.concat().replace(&site.folder().display().to_string(), ".")
}

/// `error[code]: …`.
fn code(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("error[").or_else(|| line.strip_prefix("warning["))?;
    Some(rest.split_once("]: ")?.0)
}

/// The words of a command line, as a shell parts them: of quotation marks only `'` is used.
fn shell_words(line: &str) -> Vec<String> {
    let quoted = line.split('\'').enumerate();
    quoted
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// The example on a page.
struct Example<'a> {
    /// The arguments of the program: a fence that is a `console`, else `check`.
    command: &'a str,
    /// Path and text: a line that holds the path in backticks and a colon, then a fence.
    files: Vec<(&'a str, &'a str)>,
    /// What the program says: the last fence before the meaning.
    says: &'a str,
    before: &'a str,
    after: &'a str,
}

impl<'a> Example<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (example, _) = text.split_once("\n## What it means\n")?;
        let mut files = Vec::new();
        let mut rest = example;
        while let Some(start) = rest.find("\n`").map(|at| at + 2) {
            rest = &rest[start..];
            let Some((path, below)) = rest.split_once("`:\n\n```") else { continue };
            if path.contains('\n') {
                continue;
            }
            let (_, text) = below.split_once('\n')?;
            files.push((path, &text[..text.find("```")?]));
        }
        let command =
            example.split_once("```console\n$ onrecord ").and_then(|(_, below)| below.split_once('\n'));
        let command = command.map_or("check", |(command, _)| command);
        let start = example.rfind("```text\n")? + "```text\n".len();
        let end = start + example[start..].find("```")?;
        Some(Self { command, files, says: &text[start..end], before: &text[..start], after: &text[end..] })
    }
}

/// Makes what a page cannot show as a file.
fn prepare(code: &str, site: &Scratch) {
    let path = |path: &str| site.folder().join(path);
    match code {
        "bad-file-name" => drop(site.write("static/minutes\\2025.txt", "Minutes\n")),
        "bad-snapshot" => drop(site.write("content/copies/report.png", "not really a picture")),
        "html-too-deep" => {
            let body = format!(
                "The ministry said that the call took place on Friday. The embassy would not comment on it.\n\n{}\n",
                "<div>".repeat(300)
            );
            site.write(
                "content/articles/call-report.md",
                format!("---\ntitle: Was there a call?\ndate: 2025-02-09\n---\n\n{body}"),
            );
        }
        "link-in-circle" => link("..", path("content/articles/again")),
        "link-leaves-site" => {
            fs::create_dir(path("static")).unwrap();
            link("/", path("static/minutes"));
        }
        "missing-config" => fs::remove_file(path("onrecord.toml")).unwrap(),
        "not-a-file" => fs::create_dir_all(path("content/pages/about.md")).unwrap(),
        "not-utf8" => {
            site.write("content/speakers/ministry.md", b"---\nname: Minist\xE8re\nkind: organization\n---\n");
        }
        "too-many-mistakes" => {
            let topics = "[a], ".repeat(10_000);
            site.write(
                "content/articles/call-report.md",
                format!("---\ntitle: Was there a call?\ndate: 2025-02-09\ntopics: [{topics}]\n---\n"),
            );
        }
        "unreadable" => {
            fs::create_dir(path("static")).unwrap();
            link("gone.txt", path("static/minutes.txt"));
        }
        _ => {}
    }
}

fn link(to: &str, from: PathBuf) {
    std::os::unix::fs::symlink(to, from).unwrap();
}

#[test]
fn pages_have_one_form() {
    for page in PAGES {
        assert!(page.text.starts_with(&format!("# {}\n\n", page.code)), "{}", page.code);
        let headings: Vec<&str> = page.text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## Example", "## What it means", "## What to do"], "{}", page.code);
        let summary = page.summary();
        assert!(summary.ends_with('.') && !summary.contains('\n'), "{}: {summary}", page.code);
    }
}

#[test]
fn the_list_of_pages_is_whole() {
    let mut list = "# Mistakes\n\nWhat `onrecord check` and `onrecord build` can say, by the code that stands in brackets. \
        `onrecord explain CODE`\nprints the page.\n\n| code | what it says |\n|---|---|\n"
        .to_owned();
    for page in PAGES {
        writeln!(list, "| [{0}]({0}.md) | {1} |", page.code, page.summary()).unwrap();
    }
    let path = folder().join("README.md");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &list).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), list);
}

#[test]
fn a_page_is_found_by_its_code() {
    let site = Scratch::new();
    let explained = site.run(&["explain", "quote-not-found"]);
    assert_eq!(explained.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&explained.stdout), page("quote-not-found").unwrap().text);

    let listed = String::from_utf8(site.run(&["explain"]).stdout).unwrap();
    assert_eq!(listed.lines().count(), PAGES.len());
    let line = listed.lines().find(|line| line.starts_with("bad-date ")).unwrap();
    assert!(line.ends_with(page("bad-date").unwrap().summary()), "{line}");

    let misspelt = site.run(&["explain", "quote-notfound"]);
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(misspelt.stdout.is_empty());
    let told = String::from_utf8_lossy(&misspelt.stderr).into_owned();
    assert!(told.contains("no code `quote-notfound`: did you mean `quote-not-found`?"), "{told}");
}

pub fn folder() -> PathBuf {
    root().join("docs/errors")
}
