//! A speaker's page: who it is, in which role it spoke, every claim by and about it, what it holds on
//! which event, and who speaks for whom.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ByHandle, ClaimIx, EventIx, SpeakerIx};
use crate::parse::Extra;
use crate::parse::speaker::Kind;
use crate::record::{EventStanding, relay, represent};
use crate::resolve::corpus::{Role, Speaker, Target};

use super::event::{EventLine, count, event_link, line};
use super::frame::{Frame, Link, When, verb};
use super::paging::place;
use super::position::{self, PositionView};
use super::reversal::{ReversalView, reversal};
use super::route::FeedOf;
use super::standing::event_standing;
use super::telling::{Excerpt, Telling, Word, excerpt, in_sentence, named_in_sentence, telling};
use super::{Desk, Page, View, prose};

/// The most claims that are listed as said in a speaker's name: all of them stand on the pages of those
/// who said them.
const MOST_IN_ITS_NAME: usize = 500;

#[derive(Clone, Debug, Serialize)]
pub struct SpeakerView {
    pub id: String,
    pub name: String,
    /// As it reads inside a sentence: "the Kremlin".
    pub in_sentence: String,
    pub kind: Word,
    pub portrait: Option<String>,
    pub also_known_as: Vec<String>,
    pub roles: Vec<RoleView>,
    pub part_of: Option<Link>,
    pub wikidata: Option<Link>,
    pub links: Vec<Link>,
    pub biography_html: Option<String>,
    /// Counts with their denominators, one sentence each.
    pub counts: Vec<String>,
    pub positions: Vec<EventPositions>,
    pub reversals: Vec<ReversalView>,
    pub claims: Vec<Telling>,
    /// Claims about what it said, or told to it or through it.
    pub about: Vec<Telling>,
    /// Those who spoke for it, where it is no person.
    pub represented_by: Vec<Voice>,
    /// What others said in its name, by date: the newest of them, where they are very many.
    pub in_its_name: Vec<InItsName>,
    /// How many there are, where not all are shown.
    pub in_its_name_of: Option<usize>,
    /// Through whom its words came.
    pub relayed_by: Vec<Relay>,
    /// Whose words came through it.
    pub relays: Vec<Relay>,
    /// The events it is a party of, by date, with its position on each.
    pub events: Vec<PartyLine>,
    pub extra: Extra,
}

#[derive(Clone, Debug, Serialize)]
pub struct RoleView {
    pub title: String,
    pub of: Option<Link>,
    /// "2017–2021" in words; empty where neither side is known.
    pub from: Option<When>,
    pub to: Option<When>,
}

/// What a speaker said on an event, oldest first.
#[derive(Clone, Debug, Serialize)]
pub struct EventPositions {
    pub event: Link,
    pub standing: Word,
    pub taken: Vec<TakenView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TakenView {
    pub stance: &'static str,
    pub verb: &'static str,
    pub when: When,
    pub url: String,
    /// The speaker has taken no later position on it.
    pub holds: bool,
}

/// One who spoke for the speaker of the page, and as what.
#[derive(Clone, Debug, Serialize)]
pub struct Voice {
    pub speaker: Link,
    /// The roles in which it did, with their dates.
    pub roles: Vec<RoleView>,
    /// What it is part of, and by that of the speaker of the page.
    pub part_of: Vec<Link>,
    /// "4 claims".
    pub claims: String,
}

/// An event, and where the speaker of the page stands on it as its party.
#[derive(Clone, Debug, Serialize)]
pub struct PartyLine {
    pub event: EventLine,
    pub position: Option<PositionView>,
}

/// A claim in somebody's name, in a line.
#[derive(Clone, Debug, Serialize)]
pub struct InItsName {
    pub speaker: Link,
    pub role: Option<String>,
    pub when: When,
    #[serde(flatten)]
    pub excerpt: Excerpt,
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Relay {
    pub speaker: Link,
    /// "3 of 12 claims".
    pub counted: String,
}

pub fn view<'a>(desk: &Desk<'_>, ix: SpeakerIx) -> View<'a> {
    let biography = prose::speaker(desk, ix);
    let has_code = biography.as_ref().is_some_and(|text| text.has_code);
    let page = speaker(desk, ix, biography.map(|text| text.html));
    let mut frame = Frame::new(desk, page.name.clone());
    frame.has_code = has_code;
    frame.add_feed(desk, FeedOf::Speaker(ix), page.name.clone());
    View::html(frame, Page::Speaker(Box::new(page)))
}

