//! The page of an article: its text with marked claims, and the notes that say who said what.

pub mod notes;

use serde::Serialize;

use crate::model::{ArticleIx, ByHandle, Stance};
use crate::parse::Extra;

use super::articles::{Byline, bylines, foreign, outlet};
use super::frame::{Alternate, Frame, Link, When, direction, verb};
use super::{Desk, Page, Route, View, annotations, language, prose};

use notes::Note;

/// The page at `/articles/ID/`.
#[derive(Serialize)]
pub struct Article {
    pub id: String,
    pub title: String,
    /// The title with its marks and markers.
    pub title_html: String,
    pub authors: Vec<Byline>,
    /// Where it is not the author as well.
    pub outlet: Option<Link>,
    pub date: When,
    pub updated: Option<When>,
    /// Where it is not the site's.
    pub language: Option<Language>,
    /// Of the script: `ltr` or `rtl`.
    pub dir: &'static str,
    pub original: Option<Original>,
    pub topics: Vec<Link>,
    pub draft: bool,
    pub summary_html: Option<String>,
    /// In the order in which they were written.
    pub corrections: Vec<Correction>,
    pub body_html: String,
    /// By number, from 1.
    pub notes: Vec<Note>,
    /// The stances that its marks show, in the order of the format.
    pub legend: Vec<Shown>,
    pub extra: Extra,
}

/// A language: BCP 47, and its name in English.
#[derive(Serialize)]
pub struct Language {
    pub tag: String,
    pub name: String,
}

/// Where the article was first published.
#[derive(Serialize)]
pub struct Original {
    pub url: String,
    /// The host, as readers know it.
    pub host: String,
}

#[derive(Serialize)]
pub struct Correction {
    pub when: When,
    pub text_html: String,
}

/// How a stance is shown: its key, and what a speaker does who takes it.
#[derive(Serialize)]
pub struct Shown {
    pub stance: &'static str,
    pub verb: &'static str,
}

pub fn view<'a>(desk: &Desk<'_>, ix: ArticleIx) -> View<'a> {
    let article = desk.edition.corpus.article(ix);
    let text = prose::article(desk, ix);
    let mut frame = Frame::new(desk, article.title.clone());
    frame.describe(article.summary.as_deref());
    frame.alternates.push(Alternate {
        name: "The claims as Web Annotations".to_owned(),
        url: desk.route(Route::Annotations(ix)),
        kind: annotations::TYPE,
    });
    let notes = notes::notes(desk, ix, text.footnotes);
    frame.has_code = text.has_code || notes.iter().any(Note::has_code);
    let page = Article {
        id: article.id.to_string(),
        title: article.title.clone(),
        title_html: text.title,
        authors: bylines(desk, &article.authors),
        outlet: outlet(desk, article),
        date: desk.when(&article.date),
        updated: article.updated.as_ref().map(|date| desk.when(date)),
        language: foreign(desk, &article.language).map(Language::from),
        dir: direction(&article.language),
        original: article.original.clone().map(Original::from),
        topics: article.topics.iter().map(|&topic| desk.topic(topic)).collect(),
        draft: article.draft,
        summary_html: text.summary,
        corrections: corrections(desk, ix),
        body_html: text.body,
        legend: legend(desk, ix),
        notes,
        extra: article.extra.clone(),
    };
    View::html(frame, Page::Article(Box::new(page)))
}

fn corrections(desk: &Desk<'_>, ix: ArticleIx) -> Vec<Correction> {
    let parsed = &desk.edition.prose.articles.at(ix).parsed;
    let correction = |correction: &crate::parse::article::Correction| Correction {
        when: desk.when(&correction.date),
        text_html: prose::paragraph(desk, ix, &correction.text),
    };
    parsed.front.corrections.iter().map(correction).collect()
}

/// The stances of the claims that have marks.
fn legend(desk: &Desk<'_>, ix: ArticleIx) -> Vec<Shown> {
    let corpus = desk.edition.corpus;
    let marked = corpus.claims_of(ix).iter().filter(|claim| !claim.quotes.is_empty());
    let taken: Vec<Stance> =
        marked.flat_map(|claim| &claim.positions).map(|position| position.stance).collect();
    let shown = Stance::ALL.into_iter().filter(|stance| taken.contains(stance));
    shown.map(|stance| Shown { stance: stance.key(), verb: verb(stance) }).collect()
}

impl From<String> for Language {
    fn from(tag: String) -> Self {
        let name = language::name(&tag);
        Self { tag, name }
    }
}

impl From<String> for Original {
    fn from(url: String) -> Self {
        let after_scheme = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let host = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        Self { host, url }
    }
}
