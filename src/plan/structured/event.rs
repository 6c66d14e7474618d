//! An event's page. To search engines an `Event` is one that took place: only where every party says so.

use serde_json::Value;

use crate::model::EventIx;
use crate::plan::{Edition, Route};
use crate::record::EventStanding;

use super::{Node, address, date, named};

pub fn nodes(edition: &Edition<'_>, ix: EventIx) -> Vec<Value> {
    let event = edition.corpus.event(ix);
    let standing = edition.record.events.get(ix.index()).map(|record| record.standing);
    if standing != Some(EventStanding::Confirmed) {
        return Vec::new();
    }
    let place = event.place.as_deref().map(|place| Node::new("Place").with("name", place));
    let parties = event.parties.iter().map(|&party| named(edition, party)).collect::<Vec<_>>();
    let node = Node::new("Event")
        .with("@id", address(edition, Route::Event(ix)))
        .with("url", address(edition, Route::Event(ix)))
        .with("name", event.name.as_str())
        .with("startDate", event.date.as_ref().and_then(date))
        .with("location", place)
        .with("about", parties);
    vec![node.into_value()]
}
