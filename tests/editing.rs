//! A site's own inputs changed: what was meant is written, and not a byte besides.

#[path = "editing/claims.rs"]
mod claims;
#[path = "editing/contexts.rs"]
mod contexts;
#[path = "quotes/dice.rs"]
mod dice;
#[path = "editing/files.rs"]
mod files;
#[path = "editing/properties.rs"]
mod properties;
#[path = "editing/saving.rs"]
mod saving;
#[path = "editing/values.rs"]
mod values;
