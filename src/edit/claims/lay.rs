//! An entry laid out in the manner of its file.

use crate::text::yaml::outline::{Notation, Spelling};

use super::super::fold::{filled, literal};
use super::super::manner::Manner;
use super::super::spelling::spelled;
use super::super::tree::Tree;

/// Where words are folded, and where brackets are no longer used, in characters.
const WIDTH: usize = 100;

/// The lines of an item of a list whose hyphens stand at `hyphen`, with what it holds `gap` further in.
pub(super) fn item(tree: &Tree, hyphen: usize, gap: usize, manner: &Manner) -> Vec<String> {
    let indent = hyphen + gap;
    let mut lines = match tree {
        Tree::Mapping(entries) => {
            entries.iter().flat_map(|(key, value)| entry(key, value, indent, manner)).collect()
        }
        other => vec![format!("{}{}", " ".repeat(indent), flow_or_bare(other, manner, Notation::Block))],
    };
    if let Some(first) = lines.first_mut() {
        let words = first.trim_start();
        *first = format!("{}-{}{words}", " ".repeat(hyphen), " ".repeat(gap - 1));
    }
    lines
}

/// The lines of a key with its value.
pub(super) fn entry(key: &str, value: &Tree, indent: usize, manner: &Manner) -> Vec<String> {
    let margin = " ".repeat(indent);
    let under = |lines: Vec<String>| [vec![format!("{margin}{key}:")], lines].concat();
    match value {
        Tree::Mapping(entries) => {
            let indent = indent + manner.step;
            under(entries.iter().flat_map(|(key, value)| entry(key, value, indent, manner)).collect())
        }
        Tree::List(items) => {
            let line = format!("{margin}{key}: {}", flow_or_bare(value, manner, Notation::Block));
            let bracketed = manner.lists == Notation::Flow && line.chars().count() <= WIDTH;
            if bracketed && items.iter().all(|item| item.text().is_some()) {
                return vec![line];
            }
            let hyphen = indent + manner.hyphen;
            under(items.iter().flat_map(|value| item(value, hyphen, 2, manner)).collect())
        }
        Tree::Asked(text) | Tree::Scalar { text, .. } => scalar(key, text, indent, manner),
    }
}

/// Words on the line of their key; below it where they have lines of their own, or are long and the file
/// folds such words.
fn scalar(key: &str, text: &str, indent: usize, manner: &Manner) -> Vec<String> {
    let margin = " ".repeat(indent);
    if let Some((header, lines)) = literal(text).as_deref().and_then(<[String]>::split_first) {
        let inner = " ".repeat(indent + manner.step);
        let line = |line: &String| if line.is_empty() { String::new() } else { format!("{inner}{line}") };
        return [format!("{margin}{key}: {header}")].into_iter().chain(lines.iter().map(line)).collect();
    }
    let line = format!("{margin}{key}: {}", spelled(text, Notation::Block, manner.marks));
    let foldable = !text.starts_with(' ') && !text.ends_with(' ') && !text.contains(char::is_control);
    if !manner.folds || line.chars().count() <= WIDTH || !foldable {
        return vec![line];
    }
    let inner = " ".repeat(indent + manner.step);
    let lines = filled(text, WIDTH.saturating_sub(inner.len()));
    let lines = lines.into_iter().map(|line| format!("{inner}{line}"));
    [format!("{margin}{key}: >-")].into_iter().chain(lines).collect()
}

/// A value on one line, in brackets and braces.
pub(super) fn flow(tree: &Tree, marks: Spelling) -> String {
    match tree {
        Tree::Asked(text) | Tree::Scalar { text, .. } => spelled(text, Notation::Flow, marks),
        Tree::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, marks)).collect();
            format!("[{}]", items.join(", "))
        }
        Tree::Mapping(entries) => {
            let entry = |(key, value): &(String, Tree)| format!("{key}: {}", flow(value, marks));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn flow_or_bare(tree: &Tree, manner: &Manner, around: Notation) -> String {
    match tree {
        Tree::Asked(text) | Tree::Scalar { text, .. } => spelled(text, around, manner.marks),
        other => flow(other, manner.marks),
    }
}
