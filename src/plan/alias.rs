//! Pages that lead from an old address to a new one. A static host cannot redirect, so a page does.

use serde::Serialize;

use super::frame::Frame;
use super::{Desk, Page, View};

/// The page at an old address.
#[derive(Serialize)]
pub struct Alias {
    pub title: String,
    /// Where the page is now: relative.
    pub url: String,
}

/// The n-th alias of the site, from 0.
pub fn view<'a>(desk: &Desk<'_>, index: usize) -> View<'a> {
    let to = &desk.edition.corpus.alias(index).to;
    let mut frame = Frame::new(desk, "This page has moved");
    // The old address is not the page's own, and a search engine should know it.
    frame.canonical = desk.absolute(to);
    let page = Alias { title: frame.title.clone(), url: desk.to(to) };
    View::html(frame, Page::Alias(page))
}
