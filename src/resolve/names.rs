//! What can be referred to, by the text that refers to it.

use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::diag::problems::linking::{self as problems, Unknown};
use crate::diag::problems::reading;
use crate::diag::{Diagnostic, Span};
use crate::model::{ClaimIx, EventIx, SourceIx, SpeakerIx, is_id};
use crate::parse::Reference;

use crate::text::near::nearest;

use super::corpus::Target;
use super::lost::Lost;
use super::{ReadArticle, Reading};

/// Looks references up, and collects what is wrong with them.
pub struct Names<'a> {
    speakers: FxHashMap<&'a str, SpeakerIx>,
    events: FxHashMap<&'a str, EventIx>,
    sources: FxHashMap<&'a str, SourceIx>,
    /// By article.
    claims: FxHashMap<&'a str, ClaimNames<'a>>,
    ratings: FxHashMap<&'a str, usize>,
    lost: Lost<'a>,
    /// The file in which the references stand that are being looked up.
    path: Arc<str>,
    /// That file is a draft which is not published: it may refer to drafts, and its mistakes are
    /// warnings.
    in_draft: bool,
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Copy)]
enum ClaimName {
    Published(ClaimIx),
    /// Known, but in a draft that is not published.
    Draft,
}

/// The claims of an article by their ids: of most articles nobody asks for them.
struct ClaimNames<'a> {
    article: &'a ReadArticle,
    /// The handle of the first one; `None` for a draft that is not published.
    first: Option<usize>,
    by_id: OnceCell<FxHashMap<&'a str, usize>>,
}

impl<'a> ClaimNames<'a> {
    fn ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.article.parsed.claims.entries.iter().map(|claim| claim.id.as_str())
    }

    fn get(&self, id: &str) -> Option<ClaimName> {
        let by_id = self.by_id.get_or_init(|| numbered(self.ids(), |index| index));
        let index = by_id.get(id)?;
        Some(self.first.map_or(ClaimName::Draft, |first| ClaimName::Published(ClaimIx::new(first + index))))
    }
}

