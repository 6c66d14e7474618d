//! Links that writers typed: where they lead.

use std::collections::BTreeSet;
use std::sync::Arc;

pub use crate::model::join;

use crate::diag::{Range, Span, Spanned, problems::linking as problems};
use crate::model::SitePath;
use crate::parse::article::{Article, Body};
use crate::text::markdown::{self, Link, References};

use super::corpus::{Addresses, Corpus};
use super::names::Names;
use super::namesakes;
use super::{Options, ReadArticle, Reading};

/// Where an address as typed leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Out of the site; the address stays as typed.
    Out,
    /// To a fragment of the same page: `#…`, as typed.
    Within,
    /// To an input of the site that has a place in the output, with `#…` where one was typed.
    To { input: Option<Arc<str>>, address: SitePath, fragment: String },
    /// To another place of the site, by the address of a page and not of an input; whether it exists
    /// is seen when all pages are made.
    Address(SitePath, String),
    /// To an input that does not exist.
    Dead,
    /// By a scheme that is not allowed.
    Unsafe,
}

/// The schemes a link may have; `javascript:` and its like are not among them.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Follows an address typed in the input `from`, whose page stands at `page`.
pub fn follow(addresses: &Addresses, from: &str, page: &SitePath, url: &str, image: bool) -> Leads {
    let url = url.trim();
    if let Some(scheme) = scheme(url) {
        let allowed = SCHEMES.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed));
        return if allowed { Leads::Out } else { Leads::Unsafe };
    }
    if url.starts_with("//") {
        return Leads::Out;
    }
    if url.is_empty() || url.starts_with('#') {
        return Leads::Within;
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let fragment = url[end..].find('#').map_or(String::new(), |hash| url[end + hash..].to_owned());
    let Ok(path) = percent_encoding::percent_decode_str(&url[..end]).decode_utf8() else {
        return Leads::Dead;
    };
    follow_path(addresses, from, page, &path, fragment, image)
}

fn follow_path(
    addresses: &Addresses,
    from: &str,
    page: &SitePath,
    path: &str,
    fragment: String,
    image: bool,
) -> Leads {
    let input = if let Some(rooted) = path.strip_prefix('/') {
        Some(format!("static/{rooted}"))
    } else {
        join(from, path)
    };
    if let Some((input, address)) = input.as_deref().and_then(|input| addresses.get_key_value(input)) {
        return Leads::To { input: Some(Arc::clone(input)), address: address.clone(), fragment };
    }
    let is_markdown = path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"));
    if image || is_markdown {
        return Leads::Dead;
    }
    let address = match path.strip_prefix('/') {
        Some(rooted) => SitePath::new(rooted),
        None => join(&page.file_path(), path).and_then(|joined| SitePath::new(&joined)),
    };
    address.map_or(Leads::Dead, |address| Leads::Address(address, fragment))
}

/// The scheme of an address, by RFC 3986, section 3.1. Control characters and spaces, which browsers
/// skip, do not hide one.
fn scheme(url: &str) -> Option<String> {
    let seen: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = seen.split_once(':')?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(legal))
        .then(|| scheme.to_owned())
}

/// Follows every link of every text, tells of those that lead nowhere, and returns the assets that
/// are used by what is published.
pub fn check(
    reading: &Reading,
    options: &Options,
    corpus: &Corpus,
    names: &mut Names<'_>,
) -> BTreeSet<Arc<str>> {
    let mut walk = Walk { addresses: &corpus.addresses, reading, names, used: BTreeSet::new() };
    for article in &reading.articles {
        walk.article(article, options);
    }
    for speaker in &reading.speakers {
        walk.body(&speaker.path, false, &speaker.body);
        if let Some((input, _)) = speaker
            .front
            .image
            .as_ref()
            .and_then(|image| super::assets::image(walk.addresses, &speaker.path, image))
        {
            walk.used.insert(Arc::clone(input));
        }
    }
    reading.events.iter().for_each(|event| walk.body(&event.path, false, &event.body));
    for page in reading.pages.iter().chain(&reading.front_page) {
        walk.body(&page.path, page.front.draft && !options.drafts, &page.body);
    }
    walk.used
}

/// The same for one article.
pub fn check_article(
    article: &ReadArticle,
    reading: &Reading,
    options: &Options,
    corpus: &Corpus,
    names: &mut Names<'_>,
) -> BTreeSet<Arc<str>> {
    let mut walk = Walk { addresses: &corpus.addresses, reading, names, used: BTreeSet::new() };
    walk.article(article, options);
    walk.used
}

struct Walk<'w, 'n> {
    addresses: &'w Addresses,
    reading: &'w Reading,
    names: &'w mut Names<'n>,
    used: BTreeSet<Arc<str>>,
}

