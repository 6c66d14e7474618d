//! Colour is for terminals, unless it was asked for or is unwanted.

use std::fs::File;
use std::io::Read;
use std::process::Command;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::scratch::Scratch;

const ESCAPE: char = '\u{1b}';

fn mistaken() -> Scratch {
    let site = Scratch::new();
    site.write("content/speakers/ministry.md", "---\nname: The ministry\nkind: organisation\n---\n");
    site
}

#[test]
fn a_terminal_gets_colour() {
    let shown = on_terminal(mistaken().command(&["check"]));
    assert!(shown.contains(ESCAPE), "{shown:?}");
    assert!(plain(&shown).contains("error[unknown-value]: `organisation` is no value"), "{shown:?}");
}

#[test]
fn a_terminal_gets_none_where_none_is_wanted() {
    let site = mistaken();
    let mut without = site.command(&["check"]);
    without.env("NO_COLOR", "1");
    let without = on_terminal(without);
    assert!(!without.contains(ESCAPE) && without.contains("error[unknown-value]"), "{without:?}");
    let never = on_terminal(site.command(&["check", "--color", "never"]));
    assert_eq!(never, without);
}

#[test]
fn a_pipe_gets_none_unless_it_is_asked_for() {
    let site = mistaken();
    assert!(!site.check(&[]).contains(ESCAPE));
    assert!(site.check(&["--color", "always"]).contains(ESCAPE));
    assert_eq!(plain(&site.check(&["--color", "always"])), site.check(&[]));
}

/// What a site says is never a command to the terminal.
#[test]
fn the_words_of_a_site_colour_nothing() {
    let site = Scratch::new();
    site.write("content/speakers/ministry.md", "---\nname: M\nkind: \"\\e[31mred\\e]0;title\\a\"\n---\n");
    let shown = on_terminal(site.command(&["check", "--color", "never"]));
    assert!(shown.contains("red") && !shown.contains(ESCAPE) && !shown.contains('\u{7}'), "{shown:?}");
    let shown = on_terminal(site.command(&["check"]));
    assert!(!shown.contains("\u{1b}[31mred") && !shown.contains("\u{1b}]0;"), "{shown:?}");
}

/// What a command shows on a terminal of its own.
fn on_terminal(mut command: Command) -> String {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&screen).unwrap();
    unlockpt(&screen).unwrap();
    let name = ptsname(&screen, Vec::new()).unwrap().into_string().unwrap();
    let terminal = File::options().read(true).write(true).open(name).unwrap();
    command.env("TERM", "xterm-256color").stdin(terminal.try_clone().unwrap());
    let mut program = command.stdout(terminal.try_clone().unwrap()).stderr(terminal).spawn().unwrap();
    // Its copies of the terminal are closed with it: the end is seen when the program's are closed, too.
    drop(command);
    let (mut shown, mut part, mut screen) = (Vec::new(), [0; 4096], File::from(screen));
    while let Ok(length @ 1..) = screen.read(&mut part) {
        shown.extend_from_slice(&part[..length]);
    }
    program.wait().unwrap();
    String::from_utf8(shown).unwrap().replace("\r\n", "\n")
}

/// Without escape sequences, all of which end with an `m` here.
fn plain(shown: &str) -> String {
    let mut parts = shown.split(ESCAPE);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}
