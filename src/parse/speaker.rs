//! Speakers (format, section 4).

use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Spanned};
use crate::discover::TextInput;
use crate::model::Edtf;
use crate::text::findings::Findings;

use super::article::Body;
use super::front::{Need, Parts, parts, require};
use super::{Extra, Reference, rules};

/// Reads a speaker's file. What is missing is empty, after a diagnostic.
pub fn parse(input: &TextInput) -> (Speaker, Vec<Diagnostic>) {
    let mut findings = Findings::new(&input.path, &input.text);
    let Parts { front, node, body } = parts::<Front>(input, Need::Required, &mut findings);
    require(&["name"], node.as_deref(), &mut findings);
    judge(&front, &mut findings);
    let (id, path) = (Arc::clone(&input.id), Arc::clone(&input.path));
    (Speaker { id, path, front, body }, findings.into_diagnostics())
}

fn judge(front: &Front, findings: &mut Findings) {
    rules::filled("name", Some(&front.name), findings);
    rules::wikidata(front.wikidata.as_ref(), findings);
    for link in &front.links {
        rules::web_url("url", Some(&link.url), findings);
    }
    for role in &front.roles {
        judge_term(role, findings);
    }
    judge_kind(front, findings);
}

/// Persons hold roles, all others are part of something.
fn judge_kind(front: &Front, findings: &mut Findings) {
    match (front.kind, front.roles.first(), &front.part_of) {
        (Kind::Person, _, Some(part_of)) => {
            findings.add(problems::person_in_part(findings.span(part_of.range)));
        }
        (Kind::Organization | Kind::Outlet | Kind::State, Some(role), _) => {
            findings.add(problems::role_of_no_person(findings.span(role.title.range)));
        }
        _ => {}
    }
}

/// A role cannot end before it begins.
fn judge_term(role: &Role, findings: &mut Findings) {
    let (Some(from), Some(to)) = (&role.from, &role.to) else { return };
    let (first, last) = (from.bounds(&TimeZone::UTC).earliest, to.bounds(&TimeZone::UTC).latest);
    if first.zip(last).is_some_and(|(first, last)| first > last) {
        findings.add(problems::role_ends_early(findings.span(to.range), findings.span(from.range)));
    }
}

#[derive(Clone, Debug)]
pub struct Speaker {
    pub id: Arc<str>,
    pub path: Arc<str>,
    pub front: Front,
    /// The biography.
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
    pub sort_name: Option<String>,
    #[serde(default)]
    pub also_known_as: Vec<String>,
    #[serde(default)]
    pub roles: Vec<Role>,
    pub part_of: Option<Reference>,
    pub wikidata: Option<Spanned<String>>,
    #[serde(default)]
    pub links: Vec<Link>,
    pub image: Option<Spanned<String>>,
    #[serde(default)]
    pub extra: Extra,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Person,
    Organization,
    Outlet,
    State,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub title: Spanned<String>,
    pub of: Option<Reference>,
    pub from: Option<Spanned<Edtf>>,
    pub to: Option<Spanned<Edtf>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub title: String,
    pub url: Spanned<String>,
}
