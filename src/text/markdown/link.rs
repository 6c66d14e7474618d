//! Links and images as they were typed.

use std::ops::Range;

use crate::diag::{self, Spanned};

use super::{Event, Kind, Tag, parse};

/// A link, or the address of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address as typed, entities and escapes resolved.
    pub url: Spanned<String>,
    pub image: bool,
}

/// What a text and its footnotes refer to. Places are bytes of the Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Links and images.
    pub links: Vec<Link>,
    /// The keys of sources that are cited.
    pub keys: Vec<Spanned<String>>,
}

pub fn references(source: &str) -> References {
    let document = parse(source);
    let footnotes = document.footnotes.iter().flat_map(|footnote| &footnote.events);
    let mut references = References::default();
    for event in document.events.iter().chain(footnotes) {
        references.links.extend(event.link(source));
        if let Kind::Citation(cites) = &event.kind {
            references.keys.extend(cites.iter().map(|placed| Spanned {
                value: placed.cite.key.to_string(),
                range: diag::Range::new(placed.key.start, placed.key.end),
            }));
        }
    }
    references
}

impl Event<'_> {
    /// The link or image that begins here, in the Markdown in which the event was read.
    pub fn link(&self, source: &str) -> Option<Link> {
        let (address, image) = match &self.kind {
            Kind::Open(Tag::Link(address)) => (address, false),
            Kind::Open(Tag::Image(address)) => (address, true),
            _ => return None,
        };
        let place = place(source, self.source.clone(), &address.url);
        let range = diag::Range::new(place.start, place.end);
        Some(Link { url: Spanned { value: address.url.to_string(), range }, image })
    }
}

/// The address inside its element; the whole element where it is not written out there, as in a link
/// by reference.
fn place(source: &str, element: Range<usize>, url: &str) -> Range<usize> {
    let found = source.get(element.clone()).filter(|_| !url.is_empty()).and_then(|text| text.rfind(url));
    found.map_or(element.clone(), |at| element.start + at..element.start + at + url.len())
}
