//! What an annotation can refer to, for completing it as one types.

use serde_json::{Value, json};

use crate::model::ClaimIx;
use crate::resolve::Corpus;
use crate::resolve::corpus::Claim;

/// How many of a kind are found where nobody says how many.
pub const FOUND: usize = 1000;
/// The most characters that are shown of a claim.
const SHOWN: usize = 120;

/// The first of each kind that contain `words`, in any case.
pub fn names(corpus: &Corpus, words: &str, limit: usize) -> Value {
    let words = words.trim().to_lowercase();
    let matching = |texts: &[&str]| texts.iter().any(|text| text.to_lowercase().contains(&words));
    let speakers = corpus.speakers.iter().filter(|speaker| {
        let others = speaker.also_known_as.iter().map(String::as_str);
        matching(&[&speaker.id, &speaker.name]) || others.into_iter().any(|name| matching(&[name]))
    });
    let events = corpus.events.iter().filter(|event| matching(&[&event.id, &event.name]));
    let sources = corpus
        .sources
        .iter()
        .filter(|source| matching(&[&source.key, source.title.as_deref().unwrap_or_default()]));
    let claims = (0..corpus.claims.len()).map(ClaimIx::new).filter_map(|ix| {
        let claim = corpus.claim(ix);
        let (reference, said) = (corpus.claim_ref(ix), said(claim));
        matching(&[&reference, said, &corpus.speaker(claim.speaker).name]).then(|| {
            json!({ "ref": reference, "speaker": corpus.speaker(claim.speaker).name, "words": shortened(said) })
        })
    });
    json!({
        "speakers": speakers.take(limit).map(|it| json!({ "id": it.id, "name": it.name })).collect::<Vec<_>>(),
        "events": events.take(limit).map(|it| json!({ "id": it.id, "name": it.name })).collect::<Vec<_>>(),
        "claims": claims.take(limit).collect::<Vec<_>>(),
        "sources": sources
            .take(limit)
            .map(|it| json!({ "key": it.key, "title": it.title.as_deref().unwrap_or(&it.key) }))
            .collect::<Vec<_>>(),
    })
}

/// What a claim says: the words it quotes, or its editor's.
fn said(claim: &Claim) -> &str {
    let quoted = claim.quotes.first().map(|quote| &*quote.exact);
    quoted.or(claim.statement.as_deref()).unwrap_or_default()
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or(words).trim_end()),
        None => words.to_owned(),
    }
}
