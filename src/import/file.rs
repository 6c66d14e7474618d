//! The claims file of an article, with claims added at its end.

use std::rc::Rc;
use std::sync::Arc;

use crate::diag::Range;
use crate::edit::claims::{self, Draft};
use crate::parse::claims::Claim;
use crate::text::node::Node;

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
    let mut text = before.map(std::string::ToString::to_string);
    let mut pieces = Vec::new();
    for new in new {
        let longer =
            claims::add(text.as_deref(), &Draft::of(&new.claim)).map_err(|refusal| refusal.to_string())?;
        let added = added(text.as_deref().unwrap_or_default(), &longer);
        let (longer, range) = completed(longer, added, new);
        pieces.push(Piece { range, of: new.number, from: new.annotation.range });
        text = Some(longer);
    }
    let after: Arc<str> = text.unwrap_or_default().into();
    Ok(Write { path, before: before.cloned(), after, pieces })
}

/// Whether the file says that a claim was made of the annotation of this name.
pub fn is_noted(text: &str, name: &str) -> bool {
    let note = note(name);
    text.lines().any(|line| line.trim() == note)
}

/// The bytes of an entry that was added.
fn added(old: &str, new: &str) -> std::ops::Range<usize> {
    let same = |a: &[u8], b: &[u8]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let start = new.floor_char_boundary(same(old.as_bytes(), new.as_bytes()));
    let behind = |text: &str| text.bytes().rev().collect::<Vec<u8>>();
    let end =
        same(&behind(old.get(start..).unwrap_or_default()), &behind(new.get(start..).unwrap_or_default()));
    start..new.ceil_char_boundary(new.len() - end)
}

/// The text with a comment above the entry and its verdicts below, where it has lines of its own; and the
/// entry's bytes.
fn completed(mut text: String, added: std::ops::Range<usize>, new: &New<'_>) -> (String, Range) {
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line_start = text.get(..added.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let mut at = line_start;
    let lines = text.get(line_start..).unwrap_or_default().split_inclusive('\n');
    let entry = lines.map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    let Some((start, line)) = entry.into_iter().find(|(_, line)| line.trim_start().starts_with("- id:"))
    else {
        return (text, Range::new(added.start, added.end));
    };
    let hyphen = line.len() - line.trim_start().len();
    let key = line.find("id:").unwrap_or(hyphen + 2);
    let mut end = added.end.max(start + line.len()).min(text.len());
    if let Some(verdicts) = new.node.get("verdicts").filter(|verdicts| !verdicts.items().is_empty()) {
        let lines = spell::entry("verdicts", verdicts, key).replace('\n', eol);
        end = text.get(start..end).map_or(end, |entry| start + entry.trim_end().len());
        text.insert_str(end, &format!("{eol}{}", lines.trim_end()));
        end += eol.len() + lines.trim_end().len();
    }
    let comment =
        new.annotation.name.as_ref().map(|name| format!("{}{}{eol}", " ".repeat(hyphen), note(name)));
    let comment = comment.unwrap_or_default();
    text.insert_str(start, &comment);
    (text, Range::new(start, end + comment.len()))
}

fn note(name: &str) -> String {
    format!("# Imported: {}", name.split_whitespace().collect::<Vec<_>>().join(" "))
}
