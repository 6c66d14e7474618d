//! Annotations -> claims at the end of their articles' files.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::anchor::Passage;
use crate::diag::problems::importing as problems;
use crate::diag::{Diagnostic, Span, Spanned};
use crate::discover::TextInput;
use crate::parse::claims::{Claim, Part};
use crate::resolve::ReadArticle;
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::node::{Entry, Node, Style, Value};

use super::annotation::{Annotation, Quote, Target};
use super::draft::Draft;
use super::file::New;
use super::known::Known;
use super::place::{self, Place, Sought};
use super::{Ground, Import, Options, Rest, file, names, tags};

/// Makes claims of the annotations that the site has not. `told` is what is known to be odd about them.
pub fn make(
    annotations: &[Annotation],
    input: &TextInput,
    ground: Ground<'_>,
    options: &Options,
    told: Vec<Diagnostic>,
) -> Import {
    let import = Import { diagnostics: told, ..Import::default() };
    let known = Known::new(ground.reading);
    let mut maker = Maker { input, ground, options, known, kept: BTreeSet::new(), import };
    let mut by_article: BTreeMap<usize, Vec<Planned<'_>>> = BTreeMap::new();
    for (number, annotation) in annotations.iter().enumerate() {
        match maker.plan(number, annotation) {
            Ok(None) => maker.import.known += 1,
            Ok(Some((article, planned))) => by_article.entry(article).or_default().push(planned),
            Err(reasons) => maker.keep(number, reasons),
        }
    }
    for (index, planned) in by_article {
        if let Some(article) = ground.reading.articles.get(index) {
            maker.article(article, planned);
        }
    }
    maker.finish(annotations)
}

struct Maker<'a> {
    input: &'a TextInput,
    ground: Ground<'a>,
    options: &'a Options,
    known: Known,
    /// The numbers of annotations of which no claim is made.
    kept: BTreeSet<usize>,
    import: Import,
}

/// A claim that may be made.
pub struct Planned<'a> {
    pub number: usize,
    pub annotation: &'a Annotation,
    pub draft: Draft,
    /// Its id where it has given one itself, else one made of its words.
    id: String,
}

/// A claim whose words have been found.
pub struct Made<'a> {
    pub planned: Planned<'a>,
    pub places: Vec<Place>,
}

impl Made<'_> {
    fn stands_at<'p>(&self, passages: impl Iterator<Item = &'p Passage>) -> bool {
        let place = |passage: &'p Passage| (passage.part, passage.bytes.clone());
        let own = self.places.iter().map(|own| (own.passage.part, own.passage.bytes.clone()));
        own.eq(passages.map(place))
    }
}

