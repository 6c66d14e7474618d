//! Texts: the doors to the notations that people write, the tree they all become, and what is done
//! with words.

pub mod de;
pub mod findings;
pub mod front_matter;
pub mod html;
pub mod json;
pub mod markdown;
pub mod near;
pub mod node;
pub mod prose;
pub mod quote;
pub mod toml;
pub mod yaml;
