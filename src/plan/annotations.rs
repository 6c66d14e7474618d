//! The claims of an article once more, in the terms of the W3C's Web Annotation Data Model (Recommendation of
//! 23 February 2017): `annotations.jsonld` beside the article, for readers that know nothing of us.
//!
//! An annotation is a claim. Whatever the model has a word for is said in its own words: the words of the
//! article by selectors, texts and links as bodies, positions as relations of CiTO. What it has no word for
//! is said under `onrecord:`, so that the claims can be taken in again as they were (`src/import/`).

mod bodies;

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::diag::Spanned;
use crate::model::{ArticleIx, ByHandle, ClaimIx, SitePath, Stance};
use crate::parse::claims::{Part, Quote};
use crate::resolve::corpus::{Claim, Quotation, Target};

use super::{Desk, Edition, Route};

/// The name of the file.
pub const FILE: &str = "annotations.jsonld";

/// What HTTP and HTML call its type.
pub const TYPE: &str = "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"";

/// How many code points of context the corpus keeps on either side.
const KEPT: usize = 32;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Our own terms. Nobody owns a place on the web where they could be read up, so the name leads nowhere.
const OURS: &str = "urn:x-onrecord:";

/// The Citation Typing Ontology.
const CITO: &str = "http://purl.org/spar/cito/";

/// The claims of an article as a collection with all of its annotations on one page.
pub fn collection(desk: &Desk<'_>, ix: ArticleIx) -> String {
    let edition = desk.edition;
    let article = edition.corpus.article(ix);
    let own = address(edition, Route::Annotations(ix));
    let claims: Vec<Value> =
        article.claims.clone().map(|index| annotation(desk, ClaimIx::new(index))).collect();
    let mut collection = json!({
        "@context": [CONTEXT, { "onrecord": OURS, "cito": CITO }],
        "id": own,
        "type": "AnnotationCollection",
        "label": format!("The claims in “{}”", article.title),
        "total": claims.len(),
    });
    put(&mut collection, "creator", creator(edition));
    // A collection of nothing has no pages, and a page cannot be empty.
    if !claims.is_empty() {
        let page = format!("{own}#page-1");
        put(&mut collection, "last", Some(json!(page)));
        let first =
            json!({ "id": page, "type": "AnnotationPage", "partOf": own, "startIndex": 0, "items": claims });
        put(&mut collection, "first", Some(first));
    }
    format!("{collection}\n")
}

/// Who says that the claims were made: whoever publishes the site.
fn creator(edition: &Edition<'_>) -> Option<Value> {
    let publisher = edition.corpus.settings.publisher.as_ref()?;
    let mut creator = json!({ "type": "Organization", "name": publisher.name });
    put(&mut creator, "homepage", publisher.url.as_ref().map(|url| json!(url)));
    Some(creator)
}

fn annotation(desk: &Desk<'_>, ix: ClaimIx) -> Value {
    let edition = desk.edition;
    let claim = edition.corpus.claim(ix);
    let ids = |speakers: &[crate::model::SpeakerIx]| {
        many(speakers.iter().map(|&ix| json!(*edition.corpus.speaker(ix).id)).collect())
    };
    let mut annotation = json!({
        "id": claim_address(edition, ix),
        "type": ["Annotation", "onrecord:Claim"],
        "motivation": motivation(claim),
        "body": bodies::bodies(desk, ix),
        "target": target(edition, ix),
        "onrecord:article": *edition.corpus.article(claim.article).id,
        "onrecord:id": *claim.id,
        "onrecord:speaker": *edition.corpus.speaker(claim.speaker).id,
        "onrecord:said": claim.said.as_str(),
    });
    put(&mut annotation, "onrecord:to", ids(&claim.to));
    put(&mut annotation, "onrecord:via", ids(&claim.via));
    let repeats = claim.repeats.iter().map(|&other| json!(edition.corpus.claim_ref(other)));
    put(&mut annotation, "onrecord:repeats", many(repeats.collect()));
    for stance in Stance::ALL {
        let taken = claim.positions.iter().filter(|position| position.stance == stance);
        let on: Vec<Value> = taken.map(|taken| json!({ "id": target_address(edition, taken.on) })).collect();
        put(&mut annotation, relation(stance), many(on));
    }
    annotation
}

/// The relation of CiTO that a stance is. Whoever affirms agrees: `confirms` and `refutes` would say that
/// something has been shown. For declining to answer there is none, so that says no more than that the claim
/// speaks of it; the body that links to it says more.
fn relation(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirms => "cito:agreesWith",
        Stance::Denies => "cito:disagreesWith",
        Stance::Declines => "cito:discusses",
        Stance::Qualifies => "cito:qualifies",
        Stance::Retracts => "cito:retracts",
    }
}

