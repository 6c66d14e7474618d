//! A text that is being written, and a place in it -> what is being written there.
//!
//! What one types is rarely whole: a bracket is open, a key has no colon yet, so that the parser gives
//! up. This reads no more than it needs: from the beginning to the place, line by line, by indentation
//! and brackets. A line that makes no sense is passed over.

mod block;
mod cite;
mod flow;
mod table;

use std::ops::Range;

pub use cite::citation;
pub use table::in_toml;

use block::Block;
use flow::Flow;

/// What is being written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// From the root to the place.
    pub path: Vec<Step>,
    pub at: At,
    /// What is there already of the word, in bytes of the text: before and after the place.
    pub word: Range<usize>,
    /// The part of the word before the place.
    pub typed: String,
    pub quotes: Quotes,
    /// Whether it stands in brackets.
    pub brackets: bool,
}

/// A step into a list or mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Key(String),
    Item,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// A key of the mapping at the path; it has these others.
    Key { present: Vec<String> },
    /// The value at the path.
    Value,
    /// A key or a value: it cannot be told yet.
    Start { present: Vec<String> },
}

/// Whether the word stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    None,
    /// `"` or `'`, and whether it is closed after the word.
    Open {
        mark: char,
        closed: bool,
    },
}

/// What is being written in YAML at a place. `None` where nothing can be completed: in comments, in
/// blocks of text.
pub fn in_yaml(text: &str, place: usize) -> Option<Context> {
    let (before, after) = text.split_at_checked(place)?;
    let mut block = Block::default();
    let mut lines = before.split_inclusive('\n').peekable();
    let mut start = 0;
    while let Some(line) = lines.next_if(|line| line.ends_with('\n')) {
        block.line(line.trim_end_matches(['\n', '\r']));
        start += line.len();
    }
    let line = before.get(start..)?;
    block.last_line(line).map(|found| found.complete(start, line, after))
}

/// What is being written in JSON at a place.
pub fn in_json(text: &str, place: usize) -> Option<Context> {
    let (before, after) = text.split_at_checked(place)?;
    let mut flow = Flow::default();
    for line in before.split_inclusive('\n') {
        flow.feed(line);
    }
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.get(start..)?;
    flow.found(Vec::new()).map(|found| found.complete(start, line, after))
}

/// What a reader of one line has found at its end.
#[derive(Debug)]
struct Found {
    path: Vec<Step>,
    at: At,
    /// The word as typed so far; a quotation mark at its beginning is part of it.
    typed: String,
    /// Where the keys of a mapping by indentation begin.
    column: Option<usize>,
    brackets: bool,
}

impl Found {
    /// Adds what stands after the place. `line` is the line up to the place, which begins at `start`.
    fn complete(self, start: usize, line: &str, after: &str) -> Context {
        let place = start + line.len();
        let mark = self.typed.chars().next().filter(|c| matches!(c, '"' | '\''));
        let typed = mark.and_then(|mark| self.typed.strip_prefix(mark)).unwrap_or(&self.typed);
        let rest = after.lines().next().unwrap_or_default();
        let (length, closed) = match mark {
            Some(mark) => quoted_rest(rest, mark),
            None => (rest.find(ends_word).unwrap_or(rest.len()), false),
        };
        let mut at = self.at;
        if let (At::Start { present }, Some(column)) = (&mut at, self.column) {
            present.extend(block::keys_below(after, column));
        }
        Context {
            path: self.path,
            at,
            word: place - typed.len()..place + length,
            quotes: mark.map_or(Quotes::None, |mark| Quotes::Open { mark, closed }),
            typed: typed.to_owned(),
            brackets: self.brackets,
        }
    }
}

/// How much of a line belongs to the quoted word at its beginning, and whether that is closed.
fn quoted_rest(rest: &str, mark: char) -> (usize, bool) {
    match rest.find(mark) {
        Some(end) => (end, true),
        None => (rest.find(ends_word).unwrap_or(rest.len()), false),
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ']' | '}' | '[' | '{' | ':' | '"' | '\'')
}

#[cfg(test)]
mod tests;
