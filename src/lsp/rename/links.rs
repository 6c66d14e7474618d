//! Links and paths that lead to a file which gets another name.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{self, Span, Spanned};
use crate::lsp::edits::Changes;
use crate::model::SitePath;
use crate::parse::article::Body;
use crate::pipeline::Site;
use crate::text::markdown::{self, Link};

use super::files::{Component, Moved};
use super::refused::Refused;
use super::trace::naming;

/// Changes all links that lead to what is moved.
pub fn follow(site: &Site, moved: &Moved, changes: &mut Changes) -> Result<(), Refused> {
    let mut walk = Walk { site, moved, changes };
    let reading = &site.reading;
    for article in reading.articles.iter().map(|article| &article.parsed) {
        let corrections = article.front.corrections.iter().map(|correction| &correction.text);
        for text in article.front.summary.iter().chain(corrections) {
            walk.field(&article.path, &article.path, text)?;
        }
        for claim in &article.claims.entries {
            let verdicts = claim.verdicts.iter().filter_map(|verdict| verdict.summary.as_ref());
            for text in claim.statement.iter().chain(&claim.note).chain(verdicts) {
                walk.field(&article.path, &article.claims.path, text)?;
            }
        }
        walk.body(&article.path, &article.body)?;
    }
    for speaker in &reading.speakers {
        speaker.front.image.iter().for_each(|image| walk.path(&speaker.path, &[&speaker.path], image));
        walk.body(&speaker.path, &speaker.body)?;
    }
    reading.events.iter().try_for_each(|event| walk.body(&event.path, &event.body))?;
    let mut pages = reading.pages.iter().chain(&reading.front_page);
    pages.try_for_each(|page| walk.body(&page.path, &page.body))?;
    for file in &reading.sources {
        for snapshot in file.entries.iter().filter_map(|entry| entry.snapshot.as_ref()) {
            walk.path(&file.path, &["content/", "", &file.path], snapshot);
        }
    }
    Ok(())
}

struct Walk<'a> {
    site: &'a Site,
    moved: &'a Moved,
    changes: &'a mut Changes,
}

impl Walk<'_> {
    /// The Markdown below the front matter.
    fn body(&mut self, path: &Arc<str>, body: &Body) -> Result<(), Refused> {
        for (place, new) in self.links(path, body.markdown())? {
            let range = diag::Range::new(place.start, place.end).shifted(body.start);
            self.changes.plain(Span::new(path, range), &new);
        }
        Ok(())
    }

    /// Markdown that is the value of a key in `path`; its links begin at the text `from`.
    fn field(&mut self, from: &Arc<str>, path: &Arc<str>, text: &Spanned<String>) -> Result<(), Refused> {
        for (place, new) in self.links(from, text)? {
            self.changes.scalar(Span::new(path, text.range), text, place, &new);
        }
        Ok(())
    }

    /// The parts of links in Markdown that name what is moved, and what they become.
    fn links(&self, from: &Arc<str>, markdown: &str) -> Result<Vec<(Range<usize>, String)>, Refused> {
        let mut found = Vec::new();
        if !self.may_lead_there(markdown) {
            return Ok(found);
        }
        for link in markdown::references(markdown).links {
            let Some((part, new)) = self.named(from, &link.url) else { continue };
            let places = places(markdown, &link);
            if places.is_empty() {
                let place = Span::start_of(from);
                return Err(Refused::Link { place, url: link.url.value.clone() });
            }
            found.extend(places.into_iter().map(|at| (at + part.start..at + part.end, new.clone())));
        }
        Ok(found)
    }

    /// Reading Markdown takes long: a text that holds nothing of the name is passed over.
    fn may_lead_there(&self, markdown: &str) -> bool {
        let names = self.moved.inputs.iter().chain(&self.moved.addresses);
        let mut names = names.filter_map(|component| component.path.last());
        markdown.contains('%') || names.any(|name| markdown.contains(name.as_str()))
    }

    /// The part of a link that names what is moved: by its file, or by the address of its page.
    fn named(&self, from: &str, url: &str) -> Option<(Range<usize>, String)> {
        if url.contains("//") || url.starts_with('#') {
            return None;
        }
        let page = self.site.corpus.addresses.get(from).map(SitePath::file_path);
        let input = || self.of(&self.moved.inputs, from, url).filter(|_| !url.starts_with('/'));
        input().or_else(|| self.of(&self.moved.addresses, page.as_deref().unwrap_or_default(), url))
    }

    fn of(&self, components: &[Component], from: &str, url: &str) -> Option<(Range<usize>, String)> {
        components.iter().find_map(|it| Some((naming(from, url, it)?, it.new.clone())))
    }

    /// A path that is the value of a key, as seen from one of several places.
    fn path(&mut self, path: &Arc<str>, from: &[&str], value: &Spanned<String>) {
        let there = |from: &&&str| {
            crate::resolve::links::join(from, value)
                .is_some_and(|path| self.site.reading.assets.iter().any(|asset| *asset.path == *path))
        };
        let Some(from) = from.iter().find(there) else { return };
        if let Some((part, new)) = self.of(&self.moved.inputs, from, value) {
            self.changes.scalar(Span::new(path, value.range), value, part, &new);
        }
    }
}

/// Where the address of a link stands in Markdown: in the link, or where its reference is defined.
fn places(markdown: &str, link: &Link) -> Vec<usize> {
    let url = link.url.value.as_str();
    let range = link.url.range.usize();
    if markdown.get(range.clone()) == Some(url) {
        return vec![range.start];
    }
    let defines = |at: &usize| {
        let before = markdown.get(..*at).unwrap_or_default().trim_end_matches('<').trim_end();
        before.ends_with("]:")
    };
    markdown.match_indices(url).map(|(at, _)| at).filter(defines).collect()
}
