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

/// Proves claims, and remembers what each copy said: one that says the same is not searched again for the
/// same words. Copies are read each time, since only their content tells whether they have changed.
#[derive(Default)]
pub struct Prover {
    /// By the path of the copy.
    kept: HashMap<Arc<str>, Kept>,
}

impl Prover {
    /// Proves the claims of all that is published, and puts what was found into the reading. A copy that
    /// cannot be read is a warning: the site holds together without it.
    pub fn prove(
        &mut self,
        inputs: &mut Inputs,
        reading: &mut Reading,
        options: &Options,
        observer: &dyn Observer,
    ) -> Vec<Diagnostic> {
        let known = std::mem::take(&mut self.kept);
        let copies = Copies::of(inputs, reading);
        if copies.0.is_empty() {
            return Vec::new();
        }
        observer.begins(Stage::Prove);
        let questions: Vec<_> = by_copy(questions(reading, options, &copies)).into_iter().collect();
        let answer =
            |(path, questions): &(Arc<str>, Vec<Question>)| answer(inputs, path, questions, known.get(path));
        let answered: Vec<Answered> = questions.par_iter().map(answer).collect();
        let mut diagnostics = Vec::new();
        for ((path, questions), answered) in questions.into_iter().zip(answered) {
            diagnostics.extend(answered.wrong.map(Diagnostic::softened));
            inputs.garbled.extend(answered.garbled);
            let mut sought = Vec::with_capacity(questions.len());
            for (question, proof) in questions.into_iter().zip(&answered.proofs) {
                sought.push(question.keep(proof.clone(), reading));
            }
            if let Some(fingerprint) = answered.fingerprint {
                self.kept.insert(path, Kept { fingerprint, sought, proofs: answered.proofs });
            }
        }
        diagnostics
    }
}

/// What a copy said the last time.
struct Kept {
    /// Of its text.
    fingerprint: u64,
    sought: Vec<Sought>,
    /// One for each.
    proofs: Vec<Proof>,
}

impl Kept {
    fn answers(&self, text: &TextInput, questions: &[Question]) -> bool {
        let asked = questions.iter().map(|question| &question.sought);
        self.fingerprint == text.fingerprint && self.sought.iter().eq(asked)
    }
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
    /// The path of the copy.
    copy: Arc<str>,
    article: Arc<str>,
    /// How many claims the article has, and which of them it is.
    claims: usize,
    claim: usize,
    source: String,
    sought: Sought,
}

impl Question {
    /// Puts a proof where it belongs. Comes out: what was looked for.
    fn keep(self, proof: Proof, reading: &mut Reading) -> Sought {
        let claims = reading.proofs.entry(self.article).or_insert_with(|| vec![Vec::new(); self.claims]);
        if let Some(claim) = claims.get_mut(self.claim) {
            claim.push(Proven { source: self.source, proof });
        }
        self.sought
    }
}

/// In the order of the articles and their claims.
fn questions(reading: &Reading, options: &Options, copies: &Copies) -> Vec<Question> {
    let published = |article: &&Arc<ReadArticle>| options.drafts || !article.parsed.front.draft;
    let articles: Vec<&Arc<ReadArticle>> = reading.articles.iter().filter(published).collect();
    let of = |article: &&Arc<ReadArticle>| questions_of(article, &reading.config.language, copies);
    let questions: Vec<Vec<Question>> = articles.par_iter().map(of).collect();
    questions.into_iter().flatten().collect()
}

fn questions_of(article: &ReadArticle, site_language: &str, copies: &Copies) -> Vec<Question> {
    let language = article.parsed.front.language.as_ref().map(|language| language.value.as_str());
    let words = Words::new(&article.parsed, &article.anchored, language.unwrap_or(site_language));
    let claims = &article.parsed.claims.entries;
    let mut questions = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let mut keys: Vec<&str> = claim.sources.0.iter().map(|support| support.key.value.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let Some((path, spoken)) = copies.0.get(key) else { continue };
            questions.push(Question {
                copy: Arc::clone(path),
                article: Arc::clone(&article.parsed.id),
                claims: claims.len(),
                claim: index,
                source: key.to_owned(),
                sought: words.of(index, spoken.as_deref()),
            });
        }
    }
    questions
}

fn by_copy(questions: Vec<Question>) -> BTreeMap<Arc<str>, Vec<Question>> {
    let mut copies: BTreeMap<Arc<str>, Vec<Question>> = BTreeMap::new();
    for question in questions {
        copies.entry(Arc::clone(&question.copy)).or_default().push(question);
    }
    copies
}

/// What one copy says, question by question.
struct Answered {
    proofs: Vec<Proof>,
    /// Of the copy's text; `None` where it could not be read.
    fingerprint: Option<u64>,
    wrong: Option<Diagnostic>,
    garbled: Option<TextInput>,
}

fn answer(inputs: &Inputs, path: &Arc<str>, questions: &[Question], known: Option<&Kept>) -> Answered {
    match discover::asset_text(&inputs.root, path) {
        Ok(text) => {
            let known = known.filter(|known| known.answers(&text, questions));
            let proofs = known.map_or_else(|| looked_up(&text, questions), |known| known.proofs.clone());
            Answered { proofs, fingerprint: Some(text.fingerprint), wrong: None, garbled: None }
        }
        Err((wrong, garbled)) => {
            let proofs = vec![Proof::not_checkable(Obstacle::NoText); questions.len()];
            Answered { proofs, fingerprint: None, wrong: Some(*wrong), garbled }
        }
    }
}

fn looked_up(text: &TextInput, questions: &[Question]) -> Vec<Proof> {
    let copy = Copy::read(text);
    questions.iter().map(|question| prove::prove(&copy, &question.sought)).collect()
}
