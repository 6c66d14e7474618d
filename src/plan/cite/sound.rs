//! Whether a style from the site can be used without harm.
//!
//! The citation library reads nested elements and expands macros by recursion and without a limit: a
//! style that nests too deep or calls itself would end the program, and one whose macros multiply
//! would never end.

use std::collections::HashMap;

use hayagriva::citationberg::Style;
use serde_json::{Map, Value};

// The limits, and what the 2,858 independent styles of the official collection reach at most.

/// Of a style's text: 246 kB.
const MAX_BYTES: usize = 1 << 20;
/// Elements inside each other in the text: 18.
const MAX_NESTED: usize = 64;
/// Elements that one citation goes through: 5,245.
const MAX_ELEMENTS: u64 = 20_000;
/// Elements inside each other, macros expanded: 113.
const MAX_EXPANDED: usize = 300;

/// Checks the text of a style before it is parsed. The error says what is wrong, in lower case.
pub fn check_text(text: &str) -> Result<(), String> {
    if text.len() > MAX_BYTES {
        return Err(format!("it is larger than {} kB", MAX_BYTES / 1024));
    }
    if depth(text) > MAX_NESTED {
        return Err(format!("its elements nest more than {MAX_NESTED} deep"));
    }
    Ok(())
}

/// Checks that the macros of a style exist, do not call themselves, and do not multiply.
pub fn check_macros(style: &Style) -> Result<(), String> {
    let Ok(Value::Object(parts)) = serde_json::to_value(style) else {
        return Err("it cannot be read".to_owned());
    };
    let definitions = parts.get("macro").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let named = definitions.iter().filter_map(|value| Some((value.get("@name")?.as_str()?, value)));
    let mut macros = Macros { bodies: named.collect(), measured: HashMap::new() };
    for part in ["citation", "bibliography"].iter().filter_map(|part| parts.get(*part)) {
        let Extent { elements, depth } = macros.measure(part)?;
        if elements > MAX_ELEMENTS || depth > MAX_EXPANDED {
            return Err("its macros call each other too many times".to_owned());
        }
    }
    Ok(())
}

/// The deepest nesting of elements, counted generously: what ends an element lowers it, what looks
/// like the beginning of one raises it.
fn depth(xml: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let (end, empty) = tag_end(rest);
        match rest.as_bytes().first() {
            Some(b'!') if rest.starts_with("!--") => {
                rest = rest.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            Some(b'!' | b'?') => {}
            Some(b'/') => depth = depth.saturating_sub(1),
            _ if !empty => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
        rest = &rest[end..];
    }
    deepest
}

/// Where the tag ends, after its `>`, and whether it is an empty element's.
fn tag_end(tag: &str) -> (usize, bool) {
    let mut quote = None;
    for (index, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return (index + 1, tag[..index].ends_with('/')),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    (tag.len(), false)
}

struct Macros<'a> {
    bodies: HashMap<&'a str, &'a Value>,
    /// `None` while a macro is being measured.
    measured: HashMap<&'a str, Option<Extent>>,
}

/// What formatting with a part of a style may come to, all macros expanded.
#[derive(Clone, Copy, Default)]
struct Extent {
    /// Elements gone through: of the branches of a choice, the largest one.
    elements: u64,
    /// Elements inside each other.
    depth: usize,
}

impl Extent {
    fn and(self, other: Self) -> Self {
        let elements = self.elements.saturating_add(other.elements);
        Self { elements, depth: self.depth.max(other.depth) }
    }

    fn or(self, other: Self) -> Self {
        Self { elements: self.elements.max(other.elements), depth: self.depth.max(other.depth) }
    }
}

impl<'a> Macros<'a> {
    fn measure(&mut self, part: &'a Value) -> Result<Extent, String> {
        match part {
            Value::Object(element) => self.measure_element(element),
            Value::Array(elements) => elements
                .iter()
                .try_fold(Extent::default(), |sum, element| Ok(sum.and(self.measure(element)?))),
            _ => Ok(Extent::default()),
        }
    }

    fn measure_element(&mut self, element: &'a Map<String, Value>) -> Result<Extent, String> {
        let (mut all, mut branch) = (Extent::default(), Extent::default());
        for (key, value) in element {
            match (key.as_str(), value) {
                ("@macro", Value::String(name)) => all = all.and(self.measure_macro(name)?),
                ("if" | "else-if" | "else", Value::Array(branches)) => {
                    for value in branches {
                        branch = branch.or(self.measure(value)?);
                    }
                }
                ("if" | "else-if" | "else", value) => branch = branch.or(self.measure(value)?),
                (_, value) => all = all.and(self.measure(value)?),
            }
        }
        let inner = all.and(branch);
        Ok(Extent { elements: inner.elements.saturating_add(1), depth: inner.depth + 1 })
    }

    fn measure_macro(&mut self, name: &'a str) -> Result<Extent, String> {
        match self.measured.get(name) {
            Some(Some(extent)) => return Ok(*extent),
            Some(None) => return Err(format!("its macro `{name}` calls itself")),
            None => {}
        }
        let body = *self.bodies.get(name).ok_or_else(|| format!("it has no macro `{name}`"))?;
        self.measured.insert(name, None);
        let extent = self.measure(body)?;
        self.measured.insert(name, Some(extent));
        Ok(extent)
    }
}
