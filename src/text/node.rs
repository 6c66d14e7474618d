//! One tree for all that is read, whatever its notation: scalars as they are spelled, lists and
//! mappings, each with its place.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::diag::problems::reading as problems;
use crate::diag::{Range, Spanned};

use super::findings::Findings;

/// How deep lists and mappings may nest.
pub const MAX_DEPTH: usize = 64;
/// How many nodes an input may hold, aliases expanded. 10,000 claims need some 300,000.
pub const MAX_NODES: usize = 1_000_000;

/// A value and its place, which is never empty. Aliases share their node.
#[derive(Debug)]
pub struct Node {
    pub range: Range,
    pub value: Value,
    /// Its mistake has been told: reading goes on as if it were not there.
    pub(super) hole: Cell<bool>,
    /// Of a mapping, the keys that are missing, which has been told.
    pub(super) missing: RefCell<Missing>,
}

/// Boxed, since nearly no node has any and there are many nodes.
pub(super) type Missing = Option<Box<Vec<&'static str>>>;

#[derive(Debug)]
pub enum Value {
    Scalar(Scalar),
    Sequence(Vec<Rc<Node>>),
    Mapping(Vec<Entry>),
}

/// A key and its value. No key stands twice in a mapping.
#[derive(Debug)]
pub struct Entry {
    pub key: Spanned<String>,
    pub value: Rc<Node>,
    /// The key is unknown, and that has been told.
    pub(super) hole: Cell<bool>,
    /// The key that was probably meant by an unknown one.
    pub(super) meant: Cell<Option<&'static str>>,
}

#[derive(Debug)]
pub struct Scalar {
    /// Escapes resolved, otherwise as spelled: `1.20` is four characters.
    pub text: Box<str>,
    pub style: Style,
}

/// What the notation says about the type of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Not quoted in YAML: the reader's wish decides between text, number, truth value and nothing.
    Plain,
    /// Text and nothing else: quoted, or a YAML block.
    Text,
    /// A number of JSON or TOML.
    Number,
    /// A truth value of JSON or TOML.
    Bool,
    /// JSON's `null`.
    Null,
    /// A date or time of TOML, as spelled.
    Date,
}

/// A scalar by YAML's core schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Core<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(&'a str),
}

impl Node {
    pub fn new(range: Range, value: Value) -> Rc<Self> {
        Rc::new(Self { range, value, hole: Cell::new(false), missing: RefCell::default() })
    }

    pub fn scalar(range: Range, text: impl Into<Box<str>>, style: Style) -> Rc<Self> {
        Self::new(range, Value::Scalar(Scalar { text: text.into(), style }))
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        if let Value::Mapping(entries) = &self.value { entries } else { &[] }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Rc<Node>] {
        if let Value::Sequence(items) = &self.value { items } else { &[] }
    }

    /// The value of a key, also where it is empty or wrong.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key.value == key).map(|entry| &*entry.value)
    }

    /// Whether a key was written, or another that was probably meant to be it: a complaint that it is
    /// missing would tell one mistake twice.
    pub fn attempted(&self, key: &str) -> bool {
        self.entries().iter().any(|entry| entry.attempts(key))
    }

    /// The text of a scalar that is not empty.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) if !self.is_null() => Some(&scalar.text),
            _ => None,
        }
    }

    /// Nothing was written, or `null` or `~`: a key with this value counts as not given.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.resolve() == Core::Null)
    }

    /// Where to point to speak of the whole: a mapping is told by its first key.
    pub fn place(&self) -> Range {
        self.entries().first().map_or(self.range, |entry| entry.key.range)
    }

    /// What it is, in words.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
            Value::Scalar(scalar) => scalar.kind(),
        }
    }

    /// How many nodes it is made of, aliases expanded.
    pub fn count(&self) -> usize {
        match &self.value {
            Value::Scalar(_) => 1,
            Value::Sequence(items) => 1 + items.iter().map(|item| item.count()).sum::<usize>(),
            Value::Mapping(entries) => 1 + entries.iter().map(|entry| entry.value.count()).sum::<usize>(),
        }
    }
}

