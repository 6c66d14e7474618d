//! The walk through what was read.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{self, Span, Spanned};
use crate::parse::article::Body;
use crate::parse::claims::Support;
use crate::parse::event::Event;
use crate::parse::source::Sources;
use crate::parse::speaker::Speaker;
use crate::parse::{OneOrMany, Reference};
use crate::pipeline::Site;
use crate::resolve::ReadArticle;
use crate::resolve::links::join;
use crate::text::findings::Findings;
use crate::text::{markdown, toml};

use super::{Mention, Name, Role, Spelling};

pub(super) struct Gather<'a> {
    pub site: &'a Site,
    /// The only thing whose mentions are gathered, unless all are.
    pub wanted: Option<&'a Name>,
    pub found: Vec<Mention>,
    /// The file at hand, and its text.
    pub path: Arc<str>,
    pub input: Arc<str>,
    /// The claim at hand.
    pub entry: Option<usize>,
    /// By path: what a text is about. Looked up once a link is met.
    by_path: OnceCell<HashMap<&'a str, Name>>,
}

impl<'a> Gather<'a> {
    pub fn new(site: &'a Site, wanted: Option<&'a Name>) -> Self {
        let (path, input) = (Arc::from(""), Arc::from(""));
        Self { site, wanted, found: Vec::new(), path, input, entry: None, by_path: OnceCell::new() }
    }

    pub fn file(&mut self, path: &str) {
        let reading = &self.site.reading;
        if let Some(article) = reading.articles.iter().find(|article| *article.parsed.path == *path) {
            self.article(article);
        }
        if let Some(article) = reading.articles.iter().find(|article| *article.parsed.claims.path == *path) {
            self.claims(article);
        }
        reading.speakers.iter().filter(|speaker| *speaker.path == *path).for_each(|s| self.speaker(s));
        reading.events.iter().filter(|event| *event.path == *path).for_each(|event| self.event(event));
        reading.sources.iter().filter(|file| *file.path == *path).for_each(|file| self.sources(file));
        let pages = reading.pages.iter().chain(&reading.front_page);
        pages.filter(|page| *page.path == *path).for_each(|page| self.page(page));
        if self.site.inputs.config.as_ref().is_some_and(|config| *config.path == *path) {
            self.config();
        }
    }

    pub fn all_files(&mut self) {
        let reading = &self.site.reading;
        for article in &reading.articles {
            self.article(article);
            self.claims(article);
        }
        reading.speakers.iter().for_each(|speaker| self.speaker(speaker));
        reading.events.iter().for_each(|event| self.event(event));
        reading.sources.iter().for_each(|file| self.sources(file));
        reading.pages.iter().chain(&reading.front_page).for_each(|page| self.page(page));
        if matches!(self.wanted, Some(Name::Rating(_))) {
            self.config();
        }
    }

    fn article(&mut self, article: &ReadArticle) {
        let parsed = &article.parsed;
        self.enter(&parsed.path, &parsed.body.input);
        self.unnamed(Name::Article(Arc::clone(&parsed.id)), Role::Definition, parsed.front.title.range);
        for author in &parsed.front.authors {
            if self.site.reading.speakers.binary_search_by(|other| (*other.id).cmp(author)).is_ok() {
                self.speaker_reference(author);
            }
        }
        parsed.front.outlet.iter().for_each(|outlet| self.speaker_reference(outlet));
        let corrections = parsed.front.corrections.iter().map(|correction| &correction.text);
        for text in parsed.front.summary.iter().chain(corrections) {
            self.field(&parsed.path, text);
        }
        self.body(&parsed.path, &parsed.body);
        self.passages(article);
    }

    fn speaker(&mut self, speaker: &Speaker) {
        self.enter(&speaker.path, &speaker.body.input);
        let front = &speaker.front;
        self.unnamed(Name::Speaker(Arc::clone(&speaker.id)), Role::Definition, front.name.range);
        for of in front.roles.iter().filter_map(|role| role.of.as_ref()).chain(&front.part_of) {
            self.speaker_reference(of);
        }
        self.body(&speaker.path, &speaker.body);
    }

    fn event(&mut self, event: &Event) {
        self.enter(&event.path, &event.body.input);
        let front = &event.front;
        self.unnamed(Name::Event(Arc::clone(&event.id)), Role::Definition, front.name.range);
        front.parties.iter().for_each(|party| self.speaker_reference(party));
        front.part_of.iter().for_each(|whole| self.event_reference(whole));
        self.supports(&front.sources);
        self.body(&event.path, &event.body);
    }

    fn sources(&mut self, file: &Sources) {
        let Some(input) = self.site.inputs.sources.iter().find(|input| input.path == file.path) else {
            return;
        };
        self.enter(&file.path, &input.text);
        for source in &file.entries {
            self.whole(Name::Source(source.key.as_str().into()), Role::Definition, &source.key);
            source.outlet.iter().for_each(|outlet| self.speaker_reference(outlet));
            source.based_on.0.iter().for_each(|key| self.source_reference(key));
        }
    }

    fn page(&mut self, page: &crate::parse::page::Page) {
        self.enter(&page.path, &page.body.input);
        let title = page.front.title.as_ref().map_or_else(diag::Range::default, |title| title.range);
        self.unnamed(Name::Page(Arc::clone(&page.name)), Role::Definition, title);
        self.body(&page.path, &page.body);
    }

