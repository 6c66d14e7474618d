//! `onrecord man`.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::shell::Shell;
use super::{Cli, Outcome};
use crate::{discover, edit, report};

#[derive(Args, Debug)]
pub struct ManArgs {
    /// Write a page for each command into this folder, instead of printing the one of the program
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub fn run(args: &ManArgs, shell: &Shell) -> io::Result<Outcome> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let Some(folder) = &args.folder else {
        shell.answer(&page(&program)?)?;
        return Ok(Outcome::Done);
    };
    let mut pages = Vec::new();
    gather(&program, &mut pages)?;
    for (name, page) in &pages {
        write(folder, name, page)?;
    }
    shell.say(&format!("{}: {} written", folder.display(), report::counted(pages.len(), "page")));
    Ok(Outcome::Done)
}

/// The pages of a command and of those below it: `onrecord-import-bibtex.1`.
fn gather(command: &Command, pages: &mut Vec<(String, String)>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    pages.push((format!("{name}.1"), page(command)?));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        gather(inner, pages)?;
    }
    Ok(())
}

/// A page of an earlier version gives way.
fn write(folder: &Path, name: &str, page: &str) -> io::Result<()> {
    let written = match discover::text(&folder.join(name)) {
        Ok(there) => {
            edit::save(folder, name, Some(&there.text), Some(page)).map_err(|error| error.to_string())
        }
        Err(_) => {
            edit::create(folder, &[(name.to_owned(), page.to_owned())]).map_err(|error| error.to_string())
        }
    };
    written.map_err(|error| io::Error::other(format!("`{}`: {error}", folder.join(name).display())))
}

fn page(command: &Command) -> io::Result<String> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
