//! What all pages share: the frame around the content, links, dates, and how a claim is told.

use serde::Serialize;

use crate::model::{ClaimIx, Day, Edtf, EventIx, PageIx, SitePath, SpeakerIx, Stance, TopicIx};
use crate::parse::Extra;
use crate::parse::config::RawHtml;
use crate::resolve::corpus::{Page, Settings, Target};

use super::route::{FeedOf, Part};
use super::social::Social;
pub use super::telling::direction;
use super::{Edition, Route};

/// The page from which links are made.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub edition: &'a Edition<'a>,
    pub here: &'a SitePath,
}

/// A name that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub name: String,
    /// Relative to the page.
    pub url: String,
}

/// A date as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct When {
    /// In words, never more exact than given.
    pub words: String,
    /// As it was written: EDTF.
    pub edtf: String,
    /// The value of `<time datetime>`, where the date has a form that HTML knows.
    pub datetime: Option<String>,
}

/// What every template sees as `frame`.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Of the page; the site's own on the front page.
    pub title: String,
    pub site_title: String,
    pub description: String,
    /// BCP 47, and the direction of its script: `ltr` or `rtl`.
    pub language: String,
    pub dir: &'static str,
    /// What leads from the page to the root of the site: `../../` or `./`.
    pub root: String,
    pub home: Link,
    pub sections: Vec<Section>,
    pub footer: Vec<Link>,
    /// Absolute; without a `base_url` there is none.
    pub canonical: Option<String>,
    /// The feeds a reader of this page may follow.
    pub feeds: Vec<Link>,
    /// The same in other forms, for programs.
    pub alternates: Vec<Alternate>,
    /// The page shows highlighted code.
    pub has_code: bool,
    pub publisher: Option<Publisher>,
    /// For those who show links to the page; only with a `base_url`.
    pub social: Option<Social>,
    /// Structured data: JSON-LD, to stand in a `script` element.
    pub structured_html: Option<String>,
    /// The Content Security Policy that the page obeys; none where writers' HTML is let through as it is.
    pub policy: Option<&'static str>,
}

/// What a page says in another form.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    pub name: String,
    pub url: String,
    /// The media type.
    pub kind: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct Publisher {
    pub name: String,
    pub url: Option<String>,
}

/// What every template sees as `site`: the same on all pages.
#[derive(Debug, Serialize)]
pub struct Site<'a> {
    /// The `[extra]` table of the configuration.
    pub extra: &'a Extra,
}

/// An entry of the site's menu.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub name: &'static str,
    pub url: String,
    /// The page belongs to it.
    pub current: bool,
}

impl<'a> Site<'a> {
    pub fn new(settings: &'a Settings) -> Self {
        Self { extra: &settings.extra }
    }
}

/// Scripts, styles, pictures and sound of the site itself and of nobody else; nothing inline, no frames,
/// no forms that leave.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
                      base-uri 'none'";

/// The same, and WebAssembly of the site itself: what searches is written in it.
const WASM_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                           font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; \
                           form-action 'self'; base-uri 'none'";

/// The sections of the menu: the name, the route, and the first folders of the pages that belong to it.
const SECTIONS: [(&str, Route, &[&str]); 7] = [
    ("Articles", Route::Articles(Part::First), &["articles/"]),
    ("Record", Route::Events(Part::First), &["events/", "claims/"]),
    ("Timeline", Route::Timeline(Part::First), &["timeline/"]),
    ("Speakers", Route::Speakers(Part::First), &["speakers/"]),
    ("Sources", Route::Sources(Part::First), &["sources/"]),
    ("Topics", Route::Topics, &["topics/"]),
    ("Search", Route::Search, &["search/"]),
];

