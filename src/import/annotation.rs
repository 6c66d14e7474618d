//! An annotation of whatever tool, as far as a claim can be made of it.

use std::rc::Rc;

use crate::diag::problems::reading;
use crate::diag::{Range, Spanned};
use crate::parse::claims::Part;
use crate::text::findings::Findings;
use crate::text::node::{Node, Style, Value};

/// What an annotation says, with the places in the imported file.
#[derive(Debug)]
pub struct Annotation {
    /// The whole of it: what is kept word for word where no claim can be made.
    pub range: Range,
    /// What it is known by where it comes from: an address or another name.
    pub name: Option<String>,
    /// The id of the article that it names.
    pub article: Option<String>,
    /// What it is about. Several are passages of one claim.
    pub targets: Vec<Target>,
    /// What its author says, in Markdown; paragraphs.
    pub texts: Vec<Spanned<String>>,
    /// Its tags, those that are keys of a claim included.
    pub tags: Vec<Spanned<String>>,
    /// Keys of a claim that it gives outright.
    pub keys: Vec<(Spanned<String>, Rc<Node>)>,
    /// Why no claim can be made of it, as the end of a sentence.
    pub unfit: Option<String>,
}

impl Annotation {
    /// Where to point to speak of it: its words, if it has any.
    pub fn place(&self) -> Range {
        let quote = self.targets.iter().find_map(|target| target.quote.as_ref());
        quote.map_or(Range { end: self.range.start + 1, ..self.range }, |quote| quote.exact.range)
    }
}

/// A document, and the words in it.
#[derive(Debug, Default)]
pub struct Target {
    pub source: Option<Spanned<String>>,
    pub quote: Option<Quote>,
    /// The part of the article in which the words stand, where that is said.
    pub part: Option<Part>,
    /// Unicode code points of the article's text, end exclusive: says which of several places is meant.
    pub position: Option<(usize, usize)>,
}

#[derive(Clone, Debug)]
pub struct Quote {
    pub exact: Spanned<String>,
    pub prefix: Option<Spanned<String>>,
    pub suffix: Option<Spanned<String>>,
}

/// Selectors that were passed over, by type, with the place of the first and how many there were.
pub type Passed = std::collections::BTreeMap<String, (Range, usize)>;

/// Reads the selectors of a target. All of them select the same thing, so one quote is enough.
pub fn select(node: &Node, target: &mut Target, passed: &mut Passed, findings: &mut Findings) {
    for selector in listed(node) {
        let kind = types(selector).into_iter().next().unwrap_or_default();
        match kind.as_str() {
            "TextQuoteSelector" => {
                let Some(exact) = text(selector, "exact", findings) else { continue };
                let (prefix, suffix) =
                    (text(selector, "prefix", findings), text(selector, "suffix", findings));
                target.quote = Some(Quote { exact, prefix, suffix });
            }
            "TextPositionSelector" => {
                let number = |key| selector.get(key).and_then(Node::text).and_then(|text| text.parse().ok());
                target.position = number("start").zip(number("end"));
            }
            _ => {
                passed.entry(kind).or_insert((selector.place(), 0)).1 += 1;
            }
        }
        // A quote within a part of the document, which is selected by other means.
        if let Some(refined) = selector.get("refinedBy") {
            select(refined, target, passed, findings);
        }
    }
}

/// One value, or each of a list.
pub fn listed(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Sequence(items) => items.iter().map(|item| &**item).collect(),
        _ if node.is_null() => Vec::new(),
        _ => vec![node],
    }
}

/// The types of a node, by their short names.
pub fn types(node: &Node) -> Vec<String> {
    let types = node.get("type").or_else(|| node.get("@type")).map(listed).unwrap_or_default();
    types.into_iter().filter_map(Node::text).map(|name| short(name).to_owned()).collect()
}

/// A term of the vocabulary without what stands before it.
pub fn short(name: &str) -> &str {
    let bare = name.strip_prefix("http://www.w3.org/ns/oa#").or_else(|| name.strip_prefix("oa:"));
    bare.unwrap_or(name)
}

/// The text under a key. What is there and is no text is told.
pub fn text(node: &Node, key: &str, findings: &mut Findings) -> Option<Spanned<String>> {
    let value = node.get(key).filter(|value| !value.is_null())?;
    match &value.value {
        Value::Scalar(scalar) if scalar.style == Style::Text => {
            Some(Spanned { value: scalar.text.to_string(), range: value.range })
        }
        _ => {
            let place = findings.span(value.place());
            findings.add(reading::wrong_type(Some(key), "text", value.kind(), None, place));
            None
        }
    }
}
