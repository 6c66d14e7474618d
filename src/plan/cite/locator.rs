//! Where in a source: `p. 3`, `chs. 2-4`, `§ 7`, as an author types it.

use std::fmt;

use hayagriva::citationberg::taxonomy::Locator as Kind;
use hayagriva::{LocatorPayload, SpecificLocator};

use super::markup;

/// A locator that has been read: of a kind that CSL knows, or words of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    kind: Kind,
    /// The label as typed; empty where there was none.
    label: String,
    value: String,
}

/// Reads a locator. A bare number is a page; words that name no kind stay as they are. `None` where
/// there are no words at all.
pub fn parse(text: &str) -> Option<Locator> {
    let text = markup::clean(text);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let found = labelled(text).or_else(|| is_number(text).then_some((Kind::Page, "p.", text)));
    let (kind, label, value) = found.unwrap_or((Kind::Custom, "", text));
    Some(Locator { kind, label: label.to_owned(), value: with_en_dashes(value) })
}

impl Locator {
    /// As the citation library takes it.
    pub fn specific(&self) -> SpecificLocator<'_> {
        SpecificLocator(self.kind, LocatorPayload::Str(&self.value))
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.label.is_empty() { "" } else { " " };
        write!(f, "{}{space}{}", self.label, self.value)
    }
}

/// A label and a value that has a number in it or is a Roman one: `ch. 2`, `vol. II`.
fn labelled(text: &str) -> Option<(Kind, &str, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic() && c != '§' && c != '¶').unwrap_or(text.len());
    let dotted = end + usize::from(text[end..].starts_with('.'));
    let (label, value) = (&text[..dotted], text[dotted..].trim_start());
    let kind = kind_of(&text[..end].to_lowercase())?;
    (is_number(value) || is_roman(value)).then_some((kind, label, value))
}

/// Numbers and what joins them: `3`, `3–5`, `12, 14`, `3a`, `xi-xv` is Roman and not here.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains(':')
        && text
            .split([' ', ',', '-', '–', '—', '&', '.', '/'])
            .all(|part| part.is_empty() || part == "and" || part.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "ivxlcdmIVXLCDM-–".contains(c))
}

fn kind_of(word: &str) -> Option<Kind> {
    Some(match word {
        "p" | "pp" | "page" | "pages" => Kind::Page,
        "ch" | "chs" | "chap" | "chaps" | "chapter" | "chapters" => Kind::Chapter,
        "sec" | "secs" | "sect" | "section" | "sections" | "§" | "§§" => Kind::Section,
        "vol" | "vols" | "volume" | "volumes" => Kind::Volume,
        "para" | "paras" | "par" | "paragraph" | "paragraphs" | "¶" | "¶¶" => Kind::Paragraph,
        "fig" | "figs" | "figure" | "figures" => Kind::Figure,
        "no" | "nos" | "issue" | "issues" => Kind::Issue,
        "n" | "nn" | "note" | "notes" => Kind::Note,
        "l" | "ll" | "line" | "lines" => Kind::Line,
        "col" | "cols" | "column" | "columns" => Kind::Column,
        "fol" | "fols" | "folio" | "folios" => Kind::Folio,
        "pt" | "pts" | "part" | "parts" => Kind::Part,
        "art" | "arts" | "article" | "articles" => Kind::ArticleLocator,
        "app" | "apps" | "appendix" | "appendices" => Kind::Appendix,
        "tab" | "tbl" | "table" | "tables" => Kind::Table,
        "v" | "vv" | "verse" | "verses" => Kind::Verse,
        _ => return None,
    })
}

/// `3-5` is a range: an en dash between two digits.
fn with_en_dashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after_digit = out.ends_with(|c: char| c.is_ascii_digit());
        let before_digit = chars.peek().is_some_and(char::is_ascii_digit);
        out.push(if c == '-' && after_digit && before_digit { '–' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Kind, parse};

    #[test]
    fn labels_name_kinds() {
        let kind = |text: &str| parse(text).map(|locator| (locator.kind, locator.value));
        for (typed, expected, value) in [
            ("p. 3", Kind::Page, "3"),
            ("p.3", Kind::Page, "3"),
            ("pp. 3-5", Kind::Page, "3–5"),
            ("pp. 3–5, 8", Kind::Page, "3–5, 8"),
            ("17", Kind::Page, "17"),
            ("ch. 2", Kind::Chapter, "2"),
            ("§ 7", Kind::Section, "7"),
            ("§7", Kind::Section, "7"),
            ("sec. 4.2", Kind::Section, "4.2"),
            ("Vol. II", Kind::Volume, "II"),
            ("para. 12", Kind::Paragraph, "12"),
            ("fig. 1a", Kind::Figure, "1a"),
            ("no. 9", Kind::Issue, "9"),
            ("at 0:45", Kind::Custom, "at 0:45"),
            ("0:45", Kind::Custom, "0:45"),
            ("second answer", Kind::Custom, "second answer"),
            ("p. three", Kind::Custom, "p. three"),
            ("no comment", Kind::Custom, "no comment"),
        ] {
            assert_eq!(kind(typed), Some((expected, value.to_owned())), "{typed}");
        }
        assert_eq!(parse(" "), None);
    }
}
