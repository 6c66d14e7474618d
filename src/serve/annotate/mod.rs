//! Annotations that are written in the browser: the claims of an article, read and written.
//!
//! Goes in: what a browser asks for. Comes out: the article's claims file, written by the same functions
//! as everywhere (`edit`), and only if the site has no new mistakes with it. The browser says which
//! article it means, never which file.

mod select;
mod sentences;
mod undo;
mod wire;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::anchor::Anchored;
use crate::discover::{ArticleInput, TextInput};
use crate::edit::claims::{self, Draft};
use crate::edit::{SaveError, save};
use crate::parse::{self, article::Article};
use crate::pipeline::{Changed, Site};

use super::preview::{Preview, Rebuilt};

use sentences::Trouble;
pub use undo::Undo;
pub use wire::Request;
use wire::{Action, Claim};

/// What came of a request.
#[derive(Debug)]
pub struct Written {
    /// Told to the browser.
    pub answer: Value,
    /// What the look at the new file has led to.
    pub rebuilt: Option<Rebuilt>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// The claims file is another one than the browser knows.
    Changed,
    /// What to tell whoever filled in the form.
    Troubles(Vec<Trouble>),
    /// What would be wrong with the site: as the JSON report has it.
    Problems(Vec<Value>),
    /// The machine would not.
    Failed(std::io::Error),
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Self {
        Self::Troubles(vec![trouble])
    }
}

impl Refused {
    /// What the browser is told.
    pub fn problems(&self) -> Value {
        match self {
            Self::Changed => json!([sentences::changed()]),
            Self::Failed(error) => json!([sentences::failed(error)]),
            Self::Troubles(troubles) => json!(troubles),
            Self::Problems(problems) => json!(problems),
        }
    }
}

/// The claims of an article as they are written, the version of their file, and the text that they can
/// quote.
pub fn claims(site: &Site, id: &str) -> Option<Value> {
    let Subject { article, anchored, input, .. } = Subject::find(site, id)?;
    let claim = |(index, claim): (usize, &parse::claims::Claim)| {
        let draft = Draft::of(claim);
        let lost = draft.quotes.iter().find(|quote| select::is_lost(article, draft.part, quote));
        let nearest = lost.and_then(|quote| select::nearest(article, draft.part, quote));
        let number = anchored.numbers.get(index).copied();
        Claim { lost: lost.is_some(), nearest, number, ..Claim::from(draft) }
    };
    let claims: Vec<Claim> = article.claims.entries.iter().enumerate().map(claim).collect();
    let text =
        json!({ "title": article.front.title.value, "summary": anchored.summary, "body": anchored.text });
    let version = version(input.claims.as_ref());
    Some(json!({ "article": id, "version": version, "claims": claims, "text": text }))
}

/// Writes what a request asks for. One at a time.
///
/// # Errors
///
/// Why not; the file says what it said before.
pub fn write(preview: &Preview, request: Request) -> Result<Written, Refused> {
    let mut undo = preview.undo();
    let now = preview.now();
    let subject =
        Subject::find(&now.site, &request.article).ok_or_else(|| sentences::no_article(&request.article))?;
    if request.version != version(subject.input.claims.as_ref()) {
        return Err(Refused::Changed);
    }
    let Change { text, id } = subject.change(&request, &undo)?;
    let path: Arc<str> = subject.path.as_str().into();
    // What is taken out may leave others without what they refer to; that is told where they stand.
    if !matches!(request.action, Action::Remove | Action::Restore) {
        let problems = preview.trial(&path, &text);
        if !problems.is_empty() {
            return Err(Refused::Problems(problems));
        }
    }
    let root = &now.site.inputs.root;
    save(root, &path, subject.text(), Some(&text)).map_err(|error| match error {
        SaveError::Changed => Refused::Changed,
        SaveError::Failed(error) => Refused::Failed(error),
        SaveError::Outside => Refused::Failed(std::io::Error::other(error.to_string())),
    })?;
    let rebuilt = preview.refresh(&Changed::Paths(vec![root.join(&*path)]));
    let after = preview.now();
    let version = Subject::find(&after.site, &request.article).map(|it| version(it.input.claims.as_ref()));
    let kept = match request.action {
        Action::Remove => undo.keep(&subject, &id, version.as_deref()),
        Action::Restore => undo.forget(request.undo.as_deref().unwrap_or_default()),
        Action::Add | Action::Replace | Action::Anchor => None,
    };
    let answer = json!({ "ok": true, "version": version, "id": id, "undo": kept });
    Ok(Written { answer, rebuilt })
}

