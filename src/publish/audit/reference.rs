//! What a link on a page leads to.

use percent_encoding::percent_decode_str;

/// A place in the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The file, such as `articles/x/index.html`. A link that leads above the site's root keeps its `..`.
    pub path: String,
    /// Without the `#`; empty where the link names none.
    pub fragment: String,
}

/// Resolves a link of the page at `page` (a file's path). `base` is the path under which the site's root
/// is reached on its host, with a slash at both ends. `None` where the link leads out of the site, or
/// is no address.
pub fn resolve(page: &str, base: &str, link: &str) -> Option<Target> {
    let link = link.trim_ascii();
    if has_scheme(link) || link.starts_with("//") {
        return None;
    }
    let (rest, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    // A text fragment is a matter between the browser and the words on the page.
    let fragment = fragment.split_once(":~:").map_or(fragment, |(fragment, _)| fragment);
    let path = match path.strip_prefix('/') {
        None if path.is_empty() => page.to_owned(),
        None => walk(page.rsplit_once('/').map_or("", |(folder, _)| folder), &decoded(path)),
        Some(_) => walk("", &decoded(path.strip_prefix(base)?)),
    };
    Some(Target { path, fragment: decoded(fragment) })
}

/// RFC 3986, section 3.1.
fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// NUL stands in no path and no id, and separates targets where they are kept.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().replace('\0', "\u{FFFD}")
}

/// Follows a relative path from a folder, to a file.
fn walk(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if matches!(path.rsplit('/').next(), Some("" | "." | "..")) {
        parts.push("index.html");
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    fn path(link: &str) -> Option<String> {
        let target = resolve("articles/a/index.html", "/sub/", link)?;
        Some(if target.fragment.is_empty() {
            target.path
        } else {
            format!("{}#{}", target.path, target.fragment)
        })
    }

    #[test]
    fn links_are_followed_from_their_page() {
        let cases = [
            ("../b/", "articles/b/index.html"),
            ("../../", "index.html"),
            ("..", "articles/index.html"),
            ("./", "articles/a/index.html"),
            ("", "articles/a/index.html"),
            ("#note-1", "articles/a/index.html#note-1"),
            ("?page=2", "articles/a/index.html"),
            ("photo%20one.jpg?v=1", "articles/a/photo one.jpg"),
            ("../b/index.html#%C3%A9", "articles/b/index.html#é"),
            ("../b/#x:~:text=words", "articles/b/index.html#x"),
            (" ../b/\n", "articles/b/index.html"),
            ("../../../x", "../x"),
            ("/sub/timeline/", "timeline/index.html"),
            ("a:b".trim_start_matches("a:"), "articles/a/b"),
        ];
        for (link, expected) in cases {
            assert_eq!(path(link).as_deref(), Some(expected), "{link:?}");
        }
    }

    #[test]
    fn what_leads_out_of_the_site_is_left_alone() {
        for link in
            ["https://example.com/", "//example.com/", "mailto:a@example.com", "data:,x", "/elsewhere/"]
        {
            assert_eq!(path(link), None, "{link:?}");
        }
    }
}
