//! A claim's page: its words in their context, what answers it, what a desk found, where it stands.

use serde::Serialize;

use crate::model::{ByHandle, ClaimIx, Stance};
use crate::parse::claims::Part;
use crate::record::ClaimStanding;
use crate::resolve::corpus::Quotation;

use super::card::{self, Embed};
use super::event::{Change, Origins};
use super::frame::Frame;
use super::position::{StandingView, cause};
use super::reversal::{ReversalView, reversal};
use super::standing::{Holder, claim_rule, claim_sentence, claim_standing, day_words};
use super::telling::{Telling, full_words, in_sentence, source_address, source_name, telling};
use super::{Desk, Page, View};

/// How much context a quotation keeps, in code points (format, section 8).
const CONTEXT: usize = 32;

/// A page at `/claims/ARTICLE/ID/`.
#[derive(Serialize)]
pub struct ClaimView {
    /// "Dmitry Peskov, 9 February 2025".
    pub title: String,
    pub claim: Telling,
    pub passages: Vec<Passage>,
    pub standing: StandingView,
    pub history: Vec<Change>,
    pub origins: Origins,
    /// Those that take a position on it, in the order of the record.
    pub answers: Vec<Answer>,
    pub repeats: Vec<Telling>,
    pub repeated_by: Vec<Telling>,
    /// Speakers who reversed on it.
    pub reversals: Vec<ReversalView>,
    pub embed: Embed,
}

/// A passage in its context: the article's own words.
#[derive(Serialize)]
pub struct Passage {
    pub prefix: String,
    pub exact: String,
    pub suffix: String,
    /// Where it stands, if not in the text: "the title", "the summary".
    pub part: Option<&'static str>,
}

/// A claim that takes a position on this one.
#[derive(Serialize)]
pub struct Answer {
    pub stance: &'static str,
    pub verb: &'static str,
    /// Its speaker has taken no later position on it.
    pub holds: bool,
    pub claim: Telling,
}

pub fn view<'a>(desk: &Desk<'_>, ix: ClaimIx) -> View<'a> {
    let corpus = desk.edition.corpus;
    let claim = corpus.claim(ix);
    let record = desk.edition.record.claims.at(ix);
    let told = telling(desk, ix);
    let title = card::title(&told);
    let mut frame = Frame::new(desk, title.clone());
    frame.describe(Some(&full_words(claim).0));
    frame.alternates.extend(card::alternate(desk, ix));
    let page = ClaimView {
        title,
        embed: card::embed(desk, ix, &told),
        claim: told,
        passages: claim.quotes.iter().map(passage).collect(),
        standing: standing_view(desk, ix),
        history: history(desk, ix),
        origins: origins(desk, ix),
        answers: answers(desk, ix),
        repeats: claim.repeats.iter().map(|&other| telling(desk, other)).collect(),
        repeated_by: claim.repeated_by.iter().map(|&other| telling(desk, other)).collect(),
        reversals: record.reversals.iter().map(|found| reversal(desk, found)).collect(),
    };
    View::html(frame, Page::Claim(Box::new(page)))
}

fn passage(quote: &Quotation) -> Passage {
    Passage {
        prefix: before(&quote.prefix),
        exact: quote.exact.to_string(),
        suffix: after(&quote.suffix),
        part: match quote.part {
            Part::Title => Some("the title"),
            Part::Summary => Some("the summary"),
            Part::Body => None,
        },
    }
}

/// The context before a quote, from its first whole word on where it was cut.
fn before(prefix: &str) -> String {
    let cut = prefix.chars().count() == CONTEXT;
    match prefix.split_once(' ').filter(|_| cut) {
        Some((_, whole)) => format!("…{whole}"),
        None => prefix.to_owned(),
    }
}

/// The context after a quote, up to its last whole word where it was cut.
fn after(suffix: &str) -> String {
    let cut = suffix.chars().count() == CONTEXT;
    match suffix.rsplit_once(' ').filter(|_| cut) {
        Some((whole, _)) => format!("{whole}…"),
        None => suffix.to_owned(),
    }
}

fn standing_view(desk: &Desk<'_>, ix: ClaimIx) -> StandingView {
    let standing = desk.edition.record.claims.at(ix).standing;
    let speaker = desk.edition.corpus.claim(ix).speaker;
    let word = claim_standing(standing);
    let answers = holders(desk, ix, standing == ClaimStanding::Retracted);
    StandingView {
        word,
        sentence: claim_sentence(standing, &in_sentence(desk, speaker), &answers),
        rule: claim_rule(desk, standing),
    }
}

/// Those whose position on a claim still holds: its own speaker where that took it back, else all
/// others.
fn holders(desk: &Desk<'_>, ix: ClaimIx, own: bool) -> Vec<Holder> {
    let corpus = desk.edition.corpus;
    let speaker = corpus.claim(ix).speaker;
    let answers = desk.edition.record.claims.at(ix).answers.iter();
    let holding = answers.filter(|answer| answer.holds && (answer.speaker == speaker) == own);
    let holder = |answer: &crate::record::Answer| Holder {
        name: in_sentence(desk, answer.speaker),
        stance: Some(answer.stance),
        split: false,
        since: Some(corpus.claim(answer.claim).day),
    };
    holding.filter(|answer| own || answer.stance != Stance::Retracts).map(holder).collect()
}

fn history(desk: &Desk<'_>, ix: ClaimIx) -> Vec<Change> {
    let steps = desk.edition.record.claims.at(ix).history.iter();
    steps
        .map(|step| Change {
            as_of: None,
            day: day_words(step.day),
            datetime: step.day.to_string(),
            standing: claim_standing(step.standing),
            rule: claim_rule(desk, step.standing),
            cause: cause(desk, step.claim),
        })
        .collect()
}

/// What the claim itself rests on in the end, as far as the sources record it.
fn origins(desk: &Desk<'_>, ix: ClaimIx) -> Origins {
    let origins = &desk.edition.record.claims.at(ix).origins;
    let words = match origins.len() {
        0 => "No source is recorded for it".to_owned(),
        1 => "It rests on 1 origin, as far as recorded".to_owned(),
        n => format!("It rests on {n} origins, as far as recorded; no shared origin recorded"),
    };
    let link = |&ix| super::frame::Link { name: source_name(desk, ix), url: source_address(desk, ix) };
    Origins { words, sources: origins.iter().map(link).collect() }
}

fn answers(desk: &Desk<'_>, ix: ClaimIx) -> Vec<Answer> {
    let answer = |answer: &crate::record::Answer| Answer {
        stance: answer.stance.key(),
        verb: super::frame::verb(answer.stance),
        holds: answer.holds,
        claim: telling(desk, answer.claim),
    };
    desk.edition.record.claims.at(ix).answers.iter().map(answer).collect()
}
