//! `annotations.jsonld`: the claims of an article in the terms of the W3C's Web Annotation Data Model, held to
//! what the model demands and to the article's own text.

#[path = "annotations/back.rs"]
mod back;
#[path = "annotations/model.rs"]
mod model;
#[path = "press/mod.rs"]
mod press;
#[path = "annotations/site.rs"]
mod site;
