//! Annotations and bibliographies of other tools, taken into a site by the program itself.

#[path = "importing/annotations.rs"]
mod annotations;
#[path = "importing/hostile.rs"]
mod hostile;
#[path = "importing/site.rs"]
mod site;
#[path = "importing/sources.rs"]
mod sources;
