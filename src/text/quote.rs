//! Words in a text: made comparable, found, told apart by their context (format, section 3,
//! Anchoring).

pub mod context;
pub mod exact;
pub mod nearest;
pub mod normalise;

pub use normalise::{Normal, normalise};
