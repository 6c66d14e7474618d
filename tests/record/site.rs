//! A corpus from terse lines, so that a table of positions reads as one.
//!
//! ```text
//! role trump of usa 2025-01-20..      a role; each side may be left open
//! kremlin part_of russia
//! event call usa russia               an event and its parties
//! article b 2025-02-10                articles but `a` (2025-01-01) are announced
//! source tass < interfax              a source and what it draws on
//! 2025-02-08 trump affirms call       a claim, `c1`; the next is `c2`, and so on
//! 2025-02-09 @b peskov declines c1    in another article, on a claim
//! 2025-02-09 peskov affirms call retracts c1 via tass sources tass
//! ```
//!
//! A `#` begins a comment. Speakers come into being when they are named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use onrecord::model::{ArticleIx, ClaimIx, Day, EventIx, SourceIx, SpeakerIx, Stance};
use onrecord::parse::claims::Part;
use onrecord::parse::{Extra, event, speaker};
use onrecord::resolve::Corpus;
use onrecord::resolve::corpus::{
    Article, Claim, Event, Position, Quotation, Role, Source, Speaker, Support, Target,
};

#[derive(Default)]
struct Draft<'a> {
    articles: BTreeMap<&'a str, &'a str>,
    speakers: BTreeSet<&'a str>,
    roles: Vec<(&'a str, &'a str, &'a str)>,
    part_of: Vec<(&'a str, &'a str)>,
    events: BTreeMap<&'a str, Vec<&'a str>>,
    sources: BTreeMap<&'a str, Vec<&'a str>>,
    claims: Vec<ClaimLine<'a>>,
}

struct ClaimLine<'a> {
    id: String,
    article: &'a str,
    day: &'a str,
    speaker: &'a str,
    keys: Vec<(&'a str, &'a str)>,
}

