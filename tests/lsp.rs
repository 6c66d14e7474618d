//! The language server, as an editor talks with it: a real process, standard input and output.

#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/completing.rs"]
mod completing;
#[path = "lsp/looking.rs"]
mod looking;
#[path = "lsp/mending.rs"]
mod mending;
#[path = "lsp/protocol.rs"]
mod protocol;
#[path = "lsp/renaming.rs"]
mod renaming;
#[path = "lsp/site.rs"]
mod site;
#[path = "lsp/typing.rs"]
mod typing;
