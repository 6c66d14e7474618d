//! Paths of inputs: from the site's folder, with `/` between their parts.

/// The path of `to`, typed in the file `from`; `None` where it climbs out of the site.
pub fn join(from: &str, to: &str) -> Option<String> {
    let folder = from.rfind('/').map_or("", |slash| from.get(..slash).unwrap_or_default());
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let end = if to.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    Some(parts.join("/") + end)
}