fn speaker(desk: &Desk<'_>, ix: SpeakerIx, biography_html: Option<String>) -> SpeakerView {
    let corpus = desk.edition.corpus;
    let speaker = corpus.speaker(ix);
    let in_its_name = claims_in_the_name_of(desk, ix);
    let unshown = in_its_name.len().saturating_sub(MOST_IN_ITS_NAME);
    SpeakerView {
        id: speaker.id.to_string(),
        name: speaker.name.clone(),
        in_sentence: in_sentence(desk, ix),
        kind: kind(speaker.kind),
        portrait: speaker.image.as_ref().map(|image| desk.to(image)),
        also_known_as: speaker.also_known_as.clone(),
        roles: speaker.roles.iter().map(|role| role_view(desk, role)).collect(),
        part_of: speaker.part_of.map(|whole| desk.speaker(whole)),
        wikidata: speaker.wikidata.as_deref().map(wikidata),
        links: speaker
            .links
            .iter()
            .map(|(name, url)| Link { name: name.clone(), url: url.clone() })
            .collect(),
        biography_html,
        counts: counts(desk, speaker),
        positions: positions(desk, speaker),
        reversals: desk.edition.record.reversals.at(ix).iter().map(|found| reversal(desk, found)).collect(),
        claims: speaker.claims.iter().map(|&claim| telling(desk, claim)).collect(),
        about: speaker.mentioned.iter().map(|&claim| telling(desk, claim)).collect(),
        represented_by: voices(desk, ix, &in_its_name),
        in_its_name: in_its_name.iter().skip(unshown).map(|&claim| in_a_line(desk, claim)).collect(),
        in_its_name_of: (unshown > 0).then_some(in_its_name.len()),
        relayed_by: relayed_by(desk, ix),
        relays: relays(desk, ix),
        events: party_lines(desk, ix),
        extra: speaker.extra.clone(),
    }
}

/// The kind of a speaker in a word.
pub fn kind(kind: Kind) -> Word {
    let (key, words) = match kind {
        Kind::Person => ("person", "Person"),
        Kind::Organization => ("organization", "Organization"),
        Kind::Outlet => ("outlet", "Outlet"),
        Kind::State => ("state", "State"),
    };
    Word { key, words }
}

fn role_view(desk: &Desk<'_>, role: &Role) -> RoleView {
    RoleView {
        title: role.title.clone(),
        of: role.of.map(|of| desk.speaker(of)),
        from: role.from.as_ref().map(|from| desk.when(from)),
        to: role.to.as_ref().map(|to| desk.when(to)),
    }
}

fn wikidata(id: &str) -> Link {
    Link { name: format!("Wikidata {id}"), url: format!("https://www.wikidata.org/wiki/{id}") }
}

/// Counts of what stands on this site, each with the number it is out of; no score is made of them.
fn counts(desk: &Desk<'_>, speaker: &Speaker) -> Vec<String> {
    let corpus = desk.edition.corpus;
    let total = speaker.claims.len();
    if total == 0 {
        return Vec::new();
    }
    let claims = || speaker.claims.iter().map(|&ix| (corpus.claim(ix), desk.edition.record.claims.at(ix)));
    let of = |number: usize, words: &str| {
        (number > 0).then(|| format!("{number} of {} {words}", count(total, "claim", "claims")))
    };
    let positions = claims().filter(|(claim, _)| !claim.positions.is_empty()).count();
    let relayed = claims().filter(|(claim, _)| !claim.via.is_empty()).count();
    let sourced = claims().filter(|(claim, _)| !claim.sources.is_empty()).count();
    let answered = claims().filter(|(claim, _)| !claim.answers.is_empty()).count();
    [
        of(positions, "take a position on an event or on another claim"),
        of(relayed, "came through somebody else"),
        of(answered, "were answered by another claim on this site"),
        Some(format!("{sourced} of {} name a source", count(total, "claim", "claims"))),
    ]
    .into_iter()
    .flatten()
    .map(agreeing)
    .collect()
}

/// "1 of 12 claims takes", "1 of 12 claims was": the number that is counted leads the verb.
fn agreeing(sentence: String) -> String {
    if !sentence.starts_with("1 of ") {
        return sentence;
    }
    let sentence = sentence.replacen(" take a ", " takes a ", 1);
    sentence.replacen(" were answered ", " was answered ", 1).replacen(" name a ", " names a ", 1)
}

/// The speaker's positions on events: by event, in the order of the first position on each.
fn positions(desk: &Desk<'_>, speaker: &Speaker) -> Vec<EventPositions> {
    let corpus = desk.edition.corpus;
    let mut events: Vec<(EventIx, Vec<TakenView>)> = Vec::new();
    let mut places: BTreeMap<EventIx, usize> = BTreeMap::new();
    for &ix in &speaker.claims {
        let claim = corpus.claim(ix);
        let holds = &desk.edition.record.claims.at(ix).holds;
        for (position, holds) in claim.positions.iter().zip(holds) {
            let Target::Event(event) = position.on else { continue };
            let place = *places.entry(event).or_insert_with(|| {
                events.push((event, Vec::new()));
                events.len() - 1
            });
            if let Some((_, taken)) = events.get_mut(place) {
                taken.push(TakenView {
                    stance: position.stance.key(),
                    verb: verb(position.stance),
                    when: desk.when(&claim.said),
                    url: desk.claim(ix),
                    holds: *holds,
                });
            }
        }
    }
    let standing = |event: EventIx| -> EventStanding { desk.edition.record.events.at(event).standing };
    let view = |(event, taken)| EventPositions {
        event: event_link(desk, event),
        standing: event_standing(standing(event)),
        taken,
    };
    events.into_iter().map(view).collect()
}

