//! Articles (format, section 2), each with its claims file: one unit of work.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Spanned};
use crate::discover::ArticleInput;
use crate::model::Edtf;
use crate::text::findings::Findings;

use super::claims::{self, Claims};
use super::form::{Alias, FilledText, Id, LanguageTag, Text, Topic, WebUrl};
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
    rules::paragraph("summary", front.summary.as_ref(), findings);
    rules::topics(&front.topics, findings);
    for author in &front.authors {
        rules::filled("authors", Some(author), findings);
    }
    for correction in &front.corrections {
        rules::filled("text", Some(&correction.text), findings);
        rules::paragraph("text", Some(&correction.text), findings);
    }
    if let (Some(updated), Some(date)) = (&front.updated, &front.date)
        && rules::is_before(updated, date)
    {
        let (updated, date) = (findings.span(updated.range), findings.span(date.range));
        findings.add(problems::updated_early(updated, date));
    }
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

// What follows is also read by writers: these words are the descriptions of the JSON Schema. What is
// required is empty, or `None`, only after a diagnostic.

/// The front matter of an article: the keys between the two lines of `---` at its top.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Article", extend("required" = ["title", "date"]))]
pub struct Front {
    /// The headline: plain text, no Markdown.
    #[serde(default)]
    #[schemars(with = "FilledText")]
    pub title: Spanned<String>,
    /// When the article was published: a day as `2025-02-09`, or whatever is known of it.
    #[schemars(with = "Edtf")]
    pub date: Option<Spanned<Edtf>>,
    /// When the article was last changed.
    pub updated: Option<Spanned<Edtf>>,
    /// Who wrote it: names, or ids of speakers, which become links.
    #[serde(default)]
    #[schemars(with = "Vec<FilledText>")]
    pub authors: Vec<Reference>,
    /// Who published it: the id of a speaker.
    #[schemars(with = "Option<Id>")]
    pub outlet: Option<Reference>,
    /// The web address at which it was first published.
    #[schemars(with = "Option<WebUrl>")]
    pub original: Option<Spanned<String>>,
    /// Stands below the title, in lists and in feeds: Markdown, one paragraph.
    #[schemars(with = "Option<Text>")]
    pub summary: Option<Spanned<String>>,
    /// Free terms. Whatever shares a term shares the page of that topic.
    #[serde(default)]
    #[schemars(with = "Vec<Topic>")]
    pub topics: Vec<Spanned<String>>,
    /// The language of the text, as a BCP 47 tag such as `en-GB`. The site's by default.
    #[schemars(with = "Option<LanguageTag>")]
    pub language: Option<Spanned<String>>,
    /// `true` keeps the article, and all that hangs on it, out of every page, feed and file.
    #[serde(default)]
    pub draft: bool,
    /// Older addresses on this site that lead here, such as `/the-call/`.
    #[serde(default)]
    #[schemars(with = "Vec<Alias>")]
    pub aliases: Vec<Spanned<String>>,
    /// Mistakes that were mended. They are shown in a section of their own.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Your own keys, for your own templates. Nothing here is checked.
    #[serde(default)]
    pub extra: Extra,
}

/// A mistake that was mended.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When it was mended.
    pub date: Spanned<Edtf>,
    /// What was wrong, and what is right: Markdown, one paragraph.
    #[schemars(with = "FilledText")]
    pub text: Spanned<String>,
}
