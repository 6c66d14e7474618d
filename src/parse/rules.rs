//! The forms of single values: what can be judged without a look at anything else.

use jiff::tz::TimeZone;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Spanned};
use crate::model::{Edtf, SitePath};
use crate::text::findings::Findings;
use crate::text::prose::is_paragraph;

/// Whether text is a source's key: it begins with a letter or digit and holds letters, digits and
/// `-_:.` (format, section 6).
pub fn is_source_key(text: &str) -> bool {
    let alphanumeric = |c: char| c.is_alphanumeric();
    text.starts_with(alphanumeric)
        && text.chars().all(|c| alphanumeric(c) || matches!(c, '-' | '_' | ':' | '.'))
}

/// Whether text is a web address with a host. Letters of all scripts may stand unencoded, white space
/// and what could end an attribute may not.
pub fn is_web_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host_char =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '[' | ']' | '%' | '_' | '@');
    let stray = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && host.contains(char::is_alphanumeric)
        && host.chars().all(host_char)
        && !rest.contains(stray)
}

pub fn web_url(key: &str, url: Option<&Spanned<String>>, findings: &mut Findings) {
    hold(url, is_web_url, findings, |url| problems::not_a_url(key, url));
}

/// A language tag of BCP 47, as to its form.
pub fn language(tag: Option<&Spanned<String>>, findings: &mut Findings) {
    let well_formed = |tag: &str| {
        let mut parts = tag.split('-');
        let first = parts.next().unwrap_or_default();
        (2..=8).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_alphabetic())
            && parts
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    hold(tag, well_formed, findings, problems::not_a_language);
}

/// `Q` and digits.
pub fn wikidata(item: Option<&Spanned<String>>, findings: &mut Findings) {
    let well_formed = |item: &str| {
        item.strip_prefix('Q').is_some_and(|digits| {
            digits.starts_with(|c: char| ('1'..='9').contains(&c))
                && digits.bytes().all(|b| b.is_ascii_digit())
        })
    };
    hold(item, well_formed, findings, problems::not_a_wikidata_item);
}

/// Old paths of the site: with or without a slash before, no `..`, no query, no fragment.
pub fn aliases(paths: &[Spanned<String>], findings: &mut Findings) {
    let well_formed = |path: &str| {
        let path = path.strip_prefix('/').unwrap_or(path);
        !path.is_empty() && !path.contains(['?', '#']) && SitePath::new(path).is_some()
    };
    for path in paths {
        hold(Some(path), well_formed, findings, problems::not_a_site_path);
    }
}

/// Text that must say something.
pub fn filled(key: &'static str, text: Option<&Spanned<String>>, findings: &mut Findings) {
    let blank = text.filter(|text| text.trim().is_empty() && text.range.end > 0);
    if let Some(text) = blank {
        findings.add(problems::empty_text(key, findings.span(text.range)));
    }
}

/// Markdown that is printed as one paragraph.
pub fn paragraph(key: &'static str, text: Option<&Spanned<String>>, findings: &mut Findings) {
    if let Some(text) = text.filter(|text| !is_paragraph(text)) {
        findings.add(problems::several_paragraphs(key, findings.span(text.range)));
    }
}

/// Terms of which an address can be made.
pub fn topics(terms: &[Spanned<String>], findings: &mut Findings) {
    for term in terms {
        if term.trim().is_empty() {
            filled("topics", Some(term), findings);
            continue;
        }
        hold(Some(term), |term| term.contains(char::is_alphanumeric), findings, problems::not_a_topic);
    }
}

/// Whether a date lies before another for certain, whatever the zone.
pub fn is_before(date: &Edtf, other: &Edtf) -> bool {
    let (last, first) = (date.bounds(&TimeZone::UTC).latest, other.bounds(&TimeZone::UTC).earliest);
    last.zip(first).is_some_and(|(last, first)| last < first)
}

fn hold(
    value: Option<&Spanned<String>>,
    rule: impl Fn(&str) -> bool,
    findings: &mut Findings,
    problem: impl Fn(&str) -> Diagnostic,
) {
    if let Some(value) = value.filter(|value| !rule(value)) {
        let place = findings.span(value.range);
        findings.add(problem(&value.value).at(place, ""));
    }
}

#[cfg(test)]
mod tests {
    use super::{is_source_key, is_web_url};

    #[test]
    fn source_keys() {
        for good in ["tass-2025-02-09", "Doe:2020", "doi.10_1", "Müller2020"] {
            assert!(is_source_key(good), "{good}");
        }
        for bad in ["", ":a", "a b", "a/b", "@a", "a]"] {
            assert!(!is_source_key(bad), "{bad}");
        }
    }

    #[test]
    fn web_urls() {
        for good in [
            "https://example.com",
            "HTTP://example.com/a?b=c#d",
            "https://пример.рф/страница",
            "http://[::1]:80/",
        ] {
            assert!(is_web_url(good), "{good}");
        }
        for bad in [
            "",
            "example.com",
            "ftp://example.com",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "http://a b",
            "http://a/\"x",
            "https://exa<mple",
        ] {
            assert!(!is_web_url(bad), "{bad}");
        }
    }
}
