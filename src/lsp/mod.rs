//! The language server: a site as one writes it in an editor.
//!
//! Goes in: what a client tells and asks (the Language Server Protocol, on two streams). Comes out: what
//! is wrong as one types, what may stand at a place, what a name means and where else it stands. Knows
//! sites as [`crate::pipeline`] understands them, with the texts that are being typed in the place of
//! those on disk. Writes no file: what is to change is handed to the client. Must not know: pages.

mod actions;
mod catalogue;
mod client;
mod complete;
mod diagnostics;
mod documents;
mod edits;
mod find;
mod go;
mod hover;
mod inbox;
mod kinds;
mod lines;
mod mentions;
mod notifications;
mod offers;
mod rename;
mod requests;
mod scene;
mod session;
mod symbols;
mod telling;
mod uri;
mod wire;
mod workspace;

use std::io::{self, Read, Write};

use crate::resolve;

pub use session::Ended;

/// Talks with a client until it leaves.
///
/// # Errors
///
/// What came could not be read, or the client could not be reached.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + 'static,
    options: resolve::Options,
) -> io::Result<Ended> {
    session::Session::new(wire::listen(input), wire::Outlet::new(output), options).run()
}
