//! The JSON Schemas: they take what the program takes, and refuse what it refuses by shape.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jsonschema::Validator;
use onrecord::schema::{Kind, schema};
use onrecord::text::findings::Findings;
use onrecord::text::front_matter::{self, FrontMatter};
use onrecord::text::{de, json, toml, yaml};
use serde_json::Value;

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
