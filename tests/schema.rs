//! The JSON Schemas: they take what the program takes, and refuse what it refuses by shape.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jsonschema::Validator;
use onrecord::diag::Diagnostic;
use onrecord::discover::{ArticleInput, TextInput};
use onrecord::parse::{article, claims, config, event, source, speaker};
use onrecord::schema::{Kind, schema, text};
use onrecord::text::findings::Findings;
use onrecord::text::front_matter::{self, FrontMatter};
use onrecord::text::{de, json, toml, yaml};
use serde_json::{Value, json};

fn validator(kind: Kind) -> Validator {
    jsonschema::draft7::options().build(&schema(kind)).unwrap()
}

/// What an editor makes of a text: the front matter of Markdown, else all of it.
fn value(path: &str, text: &str) -> Value {
    let mut findings = Findings::new(&Arc::from(path), &Arc::from(text));
    let root = match path.rsplit_once('.').unwrap().1 {
        "md" => match front_matter::find(text) {
            FrontMatter::Present { yaml, .. } => yaml::parse(&text[yaml.clone()], yaml.start, &mut findings),
            _ => panic!("{path} has no front matter"),
        },
        "toml" => toml::parse(text, &mut findings),
        "json" => json::parse(text, &mut findings),
        _ => yaml::parse(text, 0, &mut findings),
    };
    let value = de::read(&root.unwrap(), &mut findings).unwrap();
    assert!(findings.into_diagnostics().is_empty(), "{path}");
    value
}

/// The kind of a file of a site, as its place says.
fn kind(path: &str) -> Option<Kind> {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let in_folder = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    if path == "onrecord.toml" {
        Some(Kind::Config)
    } else if path.ends_with("claims.yaml") {
        Some(Kind::Claims)
    } else if path == "sources.yaml" || (in_folder("sources") && !path.ends_with(".txt")) {
        Some(Kind::Sources)
    } else if !path.ends_with(".md") {
        None
    } else if in_folder("articles") {
        Some(Kind::Article)
    } else if in_folder("speakers") {
        Some(Kind::Speaker)
    } else {
        in_folder("events").then_some(Kind::Event)
    }
}

#[test]
fn the_demonstration_fits_its_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let validators = Kind::ALL.map(|kind| (kind.name(), validator(kind)));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let content =
        walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.unwrap().into_path());
    for file in content.chain([root.join("onrecord.toml")]).filter(|file| file.is_file()) {
        let path = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        let Some(kind) = kind(&path) else { continue };
        let (name, validator) = validators.iter().find(|(name, _)| *name == kind.name()).unwrap();
        let value = value(&path, &fs::read_to_string(&file).unwrap());
        let wrong: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{path}: {}", wrong.join("\n"));
        *seen.entry(name).or_default() += 1;
    }
    assert_eq!(seen.len(), Kind::ALL.len(), "{seen:?}");
}

/// Every value of every file of the demonstration, replaced by others, left out, or given a key too many:
/// the schema refuses what the program refuses, and takes what it takes.
#[test]
fn schemas_refuse_what_the_program_refuses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut tried, mut refused, mut wrong) = (0, 0, BTreeMap::new());
    for kind in Kind::ALL {
        let validator = validator(kind);
        for (path, value) in samples(root, kind) {
            let mut changed = Vec::new();
            changes(&value, &mut Vec::new(), &value, &mut changed);
            for (what, changed) in changed {
                let Some(errors) = refusals(kind, &path, &changed) else { continue };
                tried += 1;
                refused += usize::from(!errors.is_empty());
                let taken = validator.is_valid(&changed);
                let told_later = !taken && errors.is_empty() && is_told_later(&what);
                let is_list_of_json = taken && kind == Kind::Sources && changed.is_array();
                if errors.is_empty() != taken && !told_later && !is_list_of_json {
                    // One of a kind is enough.
                    let shape: String = what.chars().filter(|c| !c.is_ascii_digit()).collect();
                    wrong
                        .entry(format!("{} {shape}", kind.name()))
                        .or_insert_with(|| format!("{path} {what}: the program says {errors:?}"));
                }
            }
        }
    }
    assert!(tried > 5000 && refused > tried / 4, "{refused} of {tried}");
    let told: Vec<String> = wrong.into_values().collect();
    assert!(told.is_empty(), "{} differ:\n{}", told.len(), told.join("\n"));
}

