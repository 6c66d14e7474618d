//! What an entry has from others: by `crossref` from the work it is part of, by `xdata` from what several
//! share. The rules are those of biblatex's manual, appendix B.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::problems::importing as problems;
use crate::text::findings::Findings;

use super::grammar::{Entry, Field};

/// How long a chain of entries that have from each other may be.
const LONGEST: usize = 16;

/// Fields that speak of the entry and not of the work.
const OWN: [&str; 16] = [
    "crossref",
    "entryset",
    "entrysubtype",
    "execute",
    "ids",
    "keywords",
    "label",
    "options",
    "presort",
    "related",
    "relatedstring",
    "relatedtype",
    "shorttitle",
    "sortkey",
    "xdata",
    "xref",
];

/// The entries with what they have from others put in.
pub fn inherit(entries: Vec<Entry>, findings: &mut Findings) -> Vec<Entry> {
    let mut by_key = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        by_key.entry(entry.key.value.clone()).or_insert(index);
    }
    let mut heirs =
        Heirs { done: vec![None; entries.len()], open: Vec::new(), by_key, entries: &entries, findings };
    for index in 0..entries.len() {
        heirs.complete(index);
    }
    let done = heirs.done;
    done.into_iter().flatten().collect()
}

struct Heirs<'a> {
    entries: &'a [Entry],
    by_key: HashMap<String, usize>,
    done: Vec<Option<Entry>>,
    /// Those whose parents are being completed.
    open: Vec<usize>,
    findings: &'a mut Findings,
}

impl Heirs<'_> {
    fn complete(&mut self, index: usize) {
        let entries = self.entries;
        let Some(entry) = entries.get(index) else { return };
        if self.done.get(index).is_some_and(Option::is_some) {
            return;
        }
        let mut complete = entry.clone();
        self.open.push(index);
        for (parent, field) in self.parents(entry) {
            if self.open.contains(&parent) || self.open.len() > LONGEST {
                let place = self.findings.span(field.tex.range);
                self.findings.add(problems::crossref_circle(&entry.key, place));
                continue;
            }
            self.complete(parent);
            if let Some(parent) = self.done.get(parent).and_then(Option::as_ref) {
                let shares = &*field.name.value == "xdata";
                add(&mut complete, parent, shares);
            }
        }
        self.open.pop();
        if let Some(slot) = self.done.get_mut(index) {
            *slot = Some(complete);
        }
    }

    /// The entries that an entry has something from, with the field that says so.
    fn parents<'e>(&mut self, entry: &'e Entry) -> Vec<(usize, &'e Field)> {
        let mut parents = Vec::new();
        for field in entry.fields.iter().filter(|field| matches!(&*field.name.value, "crossref" | "xdata")) {
            for key in field.tex.split(',').map(str::trim).filter(|key| !key.is_empty()) {
                match self.by_key.get(key) {
                    Some(&parent) => parents.push((parent, field)),
                    None => {
                        let place = self.findings.span(field.tex.range);
                        self.findings.add(problems::crossref_to_nothing(key, place));
                    }
                }
            }
        }
        parents
    }
}

/// Adds what the parent has and the child has not.
fn add(child: &mut Entry, parent: &Entry, shares: bool) {
    for field in parent.fields.iter().filter(|field| !OWN.contains(&&*field.name.value)) {
        let names = if shares {
            vec![&*field.name.value]
        } else {
            renamed(&parent.kind, &child.kind, &field.name.value)
        };
        for name in names {
            let dated = is_date(name) && child.fields.iter().any(|field| is_date(&field.name.value));
            if child.field(name).is_none() && !dated {
                let mut field = field.clone();
                field.name.value = Arc::from(name);
                child.fields.push(field);
            }
        }
    }
}

/// `date` and `year` say the same: a child with one of them does not want the other.
fn is_date(name: &str) -> bool {
    matches!(name, "date" | "year")
}

/// The fields that a field of a parent becomes in a child.
fn renamed<'a>(parent: &str, child: &str, name: &'a str) -> Vec<&'a str> {
    let volumes = parent.starts_with("mv");
    let part = matches!(
        child,
        "inbook"
            | "bookinbook"
            | "suppbook"
            | "incollection"
            | "inreference"
            | "suppcollection"
            | "inproceedings"
            | "conference"
    );
    let whole = matches!(parent, "book" | "collection" | "reference" | "proceedings");
    let issue = parent == "periodical" && matches!(child, "article" | "suppperiodical");
    match name {
        "title" if volumes => vec!["maintitle"],
        "subtitle" if volumes => vec!["mainsubtitle"],
        "titleaddon" if volumes => vec!["maintitleaddon"],
        "title" if whole && part => vec!["booktitle"],
        "subtitle" if whole && part => vec!["booksubtitle"],
        "titleaddon" if whole && part => vec!["booktitleaddon"],
        "title" if issue => vec!["journaltitle"],
        "subtitle" if issue => vec!["journalsubtitle"],
        "author" if matches!(parent, "book" | "mvbook") && part => vec!["author", "bookauthor"],
        "journal" => vec!["journaltitle"],
        name => vec![name],
    }
}
