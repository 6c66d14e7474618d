//! Events (format, section 5).

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Spanned};
use crate::discover::TextInput;
use crate::model::Edtf;
use crate::text::findings::Findings;

use super::article::Body;
use super::claims::{Support, judge_support};
use super::form::{FilledText, Id, Text, Topic};
use super::front::{Need, Parts, parts, require};
use super::{Extra, OneOrMany, Reference, rules};

/// Reads an event's file. What is missing is empty, after a diagnostic.
pub fn parse(input: &TextInput) -> (Event, Vec<Diagnostic>) {
    let mut findings = Findings::new(&input.path, &input.text);
    let Parts { front, node, body } = parts::<Front>(input, Need::Required, &mut findings);
    require(&["name"], node.as_deref(), &mut findings);
    judge(&front, &mut findings);
    let (id, path) = (Arc::clone(&input.id), Arc::clone(&input.path));
    (Event { id, path, front, body }, findings.into_diagnostics())
}

fn judge(front: &Front, findings: &mut Findings) {
    rules::filled("name", Some(&front.name), findings);
    rules::topics(&front.topics, findings);
    judge_support(&front.sources, findings);
}

#[derive(Clone, Debug)]
pub struct Event {
    pub id: Arc<str>,
    pub path: Arc<str>,
    pub front: Front,
    /// The background.
    pub body: Body,
}

// What follows is also read by writers: these words are the descriptions of the JSON Schema. What is
// required is empty only after a diagnostic.

/// The front matter of an event: one talk. The text below it is the background.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Event", extend("required" = ["name"]))]
pub struct Front {
    /// The name as it is shown.
    #[serde(default)]
    #[schemars(with = "FilledText")]
    pub name: Spanned<String>,
    /// What kind of talk it is.
    #[serde(default)]
    pub kind: Kind,
    /// When it took place. Leave it out while that is unknown.
    pub date: Option<Spanned<Edtf>>,
    /// Those whose word settles it: ids of speakers.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub parties: Vec<Reference>,
    /// Where it took place.
    #[schemars(with = "Option<Text>")]
    pub place: Option<String>,
    /// The id of the larger talk that this is a part of.
    #[schemars(with = "Option<Id>")]
    pub part_of: Option<Reference>,
    /// Free terms. Whatever shares a term shares the page of that topic.
    #[serde(default)]
    #[schemars(with = "Vec<Topic>")]
    pub topics: Vec<Spanned<String>>,
    /// What the description rests on: keys of sources, or `{key, locator, url}`.
    #[serde(default)]
    pub sources: OneOrMany<Support>,
    /// Your own keys, for your own templates. Nothing here is checked.
    #[serde(default)]
    pub extra: Extra,
}

/// What kind of talk it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "EventKind", inline)]
pub enum Kind {
    Call,
    Meeting,
    Negotiation,
    Summit,
    Statement,
    #[default]
    Other,
}
