//! A text -> a YAML scalar that says it.

use crate::text::node::{Core, Scalar, Style};
use crate::text::yaml::outline::{Notation, Spelling};

use super::Refusal;
use super::fold::refilled;

/// Spells a text on one line: without quotation marks where it reads as that text all the same.
pub(super) fn spelled(text: &str, notation: Notation, marks: Spelling) -> String {
    if is_plain(text, notation) { text.to_owned() } else { quoted(text, marks) }
}

/// Spells a text on one line between quotation marks: these, or the other ones where these would have to
/// be escaped and those not.
pub(super) fn quoted(text: &str, marks: Spelling) -> String {
    let (single, double) = (text.contains('\''), text.contains(['"', '\\']));
    match marks {
        Spelling::Double if double && !single => quoted_as(text, Spelling::Single),
        Spelling::Single if single && !double => quoted_as(text, Spelling::Double),
        marks => quoted_as(text, marks),
    }
}

/// Whether a text without quotation marks reads as that text, to us and to other readers of YAML.
fn is_plain(text: &str, notation: Notation) -> bool {
    /// Truth values of YAML 1.1.
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "<<", "="];
    let scalar = Scalar { text: text.into(), style: Style::Plain };
    let is_text = matches!(scalar.resolve(), Core::Text(_));
    let word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    is_text && !word && holds_unquoted(text, notation)
}

/// Whether the notation lets a text stand without quotation marks.
fn holds_unquoted(text: &str, notation: Notation) -> bool {
    let first = |c: char| !c.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`.".contains(c);
    let brackets = notation == Notation::Flow && text.contains([',', '[', ']', '{', '}']);
    let marks = text.contains(": ") || text.contains(" #") || text.ends_with([':', ' ']);
    text.starts_with(first) && !brackets && !marks && !text.contains(needs_escape) && !text.contains('\t')
}

/// What can stand in a scalar only as an escape: line ends, and what no editor shows.
fn needs_escape(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn escaped(text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => new.extend(['\\', c]),
            '\n' => new.push_str("\\n"),
            '\r' => new.push_str("\\r"),
            '\t' => new.push_str("\\t"),
            c if needs_escape(c) && u32::from(c) <= 0xFFFF => {
                new.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => new.push(c),
        }
    }
    new
}

/// A scalar of a file that is to say something else.
pub(super) struct Old<'a> {
    pub spelling: Spelling,
    /// As it stands in the file, anchor and tag left out, with the header of a block.
    pub raw: &'a str,
    /// What block scalars hold is indented by as many spaces.
    pub indent: usize,
    /// What it said.
    pub was_text: bool,
    pub notation: Notation,
    pub eol: &'a str,
    pub marks: Spelling,
}

impl Old<'_> {
    /// Spells a new text as this one is spelled: the same quotation marks or block, and the same lines
    /// as far as their words stay.
    pub fn respelled(&self, text: &str) -> Result<String, Refusal> {
        match self.spelling {
            Spelling::Plain if self.stays_plain(text) => Ok(self.over_lines(text)),
            Spelling::Plain => Ok(self.over_lines(&quoted(text, self.marks))),
            marks @ (Spelling::Single | Spelling::Double) => Ok(self.over_lines(&quoted_as(text, marks))),
            Spelling::Literal(_) => {
                self.block(text, |body| Ok(body.split('\n').map(str::to_owned).collect()))
            }
            Spelling::Folded(_) => self.block(text, |body| self.folded(body)),
        }
    }

    /// Plain text must read as text. A number may become another one.
    fn stays_plain(&self, text: &str) -> bool {
        let holds = holds_unquoted(text, self.notation);
        is_plain(text, self.notation) || (!self.was_text && holds && !reads_as_nothing(text))
    }

    fn over_lines(&self, spelled: &str) -> String {
        let mut lines = self.raw.lines();
        let first = lines.next().unwrap_or_default();
        let others: Vec<&str> = lines.collect();
        let margin = others.iter().find(|line| !line.trim().is_empty());
        let margin =
            margin.map_or("", |line| line.get(..line.len() - line.trim_start().len()).unwrap_or_default());
        let old: Vec<&str> =
            [first.trim_end()].into_iter().chain(others.iter().map(|line| line.trim())).collect();
        refilled(spelled, &old).join(&format!("{}{margin}", self.eol))
    }

    /// A block scalar: its header, then the lines of the text without the line ends that it ends with.
    fn block(
        &self,
        text: &str,
        lines: impl Fn(&str) -> Result<Vec<String>, Refusal>,
    ) -> Result<String, Refusal> {
        let body = text.trim_end_matches('\n');
        let (header, content) = self.raw.split_once('\n').ok_or(Refusal::Uncertain)?;
        let header = header.trim_end_matches('\r');
        let stray = |c: char| needs_escape(c) && c != '\n';
        let explicit = header.bytes().skip(1).take(2).any(|byte| byte.is_ascii_digit());
        if body.is_empty() || body.contains(stray) || (!explicit && body.starts_with([' ', '\t', '\n'])) {
            return Err(Refusal::Unspellable("a block of lines cannot hold the new words"));
        }
        let header = chomped(header, text.len() - body.len(), content)?;
        let margin = " ".repeat(self.indent);
        let line = |line: String| if line.is_empty() { line } else { format!("{margin}{line}") };
        let lines: Vec<String> = lines(body)?.into_iter().map(line).collect();
        Ok(format!("{header}{eol}{}", lines.join(self.eol), eol = self.eol))
    }

    fn folded(&self, body: &str) -> Result<Vec<String>, Refusal> {
        if body.split('\n').any(|line| line.starts_with([' ', '\t'])) {
            return Err(Refusal::Unspellable("a folded block cannot hold lines that are indented"));
        }
        let old: Vec<&str> = self.raw.lines().skip(1).map(str::trim).collect();
        let mut lines = Vec::new();
        for paragraph in body.split('\n') {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(if paragraph.is_empty() { Vec::new() } else { refilled(paragraph, &old) });
        }
        Ok(lines)
    }
}

fn quoted_as(text: &str, marks: Spelling) -> String {
    if marks == Spelling::Single && !text.contains(needs_escape) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    format!("\"{}\"", escaped(text))
}

fn reads_as_nothing(text: &str) -> bool {
    Scalar { text: text.into(), style: Style::Plain }.resolve() == Core::Null
}

/// The header with the sign that makes the text end with so many line ends.
fn chomped(header: &str, ends: usize, content: &str) -> Result<String, Refusal> {
    let (signs, rest) = header.split_at(header.find([' ', '\t']).unwrap_or(header.len()));
    let unable = Err(Refusal::Unspellable("the empty lines that the block ends with count as words"));
    if signs.contains('+') {
        let had = content.len() - content.trim_end_matches(['\n', '\r', ' ']).len();
        let had = content.get(content.len() - had..).unwrap_or_default().matches('\n').count();
        return if had == ends { Ok(header.to_owned()) } else { unable };
    }
    match ends {
        0 if signs.contains('-') => Ok(header.to_owned()),
        0 => Ok(format!("{signs}-{rest}")),
        1 => Ok(format!("{}{rest}", signs.replace('-', ""))),
        _ => unable,
    }
}
