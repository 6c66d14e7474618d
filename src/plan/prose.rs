//! Markdown of the site's texts -> HTML, as seen from the page on which it stands: this is where
//! their links and citations find their way.

use crate::anchor::{Cite, NoteOf};
use crate::model::{ArticleIx, ByHandle, ClaimIx, EventIx, PageIx, SitePath, SourceIx, SpeakerIx};
use crate::parse::article::Body;
use crate::resolve::links::{Leads, follow};

use super::body::{self, ArticleHtml, Html, escape};
use super::cite::{Cited, CitedNote, Trail};
use super::telling::stands;
use super::{Desk, Route};

/// An article with its marks and markers.
pub fn article(desk: &Desk<'_>, ix: ArticleIx) -> ArticleHtml {
    let text = desk.edition.prose.articles.at(ix);
    let names = note_names(desk, ix);
    let name = |number: u32| names.get(number as usize - 1).cloned().unwrap_or_default();
    in_article(desk, ix).write(&name, |hands| body::article(&text.parsed, &text.anchored, hands))
}

/// The front page's own text; `None` where there is none.
pub fn front_page(desk: &Desk<'_>) -> Option<Html> {
    let page = desk.edition.prose.front_page.as_ref()?;
    written(desk, &page.path, Route::Home, &page.body)
}

/// The text of a free page.
pub fn page(desk: &Desk<'_>, ix: PageIx) -> Html {
    let page = desk.edition.prose.pages.at(ix);
    written(desk, &page.path, Route::Page(ix), &page.body).unwrap_or_default()
}

/// The biography of a speaker; `None` where there is none.
pub fn speaker(desk: &Desk<'_>, ix: SpeakerIx) -> Option<Html> {
    let speaker = desk.edition.prose.speakers.get(ix.index())?;
    written(desk, &speaker.path, Route::Speaker(ix), &speaker.body)
}

/// The background of an event; `None` where there is none.
pub fn event(desk: &Desk<'_>, ix: EventIx) -> Option<Html> {
    let event = desk.edition.prose.events.get(ix.index())?;
    written(desk, &event.path, Route::Event(ix), &event.body)
}

/// Markdown of one paragraph that belongs to an article or one of its claims, without the paragraph.
/// A claims file stands in the folder of its article, so that links begin at the same place.
pub fn paragraph(desk: &Desk<'_>, article: ArticleIx, markdown: &str) -> String {
    in_article(desk, article).write(&unnamed, |hands| body::paragraph(markdown, hands))
}

/// Markdown of several blocks that belongs to a claim of an article.
pub fn blocks(desk: &Desk<'_>, article: ArticleIx, markdown: &str) -> Html {
    in_article(desk, article).write(&unnamed, |hands| body::blocks(markdown, hands))
}

fn written(desk: &Desk<'_>, input: &str, route: Route, text: &Body) -> Option<Html> {
    let markdown = text.markdown();
    let typed = Typed { desk, input, page: route.path(desk.edition.corpus) };
    let html = || typed.write(&unnamed, |hands| body::markdown(markdown, hands));
    (!markdown.trim().is_empty()).then(html)
}

/// The names of markers that have no note to speak of.
fn unnamed(number: u32) -> String {
    format!("Note {number}")
}

/// What a screen reader says of each marker: number, speaker, stance.
fn note_names(desk: &Desk<'_>, ix: ArticleIx) -> Vec<String> {
    let corpus = desk.edition.corpus;
    let notes = &desk.edition.prose.articles.at(ix).anchored.notes;
    let name = |(note, number): (&crate::anchor::Note, u32)| match &note.of {
        NoteOf::Claim(entry) => {
            let claim = corpus.claim(ClaimIx::new(corpus.article(ix).claims.start + entry));
            let mut verbs: Vec<_> = stands(desk, claim).iter().map(|stand| stand.verb).collect();
            verbs.dedup();
            let verbs = if verbs.is_empty() { String::new() } else { format!(" {}", verbs.join(" and ")) };
            format!("Note {number}: {}{verbs}", corpus.speaker(claim.speaker).name)
        }
        NoteOf::Footnote(_) => unnamed(number),
        NoteOf::Citation(cites) if cites.len() > 1 => format!("Note {number}: sources"),
        NoteOf::Citation(_) => format!("Note {number}: source"),
    };
    notes.iter().zip(1..).map(name).collect()
}

fn in_article<'a>(desk: &'a Desk<'a>, ix: ArticleIx) -> Typed<'a> {
    let input = &desk.edition.prose.articles.at(ix).parsed.path;
    Typed { desk, input, page: Route::Article(ix).path(desk.edition.corpus) }
}

/// Where a text was typed.
struct Typed<'a> {
    /// The page on which it is shown.
    desk: &'a Desk<'a>,
    /// The path of its file.
    input: &'a str,
    /// The page of its own, at which its links begin.
    page: SitePath,
}

impl Typed<'_> {
    fn write<T>(&self, name: &dyn Fn(u32) -> String, write: impl FnOnce(&body::Desk<'_>) -> T) -> T {
        let link = |url: &str, image: bool| self.link(url, image);
        let cite = |cites: &[Cite]| self.cite(cites);
        let raw_html = self.desk.edition.corpus.settings.raw_html;
        write(&body::Desk { link: &link, cite: &cite, name, raw_html })
    }

    fn link(&self, url: &str, image: bool) -> Option<String> {
        let addresses = &self.desk.edition.corpus.addresses;
        match follow(addresses, self.input, &self.page, url, image) {
            Leads::Out => Some(url.to_owned()),
            Leads::Within if self.page == *self.desk.here => Some(url.to_owned()),
            Leads::Within => Some(self.desk.to(&self.page) + url.trim()),
            Leads::To { address, fragment, .. } | Leads::Address(address, fragment) => {
                Some(self.desk.to(&address) + &fragment)
            }
            Leads::Dead | Leads::Unsafe => None,
        }
    }

    /// Citations that stand in the text, each with its trail.
    fn cite(&self, cites: &[Cite]) -> String {
        let desk = self.desk;
        let known = |cite: &'_ Cite| source(desk, &cite.key);
        let sources: Vec<SourceIx> = cites.iter().filter_map(known).collect();
        let locators = cites.iter().filter(|cite| known(cite).is_some()).map(|cite| cite.locator.as_deref());
        let cites =
            sources.iter().zip(locators).map(|(&source, locator)| Cited { source, locator }).collect();
        let citer = desk.edition.citer;
        let citations = citer.notes(&[CitedNote { number: 1, cites }]).pop().unwrap_or_default();
        let with_trail = citations.into_iter().zip(sources);
        let html = with_trail.map(|(citation, source)| citation.html + &trail(&citer.trail(source, None)));
        html.collect::<Vec<_>>().join("; ")
    }
}

/// The source of a key; `None` for a key that was complained of when references were looked up.
pub fn source(desk: &Desk<'_>, key: &str) -> Option<SourceIx> {
    let sources = &desk.edition.corpus.sources;
    sources.binary_search_by(|source| (*source.key).cmp(key)).ok().map(SourceIx::new)
}

/// A trail as the templates print it.
fn trail(trail: &Trail) -> String {
    let mut html = String::new();
    if let Some(url) = &trail.url {
        let url = escape(url);
        html += &format!(" <a class=\"url\" href=\"{url}\">{url}</a>");
    }
    if let Some(accessed) = &trail.accessed {
        html += &format!(" <span class=\"accessed\">Accessed {}.</span>", escape(accessed));
    }
    for url in &trail.archived {
        html += &format!(" <a class=\"archived\" href=\"{}\">Archived copy</a>", escape(url));
    }
    html
}
