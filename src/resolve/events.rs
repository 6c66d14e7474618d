//! Events.

use std::sync::Arc;

use crate::parse::event as parsed;

use super::Reading;
use super::claims::supports;
use super::corpus::Event;
use super::list::List;
use super::names::Names;

pub fn events(reading: &Reading, names: &mut Names<'_>) -> List<Event> {
    let resolve = |event: &Arc<parsed::Event>| {
        names.enter(&event.path, false);
        resolve_event(event, names)
    };
    reading.events.iter().map(resolve).collect()
}

fn resolve_event(event: &parsed::Event, names: &mut Names<'_>) -> Event {
    let front = &event.front;
    Event {
        id: Arc::clone(&event.id),
        name: front.name.value.clone(),
        kind: front.kind,
        date: front.date.as_ref().map(|date| date.value.clone()),
        parties: names.speakers(&front.parties),
        place: front.place.clone(),
        part_of: front.part_of.as_ref().and_then(|whole| names.event(whole)),
        parts: Vec::new(),
        topics: Vec::new(),
        sources: supports(&front.sources, names),
        extra: front.extra.clone(),
        claims: Vec::new(),
    }
}
