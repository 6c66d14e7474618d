//! `onrecord serve`.

use std::io;
use std::time::Duration;

use clap::Args;

use super::shell::Shell;
use super::{Outcome, SiteArgs};
use crate::report;
use crate::serve::http::{Limits, PORT};
use crate::serve::watch::{INTERVAL, Method};
use crate::serve::{EDITOR, Options, Preview, Rebuilt, Session, Settings};

/// The most changed files that are named in a line.
const NAMED: usize = 3;

#[derive(Args, Debug)]
pub struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The port to listen on; where it is taken, the next one that is free
    #[arg(long, value_name = "N", default_value_t = PORT)]
    port: u16,
    /// Listen on this name or address as well, so that other machines can reach the preview
    ///
    /// Whoever reaches it can read the site, its drafts where they are shown, and write annotations.
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// Open the front page in the browser
    #[arg(long)]
    open: bool,
    /// Let the page that is open scroll to the claim that was changed
    #[arg(long)]
    follow: bool,
    /// Give each problem a link that opens its place in an editor
    #[arg(long, value_name = "TEMPLATE", num_args = 0..=1, require_equals = true,
        default_missing_value = EDITOR, value_parser = editor)]
    editor: Option<String>,
    /// Look for changes every so many seconds instead of waiting to be notified
    ///
    /// For disks of other machines, of which the system says nothing.
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true,
        default_missing_value = "1", value_parser = seconds)]
    poll: Option<Duration>,
}

pub fn run(args: &ServeArgs, shell: &Shell) -> io::Result<Outcome> {
    let options = Options {
        folder: args.site.site.clone(),
        settings: Settings { drafts: args.site.drafts, editor: args.editor.clone(), follow: args.follow },
        host: args.host.clone(),
        port: args.port,
        method: args.poll.map_or(Method::Notified, Method::Polled),
        limits: Limits::default(),
    };
    let telling = *shell;
    let session = Session::start(&options, move |preview, rebuilt, took| {
        tell(preview, rebuilt, took, &telling);
    })?;
    warn(args, &session, shell);
    let now = session.preview.now();
    shell.report(&now.problems(), &|path| now.site.text(path));
    let url = session.server.url();
    shell.answer(&format!("{url}\n"))?;
    shell.say("Ctrl-C ends the preview");
    if args.open
        && let Err(error) = open::that_detached(&url)
    {
        shell.say(&format!("No browser could be opened: {error}"));
    }
    session.server.until_interrupted()?;
    session.end();
    Ok(Outcome::Done)
}

fn warn(args: &ServeArgs, session: &Session, shell: &Shell) {
    let port = session.server.address().port();
    if args.port != 0 && port != args.port {
        shell.say(&format!("Port {} is taken; using {port}", args.port));
    }
    if let Some(host) = &args.host {
        shell.say(&format!(
            "Warning: whoever can reach `{host}` at port {port} can read this preview and write annotations"
        ));
    }
    if let Some(why) = &session.polled {
        let seconds = INTERVAL.as_secs();
        shell.say(&format!(
            "Changes are looked for every {seconds} s, since the system cannot notify us: {why}"
        ));
    }
}

/// One line for each look at the disk that has found something, and what is wrong since then.
fn tell(preview: &Preview, rebuilt: &Rebuilt, took: Duration, shell: &Shell) {
    let counts = report::counts(&rebuilt.problems).map_or(String::new(), |counts| format!("; {counts}"));
    shell.say(&format!("{} in {} ms{counts}", named(&rebuilt.changed), took.as_millis()));
    let now = preview.now();
    shell.report(&rebuilt.new_errors, &|path| now.site.text(path));
}

fn named(changed: &[String]) -> String {
    let shown: Vec<&str> = changed.iter().take(NAMED).map(String::as_str).collect();
    match changed.len() {
        0 => "Looked again".to_owned(),
        all if all > NAMED => format!("{} and {} more", shown.join(", "), all - NAMED),
        _ => shown.join(", "),
    }
}

fn editor(template: &str) -> Result<String, &'static str> {
    let has_scheme = template.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if has_scheme && template.contains("{path}") {
        Ok(template.to_owned())
    } else {
        Err("an address with `{path}` in it, and `{line}` and `{column}` where they are known")
    }
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.1..=3600.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or("a number of seconds between 0.1 and 3600")
}
