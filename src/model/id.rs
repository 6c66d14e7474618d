//! Ids: the form of the names under which articles, speakers, events, pages and claims are known.

/// Whether text is an id: `[a-z0-9]+(-[a-z0-9]+)*` (format, section 1).
pub fn is_id(text: &str) -> bool {
    text.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn ids() {
        for good in ["a", "a-1", "2025-talks", "0"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "ä", "a b", "a.b"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
