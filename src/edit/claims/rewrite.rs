//! An entry becomes another one, key by key: what stays the same stays as it is spelled.

use crate::text::yaml::outline::{Kind, Notation as Style, Piece};

use super::super::context::below;
use super::super::manner::column;
use super::super::splice::{Splice, spliced};
use super::super::tree::{Sense, Tree};
use super::super::yaml::Page;
use super::super::{Notation, Refusal};
use super::draft::Draft;
use super::{CLAIMS, lay, list};

/// The text in which the entry at an index is as the draft has it.
pub(super) fn rewritten(
    page: &Page<'_>,
    tree: &Tree,
    index: usize,
    draft: &Draft,
) -> Result<String, Refusal> {
    let (_, list) = list(page).ok_or(Refusal::NoList)?;
    let child = *list.children.get(index).ok_or(Refusal::Uncertain)?;
    let piece = page.outline.piece(child).ok_or(Refusal::Uncertain)?;
    if page.outline.is_repeated(child) || !matches!(piece.kind, Kind::Mapping(_)) {
        return Err(Refusal::Repeated);
    }
    let Some(Tree::List(claims)) = tree.get(CLAIMS) else { return Err(Refusal::NoList) };
    let old = claims.get(index).ok_or(Refusal::Uncertain)?;
    let new = draft.tree();
    let splices = Entry { page, piece, old, new: &new }.splices()?;
    let text = spliced(page.text, splices)?;
    verified(tree, index, old, &new, text)
}

/// A new text, if the entry says what it shall and the others what they did.
fn verified(tree: &Tree, index: usize, old: &Tree, new: &Tree, text: String) -> Result<String, Refusal> {
    let mut entry = canonical(old);
    if let Tree::Mapping(entries) = &mut entry {
        entries.retain(|(key, _)| !Draft::KEYS.contains(&key.as_str()));
    }
    if let Tree::Mapping(entries) = canonical(new) {
        entries.into_iter().for_each(|(key, value)| entry.set(&key, value));
    }
    let mut expected = tree.clone();
    put(&mut expected, index, entry);
    let mut found = Tree::read(&text, 0, Notation::Yaml).ok_or(Refusal::Uncertain)?;
    if let Some(Tree::List(claims)) = found.get(CLAIMS)
        && let Some(entry) = claims.get(index).map(canonical)
    {
        put(&mut found, index, entry);
    }
    if expected.is_met_by(&found) { Ok(text) } else { Err(Refusal::Uncertain) }
}

fn put(tree: &mut Tree, index: usize, entry: Tree) {
    let Some(Tree::List(claims)) = tree.get(CLAIMS) else { return };
    let mut claims = claims.clone();
    if let Some(slot) = claims.get_mut(index) {
        *slot = entry;
    }
    tree.set(CLAIMS, Tree::List(claims));
}

/// An entry in the one form in which two that say the same are the same.
fn canonical(entry: &Tree) -> Tree {
    let Tree::Mapping(entries) = entry else { return entry.clone() };
    let given = |(_, value): &&(String, Tree)| !is_nothing(value);
    let form = |(key, value): &(String, Tree)| (key.clone(), canonical_value(key, value));
    let empty = |(_, value): &(String, Tree)| matches!(value, Tree::List(items) if items.is_empty());
    let body = |(key, value): &(String, Tree)| key == "in" && value.text() == Some("body");
    let entries = entries.iter().filter(given).map(form);
    Tree::Mapping(entries.filter(|entry| !empty(entry) && !body(entry)).collect())
}

fn canonical_value(key: &str, value: &Tree) -> Tree {
    let inner = match key {
        "quote" => Some("exact"),
        "sources" => Some("key"),
        _ => None,
    };
    let listed = inner.is_some()
        || matches!(
            key,
            "to" | "via" | "affirms" | "denies" | "declines" | "qualifies" | "retracts" | "repeats"
        );
    let item = |item: &Tree| match (item, inner) {
        (Tree::Scalar { .. } | Tree::Asked(_), Some(inner)) => {
            Tree::Mapping(vec![(inner.to_owned(), item.clone())])
        }
        (Tree::Mapping(entries), _) => {
            Tree::Mapping(entries.iter().filter(|(_, value)| !is_nothing(value)).cloned().collect())
        }
        _ => item.clone(),
    };
    match value {
        Tree::List(items) => Tree::List(items.iter().map(item).collect()),
        other if listed => Tree::List(vec![item(other)]),
        other => item(other),
    }
}

fn is_nothing(value: &Tree) -> bool {
    matches!(value, Tree::Scalar { sense: Sense::Nothing, .. })
}

/// An entry that stands in a text, and what it shall be.
struct Entry<'p, 'a> {
    page: &'p Page<'a>,
    piece: &'a Piece,
    old: &'p Tree,
    new: &'p Tree,
}

