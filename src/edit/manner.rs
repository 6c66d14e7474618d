//! The manner of a file: how its writer spells what YAML leaves open, so that what is added looks like
//! what stands there.

use crate::text::yaml::outline::{Kind, Notation, Outline, Spelling};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Manner {
    /// LF or CRLF.
    pub eol: &'static str,
    /// By how many spaces what is under a key is indented.
    pub step: usize,
    /// By how many spaces the hyphens of a list under a key are indented.
    pub hyphen: usize,
    /// The quotation marks that are used where some are needed.
    pub marks: Spelling,
    /// How lists of names are written.
    pub lists: Notation,
    /// Long words are folded into blocks (`>-`).
    pub folds: bool,
}

impl Manner {
    /// The manner of a text, whose outline counts bytes from `base`. What it does not show is as in the
    /// demonstration site.
    pub fn of(text: &str, base: usize, outline: &Outline) -> Self {
        let count = |kind: Kind| outline.pieces.iter().filter(|piece| piece.kind == kind).count();
        let (single, double) = (count(Kind::Scalar(Spelling::Single)), count(Kind::Scalar(Spelling::Double)));
        let (step, hyphen) = indentation(text, base, outline);
        Self {
            eol: line_end(text),
            step: step.unwrap_or(2),
            hyphen: hyphen.unwrap_or(2),
            marks: if single > double { Spelling::Single } else { Spelling::Double },
            lists: lists(outline),
            folds: outline.pieces.iter().any(|piece| matches!(piece.kind, Kind::Scalar(Spelling::Folded(_)))),
        }
    }
}

/// How the lines of a text end: as the first does.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((line, _)) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// How many bytes stand before a place in its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.len() - before.rfind('\n').map_or(0, |end| end + 1)
}

/// The first indentation that the text shows of a mapping under a key, and of a list under a key.
fn indentation(text: &str, base: usize, outline: &Outline) -> (Option<usize>, Option<usize>) {
    let (mut step, mut hyphen) = (None, None);
    for mapping in outline.pieces.iter().filter(|piece| piece.kind == Kind::Mapping(Notation::Block)) {
        let from = column(text, mapping.start - base);
        for (_, value) in outline.entries(mapping) {
            let Some(piece) = outline.piece(value) else { continue };
            let by = || column(text, piece.start - base).saturating_sub(from);
            match piece.kind {
                Kind::Mapping(Notation::Block) if by() > 0 => step = step.or_else(|| Some(by())),
                Kind::List(Notation::Block) => hyphen = hyphen.or_else(|| Some(by())),
                _ => {}
            }
        }
    }
    (step.or_else(|| hyphen.filter(|by| *by > 0)), hyphen)
}

/// Lists of scalars are written in brackets unless most are not.
fn lists(outline: &Outline) -> Notation {
    let of_names = |notation| {
        let is_name =
            |child: &usize| outline.piece(*child).is_some_and(|piece| matches!(piece.kind, Kind::Scalar(_)));
        let lists = outline.pieces.iter().filter(move |piece| piece.kind == Kind::List(notation));
        lists.filter(|piece| piece.children.iter().all(is_name) && !piece.children.is_empty()).count()
    };
    if of_names(Notation::Block) > of_names(Notation::Flow) { Notation::Block } else { Notation::Flow }
}
