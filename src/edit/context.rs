//! A quote gets what stands before and after its words.

use crate::text::yaml::outline::{Kind, Notation, Piece, Spelling};

use super::Refusal;
use super::manner::column;
use super::spelling::spelled;
use super::splice::Splice;
use super::wanted::{EXACT, Wanted};
use super::yaml::Page;

/// What is to be done so that the scalar at `index`, spelled `content`, has the context that is wanted.
pub(super) fn splices(
    page: &Page<'_>,
    index: usize,
    content: String,
    wanted: &Wanted<'_>,
) -> Result<Vec<Splice>, Refusal> {
    let piece = page.outline.piece(index).ok_or(Refusal::NotThere)?;
    let key = page.outline.key_of(index).and_then(|key| page.outline.piece(key));
    match (key, page.notation_around(index)) {
        (Some(key), _) if is_named(page, key, EXACT) => beside(page, index, content, wanted),
        (_, Notation::Flow) => Ok(in_braces(page, piece, &content, wanted)),
        (key, Notation::Block) => under(page, index, key, &content, wanted),
    }
}

/// The words already stand under `exact`: their context comes beside them.
fn beside(
    page: &Page<'_>,
    index: usize,
    content: String,
    wanted: &Wanted<'_>,
) -> Result<Vec<Splice>, Refusal> {
    let piece = page.outline.piece(index).ok_or(Refusal::NotThere)?;
    let mapping = page.outline.parent(index).ok_or(Refusal::NotThere)?;
    let mut splices = Vec::new();
    if wanted.value.is_some() {
        splices.push(Splice::new(page.written(piece), content));
    }
    let context: Vec<_> = wanted.context().collect();
    splices.extend(set(page, mapping, index, &context)?);
    Ok(splices)
}

/// Other keys of the mapping in which a value stands.
pub(super) fn keys(
    page: &Page<'_>,
    index: usize,
    keys: &[(&'static str, &str)],
) -> Result<Vec<Splice>, Refusal> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mapping = page.outline.parent(index).ok_or(Refusal::NotThere)?;
    page.outline.key_of(index).ok_or(Refusal::NotThere)?;
    set(page, mapping, index, keys)
}

/// Keys of a mapping get values; those that are new stand after a value that it has.
fn set(
    page: &Page<'_>,
    mapping: &Piece,
    mut after: usize,
    keys: &[(&'static str, &str)],
) -> Result<Vec<Splice>, Refusal> {
    let mut splices = Vec::new();
    for (key, words) in keys {
        let named = |other| page.outline.piece(other).is_some_and(|other| is_named(page, other, key));
        match page.outline.entries(mapping).find(|(other, _)| named(*other)) {
            Some((_, value)) => {
                splices.push(replaced(page, value, words)?);
                after = value;
            }
            None => splices.push(added(page, mapping, after, key, words)?),
        }
    }
    Ok(splices)
}

fn replaced(page: &Page<'_>, value: usize, words: &str) -> Result<Splice, Refusal> {
    let piece = page.outline.piece(value).ok_or(Refusal::NotThere)?;
    if page.outline.is_repeated(value) || piece.kind == Kind::Alias {
        return Err(Refusal::Repeated);
    }
    Ok(Splice::new(page.written(piece), page.respelled(value, words, true)?))
}

/// Another key of a mapping, right after the value of one that it has.
fn added(page: &Page<'_>, mapping: &Piece, after: usize, key: &str, words: &str) -> Result<Splice, Refusal> {
    let value = page.outline.piece(after).ok_or(Refusal::NotThere)?;
    let notation = mapping.notation().ok_or(Refusal::NotThere)?;
    let entry = format!("{key}: {}", spelled(words, notation, page.manner.marks));
    Ok(match notation {
        Notation::Flow => Splice::insert(value.whole.end, format!(", {entry}")),
        Notation::Block => {
            let margin = " ".repeat(column(page.text, mapping.start));
            Splice::insert(below(page, value), format!("{}{margin}{entry}", page.manner.eol))
        }
    })
}

/// A bare string in brackets gets braces of its own.
fn in_braces(page: &Page<'_>, piece: &Piece, content: &str, wanted: &Wanted<'_>) -> Vec<Splice> {
    let marks = page.manner.marks;
    let context: String = wanted
        .context()
        .map(|(key, words)| format!(", {key}: {}", spelled(words, Notation::Flow, marks)))
        .collect();
    vec![
        Splice::insert(piece.whole.start, format!("{{{EXACT}: ")),
        Splice::new(page.written(piece), content),
        Splice::insert(piece.whole.end, format!("{context}}}")),
    ]
}

/// A bare string in block notation becomes a mapping: under its key, or where it stands if that is a line
/// of its own or an item of a list.
fn under(
    page: &Page<'_>,
    index: usize,
    key: Option<&Piece>,
    content: &str,
    wanted: &Wanted<'_>,
) -> Result<Vec<Splice>, Refusal> {
    let piece = page.outline.piece(index).ok_or(Refusal::NotThere)?;
    let around = page.outline.parent(index).ok_or(Refusal::NotThere)?;
    let from = column(page.text, around.start);
    let colon = key.and_then(|key| {
        let gap = page.text.get(key.whole.end..piece.whole.start)?;
        (!gap.contains('\n')).then(|| key.whole.end + gap.find(':').unwrap_or(0) + 1)
    });
    let eol = page.manner.eol;
    let (indent, opening) = match colon {
        Some(colon) => {
            let indent = from + page.manner.step;
            let line = format!("{eol}{}{EXACT}: ", " ".repeat(indent));
            (indent, Splice::new(colon..piece.whole.start, line))
        }
        None => {
            let indent = column(page.text, piece.whole.start);
            (indent, Splice::insert(piece.whole.start, format!("{EXACT}: ")))
        }
    };
    let margin = " ".repeat(indent);
    let marks = page.manner.marks;
    let context: String = wanted
        .context()
        .map(|(key, words)| format!("{eol}{margin}{key}: {}", spelled(words, Notation::Block, marks)))
        .collect();
    let content = moved(content, indent.saturating_sub(from));
    Ok(vec![opening, Splice::new(page.written(piece), content), Splice::insert(below(page, piece), context)])
}

/// Where a line may be added below a value. The empty lines that some blocks end with are theirs.
pub(super) fn below(page: &Page<'_>, value: &Piece) -> usize {
    let keeps =
        matches!(value.kind, Kind::Scalar(Spelling::Literal(_) | Spelling::Folded(_)))
            && page.content(value).lines().next().is_some_and(|header| {
                header.split([' ', '\t']).next().is_some_and(|signs| signs.contains('+'))
            });
    if !keeps {
        return page.line_end(value.whole.end);
    }
    let lines = page.text.get(value.whole.end..value.end).unwrap_or_default();
    let last = lines.rfind('\n').map_or(value.whole.end, |end| value.whole.end + end);
    if page.text.get(..last).is_some_and(|before| before.ends_with('\r')) { last - 1 } else { last }
}

/// Content with its lines after the first moved to the right, so that they stay further in than the key
/// above them.
fn moved(content: &str, by: usize) -> String {
    let margin = " ".repeat(by);
    let line = |(number, line): (usize, &str)| {
        let blank = line.trim_end_matches(['\r', '\n']).is_empty();
        if number == 0 || blank { line.to_owned() } else { format!("{margin}{line}") }
    };
    content.split_inclusive('\n').enumerate().map(line).collect()
}

fn is_named(page: &Page<'_>, key: &Piece, name: &str) -> bool {
    page.content(key).trim_matches(['"', '\'']) == name
}
