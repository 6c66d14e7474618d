//! Sources and locators -> citations, as the site's CSL style makes them (format, sections 3 and 6).
//!
//! Goes in: the corpus' sources, and for one article the list of its notes. Comes out: HTML in which
//! nothing that a writer typed is markup but CSL's own, and plain text. The address, the day of access
//! and archived copies are kept out of the style's hands: they follow every citation as its [`Trail`].

mod item;
mod locator;
mod markup;
mod sound;
mod style;

use std::collections::HashSet;
use std::sync::OnceLock;

use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::json::Item;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChildren,
    Rendered,
};
use serde::Serialize;

use crate::model::{ByHandle, SourceIx};
use crate::resolve::Corpus;

use item::Prepared;
use locator::Locator;
pub use style::Style;
use style::Subsequent;

/// Formats the citations of one corpus in one style. Shared by threads; an item is prepared, and its
/// full form made, when it is first asked for.
#[derive(Clone, Copy)]
pub struct Citer<'a> {
    style: &'a Style,
    corpus: &'a Corpus,
    made: &'a Made,
}

/// What has been made of the sources of one corpus in one style, each when it was first asked for.
pub struct Made(Vec<OfSource>);

#[derive(Default)]
struct OfSource {
    prepared: OnceLock<Prepared>,
    entry: OnceLock<Citation>,
    /// What is cited again, where that is one form.
    later: OnceLock<Citation>,
}

impl Made {
    /// Nothing yet.
    pub fn none(corpus: &Corpus) -> Self {
        Self(corpus.sources.iter().map(|_| OfSource::default()).collect())
    }
}

/// A note of an article, and what it cites, in order.
#[derive(Clone, Debug, Default)]
pub struct CitedNote<'a> {
    /// From 1.
    pub number: u32,
    pub cites: Vec<Cited<'a>>,
}

/// One source in one note.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    pub source: SourceIx,
    /// As typed: `p. 3`, `ch. 2`, `0:45`.
    pub locator: Option<&'a str>,
}

/// What the style makes of a source. It ends with a full stop in styles that end notes with one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Safe to put into a page: `i`, `b`, `u`, `sup`, `sub`, `span` and links to `https:` at most.
    pub html: String,
    pub text: String,
}

/// What follows a citation, always (format, section 6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trail {
    pub url: Option<String>,
    /// The day of access, in words.
    pub accessed: Option<String>,
    pub archived: Vec<String>,
}

impl<'a> Citer<'a> {
    /// `made` is of the same corpus and the same style.
    pub fn new(style: &'a Style, corpus: &'a Corpus, made: &'a Made) -> Self {
        Self { style, corpus, made }
    }

    /// The citations of one article, by note and in each note by source: in full where a source is
    /// first cited, in the style's short form afterwards, each with its locator. `notes` are in the
    /// order of their numbers.
    pub fn notes(&self, notes: &[CitedNote<'_>]) -> Vec<Vec<Citation>> {
        let cites = self.planned(notes);
        let citations = match self.style.subsequent {
            Subsequent::Alone => cites.iter().map(|cite| self.alone(cite)).collect(),
            _ => self.together(&cites),
        };
        let mut citations = citations.into_iter();
        notes.iter().map(|note| citations.by_ref().take(note.cites.len()).collect()).collect()
    }

    /// A source's full form: its entry in the style's bibliography or, where the style has none, its
    /// first note.
    pub fn entry(&self, source: SourceIx) -> &'a Citation {
        self.made.0.at(source).entry.get_or_init(|| {
            let cite = PlannedCite {
                number: 1,
                source,
                prepared: self.prepared(source),
                locator: None,
                first: true,
                full: self.style.csl.bibliography.is_some(),
            };
            let mut driver = BibliographyDriver::new();
            driver.citation(self.request(CitationItem::with_entry(&cite.prepared.item), cite.number));
            let Rendered { bibliography, mut citations } = self.finish(driver, &self.style.csl);
            let entry = bibliography.and_then(|mut list| list.items.pop()).map(|item| item.content);
            // Some styles keep kinds of sources out of their bibliography: Chicago, speeches.
            let entry = entry.filter(|entry| has_words(&markup::render(entry, None)));
            let note = citations.pop().map(|note| note.citation);
            self.citation(&entry.or(note).unwrap_or_default(), &cite)
        })
    }

    /// What follows a citation of the source. `url` is the one that a claim gives for its own use of
    /// the source, in place of the source's.
    pub fn trail(&self, source: SourceIx, url: Option<&str>) -> Trail {
        let source = self.corpus.source(source);
        let zone = &self.corpus.settings.timezone;
        Trail {
            url: url.or(source.url.as_deref()).map(str::to_owned),
            accessed: source.accessed.as_ref().map(|date| date.words(zone)),
            archived: source.archived.clone(),
        }
    }