/// Whether what a schema refuses by its form is told by the program as something else, when all is read: a
/// reference to nothing, a quote without words, a zone that does not exist. And what the program takes for
/// text although YAML does not.
fn is_told_later(what: &str) -> bool {
    const KEYS: [&str; 19] = [
        "affirms",
        "based_on",
        "declines",
        "denies",
        "exact",
        "key",
        "of",
        "outlet",
        "part_of",
        "parties",
        "qualifies",
        "quote",
        "repeats",
        "retracts",
        "sources",
        "speaker",
        "timezone",
        "to",
        "via",
    ];
    let (path, value) = what.split_once(" -> ").unwrap_or((what, ""));
    let key = path.rsplit('/').find(|step| !step.is_empty() && step.parse::<usize>().is_err());
    value == "true" || key.is_some_and(|key| KEYS.contains(&key))
}

/// The largest file of a kind in the demonstration, and one that has every key.
fn samples(root: &Path, wanted: Kind) -> Vec<(String, Value)> {
    let content = walkdir::WalkDir::new(root.join("content")).sort_by_file_name().into_iter();
    let files = content.map(|entry| entry.unwrap().into_path()).chain([root.join("onrecord.toml")]);
    let named = files.filter_map(|file| {
        let path = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        (file.is_file() && kind(&path) == Some(wanted)).then_some((path, file))
    });
    let largest = named.max_by_key(|(_, file)| fs::metadata(file).unwrap().len());
    let (path, file) = largest.unwrap();
    let mut samples = vec![(path.clone(), shortened(value(&path, &fs::read_to_string(file).unwrap())))];
    samples.push((path, full(wanted)));
    samples
}

/// The first three entries of each list: there are enough of them.
fn shortened(mut value: Value) -> Value {
    match &mut value {
        Value::Array(items) => {
            items.truncate(3);
            items.iter_mut().for_each(|item| *item = shortened(item.take()));
        }
        Value::Object(entries) => entries.values_mut().for_each(|entry| *entry = shortened(entry.take())),
        _ => {}
    }
    value
}

/// A file that has every key.
fn full(kind: Kind) -> Value {
    let support = json!(["a", { "key": "b", "locator": "p. 3", "url": "https://example.org" }]);
    match kind {
        Kind::Article => json!({
            "title": "T", "date": "2025-02-09", "updated": 2025, "authors": ["A"], "outlet": "o",
            "original": "https://example.org", "summary": "S", "topics": ["Calls"], "language": "en",
            "draft": true, "aliases": ["/a/"], "corrections": [{ "date": 2025, "text": "C" }], "extra": { "a": [1] },
        }),
        Kind::Claims => json!({ "claims": [{
            "id": "a", "speaker": "s", "quote": [{ "exact": "w", "prefix": "p", "suffix": "s" }, "x"], "in": "title",
            "statement": "S", "said": "../2025-02-08", "to": ["s"], "via": "t", "affirms": "e", "denies": ["#b"],
            "declines": "a#b", "qualifies": ["e", "a#b"], "retracts": "e", "repeats": ["#b"], "sources": support,
            "verdicts": [{ "rating": "r", "date": 2025, "by": "D", "summary": "S", "sources": support }],
            "original": { "text": "W", "language": "ru", "translator": "T" }, "note": "N", "topics": ["Calls"],
        }] }),
        Kind::Speaker => json!({
            "name": "N", "kind": "person", "sort_name": "N", "also_known_as": ["M"],
            "roles": [{ "title": "T", "of": "o", "from": 2012, "to": "2013-04" }], "wikidata": "Q42",
            "links": [{ "title": "T", "url": "https://example.org" }], "image": "a.png", "extra": {},
        }),
        Kind::Event => json!({
            "name": "N", "kind": "call", "date": "2025-02-09?", "parties": ["s"], "place": "P", "part_of": "e",
            "topics": ["Calls"], "sources": support, "extra": {},
        }),
        Kind::Sources => json!({ "references": [{
            "id": "k", "type": "webpage", "title": "T", "author": [{ "family": "F", "given": "G" }, "L"],
            "editor": "E", "issued": { "date-parts": [[2025, 2, 9]] }, "accessed": "2025-02-09", "URL": "https://example.org",
            "page": 3, "custom": { "a": 1 }, "outlet": "o", "archived": ["https://example.org/a"],
            "snapshot": "a.txt", "based_on": ["l"],
        }] }),
        Kind::Config => json!({
            "title": "T", "base_url": "https://example.org", "description": "D", "language": "en", "timezone": "UTC",
            "citation_style": "apa", "out_dir": "public", "publisher": { "name": "N", "url": "https://example.org", "logo": "l" },
            "search": true, "claim_pages": "all", "host": { "name": "netlify" },
            "ratings": { "r": { "label": "L", "value": 2, "best": 3, "worst": 1 } },
            "markdown": { "raw_html": "allow" }, "extra": {},
        }),
    }
}

