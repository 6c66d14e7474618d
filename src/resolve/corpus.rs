//! The corpus: everything a site says, each reference a handle, stored in both directions.
//!
//! It holds no prose and no places in files: what a page says below its headings stays in the
//! parsed inputs, and only claims travel.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::model::{
    ArticleIx, ByHandle, ClaimIx, Day, Edtf, EventIx, PageIx, SitePath, SourceIx, SpeakerIx, Stance, TopicIx,
};
use crate::parse::claims::Part;
use crate::parse::config::{ClaimPages, HostName, RawHtml};
use crate::parse::{Extra, event, speaker};
use crate::prove::Proof;

use super::list::List;

/// Lists sorted by id (claims: by article, then in file order), indexed by their handles.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pub settings: Settings,
    /// What is published; drafts only where they were asked for.
    pub articles: List<Article>,
    pub claims: List<Claim>,
    pub speakers: List<Speaker>,
    pub events: List<Event>,
    pub sources: List<Source>,
    pub topics: List<Topic>,
    pub pages: Vec<Page>,
    /// Old addresses and where they lead now, sorted.
    pub aliases: Vec<Alias>,
    pub addresses: Arc<Addresses>,
    /// What is copied beside the pages: inputs and where they go, sorted.
    pub assets: List<Asset>,
}

/// By input path: where a Markdown input stands in the output, or an asset that is, or may be,
/// published.
pub type Addresses = BTreeMap<Arc<str>, SitePath>;

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    pub to: SitePath,
    /// The path of the input.
    pub input: Arc<str>,
}

/// An old address of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    pub from: SitePath,
    pub to: SitePath,
}

/// The configuration, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    pub title: String,
    /// Without a slash at the end.
    pub base_url: Option<String>,
    pub description: String,
    pub language: String,
    pub timezone: TimeZone,
    pub publisher: Option<Publisher>,
    pub search: bool,
    pub claim_pages: ClaimPages,
    pub ratings: Vec<Rating>,
    pub host: Option<HostName>,
    pub raw_html: RawHtml,
    pub extra: Extra,
}

#[derive(Clone, Debug)]
pub struct Publisher {
    pub name: String,
    pub url: Option<String>,
    pub logo: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Rating {
    pub name: String,
    pub label: String,
    pub value: Option<i64>,
    pub best: Option<i64>,
    pub worst: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Article {
    pub id: Arc<str>,
    pub title: String,
    pub date: Edtf,
    pub updated: Option<Edtf>,
    pub authors: Vec<Author>,
    pub outlet: Option<SpeakerIx>,
    pub original: Option<String>,
    /// The text of the summary, without markup.
    pub summary: Option<String>,
    pub topics: Vec<TopicIx>,
    /// BCP 47, the site's where the article names none.
    pub language: String,
    pub draft: bool,
    pub extra: Extra,
    /// Its claims, in file order: a stretch of [`Corpus::claims`].
    pub claims: Range<usize>,
    /// The sources that its text cites, in order of first citation.
    pub cites: Vec<SourceIx>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    Named(String),
    Speaker(SpeakerIx),
}

#[derive(Clone, Debug)]
pub struct Claim {
    pub id: Arc<str>,
    pub article: ArticleIx,
    /// Its index in its claims file, from 0.
    pub entry: usize,
    /// The number of its note in its article, from 1.
    pub number: u32,
    pub speaker: SpeakerIx,
    pub said: Edtf,
    /// The day it counts from in the record (format, section 7): the last that `said` allows, or the
    /// first where the end is open.
    pub day: Day,
    pub to: Vec<SpeakerIx>,
    pub via: Vec<SpeakerIx>,
    pub quotes: Vec<Quotation>,
    /// Markdown, one paragraph.
    pub statement: Option<String>,
    pub original: Option<Original>,
    pub positions: Vec<Position>,
    pub repeats: Vec<ClaimIx>,
    pub repeated_by: Vec<ClaimIx>,
    /// The claims that take a position on this one.
    pub answers: Vec<ClaimIx>,
    pub sources: Vec<Support>,
    pub verdicts: Vec<Verdict>,
    pub topics: Vec<TopicIx>,
}

/// A passage that a claim quotes, in the article's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    pub exact: Box<str>,
    pub prefix: Box<str>,
    pub suffix: Box<str>,
    /// Unicode code points of the part's text, end exclusive.
    pub chars: Range<usize>,
    pub part: Part,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    pub text: String,
    pub language: Option<String>,
    pub translator: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    pub stance: Stance,
    pub on: Target,
}

/// What a position is taken on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Event(EventIx),
    Claim(ClaimIx),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    pub source: SourceIx,
    pub locator: Option<String>,
    pub url: Option<String>,
    /// Of a claim's source that has a stored copy: what the copy says about the claim's words.
    pub proof: Option<Proof>,
}

/// A desk's finding, apart from the record.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// An index into [`Settings::ratings`].
    pub rating: usize,
    pub date: Option<Edtf>,
    pub by: Option<String>,
    /// Markdown, one paragraph.
    pub summary: Option<String>,
    pub sources: Vec<Support>,
}

