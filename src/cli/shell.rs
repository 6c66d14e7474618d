//! The two streams, and what goes to which.

use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};

use super::Colour;
use crate::diag::Diagnostic;
use crate::report::{self, Texts};

#[derive(Clone, Copy)]
pub struct Shell {
    quiet: bool,
}

impl Shell {
    /// Colour is for terminals, unless it was asked for or `NO_COLOR` forbids it.
    pub fn new(quiet: bool, colour: Colour) -> Self {
        match colour {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        Self { quiet }
    }

    /// Prints what was asked for. A reader that has had enough, as `head` does, is no failure.
    pub fn answer(&self, text: &str) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    /// Says a line about what is going on, unless nobody wants to hear it.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            tell(&format!("{line}\n"));
        }
    }

    /// Whether somebody sits at a terminal who can be asked.
    pub fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Says something that belongs to a question.
    pub fn tell(&self, text: &str) {
        tell(text);
    }

    /// What is typed next; `None` where nothing can come any more.
    pub fn line(&self) -> io::Result<Option<String>> {
        let mut line = String::new();
        Ok((io::stdin().lock().read_line(&mut line)? > 0).then_some(line))
    }

    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Tells diagnostics on the way; errors even where nothing else is wanted.
    pub fn report(&self, diagnostics: &[Diagnostic], texts: Texts<'_, '_>) {
        let wanted: Vec<_> =
            diagnostics.iter().filter(|diagnostic| !self.quiet || diagnostic.is_error()).cloned().collect();
        tell(&report::text(&wanted, texts, true));
    }

    /// Tells of wrong usage, and what would have been right.
    pub fn misuse(&self, what: &str, advice: &str) {
        tell(&format!("\u{1b}[1;91merror\u{1b}[0m: {what}\n\n{advice}\n"));
    }

    /// Tells a failure of the machine: not an author's mistake, so it has no code.
    pub fn fail(&self, failure: &io::Error) {
        tell(&format!("\u{1b}[1;91merror\u{1b}[0m: {failure}\n"));
    }
}

/// Writes to standard error; where that is closed there is nobody left to tell.
fn tell(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
