//! `check` in all its formats: one content, and each in its form.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::scratch::{Scratch, root};

/// Mistakes of several kinds in several files: with a change that mends, with a place in another file, in
/// the midst of wide characters, in front matter, in no text; and a warning.
fn mistaken() -> Scratch {
    let site = Scratch::new();
    site.write(
        "content/articles/call-report.claims.yaml",
        "claims:\r\n  - id: ministry-yes\r\n    quote: 'the call took place, 100% \u{2014} on Friday'\r\n    \
         speaker: {名前: x}\r\n  - {id: 東京, statement: \"🇺🇦 é\", speaker: minstry}\r\n",
    );
    site.write("content/speakers/mayor.md", "---\nname: The mayor\nkind: persn\n---\n");
    site.write("content/speakers/b,a%3A r.yaml", "name: x\n");
    site
}

/// What each format tells, in the same words: severity, code, place and message.
#[test]
fn all_formats_tell_the_same() {
    let site = mistaken();
    let objects = site.found();
    assert!(objects.len() > 4);
    let expected: Vec<String> = objects.iter().map(line).collect();

    let log: Value = serde_json::from_str(&site.check(&["--format", "sarif"])).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.iter().map(|result| sarif_line(result, &log)).collect::<Vec<_>>(), expected);

    let github = site.check(&["--format", "github"]);
    assert_eq!(github.lines().map(github_line).collect::<Vec<_>>(), expected);

    let text = site.check(&[]);
    let heads: Vec<&str> = text.lines().filter(|line| line.starts_with(['e', 'w'])).collect();
    assert_eq!(heads.len(), expected.len(), "{text}");
    for (object, head) in objects.iter().zip(heads) {
        let message = object["message"].as_str().unwrap();
        assert_eq!(head, format!("{}[{}]: {message}", word(object, "severity"), word(object, "code")));
        let place = format!("--> {}:{}:{}\n", word(object, "file"), object["line"], object["column"]);
        assert!(text.contains(&place), "{place}{text}");
    }
    for hint in objects.iter().flat_map(|object| object["hints"].as_array().unwrap()) {
        let hint = hint.as_str().unwrap();
        assert!(text.contains(hint) && github.contains(&hint.replace('%', "%25")), "{hint}");
        let told = |result: &Value| result["message"]["text"].as_str().unwrap().contains(hint);
        assert!(results.iter().any(told), "{hint}");
    }
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

fn line(object: &Value) -> String {
    let numbers = ["line", "column", "end_line", "end_column"].map(|key| object[key].to_string());
    let [severity, code, message, file] =
        ["severity", "code", "message", "file"].map(|key| word(object, key));
    format!("{severity} {code} {file} {} {message}", numbers.join(" "))
}

fn sarif_line(result: &Value, log: &Value) -> String {
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(rule["id"], result["ruleId"]);
    let place = &result["locations"][0]["physicalLocation"];
    let keys = ["startLine", "startColumn", "endLine", "endColumn"];
    let numbers = keys.map(|key| place["region"][key].to_string());
    let file = word(&place["artifactLocation"], "uri");
    let file = percent_encoding::percent_decode_str(file).decode_utf8().unwrap();
    let message = word(&result["message"], "text").lines().next().unwrap();
    let [severity, code] = ["level", "ruleId"].map(|key| word(result, key));
    format!("{severity} {code} {file} {} {message}", numbers.join(" "))
}

fn github_line(line: &str) -> String {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (severity, properties) = head.split_once(' ').unwrap();
    let plain = |text: &str| {
        [("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
            .iter()
            .fold(text.to_owned(), |text, (code, plain)| text.replace(code, plain))
    };
    let properties: BTreeMap<&str, String> = properties
        .split(',')
        .map(|property| property.split_once('=').unwrap())
        .map(|(k, v)| (k, plain(v)))
        .collect();
    let get = |key: &str| properties[key].as_str();
    let numbers = ["line", "col", "endLine", "endColumn"].map(get).join(" ");
    let message = plain(message);
    format!("{severity} {} {} {numbers} {}", get("title"), get("file"), message.lines().next().unwrap())
}

#[test]
fn sarif_fits_its_schema() {
    let schema = fs::read(root().join("tests/fixtures/sarif/sarif-schema-2.1.0.json")).unwrap();
    let mut schema: Value = serde_json::from_slice(&schema).unwrap();
    // As published, this is no regular expression: it closes a bracket that it has not opened.
    for of in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][of]["properties"]["language"];
        assert!(language.as_object_mut().unwrap().remove("pattern").is_some());
    }
    let validator = jsonschema::draft7::options().should_validate_formats(true).build(&schema).unwrap();
    let unconfigured = Scratch::new();
    fs::remove_file(unconfigured.folder().join("onrecord.toml")).unwrap();
    for (site, results) in [(mistaken(), 5), (Scratch::new(), 0), (unconfigured, 1)] {
        let log: Value = serde_json::from_str(&site.check(&["--format", "sarif"])).unwrap();
        assert!(log["runs"][0]["results"].as_array().unwrap().len() >= results);
        let wrong: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn sarif_says_where_files_lie_and_explains_its_rules() {
    let site = mistaken();
    let log: Value = serde_json::from_str(&site.check(&["--format", "sarif"])).unwrap();
    let run = &log["runs"][0];
    let root = word(&run["originalUriBaseIds"]["SRCROOT"], "uri");
    let folder = site.folder().canonicalize().unwrap();
    assert_eq!(root, format!("file://{}/", folder.display()));
    for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
        assert!(word(&rule["help"], "markdown").starts_with(&format!("# {}\n", word(rule, "id"))));
        assert!(!word(&rule["shortDescription"], "text").is_empty());
    }
}

/// A change told as a stretch and its new text mends the mistake, wherever it is read.
#[test]
fn changes_that_mend_can_be_made() {
    let site = Scratch::new();
    let path = "content/articles/call-report.claims.yaml";
    let claims = fs::read_to_string(site.folder().join(path)).unwrap();
    site.write(path, claims.replace("speaker: ministry", "speaker: 'minstry' # 東京"));
    let object = &site.found()[0];
    assert_eq!(object["code"], "unknown-speaker");
    let fix = &object["fixes"][0];
    assert_eq!(fix["title"], "Change it to `ministry`");
    let edit = &fix["edits"][0];
    assert_eq!((edit["file"].as_str(), edit["text"].as_str()), (Some(path), Some("'ministry'")));

    let log: Value = serde_json::from_str(&site.check(&["--format", "sarif"])).unwrap();
    let change = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], path);
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], edit["text"]);
    assert_eq!(replacement["deletedRegion"]["startColumn"], edit["column"]);

    let mut text = fs::read_to_string(site.folder().join(path)).unwrap();
    let byte = |key: &str| edit[key].as_u64().unwrap() as usize;
    text.replace_range(byte("start")..byte("end"), word(edit, "text"));
    site.write(path, text);
    assert_eq!(site.found(), Vec::<Value>::new());
}

