//! Text and addresses as they may stand in HTML.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Text as it stands between tags and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

/// Schemes whose links do what a link does, and nothing else (format, section 2).
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether an address is relative or of a scheme that only leads somewhere. Read as browsers read it:
/// white space before it, and line breaks inside it, do not count.
pub fn is_safe_url(url: &str) -> bool {
    let url: String =
        url.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !"\t\n\r".contains(*c)).collect();
    match url.find([':', '/', '?', '#', '\\']) {
        Some(end) if url[end..].starts_with(':') => {
            SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(&url[..end]))
        }
        _ => true,
    }
}

pub(super) fn escape_into(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // HTML cannot hold it, and browsers pass over it (CommonMark, section 2.3).
            0 => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// An address with what may not stand in one percent-encoded; what is encoded already stays.
pub(super) fn encode_url(url: &str) -> String {
    const BARRED: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'`')
        .add(b'\\')
        .add(b'^')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode_visible(url.trim(), BARRED)
}

/// Percent-encodes the ASCII of a set; letters of other scripts may stand in an address.
fn utf8_percent_encode_visible(url: &str, set: &'static AsciiSet) -> String {
    let mut out = String::with_capacity(url.len());
    for letter in url.split_inclusive(|_: char| true) {
        match letter.is_ascii() {
            true => out.extend(utf8_percent_encode(letter, set)),
            false => out.push_str(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encode_url, escape, is_safe_url};

    #[test]
    fn what_html_cannot_hold_is_replaced() {
        assert_eq!(escape("<a & \"b\">\0"), "&lt;a &amp; &quot;b&quot;&gt;\u{FFFD}");
    }

    #[test]
    fn only_leading_schemes_are_safe() {
        for url in
            ["https://a.example", "HTTP://a", "mailto:a@b.c", "tel:+49", "x/y:z", "?a:b", "#a:b", "", "//a.b"]
        {
            assert!(is_safe_url(url), "{url}");
        }
        for url in [
            "javascript:x",
            " JavaScript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "file:x",
        ] {
            assert!(!is_safe_url(url), "{url}");
        }
    }

    #[test]
    fn addresses_are_encoded_once() {
        assert_eq!(encode_url("a b\"c%20d/é"), "a%20b%22c%20d/é");
    }
}
