//! Entries of a list in block notation: lines come and go.

use std::ops::Range;

use crate::text::yaml::outline::Piece;

use super::super::context::below;
use super::super::manner::{Manner, column};
use super::super::splice::Splice;
use super::super::tree::Tree;
use super::super::yaml::Page;
use super::lay;

/// An entry after the last one, with an empty line between them where the file has such lines.
pub(super) fn after(page: &Page<'_>, list: &Piece, last: &Piece, entry: &Tree) -> Splice {
    let Manner { eol, .. } = page.manner;
    let hyphen = column(page.text, list.start);
    let gap = column(page.text, last.whole.start).saturating_sub(hyphen);
    let gap = if (2..=8).contains(&gap) { gap } else { 2 };
    let end = below_with_comments(page, last_value(page, last), hyphen);
    let apart = if parted(page, list) { eol } else { "" };
    let lines = lay::item(entry, hyphen, gap, &page.manner).join(eol);
    let rest = if end == page.text.len() { eol } else { "" };
    Splice::insert(end, format!("{eol}{apart}{lines}{rest}"))
}

/// The first entry, under a key that has nothing, or brackets around nothing.
pub(super) fn first(page: &Page<'_>, key: &Piece, value: &Piece, entry: &Tree) -> Splice {
    let Manner { eol, hyphen, .. } = page.manner;
    let hyphen = column(page.text, key.whole.start) + hyphen;
    let lines = lay::item(entry, hyphen, 2, &page.manner).join(eol);
    if value.is_blank() {
        let end = page.line_end(value.start.max(key.whole.end));
        let rest = if end == page.text.len() { eol } else { "" };
        return Splice::insert(end, format!("{eol}{lines}{rest}"));
    }
    let between = page.text.get(key.whole.end..value.whole.start).unwrap_or_default();
    let start = key.whole.end + between.trim_end().len();
    let end = page.line_end(value.whole.end);
    let comment = page.text.get(value.whole.end..end).unwrap_or_default().trim_end();
    let rest = if end == page.text.len() { eol } else { "" };
    Splice::new(start..end, format!("{comment}{eol}{lines}{rest}"))
}

/// The lines of an entry that is to go: with the comment right above it, what is indented further
/// below it, and one side of the empty lines around it.
pub(super) fn extent(page: &Page<'_>, entry: &Piece) -> Range<usize> {
    let text = page.text;
    let hyphen =
        text.get(..entry.whole.start).and_then(|before| before.rfind('-')).unwrap_or(entry.whole.start);
    let start = with_comment_above(text, line_start(text, hyphen));
    let end = below_with_comments(page, last_value(page, entry), column(text, hyphen) + 1);
    let end = next_line(text, end);
    let blank = |line: &str| line.trim().is_empty();
    let after = text.get(end..).unwrap_or_default();
    let gap: usize = after.split_inclusive('\n').take_while(|line| blank(line)).map(str::len).sum();
    if gap < after.len() {
        return start..end + gap;
    }
    let before = text.get(..start).unwrap_or_default();
    let gap: usize = before.split_inclusive('\n').rev().take_while(|line| blank(line)).map(str::len).sum();
    start - gap..end
}

/// The last value that a piece holds.
fn last_value<'a>(page: &Page<'a>, piece: &'a Piece) -> &'a Piece {
    let mut last = piece;
    while let Some(child) = last.children.last().and_then(|child| page.outline.piece(*child)) {
        if last.notation() == Some(crate::text::yaml::outline::Notation::Flow) {
            break;
        }
        last = child;
    }
    last
}

/// The end of the line of a value, or of the last comment right below it that is indented as far as
/// `column`.
fn below_with_comments(page: &Page<'_>, value: &Piece, from: usize) -> usize {
    let mut end = below(page, value);
    loop {
        let next = next_line(page.text, end);
        let rest = page.text.get(next..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        if next == end || !line.trim_start().starts_with('#') || indent < from {
            return end;
        }
        end = page.line_end(next);
    }
}

/// Whether empty lines stand between the entries: between most of them, or there is but one.
fn parted(page: &Page<'_>, list: &Piece) -> bool {
    let pieces: Vec<&Piece> = list.children.iter().filter_map(|child| page.outline.piece(*child)).collect();
    let gaps = pieces.windows(2).filter_map(|pair| match pair {
        [one, other] => page.text.get(one.whole.end..other.whole.start),
        _ => None,
    });
    let empty = |gap: &str| {
        let lines = gap.split('\n').count();
        gap.split('\n').skip(1).take(lines.saturating_sub(2)).any(|line| line.trim().is_empty())
    };
    let (with, all) = gaps.fold((0, 0), |(with, all), gap| (with + usize::from(empty(gap)), all + 1));
    2 * with >= all
}

fn line_start(text: &str, at: usize) -> usize {
    at - column(text, at)
}

fn next_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// The start of the comment that ends right above a line, or of the line itself.
fn with_comment_above(text: &str, line: usize) -> usize {
    let before = text.get(..line).unwrap_or_default();
    let comment = |line: &&str| line.trim_start().starts_with('#');
    line - before.split_inclusive('\n').rev().take_while(comment).map(str::len).sum::<usize>()
}
