//! RFC 4287 as rules that a feed must keep. What the RFC allows and no feed of ours has is not known here,
//! and so is refused.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;
use quick_xml::reader::Reader;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// An element without mixed content.
#[derive(Debug, Default)]
pub struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    pub fn all(&self, name: &'static str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the only child of this name.
    pub fn text(&self, name: &'static str) -> &str {
        let found: Vec<&Self> = self.all(name).collect();
        let [only] = found[..] else { panic!("{} `{name}` in {self:?}", found.len()) };
        &only.text
    }

    /// Where the only link of a relation leads.
    pub fn link(&self, rel: &str) -> &str {
        let found: Vec<&Self> = self.all("link").filter(|link| link.attributes["rel"] == rel).collect();
        let [only] = found[..] else { panic!("{} links to {rel} in {self:?}", found.len()) };
        &only.attributes["href"]
    }
}

/// Reads a feed, and holds it to the rules.
pub fn held(text: &str) -> Element {
    assert!(text.chars().all(is_char), "a character that XML does not have");
    let feed = read(text);
    assert_eq!((feed.name.as_str(), feed.attributes["xmlns"].as_str()), ("feed", ATOM));
    let known = ["id", "title", "updated", "author", "link", "generator", "entry"];
    hold(&feed, &known, &["id", "title", "updated"], &["generator"]);
    let mut seen = BTreeSet::new();
    for entry in feed.all("entry") {
        let known = ["id", "title", "updated", "published", "author", "link", "summary", "category"];
        hold(entry, &known, &["id", "title", "updated"], &["published", "summary"]);
        // Section 4.1.2: without content there must be a link; 4.1.1: an author here or above.
        entry.link("alternate");
        assert!(entry.all("author").chain(feed.all("author")).next().is_some());
        assert!(seen.insert((entry.text("id"), entry.text("updated"))), "twice: {entry:?}");
    }
    feed
}

fn hold(element: &Element, known: &[&str], once: &[&'static str], at_most_once: &[&'static str]) {
    for child in &element.children {
        assert!(known.contains(&child.name.as_str()), "{child:?}");
        match child.name.as_str() {
            "title" | "summary" => assert!(child.attributes.get("type").is_none_or(|kind| kind == "text")),
            "link" => address(&child.attributes["href"]),
            "category" => assert!(!child.attributes["term"].is_empty()),
            "author" => {
                assert_eq!(child.all("name").count(), 1, "{child:?}");
                assert!(child.children.iter().all(|part| part.name == "name"), "{child:?}");
            }
            _ => {}
        }
        assert!(child.children.is_empty() || matches!(child.name.as_str(), "author" | "entry"), "{child:?}");
    }
    for &name in once {
        assert_eq!(element.all(name).count(), 1, "{name} in {element:?}");
    }
    for &name in at_most_once {
        assert!(element.all(name).count() <= 1, "{name} in {element:?}");
    }
    address(element.text("id"));
    // Section 4.1.1: no two alternate links of one type and language.
    let alternates = element.all("link").filter(|link| link.attributes["rel"] == "alternate");
    assert!(alternates.count() <= 1);
    for name in ["updated", "published"] {
        element.all(name).for_each(|date| instant(&date.text));
    }
}

/// Section 4.2.6: absolute, and as it is compared, which is letter by letter.
fn address(text: &str) {
    let (scheme, rest) = text.split_once("://").unwrap_or_else(|| panic!("{text} is not absolute"));
    assert!(scheme == "https" && !rest.is_empty(), "{text}");
    assert!(
        !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c)),
        "{text}"
    );
}

/// Section 3.3: RFC 3339 with a large `T`, and `Z` or an offset.
fn instant(text: &str) {
    assert!(text.len() >= 20 && text.as_bytes()[10] == b'T', "{text}");
    assert!(text.parse::<jiff::Timestamp>().is_ok(), "{text}");
}

/// XML 1.0, section 2.2, without what it discourages.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn read(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(begun(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(begun(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.decode().unwrap()),
            Event::CData(text) => open.last_mut().unwrap().text.push_str(&text.decode().unwrap()),
            Event::GeneralRef(name) => {
                let letter = match name.resolve_char_ref().unwrap() {
                    Some(letter) => letter.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name.decode().unwrap())
                        .unwrap()
                        .to_owned(),
                };
                open.last_mut().unwrap().text.push_str(&letter);
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("not in a feed: {other:?}"),
        }
    }
    let [document] = &mut open[..] else { panic!("not closed: {open:?}") };
    assert_eq!(document.children.len(), 1);
    document.children.pop().unwrap()
}

fn begun(start: &quick_xml::events::BytesStart<'_>) -> Element {
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (
            utf8(attribute.key.as_ref()),
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned(),
        )
    });
    Element { name: utf8(start.name().as_ref()), attributes: attributes.collect(), ..Element::default() }
}
