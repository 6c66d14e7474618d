//! The form of files of sources, told to editors: a JSON Schema. Strict about our own keys and the types
//! of CSL's; a key that CSL does not know is free, since exports carry many.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::csl::{self, Kind};
use super::{Edtf, Ours, SourceKey, WebUrl};

/// A file of sources: `references:` with a list in YAML, or the list itself in JSON.
pub enum File {}

impl JsonSchema for File {
    fn schema_name() -> Cow<'static, str> {
        "Sources".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<Item>();
        json_schema!({
            "description": "Sources, as Zotero and Pandoc write them: CSL YAML, the list under `references:`, or CSL-JSON, the list itself.",
            "type": ["object", "array", "null"],
            "properties": { "references": { "description": "The sources.", "type": "array", "items": items } },
            "additionalProperties": false,
            "items": items,
        })
    }
}

/// One source.
enum Item {}

impl JsonSchema for Item {
    fn schema_name() -> Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Ours::json_schema(generator);
        schema.insert("description".to_owned(), "A source: a CSL item, and a few keys of our own.".into());
        schema.insert("required".to_owned(), json!(["id", "type"]));
        let key = described(
            "The key by which claims and citations name it.",
            generator.subschema_for::<SourceKey>(),
        );
        let kind =
            json!({ "description": "What kind of document it is: a type of CSL.", "enum": &csl::TYPES[..] });
        let properties = schema.ensure_object().entry("properties").or_insert_with(|| Map::new().into());
        if let Some(properties) = properties.as_object_mut() {
            properties.insert("id".to_owned(), key);
            properties.insert("type".to_owned(), kind);
            for (key, kind) in csl::variables() {
                properties.insert(key.to_owned(), variable(key, kind, generator));
            }
            let url = described("Its web address.", generator.subschema_for::<WebUrl>());
            properties.insert("URL".to_owned(), url);
        }
        schema
    }
}

fn variable(key: &str, kind: Kind, generator: &mut SchemaGenerator) -> Value {
    let schema = match kind {
        Kind::Text => json_schema!({ "type": ["string", "number", "boolean"] }),
        Kind::Names => generator.subschema_for::<Names>(),
        Kind::Date => generator.subschema_for::<CslDate>(),
        Kind::Aside => json_schema!({}),
    };
    described(&description(key, kind), schema)
}

/// In words where a writer is likely to need them.
fn description(key: &str, kind: Kind) -> Cow<'static, str> {
    match (key, kind) {
        ("title", _) => "The title. One in square brackets describes a source that has none.".into(),
        ("container-title", _) => "In what it appeared: the newspaper, the journal, the programme.".into(),
        ("author", _) => "Who wrote it: a list of `{family, given}`, or of names as text.".into(),
        ("issued", _) => "When it appeared: a date such as `2025-02-09`, or a CSL date object.".into(),
        ("accessed", _) => "When it was looked at: a date such as `2025-02-09`, or a CSL date object.".into(),
        ("publisher", _) => "Who published it, as citations name it. `outlet` links to a speaker.".into(),
        (_, Kind::Text) => "A variable of CSL: text.".into(),
        (_, Kind::Names) => "A variable of CSL: names.".into(),
        (_, Kind::Date) => "A variable of CSL: a date.".into(),
        (_, Kind::Aside) => "Known to CSL, and of no use for a citation.".into(),
    }
}

fn described(description: &str, mut schema: Schema) -> Value {
    schema.insert("description".to_owned(), description.into());
    schema.to_value()
}

/// A list of names; one name counts as a list.
enum Names {}

impl JsonSchema for Names {
    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let parts = csl::NAME_PARTS
            .map(|part| (part.to_owned(), json!({ "type": ["string", "number", "boolean", "null"] })));
        let name = json!({
            "type": ["object", "string", "number", "boolean"],
            "properties": Map::from_iter(parts),
        });
        json_schema!({ "anyOf": [{ "type": "array", "items": name }, name] })
    }
}

/// A date of ours, or an object as CSL-JSON and older CSL YAML have it.
enum CslDate {}

impl JsonSchema for CslDate {
    fn schema_name() -> Cow<'static, str> {
        "CslDate".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let number = json!({ "type": ["integer", "string", "null"], "pattern": r"^\s*(-?[0-9]+\s*)?$" });
        let year = json!({ "type": ["integer", "string"], "pattern": r"^\s*-?[0-9]+\s*$" });
        let parts = json!({ "type": "array", "items": [year], "minItems": 1, "additionalItems": number });
        let any = ["date-parts", "raw", "literal", "year"].map(|key| json!({ "required": [key] }));
        let day = json!({
            "type": "object",
            "properties": { "year": number, "month": number, "day": number, "season": number },
        });
        let date = json!({
            "type": "object",
            "properties": {
                "date-parts": { "type": "array", "items": parts, "minItems": 1, "not": { "type": "null" } },
                "raw": { "type": ["string", "number"] },
                "literal": { "type": ["string", "number"] },
                "season": number,
                "year": number,
                "month": number,
                "day": number,
            },
            "anyOf": any,
        });
        json_schema!({ "anyOf": [generator.subschema_for::<Edtf>(), date, { "type": "array", "items": day }] })
    }
}
