//! YAML by indentation.

use std::cmp::Ordering;

use super::flow::Flow;
use super::{At, Found, Step};

/// Where one stands after some lines.
#[derive(Debug, Default)]
pub(super) struct Block {
    levels: Vec<Level>,
    open: Open,
}

/// A key or a dash that what follows may belong to.
#[derive(Debug)]
struct Level {
    column: usize,
    /// `None` for a dash.
    key: Option<String>,
    /// The keys of the same mapping, this one included.
    seen: Vec<String>,
}

/// What a line has left open.
#[derive(Debug, Default)]
enum Open {
    #[default]
    Nothing,
    /// A block of text, `|` or `>`.
    Literal,
    Flow(Flow),
    /// A quoted text that goes on.
    Quoted(char),
}

impl Block {
    /// Reads a whole line.
    pub fn line(&mut self, line: &str) {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        if rest.is_empty() || self.goes_on(indent, rest) {
            return self.go_on(rest);
        }
        self.open = Open::Nothing;
        if rest.starts_with(['#', '%']) || line == "---" {
            return;
        }
        let (column, rest) = self.dashes(indent, rest);
        let value = match key(rest) {
            Some((name, value)) => {
                self.push_key(column, name);
                value
            }
            None => rest,
        };
        self.begin_value(value.trim_start());
    }

    /// Reads the line at whose end the place is.
    pub fn last_line(mut self, line: &str) -> Option<Found> {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        if self.goes_on(indent, rest) {
            return self.found_inside(rest);
        }
        let (column, rest) = self.dashes(indent, rest);
        if let Some((name, value)) = key(rest) {
            self.push_key(column, name);
            return self.found_value(value.trim_start());
        }
        if let Some(first) = rest.chars().next().filter(|c| matches!(c, '[' | '{' | '"' | '\'')) {
            return if matches!(first, '"' | '\'') { self.found_value(rest) } else { self.found_flow(rest) };
        }
        let present = self.leave(column);
        (!is_comment(rest)).then(|| Found {
            path: self.path(),
            at: At::Start { present },
            typed: rest.to_owned(),
            column: Some(column),
            brackets: false,
        })
    }

    /// Whether a line belongs to what an earlier one has left open. What is never closed ends where
    /// the indentation does.
    fn goes_on(&self, indent: usize, rest: &str) -> bool {
        let deeper = self.levels.last().is_none_or(|level| indent > level.column);
        match &self.open {
            Open::Nothing => false,
            Open::Literal | Open::Quoted(_) => deeper,
            Open::Flow(_) => deeper || rest.starts_with([']', '}']),
        }
    }

    fn go_on(&mut self, rest: &str) {
        let closed = match &mut self.open {
            Open::Nothing | Open::Literal => false,
            Open::Flow(flow) => {
                flow.feed(rest);
                flow.feed("\n");
                flow.is_closed()
            }
            Open::Quoted(mark) => closes(rest, *mark),
        };
        if closed {
            self.open = Open::Nothing;
        }
    }

    fn found_inside(mut self, rest: &str) -> Option<Found> {
        let Open::Flow(mut flow) = std::mem::take(&mut self.open) else { return None };
        flow.feed(rest);
        flow.found(self.path())
    }