impl<'a> Entry<'_, 'a> {
    fn splices(&self) -> Result<Vec<Splice>, Refusal> {
        let (old, new) = (canonical(self.old), canonical(self.new));
        let mut splices = Vec::new();
        // What new keys are put after.
        let mut last = None;
        for key in Draft::KEYS {
            let there = self.find(key);
            match (there, self.new.get(key)) {
                (Some((_, value)), Some(tree)) => {
                    let same = match (new.get(key), old.get(key)) {
                        (Some(new), Some(old)) => new.is_met_by(old),
                        _ => false,
                    };
                    if !same {
                        splices.push(self.replaced(key, tree)?);
                    }
                    last = Some(value);
                }
                (Some((_, value)), None) if old.get(key).is_some() => splices.push(self.removed(value)?),
                (Some((_, value)), None) => last = Some(value),
                (None, Some(tree)) => splices.push(self.added(last, key, tree)?),
                (None, None) => {}
            }
        }
        Ok(splices)
    }

    /// The pieces of a key and of its value.
    fn find(&self, name: &str) -> Option<(usize, usize)> {
        let outline = self.page.outline;
        let named = |key: &Piece| self.page.content(key).trim_matches(['"', '\'']) == name;
        outline.entries(self.piece).find(|(key, _)| outline.piece(*key).is_some_and(named))
    }

    fn piece(&self, index: usize) -> Result<&'a Piece, Refusal> {
        self.page.outline.piece(index).ok_or(Refusal::Uncertain)
    }

    fn is_flow(&self) -> bool {
        self.piece.notation() == Some(Style::Flow)
    }

    /// A value replaced: words in the spelling of those before, all else laid out anew.
    fn replaced(&self, key: &str, tree: &Tree) -> Result<Splice, Refusal> {
        let (at, value) = self.find(key).ok_or(Refusal::Uncertain)?;
        let (name, piece) = (self.piece(at)?, self.piece(value)?);
        if self.page.outline.is_repeated(value) {
            return Err(Refusal::Repeated);
        }
        if let (Kind::Scalar(_), Some(text)) = (piece.kind, tree.text())
            && let Ok(words) = self.page.respelled(value, text, true)
        {
            return Ok(Splice::new(self.page.written(piece), words));
        }
        if self.is_flow() {
            return Ok(Splice::new(piece.whole.clone(), lay::flow(tree, self.page.manner.marks)));
        }
        let indent = column(self.page.text, self.piece.start);
        let lines = lay::entry(key, tree, indent, &self.page.manner).join(self.page.manner.eol);
        let lines = lines.trim_start().strip_prefix(key).unwrap_or_default().to_owned();
        Ok(Splice::new(name.whole.end..piece.whole.end.max(name.whole.end + 1), lines))
    }

    fn removed(&self, value: usize) -> Result<Splice, Refusal> {
        let outline = self.page.outline;
        let pairs: Vec<(usize, usize)> = outline.entries(self.piece).collect();
        let index = pairs.iter().position(|(_, other)| *other == value).ok_or(Refusal::Uncertain)?;
        let neighbour = |at: Option<usize>| at.and_then(|at| pairs.get(at));
        let (key, _) = *pairs.get(index).ok_or(Refusal::Uncertain)?;
        let (key, piece) = (self.piece(key)?, self.piece(value)?);
        if outline.is_repeated(value) {
            return Err(Refusal::Repeated);
        }
        let before = neighbour(index.checked_sub(1));
        if let Some((_, before)) = before {
            let before = self.piece(*before)?;
            let end = if self.is_flow() { piece.whole.end } else { below(self.page, piece) };
            let start = if self.is_flow() {
                before.whole.end
            } else {
                // Up to the line before, whose end stays.
                let line = key.whole.start - column(self.page.text, key.whole.start);
                line - if self.page.manner.eol == "\r\n" { 2 } else { 1 }
            };
            return Ok(Splice::new(start..end.max(start), ""));
        }
        let (after, _) = *neighbour(index.checked_add(1)).ok_or(Refusal::Uncertain)?;
        Ok(Splice::new(key.whole.start..self.piece(after)?.whole.start, ""))
    }

    /// A new key after the value of another, or before all if there is none.
    fn added(&self, last: Option<usize>, key: &str, tree: &Tree) -> Result<Splice, Refusal> {
        let Some(last) = last else { return Err(Refusal::Uncertain) };
        let piece = self.piece(last)?;
        if self.is_flow() {
            let entry = format!(", {key}: {}", lay::flow(tree, self.page.manner.marks));
            return Ok(Splice::insert(piece.whole.end, entry));
        }
        let indent = column(self.page.text, self.piece.start);
        let eol = self.page.manner.eol;
        let lines = lay::entry(key, tree, indent, &self.page.manner).join(eol);
        Ok(Splice::insert(below(self.page, piece), format!("{eol}{lines}")))
    }
}
