//! `onrecord completions`.

use std::io;

use clap::{Args, CommandFactory};

use super::shell::Shell;
use super::{Cli, Outcome};

#[derive(Args, Debug)]
pub struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

pub fn run(args: &CompletionsArgs, shell: &Shell) -> io::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "onrecord", &mut script);
    shell.answer(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