#[derive(Clone, Debug)]
pub struct Speaker {
    pub id: Arc<str>,
    pub name: String,
    pub kind: speaker::Kind,
    pub sort_name: String,
    pub also_known_as: Vec<String>,
    pub roles: Vec<Role>,
    pub part_of: Option<SpeakerIx>,
    pub wikidata: Option<String>,
    pub links: Vec<(String, String)>,
    /// Where the image is published.
    pub image: Option<SitePath>,
    pub extra: Extra,
    /// Claims made, by day, then article date, article id, file order.
    pub claims: Vec<ClaimIx>,
    /// Claims that others made about what this speaker said (on this speaker's claims), or told to
    /// or through this speaker; in the same order.
    pub mentioned: Vec<ClaimIx>,
    /// Events this speaker is a party of.
    pub events: Vec<EventIx>,
    /// Speakers that are part of this one, or hold a role of it.
    pub members: Vec<SpeakerIx>,
}

#[derive(Clone, Debug)]
pub struct Role {
    pub title: String,
    pub of: Option<SpeakerIx>,
    pub from: Option<Edtf>,
    pub to: Option<Edtf>,
    /// The first and the last day on which it is held; `None` where that side is open.
    pub first: Option<Day>,
    pub last: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct Event {
    pub id: Arc<str>,
    pub name: String,
    pub kind: event::Kind,
    pub date: Option<Edtf>,
    pub parties: Vec<SpeakerIx>,
    pub place: Option<String>,
    pub part_of: Option<EventIx>,
    pub parts: Vec<EventIx>,
    pub topics: Vec<TopicIx>,
    pub sources: Vec<Support>,
    pub extra: Extra,
    /// Claims that take a position on it, by day, then article date, article id, file order.
    pub claims: Vec<ClaimIx>,
}

#[derive(Clone, Debug)]
pub struct Source {
    pub key: Arc<str>,
    pub kind: String,
    pub title: Option<String>,
    pub issued: Option<Edtf>,
    pub accessed: Option<Edtf>,
    pub url: Option<String>,
    pub outlet: Option<SpeakerIx>,
    pub archived: Vec<String>,
    /// The site keeps a copy of what it said.
    pub snapshot: bool,
    pub based_on: Vec<SourceIx>,
    /// The CSL item: see [`crate::parse::source::Source::item`].
    pub item: Arc<serde_json::Map<String, serde_json::Value>>,
    /// Claims and articles that rest on it or cite it.
    pub claims: Vec<ClaimIx>,
    pub articles: Vec<ArticleIx>,
    pub events: Vec<EventIx>,
}

/// A free term under which articles, claims and events are gathered.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Of the address; topics are sorted by it.
    pub slug: String,
    /// As it was first written.
    pub name: String,
    pub articles: Vec<ArticleIx>,
    pub claims: Vec<ClaimIx>,
    pub events: Vec<EventIx>,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub name: Arc<str>,
    pub title: String,
    pub language: String,
    pub extra: Extra,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: String::new(),
            base_url: None,
            description: String::new(),
            language: "en".to_owned(),
            timezone: TimeZone::UTC,
            publisher: None,
            search: true,
            claim_pages: ClaimPages::default(),
            ratings: Vec::new(),
            host: None,
            raw_html: RawHtml::default(),
            extra: Extra::new(),
        }
    }
}

macro_rules! lookups {
    ($($name:ident: $list:ident[$handle:ty] -> $entity:ty;)*) => {
        impl Corpus {$(
            pub fn $name(&self, ix: $handle) -> &$entity {
                self.$list.at(ix)
            }
        )*}
    };
}

lookups! {
    article: articles[ArticleIx] -> Article;
    claim: claims[ClaimIx] -> Claim;
    speaker: speakers[SpeakerIx] -> Speaker;
    event: events[EventIx] -> Event;
    source: sources[SourceIx] -> Source;
    topic: topics[TopicIx] -> Topic;
    page: pages[PageIx] -> Page;
}

impl Corpus {
    /// The n-th alias of the site, from 0.
    #[expect(clippy::indexing_slicing, reason = "aliases are numbered by going through the list")]
    pub fn alias(&self, index: usize) -> &Alias {
        &self.aliases[index]
    }

    #[expect(clippy::indexing_slicing, reason = "a verdict's rating was found in this list")]
    pub fn rating(&self, verdict: &Verdict) -> &Rating {
        &self.settings.ratings[verdict.rating]
    }

    /// The claims of an article, in file order.
    pub fn claims_of(&self, ix: ArticleIx) -> &[Arc<Claim>] {
        self.claims.get(self.article(ix).claims.clone()).unwrap_or_default()
    }

    /// `article#id`.
    pub fn claim_ref(&self, ix: ClaimIx) -> String {
        let claim = self.claim(ix);
        format!("{}#{}", self.article(claim.article).id, claim.id)
    }

    /// Where two claims stand in the order of the record: by day; on one day by the article's date,
    /// its id, and the order in the file (format, section 7).
    pub fn record_order(&self, ix: ClaimIx) -> impl Ord + use<'_> {
        let claim = self.claim(ix);
        let article = self.article(claim.article);
        (claim.day, article.date.order(&self.settings.timezone), Arc::clone(&article.id), claim.entry)
    }

    /// By article: its place by date and then id. With it, a claim's day, its article's place and its
    /// handle are the order of the record: claims are listed by article id and order in the file.
    pub fn article_ranks(&self) -> Vec<u32> {
        let zone = &self.settings.timezone;
        let mut order: Vec<ArticleIx> = (0..self.articles.len()).map(ArticleIx::new).collect();
        order.sort_by_cached_key(|&ix| (self.article(ix).date.order(zone), ix));
        let mut ranks = vec![0; order.len()];
        for (rank, ix) in (0..).zip(order) {
            *ranks.at_mut(ix) = rank;
        }
        ranks
    }
}