    /// Each cite with the form it takes.
    fn planned<'n>(&'n self, notes: &'n [CitedNote<'_>]) -> Vec<PlannedCite<'n>> {
        let mut seen = HashSet::new();
        let cites = notes.iter().flat_map(|note| note.cites.iter().map(|cite| (note.number, cite)));
        cites
            .map(|(number, cite)| {
                let first = seen.insert(cite.source);
                PlannedCite {
                    number,
                    source: cite.source,
                    prepared: self.prepared(cite.source),
                    locator: cite.locator.and_then(locator::parse),
                    first,
                    full: match self.style.subsequent {
                        Subsequent::Alone | Subsequent::ByStyle => false,
                        Subsequent::InText => first,
                        Subsequent::Full => true,
                    },
                }
            })
            .collect()
    }

    /// A citation in a style whose citations depend on nothing around them. Most have no locator and
    /// are made once for all articles.
    fn alone(&self, cite: &PlannedCite<'_>) -> Citation {
        match (&cite.locator, cite.first) {
            (None, true) => self.entry(cite.source).clone(),
            (None, false) => self.made.0.at(cite.source).later.get_or_init(|| self.with_first(cite)).clone(),
            (Some(_), _) => self.with_first(cite),
        }
    }

    /// A citation with nothing but the first one of its source before it.
    fn with_first(&self, cite: &PlannedCite<'_>) -> Citation {
        let first = PlannedCite { number: 1, locator: None, first: true, ..cite.clone() };
        let again = PlannedCite { number: 2, ..cite.clone() };
        let mut made = if cite.first { self.together(&[again]) } else { self.together(&[first, again]) };
        made.pop().unwrap_or_default()
    }

    /// The citations of one article, by one driver, which sees them all. Its cost grows with the
    /// square of their count, by less than a microsecond a pair.
    fn together(&self, cites: &[PlannedCite<'_>]) -> Vec<Citation> {
        let mut driver = BibliographyDriver::new();
        for cite in cites {
            let locator = cite.locator.as_ref().filter(|_| !cite.full);
            let mut item = CitationItem::with_locator(&cite.prepared.item, locator.map(Locator::specific));
            item.purpose = cite.full.then_some(CitePurpose::Full);
            driver.citation(self.request(item, cite.number));
        }
        let rendered = self.finish(driver, &self.style.bare).citations;
        rendered.iter().zip(cites).map(|(note, cite)| self.citation(&note.citation, cite)).collect()
    }

    fn prepared(&self, source: SourceIx) -> &'a Prepared {
        self.made
            .0
            .at(source)
            .prepared
            .get_or_init(|| item::prepare(self.corpus.source(source), &self.corpus.settings.timezone))
    }

    /// One source a request: what follows a citation stands between it and the next one, so each
    /// ends like a note of its own.
    fn request<'c>(&'c self, item: CitationItem<'c, Item>, number: u32) -> CitationRequest<'c, Item> {
        let style = self.style;
        let locale = Some(style.locale.clone());
        CitationRequest::new(vec![item], &style.csl, locale, &style.locales, Some(number as usize))
    }

    fn finish(&self, driver: BibliographyDriver<'_, Item>, list: &IndependentStyle) -> Rendered {
        let locale = Some(self.style.locale.clone());
        driver.finish(BibliographyRequest::new(list, locale, &self.style.locales))
    }

    fn citation(&self, children: &ElemChildren, cite: &PlannedCite<'_>) -> Citation {
        let mut citation = markup::render(children, cite.prepared.date_words.as_deref());
        if !has_words(&citation) {
            return markup::plain(&self.corpus.source(cite.source).key);
        }
        if cite.full {
            self.complete(&mut citation, cite.locator.as_ref());
        }
        if self.style.stop_in_quotes {
            citation.pull_stop_into_quotes();
        }
        citation
    }

    /// Gives an entry its end, and before that a locator, for which a bibliography has no place.
    fn complete(&self, citation: &mut Citation, locator: Option<&Locator>) {
        let layout = self.style.csl.bibliography.as_ref().map(|list| &list.layout);
        if let Some(locator) = locator {
            citation.append(&format!(", {locator}."));
        } else if let Some(end) = layout.and_then(|layout| layout.suffix.as_deref())
            && !citation.text.ends_with(end)
        {
            citation.append(end);
        }
    }
}

fn has_words(citation: &Citation) -> bool {
    citation.text.contains(char::is_alphanumeric)
}

#[derive(Clone)]
struct PlannedCite<'a> {
    number: u32,
    source: SourceIx,
    prepared: &'a Prepared,
    locator: Option<Locator>,
    /// The first of its source in the article.
    first: bool,
    /// Printed as in a bibliography, and not as the style cites.
    full: bool,
}

impl Citation {
    /// Adds plain text, which replaces full stops at the end.
    fn append(&mut self, text: &str) {
        let added = markup::plain(text);
        let stops = self.html.len() - self.html.trim_end_matches('.').len();
        for (body, added) in [(&mut self.html, added.html), (&mut self.text, added.text)] {
            body.truncate(body.len().saturating_sub(stops));
            body.push_str(&added);
        }
    }

    /// The library adds the full stop at the end of a note without a look at what it follows.
    fn pull_stop_into_quotes(&mut self) {
        if !(self.html.ends_with("”.") && self.text.ends_with("”.")) {
            return;
        }
        for body in [&mut self.html, &mut self.text] {
            let title = body.len() - "”.".len();
            let title = body[..title].trim_end_matches('.').len();
            body.replace_range(title.., ".”");
        }
    }
}
