//! Changes to files -> edits that a client makes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, RenameFile,
    RenameFileOptions, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diag::{self, Change, Span};
use crate::edit::{self, Refusal};

use super::lines::Lines;
use super::scene::Scene;

/// Changes to the files of a site, to be made together.
#[derive(Default)]
pub struct Changes {
    /// By the place of a scalar: its value, and what takes the place of its parts.
    scalars: Scalars,
    plain: BTreeMap<Arc<str>, Vec<(diag::Range, String)>>,
    /// Files or folders, by their paths from the site's folder.
    moves: Vec<(String, String)>,
}

type Scalars = BTreeMap<Span, (String, Vec<(Range<usize>, String)>)>;

/// Why a file cannot be changed.
pub struct Stuck {
    pub path: Arc<str>,
    pub why: Refusal,
}

impl Changes {
    /// A part of a scalar becomes something else.
    pub fn scalar(&mut self, place: Span, value: &str, part: Range<usize>, new: &str) {
        let (_, parts) = self.scalars.entry(place).or_insert_with(|| (value.to_owned(), Vec::new()));
        parts.push((part, new.to_owned()));
    }

    /// A stretch of Markdown becomes something else.
    pub fn plain(&mut self, place: Span, new: &str) {
        self.plain.entry(place.path).or_default().push((place.range, new.to_owned()));
    }

    pub fn moved(&mut self, from: impl Into<String>, to: impl Into<String>) {
        self.moves.push((from.into(), to.into()));
    }

    /// The same as an edit that a client makes: first in the files, then files get other names.
    pub fn edit(self, scene: &Scene<'_>) -> Result<WorkspaceEdit, Stuck> {
        let mut edits = in_scalars(scene, self.scalars)?;
        for (path, mut places) in self.plain {
            let Some(lines) = scene.lines(&path) else { continue };
            places.sort();
            places.dedup();
            let edit = |(range, new_text)| TextEdit { range: lines.range(range), new_text };
            edits.entry(path).or_default().extend(places.into_iter().map(edit));
        }
        Ok(workspace_edit(scene, edits, &self.moves))
    }
}

/// A change that mends something, as an edit.
pub fn of_change(scene: &Scene<'_>, change: &Change) -> Result<WorkspaceEdit, Stuck> {
    let path = &change.place().path;
    let edits = applied(scene, path, &[change])?;
    Ok(workspace_edit(scene, BTreeMap::from([(Arc::clone(path), edits)]), &[]))
}

type ByFile = BTreeMap<Arc<str>, Vec<TextEdit>>;

fn in_scalars(scene: &Scene<'_>, scalars: Scalars) -> Result<ByFile, Stuck> {
    let mut changes: BTreeMap<Arc<str>, Vec<Change>> = BTreeMap::new();
    for (place, (value, parts)) in scalars {
        let path = Arc::clone(&place.path);
        changes.entry(path).or_default().push(Change::Value { place, value: replaced(&value, parts) });
    }
    let edits = changes.into_iter().map(|(path, changes)| {
        let changes: Vec<&Change> = changes.iter().collect();
        applied(scene, &path, &changes).map(|edits| (path, edits))
    });
    edits.collect()
}

/// A value with some of its parts replaced, each once.
fn replaced(value: &str, mut parts: Vec<(Range<usize>, String)>) -> String {
    parts.sort_by_key(|(part, _)| part.start);
    parts.dedup();
    let mut new = String::with_capacity(value.len());
    let mut done = 0;
    for (part, words) in parts {
        new.push_str(value.get(done..part.start).unwrap_or_default());
        new.push_str(&words);
        done = part.end;
    }
    new + value.get(done..).unwrap_or_default()
}

fn applied(scene: &Scene<'_>, path: &Arc<str>, changes: &[&Change]) -> Result<Vec<TextEdit>, Stuck> {
    let stuck = |why| Stuck { path: Arc::clone(path), why };
    let lines = scene.lines(path).ok_or_else(|| stuck(Refusal::NotThere))?;
    let after = edit::apply(lines.text(), changes).map_err(stuck)?;
    Ok(between(&lines, &after))
}

