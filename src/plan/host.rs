//! What the site's host reads: redirects from old addresses, headers, its rule for slashes (format,
//! section 9, `[host]`; the publishing guide says what each host does with it).
//!
//! The output folder is taken to be the root of the deployment, but for nginx, which is told the
//! site's path.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::model::SitePath;
use crate::parse::config::HostName;

use super::route::{Dataset, HostFile};
use super::{Edition, annotations, card, dataset, frame};

/// Sent with every file. A page needs no more trust than this.
const HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")];

/// Who may show a page in a frame: nobody. Cards are made to be shown in the frames of anybody.
const FRAMES: (&str, &str) = ("Content-Security-Policy", "frame-ancestors 'none'");

/// The folders with pages that are not cards; free pages have theirs besides.
const SECTIONS: [&str; 8] =
    ["articles", "speakers", "events", "timeline", "sources", "topics", "claims", dataset::FOLDER];

/// Of the annotations beside an article, which nginx does not know by their names.
const ANNOTATIONS_TYPE: &str = "application/ld+json";

/// Of the data files, which hosts do not know by their names.
const DATASET_TYPE: &str = "application/jsonl; charset=utf-8";

/// How many redirects GitLab reads; of an old page that needs one more, an alias page stays.
const GITLAB_REDIRECTS: usize = 1000;

/// The files that the site's host reads; none without a `[host]`.
pub fn files(edition: &Edition<'_>) -> Vec<HostFile> {
    let redirects = (!edition.corpus.aliases.is_empty()).then_some(HostFile::Redirects);
    match edition.corpus.settings.host {
        None => Vec::new(),
        Some(HostName::Netlify | HostName::Cloudflare) => {
            redirects.into_iter().chain([HostFile::Headers]).collect()
        }
        Some(HostName::Gitlab) if redirects_at_gitlab(edition) => redirects.into_iter().collect(),
        Some(HostName::Gitlab) => Vec::new(),
        Some(HostName::Github) => own_domain(edition).map(|_| HostFile::Cname).into_iter().collect(),
        Some(HostName::Vercel) => vec![HostFile::Vercel],
        Some(HostName::S3) => vec![HostFile::S3],
        Some(HostName::Nginx) => vec![HostFile::Nginx],
    }
}

/// The aliases for which a page stands at the old address: all, but where the host prefers a file to a
/// redirect and would never look at the redirect.
pub fn alias_pages(edition: &Edition<'_>) -> std::ops::Range<usize> {
    if redirects_at_gitlab(edition) { 0..0 } else { 0..edition.corpus.aliases.len() }
}

/// What one of the files says.
pub fn text(edition: &Edition<'_>, file: HostFile) -> String {
    match file {
        HostFile::Redirects => redirects(edition),
        HostFile::Headers => headers(edition),
        HostFile::Cname => own_domain(edition).map(|domain| format!("{domain}\n")).unwrap_or_default(),
        HostFile::Vercel => pretty(&vercel(edition)),
        HostFile::S3 => pretty(&json!({
            "IndexDocument": { "Suffix": "index.html" },
            "ErrorDocument": { "Key": "404.html" },
        })),
        HostFile::Nginx => nginx(edition),
    }
}

fn redirects_at_gitlab(edition: &Edition<'_>) -> bool {
    // An old address that is a page takes two lines.
    let is_gitlab = edition.corpus.settings.host == Some(HostName::Gitlab);
    is_gitlab && 2 * edition.corpus.aliases.len() <= GITLAB_REDIRECTS
}

/// The host of `base_url`, where the site has a domain of its own at GitHub and is at its root.
fn own_domain<'a>(edition: &'a Edition<'_>) -> Option<&'a str> {
    let base = edition.corpus.settings.base_url.as_deref()?;
    let (_, rest) = base.split_once("://")?;
    let is_own = !rest.contains(['/', ':']) && !rest.ends_with(".github.io");
    is_own.then_some(rest)
}

/// Old and new addresses, from the root of the host, percent-encoded; an old page with the slash at its
/// end and without.
fn moves<'a>(edition: &'a Edition<'_>, root: &'a str) -> impl Iterator<Item = (String, String)> + use<'a> {
    edition.corpus.aliases.iter().flat_map(move |alias| {
        let (from, to) = (address(root, &alias.from), address(root, &alias.to));
        let bare = from.strip_suffix('/').filter(|bare| !bare.is_empty()).map(str::to_owned);
        [Some(from.clone()), bare].into_iter().flatten().map(move |from| (from, to.clone()))
    })
}

