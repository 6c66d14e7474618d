//! The record engine (format, section 7) and the checks that stand on it.

mod events;
mod claims;
mod chains;
mod checks;
mod model;
mod properties;
mod represent;
mod site;
mod terse;
