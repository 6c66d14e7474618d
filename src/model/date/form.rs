//! The form of dates, told to editors: a JSON Schema. That there is no 30 February is left to reading.

use std::borrow::Cow;
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Edtf;

/// `-0044`, `2025`, `202X`, `20XX`, `Y17000`; then a season, a month, a day; then a doubt.
const DATE: &str = "(?:-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)|Y-?[0-9]{5,})\
    (?:-(?:2[1-4]|XX(?:-XX)?|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]|XX))?))?[?~%]?";
const TIME: &str =
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)";

/// A side of an interval may be open or empty, but not both sides.
static PATTERN: LazyLock<String> = LazyLock::new(|| {
    let side = format!("(?:{TIME}|{DATE}|\\.\\.)?");
    format!("^(?=.*[0-9]){side}(?:/{side})?$")
});

impl JsonSchema for Edtf {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    /// A year alone is a number to YAML.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "integer"],
            "pattern": *PATTERN,
            // A year of fewer digits, or before the first, goes between quotation marks.
            "minimum": 1000,
            "maximum": 9999,
            "patternErrorMessage":
                "Dates are written like `2025-02-09`, `2025-02`, `2025`, `2025-02-08/2025-02-09` or `../2025-02-09`; a time like `2025-02-09T14:30+03:00`.",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use schemars::{JsonSchema, SchemaGenerator};
    use serde_json::Value;

    use super::Edtf;

    fn takes(value: impl Into<Value>) -> bool {
        let schema = Edtf::json_schema(&mut SchemaGenerator::default());
        jsonschema::is_valid(schema.as_value(), &value.into())
    }

    #[test]
    fn dates_have_the_form_of_dates() {
        for text in ["2025-02-09", "202X", "20XX", "2025-21", "2022-02-28/2022-04~", "../2025-02-09?"] {
            assert!(takes(text), "{text}");
        }
        for text in ["2025-02-09T14:30+03:00", "2025-02-09T14:30:05Z/2025-02-10", "2025-02-10/", "/2025"] {
            assert!(takes(text), "{text}");
        }
        assert!(takes(2025));
    }

    #[test]
    fn what_is_no_date_has_not() {
        for text in ["", "/", "..", "../..", "soon", "9 Feb", "2025-2-9", "2025-13", "2025-02-32", "25"] {
            assert!(!takes(text), "{text}");
        }
        for text in ["2025-02-09T14:30", "2025-02-09 14:30Z", "2025-2X", "[2025]", "2025/2026/2027"] {
            assert!(!takes(text), "{text}");
        }
        assert!(!takes(25) && !takes(20_250_209) && !takes(2025.5) && !takes(true));
    }

    proptest! {
        #[test]
        fn no_date_is_refused(text in "(-|Y|\\.\\.|/|[0-3][0-9]|[0-9X]{1,4}|-|T|:|Z|\\+03:00|[?~%]|[0-9]{4}-[0-9]{2}-[0-9]{2}){1,8}") {
            if text.parse::<Edtf>().is_ok() {
                prop_assert!(takes(text.clone()), "{text}");
            }
        }
    }
}
