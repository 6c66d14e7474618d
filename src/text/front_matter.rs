//! Front matter: YAML between two lines of `---` at the beginning of a file (format, section 1).

use std::ops::Range;

/// How a text begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrontMatter {
    /// The YAML, and where the text below it begins; both in bytes.
    Present { yaml: Range<usize>, body: usize },
    /// The text does not begin with a line of `---`.
    Missing,
    /// There is no second line of `---`.
    Unclosed,
}

/// Finds the front matter of a text. White space after the three hyphens does not matter.
pub fn find(text: &str) -> FrontMatter {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, at, line.trim_end() == "---")
    });
    let Some((_, yaml, true)) = lines.next() else {
        return FrontMatter::Missing;
    };
    match lines.find(|&(.., fence)| fence) {
        Some((end, body, _)) => FrontMatter::Present { yaml: yaml..end, body },
        None => FrontMatter::Unclosed,
    }
}

#[cfg(test)]
mod tests {
    use super::FrontMatter::{Missing, Present, Unclosed};
    use super::find;

    #[test]
    fn fences() {
        assert_eq!(find("---\na: b\n---\nText"), Present { yaml: 4..9, body: 13 });
        assert_eq!(find("---\r\na: b\r\n---\r\nText"), Present { yaml: 5..11, body: 16 });
        assert_eq!(find("---\n---"), Present { yaml: 4..4, body: 7 });
        assert_eq!(find("--- \n  --- \n---\t\n"), Present { yaml: 5..12, body: 17 });
        assert_eq!(find("---\na: b\n"), Unclosed);
        assert_eq!(find("---"), Unclosed);
        assert_eq!(find("----\n---\n"), Missing);
        assert_eq!(find("\n---\n---\n"), Missing);
        assert_eq!(find(""), Missing);
    }
}