#[test]
fn paths_count_from_where_the_check_is_run() {
    let site = mistaken();
    let inside = site.folder().file_name().unwrap().to_str().unwrap();
    let mut command = site.command(&["check", "--site", inside, "--format", "github"]);
    let above = command.current_dir(site.folder().parent().unwrap()).output().unwrap();
    let above = String::from_utf8(above.stdout).unwrap();
    assert!(above.contains(&format!("file={inside}/content/speakers/mayor.md,line=3,")), "{above}");
}

#[test]
fn github_reads_no_commands_in_the_words_of_a_site() {
    let site = Scratch::new();
    site.write("content/speakers/ministry.md", "---\nname: M\nkind: \"a\\n::error::b, 100%: c\"\n---\n");
    let told = site.check(&["--format", "github"]);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("`a%0A::error::b, 100%25: c` is no value"), "{told}");
}

#[test]
fn warnings_fail_where_they_are_denied() {
    let site = Scratch::new();
    site.write("content/speakers/idle.md", "---\nname: Idle\n---\n");
    for command in ["check", "build"] {
        assert_eq!(site.run(&[command, "--deny-warnings"]).status.code(), Some(1), "{command}");
        assert!(!site.folder().join("public").exists());
    }
    let quiet = site.run(&["build", "--deny-warnings", "--quiet"]);
    let told = String::from_utf8_lossy(&quiet.stderr).into_owned();
    assert!(told.contains("warning[unused-speaker]"), "what fails is told: {told}");
    for command in ["check", "build"] {
        assert_eq!(site.run(&[command]).status.code(), Some(0), "{command}");
    }
}

#[test]
fn a_check_changes_nothing() {
    let site = mistaken();
    let before = listing(site.folder());
    for format in ["text", "json", "sarif", "github"] {
        assert_eq!(site.run(&["check", "--format", format]).status.code(), Some(1));
    }
    let good = Scratch::new();
    let before_good = listing(good.folder());
    assert_eq!(good.run(&["check"]).status.code(), Some(0));
    assert_eq!((before, before_good), (listing(site.folder()), listing(good.folder())));
}

fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn a_report_closes_with_counts_and_advice() {
    let site = mistaken();
    let told = String::from_utf8(site.run(&["check"]).stderr).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "`onrecord explain CODE` says more");
    assert!(lines[1].ends_with(" errors and 1 warning in 3 files"), "{told}");
    let good = String::from_utf8(Scratch::new().run(&["check"]).stderr).unwrap();
    assert_eq!(good, "No mistakes found\n");
}

/// A style and a template that cannot be used are told together with whatever else is wrong.
#[test]
fn everything_is_told_in_one_run() {
    let site = mistaken();
    site.write("onrecord.toml", "title = \"T\"\ncitation_style = \"apaa\"\nout_dir = \"static\"\n");
    site.write("templates/article.html", "{% if %}");
    let codes: Vec<Value> = site.found().into_iter().map(|object| object["code"].clone()).collect();
    for code in ["citation-style-unknown", "template-error", "output-refused", "unknown-value"] {
        assert!(codes.contains(&code.into()), "{code}: {codes:?}");
    }
}

#[test]
fn every_key_of_the_json_form_is_documented() {
    let guide = fs::read_to_string(root().join("docs/check.md")).unwrap();
    let site = Scratch::new();
    site.write("content/speakers/ministry.md", "---\nname: M\nname: N\nkind: organisation\n---\n");
    for object in site.found() {
        let fixes = object["fixes"].as_array().unwrap();
        let edits = fixes.iter().flat_map(|fix| fix["edits"].as_array().unwrap());
        let all =
            [&object].into_iter().chain(object["related"].as_array().unwrap()).chain(fixes).chain(edits);
        for key in all.flat_map(|value| value.as_object().unwrap().keys()) {
            assert!(guide.contains(&format!("`{key}`")), "{key}");
        }
    }
}
