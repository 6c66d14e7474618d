//! The things of a site, each with the words by which a person knows it.

use std::sync::Arc;

use crate::diag::Spanned;
use crate::parse::claims::Claim;
use crate::parse::source::{Source, Sources};
use crate::pipeline::Site;
use crate::plan::{event, speaker};
use crate::resolve::ReadArticle;

use super::mentions::Name;

/// A thing with its names.
#[derive(Clone, Debug)]
pub struct Thing {
    pub name: Name,
    /// As a reference spells it: `peskov`, `article#claim`.
    pub id: String,
    /// Its name; of a claim who says what.
    pub words: String,
    /// More about it: a kind, a date.
    pub more: String,
    /// What else it may be looked for by.
    pub aliases: Vec<String>,
}

impl Thing {
    /// Whether it answers to every word of what somebody looks for, in any order.
    pub fn answers_to(&self, sought: &str) -> bool {
        let names = self.sought_by().to_lowercase();
        sought.to_lowercase().split_whitespace().all(|word| names.contains(word))
    }

    /// Everything by which it may be looked for.
    pub fn sought_by(&self) -> String {
        let mut names = format!("{} {}", self.id, self.words);
        for alias in &self.aliases {
            names.push(' ');
            names.push_str(alias);
        }
        names
    }
}

pub fn speakers(site: &Site) -> impl Iterator<Item = Thing> {
    site.reading.speakers.iter().map(|it| Thing {
        name: Name::Speaker(Arc::clone(&it.id)),
        id: it.id.to_string(),
        words: it.front.name.value.clone(),
        more: speaker::kind(it.front.kind).words.to_owned(),
        aliases: it.front.also_known_as.clone(),
    })
}

pub fn events(site: &Site) -> impl Iterator<Item = Thing> {
    let zone = &site.corpus.settings.timezone;
    site.reading.events.iter().map(move |it| {
        let date = it.front.date.as_ref().map(|date| date.words(zone));
        Thing {
            name: Name::Event(Arc::clone(&it.id)),
            id: it.id.to_string(),
            words: it.front.name.value.clone(),
            more: joined([Some(event::kind(it.front.kind).words.to_owned()), date]),
            aliases: Vec::new(),
        }
    })
}

pub fn articles(site: &Site) -> impl Iterator<Item = Thing> {
    let zone = &site.corpus.settings.timezone;
    site.reading.articles.iter().map(move |article| {
        let it = &article.parsed;
        Thing {
            name: Name::Article(Arc::clone(&it.id)),
            id: it.id.to_string(),
            words: it.front.title.value.clone(),
            more: it.front.date.as_ref().map(|date| date.words(zone)).unwrap_or_default(),
            aliases: Vec::new(),
        }
    })
}

/// Keys of files that cannot be read while they are being written come without words.
pub fn sources(site: &Site) -> impl Iterator<Item = Thing> {
    site.reading.sources.iter().flat_map(move |file| {
        let text = || site.inputs.sources.iter().find(|input| input.path == file.path);
        let lost = if is_whole(file) { None } else { text().map(|input| ids_in(&input.text)) };
        let known = |id: &String| file.entries.iter().any(|entry| entry.key.value == *id);
        let lost = lost.unwrap_or_default().into_iter().filter(move |id| !known(id));
        let bare = |id: String| bare(Name::Source(id.as_str().into()), id);
        file.entries.iter().map(move |entry| source(site, entry)).chain(lost.map(bare))
    })
}

