//! The page that hosts answer with where nothing stands. Its links work at any depth.

use serde::Serialize;

use super::frame::{Frame, Link};
use super::route::Part;
use super::{Desk, Page, Route, View};

/// The page at `/404.html`.
#[derive(Serialize)]
pub struct NotFound {
    pub title: String,
    /// Where a reader may go from here.
    pub ways: Vec<Link>,
}

pub fn view<'a>(desk: &Desk<'_>) -> View<'a> {
    let title = "Page not found";
    let way = |name: &str, route| Link { name: name.to_owned(), url: desk.route(route) };
    let ways = vec![
        way("The front page", Route::Home),
        way("All articles", Route::Articles(Part::First)),
        way("The record of the talks", Route::Events(Part::First)),
        way("All speakers", Route::Speakers(Part::First)),
    ];
    View::html(Frame::new(desk, title), Page::NotFound(NotFound { title: title.to_owned(), ways }))
}
