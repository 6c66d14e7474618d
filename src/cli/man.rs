//! `onrecord man`.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::shell::Shell;
use super::{Cli, Outcome};

#[derive(Args, Debug)]
pub struct ManArgs {
    /// Write a page for each command into this folder, instead of printing the one of the program
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub fn run(args: &ManArgs, shell: &Shell) -> io::Result<Outcome> {
    let mut program = Cli::command();
    program.build();
    let Some(folder) = &args.folder else {
        shell.answer(&page(&program)?)?;
        return Ok(Outcome::Done);
    };
    let mut pages = Vec::new();
    gather(&program, &mut pages)?;
    edit::write_all(folder, &pages)?;
    shell.say(&format!("{}: {} written", folder.display(), crate::report::counted(pages.len(), "page")));
    Ok(Outcome::Done)
}

/// The pages of a command and of those below it: `onrecord-import-bibtex.1`.
fn gather(command: &Command, pages: &mut Vec<(String, String)>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    pages.push((format!("{name}.1"), page(command)?));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        gather(inner, pages)?;
    }
    Ok(())
}

fn page(command: &Command) -> io::Result<String> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