/// The claims of one article, with references as they are written in it (`#claim`) or elsewhere.
pub fn claims(site: &Site, article: &ReadArticle, here: bool) -> Vec<Thing> {
    let of = &article.parsed.id;
    let name = |id: &str| Name::Claim { article: Arc::clone(of), id: id.into() };
    let reference = |id: &str| if here { format!("#{id}") } else { format!("{of}#{id}") };
    let claims = &article.parsed.claims;
    let told = |claim: &Claim| Thing {
        name: name(&claim.id),
        id: reference(&claim.id),
        words: said(site, claim),
        more: String::new(),
        aliases: Vec::new(),
    };
    let mut things: Vec<Thing> = claims.entries.iter().map(told).collect();
    if claims.incomplete || !claims.lost.is_empty() {
        let input = site.inputs.articles.iter().find(|input| input.article.path == article.parsed.path);
        let text = input.and_then(|input| input.claims.as_ref()).map_or("", |input| &input.text);
        let lost = ids_in(text).into_iter().filter(|id| !claims.entries.iter().any(|it| it.id.value == *id));
        things.extend(lost.map(|id| bare(name(&id), reference(&id))));
    }
    things
}

/// Who says what, in a line.
pub fn said(site: &Site, claim: &Claim) -> String {
    let speaker = name_of_speaker(site, &claim.speaker);
    match words_of(claim) {
        Some((words, true)) => format!("{speaker}: “{}”", excerpt(words)),
        Some((words, false)) => format!("{speaker}: {}", excerpt(words)),
        None => speaker,
    }
}

/// The name of a speaker; the id of one that is not known.
pub fn name_of_speaker(site: &Site, id: &str) -> String {
    let speakers = &site.reading.speakers;
    let found =
        speakers.binary_search_by(|speaker| (*speaker.id).cmp(id)).ok().and_then(|at| speakers.get(at));
    let name = found.map(|speaker| speaker.front.name.value.as_str()).filter(|name| !name.is_empty());
    name.unwrap_or(id).to_owned()
}

/// What a claim says, and whether it quotes.
fn words_of(claim: &Claim) -> Option<(&str, bool)> {
    let quote = claim.quote.0.first().map(|quote| (quote.exact.as_str(), true));
    quote.or_else(|| claim.statement.as_ref().map(|statement| (statement.as_str(), false)))
}

fn excerpt(words: &str) -> String {
    const WORDS: usize = 12;
    let mut all = words.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(WORDS).collect();
    first.join(" ") + if all.next().is_some() { " …" } else { "" }
}

fn source(site: &Site, entry: &Source) -> Thing {
    let outlet = entry.outlet.as_ref().map(|outlet| name_of_speaker(site, outlet));
    let issued = entry.issued.as_ref().map(|issued| issued.words(&site.corpus.settings.timezone));
    Thing {
        name: Name::Source(entry.key.as_str().into()),
        id: entry.key.value.clone(),
        words: entry.title.clone().unwrap_or_default(),
        more: joined([outlet, issued]),
        aliases: Vec::new(),
    }
}

fn bare(name: Name, id: String) -> Thing {
    Thing { name, id, words: String::new(), more: String::new(), aliases: Vec::new() }
}

fn is_whole(file: &Sources) -> bool {
    !file.incomplete && file.lost.is_empty()
}

/// The ids of entries, found by their lines: for a file that is half-written.
fn ids_in(text: &str) -> Vec<String> {
    let id = |line: &'_ str| {
        let line = line.trim_start().trim_start_matches("- ").trim_start();
        let value = line.strip_prefix("id:").or_else(|| line.strip_prefix("\"id\":"))?.trim();
        let value = value.split([' ', ',']).next()?.trim_matches(['"', '\'']);
        (!value.is_empty()).then(|| value.to_owned())
    };
    text.lines().filter_map(id).collect()
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The topics of a site, each once.
pub fn topics(site: &Site) -> Vec<String> {
    let articles = site.reading.articles.iter().map(|article| &article.parsed);
    let own = articles.clone().flat_map(|it| &it.front.topics);
    let claims = articles.flat_map(|it| it.claims.entries.iter().flat_map(|claim| &claim.topics));
    let events = site.reading.events.iter().flat_map(|it| &it.front.topics);
    let mut topics: Vec<String> =
        own.chain(claims).chain(events).map(|it: &Spanned<String>| it.value.clone()).collect();
    topics.sort_by_key(|topic| topic.to_lowercase());
    topics.dedup();
    topics
}
