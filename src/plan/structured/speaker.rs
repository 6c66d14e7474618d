//! A speaker's page: who it is, and which offices it held from when to when.

use serde_json::{Value, json};

use crate::model::SpeakerIx;
use crate::parse::speaker::Kind;
use crate::plan::{Edition, Route};
use crate::resolve::corpus::{Role, Speaker};

use super::{Node, address, date, named};

pub fn nodes(edition: &Edition<'_>, ix: SpeakerIx) -> Vec<Value> {
    let speaker = edition.corpus.speaker(ix);
    // A person is part of nothing, whatever a file says.
    let whole = speaker.part_of.filter(|_| speaker.kind != Kind::Person).map(|whole| named(edition, whole));
    let image = speaker.image.as_ref().and_then(|image| edition.absolute(image));
    let node = Node::new(kind(speaker.kind))
        .with("@id", address(edition, Route::Speaker(ix)))
        .with("url", address(edition, Route::Speaker(ix)))
        .with("name", speaker.name.as_str())
        .with("alternateName", speaker.also_known_as.iter().map(String::as_str).collect::<Vec<_>>())
        .with("image", image)
        .with("sameAs", same_as(speaker))
        .with("parentOrganization", whole)
        .with("hasOccupation", speaker.roles.iter().map(occupation).collect::<Vec<_>>())
        .with(
            "affiliation",
            speaker.roles.iter().filter_map(|role| affiliation(edition, role)).collect::<Vec<_>>(),
        );
    vec![node.into_value()]
}

/// A state speaks through its government; to schema.org, a country is a place, and says nothing.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Organization => "Organization",
        Kind::Outlet => "NewsMediaOrganization",
        Kind::State => "GovernmentOrganization",
    }
}

fn same_as(speaker: &Speaker) -> Vec<String> {
    let wikidata = speaker.wikidata.iter().map(|item| format!("https://www.wikidata.org/entity/{item}"));
    wikidata.chain(speaker.links.iter().map(|(_, url)| url.clone())).collect()
}

/// schema.org puts a role between a person and what it holds for a time; the property is said twice.
fn occupation(role: &Role) -> Node {
    dated(role).with("hasOccupation", json!({ "@type": "Occupation", "name": role.title }))
}

fn affiliation(edition: &Edition<'_>, role: &Role) -> Option<Node> {
    let of = role.of?;
    Some(dated(role).with("affiliation", named(edition, of)))
}

fn dated(role: &Role) -> Node {
    Node::new("Role")
        .with("roleName", role.title.as_str())
        .with("startDate", role.from.as_ref().and_then(date))
        .with("endDate", role.to.as_ref().and_then(date))
}