impl<'a> Maker<'a> {
    /// What a claim would say, and the article in which it stands; or why there can be none. `None` for an
    /// annotation of which the article's file says that a claim was made.
    fn plan(
        &self,
        number: usize,
        annotation: &'a Annotation,
    ) -> Result<Option<(usize, Planned<'a>)>, Vec<Diagnostic>> {
        let place = Span::new(&self.input.path, annotation.place());
        if let Some(reason) = self.options.refused.get(&number) {
            return Err(vec![reason.clone()]);
        }
        if let Some(why) = &annotation.unfit {
            return Err(vec![problems::annotation_kept(why, place)]);
        }
        let article = self.article_of(annotation, &place)?;
        if self.is_noted(article, annotation) {
            return Ok(None);
        }
        let draft = self.draft(annotation);
        if !draft.has("speaker") {
            return Err(vec![problems::no_speaker(place)]);
        }
        let quoted = annotation.targets.iter().find_map(|target| target.quote.as_ref());
        let words =
            quoted.map(|quote| &*quote.exact.value).or_else(|| draft.get("statement").and_then(Node::text));
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
            return Err(vec![problems::annotation_kept("it quotes nothing and says nothing", place)]);
        };
        let id = draft.get("id").and_then(Node::text).map_or_else(|| names::of_words(words), str::to_owned);
        Ok(Some((article, Planned { number, annotation, draft, id })))
    }

    fn is_noted(&self, article: usize, annotation: &Annotation) -> bool {
        let article = self.ground.reading.articles.get(article);
        let file = article.and_then(|article| self.ground.text(&article.parsed.claims.path));
        annotation.name.as_ref().zip(file).is_some_and(|(name, file)| file::is_noted(&file, name))
    }

    /// The article that an annotation is about.
    fn article_of(&self, annotation: &Annotation, place: &Span) -> Result<usize, Vec<Diagnostic>> {
        if let Some(id) = &self.options.article {
            let found = self.ground.reading.articles.iter().position(|article| *article.parsed.id == **id);
            return found.ok_or_else(|| vec![problems::no_article(Some(id), place.clone())]);
        }
        let sources: Vec<&Spanned<String>> =
            annotation.targets.iter().filter_map(|target| target.source.as_ref()).collect();
        let found: BTreeSet<Option<usize>> =
            sources.iter().map(|source| self.known.article(source)).collect();
        // An address of another time or place; the id still says which article is meant.
        if let (true, Some(id)) = (found.contains(&None), &annotation.article) {
            let articles = &self.ground.reading.articles;
            let named = articles.iter().position(|article| *article.parsed.id == **id);
            return named.ok_or_else(|| vec![problems::no_article(Some(id), place.clone())]);
        }
        match found.iter().copied().collect::<Vec<_>>().as_slice() {
            [Some(article)] => Ok(*article),
            [] => Err(vec![problems::no_article(None, place.clone())]),
            [None] => {
                let (address, range) =
                    sources.first().map_or(("", annotation.range), |source| (source, source.range));
                Err(vec![problems::no_article(Some(address), Span::new(&self.input.path, range))])
            }
            _ => Err(vec![problems::annotation_kept("it is about several documents", place.clone())]),
        }
    }

    /// The keys that follow from the annotation by itself.
    fn draft(&self, annotation: &Annotation) -> Draft {
        let mut draft = Draft::default();
        for (key, node) in &annotation.keys {
            draft.put(key.clone(), Rc::clone(node));
        }
        for tag in &annotation.tags {
            match tags::key(tag) {
                Some((key, node)) => draft.put(key, node),
                None => draft.put(topics(tag), Node::scalar(tag.range, tag.value.trim(), Style::Text)),
            }
        }
        if let Some(speaker) = self.options.speaker.as_ref().filter(|_| !draft.has("speaker")) {
            draft.text("speaker", speaker, annotation.range);
        }
        for key in REFERENCES {
            draft.map(key, |text| self.known.reference(text));
        }
        if let Some(first) = annotation.texts.first() {
            let texts: Vec<&str> = annotation.texts.iter().map(|text| text.value.trim()).collect();
            let quotes = annotation.targets.iter().any(|target| target.quote.is_some());
            let key = if quotes || draft.has("statement") { "note" } else { "statement" };
            let given = draft.get(key).and_then(Node::text).map(str::to_owned);
            let all: Vec<&str> = given.iter().map(String::as_str).chain(texts).collect();
            draft.set_text(key, &all.join("\n\n"), first.range);
        }
        draft
    }

    /// Makes the claims of one article.
    fn article(&mut self, article: &ReadArticle, planned: Vec<Planned<'a>>) {
        let before = self.ground.text(&article.parsed.claims.path);
        let mut made = Vec::new();
        for planned in self.found(article, planned) {
            if already_there(article, &made, &planned) {
                self.import.known += 1;
            } else {
                made.push(planned);
            }
        }
        let ids: BTreeSet<&str> =
            article.parsed.claims.entries.iter().map(|claim| claim.id.value.as_str()).collect();
        let mut ids: BTreeSet<String> = ids
            .into_iter()
            .chain(article.parsed.claims.lost.iter().map(String::as_str))
            .map(str::to_owned)
            .collect();
        let mut new = Vec::new();
        for Made { mut planned, places } in made {
            let id = names::free(&planned.id, &ids);
            ids.insert(id.clone());
            finish(&mut planned, &id, &places);
            match self.checked(&planned) {
                Ok((claim, node)) => {
                    new.push(New { number: planned.number, annotation: planned.annotation, claim, node });
                }
                Err(reasons) => self.keep(planned.number, reasons),
            }
        }
        if new.is_empty() {
            return;
        }
        match file::with_claims(self.ground.claims_path(article), before.as_ref(), &new) {
            Ok(write) => {
                self.import.taken += new.len();
                self.import.writes.push(write);
            }
            Err(refusal) => {
                let place = Span::start_of(&article.parsed.path);
                self.import.diagnostics.push(problems::claims_not_added(
                    &article.parsed.claims.path,
                    &refusal,
                    place,
                ));
            }
        }
    }

    /// Those whose words stand in the article, or that quote none.
    fn found(&mut self, article: &ReadArticle, planned: Vec<Planned<'a>>) -> Vec<Made<'a>> {
        let sought: Vec<Sought<'_>> = planned
            .iter()
            .flat_map(|planned| planned.annotation.targets.iter().map(move |target| (planned, target)))
            .filter_map(|(planned, target)| {
                let quote = target.quote.as_ref()?;
                let Target { position, part, .. } = *target;
                Some(Sought { claim: &planned.id, quote, position, part })
            })
            .collect();
        let mut placed = place::place(article, &sought, self.input).into_iter();
        let counts: Vec<usize> = planned
            .iter()
            .map(|p| p.annotation.targets.iter().filter(|target| target.quote.is_some()).count())
            .collect();
        let mut made = Vec::new();
        for (planned, count) in planned.into_iter().zip(counts) {
            let results: Vec<_> = placed.by_ref().take(count).collect();
            let reasons: Vec<Diagnostic> =
                results.iter().filter_map(|result| result.as_ref().err()).flatten().cloned().collect();
            let places: Vec<Place> = results.into_iter().flatten().collect();
            let parts: BTreeSet<Part> = places.iter().map(|place| place.passage.part).collect();
            if places.len() < count {
                self.keep(planned.number, reasons);
            } else if parts.len() > 1 {
                let place = Span::new(&self.input.path, planned.annotation.place());
                self.keep(
                    planned.number,
                    vec![problems::annotation_kept("its passages stand in several parts", place)],
                );
            } else {
                made.push(Made { planned, places });
            }
        }
        made
    }

    /// The claim as its file would say it, if that can be read again.
    fn checked(&self, planned: &Planned<'_>) -> Result<(Claim, Rc<Node>), Vec<Diagnostic>> {
        let node = planned.draft.node(planned.annotation.range);
        let mut findings = Findings::new(&self.input.path, &self.input.text);
        let claim = read::<Claim>(&node, &mut findings);
        let told = findings.into_diagnostics();
        claim.filter(|_| told.is_empty()).map(|claim| (claim, node)).ok_or(told)
    }

    fn keep(&mut self, number: usize, reasons: Vec<Diagnostic>) {
        self.kept.insert(number);
        for mut reason in reasons.into_iter().map(Diagnostic::softened) {
            // A fix would change the imported file, which is not the site's.
            reason.fixes.clear();
            self.import.diagnostics.push(reason);
        }
    }

    fn finish(mut self, annotations: &[Annotation]) -> Import {
        self.import.kept = self.kept.len();
        let kept = self.kept.iter().filter_map(|number| annotations.get(*number));
        let texts: Vec<&str> =
            kept.filter_map(|annotation| self.input.text.get(annotation.range.usize())).collect();
        if !texts.is_empty() {
            let text = format!("[\n{}\n]\n", texts.join(",\n"));
            self.import.rest = Some(Rest { text, extension: "json" });
        }
        self.import
    }
}

