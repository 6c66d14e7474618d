//! CSL items -> a new file of sources.
//!
//! A key that is there is never taken twice: the same source again is passed over, another one gets a key
//! of its own.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::diag::problems::importing as problems;
use crate::diag::{Diagnostic, Range, Span, Spanned};
use crate::discover::TextInput;
use crate::parse::is_source_key;
use crate::parse::source::{self, Source};
use crate::resolve::Reading;
use crate::text::findings::Findings;
use crate::text::node::{Entry, Node, Style, Value};

use super::{Import, Options, Piece, Rest, Write, spell};

/// A source as another notation has it: a mapping with the keys of a CSL item.
#[derive(Clone, Debug)]
pub struct Item {
    pub node: Rc<Node>,
    /// The whole entry in the imported file.
    pub range: Range,
}

/// Makes a file of the items that the site has not. `told` is what is known to be odd about them.
pub fn make(
    items: &[Item],
    input: &TextInput,
    reading: &Reading,
    options: &Options,
    told: Vec<Diagnostic>,
) -> Import {
    let mut maker = Maker {
        input,
        known: known(reading),
        taken: Vec::new(),
        kept: Vec::new(),
        import: Import { diagnostics: told, ..Import::default() },
    };
    for (number, item) in items.iter().enumerate() {
        match options.refused.get(&number) {
            Some(reason) => maker.keep(item, vec![reason.clone()]),
            None => maker.take(number, item),
        }
    }
    maker.finish(reading, options)
}

struct Maker<'a> {
    input: &'a TextInput,
    /// By key, with the file in which it stands.
    known: HashMap<String, (Arc<str>, Source)>,
    taken: Vec<(usize, Rc<Node>, Range)>,
    kept: Vec<Rc<Node>>,
    import: Import,
}

impl Maker<'_> {
    fn take(&mut self, number: usize, item: &Item) {
        let written = item.node.get("id").and_then(Node::text);
        let key = match written {
            Some(key) if is_source_key(key) => key.to_owned(),
            _ => made_key(&item.node),
        };
        let node = with_id(&item.node, &key);
        let mut findings = Findings::new(&self.input.path, &self.input.text);
        let source = source::entry(&node, &mut findings);
        let told = findings.into_diagnostics();
        let Some(source) = source.filter(|_| !told.iter().any(Diagnostic::is_error)) else {
            return self.keep(item, told);
        };
        let Some((free, differs)) = self.free(&key, &source) else {
            self.import.known += 1;
            return;
        };
        let place = Span::new(&self.input.path, source.key.range);
        if written != Some(&key) {
            self.import.diagnostics.push(problems::source_renamed(written, &free, place));
        } else if let Some(there) = differs {
            self.import.diagnostics.push(problems::source_differs(&key, &free, place, there));
        }
        self.import.diagnostics.extend(told);
        self.taken.push((number, with_id(&node, &free), item.range));
        self.known.insert(free, (Arc::clone(&self.input.path), source));
    }

    /// The first free key of `key`, `key-2` and so on, and where the first that is taken stands. `None`
    /// where one of them is this source.
    fn free(&self, key: &str, source: &Source) -> Option<(String, Option<Span>)> {
        let mut candidate = key.to_owned();
        let mut differs = None;
        let mut number = 2;
        while let Some((path, there)) = self.known.get(&candidate) {
            if says(there, source) {
                return None;
            }
            differs = differs.or(Some(Span::new(path, there.key.range)));
            candidate = format!("{key}-{number}");
            number += 1;
        }
        Some((candidate, differs))
    }

    fn keep(&mut self, item: &Item, told: Vec<Diagnostic>) {
        let span = Span::new(&self.input.path, item.node.place());
        for problem in told {
            self.import.diagnostics.push(if problem.is_error() {
                let place = problem.place.map_or(span.clone(), |label| label.span);
                problems::would_be_wrong("source", &problem.message, &problem.hints, place)
            } else {
                problem
            });
        }
        self.kept.push(Rc::clone(&item.node));
    }

    fn finish(self, reading: &Reading, options: &Options) -> Import {
        let mut import = self.import;
        import.taken = self.taken.len();
        import.kept = self.kept.len();
        if !self.kept.is_empty() {
            let text = format!("references:\n{}", spell::items(self.kept.iter().map(|node| &**node), 2));
            import.rest = Some(Rest { text, extension: "yaml" });
        }
        if self.taken.is_empty() {
            return import;
        }
        let mut text = format!("# Imported from `{}`.\nreferences:\n", leaf(&self.input.path));
        let mut pieces = Vec::new();
        for (of, node, from) in &self.taken {
            let start = text.len();
            text.push_str(&spell::items([&**node], 2));
            pieces.push(Piece { range: Range::new(start, text.len()), of: *of, from: *from });
        }
        let path = free_path(reading, &options.name);
        import.writes.push(Write { path, before: None, after: text.into(), pieces });
        import
    }
}