fn address(root: &str, path: &SitePath) -> String {
    let relative = SitePath::root().link_to(path, false);
    format!("{root}/{}", relative.strip_prefix("./").unwrap_or(&relative))
}

/// Netlify shows a file that stands at the old address unless the redirect is forced; the others know
/// no such mark.
fn redirects(edition: &Edition<'_>) -> String {
    let forced = if edition.corpus.settings.host == Some(HostName::Netlify) { "!" } else { "" };
    moves(edition, "").map(|(from, to)| format!("{from} {to} 301{forced}\n")).collect()
}

/// All rules that fit a path hold at once. Cloudflare can take a header back; elsewhere it must not be given
/// to cards in the first place.
fn headers(edition: &Edition<'_>) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in HEADERS {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let (name, value) = FRAMES;
    if edition.corpus.settings.host == Some(HostName::Cloudflare) {
        let _ = write!(text, "  {name}: {value}\n/{}/*\n  ! {name}\n", card::FOLDER);
    } else {
        for path in unframed(edition) {
            let _ = write!(text, "{path}\n  {name}: {value}\n");
        }
    }
    for dataset in Dataset::ALL {
        let _ = write!(text, "/data/{}.jsonl\n  Content-Type: {DATASET_TYPE}\n", dataset.name());
    }
    text
}

/// The paths of all pages but cards.
fn unframed(edition: &Edition<'_>) -> Vec<String> {
    let pages = edition.corpus.pages.iter().map(|page| &*page.name).filter(|name| *name != card::FOLDER);
    let folders = SECTIONS.into_iter().chain(pages).map(|name| format!("/{name}/*"));
    ["/", "/404.html"].map(str::to_owned).into_iter().chain(folders).collect()
}

fn vercel(edition: &Edition<'_>) -> Value {
    let header = |(name, value): (&str, &str)| json!({ "key": name, "value": value });
    let redirect = |(from, to)| json!({ "source": from, "destination": to, "permanent": true });
    json!({
        "trailingSlash": true,
        "headers": [
            { "source": "/(.*)", "headers": HEADERS.map(header) },
            { "source": format!("/((?!{}/).*)", card::FOLDER), "headers": [header(FRAMES)] },
            { "source": "/data/(.*).jsonl", "headers": [header(("Content-Type", DATASET_TYPE))] },
        ],
        "redirects": moves(edition, "").map(redirect).collect::<Vec<_>>(),
    })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A file to include in a `server` block. Its own headers replace those of the block, as nginx has it.
fn nginx(edition: &Edition<'_>) -> String {
    let root = edition.corpus.settings.base_url.as_deref().map_or("", frame::base_path);
    let mut text = format!("# Include this in a `server` block in whose `root` the site is at `{root}/`.\n");
    let all = HEADERS.into_iter();
    text += &served(root, "/", all.clone().chain([FRAMES]));
    text += &served(root, &format!("/{}/", card::FOLDER), all);
    let annotations = format!("^{}/articles/[^/]+/{}$", regex(root), regex(annotations::FILE));
    let _ = writeln!(
        text,
        "location ~ {} {{\n    types {{}}\n    default_type \"{ANNOTATIONS_TYPE}\";\n}}",
        quoted(&annotations)
    );
    for dataset in Dataset::ALL {
        let path = quoted(&format!("{root}/data/{}.jsonl", dataset.name()));
        let _ =
            writeln!(text, "location = {path} {{\n    types {{}}\n    default_type \"{DATASET_TYPE}\";\n}}");
    }
    for ours in [".onrecord-manifest", HostFile::Nginx.name()] {
        let _ = writeln!(text, "location = {} {{\n    return 404;\n}}", quoted(&format!("{root}/{ours}")));
    }
    for (from, to) in moves(edition, root) {
        let from = percent_encoding::percent_decode_str(&from).decode_utf8_lossy();
        let _ = writeln!(text, "location = {} {{\n    return 301 {to};\n}}", quoted(&from));
    }
    text
}

/// Pages in a folder of the site, with these headers.
fn served<'a>(root: &str, folder: &str, headers: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = format!(
        "location {} {{\n    index index.html;\n    error_page 404 {root}/404.html;\n    charset utf-8;\n    \
         absolute_redirect off;\n",
        quoted(&format!("{root}{folder}")),
    );
    for (name, value) in headers {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    text.push_str("}\n");
    text
}

/// A path as a regular expression that fits it and nothing else.
fn regex(path: &str) -> String {
    let special = |c: char| c.is_ascii_punctuation() && !matches!(c, '/' | '-' | '_');
    path.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// A parameter as nginx reads it. A location is compared with the decoded path.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
