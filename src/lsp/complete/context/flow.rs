//! YAML in brackets, which is also JSON.

use super::{At, Found, Step};

/// Where one stands amid brackets.
#[derive(Debug, Default)]
pub(super) struct Flow {
    frames: Vec<Frame>,
    /// The word at hand, its quotation marks included.
    word: String,
    /// In quotation marks.
    mark: Option<char>,
    /// The next character stands for itself.
    escaped: bool,
    comment: bool,
    begun: bool,
}

#[derive(Debug)]
struct Frame {
    mapping: bool,
    /// The key whose value comes.
    key: Option<String>,
    seen: Vec<String>,
}

impl Flow {
    pub fn is_closed(&self) -> bool {
        self.begun && self.frames.is_empty()
    }

    /// Reads on. Ends of lines are part of what is read.
    pub fn feed(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            match self.mark {
                _ if self.comment => self.comment = c != '\n',
                Some(mark) => self.quoted(c, mark),
                None => self.bare(c, next),
            }
        }
    }

    fn quoted(&mut self, c: char, mark: char) {
        self.word.push(c);
        match c {
            _ if self.escaped => self.escaped = false,
            '\\' if mark == '"' => self.escaped = true,
            c if c == mark => self.mark = None,
            _ => {}
        }
    }

    fn bare(&mut self, c: char, next: Option<char>) {
        match c {
            '[' | '{' if self.word.trim().is_empty() => self.enter(c == '{'),
            ']' | '}' => self.leave(),
            ',' => self.end_item(),
            ':' if self.is_key() && self.ends_key(next) => self.end_key(),
            '"' | '\'' if self.word.trim().is_empty() => {
                self.word.clear();
                self.word.push(c);
                self.mark = Some(c);
            }
            '#' if self.word.ends_with(char::is_whitespace) && !self.word.trim().is_empty() => {
                self.comment = true;
            }
            // With a word right after it, it may begin a reference to a claim.
            '#' if self.word.trim().is_empty() && next.is_some_and(char::is_whitespace) => {
                self.comment = true;
            }
            c => self.word.push(c),
        }
    }

    fn enter(&mut self, mapping: bool) {
        self.begun = true;
        self.word.clear();
        self.frames.push(Frame { mapping, key: None, seen: Vec::new() });
    }

    fn leave(&mut self) {
        self.word.clear();
        self.frames.pop();
    }

    fn end_item(&mut self) {
        self.word.clear();
        if let Some(frame) = self.frames.last_mut() {
            frame.key = None;
        }
    }

    fn is_key(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.mapping && frame.key.is_none())
    }

    fn ends_key(&self, next: Option<char>) -> bool {
        self.word.trim_end().ends_with(['"', '\'']) || next.is_none_or(char::is_whitespace)
    }

    fn end_key(&mut self) {
        let name = self.word.trim().trim_matches(['"', '\'']).to_owned();
        self.word.clear();
        if let Some(frame) = self.frames.last_mut() {
            frame.seen.push(name.clone());
            frame.key = Some(name);
        }
    }

    /// What is being written where reading has stopped, below a path.
    pub fn found(self, mut path: Vec<Step>) -> Option<Found> {
        let word = self.word.trim_end();
        let finished = self.mark.is_none() && word.len() > 1 && word.ends_with(['"', '\'']);
        if self.comment || finished {
            return None;
        }
        let (last, outer) = self.frames.split_last()?;
        for frame in outer {
            path.push(frame.key.clone().map_or(Step::Item, Step::Key));
        }
        let at = match (last.mapping, &last.key) {
            (true, None) => At::Key { present: last.seen.clone() },
            (true, Some(key)) => {
                path.push(Step::Key(key.clone()));
                At::Value
            }
            (false, _) => {
                path.push(Step::Item);
                At::Value
            }
        };
        Some(Found { path, at, typed: self.word.trim_start().to_owned(), column: None, brackets: true })
    }
}