    /// The ratings, whose names are keys.
    fn config(&mut self) {
        let Some(config) = &self.site.inputs.config else { return };
        self.enter(&config.path, &config.text);
        let root = toml::parse(&config.text, &mut Findings::new(&config.path, &config.text));
        let ratings = root.as_ref().and_then(|root| root.get("ratings"));
        for entry in ratings.map_or(&[][..], |ratings| ratings.entries()) {
            self.unnamed(Name::Rating(entry.key.as_str().into()), Role::Definition, entry.key.range);
        }
    }

    pub fn enter(&mut self, path: &Arc<str>, input: &Arc<str>) {
        self.path = Arc::clone(path);
        self.input = Arc::clone(input);
        self.entry = None;
    }

    pub fn speaker_reference(&mut self, reference: &Reference) {
        self.whole(Name::Speaker(reference.as_str().into()), Role::Reference, reference);
    }

    pub fn event_reference(&mut self, reference: &Reference) {
        self.whole(Name::Event(reference.as_str().into()), Role::Reference, reference);
    }

    fn source_reference(&mut self, reference: &Reference) {
        self.whole(Name::Source(reference.as_str().into()), Role::Reference, reference);
    }

    pub fn supports(&mut self, supports: &OneOrMany<Support>) {
        supports.0.iter().for_each(|support| self.source_reference(&support.key));
    }

    /// A scalar that is a name.
    pub fn whole(&mut self, name: Name, role: Role, value: &Spanned<String>) {
        self.part(name, role, value, 0..value.len());
    }

    /// A scalar of which a part is a name.
    pub fn part(&mut self, name: Name, role: Role, value: &Spanned<String>, part: Range<usize>) {
        if self.wants(&name) {
            let range = value.within(part.clone(), &self.input);
            let spelling = Spelling::Scalar { place: value.range, value: value.value.clone(), part };
            self.add(name, role, range, spelling);
        }
    }

    /// A place that stands for a thing and does not name it.
    pub fn unnamed(&mut self, name: Name, role: Role, range: diag::Range) {
        if self.wants(&name) {
            self.add(name, role, range, Spelling::Unnamed);
        }
    }

    /// The Markdown below the front matter.
    fn body(&mut self, from: &str, body: &Body) {
        if !self.may_hold_mentions(body.markdown()) {
            return;
        }
        let references = markdown::references(body.markdown());
        for key in references.keys {
            let name = Name::Source(key.value.into());
            if self.wants(&name) {
                self.add(name, Role::Reference, key.range.shifted(body.start), Spelling::Plain);
            }
        }
        for link in references.links {
            if let Some(name) = self.linked(from, &link.url) {
                self.unnamed(name, Role::Reference, link.url.range.shifted(body.start));
            }
        }
    }

    /// Markdown that is the value of a key; its links begin at the text at `from`.
    pub fn field(&mut self, from: &str, text: &Spanned<String>) {
        if !text.contains('[') || !self.may_hold_mentions(text) {
            return;
        }
        let references = markdown::references(text);
        for key in references.keys {
            self.part(Name::Source(key.value.into()), Role::Reference, text, key.range.usize());
        }
        for link in references.links {
            if let Some(name) = self.linked(from, &link.url) {
                self.unnamed(name, Role::Reference, text.within(link.url.range.usize(), &self.input));
            }
        }
    }

    /// Parsing Markdown takes longer than all else: a text that cannot name what is wanted is passed over.
    fn may_hold_mentions(&self, text: &str) -> bool {
        match self.wanted {
            None => true,
            Some(Name::Source(key)) => text.contains(&format!("@{key}")),
            Some(Name::Claim { .. } | Name::Rating(_) | Name::Topic(_)) => false,
            Some(Name::Article(_) | Name::Event(_) | Name::Page(_) | Name::Speaker(_)) => {
                text.contains(".md")
            }
        }
    }

    /// The thing whose text a link leads to.
    fn linked(&self, from: &str, url: &str) -> Option<Name> {
        let path = url.split(['?', '#']).next().filter(|path| path.ends_with(".md"))?;
        let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
        let site = self.site;
        self.by_path.get_or_init(|| by_path(site)).get(&*join(from, &path)?).cloned()
    }

    fn wants(&self, name: &Name) -> bool {
        self.wanted.is_none_or(|wanted| wanted == name)
    }

    fn add(&mut self, name: Name, role: Role, range: diag::Range, spelling: Spelling) {
        let span = Span::new(&self.path, range);
        self.found.push(Mention { name, role, span, spelling, entry: self.entry });
    }
}

fn by_path(site: &Site) -> HashMap<&str, Name> {
    let reading = &site.reading;
    let mut names = HashMap::new();
    for article in &reading.articles {
        names.insert(&*article.parsed.path, Name::Article(Arc::clone(&article.parsed.id)));
    }
    names.extend(reading.speakers.iter().map(|it| (&*it.path, Name::Speaker(Arc::clone(&it.id)))));
    names.extend(reading.events.iter().map(|it| (&*it.path, Name::Event(Arc::clone(&it.id)))));
    names.extend(reading.pages.iter().map(|it| (&*it.path, Name::Page(Arc::clone(&it.name)))));
    names
}
