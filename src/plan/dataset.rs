//! The data files (format, section 8): one JSON object a line, every key in each.

pub mod columns;
pub mod package;
mod proofs;
pub mod table;

use serde::Serialize;

use crate::model::{ArticleIx, ByHandle, ClaimIx, Day, Edtf, EventIx, SourceIx, SpeakerIx};
use crate::parse::claims::Part;
use crate::parse::{event, speaker};
use crate::record::{self, Step};
use crate::resolve::corpus::{Author, Original, Position, Quotation, Support, Target};

use super::proof::{self, Tally};
pub use super::route::Dataset;
use super::{Edition, Route, telling};
use proofs::ProofCell;

/// The folder of the output in which they lie.
pub const FOLDER: &str = "data";

/// The lines of a data file, in the order of their pages.
pub fn lines<'a>(edition: &'a Edition<'a>, dataset: Dataset) -> Box<dyn Iterator<Item = String> + Send + 'a> {
    let corpus = edition.corpus;
    match dataset {
        Dataset::Articles => {
            Box::new((0..corpus.articles.len()).map(|index| line(&article(edition, ArticleIx::new(index)))))
        }
        Dataset::Claims => {
            Box::new((0..corpus.claims.len()).map(|index| line(&claim(edition, ClaimIx::new(index)))))
        }
        Dataset::Speakers => {
            Box::new((0..corpus.speakers.len()).map(|index| line(&speaker(edition, SpeakerIx::new(index)))))
        }
        Dataset::Events => {
            Box::new((0..corpus.events.len()).map(|index| line(&event(edition, EventIx::new(index)))))
        }
        Dataset::Sources => {
            Box::new((0..corpus.sources.len()).map(|index| line(&source(edition, SourceIx::new(index)))))
        }
    }
}

/// Words with a capital at their beginning.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn line(object: &impl Serialize) -> String {
    // Strings, numbers and lists of them: there is nothing that JSON could not hold.
    serde_json::to_string(object).unwrap_or_default()
}

#[derive(Serialize)]
struct ArticleRow<'a> {
    id: &'a str,
    title: &'a str,
    date: &'a str,
    updated: Option<&'a str>,
    authors: Vec<&'a str>,
    outlet: Option<&'a str>,
    topics: Vec<&'a str>,
    language: &'a str,
    text: &'a str,
    claims: Vec<String>,
    url: String,
}

fn article<'a>(edition: &'a Edition<'a>, ix: ArticleIx) -> ArticleRow<'a> {
    let article = edition.corpus.article(ix);
    let author = |author: &'a Author| match author {
        Author::Named(name) => name.as_str(),
        Author::Speaker(ix) => edition.id(*ix),
    };
    ArticleRow {
        id: &article.id,
        title: &article.title,
        date: article.date.as_str(),
        updated: article.updated.as_ref().map(Edtf::as_str),
        authors: article.authors.iter().map(author).collect(),
        outlet: article.outlet.map(|ix| edition.id(ix)),
        topics: edition.topic_names(&article.topics),
        language: &article.language,
        text: &edition.prose.articles.at(ix).anchored.text,
        claims: edition.refs(article.claims.clone().map(ClaimIx::new)),
        url: edition.address(Route::Article(ix), ""),
    }
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    #[serde(rename = "ref")]
    reference: String,
    article: &'a str,
    id: &'a str,
    speaker: &'a str,
    role: Option<RoleCell<'a>>,
    said: &'a str,
    to: Vec<&'a str>,
    via: Vec<&'a str>,
    statement: Option<&'a str>,
    original: Option<OriginalCell<'a>>,
    quotes: Vec<QuoteCell<'a>>,
    positions: Vec<PositionCell>,
    repeats: Vec<String>,
    sources: Vec<&'a str>,
    origins: Vec<&'a str>,
    proofs: Vec<ProofCell<'a>>,
    verdicts: Vec<VerdictCell<'a>>,
    topics: Vec<&'a str>,
    note: u32,
    standing: &'static str,
    history: Vec<StepCell>,
    url: String,
}

