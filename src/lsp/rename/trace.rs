//! Which part of a link names which part of the path to which it leads.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::files::Component;

/// The bytes of a link that name a part of the path to which it leads. `None` where it leads elsewhere, or
/// does not name that part: `photo.jpg`, from inside the folder.
///
/// `from` is the file in which the link begins, or a folder with a slash at its end.
pub fn naming(from: &str, link: &str, component: &Component) -> Option<Range<usize>> {
    let end = link.find(['?', '#']).unwrap_or(link.len());
    let link = link.get(..end)?;
    let mut parts: Vec<(String, Option<Range<usize>>)> = Vec::new();
    if !link.starts_with('/') {
        let folder = from.rfind('/').map_or("", |slash| from.get(..slash).unwrap_or_default());
        parts.extend(folder.split('/').filter(|part| !part.is_empty()).map(|part| (part.to_owned(), None)));
    }
    let mut at = 0;
    for part in link.split('/') {
        let place = at..at + part.len();
        at = place.end + 1;
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => {
                let name = percent_decode_str(part).decode_utf8().ok()?.into_owned();
                parts.push((name, Some(place)));
            }
        }
    }
    let wanted = component.path.len();
    let leads = parts.iter().take(wanted).map(|(name, _)| name).eq(&component.path);
    parts.into_iter().nth(wanted.checked_sub(1)?).filter(|_| leads)?.1
}

#[cfg(test)]
mod tests {
    use super::{Component, naming};

    fn named<'l>(from: &str, link: &'l str, path: &str) -> Option<&'l str> {
        let component = Component { path: path.split('/').map(str::to_owned).collect(), new: String::new() };
        naming(from, link, &component).map(|place| &link[place])
    }

    #[test]
    fn a_link_names_the_part_or_not() {
        let folder = "content/articles/2025/old";
        for (from, link, part) in [
            ("content/articles/a.md", "2025/old/index.md#x", Some("old")),
            ("content/articles/2025/a/index.md", "../old/index.md", Some("old")),
            ("content/articles/2025/a/index.md", "./.././old/photo.jpg?x", Some("old")),
            ("content/articles/2025/a/index.md", "../ol%64/index.md", Some("ol%64")),
            ("content/articles/2025/old/index.md", "photo.jpg", None),
            ("content/articles/2025/old/index.md", "../old/photo.jpg", Some("old")),
            ("content/articles/2025/old/index.md", "../older/index.md", None),
            ("content/articles/a.md", "../../../../x", None),
            ("content/pages/a.md", "../articles/2025/old", Some("old")),
        ] {
            assert_eq!(named(from, link, folder), part, "{from} {link}");
        }
        assert_eq!(named("content/speakers/b.md", "a.md", "content/speakers/a.md"), Some("a.md"));
        assert_eq!(named("pages/x/index.html", "/speakers/a/#top", "speakers/a"), Some("a"));
        assert_eq!(named("content/", "articles/2025/old/copy.txt", folder), Some("old"));
    }
}
