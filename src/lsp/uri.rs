//! URIs of files <-> their paths.

use std::path::{Path, PathBuf};

use lsp_types::Uri;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

/// What stands in the path of a URI as it is: RFC 3986's unreserved characters, and the slashes.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path that a URI names. `None` for what is no file of this machine (`untitled:…`, another host),
/// and for a path that is not UTF-8: no site has such a file.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = rest.split(['?', '#']).next().filter(|path| path.starts_with('/'))?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some(PathBuf::from(path.into_owned()))
}

/// The URI of a file, by its absolute path.
pub fn of(path: &Path) -> Option<Uri> {
    let path = path.to_str()?;
    format!("file://{}", utf8_percent_encode(path, KEPT)).parse().ok()
}

/// Encodes what may not stand in a URI, in all URIs of a message: some clients send paths as they are.
pub fn mend(message: &mut Value) {
    const ILLEGAL: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}')
        .add(b'[')
        .add(b']');
    match message {
        Value::Object(entries) => entries.iter_mut().for_each(|(key, value)| match value {
            Value::String(uri) if key == "uri" || key.ends_with("Uri") => {
                *uri = utf8_percent_encode(uri, ILLEGAL).to_string();
            }
            value => mend(value),
        }),
        Value::Array(items) => items.iter_mut().for_each(mend),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{mend, of, path};

    fn read(uri: &str) -> Option<PathBuf> {
        path(&uri.parse().unwrap())
    }

    #[test]
    fn there_and_back() {
        for file in ["/a/b.md", "/мой сайт/a b/100%.md", "/a/[x]#y?z.md", "/日本/é.yaml", "/a:b/c+d&e"]
        {
            assert_eq!(path(&of(Path::new(file)).unwrap()).unwrap(), Path::new(file), "{file}");
        }
    }

    #[test]
    fn clients_encode_as_they_like() {
        assert_eq!(read("file:///a%3ab/c%20d%2Be.md"), Some("/a:b/c d+e.md".into()));
        assert_eq!(read("file:///a:b/c+d.md"), Some("/a:b/c+d.md".into()));
        assert_eq!(read("file://localhost/a.md"), Some("/a.md".into()));
    }

    #[test]
    fn what_is_no_file_here_has_no_path() {
        for uri in ["untitled:Untitled-1", "file://elsewhere/a.md", "https://example.org/a", "file:///%ff"] {
            assert_eq!(read(uri), None, "{uri}");
        }
    }

    #[test]
    fn a_path_that_was_sent_as_it_is_can_be_read() {
        let mut message = serde_json::json!({
            "textDocument": {"uri": "file:///мой сайт/a%20b.md", "text": "file:///é"},
            "list": [{"oldUri": "file:///a[1].md"}],
        });
        mend(&mut message);
        let uri = message["textDocument"]["uri"].as_str().unwrap();
        assert_eq!(read(uri), Some("/мой сайт/a b.md".into()));
        assert_eq!(message["textDocument"]["text"], "file:///é");
        assert_eq!(message["list"][0]["oldUri"], "file:///a%5B1%5D.md");
    }
}