impl Frame {
    /// The frame of the page at `desk`, with the site's own description.
    pub fn new(desk: &Desk<'_>, title: impl Into<String>) -> Self {
        let settings = &desk.edition.corpus.settings;
        let publisher = settings.publisher.as_ref();
        let mut frame = Self {
            title: title.into(),
            site_title: settings.title.clone(),
            description: settings.description.clone(),
            language: settings.language.clone(),
            dir: direction(&settings.language),
            root: desk.root(),
            home: Link { name: settings.title.clone(), url: desk.route(Route::Home) },
            sections: desk.sections(),
            footer: desk.footer(),
            canonical: desk.canonical(),
            feeds: Vec::new(),
            alternates: Vec::new(),
            has_code: false,
            publisher: publisher.map(|from| Publisher { name: from.name.clone(), url: from.url.clone() }),
            social: None,
            structured_html: None,
            policy: (settings.raw_html != RawHtml::Allow).then_some(POLICY),
        };
        frame.add_feed(desk, FeedOf::Site, settings.title.clone());
        frame
    }

    /// Offers a feed to the readers of the page; without a `base_url` there are no feeds.
    pub fn add_feed(&mut self, desk: &Desk<'_>, of: FeedOf, name: impl Into<String>) {
        if desk.edition.corpus.settings.base_url.is_some() {
            self.feeds.push(Link { name: name.into(), url: desk.route(Route::Feed(of)) });
        }
    }

    /// Lets the page run WebAssembly.
    pub fn allow_wasm(&mut self) {
        self.policy = self.policy.map(|_| WASM_POLICY);
    }

    /// Says what the page is about, where that is known.
    pub fn describe(&mut self, description: Option<&str>) {
        if let Some(description) = description.filter(|text| !text.trim().is_empty()) {
            description.trim().clone_into(&mut self.description);
        }
    }
}

impl<'a> Desk<'a> {
    pub fn new(edition: &'a Edition<'a>, here: &'a SitePath) -> Self {
        Self { edition, here }
    }

    /// The relative reference from this page to another place.
    pub fn to(&self, target: &SitePath) -> String {
        if *self.here == Route::NotFound.path(self.edition.corpus) {
            return self.rooted(target);
        }
        self.here.link_to(target, self.edition.options.portable)
    }

    pub fn route(&self, route: Route) -> String {
        self.to(&route.path(self.edition.corpus))
    }

    /// What stands before a fragment of a page: nothing where the reader is on that page.
    pub fn page_or_here(&self, route: Route) -> String {
        let path = route.path(self.edition.corpus);
        if path == *self.here { String::new() } else { self.to(&path) }
    }

    pub fn speaker(&self, ix: SpeakerIx) -> Link {
        Link { name: self.edition.corpus.speaker(ix).name.clone(), url: self.route(Route::Speaker(ix)) }
    }

    pub fn event(&self, ix: EventIx) -> Link {
        Link { name: self.edition.corpus.event(ix).name.clone(), url: self.route(Route::Event(ix)) }
    }

    pub fn topic(&self, ix: TopicIx) -> Link {
        Link { name: self.edition.corpus.topic(ix).name.clone(), url: self.route(Route::Topic(ix)) }
    }

    /// Where a claim is to be read: its own page where it has one, else its place in the article.
    pub fn claim(&self, ix: ClaimIx) -> String {
        let (path, fragment) = self.edition.claim_address(ix);
        let page = if path == *self.here { String::new() } else { self.to(&path) };
        match fragment {
            Some(fragment) => format!("{page}#{fragment}"),
            None if page.is_empty() => self.to(&path),
            None => page,
        }
    }

    /// Where a claim stands in its article, whether or not it has a page of its own.
    pub fn claim_in_article(&self, ix: ClaimIx) -> String {
        let claim = self.edition.corpus.claim(ix);
        let path = Route::Article(claim.article).path(self.edition.corpus);
        let page = if path == *self.here { String::new() } else { self.to(&path) };
        format!("{page}#claim-{}", claim.id)
    }

    pub fn when(&self, date: &Edtf) -> When {
        let zone = &self.edition.corpus.settings.timezone;
        When { words: date.words(zone), edtf: date.as_str().to_owned(), datetime: date.datetime_attr() }
    }

    /// A day of the record.
    pub fn day(&self, day: Day) -> When {
        let iso = day.to_string();
        When { words: super::standing::day_words(day), edtf: iso.clone(), datetime: Some(iso) }
    }