/// The keys that name things of the site.
const REFERENCES: [&str; 10] =
    ["speaker", "to", "via", "affirms", "denies", "declines", "qualifies", "retracts", "repeats", "sources"];

fn topics(tag: &Spanned<String>) -> Spanned<String> {
    Spanned { value: "topics".to_owned(), range: tag.range }
}

/// Gives a claim its id and its words, as the article has them.
fn finish(planned: &mut Planned<'_>, id: &str, places: &[Place]) {
    let range = planned.annotation.range;
    let quotes: Vec<&Quote> =
        planned.annotation.targets.iter().filter_map(|target| target.quote.as_ref()).collect();
    planned.draft.set_text("id", id, range);
    let nodes: Vec<Rc<Node>> = places.iter().zip(quotes).map(|(place, quote)| words(place, quote)).collect();
    let entry = |node| (Spanned { value: "quote".to_owned(), range }, node);
    match nodes.as_slice() {
        [] => {}
        [only] => {
            let (key, node) = entry(Rc::clone(only));
            planned.draft.put(key, node);
        }
        _ => {
            let (key, node) = entry(Node::new(range, Value::Sequence(nodes)));
            planned.draft.put(key, node);
        }
    }
    match places.first().map(|place| place.passage.part) {
        Some(Part::Title) => planned.draft.text("in", "title", range),
        Some(Part::Summary) => planned.draft.text("in", "summary", range),
        _ => {}
    }
}

