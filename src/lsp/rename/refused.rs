//! Why a thing keeps its id, for the person who wanted another.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::diag::Span;
use crate::lsp::edits::Stuck;
use crate::lsp::mentions::Name;
use crate::pipeline::Site;

pub enum Refused {
    BadId {
        name: Name,
        new: String,
    },
    Unknown(Name),
    Taken(Name),
    /// A file in which it may be named cannot be read.
    Unread(Arc<str>),
    /// The client cannot rename files.
    FilesStay,
    /// A link leads there that is spelled in a way we cannot change.
    Link {
        place: Span,
        url: String,
    },
    Stuck(Stuck),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadId { name: Name::Source(_), new } => write!(
                f,
                "`{new}` is no key: keys begin with a letter or digit and hold letters, digits and `-_:.`"
            ),
            Self::BadId { new, .. } => write!(
                f,
                "`{new}` is no id: ids are made of lower-case letters `a` to `z`, digits, and single hyphens between them"
            ),
            Self::Unknown(name) => write!(f, "there is no {} `{}`", kind(name), name.id()),
            Self::Taken(name) => write!(f, "there already is {} `{}`", with_article(name), name.id()),
            Self::Unread(path) => {
                write!(f, "`{path}` has mistakes that hide what it names; mend them first")
            }
            Self::FilesStay => {
                f.write_str("the id is the name of a file, and this editor does not let files be renamed")
            }
            Self::Link { place, url } => {
                write!(f, "the link `{url}` in `{}` has to be changed by hand first", place.path)
            }
            Self::Stuck(Stuck { path, why }) => write!(f, "`{path}`: {why}"),
        }
    }
}

fn kind(name: &Name) -> &'static str {
    match name {
        Name::Article(_) => "article",
        Name::Claim { .. } => "claim",
        Name::Event(_) => "event",
        Name::Page(_) => "page",
        Name::Rating(_) => "rating",
        Name::Source(_) => "source",
        Name::Speaker(_) => "speaker",
        Name::Topic(_) => "topic",
    }
}

fn with_article(name: &Name) -> String {
    let kind = kind(name);
    if kind.starts_with(['a', 'e']) { format!("an {kind}") } else { format!("a {kind}") }
}

/// A file that cannot be read as a whole, if there is one: what it names is not known.
pub fn unread(site: &Site) -> Option<Arc<str>> {
    const SYNTAX: [&str; 4] = ["yaml-syntax", "json-syntax", "toml-syntax", "no-front-matter"];
    let reading = &site.reading;
    let claims = reading.articles.iter().map(|article| &article.parsed.claims);
    let claims = claims.filter(|it| it.incomplete || !it.lost.is_empty()).map(|it| &it.path);
    let sources = reading.sources.iter().filter(|it| it.incomplete || !it.lost.is_empty()).map(|it| &it.path);
    let broken = site.diagnostics.iter().filter(|it| SYNTAX.contains(&it.code.0));
    let broken = broken.filter_map(|it| Some(&it.place.as_ref()?.span.path));
    let all: BTreeSet<&Arc<str>> = reading.unread.iter().chain(claims).chain(sources).chain(broken).collect();
    all.into_iter().next().cloned()
}
