//! The door to YAML: a text becomes a [`Node`].
//!
//! It is built from the events of granit-parser, the parser below serde-saphyr. serde-saphyr itself
//! stops at the first mistake of a file, and we owe all of them in one run.
//!
//! What we leave out of YAML 1.2: several documents in a file, keys that are not text, tags of one's
//! own, and the merge keys (`<<`) of YAML 1.1. Aliases are expanded within a budget.

pub mod outline;

use std::collections::HashMap;
use std::rc::Rc;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, Tag, options};

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, Spanned};

use super::findings::Findings;
use super::node::{Entry, MAX_DEPTH, MAX_NODES, Node, Style, Value, mapping};

/// Reads one YAML document that stands `base` bytes from the beginning of its file. `None` after a
/// mistake that leaves nothing to read; an empty document is a scalar that is null.
pub fn parse(text: &str, base: usize, findings: &mut Findings) -> Option<Rc<Node>> {
    let mut builder = Builder::new(text, base, findings);
    if let Err(diagnostic) = builder.document() {
        builder.findings.add(*diagnostic);
        return None;
    }
    let nothing = || Node::scalar(Range::new(base, base + 1), "", Style::Plain);
    Some(builder.root.unwrap_or_else(nothing))
}

type Built<T = ()> = Result<T, Box<Diagnostic>>;

struct Builder<'a> {
    text: &'a str,
    base: usize,
    findings: &'a mut Findings,
    documents: usize,
    open: Vec<Open>,
    anchors: HashMap<usize, Measured>,
    root: Option<Rc<Node>>,
    /// Of the whole document, aliases expanded.
    nodes: usize,
}

/// As many bytes of text as count for one value.
const TEXT_OF_A_NODE: usize = 64;

/// A list or mapping whose end has not come.
struct Open {
    range: Range,
    anchor: usize,
    nodes: usize,
    height: usize,
    children: Children,
}

enum Children {
    Items(Vec<Rc<Node>>),
    Entries(Vec<Entry>, Option<Spanned<String>>),
}

/// A node with what it costs where an alias repeats it.
#[derive(Clone)]
struct Measured {
    node: Rc<Node>,
    nodes: usize,
    height: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, base: usize, findings: &'a mut Findings) -> Self {
        let (open, anchors) = (Vec::new(), HashMap::new());
        Self { text, base, findings, documents: 0, open, anchors, root: None, nodes: 0 }
    }

    fn document(&mut self) -> Built {
        for event in Parser::new_from_str_with_options(self.text, limits()) {
            let (event, span) = event.map_err(|error| self.syntax(&error))?;
            self.take(event, &span)?;
        }
        Ok(())
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Built {
        match event {
            Event::DocumentStart(..) => self.start_document(span),
            Event::Scalar(text, style, anchor, tag) => {
                let style = self.style(style, tag.as_deref(), span)?;
                let range = self.visible(span);
                self.spend(1, range)?;
                // Repeated by an alias, long text costs as much as many values.
                let nodes = 1 + text.len() / TEXT_OF_A_NODE;
                let node = Node::scalar(range, text, style);
                self.complete(Measured { node, nodes, height: 0 }, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), span)?;
                self.start(Children::Items(Vec::new()), anchor, span)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), span)?;
                self.start(Children::Entries(Vec::new(), None), anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn start_document(&mut self, span: &Span) -> Built {
        self.documents += 1;
        if self.documents > 1 {
            return Err(problems::second_document(self.findings.span(self.visible(span))).into());
        }
        Ok(())
    }

    fn start(&mut self, children: Children, anchor: usize, span: &Span) -> Built {
        let range = self.visible(span);
        self.spend(1, range)?;
        if self.open.len() >= MAX_DEPTH {
            return Err(problems::too_deep(self.findings.span(range)).into());
        }
        self.open.push(Open { range, anchor, nodes: 1, height: 1, children });
        Ok(())
    }

    fn end(&mut self, span: &Span) -> Built {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let mut range = open.range;
        // A block ends with its last child; only a bracket has an end of its own.
        if !span.is_empty() {
            range.end = range.end.max(self.visible(span).end);
        }
        let node = match open.children {
            Children::Items(items) => Node::new(range, Value::Sequence(items)),
            Children::Entries(entries, _) => mapping(range, entries, self.findings),
        };
        self.complete(Measured { node, nodes: open.nodes, height: open.height }, open.anchor)
    }

    fn alias(&mut self, anchor: usize, span: &Span) -> Built {
        let place = self.findings.span(self.visible(span));
        // Collections are remembered when they are complete, so an alias inside of what it names
        // finds nothing here.
        let Some(target) = self.anchors.get(&anchor).cloned() else {
            return Err(problems::alias_in_itself(place).into());
        };
        if self.open.len() + target.height > MAX_DEPTH {
            return Err(problems::too_deep(place).into());
        }
        self.spend(target.nodes, place.range)?;
        self.complete(target, 0)
    }

    fn spend(&mut self, nodes: usize, range: Range) -> Built {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(problems::too_many_nodes(self.findings.span(range), MAX_NODES).into());
        }
        Ok(())
    }

    /// Puts a node where it belongs: it is an item, a key, a value, or the root.
    fn complete(&mut self, measured: Measured, anchor: usize) -> Built {
        if anchor > 0 {
            self.anchors.insert(anchor, measured.clone());
        }
        let Measured { node, nodes, height } = measured;
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        parent.nodes += nodes;
        parent.height = parent.height.max(height + 1);
        // An alias shares the range of its target, which lies earlier and moves no end.
        parent.range.end = parent.range.end.max(node.range.end);
        match &mut parent.children {
            Children::Items(items) => items.push(node),
            Children::Entries(entries, key) => match key.take() {
                Some(key) => entries.push(Entry::new(key, node)),
                None => *key = Some(key_of(&node, self.findings)?),
            },
        }
        Ok(())
    }

    fn style(&self, style: ScalarStyle, tag: Option<&Tag>, span: &Span) -> Built<Style> {
        let plain = style == ScalarStyle::Plain;
        match tag {
            Some(tag) if tag.is_yaml_core_schema_tag("str") => return Ok(Style::Text),
            tag => self.refuse_tag(tag, span)?,
        }
        Ok(if plain { Style::Plain } else { Style::Text })
    }

    /// A tag of the core schema says nothing that the reader does not know; any other would be lost.
    fn refuse_tag(&self, tag: Option<&Tag>, span: &Span) -> Built {
        match tag {
            Some(tag) if !tag.is_yaml_core_schema() => {
                let place = span.tag_span().map_or(self.visible(span), |tag| self.visible(&tag));
                Err(problems::yaml_tag(self.findings.span(place), &tag.original()).into())
            }
            _ => Ok(()),
        }
    }

    fn syntax(&self, error: &ScanError) -> Box<Diagnostic> {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let place = self.findings.span(self.visible_at(at));
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => problems::too_deep(place),
            ErrorKind::MultipleDocumentsUnsupported => problems::second_document(place),
            kind => {
                let line = self.text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
                let (reason, hint) = explanation(kind, line.contains(" #"));
                problems::yaml_syntax(place, &reason, hint)
            }
        }
        .into()
    }

    /// The range of a node without the white space that a block scalar ends with; never empty.
    fn visible(&self, span: &Span) -> Range {
        let bytes = span.byte_range().unwrap_or_default();
        let written = self.text.get(bytes.clone()).unwrap_or_default().trim_end();
        if written.is_empty() {
            return self.visible_at(bytes.start);
        }
        Range::new(bytes.start, bytes.start + written.len()).shifted(self.base)
    }

    /// The character at a place, or the nearest before it that can be seen.
    fn visible_at(&self, at: usize) -> Range {
        let at = self.text.floor_char_boundary(at);
        let (before, after) = self.text.split_at(at);
        let range = match after.chars().next().filter(|c| !c.is_whitespace()) {
            Some(next) => Range::new(at, at + next.len_utf8()),
            None => {
                let seen = before.trim_end();
                let last = seen.chars().next_back().map_or(0, char::len_utf8);
                Range::new(seen.len() - last, seen.len().max(1))
            }
        };
        range.shifted(self.base)
    }
}

