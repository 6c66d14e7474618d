//! Which kind of file it is, by its path from the site's folder (format, section 1).

use crate::schema;

/// A kind of file in which something can be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Article,
    Claims,
    Speaker,
    Event,
    Page,
    Sources,
    SourcesJson,
    Config,
}

impl Kind {
    /// `None` for a file of another kind, such as a picture.
    pub fn of(path: &str) -> Option<Self> {
        if path == "onrecord.toml" {
            return Some(Self::Config);
        }
        let rest = path.strip_prefix("content/")?;
        let (folder, leaf) = rest.split_once('/').unwrap_or(("", rest));
        let markdown = leaf.ends_with(".md");
        match folder {
            "" if leaf == "index.md" => Some(Self::Page),
            "" if leaf == "sources.yaml" => Some(Self::Sources),
            "articles" if markdown => Some(Self::Article),
            "articles" if is_claims(leaf) => Some(Self::Claims),
            "speakers" if markdown => Some(Self::Speaker),
            "events" if markdown => Some(Self::Event),
            "pages" if markdown => Some(Self::Page),
            "sources" if leaf.ends_with(".yaml") => Some(Self::Sources),
            "sources" if leaf.ends_with(".json") => Some(Self::SourcesJson),
            _ => None,
        }
    }

    /// The kind of schema that says what may stand in it. That of an article holds all that a page has.
    pub fn schema(self) -> schema::Kind {
        match self {
            Self::Article | Self::Page => schema::Kind::Article,
            Self::Claims => schema::Kind::Claims,
            Self::Speaker => schema::Kind::Speaker,
            Self::Event => schema::Kind::Event,
            Self::Sources | Self::SourcesJson => schema::Kind::Sources,
            Self::Config => schema::Kind::Config,
        }
    }

    /// Front matter above Markdown.
    pub fn is_markdown(self) -> bool {
        matches!(self, Self::Article | Self::Speaker | Self::Event | Self::Page)
    }
}

fn is_claims(name: &str) -> bool {
    name == "claims.yaml" || name.ends_with("/claims.yaml") || name.ends_with(".claims.yaml")
}

/// The article to which a claims file belongs, by its path.
pub fn article_of_claims(path: &str) -> Option<&str> {
    let (folder, leaf) = path.rsplit_once('/')?;
    match leaf.strip_suffix(".claims.yaml") {
        Some(id) => Some(id),
        None => folder.rsplit_once('/').map(|(_, id)| id),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, article_of_claims};

    #[test]
    fn the_path_tells_the_kind() {
        for (path, kind) in [
            ("onrecord.toml", Some(Kind::Config)),
            ("content/index.md", Some(Kind::Page)),
            ("content/articles/2025/x/index.md", Some(Kind::Article)),
            ("content/articles/x.md", Some(Kind::Article)),
            ("content/articles/x/claims.yaml", Some(Kind::Claims)),
            ("content/articles/2025/x.claims.yaml", Some(Kind::Claims)),
            ("content/articles/x/photo.jpg", None),
            ("content/speakers/a/b.md", Some(Kind::Speaker)),
            ("content/sources.yaml", Some(Kind::Sources)),
            ("content/sources/a.json", Some(Kind::SourcesJson)),
            ("templates/article.html", None),
            ("public/content/speakers/a.md", None),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
        assert_eq!(article_of_claims("content/articles/2025/x/claims.yaml"), Some("x"));
        assert_eq!(article_of_claims("content/articles/x.claims.yaml"), Some("x"));
    }
}