/// The words of a passage; with what stands around them, in whole words, where it takes that.
fn words(place: &Place, quote: &Quote) -> Rc<Node> {
    let passage = &place.passage;
    let range = quote.exact.range;
    let exact = Node::scalar(range, &*passage.exact, Style::Text);
    let (prefix, suffix) = (
        longer(&passage.prefix, &quote.prefix, place).unwrap_or_else(|| whole_before(&passage.prefix)),
        longer(&passage.suffix, &quote.suffix, place).unwrap_or_else(|| whole_after(&passage.suffix)),
    );
    if !place.pinned || (prefix.is_empty() && suffix.is_empty()) {
        return exact;
    }
    let entry = |key: &str, node| Entry::new(Spanned { value: key.to_owned(), range }, node);
    let mut entries = vec![entry("exact", exact)];
    for (key, text) in [("prefix", prefix), ("suffix", suffix)] {
        if !text.is_empty() {
            entries.push(entry(key, Node::scalar(range, text, Style::Text)));
        }
    }
    Node::new(range, Value::Mapping(entries))
}

/// What the annotation says of one side, where that is more: it may take all of it to tell places apart.
fn longer<'a>(found: &str, given: &'a Option<Spanned<String>>, place: &Place) -> Option<&'a str> {
    let given = given.as_ref().filter(|_| place.whole)?.trim();
    (given.chars().count() > found.chars().count()).then_some(given)
}

/// A prefix of up to 32 characters without the word that it may begin in the middle of.
fn whole_before(prefix: &str) -> &str {
    const FULL: usize = 32;
    let cut = if prefix.chars().count() < FULL {
        Some(prefix)
    } else {
        prefix.split_once(' ').map(|(_, rest)| rest)
    };
    cut.unwrap_or(prefix).trim()
}

fn whole_after(suffix: &str) -> &str {
    const FULL: usize = 32;
    let cut = if suffix.chars().count() < FULL {
        Some(suffix)
    } else {
        suffix.rsplit_once(' ').map(|(rest, _)| rest)
    };
    cut.unwrap_or(suffix).trim()
}

/// Whether the site, or this import, has the claim already: the same words by the same speaker, and the same
/// text or the id that the annotation gives.
fn already_there(article: &ReadArticle, made: &[Made<'_>], new: &Made<'_>) -> bool {
    let claims = &article.parsed.claims;
    let draft = &new.planned.draft;
    let text = |key| draft.get(key).and_then(Node::text).map(str::trim);
    let trimmed = |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.trim().to_owned());
    let same = |(claim, passages): (&Claim, &Vec<Passage>)| {
        let texts = trimmed(&claim.note).as_deref() == text("note")
            && trimmed(&claim.statement).as_deref() == text("statement");
        let given = draft.has("id") && claim.id.value == new.planned.id;
        new.stands_at(passages.iter()) && text("speaker") == Some(&*claim.speaker.value) && (texts || given)
    };
    let again = |other: &Made<'_>| {
        let key = |key: &str| {
            (draft.get(key).and_then(Node::text), other.planned.draft.get(key).and_then(Node::text))
        };
        let alike = ["speaker", "note", "statement", "id"].into_iter().map(key).all(|(a, b)| a == b);
        new.stands_at(other.places.iter().map(|place| &place.passage)) && alike
    };
    claims.entries.iter().zip(&article.anchored.passages).any(same) || made.iter().any(again)
}
