//! Entries of a claims file: written, rewritten, taken out.

mod block;
mod draft;
mod lay;
mod rewrite;

pub use draft::{Draft, Original, Quote, Source};

use crate::text::yaml::outline::{self, Kind, Notation as Style, Outline, Piece};

use super::manner::Manner;
use super::splice::{Splice, spliced};
use super::tree::{Sense, Tree};
use super::yaml::{Page, held};
use super::{Notation, Refusal};

/// The key under which the claims of an article stand.
const CLAIMS: &str = "claims";

/// The text with a claim added after all others, in the manner of the file. Without a text the file is
/// begun.
pub fn add(text: Option<&str>, draft: &Draft) -> Result<String, Refusal> {
    let text = text.unwrap_or_default();
    let (mut tree, outline) = read(text)?;
    let page = Page::new(text, &outline);
    let mut claims = match tree.get(CLAIMS) {
        Some(Tree::List(claims)) => claims.clone(),
        None | Some(Tree::Scalar { sense: Sense::Nothing, .. }) => Vec::new(),
        Some(_) => return Err(Refusal::NoList),
    };
    if claims.iter().any(|claim| is_of(claim, &draft.id)) {
        return Err(Refusal::Taken(draft.id.clone()));
    }
    let entry = draft.tree();
    let splice = added(&page, &entry)?;
    claims.push(entry);
    match tree {
        Tree::Mapping(_) => tree.set(CLAIMS, Tree::List(claims)),
        Tree::Scalar { sense: Sense::Nothing, .. } => {
            tree = Tree::Mapping(vec![(CLAIMS.to_owned(), Tree::List(claims))]);
        }
        _ => return Err(Refusal::NoList),
    }
    held(&tree, spliced(text, vec![splice])?)
}

/// The same for many claims at once, which need not be looked at one by one where lines of their own are
/// added.
pub fn add_all(text: Option<&str>, drafts: &[Draft]) -> Result<String, Refusal> {
    let Some((first, rest)) = drafts.split_first() else { return Ok(text.unwrap_or_default().to_owned()) };
    let begun = add(text, first)?;
    let (mut tree, outline) = read(&begun)?;
    let page = Page::new(&begun, &outline);
    let block = list(&page).map(|(_, list)| list).filter(|list| list.kind == Kind::List(Style::Block));
    let last = block.and_then(|list| page.outline.piece(*list.children.last()?));
    let (Some(list), Some(last), Some(Tree::List(claims))) = (block, last, tree.get(CLAIMS)) else {
        return rest.iter().try_fold(begun, |text, draft| add(Some(&text), draft));
    };
    let mut claims = claims.clone();
    let mut splices = Vec::new();
    for draft in rest {
        if claims.iter().any(|claim| is_of(claim, &draft.id)) {
            return Err(Refusal::Taken(draft.id.clone()));
        }
        let entry = draft.tree();
        splices.push(block::after(&page, list, last, &entry));
        claims.push(entry);
    }
    let new = spliced(&begun, splices)?;
    tree.set(CLAIMS, Tree::List(claims));
    held(&tree, new)
}

/// The text with the claim of this id as the draft has it. What the draft does not know, such as its
/// verdicts, stays, and so does what says the same in other words.
pub fn replace(text: &str, id: &str, draft: &Draft) -> Result<String, Refusal> {
    let (tree, outline) = read(text)?;
    let page = Page::new(text, &outline);
    let (index, claims) = located(&tree, id)?;
    if draft.id != id && claims.iter().any(|claim| is_of(claim, &draft.id)) {
        return Err(Refusal::Taken(draft.id.clone()));
    }
    rewrite::rewritten(&page, &tree, index, draft)
}

/// The text without the claim of this id, and without the comment right above it.
pub fn remove(text: &str, id: &str) -> Result<String, Refusal> {
    let (mut tree, outline) = read(text)?;
    let page = Page::new(text, &outline);
    let (index, claims) = located(&tree, id)?;
    let mut claims = claims.to_vec();
    claims.remove(index);
    let splice = removed(&page, index)?;
    let left = if claims.is_empty() { None } else { Some(Tree::List(claims)) };
    let new = spliced(text, vec![splice])?;
    match left {
        Some(claims) => {
            tree.set(CLAIMS, claims);
            held(&tree, new)
        }
        None => emptied(tree, new),
    }
}

