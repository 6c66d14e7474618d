//! A view -> the bytes of its page.
//!
//! Goes in: a [`crate::plan::View`]. Comes out: bytes, or what is wrong with a template. Must not
//! know: what pages there are and where they stand.

pub mod assets;
pub mod html;
pub mod search;

pub use html::{Templates, unused};
