//! A claim, wherever it stands; on its own page also what a desk found of it.

use serde_json::{Value, json};

use crate::model::ClaimIx;
use crate::plan::telling::full_words;
use crate::plan::{Edition, Route};
use crate::resolve::corpus::{Target, Verdict};
use crate::text::prose::Prose;

use super::{Node, address, date, named, publisher_id, reference};

/// A claim's page.
pub fn nodes(edition: &Edition<'_>, ix: ClaimIx) -> Vec<Value> {
    let review = edition.corpus.claim(ix).verdicts.last().map(|verdict| review(edition, ix, verdict));
    [node(edition, ix)].into_iter().chain(review).collect()
}

/// The claim: its words, whose they are, since when, where they can be read.
pub fn node(edition: &Edition<'_>, ix: ClaimIx) -> Value {
    let claim = edition.corpus.claim(ix);
    let article = address(edition, Route::Article(claim.article));
    Node::new("Claim")
        .with("@id", id(edition, ix))
        .with("url", url(edition, ix))
        .with("name", full_words(claim).0)
        .with("author", named(edition, claim.speaker))
        .with("datePublished", date(&claim.said))
        .with("appearance", reference(&article))
        .with("about", about(edition, ix))
        .into_value()
}

/// Its place in the article, which it always has.
pub fn id(edition: &Edition<'_>, ix: ClaimIx) -> String {
    let claim = edition.corpus.claim(ix);
    format!("{}#claim-{}", address(edition, Route::Article(claim.article)), claim.id)
}

fn url(edition: &Edition<'_>, ix: ClaimIx) -> String {
    if edition.has_page(ix) { address(edition, Route::Claim(ix)) } else { id(edition, ix) }
}

/// What it takes a position on. An event that nobody confirmed is a thing that is talked about.
fn about(edition: &Edition<'_>, ix: ClaimIx) -> Vec<Value> {
    let thing = |target: Target| match target {
        Target::Event(event) => json!({
            "@type": "Thing",
            "@id": address(edition, Route::Event(event)),
            "name": edition.corpus.event(event).name,
        }),
        Target::Claim(other) => reference(&id(edition, other)),
    };
    let mut things: Vec<Target> = edition.corpus.claim(ix).positions.iter().map(|taken| taken.on).collect();
    things.sort_unstable();
    things.dedup();
    things.into_iter().map(thing).collect()
}

/// The last verdict, which holds. schema.org wants whole numbers on a scale that begins at 1 or above.
fn review(edition: &Edition<'_>, ix: ClaimIx, verdict: &Verdict) -> Value {
    let page = address(edition, Route::Claim(ix));
    let author = match &verdict.by {
        Some(name) => json!({ "@type": "Organization", "name": name }),
        None => reference(&publisher_id(edition)),
    };
    Node::new("ClaimReview")
        .with("@id", format!("{page}#review"))
        .with("url", page.as_str())
        .with("claimReviewed", full_words(edition.corpus.claim(ix)).0)
        .with("itemReviewed", reference(&id(edition, ix)))
        .with("reviewRating", rating(edition, verdict))
        .with("author", author)
        .with("datePublished", verdict.date.as_ref().and_then(date))
        .with("reviewBody", verdict.summary.as_deref().map(|summary| Prose::read(summary).text))
        .into_value()
}

fn rating(edition: &Edition<'_>, verdict: &Verdict) -> Option<Node> {
    let rating = edition.corpus.settings.ratings.get(verdict.rating)?;
    let node = Node::new("Rating").with("alternateName", rating.label.as_str());
    let scale = rating
        .value
        .zip(rating.best.zip(rating.worst))
        .filter(|(_, (best, worst))| *worst >= 1 && best > worst);
    Some(match scale {
        Some((value, (best, worst))) => {
            node.with("ratingValue", value).with("bestRating", best).with("worstRating", worst)
        }
        None => node,
    })
}
