//! Structured data: what a page says, once more for search engines and archives, as one JSON-LD graph in
//! the terms of schema.org. It says nothing that the page does not show.
//!
//! Only sites that know their address have it. What may be said of which page: a `ClaimReview` stands on
//! a claim's own page and only where it has a verdict, an `Event` only where all parties confirm it.

mod article;
mod claim;
mod event;
mod speaker;

use serde_json::{Map, Value, json};

use crate::model::{Edtf, SitePath, SourceIx, SpeakerIx};

use super::route::Route;
use super::{Desk, Edition};

/// The graph of the page at a route, ready to stand in a `script` element; `None` where there is nothing
/// to be said, or the site does not know its address.
pub fn graph(desk: &Desk<'_>, route: Route) -> Option<String> {
    let edition = desk.edition;
    edition.corpus.settings.base_url.as_ref()?;
    let mut nodes = match route {
        Route::Home => vec![site(edition)],
        Route::Article(ix) => article::nodes(desk, ix),
        Route::Speaker(ix) => speaker::nodes(edition, ix),
        Route::Event(ix) => event::nodes(edition, ix),
        Route::Claim(ix) => claim::nodes(edition, ix),
        _ => Vec::new(),
    };
    if nodes.is_empty() {
        return None;
    }
    nodes.push(publisher(edition));
    let graph = json!({ "@context": "https://schema.org", "@graph": nodes });
    // A closing tag inside a text would end the element (HTML, "Restrictions for contents of script").
    Some(graph.to_string().replace('<', "\\u003c"))
}

/// A thing in the graph, of which some things are known. What is not known is left out.
struct Node(Map<String, Value>);

impl Node {
    fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), json!(kind))]))
    }

    fn with(mut self, property: &str, value: impl Into<Known>) -> Self {
        if let Known(Some(value)) = value.into() {
            self.0.insert(property.to_owned(), value);
        }
        self
    }

    fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

/// A value, where there is one.
struct Known(Option<Value>);

impl From<&str> for Known {
    fn from(text: &str) -> Self {
        Self((!text.is_empty()).then(|| json!(text)))
    }
}

impl From<String> for Known {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<i64> for Known {
    fn from(number: i64) -> Self {
        Self(Some(json!(number)))
    }
}

impl From<Node> for Known {
    fn from(node: Node) -> Self {
        Self(Some(node.into_value()))
    }
}

impl From<Value> for Known {
    fn from(value: Value) -> Self {
        Self(Some(value))
    }
}

impl<T: Into<Known>> From<Option<T>> for Known {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self(None), Into::into)
    }
}

/// One value stands for itself, several are a list.
impl<T: Into<Known>> From<Vec<T>> for Known {
    fn from(values: Vec<T>) -> Self {
        let mut values: Vec<Value> = values.into_iter().filter_map(|value| value.into().0).collect();
        match values.len() {
            0 => Self(None),
            1 => Self(values.pop()),
            _ => Self(Some(Value::Array(values))),
        }
    }
}

fn reference(address: &str) -> Value {
    json!({ "@id": address })
}

fn site(edition: &Edition<'_>) -> Value {
    let settings = &edition.corpus.settings;
    Node::new("WebSite")
        .with("@id", address(edition, Route::Home))
        .with("url", address(edition, Route::Home))
        .with("name", settings.title.as_str())
        .with("description", settings.description.as_str())
        .with("inLanguage", settings.language.as_str())
        .with("publisher", reference(&publisher_id(edition)))
        .into_value()
}

/// Who publishes the site: the one of the configuration, else the site itself.
fn publisher(edition: &Edition<'_>) -> Value {
    let settings = &edition.corpus.settings;
    let node = Node::new("Organization").with("@id", publisher_id(edition));
    let Some(publisher) = &settings.publisher else {
        return node
            .with("name", settings.title.as_str())
            .with("url", address(edition, Route::Home))
            .into_value();
    };
    let logo = publisher.logo.as_deref().and_then(|logo| image(edition, logo));
    node.with("name", publisher.name.as_str())
        .with("url", publisher.url.as_deref())
        .with("logo", logo.map(|url| Node::new("ImageObject").with("url", url)))
        .into_value()
}

/// The address of a picture that the configuration names: as it is, or under `static/`.
fn image(edition: &Edition<'_>, path: &str) -> Option<String> {
    if path.contains("://") {
        return Some(path.to_owned());
    }
    edition.absolute(&SitePath::new(path.trim_start_matches('/'))?)
}

fn publisher_id(edition: &Edition<'_>) -> String {
    format!("{}#publisher", address(edition, Route::Home))
}

/// The absolute address of a page. Only asked where the site has one.
fn address(edition: &Edition<'_>, route: Route) -> String {
    edition.absolute(&route.path(edition.corpus)).unwrap_or_default()
}

/// A speaker in passing: by name and by the address of its page, where more is said.
fn named(edition: &Edition<'_>, ix: SpeakerIx) -> Value {
    let speaker = edition.corpus.speaker(ix);
    Node::new(speaker::kind(speaker.kind))
        .with("@id", address(edition, Route::Speaker(ix)))
        .with("name", speaker.name.as_str())
        .into_value()
}

/// A source, as the notes of the page show it.
fn source(edition: &Edition<'_>, ix: SourceIx) -> Value {
    let source = edition.corpus.source(ix);
    Node::new("CreativeWork")
        .with("name", edition.citer.entry(ix).text.as_str())
        .with("url", source.url.as_deref())
        .with("archivedAt", source.archived.iter().map(String::as_str).collect::<Vec<_>>())
        .into_value()
}

/// A date of ISO 8601; a date that says less, or says it doubtfully, is left out.
fn date(date: &Edtf) -> Option<String> {
    date.datetime_attr()
}
