//! What an annotation says of its words. Each body names, under `onrecord:says`, the key of the claim that it
//! is; the first says the whole in a sentence, as the note in the article does.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::model::{ArticleIx, ByHandle, ClaimIx, Edtf};
use crate::parse::claims as parsed;
use crate::parse::speaker::Kind;
use crate::plan::telling::{Telling, source_fragment, telling};
use crate::plan::{Desk, Edition, Route, dataset};
use crate::resolve::corpus::{Claim, Original, Position, Support, Target, Verdict};
use crate::text::prose::Prose;

use super::{address, known, put, target_address};

/// Says what the annotation says as a whole, and no key of the claim by itself.
const WHOLE: &str = "claim";

/// The bodies of a claim's annotation, in the order of its note.
pub fn bodies(desk: &Desk<'_>, ix: ClaimIx) -> Vec<Value> {
    let edition = desk.edition;
    let claim = edition.corpus.claim(ix);
    let language = &edition.corpus.settings.language;
    let text = |says, purpose, format, value: &str| text(says, purpose, format, language, value);
    let mut bodies = vec![text(WHOLE, "describing", "text/plain", &sentence(&telling(desk, ix)))];
    bodies.push(speaker(edition, claim));
    bodies.extend(claim.positions.iter().map(|position| link(edition, position)));
    let statement = claim.statement.as_deref();
    bodies.extend(statement.map(|words| text("statement", "describing", "text/markdown", words)));
    bodies.extend(claim.original.as_ref().map(original));
    bodies.extend(claim.verdicts.iter().map(|found| verdict(edition, found)));
    bodies.extend(
        note(edition, claim.article, claim).map(|words| text("note", "commenting", "text/markdown", words)),
    );
    let topic =
        |ix: &crate::model::TopicIx| text("topics", "tagging", "text/plain", &edition.corpus.topic(*ix).name);
    bodies.extend(claim.topics.iter().map(topic));
    bodies.extend(claim.sources.iter().map(|support| source(edition, support)));
    bodies
}

fn text(says: &str, purpose: &str, format: &str, language: &str, value: &str) -> Value {
    json!({
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": format,
        "language": language,
        "onrecord:says": says,
    })
}

/// Who says it, with the position taken; when, to whom, through whom.
fn sentence(told: &Telling) -> String {
    let mut words = told.speaker.name.clone();
    for part in [&told.role].into_iter().flatten() {
        words += &format!(", {part}");
    }
    for (index, taken) in told.taken.iter().enumerate() {
        words += match (index, &told.role) {
            (0, None) => " ",
            (0, Some(_)) => ", ",
            _ => " and ",
        };
        words += &format!("{} {}", taken.verb, listed(&taken.targets));
    }
    words += &format!(". {}", dataset::sentence(&told.when.words));
    if !told.to.is_empty() {
        words += &format!(", to {}", listed(&told.to));
    }
    if !told.chain.is_empty() {
        words += &format!(", {}", told.chain);
    }
    words + "."
}

/// Names in a row: "A", "A and B", "A, B and C".
fn listed(links: &[crate::plan::frame::Link]) -> String {
    let names: Vec<&str> = links.iter().map(|link| link.name.as_str()).collect();
    match names.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        names => names.concat(),
    }
}

fn speaker(edition: &Edition<'_>, claim: &Claim) -> Value {
    let speaker = edition.corpus.speaker(claim.speaker);
    let kind = if speaker.kind == Kind::Person { "Person" } else { "Organization" };
    json!({
        "type": "SpecificResource",
        "purpose": "linking",
        "source": {
            "id": address(edition, Route::Speaker(claim.speaker)),
            "type": kind,
            "name": speaker.name,
        },
        "onrecord:says": "speaker",
    })
}

fn link(edition: &Edition<'_>, position: &Position) -> Value {
    let on = match position.on {
        Target::Event(ix) => edition.corpus.event(ix).id.to_string(),
        Target::Claim(ix) => edition.corpus.claim_ref(ix),
    };
    json!({
        "type": "SpecificResource",
        "purpose": "linking",
        "source": target_address(edition, position.on),
        "onrecord:says": position.stance.key(),
        "onrecord:on": on,
    })
}

