//! Rewrites: what comes out of an edit says what was meant and nothing else, and where a value has changed, all
//! other lines are as they were, byte for byte; or nothing comes out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use onrecord::diag::{Change, Span};
use onrecord::edit;
use onrecord::edit::claims::{self, Draft, Quote};
use onrecord::text::findings::Findings;
use onrecord::text::front_matter::{self, FrontMatter};
use onrecord::text::node::{Core, Node, Value};
use onrecord::text::{json, yaml};

use super::parts;

/// How many values of a file are changed, one at a time.
const CHANGED: usize = 12;
/// Aliases may make much of little.
const NODES: usize = 2_000;

/// A file, and after it words that are written into it.
pub fn hold(bytes: &[u8]) {
    let parts = parts(bytes);
    let part = |index: usize| parts.get(index).map_or("", String::as_str);
    let (text, words) = (part(0), part(1));
    for kind in [Kind::Yaml, Kind::Json, Kind::Markdown] {
        let Some(node) = kind.read(text) else { continue };
        let mut places = Vec::new();
        scalars(&node, &mut places);
        places.dedup();
        let step = places.len().div_ceil(CHANGED).max(1);
        for place in places.iter().step_by(step) {
            for change in changes(kind, place, words) {
                if let Ok(new) = edit::apply(text, &[&change]) {
                    assert_meant(kind, &change, text, &new);
                }
            }
        }
    }
    entries(text, words);
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Yaml,
    Json,
    Markdown,
}

impl Kind {
    fn path(self) -> &'static str {
        match self {
            Self::Yaml => "content/articles/a.claims.yaml",
            Self::Json => "content/sources/a.json",
            Self::Markdown => "content/articles/a.md",
        }
    }

    /// The values of a file, if there are some and not too many.
    fn read(self, text: &str) -> Option<Rc<Node>> {
        let mut findings = Findings::new(&"".into(), &"".into());
        let text = text.trim_start_matches('\u{FEFF}');
        let node = match self {
            Self::Yaml => yaml::parse(text, 0, &mut findings),
            Self::Json => json::parse(text, &mut findings),
            Self::Markdown => match front_matter::find(text) {
                FrontMatter::Present { yaml, .. } => {
                    yaml::parse(&text[yaml.clone()], yaml.start, &mut findings)
                }
                _ => None,
            },
        };
        node.filter(|node| node.count() <= NODES)
    }
}

/// The places of all scalars, in order; one that is repeated by an alias comes several times.
fn scalars(node: &Node, out: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Scalar(_) => out.push(node.range.usize()),
        Value::Sequence(items) => items.iter().for_each(|item| scalars(item, out)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| scalars(&entry.value, out)),
    }
}

fn changes(kind: Kind, place: &Range<usize>, words: &str) -> [Change; 5] {
    let span = || Span::new(&kind.path().into(), onrecord::diag::Range::new(place.start, place.end));
    let words = || words.to_owned();
    [
        Change::Value { place: span(), value: words() },
        Change::Context { exact: span(), prefix: Some(words()), suffix: None },
        Change::Context { exact: span(), prefix: None, suffix: Some(words()) },
        Change::Quote { exact: span(), words: words(), prefix: Some("p".to_owned()), suffix: Some(words()) },
        Change::Key { beside: span(), key: "in", value: words() },
    ]
}

/// What a file says, apart from how it is spelled.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// A scalar: its text, and whether it is text, a number, a truth value or nothing.
    Scalar(String, &'static str),
    /// A scalar that reads as this text and is not nothing.
    Asked(String),
    List(Vec<Said>),
    Mapping(BTreeMap<String, Said>),
}

impl Said {
    fn of(node: &Node) -> Self {
        Self::with(node, &|_| None)
    }

    /// What a node says when `other` replaces some of its nodes.
    fn with(node: &Node, other: &impl Fn(&Node) -> Option<Self>) -> Self {
        other(node).unwrap_or_else(|| match &node.value {
            Value::Scalar(scalar) => {
                let sense = match scalar.resolve() {
                    Core::Null => "nothing",
                    Core::Text(_) => "text",
                    Core::Bool(_) | Core::Int(_) | Core::Float(_) => "other",
                };
                Self::Scalar(scalar.text.to_string(), sense)
            }
            Value::Sequence(items) => Self::List(items.iter().map(|item| Self::with(item, other)).collect()),
            Value::Mapping(entries) => Self::Mapping(
                entries
                    .iter()
                    .map(|entry| (entry.key.value.clone(), Self::with(&entry.value, other)))
                    .collect(),
            ),
        })
    }

    fn is_met_by(&self, found: &Self) -> bool {
        match (self, found) {
            (Self::Asked(asked), Self::Scalar(text, sense)) => asked == text && *sense != "nothing",
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_met_by(b))
            }
            (Self::Mapping(a), Self::Mapping(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|((k, a), (l, b))| k == l && a.is_met_by(b))
            }
            _ => self == found,
        }
    }

    fn set(&mut self, key: &str, words: &str) {
        if let Self::Mapping(entries) = self {
            entries.insert(key.to_owned(), Self::Asked(words.to_owned()));
        }
    }
}

/// The new text says what the old one does, but for the change.
fn assert_meant(kind: Kind, change: &Change, text: &str, new: &str) {
    let Some(old) = kind.read(text) else { return };
    let found = kind.read(new).unwrap_or_else(|| panic!("{change:?} spoils {text:?}: {new:?}"));
    let expected = expected(&old, change);
    assert!(expected.is_met_by(&Said::of(&found)), "{change:?} made of {text:?}: {new:?}");
    if matches!(change, Change::Value { .. }) {
        assert_near(change, text, new);
    }
}

