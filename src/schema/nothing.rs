//! A key without a value counts as not given, so a schema takes `null` wherever it does without the key.

use schemars::Schema;
use schemars::transform::transform_subschemas;
use serde_json::{Map, Value, json};

/// Allows `null` for every key that is not required, here and below.
pub fn is_not_given(schema: &mut Schema) {
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    // Of mappings that are read as types; the conditions on a mapping have no such list.
    let closed = schema.get("type").is_some();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut).filter(|_| closed) {
        let optional = properties.iter_mut().filter(|(key, _)| !required.iter().any(|other| other == *key));
        optional.filter_map(|(_, value)| value.as_object_mut()).for_each(allow);
    }
    transform_subschemas(&mut (is_not_given as fn(&mut Schema)), schema);
}

fn allow(schema: &mut Map<String, Value>) {
    let nothing = json!({ "type": "null" });
    for key in ["anyOf", "oneOf"] {
        if let Some(Value::Array(forms)) = schema.get_mut(key) {
            return push(forms, nothing);
        }
    }
    if let Some(reference) = schema.remove("$ref") {
        schema.insert("anyOf".to_owned(), json!([{ "$ref": reference }, nothing]));
        return;
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        push(values, Value::Null);
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) => push(types, "null".into()),
        Some(of) => *of = json!([of.take(), "null"]),
        None => {}
    }
}

fn push(list: &mut Vec<Value>, value: Value) {
    if !list.contains(&value) {
        list.push(value);
    }
}