    /// The address of a place on the web; without a `base_url` there is none.
    pub fn absolute(&self, target: &SitePath) -> Option<String> {
        self.edition.absolute(target)
    }

    fn root(&self) -> String {
        if *self.here == Route::NotFound.path(self.edition.corpus) {
            return self.edition.base();
        }
        self.here.link_to(&SitePath::root(), false)
    }

    fn sections(&self) -> Vec<Section> {
        let has_search = self.edition.engine().is_some();
        let shown = SECTIONS.iter().filter(|(_, route, _)| has_search || *route != Route::Search);
        shown.map(|section| self.section(*section)).collect()
    }

    fn section(&self, (name, route, folders): (&'static str, Route, &[&str])) -> Section {
        let current = folders.iter().any(|folder| self.here.as_str().starts_with(folder));
        Section { name, url: self.route(route), current }
    }

    /// The free pages of the site, and the page about its data files.
    fn footer(&self) -> Vec<Link> {
        let link = |(index, page): (usize, &Page)| Link {
            name: page.title.clone(),
            url: self.route(Route::Page(PageIx::new(index))),
        };
        let datasets = Link { name: "Data".to_owned(), url: self.route(Route::Datasets) };
        self.edition.corpus.pages.iter().enumerate().map(link).chain([datasets]).collect()
    }

    fn canonical(&self) -> Option<String> {
        let lasting = *self.here != Route::NotFound.path(self.edition.corpus);
        lasting.then(|| self.absolute(self.here)).flatten()
    }

    /// The not-found page is answered at any depth, so its links begin at the host's root.
    fn rooted(&self, target: &SitePath) -> String {
        let relative = SitePath::root().link_to(target, self.edition.options.portable);
        self.edition.base() + relative.trim_start_matches("./")
    }
}

/// The path of an absolute URL, without a slash at the end.
pub(super) fn base_path(base_url: &str) -> &str {
    let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after_scheme.find('/').map_or("", |slash| after_scheme[slash..].trim_end_matches('/'))
}

/// The verb of a stance, after the speaker's name: "denies", "neither confirms nor denies".
pub fn verb(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirms => "affirms",
        Stance::Denies => "denies",
        Stance::Declines => "neither confirms nor denies",
        Stance::Qualifies => "qualifies",
        Stance::Retracts => "takes back",
    }
}

impl Edition<'_> {
    /// The address of a place on the web; without a `base_url` there is none.
    pub fn absolute(&self, target: &SitePath) -> Option<String> {
        let base = self.corpus.settings.base_url.as_deref()?;
        let relative = SitePath::root().link_to(target, false);
        Some(format!("{}/{}", base.trim_end_matches('/'), relative.trim_start_matches("./")))
    }

    /// The page and the fragment at which a claim is to be read (format, section 8).
    pub fn claim_address(&self, ix: ClaimIx) -> (SitePath, Option<String>) {
        let claim = self.corpus.claim(ix);
        if self.has_page(ix) {
            return (Route::Claim(ix).path(self.corpus), None);
        }
        (Route::Article(claim.article).path(self.corpus), Some(format!("claim-{}", claim.id)))
    }

    /// The same as an absolute address; without a `base_url` there is none.
    pub fn claim_on_the_web(&self, ix: ClaimIx) -> Option<String> {
        let (path, fragment) = self.claim_address(ix);
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        Some(self.absolute(&path)? + &fragment)
    }

    /// What a position is taken on, by name and address from a page.
    pub fn target(&self, desk: &Desk<'_>, target: Target) -> Link {
        match target {
            Target::Event(ix) => {
                Link { name: self.corpus.event(ix).name.clone(), url: desk.route(Route::Event(ix)) }
            }
            Target::Claim(ix) => {
                let speaker = &self.corpus.speaker(self.corpus.claim(ix).speaker).name;
                Link { name: format!("what {speaker} said"), url: desk.claim(ix) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{POLICY, WASM_POLICY};

    #[test]
    fn the_search_page_is_trusted_with_webassembly_and_nothing_else() {
        assert_eq!(WASM_POLICY.replace(" 'wasm-unsafe-eval'", ""), POLICY);
    }
}
