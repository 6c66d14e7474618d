//! What the format lets stand at a place: keys and fixed words, by the schemas that are made from the
//! types that are read.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::schema;

use super::context::Step;

/// Keys or words that may be written, each with what it means.
pub type Choices = BTreeMap<String, String>;

/// A place in a kind of file: the schemas that hold for what stands there.
pub struct Shape {
    root: &'static Value,
    nodes: Vec<&'static Map<String, Value>>,
}

impl Shape {
    /// The place at the end of a path. Nothing holds where the format knows no such path.
    pub fn at(kind: schema::Kind, path: &[Step]) -> Self {
        static SCHEMAS: LazyLock<Vec<(schema::Kind, Value)>> = LazyLock::new(|| {
            schema::Kind::ALL.into_iter().map(|kind| (kind, schema::schema(kind))).collect()
        });
        let found = SCHEMAS.iter().find(|(known, _)| *known == kind);
        let root = found.map_or(&Value::Null, |(_, schema)| schema);
        let mut shape = Self { root, nodes: Vec::new() };
        shape.add(root);
        for step in path {
            shape.step(step);
        }
        shape
    }

    /// The keys of a mapping that may stand here.
    pub fn keys(&self) -> Choices {
        let properties = self.nodes.iter().filter_map(|node| node.get("properties")?.as_object()).flatten();
        let mut keys = Choices::new();
        for (key, value) in properties {
            let described = keys.entry(key.clone()).or_default();
            if described.is_empty() {
                description(value).clone_into(described);
            }
        }
        keys
    }

    /// The words of which one may stand here.
    pub fn words(&self) -> Choices {
        let mut words = Choices::new();
        for node in &self.nodes {
            let listed = node.get("enum").and_then(Value::as_array).into_iter().flatten();
            words.extend(listed.filter_map(|word| Some((word.as_str()?.to_owned(), String::new()))));
            if let Some(word) = node.get("const").and_then(Value::as_str) {
                let means = node.get("description").and_then(Value::as_str).unwrap_or_default();
                words.insert(word.to_owned(), means.to_owned());
            }
            if is_of(node, "boolean") && !is_of(node, "string") {
                words.extend(["true", "false"].map(|word| (word.to_owned(), String::new())));
            }
        }
        words
    }

    /// Whether text may stand here, and not only a list or a mapping.
    pub fn takes_text(&self) -> bool {
        self.nodes.iter().any(|node| is_of(node, "string"))
    }

    fn step(&mut self, step: &Step) {
        let nodes = std::mem::take(&mut self.nodes);
        for node in nodes {
            let inner = match step {
                Step::Item => node.get("items"),
                Step::Key(key) => {
                    let own = node.get("properties").and_then(|properties| properties.get(key));
                    own.or_else(|| node.get("additionalProperties"))
                }
            };
            inner.into_iter().for_each(|inner| self.add(inner));
        }
    }

    /// Adds a schema with all its alternatives.
    fn add(&mut self, schema: &'static Value) {
        let Some(node) = schema.as_object() else { return };
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            target.into_iter().for_each(|target| self.add(target));
        }
        self.nodes.push(node);
        for choice in ["anyOf", "oneOf", "allOf"] {
            let schemas = node.get(choice).and_then(Value::as_array).into_iter().flatten();
            schemas.for_each(|schema| self.add(schema));
        }
    }
}

fn description(schema: &Value) -> &str {
    schema.get("description").and_then(Value::as_str).unwrap_or_default()
}

fn is_of(node: &Map<String, Value>, kind: &str) -> bool {
    match node.get("type") {
        Some(Value::String(name)) => name == kind,
        Some(Value::Array(names)) => names.iter().any(|name| name == kind),
        _ => false,
    }
}
