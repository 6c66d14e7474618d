//! A [`Node`] -> YAML, as a person would write it.

use crate::edit;
use crate::text::node::{Node, Scalar, Style, Value};

/// Lists of short values stand on one line up to this width, in characters.
const WIDTH: usize = 100;

/// Spells the items of a list, each line indented by so many spaces.
pub fn items<'a>(nodes: impl IntoIterator<Item = &'a Node>, indent: usize) -> String {
    let mut yaml = String::new();
    for node in nodes {
        item(node, indent, &mut yaml);
    }
    yaml
}

fn item(node: &Node, indent: usize, yaml: &mut String) {
    let margin = " ".repeat(indent);
    let mut inner = String::new();
    value(node, indent + 2, &mut inner);
    // A mapping begins on the line of its hyphen.
    let inner = inner.strip_prefix('\n').map_or(inner.as_str(), |lines| lines.trim_start_matches(' '));
    yaml.push_str(&format!("{margin}- {}", inner.trim_start_matches(' ')));
}

/// Spells a key with its value, indented by so many spaces.
pub fn entry(key: &str, node: &Node, indent: usize) -> String {
    let mut yaml = format!("{}{}:", " ".repeat(indent), edit::spelled(key, false));
    value(node, indent + 2, &mut yaml);
    yaml
}

/// What stands after a key or a hyphen, with its line end. Whatever takes lines of its own begins with a
/// line end.
fn value(node: &Node, indent: usize, yaml: &mut String) {
    match &node.value {
        Value::Scalar(scalar) => yaml.push_str(&format!(" {}\n", spelled(scalar, indent))),
        Value::Mapping(entries) if entries.is_empty() => yaml.push_str(" {}\n"),
        Value::Mapping(entries) => {
            yaml.push('\n');
            for entry in entries {
                yaml.push_str(&self::entry(&entry.key.value, &entry.value, indent));
            }
        }
        Value::Sequence(list) => match one_line(node) {
            Some(line) if line.chars().count() <= WIDTH => yaml.push_str(&format!(" {line}\n")),
            _ => {
                yaml.push('\n');
                list.iter().for_each(|node| item(node, indent, yaml));
            }
        },
    }
}

/// A list of scalars or of such lists in brackets.
fn one_line(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.contains('\n') => None,
        Value::Scalar(scalar) => Some(one(scalar, true)),
        Value::Sequence(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| one_line(item)).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Value::Mapping(_) => None,
    }
}

/// Text with lines of its own stands in a block below its key.
fn spelled(scalar: &Scalar, indent: usize) -> String {
    let block = if scalar.style == Style::Text || scalar.style == Style::Plain {
        edit::literal(&scalar.text)
    } else {
        None
    };
    let Some(lines) = block else { return one(scalar, false) };
    let margin = " ".repeat(indent);
    let lines = lines.iter().enumerate().map(|(number, line)| match line.as_str() {
        "" => String::new(),
        header if number == 0 => header.to_owned(),
        line => format!("{margin}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn one(scalar: &Scalar, in_brackets: bool) -> String {
    match scalar.style {
        Style::Number | Style::Bool | Style::Null => scalar.text.to_string(),
        // A number that readers of any kind would give back as it is.
        _ if is_number(&scalar.text) => scalar.text.to_string(),
        Style::Plain | Style::Text | Style::Date => edit::spelled(&scalar.text, in_brackets),
    }
}

fn is_number(text: &str) -> bool {
    let digits = (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text == "0" || !text.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::items;
    use crate::text::findings::Findings;
    use crate::text::node::{Node, Value};
    use crate::text::{json, yaml};

    /// The same keys and texts, whatever the notation.
    fn same(a: &Node, b: &Node) -> bool {
        match (&a.value, &b.value) {
            (Value::Scalar(a), Value::Scalar(b)) => a.text == b.text,
            (Value::Sequence(a), Value::Sequence(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Value::Mapping(a), Value::Mapping(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b).all(|(a, b)| a.key.value == b.key.value && same(&a.value, &b.value))
            }
            _ => false,
        }
    }

    fn spelled(text: &str) -> String {
        let mut findings = Findings::new(&"a.json".into(), &Arc::from(text));
        let json = json::parse(text, &mut findings).unwrap();
        let spelled = items(json.items().iter().map(|item| &**item), 2);
        let mut findings = Findings::new(&"a.yaml".into(), &Arc::from(&*spelled));
        let again = yaml::parse(&spelled, 0, &mut findings).unwrap_or_else(|| panic!("{spelled}"));
        assert!(same(&json, &again), "{spelled}");
        spelled
    }

    #[test]
    fn what_is_spelled_reads_the_same() {
        insta::assert_snapshot!(spelled(
            r#"[{"id": "a-1", "volume": "12", "title": "One: two", "note": "first\nsecond\n\nthird", "edition": 2,
                "author": [{"family": "Doe", "given": "J."}, {"literal": "The, Trust"}], "topics": ["a", "b, c"],
                "issued": {"date-parts": [[2025, 2, 9]]}, "nothing": null, "e": {}, "l": []}]"#
        ), @r#"
          - id: a-1
            volume: 12
            title: "One: two"
            note: |-
              first
              second

              third
            edition: 2
            author:
              - family: Doe
                given: J.
              - literal: The, Trust
            topics: [a, "b, c"]
            issued:
              date-parts: [[2025, 2, 9]]
            nothing: null
            e: {}
            l: []
        "#);
    }

    #[test]
    fn odd_texts_read_the_same() {
        let texts = [
            "",
            " ",
            "a ",
            " a",
            "- a",
            "a: b",
            "a #b",
            "yes",
            "null",
            "~",
            "1e3",
            "007",
            "0x1F",
            "2025-02-09",
            "a:",
            "'",
            "\"",
            "'\"",
            "a\n",
            "\na",
            "a\n b",
            "a \nb",
            "a\n\n\nb\n",
            "a\u{2028}b",
            "a\u{85}b",
            "\u{feff}a",
            "\t",
            "\\",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "[a",
            "{a",
            "|",
            ">",
            "? a",
            "a, b",
            "…",
            "Ж: и",
            "a\rb",
            "===",
            "<<",
            "---",
            "...",
            "# a",
            "--- a",
        ];
        spelled(&serde_json::to_string(&texts.to_vec()).unwrap());
        spelled(&serde_json::to_string(&[texts.to_vec()]).unwrap());
        for text in texts {
            let map = std::collections::BTreeMap::from([("k", text)]);
            spelled(&serde_json::to_string(&[map]).unwrap());
            let map = std::collections::BTreeMap::from([(text, "v")]);
            spelled(&serde_json::to_string(&[map]).unwrap());
        }
    }
}