/// A file whose only claim is gone holds an empty list or nothing under its key.
fn emptied(mut tree: Tree, new: String) -> Result<String, Refusal> {
    let found = Tree::read(&new, 0, Notation::Yaml).ok_or(Refusal::Uncertain)?;
    match found.get(CLAIMS) {
        Some(Tree::List(claims)) if claims.is_empty() => {}
        Some(Tree::Scalar { sense: Sense::Nothing, .. }) => {}
        _ => return Err(Refusal::Uncertain),
    }
    let left = found.get(CLAIMS).cloned().unwrap_or(Tree::List(Vec::new()));
    tree.set(CLAIMS, left);
    held(&tree, new)
}

fn read(text: &str) -> Result<(Tree, Outline), Refusal> {
    let tree = Tree::read(text, 0, Notation::Yaml).ok_or(Refusal::Unreadable)?;
    let outline = outline::outline(text, 0).ok_or(Refusal::Unreadable)?;
    Ok((tree, outline))
}

/// The claims of a file, and which of them has an id.
fn located<'a>(tree: &'a Tree, id: &str) -> Result<(usize, &'a [Tree]), Refusal> {
    let Some(Tree::List(claims)) = tree.get(CLAIMS) else { return Err(Refusal::NoClaim(id.to_owned())) };
    let index = claims.iter().position(|claim| is_of(claim, id));
    Ok((index.ok_or_else(|| Refusal::NoClaim(id.to_owned()))?, claims))
}

fn is_of(claim: &Tree, id: &str) -> bool {
    claim.get("id").and_then(Tree::text) == Some(id)
}

/// The piece under the key `claims`, and the key.
fn list<'a>(page: &Page<'a>) -> Option<(&'a Piece, &'a Piece)> {
    let root = page.outline.root()?;
    let piece = |index| page.outline.piece(index);
    let is_it = |key: &Piece| page.content(key).trim_matches(['"', '\'']) == CLAIMS;
    let mut entries = page.outline.entries(root);
    let (key, value) = entries.find(|(key, _)| piece(*key).is_some_and(is_it))?;
    Some((piece(key)?, piece(value)?))
}

/// Another entry after all others.
fn added(page: &Page<'_>, entry: &Tree) -> Result<Splice, Refusal> {
    let Some((key, list)) = list(page) else { return Ok(begun(page, entry)) };
    let last = list.children.last().and_then(|last| page.outline.piece(*last));
    match (list.kind, last) {
        (Kind::Alias, _) => Err(Refusal::Repeated),
        _ if list.repeated => Err(Refusal::Repeated),
        (Kind::List(Style::Block), Some(last)) => Ok(block::after(page, list, last, entry)),
        (Kind::List(Style::Flow), Some(last)) => {
            Ok(Splice::insert(last.whole.end, format!(", {}", lay::flow(entry, page.manner.marks))))
        }
        // Nothing stands there yet, or brackets around nothing.
        _ if page.outline.root().and_then(Piece::notation) == Some(Style::Flow) => {
            let entry = format!("[{}]", lay::flow(entry, page.manner.marks));
            let space = if list.is_blank() { " " } else { "" };
            Ok(Splice::new(page.written(list), format!("{space}{entry}")))
        }
        _ => Ok(block::first(page, key, list, entry)),
    }
}

/// The key `claims` and its first entry, below all that the text holds.
fn begun(page: &Page<'_>, entry: &Tree) -> Splice {
    let Manner { eol, hyphen, .. } = page.manner;
    let text = page.text;
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { eol };
    let lines = lay::item(entry, hyphen, 2, &page.manner).join(eol);
    Splice::insert(text.len(), format!("{gap}{CLAIMS}:{eol}{lines}{eol}"))
}

fn removed(page: &Page<'_>, index: usize) -> Result<Splice, Refusal> {
    let (_, list) = list(page).ok_or(Refusal::NoList)?;
    let child = *list.children.get(index).ok_or(Refusal::Uncertain)?;
    let entry = page.outline.piece(child).ok_or(Refusal::Uncertain)?;
    let inside =
        |piece: &&Piece| piece.whole.start >= entry.whole.start && piece.whole.end <= entry.whole.end;
    if page.outline.is_repeated(child)
        || page.outline.pieces.iter().filter(inside).any(|piece| piece.repeated)
    {
        return Err(Refusal::Repeated);
    }
    if list.notation() == Some(Style::Block) {
        return Ok(Splice::new(block::extent(page, entry), ""));
    }
    let neighbour = |at: Option<usize>| at.and_then(|at| page.outline.piece(*list.children.get(at)?));
    let at = match (neighbour(index.checked_sub(1)), neighbour(index.checked_add(1))) {
        (Some(before), _) => before.whole.end..entry.whole.end,
        (None, Some(after)) => entry.whole.start..after.whole.start,
        (None, None) => entry.whole.clone(),
    };
    Ok(Splice::new(at, ""))
}
