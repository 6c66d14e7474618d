//! `onrecord init`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::shell::Shell;
use super::{Outcome, clock};
use crate::diag::problems::starting as problems;
use crate::discover;
use crate::edit::{self, CreateError};
use crate::report::counted;
use crate::start;

#[derive(Args, Debug)]
pub struct InitArgs {
    /// Where the site is to lie: a new folder, or one that has none of the files that are made
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn run(args: &InitArgs, shell: &Shell) -> io::Result<Outcome> {
    let folder = &args.folder;
    let mut files = start::files(clock::today(&jiff::tz::TimeZone::UTC));
    let (ignore, lines) = start::ignored();
    let keeps_own = discover::is_there(&folder.join(&ignore));
    if !keeps_own {
        files.push((ignore.clone(), lines.clone()));
    }
    let shown = folder.display().to_string();
    match edit::create(folder, &files) {
        Ok(()) => {}
        Err(CreateError::Taken(paths)) => {
            shell.report(&[problems::files_in_the_way(&shown, &paths)], &|_| None);
            return Ok(Outcome::Failed);
        }
        Err(error) => return Err(io::Error::other(error.to_string())),
    }
    if keeps_own {
        let lines: Vec<&str> = lines.lines().filter(|line| !line.starts_with('#')).collect();
        shell
            .say(&format!("`{ignore}` was left as it is; these lines would do it good: {}", lines.join(" ")));
    }
    shell.say(&format!("{shown}: a site of {}. Next:", counted(files.len(), "file")));
    shell.say(&format!("    onrecord build{}", site_option(folder)));
    shell.say(&format!("    onrecord new article my-first-article{}", site_option(folder)));
    Ok(Outcome::Done)
}

/// How the site is named to another command.
fn site_option(folder: &Path) -> String {
    let shown = folder.display().to_string();
    match shown.as_str() {
        "." | "./" => String::new(),
        plain if plain.chars().all(|c| c.is_alphanumeric() || "/._-~+".contains(c)) => {
            format!(" --site {plain}")
        }
        odd => format!(" --site '{}'", odd.replace('\'', "'\\''")),
    }
}
