//! Small values that every stage shares: handles, dates, addresses, stances.

pub mod address;
pub mod date;
pub mod handle;
pub mod id;
pub mod input_path;
pub mod stance;

pub use address::SitePath;
pub use date::{Day, Edtf};
pub use handle::{ArticleIx, ByHandle, ClaimIx, EventIx, Handle, PageIx, SourceIx, SpeakerIx, TopicIx};
pub use id::is_id;
pub use input_path::join;
pub use stance::Stance;
