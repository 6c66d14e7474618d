//! The claims file of an article, with claims added at its end.

use std::rc::Rc;
use std::sync::Arc;

use crate::diag::Range;
use crate::edit::claims::{self, Draft};
use crate::parse::claims::Claim;
use crate::text::findings::Findings;
use crate::text::node::Node;
use crate::text::yaml;

use super::annotation::Annotation;
use super::{Piece, Write, spell};

/// A claim to be written.
pub struct New<'a> {
    /// Of its annotation in the imported file.
    pub number: usize,
    pub annotation: &'a Annotation,
    pub claim: Claim,
    /// The same as it was given.
    pub node: Rc<Node>,
}

/// The file with new claims after all others, in its manner. Above each stands what it was made of. The error
/// says why a person must write them.
pub fn with_claims(path: Arc<str>, before: Option<&Arc<str>>, new: &[New<'_>]) -> Result<Write, String> {
    let drafts: Vec<Draft> = new.iter().map(|new| Draft::of(&new.claim)).collect();
    let old = before.map(|text| &**text);
    let text = claims::add_all(old, &drafts).map_err(|refusal| refusal.to_string())?;
    let (text, pieces) = completed(old.unwrap_or_default(), &text, new);
    Ok(Write { path, before: before.cloned(), after: text.into(), pieces })
}

/// Whether the file says that a claim was made of the annotation of this name.
pub fn is_noted(text: &str, name: &str) -> bool {
    let note = note(name);
    text.lines().any(|line| line.trim() == note)
}

/// The text with a comment above each entry and its verdicts below, where it has lines of its own; and the
/// bytes of the entries.
fn completed(old: &str, text: &str, new: &[New<'_>]) -> (String, Vec<Piece>) {
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let added = added(old, text);
    let mut made = text.get(..added).unwrap_or_default().to_owned();
    let rest = text.get(added..).unwrap_or_default();
    let entries = entries(rest);
    if entries.len() != new.len() {
        return (text.to_owned(), in_brackets(text, new));
    }
    made.push_str(entries.first().and_then(|first| rest.get(..first.start)).unwrap_or_default());
    let mut pieces = Vec::new();
    for (entry, new) in entries.iter().zip(new) {
        let start = made.len();
        let lines = rest.get(entry.start..entry.end).unwrap_or_default();
        if let Some(name) = &new.annotation.name {
            made.push_str(&format!("{}{}{eol}", " ".repeat(entry.hyphen), note(name)));
        }
        let body = lines.trim_end();
        made.push_str(body);
        if let Some(verdicts) = new.node.get("verdicts").filter(|verdicts| !verdicts.items().is_empty()) {
            let lines = spell::entry("verdicts", verdicts, entry.key).replace('\n', eol);
            made.push_str(&format!("{eol}{}", lines.trim_end()));
        }
        pieces.push(Piece {
            range: Range::new(start, made.len()),
            of: new.number,
            from: new.annotation.range,
        });
        made.push_str(lines.get(body.len()..).unwrap_or_default());
    }
    (made, pieces)
}

/// Entries that stand in brackets on one line: the last ones of the file.
fn in_brackets(text: &str, new: &[New<'_>]) -> Vec<Piece> {
    let mut findings = Findings::new(&"".into(), &text.into());
    let root = yaml::parse(text, 0, &mut findings);
    let claims = root.as_ref().and_then(|root| root.get("claims")).map(Node::items).unwrap_or_default();
    let last = claims.iter().skip(claims.len().saturating_sub(new.len()));
    let piece = |(claim, new): (&Rc<Node>, &New<'_>)| Piece {
        range: claim.range,
        of: new.number,
        from: new.annotation.range,
    };
    last.zip(new).map(piece).collect()
}

/// The lines of an entry, in bytes.
struct Lines {
    start: usize,
    end: usize,
    /// How far in the hyphen and the keys stand.
    hyphen: usize,
    key: usize,
}

/// The entries that a text begins with or soon comes to; all begin with their id, equally far in.
fn entries(text: &str) -> Vec<Lines> {
    let mut entries: Vec<Lines> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let hyphen = line.len() - line.trim_start().len();
        let begins = line.get(hyphen..).is_some_and(|line| line.starts_with('-')) && line.contains("id:");
        if begins && entries.first().is_none_or(|first| first.hyphen == hyphen) {
            let key = line.find("id:").unwrap_or(hyphen + 2);
            entries.push(Lines { start: at, end: text.len(), hyphen, key });
        }
        at += line.len();
    }
    let starts: Vec<usize> = entries.iter().skip(1).map(|entry| entry.start).collect();
    for (entry, next) in entries.iter_mut().zip(starts) {
        entry.end = next;
    }
    entries
}

/// Where the line begins in which a text was added to.
fn added(old: &str, new: &str) -> usize {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let before = new.get(..new.floor_char_boundary(same)).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

fn note(name: &str) -> String {
    format!("# Imported: {}", name.split_whitespace().collect::<Vec<_>>().join(" "))
}
