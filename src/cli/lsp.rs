//! `onrecord lsp`.

use std::io;

use clap::Args;

use super::Outcome;
use crate::lsp::{self, Ended};
use crate::resolve;

#[derive(Args, Debug)]
pub struct LspArgs {
    /// Treat drafts as if they were published
    #[arg(long)]
    drafts: bool,
    /// Talk on standard input and output, as is done in any case: for editors that ask for it
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(args: &LspArgs) -> io::Result<Outcome> {
    let options = resolve::Options { drafts: args.drafts, ..resolve::Options::default() };
    Ok(match lsp::serve(io::stdin(), io::stdout(), options)? {
        Ended::Orderly => Outcome::Done,
        Ended::Abruptly => Outcome::Failed,
    })
}
