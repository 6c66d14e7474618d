//! Addresses: the only place that knows where things stand in the output (format, section 8).

use std::fmt;

/// A place in the output, as a path from the site's root: a page's folder with a slash at its end
/// (`articles/kremlin-on-call/`, the root is empty), or a file (`feed.xml`). It is never absolute
/// and never climbs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl SitePath {
    pub fn root() -> Self {
        Self(String::new())
    }

    /// A path of safe parts; empty parts, `.`, `..`, backslashes and NUL give `None`.
    /// A slash at the end makes it a page.
    pub fn new(path: &str) -> Option<Self> {
        let parts = path.strip_suffix('/').unwrap_or(path);
        let safe =
            |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']);
        (path.is_empty() || parts.split('/').all(safe)).then(|| Self(path.to_owned()))
    }

    pub fn page(collection: &str, id: &str) -> Self {
        Self(format!("{collection}/{id}/"))
    }

    pub fn claim(article: &str, claim: &str) -> Self {
        Self(format!("claims/{article}/{claim}/"))
    }

    /// A page right under the root, such as `timeline/`.
    pub fn section(name: &str) -> Self {
        Self(format!("{name}/"))
    }

    pub fn file(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// A file beside this page, or below it.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The file that holds it: `articles/x/` is written to `articles/x/index.html`.
    pub fn file_path(&self) -> String {
        if self.is_page() { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// The relative reference that leads from this place to `target`, percent-encoded.
    /// `portable` names `index.html`, for pages opened from disk.
    pub fn link_to(&self, target: &SitePath, portable: bool) -> String {
        let here = self.0.rfind('/').map_or("", |slash| &self.0[..=slash]);
        let shared = shared_folders(here, &target.0);
        let up = here[shared..].matches('/').count();
        let rest = &target.0[shared..];
        let file = if portable && target.is_page() { "index.html" } else { "" };
        let link = format!("{}{}{file}", "../".repeat(up), encode(rest));
        if link.is_empty() { "./".to_owned() } else { link }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The length in bytes of the folders that two paths begin with.
fn shared_folders(here: &str, target: &str) -> usize {
    let common = here.bytes().zip(target.bytes()).take_while(|(a, b)| a == b);
    let slash = common.enumerate().filter(|(_, (byte, _))| *byte == b'/').last();
    slash.map_or(0, |(slash, _)| slash + 1)
}

/// Percent-encodes what may not stand in a path (RFC 3986, section 3.3), and a colon, which would
/// make the first part of a relative reference look like a scheme.
fn encode(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    fn link(from: &str, to: &str) -> String {
        SitePath::new(from).unwrap().link_to(&SitePath::new(to).unwrap(), false)
    }

    #[test]
    fn links_are_relative() {
        assert_eq!(link("", "timeline/"), "timeline/");
        assert_eq!(link("articles/a/", "articles/b/"), "../b/");
        assert_eq!(link("articles/a/", "articles/a/photo.jpg"), "photo.jpg");
        assert_eq!(link("articles/a/", ""), "../../");
        assert_eq!(link("articles/a/", "articles/a/"), "./");
        assert_eq!(link("articles/ab/", "articles/ac/"), "../ac/");
        assert_eq!(link("404.html", "speakers/"), "speakers/");
        assert_eq!(link("", "static/a b:c.png"), "static/a%20b%3Ac.png");
    }

    #[test]
    fn portable_links_name_the_file() {
        let from = SitePath::page("articles", "a");
        assert_eq!(from.link_to(&SitePath::root(), true), "../../index.html");
        assert_eq!(from.link_to(&SitePath::file("feed.xml"), true), "../../feed.xml");
    }

    #[test]
    fn nothing_climbs() {
        for bad in ["../a", "/a", "a//b", "a/./b", "a\\b", "a\0b"] {
            assert_eq!(SitePath::new(bad), None, "{bad:?}");
        }
    }
}