fn motivation(claim: &Claim) -> Vec<&'static str> {
    let linking = (!claim.positions.is_empty()).then_some("linking");
    let assessing = (!claim.verdicts.is_empty()).then_some("assessing");
    ["describing"].into_iter().chain(linking).chain(assessing).collect()
}

/// The passages in the article; the whole article for a claim that quotes none.
fn target(edition: &Edition<'_>, ix: ClaimIx) -> Value {
    let claim = edition.corpus.claim(ix);
    let article = address(edition, Route::Article(claim.article));
    let text = edition.prose.articles.at(claim.article);
    let typed = text.parsed.claims.entries.get(claim.entry).map_or(&[][..], |entry| &entry.quote.0);
    let passages = claim.quotes.iter().enumerate().map(|(index, quote)| {
        let [prefix, suffix] = context(quote, typed.get(index), &text.anchored.text);
        passage(&article, quote, &prefix, &suffix)
    });
    many(passages.collect()).unwrap_or_else(|| json!(article))
}

/// What stands around a passage in the article's own characters: as much as the data files have, and more
/// where its author needed more to tell it from others. A letter is never parted from its accents.
fn context(quote: &Quotation, typed: Option<&Spanned<Quote>>, text: &str) -> [String; 2] {
    let length =
        |context: &Option<Spanned<String>>| context.as_ref().map_or(0, |text| text.trim().chars().count());
    let typed = typed.filter(|_| quote.part == Part::Body);
    let (before, after) = typed.map_or((0, 0), |typed| (length(&typed.prefix), length(&typed.suffix)));
    let [mut prefix, mut suffix] = [quote.prefix.to_string(), quote.suffix.to_string()];
    if before >= KEPT {
        // One more than the space that may have been there, since the outermost letter of what is cut goes.
        let from = quote.chars.start.saturating_sub(before + 2);
        prefix = text.chars().skip(from).take(quote.chars.start - from).collect();
    }
    if after >= KEPT {
        suffix = text.chars().skip(quote.chars.end).take(after + 2).collect();
    }
    if prefix.chars().count() >= KEPT {
        prefix = prefix.graphemes(true).skip(1).collect();
    }
    if suffix.chars().count() >= KEPT {
        let whole = suffix.grapheme_indices(true).next_back().map_or(0, |(last, _)| last);
        suffix.truncate(whole);
    }
    [prefix, suffix]
}

/// A passage: its words and, in the body, its place among the code points of the article's text. Title and
/// summary are other texts, in which that place would be another one.
fn passage(article: &str, quote: &Quotation, prefix: &str, suffix: &str) -> Value {
    let words = json!({
        "type": "TextQuoteSelector",
        "exact": *quote.exact,
        "prefix": prefix,
        "suffix": suffix,
    });
    let (part, selectors) = match quote.part {
        Part::Title => ("title", words),
        Part::Summary => ("summary", words),
        Part::Body => {
            let place = json!({
                "type": "TextPositionSelector",
                "start": quote.chars.start,
                "end": quote.chars.end,
            });
            ("body", json!([words, place]))
        }
    };
    json!({ "type": "SpecificResource", "source": article, "selector": selectors, "onrecord:in": part })
}

fn target_address(edition: &Edition<'_>, target: Target) -> String {
    match target {
        Target::Event(ix) => address(edition, Route::Event(ix)),
        Target::Claim(ix) => claim_address(edition, ix),
    }
}

/// A claim's place in its article, which it always has.
fn claim_address(edition: &Edition<'_>, ix: ClaimIx) -> String {
    let claim = edition.corpus.claim(ix);
    format!("{}#claim-{}", address(edition, Route::Article(claim.article)), claim.id)
}

/// The address of a page; of a site that does not know where it is, as seen from the file, by way of the
/// site's root.
fn address(edition: &Edition<'_>, route: Route) -> String {
    let path = route.path(edition.corpus);
    edition.absolute(&path).unwrap_or_else(|| {
        let link = SitePath::root().link_to(&path, false);
        format!("../../{}", link.trim_start_matches("./"))
    })
}

/// Adds to an object what is known.
fn put(object: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(fields), Some(value)) = (object.as_object_mut(), value) {
        fields.insert(key.to_owned(), value);
    }
}

/// One value stands for itself, as JSON-LD has it.
fn many(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::Array(values)),
    }
}

/// An object of what is known.
fn known<const N: usize>(fields: [(&str, Option<&str>); N]) -> Map<String, Value> {
    let known = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?))));
    known.collect()
}
