//! Free pages and the front page's text (format, section 1).

use std::sync::Arc;

use serde::Deserialize;

use crate::diag::{Diagnostic, Range, Spanned};
use crate::discover::TextInput;
use crate::text::findings::Findings;
use crate::text::prose::first_heading;

use super::article::Body;
use super::front::{Need, Parts, parts};
use super::{Extra, rules};

/// Reads a free page. Where its front matter gives no title, the heading with which its text begins is
/// its title, and no longer part of the text.
pub fn parse(input: &TextInput) -> (Page, Vec<Diagnostic>) {
    let (mut page, diagnostics) = parse_front_page(input);
    if page.front.title.is_none()
        && let Some(heading) = first_heading(page.body.markdown())
        && !heading.words.trim().is_empty()
    {
        let range = Range::new(heading.source.start, heading.source.end).shifted(page.body.start);
        page.front.title = Some(Spanned { value: heading.words.trim().to_owned(), range });
        page.body.start += heading.source.end;
    }
    (page, diagnostics)
}

/// Reads the front page's text, which stands under the title of the site.
pub fn parse_front_page(input: &TextInput) -> (Page, Vec<Diagnostic>) {
    let mut findings = Findings::new(&input.path, &input.text);
    let Parts { front, body, .. } = parts::<Front>(input, Need::Optional, &mut findings);
    rules::filled("title", front.title.as_ref(), &mut findings);
    rules::paragraph("summary", front.summary.as_ref(), &mut findings);
    rules::language(front.language.as_ref(), &mut findings);
    rules::aliases(&front.aliases, &mut findings);
    let (name, path) = (Arc::clone(&input.id), Arc::clone(&input.path));
    (Page { name, path, front, body }, findings.into_diagnostics())
}

#[derive(Clone, Debug)]
pub struct Page {
    /// The file stem: the page stands at `/NAME/`. `index` for the front page's text.
    pub name: Arc<str>,
    pub path: Arc<str>,
    pub front: Front,
    pub body: Body,
}

/// The front matter of a free page, which may be left out: the title is then the first heading.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    pub title: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    #[serde(default)]
    pub draft: bool,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub extra: Extra,
}
