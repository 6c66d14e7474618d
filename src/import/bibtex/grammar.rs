//! The door to BibTeX's grammar: a text becomes entries, their fields with `@string`s put in.
//!
//! The crate that reads it resolves `@string`s and `crossref`s by recursion, without end where they lead
//! in a circle; so only its grammar and its TeX are used, and both are resolved here.

use std::collections::HashMap;
use std::sync::Arc;

use biblatex::{Field as RawField, ParseErrorKind, RawBibliography, RawChunk, Token};

use crate::diag::problems::importing as problems;
use crate::diag::{Range, Spanned};
use crate::text::findings::Findings;

/// An entry as it stands in the file.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: Spanned<String>,
    /// In small letters.
    pub kind: Spanned<String>,
    /// In file order, none twice.
    pub fields: Vec<Field>,
    /// From `@` to the closing brace.
    pub range: Range,
}

/// A field: its value is TeX.
#[derive(Clone, Debug)]
pub struct Field {
    /// In small letters.
    pub name: Spanned<Arc<str>>,
    pub tex: Spanned<String>,
}

impl Entry {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| &*field.name.value == name)
    }
}

/// The longest value that `@string`s may make, in bytes.
const LONGEST: usize = 1 << 20;
/// How deep `@string`s may be made of others.
const DEEPEST: usize = 16;

/// Reads a file. `None` after a diagnostic, where the file has not the form of BibTeX.
pub fn read(text: &str, findings: &mut Findings) -> Option<Vec<Entry>> {
    let raw = match RawBibliography::parse(text) {
        Ok(raw) => raw,
        Err(error) => {
            let at = error.span.start.min(text.len());
            let place = findings.span(seen(text, at));
            findings.add(problems::bibtex_syntax(place, &reason(&error.kind)));
            return None;
        }
    };
    let strings: HashMap<String, &RawField<'_>> =
        raw.abbreviations.iter().map(|pair| (pair.key.v.to_lowercase(), &pair.value.v)).collect();
    let entries = raw.entries.iter().map(|entry| {
        let end = text[entry.span.end..].find('}').map_or(entry.span.end, |brace| entry.span.end + brace + 1);
        let (key, kind) = (&entry.v.key, &entry.v.kind);
        let mut made = Entry {
            key: spanned(key.v.to_owned(), &key.span),
            kind: spanned(kind.v.to_lowercase(), &kind.span),
            fields: Vec::new(),
            range: Range::new(entry.span.start, end),
        };
        for pair in &entry.v.fields {
            let name: Arc<str> = pair.key.v.to_lowercase().into();
            let range = Range::new(pair.key.span.start, pair.key.span.end);
            if made.field(&name).is_some() {
                findings.add(problems::field_twice(&name, findings.span(range)));
                continue;
            }
            let mut tex = String::new();
            if let Err(unknown) = expand(&pair.value.v, &strings, 0, &mut tex) {
                findings.add(problems::bibtex_string(&unknown, findings.span(range)));
            }
            let value = Range::new(pair.value.span.start, pair.value.span.end);
            made.fields.push(Field {
                name: Spanned { value: name, range },
                tex: Spanned { value: tex, range: value },
            });
        }
        made
    });
    Some(entries.collect())
}

/// Puts strings in the place of their names. An error names a string that is not defined, or that is
/// made of too many others.
fn expand(
    field: &RawField<'_>,
    strings: &HashMap<String, &RawField<'_>>,
    depth: usize,
    tex: &mut String,
) -> Result<(), String> {
    let mut unknown = None;
    for chunk in field {
        match chunk.v {
            RawChunk::Normal(text) => tex.push_str(text),
            RawChunk::Abbreviation(name) => match strings.get(&name.to_lowercase()) {
                Some(field) if depth < DEEPEST && tex.len() < LONGEST => {
                    unknown = unknown.or(expand(field, strings, depth + 1, tex).err());
                }
                // Names of months stand for themselves.
                None if super::dates::month(name).is_some() => tex.push_str(name),
                _ => {
                    tex.push_str(name);
                    unknown.get_or_insert_with(|| name.to_owned());
                }
            },
        }
    }
    unknown.map_or(Ok(()), Err)
}

fn spanned<T>(value: T, span: &std::ops::Range<usize>) -> Spanned<T> {
    Spanned { value, range: Range::new(span.start, span.end) }
}

/// The character at a place; at the end of the text, the last that can be seen.
fn seen(text: &str, at: usize) -> Range {
    let at = text.floor_char_boundary(at);
    match text[at..].chars().next() {
        Some(next) => Range::new(at, at + next.len_utf8()),
        None => Range::new(text.trim_end().len().saturating_sub(1), text.trim_end().len()),
    }
}

fn reason(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::UnexpectedEof => {
            "the file ends inside of an entry: a brace or quotation mark is not closed".to_owned()
        }
        ParseErrorKind::Expected(token) => format!("{} is expected here", told(*token)),
        ParseErrorKind::Unexpected(token) => format!("{} cannot stand here", told(*token)),
        kind => kind.to_string(),
    }
}

fn told(token: Token) -> &'static str {
    match token {
        Token::Identifier => "a name",
        Token::OpeningBrace => "`{`",
        Token::ClosingBrace => "`}`",
        Token::Comma => "`,`",
        Token::QuotationMark => "`\"`",
        Token::Equals => "`=`",
        Token::DecimalPoint => "`.`",
    }
}
