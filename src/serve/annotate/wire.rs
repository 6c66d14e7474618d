//! Annotations as they go over the wire: JSON, with the names that a claims file has.

use serde::{Deserialize, Serialize};

use crate::edit::claims::{Draft, Original, Quote, Source};
use crate::model::Stance;
use crate::parse::claims::Part;

/// What a browser asks to be written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The article's id.
    pub article: String,
    /// Of the claims file, as the browser knows it.
    pub version: String,
    pub action: Action,
    /// The claim that it is about.
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    pub claim: Option<Claim>,
    /// The words that were selected; in place of the claim's own quotes.
    #[serde(default)]
    pub passages: Vec<Passage>,
    #[serde(default)]
    pub undo: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    Add,
    Replace,
    Remove,
    Restore,
    Anchor,
}

/// Words that were selected on a page, with some of what stands around them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    #[serde(default)]
    pub part: Part,
    pub exact: String,
    #[serde(default)]
    pub prefix: String,
    #[serde(default)]
    pub suffix: String,
}

/// A claim as it is written, by the keys of a claims file. What is empty is not given.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claim {
    pub id: String,
    pub quote: Vec<Words>,
    #[serde(rename = "in")]
    pub part: Part,
    pub statement: Option<String>,
    pub speaker: String,
    pub said: Option<String>,
    pub to: Vec<String>,
    pub via: Vec<String>,
    pub affirms: Vec<String>,
    pub denies: Vec<String>,
    pub declines: Vec<String>,
    pub qualifies: Vec<String>,
    pub retracts: Vec<String>,
    pub repeats: Vec<String>,
    pub sources: Vec<Rest>,
    pub original: Option<Said>,
    pub note: Option<String>,
    pub topics: Vec<String>,
    /// Whether a quote was not found in the article. We say it; what a browser says is not heard.
    pub lost: bool,
    /// The article's words that come nearest to a quote that was not found. Likewise.
    pub nearest: Option<String>,
    /// Of its note. Likewise.
    pub number: Option<u32>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    pub exact: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
}

/// A source that a claim rests on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rest {
    pub key: String,
    pub locator: Option<String>,
    pub url: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Said {
    pub text: String,
    pub language: Option<String>,
    pub translator: Option<String>,
}

impl From<Draft> for Claim {
    fn from(draft: Draft) -> Self {
        let words = |Quote { exact, prefix, suffix }| Words { exact, prefix, suffix };
        let rest = |Source { key, locator, url }| Rest { key, locator, url };
        let said = |Original { text, language, translator }| Said { text, language, translator };
        let [affirms, denies, declines, qualifies, retracts] = Stance::ALL.map(|stance| {
            let on = draft.stances.iter().filter(|(other, _)| *other == stance);
            on.flat_map(|(_, on)| on).cloned().collect()
        });
        Self {
            id: draft.id,
            quote: draft.quotes.into_iter().map(words).collect(),
            part: draft.part,
            statement: draft.statement,
            speaker: draft.speaker,
            said: draft.said,
            to: draft.to,
            via: draft.via,
            affirms,
            denies,
            declines,
            qualifies,
            retracts,
            repeats: draft.repeats,
            sources: draft.sources.into_iter().map(rest).collect(),
            original: draft.original.map(said),
            note: draft.note,
            topics: draft.topics,
            lost: false,
            nearest: None,
            number: None,
        }
    }
}

impl From<Claim> for Draft {
    /// What a form leaves empty is not written.
    fn from(claim: Claim) -> Self {
        let quote = |words: Words| Quote {
            exact: words.exact,
            prefix: given(words.prefix),
            suffix: given(words.suffix),
        };
        let source = |rest: Rest| Source {
            key: trimmed(&rest.key),
            locator: given(rest.locator),
            url: given(rest.url),
        };
        let original = |said: Said| Original {
            text: said.text,
            language: given(said.language),
            translator: given(said.translator),
        };
        let on = [claim.affirms, claim.denies, claim.declines, claim.qualifies, claim.retracts];
        let stances = Stance::ALL.into_iter().zip(on.map(all_given));
        Self {
            id: trimmed(&claim.id),
            quotes: claim.quote.into_iter().map(quote).filter(|quote| !is_blank(&quote.exact)).collect(),
            part: claim.part,
            statement: given(claim.statement),
            speaker: trimmed(&claim.speaker),
            said: given(claim.said),
            to: all_given(claim.to),
            via: all_given(claim.via),
            stances: stances.filter(|(_, on)| !on.is_empty()).collect(),
            repeats: all_given(claim.repeats),
            sources: claim.sources.into_iter().map(source).filter(|source| !source.key.is_empty()).collect(),
            original: claim.original.map(original).filter(|original| !is_blank(&original.text)),
            note: given(claim.note),
            topics: all_given(claim.topics),
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !is_blank(text)).map(|text| trimmed(&text))
}

fn all_given(texts: Vec<String>) -> Vec<String> {
    texts.iter().map(|text| trimmed(text)).filter(|text| !text.is_empty()).collect()
}
