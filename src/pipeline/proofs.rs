//! The claims of articles, and the stored copies of their sources -> proofs. One copy at a time for each
//! thread: it is read once, all that rests on it is looked up in it, and only what was found is kept.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::discover::{self, Inputs, TextInput};
use crate::parse::source::Source;
use crate::prove::{self, Copy, Obstacle, Proof, Proven, Sought, Words};
use crate::resolve::{Options, ReadArticle, Reading, sources};

use super::observer::{Observer, Stage};

/// Proves the claims of all that is published, and puts what was found into the reading. A copy that cannot
/// be read is a warning: the site holds together without it.
pub fn prove(
    inputs: &mut Inputs,
    reading: &mut Reading,
    options: &Options,
    observer: &dyn Observer,
) -> Vec<Diagnostic> {
    let copies = Copies::of(inputs, reading);
    if copies.0.is_empty() {
        return Vec::new();
    }
    observer.begins(Stage::Prove);
    let questions = questions(reading, options, &copies);
    let questions: Vec<_> = questions.into_iter().collect();
    let answered: Vec<Answered> =
        questions.par_iter().map(|(path, questions)| answer(inputs, path, questions)).collect();
    let mut diagnostics = Vec::new();
    for ((_, questions), answered) in questions.into_iter().zip(answered) {
        diagnostics.extend(answered.wrong.map(Diagnostic::softened));
        inputs.garbled.extend(answered.garbled);
        for (question, proof) in questions.into_iter().zip(answered.proofs) {
            question.keep(proof, reading);
        }
    }
    diagnostics
}

/// By the key of a source: where its copy lies, and its language.
struct Copies(HashMap<String, (Arc<str>, Option<String>)>);

impl Copies {
    /// The copies that are there. Of several entries of one key, the first counts.
    fn of(inputs: &Inputs, reading: &Reading) -> Self {
        if !reading.sources.iter().flat_map(|file| &file.entries).any(|entry| entry.snapshot.is_some()) {
            return Self(HashMap::new());
        }
        // One of the site's own texts may be what a source said.
        let texts = inputs.texts().map(|input| &input.path).filter(|path| path.ends_with(".md"));
        let there: HashSet<&Arc<str>> = inputs.assets.iter().map(|asset| &asset.path).chain(texts).collect();
        let mut sorted = sources::sorted(reading);
        sorted.dedup_by(|(_, later), (_, first)| later.key.value == first.key.value);
        let copy = |(from, source): (&Arc<str>, &Source)| {
            let path =
                source.snapshot_places(from).find_map(|place| there.get(&Arc::from(place)).copied())?;
            let language = source.item.get("language").and_then(|language| language.as_str());
            Some((source.key.value.clone(), (Arc::clone(path), language.map(str::to_owned))))
        };
        Self(sorted.into_iter().filter_map(copy).collect())
    }
}

/// The words of a claim that are looked for in one copy.
struct Question {
    article: Arc<str>,
    /// How many claims the article has, and which of them it is.
    claims: usize,
    claim: usize,
    source: String,
    sought: Sought,
}

impl Question {
    fn keep(self, proof: Proof, reading: &mut Reading) {
        let claims = reading.proofs.entry(self.article).or_insert_with(|| vec![Vec::new(); self.claims]);
        if let Some(claim) = claims.get_mut(self.claim) {
            claim.push(Proven { source: self.source, proof });
        }
    }
}

/// By the path of the copy, in the order of the articles and their claims.
fn questions(reading: &Reading, options: &Options, copies: &Copies) -> BTreeMap<Arc<str>, Vec<Question>> {
    let mut questions: BTreeMap<Arc<str>, Vec<Question>> = BTreeMap::new();
    let published = |article: &&ReadArticle| options.drafts || !article.parsed.front.draft;
    for article in reading.articles.iter().filter(published) {
        let language = article.parsed.front.language.as_ref().map(|language| language.value.as_str());
        let language = language.unwrap_or(&reading.config.language);
        let words = Words::new(&article.parsed, &article.anchored, language);
        let claims = &article.parsed.claims.entries;
        for (index, claim) in claims.iter().enumerate() {
            let mut keys: Vec<&str> =
                claim.sources.0.iter().map(|support| support.key.value.as_str()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let Some((path, spoken)) = copies.0.get(key) else { continue };
                questions.entry(Arc::clone(path)).or_default().push(Question {
                    article: Arc::clone(&article.parsed.id),
                    claims: claims.len(),
                    claim: index,
                    source: key.to_owned(),
                    sought: words.of(index, spoken.as_deref()),
                });
            }
        }
    }
    questions
}

/// What one copy says, question by question.
struct Answered {
    proofs: Vec<Proof>,
    wrong: Option<Diagnostic>,
    garbled: Option<TextInput>,
}

fn answer(inputs: &Inputs, path: &Arc<str>, questions: &[Question]) -> Answered {
    match discover::asset_text(&inputs.root, path) {
        Ok(text) => {
            let copy = Copy::read(&text);
            let proofs = questions.iter().map(|question| prove::prove(&copy, &question.sought)).collect();
            Answered { proofs, wrong: None, garbled: None }
        }
        Err((wrong, garbled)) => {
            let proofs = vec![Proof::not_checkable(Obstacle::NoText); questions.len()];
            Answered { proofs, wrong: Some(*wrong), garbled }
        }
    }
}