fn original(original: &Original) -> Value {
    let mut body = json!({
        "type": "TextualBody",
        "purpose": "describing",
        "value": original.text,
        "format": "text/plain",
        "onrecord:says": "original",
    });
    put(&mut body, "language", original.language.as_ref().map(|language| json!(language)));
    put(&mut body, "onrecord:translator", original.translator.as_ref().map(|name| json!(name)));
    body
}

/// The verdict in words, and as its file has it.
fn verdict(edition: &Edition<'_>, verdict: &Verdict) -> Value {
    let rating = edition.corpus.rating(verdict);
    let by = verdict.by.as_ref().map(|by| format!(", by {by}")).unwrap_or_default();
    let summary = verdict.summary.as_deref().map(|summary| format!(" {}", Prose::read(summary).text));
    let words = format!("{}{by}.{}", rating.label, summary.unwrap_or_default());
    let language = &edition.corpus.settings.language;
    let mut body = text("verdicts", "assessing", "text/plain", language, &words);
    let mut found = Value::Object(known([
        ("onrecord:rating", Some(rating.name.as_str())),
        ("onrecord:date", verdict.date.as_ref().map(Edtf::as_str)),
        ("onrecord:by", verdict.by.as_deref()),
        ("onrecord:summary", verdict.summary.as_deref()),
    ]));
    let sources: Vec<Value> =
        verdict.sources.iter().map(|support| Value::Object(cited(edition, support))).collect();
    put(&mut found, "onrecord:sources", Some(sources).filter(|all| !all.is_empty()).map(Value::Array));
    put(&mut body, "onrecord:verdict", Some(found));
    body
}

/// The editor's note, as it was written.
fn note<'a>(edition: &'a Edition<'_>, article: ArticleIx, claim: &Claim) -> Option<&'a str> {
    let entries: &[parsed::Claim] = &edition.prose.articles.at(article).parsed.claims.entries;
    entries.get(claim.entry)?.note.as_ref().map(|note| note.value.as_str())
}

/// Where a source is to be read: the place that the claim names, the source's own, or else its entry on this
/// site.
fn source(edition: &Edition<'_>, support: &Support) -> Value {
    let source = edition.corpus.source(support.source);
    let entry = || {
        let part = edition.lists.sources.part_of(support.source);
        format!("{}#{}", address(edition, Route::Sources(part)), source_fragment(&source.key))
    };
    let mut body = json!({
        "type": "SpecificResource",
        "purpose": "linking",
        "source": support.url.clone().or_else(|| source.url.clone()).unwrap_or_else(entry),
        "onrecord:says": "sources",
    });
    put(&mut body, "state", state(edition, &source.archived, source.accessed.as_ref()));
    for (key, value) in cited(edition, support) {
        put(&mut body, &key, Some(value));
    }
    body
}

fn cited(edition: &Edition<'_>, support: &Support) -> serde_json::Map<String, Value> {
    known([
        ("onrecord:key", Some(&*edition.corpus.source(support.source).key)),
        ("onrecord:locator", support.locator.as_deref()),
        ("onrecord:url", support.url.as_deref()),
    ])
}

/// What the source was when it was read: archived copies, and the time of access where that is exact.
fn state(edition: &Edition<'_>, archived: &[String], accessed: Option<&Edtf>) -> Option<Value> {
    let cached = super::many(archived.iter().map(|url| json!(url)).collect())?;
    let mut state = json!({ "type": "TimeState", "cached": cached });
    if let Some((start, end)) = accessed.and_then(|accessed| interval(edition, accessed)) {
        put(&mut state, "sourceDateStart", Some(json!(start)));
        put(&mut state, "sourceDateEnd", Some(json!(end)));
    }
    Some(state)
}

/// The first and the last second of a day or a time, in UTC; `None` for dates that say less, or say it
/// doubtfully.
fn interval(edition: &Edition<'_>, date: &Edtf) -> Option<(String, String)> {
    let zone = &edition.corpus.settings.timezone;
    date.datetime_attr()?;
    let (start, end) = date.order(zone);
    let utc = |seconds| Timestamp::from_second(seconds).ok().map(|time| time.to_string());
    utc(start).zip(utc(end))
}