#[derive(Serialize)]
struct RoleCell<'a> {
    title: &'a str,
    of: Option<&'a str>,
}

#[derive(Serialize)]
struct OriginalCell<'a> {
    text: &'a str,
    language: Option<&'a str>,
    translator: Option<&'a str>,
}

#[derive(Serialize)]
struct QuoteCell<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    start: usize,
    end: usize,
    #[serde(rename = "in")]
    part: Part,
}

#[derive(Serialize)]
struct PositionCell {
    stance: &'static str,
    on: String,
}

#[derive(Serialize)]
struct VerdictCell<'a> {
    rating: &'a str,
    date: Option<&'a str>,
    by: Option<&'a str>,
    summary: Option<&'a str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct StepCell {
    date: Day,
    standing: &'static str,
    claim: String,
}

fn claim<'a>(edition: &'a Edition<'a>, ix: ClaimIx) -> ClaimRow<'a> {
    let claim = edition.corpus.claim(ix);
    let record = edition.record.claims.at(ix);
    ClaimRow {
        reference: edition.corpus.claim_ref(ix),
        article: &edition.corpus.article(claim.article).id,
        id: &claim.id,
        speaker: edition.id(claim.speaker),
        role: role(edition, ix),
        said: claim.said.as_str(),
        to: edition.ids(&claim.to),
        via: edition.ids(&claim.via),
        statement: claim.statement.as_deref(),
        original: claim.original.as_ref().map(original),
        quotes: claim.quotes.iter().map(quote).collect(),
        positions: claim.positions.iter().map(|position| stand(edition, position)).collect(),
        repeats: edition.refs(claim.repeats.iter().copied()),
        sources: supports(edition, &claim.sources),
        origins: edition.keys(&record.origins),
        proofs: proofs::of_claim(edition, ix),
        verdicts: verdicts(edition, ix),
        topics: edition.topic_names(&claim.topics),
        note: claim.number,
        standing: record.standing.key(),
        history: steps(edition, &record.history, record::ClaimStanding::key),
        url: edition.address(Route::Article(claim.article), &format!("#claim-{}", claim.id)),
    }
}

fn role<'a>(edition: &'a Edition<'a>, ix: ClaimIx) -> Option<RoleCell<'a>> {
    let claim = edition.corpus.claim(ix);
    let speaker = edition.corpus.speaker(claim.speaker);
    let held = record::represent::role_on(edition.corpus, claim.speaker, claim.day).held()?;
    let role = speaker.roles.get(held)?;
    Some(RoleCell { title: &role.title, of: role.of.map(|of| edition.id(of)) })
}

fn original(original: &Original) -> OriginalCell<'_> {
    OriginalCell {
        text: &original.text,
        language: original.language.as_deref(),
        translator: original.translator.as_deref(),
    }
}

fn quote(quote: &Quotation) -> QuoteCell<'_> {
    QuoteCell {
        exact: &quote.exact,
        prefix: &quote.prefix,
        suffix: &quote.suffix,
        start: quote.chars.start,
        end: quote.chars.end,
        part: quote.part,
    }
}

fn stand(edition: &Edition<'_>, position: &Position) -> PositionCell {
    PositionCell { stance: position.stance.key(), on: target(edition, position.on) }
}

fn target(edition: &Edition<'_>, target: Target) -> String {
    match target {
        Target::Event(ix) => edition.corpus.event(ix).id.to_string(),
        Target::Claim(ix) => edition.corpus.claim_ref(ix),
    }
}

fn verdicts<'a>(edition: &'a Edition<'a>, ix: ClaimIx) -> Vec<VerdictCell<'a>> {
    let cell = |verdict: &'a crate::resolve::corpus::Verdict| VerdictCell {
        rating: &edition.corpus.rating(verdict).name,
        date: verdict.date.as_ref().map(Edtf::as_str),
        by: verdict.by.as_deref(),
        summary: verdict.summary.as_deref(),
        sources: supports(edition, &verdict.sources),
    };
    edition.corpus.claim(ix).verdicts.iter().map(cell).collect()
}

