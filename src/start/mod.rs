//! The site that `onrecord init` makes: its files, as texts.
//!
//! Goes in: today's day. Comes out: every file with its path. Must not know: the disk.

use crate::model::Day;
use crate::schema::{self, Kind};

/// A file to be made: its path from the site's folder, and what it says.
pub type NewFile = (String, String);

/// Where the schemas lie, from the site's folder.
const SCHEMAS: &str = ".onrecord/schemas";

/// The texts, each with its path and the schema that it is to be edited by.
const TEXTS: [(&str, &str, Option<Kind>); 9] = [
    ("onrecord.toml", include_str!("site/onrecord.toml"), Some(Kind::Config)),
    ("content/index.md", include_str!("site/content/index.md"), None),
    (
        "content/articles/how-this-site-works/index.md",
        include_str!("site/content/articles/how-this-site-works/index.md"),
        None,
    ),
    (
        "content/articles/how-this-site-works/claims.yaml",
        include_str!("site/content/articles/how-this-site-works/claims.yaml"),
        Some(Kind::Claims),
    ),
    ("content/speakers/desk.md", include_str!("site/content/speakers/desk.md"), None),
    ("content/speakers/reader.md", include_str!("site/content/speakers/reader.md"), None),
    ("content/events/first-edit.md", include_str!("site/content/events/first-edit.md"), None),
    ("content/sources.yaml", include_str!("site/content/sources.yaml"), Some(Kind::Sources)),
    ("content/pages/about.md", include_str!("site/content/pages/about.md"), None),
];

/// What version control should leave out. A folder that has such a file already keeps its own.
pub fn ignored() -> NewFile {
    (".gitignore".to_owned(), include_str!("site/gitignore").to_owned())
}

/// Every file of the site, its schemas included.
pub fn files(today: Day) -> Vec<NewFile> {
    let texts = TEXTS.iter().map(|(path, text, kind)| {
        let text = text.replace("{today}", &today.to_string());
        let line = kind.map_or(String::new(), |kind| schema_line(path, kind));
        ((*path).to_owned(), line + &text)
    });
    let schemas =
        Kind::ALL.into_iter().map(|kind| (format!("{SCHEMAS}/{}", kind.file_name()), schema::text(kind)));
    texts.chain(schemas).collect()
}

/// The comment by which an editor finds the schema of a file.
pub fn schema_line(path: &str, kind: Kind) -> String {
    let up = "../".repeat(path.matches('/').count());
    let schema = format!("{up}{SCHEMAS}/{}", kind.file_name());
    if path.ends_with(".toml") {
        format!("#:schema {schema}\n")
    } else {
        format!("# yaml-language-server: $schema={schema}\n")
    }
}
