//! Choices -> the list that a client shows.

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, TextEdit,
};

use crate::diag;
use crate::lsp::catalogue::Thing;
use crate::lsp::lines::Lines;
use crate::lsp::mentions::Name;

/// As many things are offered at once; where there are more, those that answer to what is typed.
const MOST: usize = 500;

/// The choices at one place.
pub struct Items<'a> {
    lines: &'a Lines,
    /// What a choice takes the place of.
    word: Range<usize>,
    typed: &'a str,
    items: Vec<CompletionItem>,
    incomplete: bool,
}

impl<'a> Items<'a> {
    pub fn new(lines: &'a Lines, word: Range<usize>, typed: &'a str) -> Self {
        Self { lines, word, typed, items: Vec::new(), incomplete: false }
    }

    /// A key or a word of the format's own.
    pub fn choice(&mut self, label: &str, means: &str, new: String, kind: CompletionItemKind) {
        let documentation = (!means.is_empty()).then(|| Documentation::String(means.to_owned()));
        self.push(CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            documentation,
            filter_text: Some(label.to_owned()),
            text_edit: Some(self.edit(new)),
            ..CompletionItem::default()
        });
    }

    /// Things that can be named, as `written` has it.
    pub fn things<I: Iterator<Item = Thing>>(
        &mut self,
        all: impl Fn() -> I,
        written: impl Fn(&Thing) -> String,
    ) {
        let mut things: Vec<Thing> = all().take(MOST + 1).collect();
        if things.len() > MOST {
            self.incomplete = true;
            things = all().filter(|thing| thing.answers_to(self.typed)).take(MOST).collect();
        }
        for thing in things {
            let new = written(&thing);
            self.push(CompletionItem {
                label: thing.id.clone(),
                detail: Some(detail(&thing)).filter(|detail| !detail.is_empty()),
                kind: Some(kind(&thing.name)),
                filter_text: Some(thing.sought_by()),
                text_edit: Some(self.edit(new)),
                ..CompletionItem::default()
            });
        }
    }

    pub fn list(self) -> CompletionList {
        CompletionList { is_incomplete: self.incomplete, items: self.items }
    }

    fn push(&mut self, item: CompletionItem) {
        let sort_text = Some(format!("{:04}", self.items.len()));
        self.items.push(CompletionItem { sort_text, ..item });
    }

    fn edit(&self, new_text: String) -> CompletionTextEdit {
        let range = self.lines.range(diag::Range::new(self.word.start, self.word.end));
        CompletionTextEdit::Edit(TextEdit { range, new_text })
    }
}

fn detail(thing: &Thing) -> String {
    match (thing.words.is_empty(), thing.more.is_empty()) {
        (false, false) => format!("{} ({})", thing.words, thing.more),
        _ => format!("{}{}", thing.words, thing.more),
    }
}

fn kind(name: &Name) -> CompletionItemKind {
    match name {
        Name::Speaker(_) => CompletionItemKind::CLASS,
        Name::Event(_) => CompletionItemKind::EVENT,
        Name::Claim { .. } => CompletionItemKind::REFERENCE,
        Name::Source(_) => CompletionItemKind::CONSTANT,
        Name::Article(_) | Name::Page(_) => CompletionItemKind::FILE,
        Name::Topic(_) => CompletionItemKind::TEXT,
        Name::Rating(_) => CompletionItemKind::ENUM_MEMBER,
    }
}
