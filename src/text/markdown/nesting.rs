//! How deeply the elements of raw HTML stand in each other.

use crate::diag::Range;

use super::{Kind, parse};

/// No page is nested more deeply; the time it takes to make HTML harmless grows with the square of it.
pub const MOST_NESTED: usize = 200;

/// Elements that need no end, and hold no others or only text.
const ENDLESS: [&str; 22] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "source", "td", "th", "tr", "track", "wbr", "param",
];

/// The tag of raw HTML at which elements begin to nest too deeply, in bytes of the Markdown. An element
/// that is not closed counts as holding all that follows.
pub fn too_deep(source: &str) -> Option<Range> {
    if memchr::memchr_iter(b'<', source.as_bytes()).take(MOST_NESTED + 1).count() <= MOST_NESTED {
        return None;
    }
    let mut depth = 0_usize;
    let document = parse(source);
    let footnotes = document.footnotes.iter().flat_map(|footnote| &footnote.events);
    for event in document.events.iter().chain(footnotes) {
        let (Kind::Html(html) | Kind::InlineHtml(html)) = &event.kind else { continue };
        for (at, _) in html.match_indices('<') {
            depth = depth_after(&html[at + 1..], depth);
            if depth > MOST_NESTED {
                let at = (event.source.start + at).min(event.source.end);
                return Some(Range::new(at, event.source.end));
            }
        }
    }
    None
}

fn depth_after(tag: &str, depth: usize) -> usize {
    let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
    let name =
        tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    match closes {
        _ if name.is_empty() || ENDLESS.contains(&name.as_str()) => depth,
        true => depth.saturating_sub(1),
        false => depth + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::too_deep;

    #[test]
    fn elements_that_are_closed_or_need_no_end_do_not_nest() {
        assert_eq!(too_deep(&"<div>x</div>\n".repeat(1000)), None);
        assert_eq!(too_deep(&"<p>x<br>\n\n".repeat(1000)), None);
        assert_eq!(too_deep(&"a <b>b</b> c\n".repeat(1000)), None);
        assert_eq!(too_deep(&"<div>".repeat(1000)).map(|place| place.start), Some(1000));
    }
}
