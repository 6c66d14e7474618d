//! Onrecord: annotated articles in, a publishable site out.
//!
//! The modules stand in the order in which data flows.

// Tests may look at the disk, print, unwrap and index; the program may not. What panics says why it cannot.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unreachable,
        clippy::unwrap_used
    ),
    warn(clippy::disallowed_methods, clippy::print_stderr, clippy::print_stdout)
)]

pub mod diag;
pub mod model;
pub mod text;

pub mod discover;
pub mod parse;
pub mod anchor;
pub mod prove;
pub mod resolve;
pub mod record;
pub mod check;
pub mod plan;
pub mod render;
pub mod publish;

pub mod edit;
pub mod import;
pub mod archive;

pub mod pipeline;
pub mod report;
pub mod schema;
pub mod start;
pub mod serve;
pub mod lsp;
pub mod cli;