/// The sources of a site by key, each with the file in which it stands.
fn known(reading: &Reading) -> HashMap<String, (Arc<str>, Source)> {
    let mut known = HashMap::new();
    for file in &reading.sources {
        for entry in &file.entries {
            known.entry(entry.key.value.clone()).or_insert((Arc::clone(&file.path), entry.clone()));
        }
    }
    known
}

/// Whether a source says all that another says; it may say more.
fn says(there: &Source, source: &Source) -> bool {
    let date = |here: &Option<_>, other: &Option<_>| other.is_none() || here == other;
    let item = source
        .item
        .iter()
        .filter(|(key, _)| *key != "id")
        .all(|(key, value)| there.item.get(key) == Some(value));
    let named = |here: &Option<Spanned<String>>, other: &Option<Spanned<String>>| {
        other.as_ref().is_none_or(|other| here.as_ref().is_some_and(|here| here.value == other.value))
    };
    item && date(&there.issued, &source.issued)
        && date(&there.accessed, &source.accessed)
        && named(&there.outlet, &source.outlet)
        && named(&there.snapshot, &source.snapshot)
}

/// The same mapping with another `id`, which stands first.
fn with_id(node: &Node, id: &str) -> Rc<Node> {
    let range = node.get("id").map_or(node.place(), |id| id.range);
    let key = Spanned { value: "id".to_owned(), range };
    let first = Entry::new(key, Node::scalar(range, id, Style::Text));
    let rest = node.entries().iter().filter(|entry| entry.key.value != "id");
    let rest = rest.map(|entry| Entry::new(entry.key.clone(), Rc::clone(&entry.value)));
    Node::new(node.range, Value::Mapping(std::iter::once(first).chain(rest).collect()))
}

/// A key for a source that has none that will do: the one that it is cited by, or what is in the one that
/// it has, or else author, year and title.
fn made_key(node: &Node) -> String {
    let cited = node.get("citation-key").and_then(Node::text).filter(|key| is_source_key(key));
    if let Some(key) = cited {
        return key.to_owned();
    }
    // The ids of databases are addresses, and say nothing.
    let id = node.get("id").and_then(Node::text).filter(|id| !id.contains("//"));
    if let Some(id) = id {
        let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.') { c } else { '-' };
        let id: String = id.chars().map(kept).collect();
        let id = id.trim_matches(|c: char| !c.is_alphanumeric());
        if is_source_key(id) {
            return id.to_owned();
        }
    }
    let author = node.get("author").or_else(|| node.get("editor")).and_then(|names| names.items().first());
    let author = author.and_then(|name| ["family", "literal"].iter().find_map(|key| name.get(key)?.text()));
    let mut words: Vec<String> = author.map(first_word).into_iter().collect();
    words.extend(node.get("issued").and_then(year));
    words.extend(node.get("title").and_then(Node::text).map(first_word));
    words.retain(|word| !word.is_empty());
    if words.is_empty() { "source".to_owned() } else { words.join("-") }
}

fn year(date: &Node) -> Option<String> {
    let first = date.get("date-parts").and_then(|parts| parts.items().first()?.items().first()?.text());
    let text = first.or_else(|| date.text())?;
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn first_word(text: &str) -> String {
    let long = |word: &&str| word.chars().count() > 3;
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().find(long).or_else(|| words().next()).unwrap_or_default().to_lowercase()
}

fn free_path(reading: &Reading, name: &str) -> Arc<str> {
    let path = |name: &str| format!("content/sources/{name}.yaml");
    let taken = |path: &str| {
        reading.sources.iter().any(|file| &*file.path == path)
            || reading.unread.iter().any(|unread| &**unread == path)
    };
    let mut candidate = path(name);
    let mut number = 2;
    while taken(&candidate) {
        candidate = path(&format!("{name}-{number}"));
        number += 1;
    }
    candidate.into()
}

fn leaf(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
