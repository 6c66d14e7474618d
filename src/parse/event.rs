//! Events (format, section 5).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Spanned};
use crate::discover::TextInput;
use crate::model::Edtf;
use crate::text::findings::Findings;

use super::article::Body;
use super::claims::{Support, judge_support};
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

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// Required; empty after a diagnostic.
    #[serde(default)]
    pub name: Spanned<String>,
    #[serde(default)]
    pub kind: Kind,
    pub date: Option<Spanned<Edtf>>,
    #[serde(default)]
    pub parties: Vec<Reference>,
    pub place: Option<String>,
    pub part_of: Option<Reference>,
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
    #[serde(default)]
    pub sources: OneOrMany<Support>,
    #[serde(default)]
    pub extra: Extra,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Call,
    Meeting,
    Negotiation,
    Summit,
    Statement,
    #[default]
    Other,
}
