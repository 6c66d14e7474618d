//! A claim that is to be written.

use crate::diag::Spanned;
use crate::model::Stance;
use crate::parse::OneOrMany;
use crate::parse::claims::{Claim, Part};

use super::super::tree::Tree;

/// A claim as its author means it, all as text (format, section 3). Verdicts are not among it: an entry
/// that has some keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub id: String,
    pub quotes: Vec<Quote>,
    pub part: Part,
    pub statement: Option<String>,
    pub speaker: String,
    pub said: Option<String>,
    pub to: Vec<String>,
    pub via: Vec<String>,
    /// Each stance with what it is taken on.
    pub stances: Vec<(Stance, Vec<String>)>,
    pub repeats: Vec<String>,
    pub sources: Vec<Source>,
    pub original: Option<Original>,
    pub note: Option<String>,
    pub topics: Vec<String>,
}

/// Words in the article, with as much of what stands around them as tells them apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Quote {
    pub exact: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub key: String,
    pub locator: Option<String>,
    pub url: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Original {
    pub text: String,
    pub language: Option<String>,
    pub translator: Option<String>,
}

impl Draft {
    /// The keys of an entry that a draft decides on, in the order in which they are written.
    pub(super) const KEYS: [&'static str; 18] = [
        "id",
        "quote",
        "in",
        "statement",
        "speaker",
        "said",
        "to",
        "via",
        "affirms",
        "denies",
        "declines",
        "qualifies",
        "retracts",
        "repeats",
        "sources",
        "original",
        "note",
        "topics",
    ];

    /// What a claim says, for those who change a part of it.
    pub fn of(claim: &Claim) -> Self {
        let quote = |quote: &Spanned<crate::parse::claims::Quote>| Quote {
            exact: quote.exact.value.clone(),
            prefix: text(quote.prefix.as_ref()),
            suffix: text(quote.suffix.as_ref()),
        };
        let source = |support: &crate::parse::claims::Support| Source {
            key: support.key.value.clone(),
            locator: text(support.locator.as_ref()),
            url: text(support.url.as_ref()),
        };
        let mut stances: Vec<(Stance, Vec<String>)> = Vec::new();
        for (stance, on) in claim.positions() {
            match stances.last_mut().filter(|(last, _)| *last == stance) {
                Some((_, all)) => all.push(on.value.clone()),
                None => stances.push((stance, vec![on.value.clone()])),
            }
        }
        Self {
            id: claim.id.value.clone(),
            quotes: claim.quote.0.iter().map(quote).collect(),
            part: claim.part,
            statement: text(claim.statement.as_ref()),
            speaker: claim.speaker.value.clone(),
            said: claim.said.as_ref().map(|said| said.as_str().to_owned()),
            to: texts(&claim.to),
            via: texts(&claim.via),
            stances,
            repeats: texts(&claim.repeats),
            sources: claim.sources.0.iter().map(source).collect(),
            original: claim.original.as_ref().map(|original| Original {
                text: original.text.value.clone(),
                language: text(original.language.as_ref()),
                translator: text(original.translator.as_ref()),
            }),
            note: text(claim.note.as_ref()),
            topics: claim.topics.iter().map(|topic| topic.value.clone()).collect(),
        }
    }

    /// The entry that says this.
    pub(super) fn tree(&self) -> Tree {
        let on = |stance: Stance| {
            let all = self.stances.iter().filter(|(other, _)| *other == stance);
            one_or_many(all.flat_map(|(_, on)| on).cloned().collect())
        };
        let [affirms, denies, declines, qualifies, retracts] = Stance::ALL.map(on);
        let part = match self.part {
            Part::Title => Some("title"),
            Part::Summary => Some("summary"),
            Part::Body => None,
        };
        mapping([
            ("id", asked(&self.id)),
            ("quote", quotes(&self.quotes)),
            ("in", part.and_then(asked)),
            ("statement", optional(self.statement.as_ref())),
            ("speaker", asked(&self.speaker)),
            ("said", optional(self.said.as_ref())),
            ("to", list(self.to.iter().filter_map(|name| asked(name)))),
            ("via", list(self.via.iter().filter_map(|name| asked(name)))),
            ("affirms", affirms),
            ("denies", denies),
            ("declines", declines),
            ("qualifies", qualifies),
            ("retracts", retracts),
            ("repeats", one_or_many(self.repeats.clone())),
            ("sources", list(self.sources.iter().map(source))),
            ("original", self.original.as_ref().map(original)),
            ("note", optional(self.note.as_ref())),
            ("topics", list(self.topics.iter().filter_map(|topic| asked(topic)))),
        ])
    }
}

fn quotes(quotes: &[Quote]) -> Option<Tree> {
    let quote = |quote: &Quote| {
        let Quote { exact, prefix, suffix } = quote;
        if prefix.is_none() && suffix.is_none() {
            return Tree::Asked(exact.clone());
        }
        let (prefix, suffix) = (optional(prefix.as_ref()), optional(suffix.as_ref()));
        mapping([("exact", asked(exact)), ("prefix", prefix), ("suffix", suffix)])
    };
    match quotes {
        [only] => Some(quote(only)),
        quotes => list(quotes.iter().map(quote)),
    }
}

fn source(source: &Source) -> Tree {
    let Source { key, locator, url } = source;
    if locator.is_none() && url.is_none() {
        return Tree::Asked(key.clone());
    }
    let (locator, url) = (optional(locator.as_ref()), optional(url.as_ref()));
    mapping([("key", asked(key)), ("locator", locator), ("url", url)])
}

fn original(original: &Original) -> Tree {
    let Original { text, language, translator } = original;
    let (language, translator) = (optional(language.as_ref()), optional(translator.as_ref()));
    mapping([("text", asked(text)), ("language", language), ("translator", translator)])
}

fn mapping<const N: usize>(entries: [(&str, Option<Tree>); N]) -> Tree {
    let given = |(key, value): (&str, Option<Tree>)| Some((key.to_owned(), value?));
    Tree::Mapping(entries.into_iter().filter_map(given).collect())
}

fn list(items: impl Iterator<Item = Tree>) -> Option<Tree> {
    let items: Vec<Tree> = items.collect();
    if items.is_empty() { None } else { Some(Tree::List(items)) }
}

fn one_or_many(mut names: Vec<String>) -> Option<Tree> {
    match names.len() {
        1 => names.pop().map(Tree::Asked),
        _ => list(names.into_iter().map(Tree::Asked)),
    }
}

fn asked(text: &str) -> Option<Tree> {
    Some(Tree::Asked(text.to_owned()))
}

fn optional(text: Option<&String>) -> Option<Tree> {
    text.and_then(|text| asked(text))
}

fn text(value: Option<&Spanned<String>>) -> Option<String> {
    value.map(|value| value.value.clone())
}

fn texts(values: &OneOrMany<Spanned<String>>) -> Vec<String> {
    values.0.iter().map(|value| value.value.clone()).collect()
}