/// The claims that others made while they spoke for a speaker, in the order of the record.
fn claims_in_the_name_of(desk: &Desk<'_>, ix: SpeakerIx) -> Vec<ClaimIx> {
    let corpus = desk.edition.corpus;
    if corpus.speaker(ix).kind == Kind::Person {
        return Vec::new();
    }
    let mut claims = represent::spoken_for(corpus, ix);
    claims.retain(|&claim| corpus.claim(claim).speaker != ix);
    claims
}

/// Who ever spoke for a speaker, when and as what, and how many claims they made in its name.
fn voices(desk: &Desk<'_>, ix: SpeakerIx, in_its_name: &[ClaimIx]) -> Vec<Voice> {
    let corpus = desk.edition.corpus;
    let mut voices: Vec<(SpeakerIx, Voice)> = Vec::new();
    let mut places: BTreeMap<SpeakerIx, usize> = BTreeMap::new();
    for holder in represent::holders(corpus, ix) {
        let place = *places.entry(holder.speaker).or_insert_with(|| {
            let made =
                in_its_name.iter().filter(|&&claim| corpus.claim(claim).speaker == holder.speaker).count();
            let claims = count(made, "claim", "claims");
            let speaker = desk.speaker(holder.speaker);
            voices.push((holder.speaker, Voice { speaker, roles: Vec::new(), part_of: Vec::new(), claims }));
            voices.len() - 1
        });
        let Some((_, voice)) = voices.get_mut(place) else { continue };
        match holder.role.and_then(|role| corpus.speaker(holder.speaker).roles.get(role)) {
            Some(role) => voice.roles.push(role_view(desk, role)),
            None => voice.part_of.push(desk.speaker(holder.through)),
        }
    }
    voices.into_iter().map(|(_, voice)| voice).collect()
}

fn party_lines(desk: &Desk<'_>, ix: SpeakerIx) -> Vec<PartyLine> {
    let corpus = desk.edition.corpus;
    let mut events = corpus.speaker(ix).events.clone();
    events.sort_by_cached_key(|&event| {
        let date = corpus.event(event).date.as_ref();
        (date.is_none(), date.map(|date| place(corpus, date)), event)
    });
    let party_line = |event: EventIx| {
        let seat = corpus.event(event).parties.iter().position(|&party| party == ix);
        let positions = position::parties(desk, event, (desk.edition.record.events.at(event)).into());
        PartyLine {
            event: line(desk, event),
            position: seat.and_then(|seat| positions.into_iter().nth(seat)),
        }
    };
    events.into_iter().map(party_line).collect()
}

fn in_a_line(desk: &Desk<'_>, ix: ClaimIx) -> InItsName {
    let claim = desk.edition.corpus.claim(ix);
    InItsName {
        speaker: desk.speaker(claim.speaker),
        role: super::telling::role(desk, claim),
        when: desk.when(&claim.said),
        excerpt: excerpt(desk, claim),
        url: desk.claim(ix),
    }
}

/// Those through whom a speaker's words came to this site, most often first.
fn relayed_by(desk: &Desk<'_>, ix: SpeakerIx) -> Vec<Relay> {
    let corpus = desk.edition.corpus;
    let total = count(corpus.speaker(ix).claims.len(), "claim", "claims");
    let view = |relay: relay::Relay| Relay {
        speaker: named_in_sentence(desk, relay.speaker),
        counted: format!("{} of {total}", relay.claims.len()),
    };
    relay::relays(corpus, ix).into_iter().map(view).collect()
}

/// Those whose words came through a speaker, most often first.
fn relays(desk: &Desk<'_>, ix: SpeakerIx) -> Vec<Relay> {
    let corpus = desk.edition.corpus;
    let mut of: BTreeMap<SpeakerIx, usize> = BTreeMap::new();
    for &claim in &corpus.speaker(ix).mentioned {
        let claim = corpus.claim(claim);
        if claim.via.contains(&ix) {
            *of.entry(claim.speaker).or_default() += 1;
        }
    }
    let mut of: Vec<_> = of.into_iter().collect();
    of.sort_by_key(|&(speaker, number)| (std::cmp::Reverse(number), speaker));
    let relay = |(speaker, number)| Relay {
        speaker: desk.speaker(speaker),
        counted: count(number, "claim", "claims"),
    };
    of.into_iter().map(relay).collect()
}
