//! Routes: one for every file that the program makes (format, section 8).

use crate::model::{ArticleIx, ClaimIx, EventIx, PageIx, SitePath, SpeakerIx, TopicIx};
use crate::resolve::Corpus;

use super::{annotations, card, dataset, search};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    Home,
    Articles(Part),
    Article(ArticleIx),
    /// The claims of an article as annotations, for programs.
    Annotations(ArticleIx),
    Speakers(Part),
    Speaker(SpeakerIx),
    Events(Part),
    Event(EventIx),
    Timeline(Part),
    Sources(Part),
    Topics,
    Topic(TopicIx),
    Claim(ClaimIx),
    /// A claim in small, for other people's pages.
    Card(ClaimIx),
    /// How programs come by the card.
    Oembed(ClaimIx),
    Page(PageIx),
    NotFound,
    /// A page that leads from an old address to a new one: the n-th of the site, from 0.
    Alias(usize),
    Feed(FeedOf),
    Sitemap,
    /// Of a site with very many pages, one of the files that the sitemap names, from 1.
    SitemapPart(usize),
    Robots,
    NoJekyll,
    Dataset(Dataset),
    /// The same as a table.
    Table(Dataset),
    /// The description of the tables, for programs and for people.
    Package,
    Datasets,
    Search,
    /// What a page opened from disk searches in.
    SmallIndex,
    /// What the site's host reads.
    Host(HostFile),
}

/// A stretch of a list that is too long for one page: a period where the list goes by date, else a
/// page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The page at the section's own address: the whole list, or its newest stretch and the way to
    /// the others.
    First,
    Year(i16),
    Month(i16, u8),
    Undated,
    /// From 2.
    Number(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedOf {
    Site,
    Speaker(SpeakerIx),
    Event(EventIx),
    Topic(TopicIx),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dataset {
    Articles,
    Claims,
    Speakers,
    Events,
    Sources,
}

/// A file that one kind of host reads, and readers do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostFile {
    Redirects,
    Headers,
    Cname,
    Vercel,
    S3,
    Nginx,
}

impl Route {
    /// Where the route stands in the output.
    pub fn path(self, corpus: &Corpus) -> SitePath {
        match self {
            Self::Home => SitePath::root(),
            Self::Articles(part) => section("articles", part),
            Self::Article(ix) => SitePath::page("articles", &corpus.article(ix).id),
            Self::Annotations(ix) => Self::Article(ix).path(corpus).join(annotations::FILE),
            Self::Speakers(part) => section("speakers", part),
            Self::Speaker(ix) => SitePath::page("speakers", &corpus.speaker(ix).id),
            Self::Events(part) => section("events", part),
            Self::Event(ix) => SitePath::page("events", &corpus.event(ix).id),
            Self::Timeline(part) => section("timeline", part),
            Self::Sources(part) => section("sources", part),
            Self::Topics => SitePath::section("topics"),
            Self::Topic(ix) => SitePath::page("topics", &corpus.topic(ix).slug),
            Self::Claim(ix) => {
                let claim = corpus.claim(ix);
                SitePath::claim(&corpus.article(claim.article).id, &claim.id)
            }
            Self::Card(ix) => {
                let claim = corpus.claim(ix);
                SitePath::section(card::FOLDER).join(&format!(
                    "{}/{}/",
                    corpus.article(claim.article).id,
                    claim.id
                ))
            }
            Self::Oembed(ix) => Self::Card(ix).path(corpus).join(card::OEMBED),
            Self::Page(ix) => SitePath::section(&corpus.page(ix).name),
            Self::NotFound => SitePath::file("404.html"),
            Self::Alias(n) => corpus.alias(n).from.clone(),
            Self::Feed(of) => feed(corpus, of),
            Self::Sitemap => SitePath::file("sitemap.xml"),
            Self::SitemapPart(number) => SitePath::file(&format!("sitemap-{number}.xml")),
            Self::Robots => SitePath::file("robots.txt"),
            Self::NoJekyll => SitePath::file(".nojekyll"),
            Self::Host(file) => SitePath::file(file.name()),
            Self::Datasets => SitePath::section(dataset::FOLDER),
            Self::Search => SitePath::section(search::FOLDER),
            Self::SmallIndex => SitePath::file(search::SMALL_INDEX),
            Self::Package => SitePath::file("data/datapackage.json"),
            Self::Table(dataset) => SitePath::file(&format!("data/{}.csv", dataset.name())),
            Self::Dataset(dataset) => SitePath::file(&format!("data/{}.jsonl", dataset.name())),
        }
    }
}

impl HostFile {
    pub fn name(self) -> &'static str {
        match self {
            Self::Redirects => "_redirects",
            Self::Headers => "_headers",
            Self::Cname => "CNAME",
            Self::Vercel => "vercel.json",
            Self::S3 => "s3-website.json",
            Self::Nginx => "nginx.conf",
        }
    }
}

impl Dataset {
    pub const ALL: [Self; 5] = [Self::Articles, Self::Claims, Self::Speakers, Self::Events, Self::Sources];

    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Claims => "claims",
            Self::Speakers => "speakers",
            Self::Events => "events",
            Self::Sources => "sources",
        }
    }
}

impl Part {
    /// Where it stands below its section. Entities stand right under theirs, so the parts of a list stand
    /// one folder deeper, where no id can reach them.
    pub fn folder(self) -> String {
        match self {
            Self::First => String::new(),
            Self::Year(year) => format!("by-date/{year:04}/"),
            Self::Month(year, month) => format!("by-date/{year:04}-{month:02}/"),
            Self::Undated => "by-date/undated/".to_owned(),
            Self::Number(number) => format!("page/{number}/"),
        }
    }
}

fn section(name: &str, part: Part) -> SitePath {
    SitePath::section(name).join(&part.folder())
}

fn feed(corpus: &Corpus, of: FeedOf) -> SitePath {
    let home = match of {
        FeedOf::Site => SitePath::root(),
        FeedOf::Speaker(ix) => Route::Speaker(ix).path(corpus),
        FeedOf::Event(ix) => Route::Event(ix).path(corpus),
        FeedOf::Topic(ix) => Route::Topic(ix).path(corpus),
    };
    home.join("feed.xml")
}