/// The edits that make one text of another: one for each stretch of lines that differ, cut down to what
/// differs in them.
fn between(before: &Lines, after: &str) -> Vec<TextEdit> {
    let old: Vec<&str> = before.text().split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut at = 0;
    let mut edits = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (was, is) = (joined(&old, op.old_range()), joined(&new, op.new_range()));
        if !matches!(op, DiffOp::Equal { .. }) {
            let (range, words) = cut(&was, &is);
            let range = before.range(diag::Range::new(at + range.start, at + range.end));
            edits.push(TextEdit { range, new_text: words.to_owned() });
        }
        at += was.len();
    }
    edits
}

fn joined(lines: &[&str], range: Range<usize>) -> String {
    lines.get(range).unwrap_or_default().concat()
}

/// The bytes of a text that another does not have, and what that has instead.
fn cut<'a>(was: &str, is: &'a str) -> (Range<usize>, &'a str) {
    let alike = |a: &mut dyn Iterator<Item = (char, char)>| -> usize {
        a.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let start = alike(&mut was.chars().zip(is.chars()));
    let (rest_was, rest_is) = (was.get(start..).unwrap_or_default(), is.get(start..).unwrap_or_default());
    let end = alike(&mut rest_was.chars().rev().zip(rest_is.chars().rev()));
    (start..was.len() - end, rest_is.get(..rest_is.len() - end).unwrap_or_default())
}

#[expect(clippy::mutable_key_type, reason = "the type of the protocol goes by such keys")]
fn workspace_edit(scene: &Scene<'_>, edits: ByFile, moves: &[(String, String)]) -> WorkspaceEdit {
    let edits = edits.into_iter().filter_map(|(path, edits)| Some((scene.uri(&path)?, path, edits)));
    if !scene.client.document_changes {
        let changes = edits.map(|(uri, _, edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let edit = |(uri, path, edits): (Uri, Arc<str>, Vec<TextEdit>)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri,
            version: scene.document(&path).map(|document| document.version),
        },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    let changes = if moves.is_empty() {
        DocumentChanges::Edits(edits.map(edit).collect())
    } else {
        let edits = edits.map(|found| DocumentChangeOperation::Edit(edit(found)));
        DocumentChanges::Operations(edits.chain(moves.iter().filter_map(|it| renamed(scene, it))).collect())
    };
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

fn renamed(scene: &Scene<'_>, (from, to): &(String, String)) -> Option<DocumentChangeOperation> {
    let options = RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
    Some(DocumentChangeOperation::Op(ResourceOp::Rename(RenameFile {
        old_uri: scene.uri(from)?,
        new_uri: scene.uri(to)?,
        options: Some(options),
        annotation_id: None,
    })))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Lines, between, replaced};
    use crate::lsp::lines::Encoding;

    #[test]
    fn an_edit_is_what_differs() {
        let before = "a: one\nb: two\r\nc: 😀 three\n";
        let lines = Lines::new(&Arc::from(before), Encoding::Utf16);
        let edits = between(&lines, "a: on\nb: two\r\nc: 😀 thre e\nd\n");
        let told: Vec<_> = edits
            .iter()
            .map(|edit| {
                let (start, end) = (edit.range.start, edit.range.end);
                (start.line, start.character, end.line, end.character, edit.new_text.as_str())
            })
            .collect();
        assert_eq!(told, [(0, 5, 0, 6, ""), (2, 10, 2, 11, " e\nd")]);
    }

    #[test]
    fn equal_texts_need_no_edit() {
        assert!(between(&Lines::new(&"a\nb".into(), Encoding::Utf8), "a\nb").is_empty());
    }

    #[test]
    fn parts_are_replaced_once() {
        let parts = vec![(4..7, "two".to_owned()), (0..3, "2".to_owned()), (4..7, "two".to_owned())];
        assert_eq!(replaced("one one!", parts), "2 two!");
    }
}
