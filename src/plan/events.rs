//! The list of events: the matrix of who takes which position on what, and the rules of the standings.

use serde::Serialize;

use super::event::count;
use super::frame::Frame;
use super::matrix::{Matrix, matrix};
use super::paging::Pager;
use super::route::Part;
use super::standing::{CLAIM_RULES, EVENT_RULES, Rule};
use super::{Desk, Page, Route, View};

/// The pages at `/events/`.
#[derive(Serialize)]
pub struct Events {
    pub title: String,
    /// "19 events"; on all pages.
    pub counted: String,
    pub matrix: Option<Matrix>,
    pub pager: Option<Pager>,
    /// The rules of section 7; on the first page only, where all standings lead.
    pub event_rules: &'static [Rule],
    pub claim_rules: &'static [Rule],
}

pub fn view<'a>(desk: &Desk<'_>, part: Part) -> View<'a> {
    let list = &desk.edition.lists.events;
    let pager = list.pager(desk, part, Route::Events);
    let title = match &pager {
        Some(pager) if part != Part::First => format!("The record: {}", pager.name),
        _ => "The record".to_owned(),
    };
    let first = part == Part::First;
    let page = Events {
        title: title.clone(),
        counted: count(list.len(), "event", "events"),
        matrix: matrix(desk, list.items(part)),
        pager,
        event_rules: if first { &EVENT_RULES } else { &[] },
        claim_rules: if first { &CLAIM_RULES } else { &[] },
    };
    View::html(Frame::new(desk, title), Page::Events(Box::new(page)))
}