impl<'a> Names<'a> {
    pub fn new(reading: &'a Reading, published: &[&'a ReadArticle], drafts: bool) -> Self {
        let mut diagnostics = Vec::new();
        Self {
            speakers: numbered(reading.speakers.iter().map(|s| &*s.id), SpeakerIx::new),
            events: numbered(reading.events.iter().map(|e| &*e.id), EventIx::new),
            sources: source_names(reading, &mut diagnostics),
            claims: claim_names(reading, published, drafts),
            ratings: numbered(reading.config.ratings.keys().map(String::as_str), |index| index),
            lost: Lost::new(reading),
            path: Arc::from(""),
            in_draft: false,
            diagnostics,
        }
    }

    /// Says which file the next references stand in.
    pub fn enter(&mut self, path: &Arc<str>, in_draft: bool) {
        self.path = Arc::clone(path);
        self.in_draft = in_draft;
    }

    /// Whether the file that was entered is a draft which is not published.
    pub fn in_draft(&self) -> bool {
        self.in_draft
    }

    pub fn span(&self, reference: &Reference) -> Span {
        Span::new(&self.path, reference.range)
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(if self.in_draft { diagnostic.softened() } else { diagnostic });
    }

    /// What to say of a reference to nothing.
    fn unknown<'n>(&self, reference: &'n Reference, near: Option<&'n str>) -> Unknown<'n> {
        let (at, other) = (self.span(reference), self.kind_of(reference));
        Unknown { at, name: reference, near, other, is_value: true }
    }

    fn kind_of(&self, name: &str) -> Option<&'static str> {
        if self.speakers.contains_key(name) {
            Some("a speaker")
        } else if self.events.contains_key(name) {
            Some("an event")
        } else {
            self.sources.contains_key(name).then_some("a source")
        }
    }

    pub fn speaker(&mut self, reference: &Reference) -> Option<SpeakerIx> {
        let found = self.speakers.get(reference.as_str()).copied();
        if found.is_none() && !self.lost.has_speaker(reference) {
            let near = nearest(reference, self.speakers.keys().copied());
            self.report(problems::unknown_speaker(&self.unknown(reference, near)));
        }
        found
    }

    pub fn speakers<'r>(&mut self, references: impl IntoIterator<Item = &'r Reference>) -> Vec<SpeakerIx> {
        references.into_iter().filter_map(|reference| self.speaker(reference)).collect()
    }

    /// The speaker that an author is. A name is no mistake (format, section 2, `authors`), but what has
    /// the form of an id probably is none: two words in lower case, or one that nearly is an id.
    pub fn author(&mut self, author: &Reference) -> Option<SpeakerIx> {
        if !is_id(author) || author.contains('-') {
            return if is_id(author) { self.speaker(author) } else { None };
        }
        let found = self.speakers.get(author.as_str()).copied();
        if found.is_none()
            && !self.lost.has_speaker(author)
            && let Some(near) = nearest(author, self.speakers.keys().copied())
        {
            self.report(problems::unknown_author(&self.unknown(author, Some(near))));
        }
        found
    }

    pub fn event(&mut self, reference: &Reference) -> Option<EventIx> {
        let found = self.events.get(reference.as_str()).copied();
        if found.is_none() && !self.lost.has_event(reference) {
            let near = nearest(reference, self.events.keys().copied());
            self.report(problems::unknown_event(&self.unknown(reference, near)));
        }
        found
    }

    pub fn source(&mut self, reference: &Reference) -> Option<SourceIx> {
        self.cited(reference, true)
    }

    /// A source that a text cites: its key is a word of the text.
    pub fn citation(&mut self, reference: &Reference) -> Option<SourceIx> {
        self.cited(reference, false)
    }

    fn cited(&mut self, reference: &Reference, is_value: bool) -> Option<SourceIx> {
        let found = self.sources.get(reference.as_str()).copied();
        if found.is_none() && !self.lost.has_source(reference) {
            let near = nearest(reference, self.sources.keys().copied());
            let unknown = Unknown { is_value, ..self.unknown(reference, near) };
            self.report(problems::unknown_source(&unknown));
        }
        found
    }

    pub fn rating(&mut self, reference: &Reference) -> Option<usize> {
        let found = self.ratings.get(reference.as_str()).copied();
        if found.is_none() {
            let near = nearest(reference, self.ratings.keys().copied());
            self.report(problems::unknown_rating(&Unknown { other: None, ..self.unknown(reference, near) }));
        }
        found
    }

    /// What a position is taken on: an event id, `#claim` in `article`, or `article#claim`.
    pub fn target(&mut self, article: &str, reference: &Reference) -> Option<Target> {
        if reference.contains('#') {
            return self.claim(article, reference).map(Target::Claim);
        }
        if !self.events.contains_key(reference.as_str()) && self.claim_named(article, reference).is_some() {
            let claim = format!("#{}", reference.value);
            self.report(problems::unknown_event(&Unknown {
                other: None,
                ..self.unknown(reference, Some(&claim))
            }));
            return None;
        }
        self.event(reference).map(Target::Event)
    }

    /// The claim that `#claim` (in `article`) or `article#claim` names.
    pub fn claim(&mut self, article: &str, reference: &Reference) -> Option<ClaimIx> {
        let (of, id) = reference.split_once('#').map_or((article, reference.as_str()), |(of, id)| {
            if of.is_empty() { (article, id) } else { (of, id) }
        });
        match self.claim_named(of, id).filter(|_| reference.contains('#')) {
            Some(ClaimName::Published(ix)) => return Some(ix),
            Some(ClaimName::Draft) if self.in_draft => return None,
            Some(ClaimName::Draft) => {
                self.report(problems::reference_to_draft(self.span(reference), reference));
                return None;
            }
            None => {}
        }
        if !self.lost.has_claim(of, id) {
            let near = self.nearest_claim(article, of, id);
            self.report(problems::unknown_claim(&self.unknown(reference, near.as_deref())));
        }
        None
    }

    fn claim_named(&self, article: &str, id: &str) -> Option<ClaimName> {
        self.claims.get(article)?.get(id)
    }

    /// In the article named, else of the same id elsewhere, in the article of the nearest name first.
    fn nearest_claim(&self, here: &str, of: &str, id: &str) -> Option<String> {
        let shown = |article: &str, claim: &str| {
            if article == here { format!("#{claim}") } else { format!("{article}#{claim}") }
        };
        let there = self.claims.get(of).into_iter().flat_map(ClaimNames::ids);
        if let Some(claim) = nearest(id, there) {
            return Some(shown(of, claim));
        }
        let holds = |names: &&ClaimNames<'_>| names.ids().any(|claim| claim == id);
        let namesakes = || self.claims.values().filter(holds).map(|names| &*names.article.parsed.id);
        let article = nearest(of, namesakes()).or_else(|| namesakes().min())?;
        Some(shown(article, id))
    }

    /// Whether a text is there that was not read: that a link leads to it is no mistake.
    pub fn is_unread(&self, path: &str) -> bool {
        self.lost.has_text(path)
    }
}

fn numbered<'a, H>(names: impl Iterator<Item = &'a str>, handle: fn(usize) -> H) -> FxHashMap<&'a str, H> {
    let mut numbered = FxHashMap::default();
    for (index, name) in names.enumerate() {
        numbered.entry(name).or_insert_with(|| handle(index));
    }
    numbered
}

/// Sources are listed by key over all files; a key is unique across them (format, section 6).
fn source_names<'a>(reading: &'a Reading, diagnostics: &mut Vec<Diagnostic>) -> FxHashMap<&'a str, SourceIx> {
    let mut sorted = super::sources::sorted(reading);
    sorted.dedup_by(|(path, later), (first_path, first)| {
        let twice = later.key.value == first.key.value;
        // Within one file the parser has said so.
        if twice && path != first_path {
            let here = Span::new(path, later.key.range);
            let there = Span::new(first_path, first.key.range);
            diagnostics.push(reading::duplicate_source(&later.key, here, there));
        }
        twice
    });
    numbered(sorted.iter().map(|(_, source)| source.key.as_str()), SourceIx::new)
}

fn claim_names<'a>(
    reading: &'a Reading,
    published: &[&'a ReadArticle],
    drafts: bool,
) -> FxHashMap<&'a str, ClaimNames<'a>> {
    let mut names = FxHashMap::with_capacity_and_hasher(reading.articles.len(), FxBuildHasher);
    let mut add = |article: &'a ReadArticle, first| {
        names.insert(&*article.parsed.id, ClaimNames { article, first, by_id: OnceCell::new() });
    };
    let mut first = 0;
    for article in published {
        add(article, Some(first));
        first += article.parsed.claims.entries.len();
    }
    for article in reading.articles.iter().filter(|article| article.parsed.front.draft && !drafts) {
        add(article, None);
    }
    names
}
