//! A path of the site -> what stands there: what a build writes, and in pages the tag of the preview.

use std::path::PathBuf;

use memchr::memmem;
use xxhash_rust::xxh3::xxh3_64;

use crate::diag::Diagnostic;
use crate::model::SitePath;
use crate::pipeline::{Output, Printer};
use crate::plan::{self, Route};
use crate::publish::audit::Facts;

use super::preview::Preview;
use super::showing::Showing;
use super::troubles;

/// The page for wrong addresses.
const NOT_FOUND: &str = "404.html";

/// What is answered to a request for a path of the site.
pub enum Answer {
    /// A page, with the tag of the preview.
    Page { status: u16, html: Vec<u8> },
    /// A file as a build writes it.
    Made(Vec<u8>),
    /// A file that is copied as it is: where it lies, absolute.
    Copied(PathBuf),
    /// The page stands there: a path from the site's root.
    Moved(SitePath),
}

/// Answers a request for a path from the site's root, percent-decoded.
pub fn answer(preview: &Preview, path: &str) -> Answer {
    let now = preview.now();
    let path = page_path(path);
    if let Some(edition) = &now.edition {
        match edition.find(path) {
            Some(Output::Copied(file)) => return Answer::Copied(file),
            Some(Output::BuiltIn(text)) => return Answer::Made(text.as_bytes().to_vec()),
            Some(Output::Made(_) | Output::Indexed(_)) => {}
            None => {
                let folder = SitePath::new(&format!("{path}/"));
                if let Some(folder) = folder.filter(|folder| is_page(edition, folder.as_str())) {
                    return Answer::Moved(folder);
                }
            }
        }
    }
    let shown = shown(preview, &now, path);
    if shown.is_page {
        let version = version(preview, &now, path, &shown.bytes);
        let html = with_tag(&shown.bytes, &tag(preview, &now, path, &version));
        return Answer::Page { status: shown.status, html };
    }
    Answer::Made(shown.bytes)
}

/// The path of a page is that of its folder.
pub fn page_path(path: &str) -> &str {
    let folder = path.strip_suffix("index.html");
    folder.filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path)
}

fn is_page(edition: &Printer, path: &str) -> bool {
    matches!(edition.find(path), Some(Output::Made(_)))
}

/// The bytes that are shown at a path, without the tag.
pub struct Shown {
    pub bytes: Vec<u8>,
    status: u16,
    is_page: bool,
}

/// What is shown at a path where a file is made, or nothing stands. A page that cannot be made is shown
/// as it last could be.
pub fn shown(preview: &Preview, now: &Showing, path: &str) -> Shown {
    let page = |status, bytes| Shown { bytes, status, is_page: true };
    let Some(edition) = &now.edition else {
        return page(500, troubles::page(&now.problems(), &now.site));
    };
    let (status, path) = if edition.find(path).is_some() { (200, path) } else { (404, NOT_FOUND) };
    let is_page = path.is_empty() || path.ends_with('/') || path.ends_with(".html");
    let wrong = match make(edition, path) {
        Some(Ok(bytes)) => return Shown { bytes, status, is_page },
        Some(Err(wrong)) => wrong,
        None => return page(404, Vec::new()),
    };
    if now.is_current() && now.found_on_page(path, vec![*wrong.clone()]) {
        preview.tick();
    }
    match now.earlier.as_ref().and_then(|earlier| make(earlier, path)) {
        Some(Ok(bytes)) => Shown { bytes, status, is_page },
        _ => page(500, troubles::page(&[*wrong], &now.site)),
    }
}

fn make(edition: &Printer, path: &str) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
    let output = edition.find(path)?;
    let mut bytes = Vec::new();
    Some(edition.make(&output, &mut bytes).map(|()| bytes))
}

/// The path of the site's root on its host, with a slash at both ends.
pub fn base(now: &Showing) -> String {
    let site = now.edition.as_ref().map_or(&now.site, |edition| edition.site());
    plan::base(&site.corpus.settings)
}

