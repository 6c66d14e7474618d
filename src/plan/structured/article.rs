//! An article's page: the article, the claims in it, and what it quotes word for word.

use serde_json::{Value, json};

use crate::model::{ArticleIx, ClaimIx, SourceIx};
use crate::plan::{Desk, Edition, Route};
use crate::resolve::corpus::{Author, Quotation};

use super::{Node, address, claim, date, named, publisher_id, reference, source};

pub fn nodes(desk: &Desk<'_>, ix: ArticleIx) -> Vec<Value> {
    let edition = desk.edition;
    let claims = || edition.corpus.article(ix).claims.clone().map(ClaimIx::new);
    let mut nodes = vec![article(desk, ix)];
    nodes.extend(claims().map(|claim| claim::node(edition, claim)));
    nodes.extend(claims().flat_map(|claim| quotations(edition, claim)));
    nodes
}

fn article(desk: &Desk<'_>, ix: ArticleIx) -> Value {
    let edition = desk.edition;
    let article = edition.corpus.article(ix);
    let author = |author: &Author| match author {
        Author::Named(name) => json!({ "@type": "Person", "name": name }),
        Author::Speaker(ix) => named(edition, *ix),
    };
    let topic = |topic: &crate::model::TopicIx| edition.corpus.topic(*topic).name.clone();
    let claims = article.claims.clone().map(|claim| reference(&claim::id(edition, ClaimIx::new(claim))));
    let changed = article.updated.as_ref().unwrap_or(&article.date);
    Node::new("NewsArticle")
        .with("@id", address(edition, Route::Article(ix)))
        .with("url", address(edition, Route::Article(ix)))
        .with("mainEntityOfPage", address(edition, Route::Article(ix)))
        .with("headline", article.title.as_str())
        .with("description", article.summary.as_deref())
        .with("datePublished", date(&article.date))
        .with("dateModified", date(changed))
        .with("inLanguage", article.language.as_str())
        .with("author", article.authors.iter().map(author).collect::<Vec<_>>())
        .with("sourceOrganization", article.outlet.map(|outlet| named(edition, outlet)))
        .with("publisher", reference(&publisher_id(edition)))
        .with("isBasedOn", article.original.as_deref())
        .with("keywords", article.topics.iter().map(topic).collect::<Vec<_>>())
        .with("citation", sources(edition, ix).into_iter().map(|ix| source(edition, ix)).collect::<Vec<_>>())
        .with("correction", corrections(desk, ix))
        .with("mentions", claims.collect::<Vec<_>>())
        .into_value()
}

/// What its text and its claims rest on, each once, in the order of the corpus.
fn sources(edition: &Edition<'_>, ix: ArticleIx) -> Vec<SourceIx> {
    let article = edition.corpus.article(ix);
    let claims = article.claims.clone().map(|claim| edition.corpus.claim(ClaimIx::new(claim)));
    let mut sources: Vec<SourceIx> =
        claims.flat_map(|claim| claim.sources.iter().map(|support| support.source)).collect();
    sources.extend(&article.cites);
    sources.sort_unstable();
    sources.dedup();
    sources
}

fn corrections(desk: &Desk<'_>, ix: ArticleIx) -> Vec<Node> {
    let parsed = desk.edition.prose.articles.get(ix.index()).map(|prose| &prose.parsed);
    let corrections = parsed.into_iter().flat_map(|parsed| &parsed.front.corrections);
    corrections
        .map(|correction| {
            Node::new("CorrectionComment")
                .with("text", crate::text::prose::Prose::read(&correction.text).text)
                .with("datePublished", date(&correction.date))
        })
        .collect()
}

/// The passages of a claim that stand between quotation marks, or begin and end with them: these are
/// somebody's words, and not the article's about them.
fn quotations(edition: &Edition<'_>, ix: ClaimIx) -> Vec<Value> {
    let claim = edition.corpus.claim(ix);
    let quotes = claim.quotes.iter().filter(|quote| is_verbatim(quote));
    quotes
        .map(|quote| {
            Node::new("Quotation")
                .with("text", quote.exact.trim_matches(is_quotation_mark))
                .with("creator", named(edition, claim.speaker))
                .with("isPartOf", reference(&address(edition, Route::Article(claim.article))))
                .into_value()
        })
        .collect()
}

fn is_verbatim(quote: &Quotation) -> bool {
    let inside = quote.exact.len() > 2
        && quote.exact.starts_with(is_quotation_mark)
        && quote.exact.trim_end_matches(['.', ',']).ends_with(is_quotation_mark);
    let after = quote.suffix.trim_start_matches(['.', ',', '!', '?', '…']);
    inside || (quote.prefix.ends_with(is_quotation_mark) && after.starts_with(is_quotation_mark))
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』')
}
