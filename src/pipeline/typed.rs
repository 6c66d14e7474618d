//! Which link of an author's it was that leads to a place of the site: the audit of the finished pages
//! sees where a link leads, and not who typed it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Range, Span};
use crate::model::{ArticleIx, SitePath};
use crate::parse::article::Body;
use crate::plan::Route;
use crate::publish::audit::{self, Target, Typed};
use crate::resolve::links::{Leads, follow};
use crate::text::markdown::{self, Kind, Link};

use super::Site;

/// The links that authors typed, by where they lead. Of several that lead to one place, the first.
#[derive(Default)]
pub struct TypedLinks(HashMap<Target, Typed>);

impl TypedLinks {
    pub fn get(&self, path: &str, fragment: &str) -> Option<Typed> {
        let target = Target { path: path.to_owned(), fragment: fragment.to_owned() };
        self.0.get(&target).cloned()
    }

    /// `base` is the path of the site's root on its host, with a slash at both ends.
    pub fn of(site: &Site, base: &str) -> Self {
        let mut links = Self::default();
        for (article, ix) in site.prose.articles.iter().zip((0..).map(ArticleIx::new)) {
            let parsed = &article.parsed;
            let page = Route::Article(ix).path(&site.corpus);
            let mut text = Text { site, base, input: &parsed.path, page, links: &mut links };
            text.markdown(article.anchored.links.clone());
            text.raw(&parsed.path, parsed.body.markdown(), &|range| range.shifted(parsed.body.start));
            let claims = &parsed.claims;
            let summary = parsed.front.summary.iter();
            let corrections = parsed.front.corrections.iter().map(|correction| &correction.text);
            for value in summary.chain(corrections) {
                text.value(&parsed.path, value, value.range);
            }
            for claim in &claims.entries {
                let verdicts = claim.verdicts.iter().filter_map(|verdict| verdict.summary.as_ref());
                for value in claim.statement.iter().chain(&claim.note).chain(verdicts) {
                    text.value(&claims.path, value, value.range);
                }
            }
        }
        let prose = &site.prose;
        let speakers = prose.speakers.iter().map(|speaker| (&speaker.path, &speaker.body));
        let events = prose.events.iter().map(|event| (&event.path, &event.body));
        let pages = prose.pages.iter().chain(&prose.front_page).map(|page| (&page.path, &page.body));
        for (input, body) in speakers.chain(events).chain(pages) {
            links.body(site, base, input, body);
        }
        links
    }

    fn body(&mut self, site: &Site, base: &str, input: &Arc<str>, body: &Body) {
        let Some(page) = site.corpus.addresses.get(input).cloned() else { return };
        let mut links = markdown::references(body.markdown()).links;
        for link in &mut links {
            link.url.range = link.url.range.shifted(body.start);
        }
        let mut text = Text { site, base, input, page, links: self };
        text.markdown(links);
        text.raw(input, body.markdown(), &|range| range.shifted(body.start));
    }
}

/// The text whose links are gathered.
struct Text<'a> {
    site: &'a Site,
    base: &'a str,
    /// The file at which its links begin.
    input: &'a Arc<str>,
    page: SitePath,
    links: &'a mut TypedLinks,
}

impl Text<'_> {
    /// Links whose places are in the input.
    fn markdown(&mut self, links: Vec<Link>) {
        for link in links {
            self.link(Span::new(self.input, link.url.range), &link);
        }
    }

    /// A text that is the value of a key, told at the value.
    fn value(&mut self, file: &Arc<str>, text: &str, range: Range) {
        for link in markdown::references(text).links {
            self.link(Span::new(file, range), &link);
        }
        self.raw(file, text, &|_| range);
    }

    fn link(&mut self, span: Span, link: &Link) {
        let url = &link.url.value;
        let target = match follow(&self.site.corpus.addresses, self.input, &self.page, url, link.image) {
            Leads::To { address, fragment, .. } | Leads::Address(address, fragment) => {
                let fragment = self.target(&fragment).map_or(String::new(), |target| target.fragment);
                Some(Target { path: address.file_path(), fragment })
            }
            Leads::Within => self.target(url),
            Leads::Out | Leads::Dead | Leads::Unsafe => None,
        };
        self.add(target, Typed { span, url: url.clone(), raw: false });
    }

    /// The addresses in raw HTML; `place` leads from bytes of the text to bytes of its file.
    fn raw(&mut self, file: &Arc<str>, text: &str, place: &dyn Fn(Range) -> Range) {
        if !text.contains('<') {
            return;
        }
        let document = markdown::parse(text);
        let footnotes = document.footnotes.iter().flat_map(|footnote| &footnote.events);
        for event in document.events.iter().chain(footnotes) {
            let (Kind::Html(html) | Kind::InlineHtml(html)) = &event.kind else { continue };
            let span = Span::new(file, place(Range::new(event.source.start, event.source.end)));
            for url in audit::addresses(html) {
                self.add(self.target(&url), Typed { span: span.clone(), url, raw: true });
            }
        }
    }

    fn target(&self, url: &str) -> Option<Target> {
        audit::resolve(&self.page.file_path(), self.base, url)
    }

    fn add(&mut self, target: Option<Target>, typed: Typed) {
        if let Some(target) = target {
            self.links.0.entry(target).or_insert(typed);
        }
    }
}
