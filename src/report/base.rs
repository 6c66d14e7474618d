//! Where a site lies, for reports that are read from outside of its folder.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is encoded in the path of an address.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The folder from which the paths of a report count, and the way from there to the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// The folder, absolute, with `/` between its parts and at its end.
    root: String,
    /// What stands before the path of an input: empty, or with `/` at its end.
    prefix: String,
}

impl Base {
    /// For a site in `site`, reported on in the folder `working`; both absolute, with `/` between their
    /// parts. A site that lies elsewhere is named by its whole path.
    pub fn new(working: &str, site: &str) -> Self {
        let folder = |path: &str| format!("{}/", path.trim_end_matches('/'));
        let (working, site) = (folder(working), folder(site));
        match site.strip_prefix(&working) {
            Some(inner) => Self { root: working.clone(), prefix: inner.to_owned() },
            None => Self { root: "/".to_owned(), prefix: site },
        }
    }

    /// The path of an input.
    pub fn path(&self, input: &str) -> String {
        format!("{}{input}", self.prefix)
    }

    /// The same as an address relative to [`Base::address`].
    pub fn relative_address(&self, input: &str) -> String {
        encoded(self.path(input).trim_start_matches('/'))
    }

    /// The address of the folder from which paths count.
    pub fn address(&self) -> String {
        let slash = if self.root.starts_with('/') { "" } else { "/" };
        format!("file://{slash}{}", encoded(&self.root))
    }
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn paths_count_from_the_working_folder() {
        let here = Base::new("/home/desk", "/home/desk");
        assert_eq!(here.path("a b.md"), "a b.md");
        assert_eq!(here.relative_address("a b.md"), "a%20b.md");
        let inside = Base::new("/home/desk/", "/home/desk/docs/site");
        assert_eq!(inside.path("a.md"), "docs/site/a.md");
        assert_eq!(inside.address(), "file:///home/desk/");
        let elsewhere = Base::new("/home/desk", "/home/desk-2/site");
        assert_eq!(elsewhere.path("a.md"), "/home/desk-2/site/a.md");
        assert_eq!(elsewhere.address(), "file:///");
        assert_eq!(elsewhere.relative_address("é.md"), "home/desk-2/site/%C3%A9.md");
    }
}
