//! The files of the built-in look: published as they are, unless the site has its own at the same
//! path under `static/`.

/// Path in the output and text of each file.
pub const ASSETS: [(&str, &str); 5] = [
    ("onrecord/card.css", include_str!("../../static/onrecord/card.css")),
    ("onrecord/code.css", include_str!("../../static/onrecord/code.css")),
    ("onrecord/onrecord.css", include_str!("../../static/onrecord/onrecord.css")),
    ("onrecord/record.css", include_str!("../../static/onrecord/record.css")),
    ("onrecord/record.js", include_str!("../../static/onrecord/record.js")),
];

/// The same, of the search page alone.
pub const SEARCH_ASSETS: [(&str, &str); 2] = [
    ("onrecord/search.css", include_str!("../../static/onrecord/search.css")),
    ("onrecord/search.js", include_str!("../../static/onrecord/search.js")),
];

#[cfg(test)]
mod tests {
    use super::{ASSETS, SEARCH_ASSETS};
    use crate::plan::body::code::code_styles;

    /// The themes are decoded once, by whoever changes them, and not for every site with code.
    #[test]
    fn the_style_of_code_is_what_its_themes_say() {
        let kept = ASSETS.iter().find(|(path, _)| path.ends_with("code.css")).map(|(_, text)| *text);
        assert_eq!(kept, Some(code_styles().as_str()));
    }

    #[test]
    fn a_page_stays_light() {
        let bytes: usize = ASSETS.iter().map(|(_, text)| text.len()).sum();
        assert!(bytes < 60_000, "{bytes}");
    }

    #[test]
    fn nothing_is_asked_of_other_hosts() {
        for (path, text) in ASSETS.into_iter().chain(SEARCH_ASSETS) {
            let outside = text.replace("url(\"#", "");
            assert!(!outside.contains("url(") && !outside.contains("@import"), "{path}");
        }
    }
}
