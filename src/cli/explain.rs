//! `onrecord explain`.

use std::io;

use clap::Args;

use super::Outcome;
use super::shell::Shell;
use crate::diag::explain;

#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The code of the mistake, such as `quote-not-found`
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn run(args: &ExplainArgs, shell: &Shell) -> io::Result<Outcome> {
    let Some(asked) = &args.code else {
        shell.answer(&list())?;
        return Ok(Outcome::Done);
    };
    let Some(page) = explain::page(asked) else {
        let near =
            explain::nearest_code(asked).map_or(String::new(), |near| format!(": did you mean `{near}`?"));
        shell.misuse(&format!("there is no code `{asked}`{near}"), "`onrecord explain` lists all codes");
        return Ok(Outcome::Misused);
    };
    shell.answer(page.text)?;
    Ok(Outcome::Done)
}

/// Every code and what it says.
fn list() -> String {
    let longest = explain::PAGES.iter().map(|page| page.code.len()).max().unwrap_or_default();
    explain::PAGES.iter().map(|page| format!("{:longest$}  {}\n", page.code, page.summary())).collect()
}
