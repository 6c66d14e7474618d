//! `onrecord clean`.

use std::io;

use super::shell::Shell;
use super::{CleanArgs, Outcome, output};
use crate::publish::{OpenError, clean};
use crate::{pipeline, report};

pub fn run(args: &CleanArgs, shell: &Shell) -> io::Result<Outcome> {
    let folder = &args.site;
    let out = args.out.clone().unwrap_or_else(|| folder.join(&*pipeline::config(folder).out_dir));
    let cleaned = output::with_surroundings(folder, |around| {
        clean(&out, around, &mut |holder| output::tell_waiting(&out, holder, shell))
    });
    let cleaned = match cleaned {
        Ok(cleaned) => cleaned,
        Err(OpenError::Failed(error)) => return Err(error),
        Err(OpenError::Refused(refusal)) => return Ok(output::refused(&refusal, shell)),
    };
    output::name("Changed since it was written, left alone:", &cleaned.kept, shell);
    shell.say(&format!("{}: {} removed", out.display(), report::counted(cleaned.removed.len(), "file")));
    Ok(Outcome::Done)
}