/// A mapping of these entries. Of a key that stands twice the first holds, and a diagnostic shows both.
pub fn mapping(range: Range, mut entries: Vec<Entry>, findings: &mut Findings) -> Rc<Node> {
    let mut sorted: Vec<(usize, &Spanned<String>)> =
        entries.iter().map(|entry| &entry.key).enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| a.value.cmp(&b.value));
    let mut repeated = BTreeSet::new();
    for same in sorted.chunk_by(|(_, a), (_, b)| a.value == b.value) {
        let Some(((_, first), again)) = same.split_first() else { continue };
        for (index, key) in again {
            let (place, first_place) = (findings.span(key.range), findings.span(first.range));
            findings.add(problems::duplicate_key(&first.value, place, first_place));
            repeated.insert(*index);
        }
    }
    let mut indexes = 0..entries.len();
    entries.retain(|_| indexes.next().is_none_or(|index| !repeated.contains(&index)));
    Node::new(range, Value::Mapping(entries))
}

impl Entry {
    pub fn new(key: Spanned<String>, value: Rc<Node>) -> Self {
        Self { key, value, hole: Cell::new(false), meant: Cell::new(None) }
    }

    fn attempts(&self, key: &str) -> bool {
        self.meant.get() == Some(key) || (self.key.value == key && !self.value.is_null())
    }
}

impl Scalar {
    /// The value that the notation gives: of its own types, or by YAML's core schema.
    pub fn resolve(&self) -> Core<'_> {
        match self.style {
            Style::Text | Style::Date => Core::Text(&self.text),
            Style::Null => Core::Null,
            Style::Plain | Style::Number | Style::Bool => core_schema(&self.text),
        }
    }

    fn kind(&self) -> &'static str {
        match self.resolve() {
            Core::Null => "nothing",
            Core::Bool(_) => "a truth value",
            Core::Int(_) => "a number",
            Core::Float(_) => "a number that is not whole",
            Core::Text(_) if self.style == Style::Date => "a date",
            Core::Text(_) => "text",
        }
    }
}

/// YAML 1.2.2, section 10.3.2.
fn core_schema(text: &str) -> Core<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Core::Null,
        "true" | "True" | "TRUE" => Core::Bool(true),
        "false" | "False" | "FALSE" => Core::Bool(false),
        _ => {
            integer(text).map(Core::Int).or_else(|| float(text).map(Core::Float)).unwrap_or(Core::Text(text))
        }
    }
}

fn integer(text: &str) -> Option<i64> {
    let all = |digits: &str, known: fn(char) -> bool| !digits.is_empty() && digits.chars().all(known);
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, |c| c.is_ascii_hexdigit()).then(|| i64::from_str_radix(digits, 16).ok())?;
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |c| c.is_digit(8)).then(|| i64::from_str_radix(digits, 8).ok())?;
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    all(digits, |c| c.is_ascii_digit()).then(|| text.parse().ok())?
}

fn float(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match digits {
        ".inf" | ".Inf" | ".INF" => return Some(sign * f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let numeric = digits.chars().all(|c| matches!(c, '0'..='9' | '.' | 'e' | 'E' | '-' | '+'))
        && digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.contains(|c: char| c.is_ascii_digit());
    if numeric { digits.parse().ok().map(|value: f64| sign * value) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Core, core_schema};

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for (text, value) in [
            ("", Core::Null),
            ("~", Core::Null),
            ("true", Core::Bool(true)),
            ("no", Core::Text("no")),
            ("2022", Core::Int(2022)),
            ("-7", Core::Int(-7)),
            ("0x1F", Core::Int(31)),
            ("0o17", Core::Int(15)),
            ("1.20", Core::Float(1.2)),
            ("1e3", Core::Float(1000.0)),
            (".inf", Core::Float(f64::INFINITY)),
            ("99999999999999999999", Core::Float(1e20)),
            ("2025-02-09", Core::Text("2025-02-09")),
            ("e5", Core::Text("e5")),
            (".", Core::Text(".")),
            ("infinity", Core::Text("infinity")),
        ] {
            assert_eq!(core_schema(text), value, "{text:?}");
        }
    }
}
