//! What becomes of quotes while their article is edited: on our own prose, in small. `benches/quotes.rs`
//! does the same with any texts, in large.

#[path = "quotes/dice.rs"]
mod dice;
#[path = "quotes/edits.rs"]
mod edits;
#[path = "quotes/pinned.rs"]
mod pinned;
#[path = "quotes/prose.rs"]
mod prose;
#[path = "quotes/scene.rs"]
mod scene;
#[path = "quotes/trials.rs"]
mod trials;
