//! Markdown -> HTML: the words of an article with their marks and markers (format, sections 3 and 8),
//! and the texts of all other pages.
//!
//! What a writer typed is escaped, or is raw HTML that goes the way the configuration says.

pub mod code;
mod element;
mod escape;
mod heading;
mod marks;
mod sanitize;
mod sheet;
mod write;

use std::collections::HashMap;

use crate::anchor::{Anchored, Cite, NoteOf};
use crate::parse::article::Article;
use crate::parse::claims::Part;
use crate::parse::config::RawHtml;
use crate::text::markdown::footnote_key;
use crate::text::prose::Prose;

pub use escape::{escape, is_safe_url};

use marks::Marks;
use sanitize::Hook;
use write::{Flow, Writer};

/// What the page around a text decides.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// From the address of a link or (`true`) an image as it was typed to what the page prints, not
    /// yet escaped. `None` for what is unsafe or leads nowhere: only its words are printed.
    pub link: &'a dyn Fn(&str, bool) -> Option<String>,
    /// The HTML, without blocks, of a citation that stands where it has no note of its own: in a
    /// footnote, a biography, a statement.
    pub cite: &'a dyn Fn(&[Cite]) -> String,
    /// The accessible name of a note, which begins with its number in words such as `Note 3`.
    pub name: &'a dyn Fn(u32) -> String,
    pub raw_html: RawHtml,
}

/// The HTML of an article's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleHtml {
    /// Without blocks.
    pub title: String,
    /// Without blocks.
    pub summary: Option<String>,
    pub body: String,
    /// The footnotes that have a note, by name, in the order of their numbers: their blocks.
    pub footnotes: Vec<(Box<str>, String)>,
    /// Whether the page needs the style sheet for code.
    pub has_code: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    pub html: String,
    /// Whether the page needs the style sheet for code.
    pub has_code: bool,
}

/// The words of an article, marked and with the markers of its notes. The k-th marker of note N has
/// the fragment `ref-N`, from the second on `ref-N-K`; title, summary, body, footnotes, in this order.
pub fn article(article: &Article, anchored: &Anchored, desk: &Desk<'_>) -> ArticleHtml {
    let summary = article.front.summary.as_ref().map(|summary| Prose::read(&summary.value));
    let body = Prose::read(article.body.markdown());
    let numbers = Numbers::of_article(anchored);
    let sources = [&*article.body.input, article.front.summary.as_ref().map_or("", |summary| &summary.value)];
    let mut writer = Writer::new(desk, numbers, Hook::absent_from(&sources));
    let marks = |part| Marks::new(part, article, anchored);

    let title = writer.plain(&article.front.title.value, marks(Part::Title));
    let summary = summary.map(|prose| writer.prose(&prose, marks(Part::Summary), Flow::Inline));
    let text = writer.prose(&body, marks(Part::Body), Flow::Blocks);
    let mut footnotes = Vec::new();
    for note in &anchored.notes {
        if let NoteOf::Footnote(name) = &note.of
            && let Some(footnote) = body.document.footnote(name)
        {
            footnotes.push((name.clone(), writer.footnote(&footnote.events)));
        }
    }
    ArticleHtml { title, summary, body: text, footnotes, has_code: writer.has_code() }
}

/// A text of blocks that is no article: a biography, a background, a free page. Its footnotes follow
/// it, with the fragments `note-N` and `ref-N`: a page can hold one such text.
pub fn markdown(text: &str, desk: &Desk<'_>) -> Html {
    let prose = Prose::read(text);
    let order = write::footnote_order(&prose.document);
    let mut writer = Writer::new(desk, Numbers::of_footnotes(&order), Hook::absent_from(&[text]));
    let mut html = writer.prose(&prose, Marks::default(), Flow::Blocks);
    html.push_str(&writer.endnotes(&order));
    Html { html, has_code: writer.has_code() }
}

/// A text of blocks that stands inside another text: a note. Footnote markers are left out.
pub fn blocks(text: &str, desk: &Desk<'_>) -> Html {
    let prose = Prose::read(text);
    let mut writer = Writer::new(desk, Numbers::default(), Hook::absent_from(&[text]));
    let html = writer.prose(&prose, Marks::default(), Flow::Blocks);
    Html { html, has_code: writer.has_code() }
}

/// A text of one paragraph, without the paragraph: a statement, a note, a summary in a list. Blocks
/// that stand in it all the same follow each other as words; footnote markers are left out.
pub fn paragraph(text: &str, desk: &Desk<'_>) -> String {
    let prose = Prose::read(text);
    let mut writer = Writer::new(desk, Numbers::default(), Hook::absent_from(&[text]));
    writer.prose(&prose, Marks::default(), Flow::Inline)
}

/// The numbers to which markers lead.
#[derive(Default)]
struct Numbers {
    /// By claim.
    claims: Vec<u32>,
    /// By the keys of their names.
    footnotes: HashMap<String, u32>,
    citations: HashMap<Vec<Cite>, u32>,
}

impl Numbers {
    fn of_article(anchored: &Anchored) -> Self {
        let mut numbers = Self { claims: anchored.numbers.clone(), ..Self::default() };
        for (number, note) in (1..).zip(&anchored.notes) {
            match &note.of {
                NoteOf::Claim(_) => {}
                NoteOf::Footnote(name) => {
                    numbers.footnotes.insert(footnote_key(name), number);
                }
                NoteOf::Citation(cites) => {
                    numbers.citations.insert(cites.clone(), number);
                }
            }
        }
        numbers
    }

    fn of_footnotes(order: &[&crate::text::markdown::Definition<'_>]) -> Self {
        let keys = order.iter().map(|footnote| footnote_key(&footnote.name));
        Self { footnotes: keys.zip(1..).collect(), ..Self::default() }
    }
}
