//! A claim as a card, for other people's pages: what it says in small, on a page without a menu and without a
//! script. And how a page comes by it: the snippet, and the oEmbed document (version 1.0) that programs find.

use serde::Serialize;
use serde_json::json;

use crate::model::ClaimIx;

use super::frame::{Alternate, Frame};
use super::telling::{Telling, telling};
use super::{Desk, Page, Route, View};

/// The folder of the cards, and the name of the document beside each.
pub const FOLDER: &str = "embed";
pub const OEMBED: &str = "oembed.json";

/// What a frame that shows the card may do: lead the reader to the site, when asked to.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/// How wide a card is meant to be, in pixels of CSS; it is at ease from 240.
const WIDTH: usize = 600;

/// The page at `/embed/ARTICLE/ID/`.
#[derive(Serialize)]
pub struct Card {
    /// "Dmitry Peskov, 9 February 2025".
    pub title: String,
    pub claim: Telling,
}

/// How a claim's page offers the card.
#[derive(Serialize)]
pub struct Embed {
    pub card: String,
    /// HTML to be copied, as text; none where the site does not know its address.
    pub snippet: Option<String>,
}

pub fn view<'a>(desk: &Desk<'_>, ix: ClaimIx) -> View<'a> {
    let claim = telling(desk, ix);
    let title = title(&claim);
    let mut frame = Frame::new(desk, title.clone());
    frame.canonical = desk.edition.claim_on_the_web(ix);
    frame.feeds.clear();
    frame.alternates.extend(alternate(desk, ix));
    View::html(frame, Page::Card(Box::new(Card { title, claim })))
}

/// Who says it, and when.
pub fn title(claim: &Telling) -> String {
    format!("{}, {}", claim.speaker.name, claim.when.words)
}

/// The way to the oEmbed document; absolute, since it is other people's programs that follow it.
pub fn alternate(desk: &Desk<'_>, ix: ClaimIx) -> Option<Alternate> {
    let url = desk.absolute(&Route::Oembed(ix).path(desk.edition.corpus))?;
    Some(Alternate { name: "This claim as a card".to_owned(), url, kind: "application/json+oembed" })
}

/// What a claim's page says of its card.
pub fn embed(desk: &Desk<'_>, ix: ClaimIx, claim: &Telling) -> Embed {
    Embed { card: desk.route(Route::Card(ix)), snippet: snippet(desk, ix, claim) }
}

/// The oEmbed document of a card. Only asked where the site has an address.
pub fn oembed(desk: &Desk<'_>, ix: ClaimIx) -> String {
    let edition = desk.edition;
    let claim = telling(desk, ix);
    let speaker = Route::Speaker(edition.corpus.claim(ix).speaker).path(edition.corpus);
    let document = json!({
        "version": "1.0",
        "type": "rich",
        "title": title(&claim),
        "author_name": claim.speaker.name,
        "author_url": edition.absolute(&speaker),
        "provider_name": edition.corpus.settings.title,
        "provider_url": edition.absolute(&Route::Home.path(edition.corpus)),
        "html": snippet(desk, ix, &claim),
        "width": WIDTH,
        "height": height(&claim),
    });
    format!("{document}\n")
}

fn snippet(desk: &Desk<'_>, ix: ClaimIx, claim: &Telling) -> Option<String> {
    let address = desk.absolute(&Route::Card(ix).path(desk.edition.corpus))?;
    let title = format!("{} · {}", title(claim), desk.edition.corpus.settings.title);
    let (address, title) = (attribute(&address), attribute(&title));
    let height = height(claim);
    Some(format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"{WIDTH}\" height=\"{height}\" \
         style=\"max-width: 100%; border: 0\" sandbox=\"{SANDBOX}\" loading=\"lazy\"></iframe>"
    ))
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How high the card is about to be at its width, in pixels of CSS: nobody's script can ask it. A card that
/// needs more scrolls.
fn height(claim: &Telling) -> usize {
    /// Letters that stand in a line of the card, on average of several claims.
    const LINE: usize = 62;
    const FRAME: usize = 160;
    const LEADING: usize = 27;
    let lines = |text: &str| text.chars().count().div_ceil(LINE);
    let statement = claim.statement_html.as_deref();
    let words = claim.quotes.iter().map(|quote| lines(quote)).sum::<usize>();
    let words = words + statement.map_or(0, lines);
    let position: usize =
        claim.taken.iter().flat_map(|taken| &taken.targets).map(|on| on.name.len() + 10).sum();
    let told = claim.role.as_deref().map_or(0, str::len) + position;
    let source: usize = claim.to.iter().map(|to| to.name.len() + 5).sum::<usize>() + claim.chain.len();
    let words = words + usize::from(!claim.verdicts.is_empty());
    (FRAME + LEADING * (words + told.div_ceil(LINE) + source.div_ceil(LINE))).min(800)
}
