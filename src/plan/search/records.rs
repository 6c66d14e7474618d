//! What can be found: a record for each article, claim, speaker and event.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{ArticleIx, ByHandle, ClaimIx, Day, EventIx, SitePath, SpeakerIx, TopicIx};
use crate::resolve::corpus::{Author, Claim, Role, Target};
use crate::text::prose::Prose;

use super::super::telling::{by_stance, full_words, role, stands};
use super::super::{Desk, Edition, Route, event, speaker};

/// Something that can be found, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// Where it is to be read, from the site's root: percent-encoded, with a fragment where it has one.
    pub url: String,
    /// The first part of its BCP 47 tag, in lower case: what words are cut and stemmed by.
    pub language: String,
    pub title: String,
    /// What else is told of it in a line: when, by whom, in which role.
    pub note: String,
    /// All that can be found beside.
    pub text: String,
    /// By what it can be chosen: ids, by the name of the filter.
    pub filters: BTreeMap<&'static str, Vec<String>>,
    /// For the order of what was not searched for by words.
    pub day: Option<Day>,
}

/// The records of a site: articles, claims, speakers, events, each in the order of the corpus.
pub fn records<'a>(edition: &'a Edition<'a>) -> impl Iterator<Item = Record> + 'a {
    let corpus = edition.corpus;
    let articles = (0..corpus.articles.len()).map(|index| article(edition, ArticleIx::new(index)));
    let claims = (0..corpus.claims.len()).map(|index| claim(edition, ClaimIx::new(index)));
    let speakers = (0..corpus.speakers.len()).map(|index| about_speaker(edition, SpeakerIx::new(index)));
    let events = (0..corpus.events.len()).map(|index| about_event(edition, EventIx::new(index)));
    articles.chain(claims).chain(speakers).chain(events)
}

/// How many there are.
pub fn count(edition: &Edition<'_>) -> usize {
    let corpus = edition.corpus;
    corpus.articles.len() + corpus.claims.len() + corpus.speakers.len() + corpus.events.len()
}

/// The languages of the records, the site's own first.
pub fn languages(edition: &Edition<'_>) -> Vec<String> {
    let own = primary(&edition.corpus.settings.language);
    let all: BTreeSet<String> =
        edition.corpus.articles.iter().map(|article| primary(&article.language)).collect();
    let others: Vec<String> = all.into_iter().filter(|language| *language != own).collect();
    std::iter::once(own).chain(others).collect()
}

/// The year by which something is found.
pub fn year(day: Day) -> String {
    day.year().to_string()
}

fn article(edition: &Edition<'_>, ix: ArticleIx) -> Record {
    let corpus = edition.corpus;
    let article = corpus.article(ix);
    let anchored = &edition.prose.articles.at(ix).anchored;
    let authors = article.authors.iter().map(|author| match author {
        Author::Named(name) => name.clone(),
        Author::Speaker(ix) => corpus.speaker(*ix).name.clone(),
    });
    let outlet = article.outlet.filter(|outlet| !article.authors.contains(&Author::Speaker(*outlet)));
    let outlet = outlet.map(|outlet| corpus.speaker(outlet).name.clone());
    let when = article.date.words(&corpus.settings.timezone);
    let day = article.date.bounds(&corpus.settings.timezone);
    let claims = corpus.claims_of(ix);
    let mut filters = Filters::of("article");
    filters.add("speaker", claims.iter().map(|claim| &*corpus.speaker(claim.speaker).id));
    filters.add("event", claims.iter().flat_map(|claim| events(edition, claim)));
    filters.add("topic", topics(edition, &article.topics));
    filters.add("topic", claims.iter().flat_map(|claim| topics(edition, &claim.topics)));
    let day = day.earliest.or(day.latest);
    Record {
        url: address(edition, &Route::Article(ix).path(corpus), None),
        language: primary(&article.language),
        title: article.title.clone(),
        note: line(authors.chain(outlet).chain([when])),
        text: [&*anchored.summary, &*anchored.text].join(" ").trim().to_owned(),
        filters: filters.in_year(day),
        day,
    }
}

fn claim(edition: &Edition<'_>, ix: ClaimIx) -> Record {
    let corpus = edition.corpus;
    let claim = corpus.claim(ix);
    let article = corpus.article(claim.article);
    let (path, fragment) = edition.claim_address(ix);
    let here = Route::Search.path(corpus);
    let desk = Desk::new(edition, &here);
    let mut filters = Filters::of("claim");
    filters.add("speaker", [&*corpus.speaker(claim.speaker).id]);
    filters.add("stance", claim.positions.iter().map(|position| position.stance.key()));
    filters.add("event", events(edition, claim));
    filters.add("topic", topics(edition, &claim.topics));
    filters.add("topic", topics(edition, &article.topics));
    let when = claim.said.words(&corpus.settings.timezone);
    Record {
        url: address(edition, &path, fragment.as_deref()),
        language: primary(&article.language),
        title: claim_title(&desk, claim),
        note: line(role(&desk, claim).into_iter().chain([when])),
        text: claim_text(claim),
        filters: filters.in_year(Some(claim.day)),
        day: Some(claim.day),
    }
}

