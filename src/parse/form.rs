//! The forms of single values as JSON Schemas tell them to editors: what [`super::rules`] judges.
//!
//! Values of these types are never made. `#[schemars(with = …)]` names them where a field holds text, and
//! the text has a form.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident = $schema:tt;)*) => {$(
        $(#[$doc])*
        pub enum $name {}

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

// YAML takes `12` for a number and `true` for a truth value, and the reader takes both for text.
forms! {
    /// Text in YAML.
    Text = { "type": ["string", "number", "boolean"] };

    /// Text in YAML that must say something.
    FilledText = {
        "type": ["string", "number", "boolean"],
        "pattern": r"\S",
        "patternErrorMessage": "This cannot be empty.",
    };

    Topic = {
        "type": ["string", "number", "boolean"],
        "pattern": r"[\p{Alphabetic}\p{N}]",
        "patternErrorMessage": "A topic needs at least one letter or digit.",
    };

    /// Text in TOML that must say something.
    Filled = { "type": "string", "pattern": r"\S", "patternErrorMessage": "This cannot be empty." };

    Id = {
        "type": ["string", "integer"],
        "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$",
        "minimum": 0,
        "patternErrorMessage":
            "An id is made of lower-case letters `a` to `z`, digits, and single hyphens between them.",
    };

    ClaimReference = {
        "type": "string",
        "pattern": r"^([a-z0-9]+(-[a-z0-9]+)*)?#[a-z0-9]+(-[a-z0-9]+)*$",
        "patternErrorMessage":
            "A claim is referred to as `#claim` in its own article, else as `article#claim`.",
    };

    /// An event, or a claim.
    Target = {
        "type": ["string", "integer"],
        "pattern": r"^([a-z0-9]+(-[a-z0-9]+)*)?(#[a-z0-9]+(-[a-z0-9]+)*)?$",
        "minLength": 1,
        "minimum": 0,
        "patternErrorMessage":
            "Write the id of an event, `#claim` for a claim of this article, or `article#claim`.",
    };

    SourceKey = {
        "type": ["string", "number"],
        "pattern": r"^[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}_:.-]*$",
        "minimum": 0,
        "patternErrorMessage": "A key begins with a letter or digit and holds letters, digits and `-_:.`.",
    };

    WebUrl = {
        "type": "string",
        "pattern": r#"^[hH][tT][tT][pP][sS]?://[.:\[\]%_@-]*[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}.:\[\]%_@-]*([/?#][^\s\p{Cc}<>"{}|\\^`]*)?$"#,
        "patternErrorMessage": "An address begins with `https://` or `http://` and holds no spaces.",
    };

    /// The address of a site's root.
    BaseUrl = {
        "type": "string",
        "pattern": r#"^[hH][tT][tT][pP][sS]?://[.:\[\]%_@-]*[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}.:\[\]%_@-]*(/[^\s\p{Cc}<>"{}|\\^`?#]*)?$"#,
        "patternErrorMessage":
            "Write the address of the site's root, such as `https://example.org/`, without `?` and `#`.",
    };

    LanguageTag = {
        "type": "string",
        "pattern": r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        "patternErrorMessage": "Language tags are those of BCP 47, such as `en`, `pt-BR` or `zh-Hant`.",
    };

    WikidataItem = {
        "type": "string",
        "pattern": r"^Q[1-9][0-9]*$",
        "patternErrorMessage": "The number of an item is written like `Q42`.",
    };

    /// An old path of the site.
    Alias = {
        "type": ["string", "number", "boolean"],
        "pattern": r"^/?(?!\.\.?(/|$))[^/?#\\\u0000]+(/(?!\.\.?(/|$))[^/?#\\\u0000]+)*/?$",
        "patternErrorMessage": "A path is written like `/old/path/`, without `..`, `?` and `#`.",
    };
}

/// The schema of a struct that may be written as a scalar: the value of its one required field.
pub(super) fn scalar_or_mapping(schema: &mut Schema) {
    let mapping = schema.ensure_object();
    let required = mapping.get("required").and_then(|required| required.get(0)).and_then(Value::as_str);
    let scalar = required.and_then(|key| mapping.get("properties")?.get(key));
    let Some(mut scalar) = scalar.cloned() else { return };
    let description = mapping.remove("description");
    if let (Some(scalar), Some(description)) = (scalar.as_object_mut(), &description) {
        scalar.insert("description".to_owned(), description.clone());
    }
    let forms = json!({ "anyOf": [scalar, std::mem::take(mapping)] });
    *schema = Schema::try_from(forms).unwrap_or_default();
    if let Some(description) = description {
        schema.insert("description".to_owned(), description);
    }
}

#[cfg(test)]
mod tests {
    use schemars::{JsonSchema, SchemaGenerator};
    use serde_json::Value;

    use super::{Alias, BaseUrl, FilledText, Id, LanguageTag, SourceKey, Target, WebUrl, WikidataItem};

    fn takes<F: JsonSchema>(value: impl Into<Value>) -> bool {
        let schema = F::json_schema(&mut SchemaGenerator::default());
        jsonschema::is_valid(schema.as_value(), &value.into())
    }

    #[test]
    fn forms_are_those_that_are_judged() {
        for id in ["a", "a-1", "2025-talks", "0", "", "-a", "a-", "a--b", "A", "a_b", "ä", "a b"] {
            assert_eq!(takes::<Id>(id), crate::model::is_id(id), "{id}");
        }
        for key in ["tass-2025-02-09", "Doe:2020", "doi.10_1", "Müller2020", "", ":a", "a b", "a/b", "@a"] {
            assert_eq!(takes::<SourceKey>(key), super::super::rules::is_source_key(key), "{key}");
        }
        for url in [
            "https://example.com",
            "HTTP://example.com/a?b=c#d",
            "https://пример.рф/страница",
            "http://[::1]:80/",
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https:///a",
            "http://a b",
            "http://a/\"x",
            "https://exa<mple",
            "https://a/\u{7}",
        ] {
            assert_eq!(takes::<WebUrl>(url), super::super::rules::is_web_url(url), "{url}");
        }
    }

    #[test]
    fn forms_hold_numbers_where_yaml_makes_them() {
        assert!(takes::<Id>(2025) && !takes::<Id>(-1) && !takes::<Id>(true));
        assert!(takes::<FilledText>(1984) && takes::<FilledText>(true) && !takes::<FilledText>(" "));
    }

    #[test]
    fn targets_paths_and_tags() {
        for good in ["call", "#claim", "article-1#claim"] {
            assert!(takes::<Target>(good), "{good}");
        }
        for bad in ["", "a#", "#", "A", "a#b#c"] {
            assert!(!takes::<Target>(bad), "{bad}");
        }
        for good in ["/ok/", "ok", "a/b.html", "/..a/"] {
            assert!(takes::<Alias>(good), "{good}");
        }
        for bad in ["", "/", "../no", "a/../b", "a?b", "a#b", "a//b", "a/.", "a\\b"] {
            assert!(!takes::<Alias>(bad), "{bad}");
        }
        assert!(takes::<LanguageTag>("zh-Hant") && !takes::<LanguageTag>("english!"));
        assert!(takes::<WikidataItem>("Q42") && !takes::<WikidataItem>("Q042"));
        assert!(takes::<BaseUrl>("https://example.org/sub/") && !takes::<BaseUrl>("https://example.org?a"));
    }
}