/// What tells one claims file from another; empty where there is none.
fn version(claims: Option<&TextInput>) -> String {
    claims.map(|claims| format!("{:016x}", claims.fingerprint)).unwrap_or_default()
}

/// The article that a request is about.
struct Subject<'a> {
    article: &'a Article,
    anchored: &'a Anchored,
    input: &'a ArticleInput,
    /// Where its claims file is, or is to be.
    path: String,
}

/// A claims file as it is to be, and the claim that it is about.
struct Change {
    text: String,
    id: String,
}

impl<'a> Subject<'a> {
    fn find(site: &'a Site, id: &str) -> Option<Self> {
        let input = site.inputs.articles.iter().find(|input| *input.article.id == *id)?;
        let read = site.reading.articles.iter().find(|read| *read.parsed.id == *id)?;
        Some(Self { article: &read.parsed, anchored: &read.anchored, input, path: input.claims_path() })
    }

    /// What its claims file says.
    fn text(&self) -> Option<&'a str> {
        self.input.claims.as_ref().map(|claims| &*claims.text)
    }

    fn change(&self, request: &Request, undo: &Undo) -> Result<Change, Refused> {
        let made = match request.action {
            Action::Add => {
                let draft = self.drafted(request)?;
                (claims::add(self.text(), &draft), draft.id)
            }
            Action::Replace => {
                let draft = self.drafted(request)?;
                (claims::replace(self.existing(), named(request)?, &draft), draft.id)
            }
            Action::Anchor => {
                let draft = self.anchored(request)?;
                (claims::replace(self.existing(), &draft.id, &draft), draft.id)
            }
            Action::Remove => {
                let id = named(request)?;
                (claims::remove(self.existing(), id), id.to_owned())
            }
            Action::Restore => undo
                .restored(self, request.undo.as_deref().unwrap_or_default())
                .ok_or_else(sentences::no_undo)?,
        };
        let (text, id) = made;
        let text = text.map_err(|refusal| sentences::refused(&refusal))?;
        Ok(Change { text, id })
    }

    fn existing(&self) -> &'a str {
        self.text().unwrap_or_default()
    }

    /// The claim that a form describes, with the words that were selected for it.
    fn drafted(&self, request: &Request) -> Result<Draft, Refused> {
        let claim = request.claim.clone().ok_or_else(sentences::nothing_to_write)?;
        let mut draft = Draft::from(claim);
        if !request.passages.is_empty() {
            let selected = select::selected(self.article, &request.passages);
            (draft.part, draft.quotes) = selected.map_err(Refused::Troubles)?;
        }
        if draft.id.is_empty() {
            draft.id = self.free_id(&draft);
        }
        Ok(draft)
    }

    /// A claim of the article with the words that were selected in place of those that were lost.
    fn anchored(&self, request: &Request) -> Result<Draft, Refused> {
        let id = named(request)?;
        let claim = self.article.claims.entries.iter().find(|claim| claim.id.value == id);
        let claim = claim.ok_or_else(|| sentences::no_claim(id))?;
        if request.passages.is_empty() {
            return Err(sentences::no_words().into());
        }
        let (part, quotes) = select::selected(self.article, &request.passages).map_err(Refused::Troubles)?;
        select::anchored(self.article, Draft::of(claim), part, quotes).map_err(Refused::from)
    }

    /// An id for a claim that has none: its speaker and its first words.
    fn free_id(&self, draft: &Draft) -> String {
        const WORDS: usize = 3;
        let said = draft.quotes.first().map(|quote| quote.exact.as_str());
        let said = said.or(draft.statement.as_deref()).unwrap_or_default().to_lowercase();
        let words = said.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let speaker = if draft.speaker.is_empty() { "claim" } else { &draft.speaker };
        let id = [speaker].into_iter().chain(words.take(WORDS)).collect::<Vec<_>>().join("-");
        let taken = |id: &String| self.article.claims.entries.iter().any(|claim| claim.id.value == *id);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(id)
    }
}

fn named(request: &Request) -> Result<&str, Refused> {
    request.id.as_deref().ok_or_else(|| sentences::unnamed().into())
}