/// No line differs but those of the value.
fn assert_near(change: &Change, text: &str, new: &str) {
    let mark = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let place = change.place().range.usize();
    let (start, end) = (place.start + mark, place.end + mark);
    // The header of a block of lines stands above it.
    let above = text[..start].trim_end().rfind('\n').map_or(0, |at| at + 1);
    let below = text[end..].find('\n').map_or(text.len(), |at| end + at);
    assert!(new.starts_with(&text[..above]), "{change:?} changes what is above, of {text:?}: {new:?}");
    assert!(new.ends_with(&text[below..]), "{change:?} changes what is below, of {text:?}: {new:?}");
}

fn expected(old: &Node, change: &Change) -> Said {
    let place = change.place().range.usize();
    let is_it = |node: &Node| matches!(node.value, Value::Scalar(_)) && node.range.usize() == place;
    let asked = |words: &Option<String>| words.clone().map(Said::Asked);
    match change {
        Change::Value { value, .. } => {
            Said::with(old, &|node| is_it(node).then(|| Said::Asked(value.clone())))
        }
        Change::Context { prefix, suffix, .. } => {
            tied(old, &is_it, None, &[("prefix", asked(prefix)), ("suffix", asked(suffix))])
        }
        Change::Quote { words, prefix, suffix, .. } => {
            let words = Said::Asked(words.clone());
            tied(old, &is_it, Some(words), &[("prefix", asked(prefix)), ("suffix", asked(suffix))])
        }
        Change::Key { key, value, .. } => Said::with(old, &|node| {
            node.entries().iter().any(|entry| is_it(&entry.value)).then(|| {
                let mut said = Said::of(node);
                said.set(key, value);
                said
            })
        }),
    }
}

/// What a file says whose quote at a place gets other words and a context: beside `exact`, or in a mapping in
/// place of bare words.
fn tied(
    old: &Node,
    is_it: &impl Fn(&Node) -> bool,
    words: Option<Said>,
    context: &[(&str, Option<Said>)],
) -> Said {
    let context = || context.iter().filter_map(|(key, words)| Some(((*key).to_owned(), words.clone()?)));
    Said::with(old, &|node| {
        if is_it(node) {
            let exact = words.clone().unwrap_or_else(|| Said::of(node));
            return Some(Said::Mapping(context().chain([("exact".to_owned(), exact)]).collect()));
        }
        let exact = node.get("exact").filter(|exact| is_it(exact))?;
        let Said::Mapping(mut entries) = Said::of(node) else { return None };
        entries.insert("exact".to_owned(), words.clone().unwrap_or_else(|| Said::of(exact)));
        entries.extend(context());
        Some(Said::Mapping(entries))
    })
}

/// Entries of a file of claims come and go.
fn entries(text: &str, words: &str) {
    let Some(old) = Kind::Yaml.read(text) else { return };
    let draft = Draft {
        id: "brand-new".to_owned(),
        speaker: "s".to_owned(),
        quotes: vec![Quote { exact: words.to_owned(), ..Quote::default() }],
        note: Some(words.to_owned()),
        to: vec![words.to_owned(), "t".to_owned()],
        ..Draft::default()
    };
    let before = claims_of(&old);
    if let Ok(new) = claims::add(Some(text), &draft) {
        let after = read_claims(&new, text);
        let (added, kept) = after.split_last().unwrap_or_else(|| panic!("nothing is added to {text:?}"));
        assert_eq!(kept, before, "of {text:?}: {new:?}");
        assert_entry(added, words, &new);
        let again = claims::remove(&new, "brand-new");
        if let Ok(without) = &again {
            assert_eq!(read_claims(without, &new), before, "of {new:?}: {without:?}");
        }
    }
    for index in 0..before.len().min(3) {
        let Some(id) = id_of(&before[index]) else { continue };
        if before.iter().filter(|claim| id_of(claim) == Some(id)).count() > 1 {
            continue;
        }
        if let Ok(new) = claims::remove(text, id) {
            let mut left = before.clone();
            left.remove(index);
            assert_eq!(read_claims(&new, text), left, "{id} taken out of {text:?}: {new:?}");
        }
        let draft = Draft { id: id.to_owned(), ..draft.clone() };
        if let Ok(new) = claims::replace(text, id, &draft) {
            let mut after = read_claims(&new, text);
            let mut left = before.clone();
            assert_entry(&after.remove(index), words, &new);
            left.remove(index);
            assert_eq!(after, left, "{id} replaced in {text:?}: {new:?}");
        }
    }
}

fn claims_of(root: &Node) -> Vec<Said> {
    root.get("claims").map_or(Vec::new(), |claims| claims.items().iter().map(|item| Said::of(item)).collect())
}

fn read_claims(new: &str, old: &str) -> Vec<Said> {
    let node = Kind::Yaml.read(new);
    claims_of(&node.unwrap_or_else(|| panic!("{old:?} is spoilt: {new:?}")))
}

fn id_of(claim: &Said) -> Option<&str> {
    let Said::Mapping(entries) = claim else { return None };
    match entries.get("id")? {
        Said::Scalar(id, _) => Some(id),
        _ => None,
    }
}

/// An entry quotes the words and notes them.
fn assert_entry(entry: &Said, words: &str, file: &str) {
    let Said::Mapping(entries) = entry else { panic!("no entry: {file:?}") };
    for key in ["quote", "note"] {
        let asked = Said::Asked(words.to_owned());
        assert!(entries.get(key).is_some_and(|said| asked.is_met_by(said)), "{key} of {file:?}");
    }
}
