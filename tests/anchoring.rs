//! Quotes -> places -> marks: the rules of the format, section 3, by example and by property.

#[path = "anchoring/diagnostics.rs"]
mod diagnostics;
#[path = "anchoring/html.rs"]
mod html;
#[path = "anchoring/notes.rs"]
mod notes;
#[path = "anchoring/places.rs"]
mod places;
#[path = "anchoring/properties.rs"]
mod properties;
#[path = "anchoring/site.rs"]
mod site;