pub fn site(lines: &str) -> Corpus {
    let mut draft = Draft::default();
    draft.articles.insert("a", "2025-01-01");
    for line in lines.lines() {
        let words: Vec<&str> = line.split('#').next().unwrap_or("").split_whitespace().collect();
        draft.read(&words);
    }
    draft.corpus()
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

impl<'a> Draft<'a> {
    fn read(&mut self, words: &[&'a str]) {
        match words {
            [] => {}
            ["article", id, date] => drop(self.articles.insert(id, date)),
            ["event", id, parties @ ..] => {
                self.speakers.extend(parties);
                self.events.insert(id, parties.to_vec());
            }
            ["source", key, "<", on @ ..] => drop(self.sources.insert(key, on.to_vec())),
            ["source", key] => drop(self.sources.insert(key, Vec::new())),
            ["speaker", id] => drop(self.speakers.insert(id)),
            ["role", who, "of", of, dates] => {
                self.speakers.extend([who, of]);
                self.roles.push((who, of, dates));
            }
            [part, "part_of", whole] => {
                self.speakers.extend([part, whole]);
                self.part_of.push((part, whole));
            }
            [day, article, speaker, keys @ ..] if article.starts_with('@') => {
                self.claim(day, &article[1..], speaker, keys);
            }
            [day, speaker, keys @ ..] => self.claim(day, "a", speaker, keys),
            other => panic!("{other:?}"),
        }
    }

    fn claim(&mut self, day: &'a str, article: &'a str, speaker: &'a str, keys: &[&'a str]) {
        self.speakers.insert(speaker);
        let keys: Vec<_> = keys.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        self.speakers.extend(keys.iter().filter(|(key, _)| *key == "via").map(|(_, value)| value));
        let id = format!("c{}", self.claims.len() + 1);
        self.claims.push(ClaimLine { id, article, day, speaker, keys });
    }

    fn corpus(mut self) -> Corpus {
        self.claims.sort_by_key(|claim| claim.article);
        let mut corpus = Corpus {
            articles: self.articles.iter().map(|(id, date)| article(id, date)).collect(),
            speakers: self.speakers.iter().map(|id| speaker(id)).collect(),
            events: self.events.keys().map(|id| event(id)).collect(),
            sources: self.sources.keys().map(|key| source(key)).collect(),
            ..Corpus::default()
        };
        self.relate(&mut corpus);
        for (entry, line) in self.claims.iter().enumerate() {
            corpus.claims.push(self.said(line, entry));
        }
        turn_round(&mut corpus);
        corpus
    }

    fn relate(&self, corpus: &mut Corpus) {
        for (part, whole) in &self.part_of {
            corpus.speakers[self.speaker(part).index()].part_of = Some(self.speaker(whole));
        }
        for (who, of, dates) in &self.roles {
            let (first, last) = dates.split_once("..").expect("a range");
            let bound = |text: &str| (!text.is_empty()).then(|| day(text));
            corpus.speakers[self.speaker(who).index()].roles.push(Role {
                title: format!("of {of}"),
                of: Some(self.speaker(of)),
                from: None,
                to: None,
                first: bound(first),
                last: bound(last),
            });
        }
        for (event, parties) in corpus.events.iter_mut().zip(self.events.values()) {
            event.parties = parties.iter().map(|party| self.speaker(party)).collect();
        }
        for (source, on) in corpus.sources.iter_mut().zip(self.sources.values()) {
            source.based_on = on.iter().map(|key| self.source(key)).collect();
        }
    }

    fn said(&self, line: &ClaimLine<'_>, entry: usize) -> Claim {
        let article = self.articles.keys().position(|id| *id == line.article).expect("an article");
        let values = |key: &str| {
            let key = key.to_owned();
            line.keys.iter().filter(move |(other, _)| *other == key).map(|(_, value)| *value)
        };
        let stance = |key: &str| Stance::ALL.into_iter().find(|stance| stance.key() == key);
        let positions = line.keys.iter().filter_map(|(key, value)| Some((stance(key)?, *value)));
        let mut positions: Vec<Position> =
            positions.map(|(stance, on)| Position { stance, on: self.target(on) }).collect();
        positions.sort_by_key(|position| position.stance);
        let quote = values("quote").map(|words| Quotation {
            exact: words.replace('_', " ").into(),
            prefix: "".into(),
            suffix: "".into(),
            chars: 0..1,
            part: Part::Body,
        });
        let support = |key| Support { source: self.source(key), locator: None, url: None, proof: None };
        Claim {
            id: line.id.as_str().into(),
            article: ArticleIx::new(article),
            entry,
            number: 1,
            speaker: self.speaker(line.speaker),
            said: line.day.parse().expect("a date"),
            day: day(line.day),
            to: Vec::new(),
            via: values("via").map(|id| self.speaker(id)).collect(),
            quotes: quote.collect(),
            statement: None,
            original: None,
            positions,
            repeats: values("repeats").map(|id| self.claim_ix(id)).collect(),
            repeated_by: Vec::new(),
            answers: Vec::new(),
            sources: values("sources").map(support).collect(),
            verdicts: Vec::new(),
            topics: Vec::new(),
        }
    }

    fn target(&self, id: &str) -> Target {
        match self.events.keys().position(|event| *event == id) {
            Some(index) => Target::Event(EventIx::new(index)),
            None => Target::Claim(self.claim_ix(id)),
        }
    }

    fn claim_ix(&self, id: &str) -> ClaimIx {
        ClaimIx::new(self.claims.iter().position(|claim| claim.id == id).expect("a claim"))
    }

    fn speaker(&self, id: &str) -> SpeakerIx {
        SpeakerIx::new(self.speakers.iter().position(|other| *other == id).expect("a speaker"))
    }

    fn source(&self, key: &str) -> SourceIx {
        SourceIx::new(self.sources.keys().position(|other| *other == key).expect("a source"))
    }
}

/// Stores every reference in the other direction too.
fn turn_round(corpus: &mut Corpus) {
    let mut order: Vec<ClaimIx> = (0..corpus.claims.len()).map(ClaimIx::new).collect();
    order.sort_by_cached_key(|&ix| corpus.record_order(ix));
    for ix in order {
        let claim = corpus.claim(ix).clone();
        corpus.speakers[claim.speaker.index()].claims.push(ix);
        let targets: BTreeSet<Target> = claim.positions.iter().map(|position| position.on).collect();
        for target in targets {
            match target {
                Target::Event(event) => corpus.events[event.index()].claims.push(ix),
                Target::Claim(other) => corpus.claims[other.index()].answers.push(ix),
            }
        }
        for on in claim.repeats {
            corpus.claims[on.index()].repeated_by.push(ix);
        }
        for support in claim.sources {
            corpus.sources[support.source.index()].claims.push(ix);
        }
    }
    for index in 0..corpus.speakers.len() {
        let speaker = &corpus.speakers[index];
        let of: BTreeSet<SpeakerIx> =
            speaker.roles.iter().filter_map(|role| role.of).chain(speaker.part_of).collect();
        for whole in of {
            corpus.speakers[whole.index()].members.push(SpeakerIx::new(index));
        }
    }
}

fn article(id: &str, date: &str) -> Article {
    Article {
        id: id.into(),
        title: id.to_owned(),
        date: date.parse().expect("a date"),
        updated: None,
        authors: Vec::new(),
        outlet: None,
        original: None,
        summary: None,
        topics: Vec::new(),
        language: "en".to_owned(),
        draft: false,
        extra: Extra::new(),
        claims: 0..0,
        cites: Vec::new(),
    }
}

fn speaker(id: &str) -> Speaker {
    Speaker {
        id: id.into(),
        name: id.to_owned(),
        kind: speaker::Kind::Person,
        sort_name: id.to_owned(),
        also_known_as: Vec::new(),
        roles: Vec::new(),
        part_of: None,
        wikidata: None,
        links: Vec::new(),
        image: None,
        extra: Extra::new(),
        claims: Vec::new(),
        mentioned: Vec::new(),
        events: Vec::new(),
        members: Vec::new(),
    }
}

fn event(id: &str) -> Event {
    Event {
        id: id.into(),
        name: id.to_owned(),
        kind: event::Kind::Call,
        date: None,
        parties: Vec::new(),
        place: None,
        part_of: None,
        parts: Vec::new(),
        topics: Vec::new(),
        sources: Vec::new(),
        extra: Extra::new(),
        claims: Vec::new(),
    }
}

fn source(key: &str) -> Source {
    Source {
        key: key.into(),
        kind: "webpage".to_owned(),
        title: None,
        issued: None,
        accessed: None,
        url: None,
        outlet: None,
        archived: Vec::new(),
        snapshot: false,
        based_on: Vec::new(),
        item: Arc::default(),
        claims: Vec::new(),
        articles: Vec::new(),
        events: Vec::new(),
    }
}
