//! Articles (format, section 2), each with its claims file: one unit of work.

use std::sync::Arc;

use serde::Deserialize;

use crate::diag::{Diagnostic, Spanned};
use crate::discover::ArticleInput;
use crate::model::Edtf;
use crate::text::findings::Findings;

use super::claims::{self, Claims};
use super::front::{Need, Parts, parts, require};
use super::{Extra, Reference, rules};

/// Reads an article and its claims file. What is missing is empty, after a diagnostic.
pub fn parse(input: &ArticleInput) -> (Article, Vec<Diagnostic>) {
    let article = &input.article;
    let mut findings = Findings::new(&article.path, &article.text);
    let Parts { front, node, body } = parts::<Front>(article, Need::Required, &mut findings);
    require(&["title", "date"], node.as_deref(), &mut findings);
    judge(&front, &mut findings);
    let mut diagnostics = findings.into_diagnostics();
    let claims = input.claims.as_ref().map_or_else(Claims::default, |input| {
        let (claims, found) = claims::parse(input);
        diagnostics.extend(found);
        claims
    });
    let (id, path) = (Arc::clone(&article.id), Arc::clone(&article.path));
    (Article { id, path, front, body, claims }, diagnostics)
}

fn judge(front: &Front, findings: &mut Findings) {
    rules::filled("title", Some(&front.title), findings);
    rules::web_url("original", front.original.as_ref(), findings);
    rules::language(front.language.as_ref(), findings);
    rules::aliases(&front.aliases, findings);
}

/// An article as it was written.
#[derive(Clone, Debug)]
pub struct Article {
    pub id: Arc<str>,
    /// The path of the Markdown file from the site's folder.
    pub path: Arc<str>,
    pub front: Front,
    pub body: Body,
    pub claims: Claims,
}

/// The Markdown below the front matter of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The whole input, LF or CRLF as it stands, without a BOM.
    pub input: Arc<str>,
    /// Where in `input` the body begins, in bytes. Place in the file = place in the body + `start`.
    pub start: usize,
    /// Whether it could be told where the body begins; an empty file has none.
    pub known: bool,
}

impl Body {
    pub fn markdown(&self) -> &str {
        &self.input[self.start..]
    }
}

/// The front matter of an article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// Required; empty after a diagnostic.
    #[serde(default)]
    pub title: Spanned<String>,
    /// Required; `None` after a diagnostic.
    pub date: Option<Spanned<Edtf>>,
    pub updated: Option<Spanned<Edtf>>,
    /// Names or speaker ids.
    #[serde(default)]
    pub authors: Vec<Reference>,
    pub outlet: Option<Reference>,
    pub original: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    #[serde(default)]
    pub draft: bool,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub corrections: Vec<Correction>,
    #[serde(default)]
    pub extra: Extra,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub date: Spanned<Edtf>,
    /// Markdown, one paragraph.
    pub text: Spanned<String>,
}