/// What is put in the place of a value.
fn others() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(3),
        json!(2.5),
        json!(""),
        json!(" "),
        json!("a b"),
        json!("a-b"),
        json!("#a-b"),
        json!("2025-02-09"),
        json!("https://example.org/a"),
        json!([]),
        json!(["a-b"]),
        json!([["a-b"]]),
        json!([null]),
        json!({}),
        json!({ "a": 1 }),
    ]
}

/// Every change of one value below `value`, which stands at `path` of `whole`; with words for it.
fn changes(whole: &Value, path: &mut Vec<Step>, value: &Value, found: &mut Vec<(String, Value)>) {
    for other in others() {
        let what = format!("{} -> {other}", shown(path));
        found.push((what, with(whole, path, |place| *place = other.clone())));
    }
    let steps: Vec<(Step, &Value)> = match value {
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (Step::Item(index), item)).collect()
        }
        _ => return,
    };
    if value.is_object() {
        let what = format!("{} with a key too many", shown(path));
        let more = with(whole, path, |place| {
            drop(place.as_object_mut().unwrap().insert("zzz".to_owned(), json!(1)));
        });
        found.push((what, more));
    }
    for (step, inner) in steps {
        if let Step::Key(key) = &step {
            let what = format!("{} without {key}", shown(path));
            found.push((what, with(whole, path, |place| drop(place.as_object_mut().unwrap().remove(key)))));
            // Whatever stands there is free.
            if key == "extra" {
                continue;
            }
        }
        path.push(step);
        changes(whole, path, inner, found);
        path.pop();
    }
}

#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

fn shown(path: &[Step]) -> String {
    let steps = path.iter().map(|step| match step {
        Step::Key(key) => format!("/{key}"),
        Step::Item(index) => format!("/{index}"),
    });
    steps.collect()
}

fn with(whole: &Value, path: &[Step], change: impl FnOnce(&mut Value)) -> Value {
    let mut whole = whole.clone();
    let mut place = &mut whole;
    for step in path {
        place = match step {
            Step::Key(key) => &mut place[key],
            Step::Item(index) => &mut place[*index],
        };
    }
    change(place);
    whole
}

/// The errors that the program tells of a file that holds a value. `None` where it cannot be written so.
fn refusals(kind: Kind, path: &str, value: &Value) -> Option<Vec<String>> {
    // JSON is YAML.
    let text = match kind {
        Kind::Config => toml_text(value)?,
        Kind::Claims | Kind::Sources => value.to_string(),
        _ => format!("---\n{value}\n---\nText\n"),
    };
    let path = if path.ends_with(".json") { "content/sources.yaml" } else { path };
    let input = TextInput { id: "a".into(), path: path.into(), text: text.as_str().into(), fingerprint: 0 };
    let found = match kind {
        Kind::Article => article::parse(&ArticleInput { article: input, claims: None, bundle: None }).1,
        Kind::Claims => claims::parse(&input).1,
        Kind::Speaker => speaker::parse(&input).1,
        Kind::Event => event::parse(&input).1,
        Kind::Sources => source::parse(&input).1,
        Kind::Config => config::parse(Some(&input)).1,
    };
    Some(found.iter().filter(|problem| by_shape(problem)).map(|problem| problem.message.clone()).collect())
}

/// Whether a schema could tell it, too: it knows no calendar and no zones, and compares no two values.
fn by_shape(problem: &Diagnostic) -> bool {
    let beyond = ["duplicate-id", "role-ends-early", "bad-scale"].contains(&problem.code.0);
    problem.is_error() && !beyond && !problem.message.contains("time zone")
}

fn toml_text(value: &Value) -> Option<String> {
    value.is_object().then(|| ::toml::to_string(value).ok())?
}

/// `init` puts the schemas where nothing else is looked for.
#[test]
fn the_folder_of_schemas_is_no_part_of_the_site() {
    let site = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("onrecord.toml", "title = \"T\"\n");
    for kind in Kind::ALL {
        write(&format!(".onrecord/schemas/{}", kind.file_name()), &text(kind));
    }
    write("content/.onrecord/speakers/x.md", "no front matter");
    let (inputs, diagnostics) = onrecord::discover::discover(site.path());
    assert_eq!((inputs.texts().count(), inputs.assets.len() + inputs.statics.len()), (1, 0));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}
