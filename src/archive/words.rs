//! A page as it came -> the words that a reader sees.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::text::html;

use super::fetch::Page;

/// What is kept of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub text: String,
    pub is_html: bool,
}

/// The words of a page; `None` where it is neither HTML nor text, or shows none.
pub fn words(page: &Page) -> Option<Words> {
    let content_type = page.content_type.as_deref().unwrap_or_default();
    let (kind, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    let is_html = match kind.trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        "" => page.bytes.trim_ascii_start().starts_with(b"<"),
        _ => return None,
    };
    let text = decoded(&page.bytes, parameters, is_html);
    let text = if is_html { html::visible(&text) } else { text.trim().replace("\r\n", "\n") };
    // A file of other things under the name of text.
    let stray = text.contains('\0');
    let has_words = text.contains(char::is_alphanumeric);
    // At the beginning of a file it would be a byte order mark, and no part of the text.
    let text = text.trim_start_matches('\u{FEFF}');
    (has_words && !stray).then(|| Words { text: format!("{text}\n"), is_html })
}

/// By the mark at its beginning, else as the server says, else as the page does; of a page that does not
/// say it, UTF-8 if it can be that, and else what browsers take it for.
fn decoded(bytes: &[u8], parameters: &str, is_html: bool) -> String {
    let named = parameters.split(';').find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    });
    let label = |label: &String| Encoding::for_label(label.as_bytes());
    let of_page = || if is_html { charset(bytes) } else { None };
    let (encoding, _) = Encoding::for_bom(bytes).unzip();
    let encoding =
        encoding.or_else(|| named.as_ref().and_then(label)).or_else(|| of_page().as_ref().and_then(label));
    let guessed = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    encoding.unwrap_or_else(guessed).decode(bytes).0.into_owned()
}

/// What a page says near its beginning about its characters.
fn charset(bytes: &[u8]) -> Option<String> {
    const NEAR: usize = 1024;
    let head = String::from_utf8_lossy(bytes.get(..NEAR).unwrap_or(bytes)).to_ascii_lowercase();
    let tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let values = tags.filter_map(|tag| tag.split_once("charset")?.1.trim_start().strip_prefix('='));
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+');
    let mut names = values.map(|value| {
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        value.chars().take_while(|c| is_name(*c)).collect::<String>()
    });
    names.find(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use url::Url;

    use super::super::fetch::Page;
    use super::words;

    fn text(content_type: &str, bytes: &[u8]) -> Option<String> {
        let page = Page {
            url: Url::parse("https://example.com/").unwrap(),
            content_type: (!content_type.is_empty()).then(|| content_type.to_owned()),
            bytes: bytes.to_owned(),
            fetched: Timestamp::UNIX_EPOCH,
        };
        words(&page).map(|words| words.text)
    }

    #[test]
    fn characters_are_read_as_the_page_means_them() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(text("text/html; charset=\"windows-1251\"", b"<p>\xcd\xe5\xf2"), some("Нет\n"));
        assert_eq!(text("text/html", b"<meta charset=koi8-r><p>\xee\xc5\xd4"), some("Нет\n"));
        let header = b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>\xee\xc5\xd4";
        assert_eq!(text("text/html", header), some("Нет\n"));
        assert_eq!(text("text/html", "<p>Нет".as_bytes()), some("Нет\n"));
        assert_eq!(text("text/html", b"<p>caf\xe9"), some("café\n"));
        assert_eq!(text("text/html; charset=latin1", b"\xEF\xBB\xBF<p>\xc3\xa9"), some("é\n"));
        assert_eq!(text("text/html", "<p>\u{FEFF}no".as_bytes()), some("no\n"));
        assert_eq!(text("text/html; charset=nonsense", b"<p>no"), some("no\n"));
    }

    #[test]
    fn only_words_are_kept() {
        assert_eq!(text("text/plain", b"<p>as it is\r\n"), Some("<p>as it is\n".to_owned()));
        assert_eq!(text("", b" <p>sniffed"), Some("sniffed\n".to_owned()));
        assert_eq!(text("application/pdf", b"%PDF words"), None);
        assert_eq!(text("text/html", b"<div id=app></div><script>let words;</script>"), None);
        assert_eq!(text("text/plain", b"PK\0\0 words"), None);
    }
}
