//! Free pages (format, section 1).

use serde::Serialize;

use crate::model::PageIx;
use crate::parse::Extra;

use super::articles::foreign;
use super::frame::{Frame, direction};
use super::{Desk, Page, View, prose};

/// The page at `/NAME/`.
#[derive(Serialize)]
pub struct FreePage {
    pub title: String,
    pub body_html: String,
    /// Where it is not the site's: BCP 47.
    pub language: Option<String>,
    pub dir: &'static str,
    pub extra: Extra,
}

pub fn view<'a>(desk: &Desk<'_>, ix: PageIx) -> View<'a> {
    let page = desk.edition.corpus.page(ix);
    let body = prose::page(desk, ix);
    let mut frame = Frame::new(desk, page.title.clone());
    frame.has_code = body.has_code;
    let page = FreePage {
        title: page.title.clone(),
        body_html: body.html,
        language: foreign(desk, &page.language),
        dir: direction(&page.language),
        extra: page.extra.clone(),
    };
    View::html(frame, Page::Page(page))
}
