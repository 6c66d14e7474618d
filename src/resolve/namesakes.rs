//! The file that was probably meant by the address of one that does not exist: one that bears the same
//! name, or nearly.

use crate::text::near::nearest;

use super::corpus::Addresses;
use super::links::join;

/// The text that was meant by a link in the file `from`, as a link there names it.
pub fn text(from: &str, url: &str, addresses: &Addresses) -> Option<String> {
    let texts = addresses.keys().map(|path| &**path).filter(|path| is_text(path));
    let path = namesake(&wanted(from, url), texts)?;
    Some(relative(from, path))
}

/// The image that was meant in the file `from`, as an image there is named.
pub fn image(from: &str, url: &str, addresses: &Addresses) -> Option<String> {
    let files = addresses.keys().map(|path| &**path).filter(|path| !is_text(path));
    let path = namesake(&wanted(from, url), files)?;
    Some(path.strip_prefix("static").map_or_else(|| relative(from, path), str::to_owned))
}

/// The stored copy that was meant, by its path below `content/`.
pub fn snapshot<'a>(name: &str, addresses: &'a Addresses) -> Option<&'a str> {
    let files = addresses.keys().map(|path| &**path).filter(|path| !is_text(path));
    namesake(name, files.filter_map(|path| path.strip_prefix("content/")))
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md")
}

fn wanted(from: &str, url: &str) -> String {
    join(from, url).unwrap_or_else(|| url.to_owned())
}

fn namesake<'a>(wanted: &str, paths: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let near = nearest(name_of(wanted), paths.clone().map(name_of))?;
    // Of several, one in the folder that was named.
    let folder = wanted.rsplit_once('/').map_or("", |(folder, _)| folder);
    let namesakes = paths.filter(|path| name_of(path) == near);
    namesakes.min_by_key(|path| (!path.starts_with(folder), *path))
}

/// The stem of a text's file; of an `index.md`, its folder.
fn name_of(path: &str) -> &str {
    let path = path.strip_suffix(".md").unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The path `to` as a link in the file `from` names it.
fn relative(from: &str, to: &str) -> String {
    let folders = |path: &'_ str| path.matches('/').count();
    let alike = from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b).count().min(folders(from));
    let rest: Vec<&str> = to.split('/').skip(alike).collect();
    "../".repeat(folders(from) - alike) + &rest.join("/")
}