/// What tells this state of a page from others: its bytes and the files that it shows, and, apart from
/// them, the style sheets, which can change without a reload.
pub fn version(preview: &Preview, now: &Showing, path: &str, bytes: &[u8]) -> Version {
    let styles = now.styles(&preview.files);
    let styles = styles.iter().flat_map(|(path, hash)| path.bytes().chain(hash.to_le_bytes()));
    let mut page = xxh3_64(bytes).to_le_bytes().to_vec();
    if let (Some(edition), Some(here)) = (&now.edition, SitePath::new(path)) {
        let facts = Facts::of(&here, bytes, &base(now));
        let copied = facts.targets().filter(|(target, _)| !target.ends_with(".css"));
        for (target, _) in copied {
            let Some(Output::Copied(file)) = edition.find(target) else { continue };
            let hash = preview.files.hash(&edition.site().inputs.root, &file);
            page.extend(hash.unwrap_or_default().to_le_bytes());
        }
    }
    Version { page: xxh3_64(&page), styles: xxh3_64(&styles.collect::<Vec<u8>>()) }
}

/// What tells one state of a page from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    pub page: u64,
    pub styles: u64,
}

impl Version {
    /// Reads what [`Display`](std::fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (page, styles) = text.split_once('.')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        Some(Self { page: number(page)?, styles: number(styles)? })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}.{:016x}", self.page, self.styles)
    }
}

/// The tag that the preview adds to a page.
fn tag(preview: &Preview, now: &Showing, path: &str, version: &Version) -> String {
    let base = troubles::escaped(&base(now));
    format!(
        "<script src=\"{base}.onrecord/preview.js\" defer data-base=\"{base}\" data-page=\"{}\" \
         data-article=\"{}\" data-token=\"{}\" data-version=\"{version}\" data-follow=\"{}\"></script>",
        troubles::escaped(path),
        troubles::escaped(article(now, path).unwrap_or_default()),
        troubles::escaped(&preview.token),
        preview.settings.follow,
    )
}

/// The article whose own page stands at a path.
pub fn article<'a>(now: &Showing, path: &'a str) -> Option<&'a str> {
    let edition = now.edition.as_ref()?;
    let id = path.strip_prefix("articles/")?.strip_suffix('/')?;
    matches!(edition.find(path)?, Output::Made(Route::Article(_))).then_some(id)
}

/// Puts the tag before the end of the body; at the end, where a template has left that out.
fn with_tag(html: &[u8], tag: &str) -> Vec<u8> {
    let lower = html.to_ascii_lowercase();
    let at = memmem::rfind(&lower, b"</body>").unwrap_or(html.len());
    let (before, after) = html.split_at_checked(at).unwrap_or((html, &[]));
    [before, tag.as_bytes(), after].concat()
}

#[cfg(test)]
mod tests {
    use super::{Version, page_path, with_tag};

    #[test]
    fn the_tag_is_the_last_of_the_body() {
        let html = "<body>a</body> <!-- </BODY > --> x</BODY></html>\n";
        let tagged = String::from_utf8(with_tag(html.as_bytes(), "<T>")).unwrap();
        assert_eq!(tagged, "<body>a</body> <!-- </BODY > --> x<T></BODY></html>\n");
        assert_eq!(with_tag(b"<p>no body", "<T>"), b"<p>no body<T>");
    }

    #[test]
    fn a_version_is_read_as_it_was_written() {
        let version = Version { page: 7, styles: u64::MAX };
        assert_eq!(Version::parse(&version.to_string()), Some(version));
        assert_eq!(Version::parse("x.y"), None);
        assert_eq!(Version::parse(""), None);
    }

    #[test]
    fn a_page_is_its_folder() {
        assert_eq!(page_path("index.html"), "");
        assert_eq!(page_path("a/index.html"), "a/");
        assert_eq!(page_path("my-index.html"), "my-index.html");
    }
}
