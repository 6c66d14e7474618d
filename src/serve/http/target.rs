//! The target of a request: its path, decoded once, and its query.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A path as it stands in a URL -> what it says; `None` where that is no text.
pub fn decoded(path: &str) -> Option<String> {
    percent_decode_str(path).decode_utf8().ok().map(Cow::into_owned)
}

/// A path -> as it stands in a URL.
pub fn encoded(path: &str) -> String {
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, KEPT).to_string()
}

/// The value of a key in a query; where it stands twice, the first.
pub fn value(query: &str, key: &str) -> Option<String> {
    let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let (_, value) = pairs.find(|(name, _)| *name == key)?;
    decoded(&value.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded, value};

    #[test]
    fn a_path_is_decoded_once() {
        assert_eq!(decoded("/a%20b/%252e%252e/"), Some("/a b/%2e%2e/".to_owned()));
        assert_eq!(decoded("/%ff"), None);
        assert_eq!(encoded("/a b/ü?#/"), "/a%20b/%C3%BC%3F%23/");
    }

    #[test]
    fn a_query_is_read_as_browsers_write_it() {
        assert_eq!(value("page=articles%2Fx%2F&q=a+b", "page"), Some("articles/x/".to_owned()));
        assert_eq!(value("page=articles%2Fx%2F&q=a+b", "q"), Some("a b".to_owned()));
        assert_eq!(value("page&q=1", "page"), Some(String::new()));
        assert_eq!(value("", "page"), None);
    }
}