    /// Takes note of the dashes with which a line begins. Comes out: the column after them, and the
    /// rest of the line.
    fn dashes<'l>(&mut self, indent: usize, line: &'l str) -> (usize, &'l str) {
        let (mut column, mut rest) = (indent, line);
        while let Some(after) =
            rest.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with(' '))
        {
            self.push_dash(column);
            let item = after.trim_start_matches(' ');
            column += rest.len() - item.len();
            rest = item;
        }
        (column, rest)
    }

    fn push_dash(&mut self, column: usize) {
        while self
            .levels
            .last()
            .is_some_and(|level| level.column > column || (level.column == column && level.key.is_none()))
        {
            self.levels.pop();
        }
        self.levels.push(Level { column, key: None, seen: Vec::new() });
    }

    fn push_key(&mut self, column: usize, name: &str) {
        let mut seen = self.leave(column);
        seen.push(name.to_owned());
        self.levels.push(Level { column, key: Some(name.to_owned()), seen });
    }

    /// Leaves what does not hold a key at this column. Comes out: the keys of the mapping that does.
    fn leave(&mut self, column: usize) -> Vec<String> {
        let mut seen = Vec::new();
        while let Some(level) = self.levels.pop_if(|level| level.column >= column) {
            seen = if level.column == column { level.seen } else { Vec::new() };
        }
        seen
    }

    fn begin_value(&mut self, value: &str) {
        let value = unmarked(value);
        self.open = match value.chars().next() {
            Some('|' | '>') => Open::Literal,
            Some('[' | '{') => {
                let mut flow = Flow::default();
                flow.feed(value);
                flow.feed("\n");
                if flow.is_closed() { Open::Nothing } else { Open::Flow(flow) }
            }
            Some(mark @ ('"' | '\'')) if !closes(value.get(1..).unwrap_or_default(), mark) => {
                Open::Quoted(mark)
            }
            _ => Open::Nothing,
        };
    }

    fn found_value(self, value: &str) -> Option<Found> {
        let value = unmarked(value);
        match value.chars().next() {
            Some('|' | '>') => None,
            Some('[' | '{') => self.found_flow(value),
            Some(mark @ ('"' | '\'')) if closes(value.get(1..).unwrap_or_default(), mark) => None,
            _ if is_comment(value) => None,
            _ => Some(Found {
                path: self.path(),
                at: At::Value,
                typed: value.to_owned(),
                column: None,
                brackets: false,
            }),
        }
    }

    fn found_flow(self, value: &str) -> Option<Found> {
        let mut flow = Flow::default();
        flow.feed(value);
        flow.found(self.path())
    }

    fn path(&self) -> Vec<Step> {
        let step = |level: &Level| level.key.clone().map_or(Step::Item, Step::Key);
        self.levels.iter().map(step).collect()
    }
}

/// The keys of a mapping that stand below a line, by the column at which they begin.
pub(super) fn keys_below(text: &str, column: usize) -> Vec<String> {
    let mut keys = Vec::new();
    for line in text.lines().skip(1) {
        let rest = line.trim_start_matches(' ');
        match (line.len() - rest.len()).cmp(&column) {
            _ if rest.is_empty() || rest.starts_with('#') => {}
            Ordering::Greater => {}
            Ordering::Less => break,
            Ordering::Equal => match key(rest) {
                Some((name, _)) => keys.push(name.to_owned()),
                None => break,
            },
        }
    }
    keys
}

/// The key with which a line begins, and what follows its colon.
pub(super) fn key(line: &str) -> Option<(&str, &str)> {
    let quoted = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(mark) = quoted {
        let (name, rest) = line.get(1..)?.split_once(mark)?;
        return Some((name, rest.trim_start().strip_prefix(':')?));
    }
    if line.starts_with(['[', '{', '#', '&', '*', '!', '|', '>', '%', '@', '`']) {
        return None;
    }
    let mut colons = line.match_indices(':').map(|(at, _)| at);
    let colon =
        colons.find(|at| line.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))?;
    let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    (!name.contains(" #")).then(|| (name.trim_end(), value))
}

/// A value without its anchor or tag.
fn unmarked(value: &str) -> &str {
    match value.split_once(' ') {
        Some((mark, rest)) if mark.starts_with(['&', '!']) => rest.trim_start(),
        _ => value,
    }
}

/// Whether a text closes the quotation mark that was opened before it.
fn closes(text: &str, mark: char) -> bool {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if mark == '"' => drop(chars.next()),
            c if c == mark && mark == '\'' && chars.as_str().starts_with('\'') => drop(chars.next()),
            c if c == mark => return true,
            _ => {}
        }
    }
    false
}

/// Whether a value is, or ends in, a comment. `#` with a word right after it may be the beginning of a
/// reference to a claim.
fn is_comment(value: &str) -> bool {
    let reference = |rest: &str| rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let quoted = value.starts_with(['"', '\'']);
    match value.strip_prefix('#') {
        Some(rest) => !reference(rest),
        None => !quoted && value.contains(" #"),
    }
}