impl Walk<'_, '_> {
    fn article(&mut self, article: &ReadArticle, options: &Options) {
        let ReadArticle { parsed, anchored, .. } = article;
        let draft = parsed.front.draft && !options.drafts;
        self.file(&parsed.path, draft, anchored.links.iter());
        self.nesting(&parsed.path, parsed.body.markdown(), |range| range.shifted(parsed.body.start));
        self.fields(parsed, draft);
    }

    fn body(&mut self, path: &Arc<str>, draft: bool, body: &Body) {
        let References { links, keys } = markdown::references(body.markdown());
        let placed = links.into_iter().map(|link| shifted(link, body.start)).collect::<Vec<_>>();
        self.file(path, draft, placed.iter());
        self.nesting(path, body.markdown(), |range| range.shifted(body.start));
        for key in keys {
            self.names.source(&Spanned { range: key.range.shifted(body.start), value: key.value });
        }
    }

    fn file<'l>(&mut self, path: &Arc<str>, draft: bool, links: impl Iterator<Item = &'l Link>) {
        self.names.enter(path, draft);
        for link in links {
            self.follow(path, Span::new(path, link.url.range), &link.url, link.image);
        }
    }

    /// `place` says where in its file a range of the text stands.
    fn nesting(&mut self, path: &Arc<str>, text: &str, place: impl Fn(Range) -> Range) {
        if let Some(range) = markdown::too_deep(text) {
            self.names.report(problems::html_too_deep(Span::new(path, place(range)), markdown::MOST_NESTED));
        }
    }

    /// The Markdown in keys: corrections in the article's file, statements and notes in the claims
    /// file. Their links are relative to the article, and told at the key's value.
    fn fields(&mut self, article: &Article, draft: bool) {
        for correction in &article.front.corrections {
            self.field(article, &article.path, draft, &correction.text);
        }
        for claim in &article.claims.entries {
            let summaries = claim.verdicts.iter().filter_map(|verdict| verdict.summary.as_ref());
            for text in claim.statement.iter().chain(&claim.note).chain(summaries) {
                self.field(article, &article.claims.path, draft, text);
            }
        }
    }

    fn field(&mut self, article: &Article, path: &Arc<str>, draft: bool, text: &Spanned<String>) {
        if !text.contains(['[', '<']) {
            return;
        }
        self.names.enter(path, draft);
        self.nesting(path, text, |_| text.range);
        let References { links, keys } = markdown::references(text);
        for link in links {
            self.follow(&article.path, Span::new(path, text.range), &link.url, link.image);
        }
        for key in keys {
            self.names.source(&Spanned { range: text.range, value: key.value });
        }
    }

    /// Whether an address leads to a file that was read, published or not.
    fn exists(&self, from: &str, url: &str) -> bool {
        let Some(path) = join(from, url.split(['?', '#']).next().unwrap_or_default()) else { return false };
        let articles = self.reading.articles.iter().map(|article| &article.parsed.path);
        let pages = self.reading.pages.iter().map(|page| &page.path);
        let assets = self.reading.assets.iter().map(|asset| &asset.path);
        articles.chain(pages).chain(assets).any(|known| **known == *path)
    }

    fn follow(&mut self, from: &str, span: Span, url: &str, image: bool) {
        // A draft has no address; any article's depth does.
        let page = self.addresses.get(from).cloned().unwrap_or_else(|| SitePath::page("articles", "draft"));
        match follow(self.addresses, from, &page, url, image) {
            Leads::To { input: Some(input), .. } if !self.names.in_draft() => {
                self.used.insert(input);
            }
            Leads::Dead if join(from, url).is_some_and(|path| self.names.is_unread(&path)) => {}
            // What hangs on a draft has no address yet, and may well exist.
            Leads::Dead if self.names.in_draft() && self.exists(from, url) => {}
            Leads::Dead if image => {
                let near = namesakes::image(from, url, self.addresses);
                self.names.report(problems::missing_image(span, url, near.as_deref()));
            }
            Leads::Dead => {
                let near = namesakes::text(from, url, self.addresses);
                self.names.report(problems::dead_link(span, url, near.as_deref()));
            }
            Leads::Unsafe => self.names.report(problems::unsafe_link(span, url)),
            Leads::Out if image => self.names.report(problems::image_from_elsewhere(span, url)),
            Leads::To { .. } | Leads::Out | Leads::Within | Leads::Address(..) => {}
        }
    }
}

fn shifted(link: Link, by: usize) -> Link {
    let range: Range = link.url.range.shifted(by);
    Link { url: Spanned { value: link.url.value, range }, image: link.image }
}
