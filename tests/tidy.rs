//! The rules that the code keeps, as far as a reader of its text can hold them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules a module may use: the types of the stages before it, and the foundations. The spine and
/// the shell are not listed as used by anybody: nothing below knows them.
const MAY_USE: &[(&str, &[&str])] = &[
    // Foundations. The sentences of `diag` are about values of the stages, and are handed those.
    ("model", &["diag"]),
    ("diag", &["model", "text", "parse"]),
    ("text", &["diag", "model"]),
    // Stages, in the order in which data flows.
    ("discover", &["diag", "model", "text"]),
    ("parse", &["diag", "model", "text", "discover"]),
    ("anchor", &["diag", "model", "text", "parse"]),
    ("prove", &["diag", "model", "text", "discover", "parse", "anchor"]),
    ("resolve", &["diag", "model", "text", "discover", "parse", "anchor", "prove"]),
    ("record", &["diag", "model", "text", "resolve"]),
    ("check", &["diag", "model", "text", "prove", "resolve", "record"]),
    ("plan", &["diag", "model", "text", "discover", "parse", "anchor", "prove", "resolve", "record"]),
    ("render", &["diag", "model", "text", "discover", "plan"]),
    ("publish", &["diag", "model"]),
    // Changes of the inputs themselves.
    ("edit", &["diag", "model", "text", "parse", "anchor"]),
    ("import", &["diag", "model", "text", "discover", "parse", "anchor", "resolve", "edit"]),
    ("archive", &["diag", "text", "discover", "parse", "edit"]),
    // The spine knows every stage, the shell the spine.
    (
        "pipeline",
        &[
            "diag", "model", "text", "discover", "parse", "anchor", "prove", "resolve", "record", "check",
            "plan", "render", "publish",
        ],
    ),
    ("report", &["diag"]),
    ("schema", &["parse"]),
    ("start", &["model", "schema"]),
    (
        "serve",
        &[
            "diag", "model", "discover", "parse", "anchor", "resolve", "plan", "render", "publish",
            "pipeline", "report", "edit",
        ],
    ),
    (
        "lsp",
        &[
            "diag", "model", "text", "discover", "parse", "anchor", "resolve", "record", "plan", "edit",
            "pipeline", "schema",
        ],
    ),
    (
        "cli",
        &[
            "diag", "model", "text", "discover", "parse", "anchor", "resolve", "plan", "publish", "edit",
            "import", "archive", "pipeline", "report", "schema", "start", "lsp", "serve",
        ],
    ),
];

const LONGEST_FILE: usize = 500;

/// A line that holds one of these says that something is not finished, or speaks where only the command
/// line may.
const FORBIDDEN: &[&str] =
    &["todo!", "unimplemented!", "dbg!", "TODO", "FIXME", "println!", "eprintln!", "print!(", "eprint!("];

#[test]
fn a_module_uses_what_stands_before_it() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(allowed) = table.get(file.module.as_str()) else {
            wrong.push(format!("{}: `{}` is not in the table", file.path, file.module));
            continue;
        };
        let foreign = uses(&file.program()).into_iter().filter(|used| *used != file.module);
        wrong.extend(
            foreign
                .filter(|used| !allowed.contains(&used.as_str()))
                .map(|used| format!("{} uses `{used}`", file.path)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut listed: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    let mut found = modules.clone();
    listed.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, listed);
}

#[test]
fn files_are_short() {
    let long = |file: &Source| file.text.lines().count() > LONGEST_FILE;
    let long: Vec<String> = sources().into_iter().filter(long).map(|file| file.path).collect();
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines: {}", long.join(", "));
}

#[test]
fn nothing_is_left_unfinished() {
    let mut wrong = Vec::new();
    for file in sources() {
        for (index, line) in file.text.lines().enumerate() {
            wrong.extend(
                FORBIDDEN
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}:{}: {word}", file.path, index + 1)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the program says to authors is made under `diag/problems`, each code in one file only.
#[test]
fn each_code_has_one_home() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in sources() {
        let is_home = file.path.starts_with("src/diag/problems/");
        for code in codes(&file.program()) {
            assert!(is_home, "{} makes the diagnostic `{code}` outside of src/diag/problems", file.path);
            let files = homes.entry(code).or_default();
            if !files.contains(&file.path) {
                files.push(file.path.clone());
            }
        }
    }
    let shared: Vec<_> = homes.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "{shared:?}");
    for code in homes.keys() {
        let well_formed = code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(well_formed, "`{code}` is not made of lower-case words and hyphens");
    }
}

/// A file of the program.
struct Source {
    /// From the repository's root, with `/` between its parts.
    path: String,
    /// The module right under the crate's root.
    module: String,
    text: String,
}

impl Source {
    /// The text without comments and tests.
    fn program(&self) -> String {
        if self.path.ends_with("/tests.rs") || self.path.contains("/tests/") {
            return String::new();
        }
        let program = self.text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        program.lines().filter(is_code).collect::<Vec<_>>().join("\n")
    }
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let mut sources = Vec::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let inner = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        let module = inner.split(['/', '.']).next().unwrap().to_owned();
        if !matches!(module.as_str(), "lib" | "main") {
            sources.push(Source {
                path: format!("src/{inner}"),
                module,
                text: fs::read_to_string(&path).unwrap(),
            });
        }
    }
    assert!(sources.len() > 20, "the program was not found");
    sources
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The modules right under the crate's root that a text names: `crate::x`, and each of
/// `crate::{x, y::z}`.
fn uses(program: &str) -> Vec<String> {
    let mut uses = Vec::new();
    for (at, path) in program.match_indices("crate::") {
        let rest = &program[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(list) => uses.extend(first_names(list)),
            None => uses.extend(name(rest)),
        }
    }
    uses.sort_unstable();
    uses.dedup();
    uses
}

/// The first name of each path in a list, up to the brace that closes it.
fn first_names(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut begins = true;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && depth == 0 && !c.is_whitespace() => {
                names.extend(name(&list[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

/// The name of a module at the beginning of a text; types and macros of the root are none.
fn name(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(text.len());
    (end > 0 && !text[end..].starts_with('!')).then(|| text[..end].to_owned())
}

/// The codes of the diagnostics that a text makes.
fn codes(program: &str) -> Vec<String> {
    let makers = ["Diagnostic::error(", "Diagnostic::warning("];
    let made = makers.iter().flat_map(|maker| program.match_indices(maker));
    let code = |(at, maker): (usize, &str)| {
        let argument = program[at + maker.len()..].trim_start().strip_prefix('"')?;
        Some(argument.split('"').next()?.to_owned())
    };
    made.filter_map(code).collect()
}

#[test]
fn the_reader_of_imports_reads_all_forms() {
    assert_eq!(uses("use crate::diag::{self, Span};"), ["diag"]);
    assert_eq!(uses("use crate::{plan, report::{self, Texts}, resolve};"), ["plan", "report", "resolve"]);
    assert_eq!(uses("fn f(x: crate::model::SitePath) -> crate::Thing {"), ["model"]);
}
