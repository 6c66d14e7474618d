//! A file's name -> the type of its content, as HTTP tells it.

/// The type of what stands at a path.
pub fn content_type(path: &str) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let kind = match extension {
        _ if path.is_empty() || path.ends_with('/') => "text/html",
        // No type is registered for it, and a browser shows text.
        "jsonl" => "text/plain",
        _ => mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream"),
    };
    // All text of ours is UTF-8.
    let is_text = kind.starts_with("text/") || matches!(kind, "application/json" | "image/svg+xml");
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn types_are_those_that_hosts_send() {
        for (path, kind) in [
            ("", "text/html; charset=utf-8"),
            ("articles/x/", "text/html; charset=utf-8"),
            ("404.html", "text/html; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("data/claims.jsonl", "text/plain; charset=utf-8"),
            ("articles/x/annotations.jsonld", "application/ld+json"),
            ("onrecord/record.js", "text/javascript; charset=utf-8"),
            ("onrecord/onrecord.css", "text/css; charset=utf-8"),
            ("a/photo.JPG", "image/jpeg"),
            ("a/drawing.svg", "image/svg+xml; charset=utf-8"),
            ("a/font.woff2", "font/woff2"),
            (".nojekyll", "application/octet-stream"),
            ("a.b/file", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), kind, "{path}");
        }
    }
}
