//! The notes of an article: one list for claims, footnotes and citations (format, section 3).

use serde::Serialize;

use crate::anchor::{self, NoteOf};
use crate::model::{ArticleIx, ByHandle, ClaimIx, SourceIx};
use crate::plan::cite::{self, CitedNote, Trail};
use crate::plan::frame::Link;
use crate::plan::proof::{ProofView, proof};
use crate::plan::telling::{Taken, Telling, by_stance, source_address, telling};
use crate::plan::{Desk, Route, prose};
use crate::resolve::corpus::Support;

/// An item of the list: `claim`, or `footnote_html`, or `citations` alone says what it is about.
#[derive(Serialize)]
pub struct Note {
    pub number: u32,
    /// `claim`, `footnote` or `citation`.
    pub kind: &'static str,
    pub claim: Option<ClaimNote>,
    pub footnote_html: Option<String>,
    /// Of a claim, its sources.
    pub citations: Vec<Cited>,
    /// One for each marker: what it leads back to, and its name.
    pub backlinks: Vec<Link>,
}

/// A source, as the citation style formats it, and what always follows.
#[derive(Serialize)]
pub struct Cited {
    pub citation_html: String,
    pub trail: Trail,
    /// Of a claim's source: what its stored copy says about the claim's words.
    pub proof: Option<ProofView>,
    /// Its entry in the list of sources.
    pub entry: String,
}

/// What the note of a claim says.
#[derive(Serialize)]
pub struct ClaimNote {
    /// The id at which a claim without a quote is found; the others stand in the text.
    pub fragment: Option<String>,
    pub telling: Telling,
    /// The positions, those of one stance together.
    pub positions: Vec<Taken>,
    /// The page of the claim, where it has one.
    pub page: Option<String>,
    /// The claim as a card, where no page of its own leads to that.
    pub card: Option<String>,
    /// The editor's note.
    pub note_html: Option<String>,
    #[serde(skip)]
    has_code: bool,
}

impl Note {
    /// Whether the page needs the style sheet for code because of it.
    pub fn has_code(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.has_code)
    }
}

/// The notes in the order of their numbers. `footnotes` are the texts of footnotes by name, in the
/// same order.
pub fn notes(desk: &Desk<'_>, ix: ArticleIx, footnotes: Vec<(Box<str>, String)>) -> Vec<Note> {
    let mut footnotes = footnotes.into_iter().peekable();
    let anchored = &desk.edition.prose.articles.at(ix).anchored;
    let cited = cited(desk, ix, &anchored.notes);
    let mut notes = Vec::with_capacity(anchored.notes.len());
    for ((note, citations), number) in anchored.notes.iter().zip(cited).zip(1..) {
        let mut written = Note {
            number,
            kind: "citation",
            claim: None,
            footnote_html: None,
            citations,
            backlinks: backlinks(number, note.markers),
        };
        match &note.of {
            NoteOf::Claim(entry) => {
                written.kind = "claim";
                written.claim = Some(claim_note(desk, ix, *entry));
            }
            NoteOf::Footnote(name) => {
                written.kind = "footnote";
                written.footnote_html = footnotes.next_if(|(of, _)| of == name).map(|(_, html)| html);
            }
            NoteOf::Citation(_) => {}
        }
        notes.push(written);
    }
    notes
}

/// The citations of each note. The style sees all of them at once, since it cites a source in another
/// form when it comes again.
fn cited(desk: &Desk<'_>, ix: ArticleIx, notes: &[anchor::Note]) -> Vec<Vec<Cited>> {
    let named: Vec<Vec<Named<'_>>> = notes.iter().map(|note| named(desk, ix, &note.of)).collect();
    let planned = named.iter().zip(1..).map(|(named, number)| CitedNote {
        number,
        cites: named
            .iter()
            .map(|named| cite::Cited { source: named.source, locator: named.locator })
            .collect(),
    });
    let citer = desk.edition.citer;
    let citations = citer.notes(&planned.collect::<Vec<_>>());
    let with_trail = |(citation, named): (cite::Citation, &Named<'_>)| Cited {
        citation_html: citation.html,
        trail: citer.trail(named.source, named.url),
        proof: named.support.and_then(|(claim, support)| proof(desk, claim, support)),
        entry: source_address(desk, named.source),
    };
    let note =
        |(citations, named): (Vec<_>, &Vec<_>)| citations.into_iter().zip(named).map(with_trail).collect();
    citations.into_iter().zip(&named).map(note).collect()
}

/// A source as a note names it.
struct Named<'a> {
    source: SourceIx,
    locator: Option<&'a str>,
    /// The place inside the source that a claim gives.
    url: Option<&'a str>,
    /// What it is to a claim.
    support: Option<(ClaimIx, &'a Support)>,
}

fn named<'a>(desk: &Desk<'a>, article: ArticleIx, of: &'a NoteOf) -> Vec<Named<'a>> {
    let corpus = desk.edition.corpus;
    match of {
        NoteOf::Claim(entry) => {
            let claim = ClaimIx::new(corpus.article(article).claims.start + entry);
            let named = move |from: &'a Support| Named {
                source: from.source,
                locator: from.locator.as_deref(),
                url: from.url.as_deref(),
                support: Some((claim, from)),
            };
            corpus.claim(claim).sources.iter().map(named).collect()
        }
        NoteOf::Citation(cites) => {
            let named = |cite: &'a anchor::Cite| {
                let source = prose::source(desk, &cite.key)?;
                Some(Named { source, locator: cite.locator.as_deref(), url: None, support: None })
            };
            cites.iter().filter_map(named).collect()
        }
        NoteOf::Footnote(_) => Vec::new(),
    }
}

fn claim_note(desk: &Desk<'_>, article: ArticleIx, entry: usize) -> ClaimNote {
    let ix = ClaimIx::new(desk.edition.corpus.article(article).claims.start + entry);
    let claim = desk.edition.corpus.claim(ix);
    let parsed = &desk.edition.prose.articles.at(article).parsed;
    let note = parsed.claims.entries.get(claim.entry).and_then(|entry| entry.note.as_ref());
    let note = note.map(|note| prose::blocks(desk, article, note));
    let telling = telling(desk, ix);
    ClaimNote {
        fragment: claim.quotes.is_empty().then(|| format!("claim-{}", claim.id)),
        positions: by_stance(&telling.positions),
        page: desk.edition.has_page(ix).then(|| telling.url.clone()),
        card: (!desk.edition.has_page(ix)).then(|| desk.route(Route::Card(ix))),
        has_code: note.as_ref().is_some_and(|note| note.has_code),
        note_html: note.map(|note| note.html),
        telling,
    }
}

/// The ways back to the markers of a note.
fn backlinks(number: u32, markers: u32) -> Vec<Link> {
    let link = |place: u32| Link {
        name: if place == 1 {
            "Back to the text".to_owned()
        } else {
            format!("Back to the text, place {place}")
        },
        url: if place == 1 { format!("#ref-{number}") } else { format!("#ref-{number}-{place}") },
    };
    (1..=markers).map(link).collect()
}
