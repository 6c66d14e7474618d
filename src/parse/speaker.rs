//! Speakers (format, section 4).

use std::sync::Arc;

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Spanned};
use crate::discover::TextInput;
use crate::model::Edtf;
use crate::text::findings::Findings;

use super::article::Body;
use super::form::{FilledText, Id, Text, WebUrl, WikidataItem};
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
        rules::filled("title", Some(&link.title), findings);
        rules::web_url("url", Some(&link.url), findings);
    }
    for role in &front.roles {
        rules::filled("title", Some(&role.title), findings);
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
    if rules::is_before(to, from) {
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

// What follows is also read by writers: these words are the descriptions of the JSON Schema. What is
// required is empty only after a diagnostic.

/// The front matter of a speaker: whoever can make a claim. The text below it is the biography.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Speaker", extend("required" = ["name"]), transform = persons_hold_roles)]
pub struct Front {
    /// The name as it is shown.
    #[serde(default)]
    #[schemars(with = "FilledText")]
    pub name: Spanned<String>,
    /// What kind of speaker it is.
    #[serde(default)]
    pub kind: Kind,
    /// The name by which lists are sorted: `Peskov, Dmitry`. `name` by default.
    #[schemars(with = "Option<Text>")]
    pub sort_name: Option<String>,
    /// Other names and spellings.
    #[serde(default)]
    #[schemars(with = "Vec<Text>")]
    pub also_known_as: Vec<String>,
    /// For persons: the offices held.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// For all but persons: the id of the speaker to which it belongs.
    #[schemars(with = "Option<Id>")]
    pub part_of: Option<Reference>,
    /// The item in Wikidata, such as `Q42`.
    #[schemars(with = "Option<WikidataItem>")]
    pub wikidata: Option<Spanned<String>>,
    /// Pages elsewhere.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The file name of a picture, beside this file or under `static/`.
    #[schemars(with = "Option<Text>")]
    pub image: Option<Spanned<String>>,
    /// Your own keys, for your own templates. Nothing here is checked.
    #[serde(default)]
    pub extra: Extra,
}

/// In a schema: only persons hold roles.
fn persons_hold_roles(schema: &mut Schema) {
    let no_person = json!({ "enum": [Kind::Organization, Kind::Outlet, Kind::State] });
    schema.insert("if".to_owned(), json!({ "required": ["kind"], "properties": { "kind": no_person } }));
    schema.insert("then".to_owned(), json!({ "properties": { "roles": { "maxItems": 0 } } }));
}

/// What kind of speaker it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "SpeakerKind", inline)]
pub enum Kind {
    #[default]
    Person,
    Organization,
    Outlet,
    State,
}

/// An office held.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The office.
    #[schemars(with = "FilledText")]
    pub title: Spanned<String>,
    /// Whose office it is: the id of a speaker.
    #[schemars(with = "Option<Id>")]
    pub of: Option<Reference>,
    /// Since when. Left out, the beginning is open.
    pub from: Option<Spanned<Edtf>>,
    /// Until when. Left out, the end is open.
    pub to: Option<Spanned<Edtf>>,
}

/// A page elsewhere.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What the link says.
    #[schemars(with = "FilledText")]
    pub title: Spanned<String>,
    /// Where it leads: a web address.
    #[schemars(with = "WebUrl")]
    pub url: Spanned<String>,
}