/// "Dmitry Peskov neither confirms nor denies the call".
fn claim_title(desk: &Desk<'_>, claim: &Claim) -> String {
    let speaker = &desk.edition.corpus.speaker(claim.speaker).name;
    let taken = by_stance(&stands(desk, claim));
    let taken = taken.iter().map(|taken| {
        let targets: Vec<&str> = taken.targets.iter().map(|target| target.name.as_str()).collect();
        format!("{} {}", taken.verb, targets.join(", "))
    });
    let taken: Vec<String> = taken.collect();
    [speaker.clone(), taken.join("; ")].join(" ").trim_end().to_owned()
}

/// Its passages, its statement, the words as they were said.
fn claim_text(claim: &Claim) -> String {
    let (words, quoted) = full_words(claim);
    let statement = claim.statement.as_deref().filter(|_| quoted).map(|text| Prose::read(text).text);
    let original = claim.original.as_ref().map(|original| original.text.clone());
    [Some(words), statement, original].into_iter().flatten().collect::<Vec<_>>().join(" — ")
}

fn about_speaker(edition: &Edition<'_>, ix: SpeakerIx) -> Record {
    let corpus = edition.corpus;
    let about = corpus.speaker(ix);
    let known = about.also_known_as.join(", ");
    let known = (!known.is_empty()).then(|| format!("Also known as {known}."));
    let role = |role: &Role| match role.of {
        Some(of) => format!("{}, {}.", role.title, corpus.speaker(of).name),
        None => format!("{}.", role.title),
    };
    let words: Vec<String> = known.into_iter().chain(about.roles.iter().map(role)).collect();
    let mut filters = Filters::of("speaker");
    filters.add("speaker", [&*about.id]);
    Record {
        url: address(edition, &Route::Speaker(ix).path(corpus), None),
        language: primary(&corpus.settings.language),
        title: about.name.clone(),
        note: speaker::kind(about.kind).words.to_owned(),
        text: words.join(" "),
        filters: filters.0,
        day: None,
    }
}

fn about_event(edition: &Edition<'_>, ix: EventIx) -> Record {
    let corpus = edition.corpus;
    let about = corpus.event(ix);
    let zone = &corpus.settings.timezone;
    let parties: Vec<&str> = about.parties.iter().map(|party| &*corpus.speaker(*party).name).collect();
    let day = about.date.as_ref().and_then(|date| date.bounds(zone).earliest.or(date.bounds(zone).latest));
    let when = about.date.as_ref().map(|date| date.words(zone));
    let mut filters = Filters::of("event");
    filters.add("event", [&*about.id]);
    filters.add("speaker", about.parties.iter().map(|party| &*corpus.speaker(*party).id));
    filters.add("topic", topics(edition, &about.topics));
    Record {
        url: address(edition, &Route::Event(ix).path(corpus), None),
        language: primary(&corpus.settings.language),
        title: about.name.clone(),
        note: line([event::kind(about.kind).words.to_owned()].into_iter().chain(when)),
        text: line(about.place.iter().cloned().chain([parties.join(", ")])),
        filters: filters.in_year(day),
        day,
    }
}

/// The filters of a record in the making.
struct Filters(BTreeMap<&'static str, Vec<String>>);

impl Filters {
    fn of(kind: &str) -> Self {
        Self(BTreeMap::from([("kind", vec![kind.to_owned()])]))
    }

    /// Adds values, each once.
    fn add<'a>(&mut self, name: &'static str, values: impl IntoIterator<Item = &'a str>) {
        for value in values {
            let known = self.0.entry(name).or_default();
            if !known.iter().any(|known| known == value) {
                known.push(value.to_owned());
            }
        }
    }

    fn in_year(mut self, day: Option<Day>) -> BTreeMap<&'static str, Vec<String>> {
        if let Some(day) = day {
            self.0.insert("year", vec![year(day)]);
        }
        self.0
    }
}

/// The events that a claim takes a position on.
fn events<'a>(edition: &'a Edition<'_>, claim: &'a Claim) -> impl Iterator<Item = &'a str> {
    claim.positions.iter().filter_map(|position| match position.on {
        Target::Event(ix) => Some(&*edition.corpus.event(ix).id),
        Target::Claim(_) => None,
    })
}

fn topics<'a>(edition: &'a Edition<'_>, topics: &'a [TopicIx]) -> impl Iterator<Item = &'a str> {
    topics.iter().map(|ix| edition.corpus.topic(*ix).slug.as_str())
}

/// Parts that are there, with commas between them.
fn line(parts: impl Iterator<Item = String>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

fn address(edition: &Edition<'_>, path: &SitePath, fragment: Option<&str>) -> String {
    let page = SitePath::root().link_to(path, edition.options.portable);
    fragment.map_or_else(|| page.clone(), |fragment| format!("{page}#{fragment}"))
}