/// The mistakes that people make, in their words; all others in the parser's. `commented`: a comment
/// stands in the line.
fn explanation(kind: &ErrorKind, commented: bool) -> (String, Option<&'static str>) {
    use ErrorKind as E;
    let quote = Some("Put the text into quotation marks.");
    let (reason, hint) = match kind {
        E::MappingValueNotAllowed | E::InvalidColonPlacement => (
            "a `:` cannot stand here",
            Some(
                "Put text that holds a colon into quotation marks, and begin a key under the key before it.",
            ),
        ),
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabInPlainScalar => {
            ("a tab cannot stand here", Some("YAML is indented with spaces."))
        }
        E::SimpleKeyExpected | E::ExpectedBlockMappingKey => ("a key and a `:` are expected here", None),
        E::UnknownAnchor => ("no anchor has this name", quote),
        E::UnclosedQuotedScalar => ("the quotation mark is not closed", None),
        E::InvalidIndentation | E::ExpectedBlockSequenceEntry | E::BlockSequenceEntryNotAllowed => {
            ("the indentation is wrong", Some("The keys of one entry begin in the same column."))
        }
        E::InvalidTrailingDoubleQuotedScalar | E::InvalidTrailingSingleQuotedScalar => (
            "the text goes on after its closing quotation mark",
            Some(
                "Text that holds quotation marks goes between those of the other kind; one of its own kind is doubled between `'` and written `\\\"` between `\"`.",
            ),
        ),
        E::UnknownQuotedScalarEscape => (
            "a backslash between `\"` must be followed by what it stands for",
            Some("Put the text between `'`, where a backslash is a backslash."),
        ),
        E::UnexpectedCharacter { character: '`' } => ("text cannot begin with a backtick", quote),
        E::UnexpectedCharacter { character } => {
            return (format!("text cannot begin with `{}`", character.escape_debug()), quote);
        }
        E::UnclosedFlowCollection { open } => {
            let hint = commented.then_some(
                "What follows a `#` is a comment: put a reference that begins with it into quotation marks.",
            );
            return (format!("the bracket `{open}` is not closed"), hint);
        }
        kind => return (kind.to_string(), None),
    };
    (reason.to_owned(), hint)
}

fn limits() -> Options {
    options! {
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}

fn key_of(node: &Node, findings: &Findings) -> Built<Spanned<String>> {
    let place = || findings.span(node.place());
    match &node.value {
        Value::Scalar(key) if key.style == Style::Plain && &*key.text == "<<" => {
            Err(problems::merge_key(place()).into())
        }
        Value::Scalar(key) => Ok(Spanned { value: key.text.to_string(), range: node.range }),
        _ => Err(problems::key_not_text(place()).into()),
    }
}