fn supports<'a>(edition: &'a Edition<'a>, supports: &[Support]) -> Vec<&'a str> {
    supports.iter().map(|support| edition.key(support.source)).collect()
}

fn steps<S: Copy>(edition: &Edition<'_>, history: &[Step<S>], key: fn(S) -> &'static str) -> Vec<StepCell> {
    let cell = |step: &Step<S>| StepCell {
        date: step.day,
        standing: key(step.standing),
        claim: edition.corpus.claim_ref(step.claim),
    };
    history.iter().map(cell).collect()
}

#[derive(Serialize)]
struct SpeakerRow<'a> {
    id: &'a str,
    name: &'a str,
    kind: speaker::Kind,
    roles: Vec<DatedRole<'a>>,
    part_of: Option<&'a str>,
    wikidata: Option<&'a str>,
    claims: Vec<String>,
    reversals: Vec<ReversalCell>,
    url: String,
}

#[derive(Serialize)]
struct DatedRole<'a> {
    title: &'a str,
    of: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

#[derive(Serialize)]
struct ReversalCell {
    on: String,
    from: String,
    to: String,
}

fn speaker<'a>(edition: &'a Edition<'a>, ix: SpeakerIx) -> SpeakerRow<'a> {
    let speaker = edition.corpus.speaker(ix);
    let role = |role: &'a crate::resolve::corpus::Role| DatedRole {
        title: &role.title,
        of: role.of.map(|of| edition.id(of)),
        from: role.from.as_ref().map(Edtf::as_str),
        to: role.to.as_ref().map(Edtf::as_str),
    };
    let reversal = |reversal: &record::Reversal| ReversalCell {
        on: target(edition, reversal.on),
        from: edition.corpus.claim_ref(reversal.from),
        to: edition.corpus.claim_ref(reversal.to),
    };
    SpeakerRow {
        id: &speaker.id,
        name: &speaker.name,
        kind: speaker.kind,
        roles: speaker.roles.iter().map(role).collect(),
        part_of: speaker.part_of.map(|whole| edition.id(whole)),
        wikidata: speaker.wikidata.as_deref(),
        claims: edition.refs_by_date(&speaker.claims),
        reversals: edition.record.reversals.at(ix).iter().map(reversal).collect(),
        url: edition.address(Route::Speaker(ix), ""),
    }
}

#[derive(Serialize)]
struct EventRow<'a> {
    id: &'a str,
    name: &'a str,
    kind: event::Kind,
    date: Option<&'a str>,
    earliest: Option<Day>,
    latest: Option<Day>,
    parties: Vec<&'a str>,
    place: Option<&'a str>,
    part_of: Option<&'a str>,
    topics: Vec<&'a str>,
    standing: &'static str,
    history: Vec<StepCell>,
    positions: serde_json::Map<String, serde_json::Value>,
    origins: Vec<&'a str>,
    claims: Vec<String>,
    url: String,
}

#[derive(Serialize)]
struct PartyCell {
    stance: &'static str,
    claim: String,
    said: String,
    split: bool,
}

fn event<'a>(edition: &'a Edition<'a>, ix: EventIx) -> EventRow<'a> {
    let event = edition.corpus.event(ix);
    let record = edition.record.events.at(ix);
    let bounds = event.date.as_ref().map(|date| date.bounds(&edition.corpus.settings.timezone));
    EventRow {
        id: &event.id,
        name: &event.name,
        kind: event.kind,
        date: event.date.as_ref().map(Edtf::as_str),
        earliest: bounds.and_then(|bounds| bounds.earliest),
        latest: bounds.and_then(|bounds| bounds.latest),
        parties: edition.ids(&event.parties),
        place: event.place.as_deref(),
        part_of: event.part_of.map(|whole| &*edition.corpus.event(whole).id),
        topics: edition.topic_names(&event.topics),
        standing: record.standing.key(),
        history: steps(edition, &record.history, record::EventStanding::key),
        positions: positions(edition, ix),
        origins: edition.keys(&record.origins),
        claims: edition.refs_by_date(&event.claims),
        url: edition.address(Route::Event(ix), ""),
    }
}

