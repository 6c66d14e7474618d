//! The list of articles, and how an article is named in any list.

use serde::Serialize;

use crate::model::ArticleIx;
use crate::resolve::corpus::{Article, Author};

use super::frame::{Frame, Link, When, direction};
use super::paging::Pager;
use super::route::Part;
use super::{Desk, Page, Route, View};

/// The pages at `/articles/`.
#[derive(Serialize)]
pub struct Articles {
    pub title: String,
    /// How many articles there are on all pages.
    pub count: usize,
    /// The newest first.
    pub years: Vec<Year>,
    pub pager: Option<Pager>,
}

/// The articles of a year.
#[derive(Serialize)]
pub struct Year {
    /// "2025", or "Undated".
    pub name: String,
    pub articles: Vec<Item>,
}

/// An article in a list.
#[derive(Serialize)]
pub struct Item {
    pub title: String,
    pub url: String,
    pub date: When,
    /// Where it is not the author as well.
    pub outlet: Option<Link>,
    pub authors: Vec<Byline>,
    /// Without markup.
    pub summary: Option<String>,
    /// Where it is not the site's: BCP 47.
    pub language: Option<String>,
    pub dir: &'static str,
    /// How many claims are annotated in it.
    pub claims: usize,
    pub draft: bool,
}

/// Who wrote an article.
#[derive(Serialize)]
pub struct Byline {
    pub name: String,
    /// Of the author's page, where the author is a speaker.
    pub url: Option<String>,
}

pub fn view<'a>(desk: &Desk<'_>, part: Part) -> View<'a> {
    let list = &desk.edition.lists.articles;
    let pager = list.pager(desk, part, Route::Articles);
    let title = match &pager {
        Some(pager) if part != Part::First => format!("Articles: {}", pager.name),
        _ => "Articles".to_owned(),
    };
    let page =
        Articles { title: title.clone(), count: list.len(), years: years(desk, list.items(part)), pager };
    View::html(Frame::new(desk, title), Page::Articles(page))
}

/// An article as lists name it.
pub fn item(desk: &Desk<'_>, ix: ArticleIx) -> Item {
    let article = desk.edition.corpus.article(ix);
    Item {
        title: article.title.clone(),
        url: desk.route(Route::Article(ix)),
        date: desk.when(&article.date),
        outlet: outlet(desk, article),
        authors: bylines(desk, &article.authors),
        summary: article.summary.clone(),
        language: foreign(desk, &article.language),
        dir: direction(&article.language),
        claims: article.claims.len(),
        draft: article.draft,
    }
}

/// Authors by name, linked where they are speakers.
pub fn bylines(desk: &Desk<'_>, authors: &[Author]) -> Vec<Byline> {
    let byline = |author: &Author| match author {
        Author::Named(name) => Byline { name: name.clone(), url: None },
        Author::Speaker(ix) => {
            let Link { name, url } = desk.speaker(*ix);
            Byline { name, url: Some(url) }
        }
    };
    authors.iter().map(byline).collect()
}

/// Who published an article, where the byline does not say so already.
pub fn outlet(desk: &Desk<'_>, article: &Article) -> Option<Link> {
    let wrote =
        |outlet| article.authors.iter().any(|author| matches!(author, Author::Speaker(ix) if *ix == outlet));
    article.outlet.filter(|&outlet| !wrote(outlet)).map(|outlet| desk.speaker(outlet))
}

/// A language, where it is not the site's.
pub fn foreign(desk: &Desk<'_>, language: &str) -> Option<String> {
    let own = &desk.edition.corpus.settings.language;
    (!language.eq_ignore_ascii_case(own)).then(|| language.to_owned())
}

/// Articles by the year of their dates; the list goes by date, so those of a year stand together.
fn years(desk: &Desk<'_>, articles: &[ArticleIx]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for &ix in articles {
        let name = year(desk, ix);
        if years.last().is_none_or(|year| year.name != name) {
            years.push(Year { name, articles: Vec::new() });
        }
        if let Some(year) = years.last_mut() {
            year.articles.push(item(desk, ix));
        }
    }
    years
}

fn year(desk: &Desk<'_>, ix: ArticleIx) -> String {
    let bounds = desk.edition.corpus.article(ix).date.bounds(&desk.edition.corpus.settings.timezone);
    let day = bounds.earliest.or(bounds.latest);
    day.map_or_else(|| "Undated".to_owned(), |day| day.year().to_string())
}
