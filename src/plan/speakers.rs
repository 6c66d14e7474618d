//! The list of speakers: by kind, in each kind by the name that lists go by.

use serde::Serialize;

use crate::model::SpeakerIx;
use crate::parse::speaker::Kind;

use super::event::count;
use super::frame::{Frame, Link};
use super::paging::Pager;
use super::route::Part;
use super::{Desk, Page, Route, View};

/// The pages at `/speakers/`.
#[derive(Serialize)]
pub struct Speakers {
    pub title: String,
    /// Kinds of which the page shows nobody are left out.
    pub kinds: Vec<Group>,
    pub pager: Option<Pager>,
}

#[derive(Serialize)]
pub struct Group {
    pub name: &'static str,
    pub speakers: Vec<Line>,
}

/// A speaker in a line of a list.
#[derive(Serialize)]
pub struct Line {
    pub link: Link,
    /// The roles held last, or what it is part of.
    pub role: Option<String>,
    pub also_known_as: Vec<String>,
    /// "12 claims".
    pub claims: String,
}

pub fn view<'a>(desk: &Desk<'_>, part: Part) -> View<'a> {
    let list = &desk.edition.lists.speakers;
    let pager = list.pager(desk, part, Route::Speakers);
    let title = match &pager {
        Some(pager) if part != Part::First => format!("Speakers: {}", pager.name),
        _ => "Speakers".to_owned(),
    };
    let page = Speakers { title: title.clone(), kinds: kinds(desk, list.items(part)), pager };
    View::html(Frame::new(desk, title), Page::Speakers(page))
}

fn kinds(desk: &Desk<'_>, speakers: &[SpeakerIx]) -> Vec<Group> {
    let kinds = [
        (Kind::Person, "Persons"),
        (Kind::State, "States"),
        (Kind::Organization, "Organizations"),
        (Kind::Outlet, "Outlets"),
    ];
    let of = |kind: Kind| {
        let speakers = speakers.iter().copied();
        speakers.filter(move |&ix| desk.edition.corpus.speaker(ix).kind == kind)
    };
    let group = |(kind, name)| Group { name, speakers: of(kind).map(|ix| line(desk, ix)).collect() };
    kinds.into_iter().map(group).filter(|group| !group.speakers.is_empty()).collect()
}

fn line(desk: &Desk<'_>, ix: SpeakerIx) -> Line {
    let speaker = desk.edition.corpus.speaker(ix);
    Line {
        link: desk.speaker(ix),
        role: latest_role(desk, ix),
        also_known_as: speaker.also_known_as.clone(),
        claims: count(speaker.claims.len(), "claim", "claims"),
    }
}

/// The role that began last; one that has an end was held until then, and is said to be former.
fn latest_role(desk: &Desk<'_>, ix: SpeakerIx) -> Option<String> {
    let speaker = desk.edition.corpus.speaker(ix);
    let latest = speaker.roles.iter().max_by_key(|role| (role.last.is_none(), role.first));
    let role = |role: &crate::resolve::corpus::Role| match &role.to {
        Some(to) => format!("{}, until {}", role.title, desk.when(to).words),
        None => role.title.clone(),
    };
    let whole =
        || speaker.part_of.map(|whole| format!("Part of {}", super::telling::in_sentence(desk, whole)));
    latest.map(role).or_else(whole)
}