/// By party's id; `null` where the party has taken none.
fn positions(edition: &Edition<'_>, ix: EventIx) -> serde_json::Map<String, serde_json::Value> {
    let record = edition.record.events.at(ix);
    let cell = |position: &record::PartyPosition| PartyCell {
        stance: position.stance.key(),
        claim: edition.corpus.claim_ref(position.claim),
        said: edition.corpus.claim(position.claim).said.as_str().to_owned(),
        split: position.split,
    };
    let parties = edition.corpus.event(ix).parties.iter().zip(&record.positions);
    parties
        .map(|(party, position)| {
            let value = serde_json::to_value(position.as_ref().map(cell)).unwrap_or_default();
            (edition.id(*party).to_owned(), value)
        })
        .collect()
}

#[derive(Serialize)]
struct SourceRow<'a> {
    key: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: Option<&'a str>,
    issued: Option<&'a str>,
    url_original: Option<&'a str>,
    archived: &'a [String],
    outlet: Option<&'a str>,
    based_on: Vec<&'a str>,
    origins: Vec<&'a str>,
    proofs: Option<Tally>,
    citation: String,
    cited_by: Vec<String>,
    url: String,
}

fn source<'a>(edition: &'a Edition<'a>, ix: SourceIx) -> SourceRow<'a> {
    let source = edition.corpus.source(ix);
    let mut cited_by = edition.refs(source.claims.iter().copied());
    cited_by.extend(source.articles.iter().map(|ix| edition.corpus.article(*ix).id.to_string()));
    SourceRow {
        key: &source.key,
        kind: &source.kind,
        title: source.title.as_deref(),
        issued: source.issued.as_ref().map(Edtf::as_str),
        url_original: source.url.as_deref(),
        archived: &source.archived,
        outlet: source.outlet.map(|outlet| edition.id(outlet)),
        based_on: edition.keys(&source.based_on),
        origins: edition.keys(edition.record.origins.at(ix)),
        proofs: proof::tally(edition.corpus, ix),
        citation: edition.citer.entry(ix).text.clone(),
        cited_by,
        url: edition.address(
            Route::Sources(edition.lists.sources.part_of(ix)),
            &format!("#{}", telling::source_fragment(&source.key)),
        ),
    }
}

impl<'a> Edition<'a> {
    fn id(&self, ix: SpeakerIx) -> &'a str {
        &self.corpus.speaker(ix).id
    }

    fn ids(&self, speakers: &[SpeakerIx]) -> Vec<&'a str> {
        speakers.iter().map(|ix| self.id(*ix)).collect()
    }

    fn key(&self, ix: SourceIx) -> &'a str {
        &self.corpus.source(ix).key
    }

    fn keys(&self, sources: &[SourceIx]) -> Vec<&'a str> {
        sources.iter().map(|ix| self.key(*ix)).collect()
    }

    fn refs(&self, claims: impl Iterator<Item = ClaimIx>) -> Vec<String> {
        claims.map(|ix| self.corpus.claim_ref(ix)).collect()
    }

    /// As all lists by date are sorted (format, section 1): by the earliest instant, then the latest,
    /// then the reference.
    fn refs_by_date(&self, claims: &[ClaimIx]) -> Vec<String> {
        let zone = &self.corpus.settings.timezone;
        let dated = |&ix: &ClaimIx| (self.corpus.claim(ix).said.order(zone), self.corpus.claim_ref(ix));
        let mut dated: Vec<_> = claims.iter().map(dated).collect();
        dated.sort_unstable();
        dated.into_iter().map(|(_, reference)| reference).collect()
    }

    fn topic_names(&self, topics: &[crate::model::TopicIx]) -> Vec<&'a str> {
        topics.iter().map(|ix| self.corpus.topic(*ix).name.as_str()).collect()
    }

    /// The path from the site's root, with a slash before it.
    fn address(&self, route: Route, fragment: &str) -> String {
        format!("/{}{fragment}", route.path(self.corpus))
    }
}
