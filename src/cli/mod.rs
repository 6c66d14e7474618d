//! The command line (format, section 10): arguments in, exit status out.
//!
//! What was asked for goes to standard output, everything else to standard error. The clock, the
//! environment and the terminal are known here and nowhere below.

mod archive;
mod build;
mod check;
mod clean;
mod clock;
mod completions;
mod examples;
mod explain;
mod import;
mod init;
mod man;
mod new;
mod output;
mod progress;
mod schema;
mod serve;
mod fix;
mod lsp;
mod shell;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diag::Diagnostic;
use crate::model::is_id;
use crate::pipeline::Site;
use progress::ProgressArgs;
use shell::Shell;

/// Annotated articles in, a publishable site out: who said what, when, on which talk, on the strength of
/// which sources.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = examples::PROGRAM
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the site
    ///
    /// Nothing in the output changes before the whole site has been made and checked; a site with errors
    /// writes nothing. Files that have not changed are not touched. Pages that are gone are removed, files
    /// that others put there stay: both are named.
    #[command(after_help = examples::BUILD)]
    Build(BuildArgs),
    /// Show the site in the browser while it is written
    ///
    /// Pages are made when they are asked for and appear anew when their files are saved; nothing is
    /// written into the output. Select words in an article to annotate them. The address goes to standard
    /// output, what has changed to standard error.
    #[command(after_help = examples::SERVE)]
    Serve(serve::ServeArgs),
    /// Check the site and write nothing
    ///
    /// Tells all mistakes of all files in one run. Warnings do not fail the check, unless
    /// `--deny-warnings` is given.
    #[command(after_help = examples::CHECK)]
    Check(CheckArgs),
    /// Make a small site that explains itself
    ///
    /// Nothing is ever overwritten. JSON Schemas go with it, under `.onrecord/schemas/`, by which editors complete and
    /// check as one types.
    #[command(after_help = examples::INIT)]
    Init(init::InitArgs),
    /// Begin an article, a speaker or an event, or annotate words of an article
    New(new::NewArgs),
    /// Take in annotations or a bibliography of another tool
    ///
    /// Claims are added at the end of their article's file, sources become a new file; nothing that is there is
    /// changed. What the site has already is passed over. What cannot be taken is told and kept, in a file under
    /// `imports/` that can be mended and imported again. The site has no more errors after an import than before.
    Import(import::ImportArgs),
    /// Explain a kind of mistake, by its code: an example, what it means, what to do
    ///
    /// The code stands in brackets in what `check` and `build` tell. Without one, all are listed.
    #[command(after_help = examples::EXPLAIN)]
    Explain(explain::ExplainArgs),
    /// Store copies of what the sources say
    ///
    /// Fetches the address of each source that has no `snapshot`, stores the text and the page under
    /// `content/snapshots/`, and names them in the source's entry. The only command that uses the network: one request
    /// at a time, with rests, to public addresses only, as far as robots.txt allows. What is there is not fetched
    /// again, so that a run that was cut short can be gone on with.
    Archive(archive::ArchiveArgs),
    /// Print the JSON Schema of a kind of file, by which an editor completes and checks as one types
    #[command(after_help = examples::SCHEMA)]
    Schema(schema::SchemaArgs),
    /// Remove what builds have written
    ///
    /// Files that others put into the output folder stay, and so do ours that somebody has changed since:
    /// these are named.
    #[command(after_help = examples::CLEAN)]
    Clean(CleanArgs),
    /// Serve an editor by the Language Server Protocol, on standard input and output
    ///
    /// The editor starts it and talks with it: see docs/editors.md for how to set that up. What is typed
    /// is checked before it is saved; names are completed, explained, found and renamed.
    #[command(after_help = examples::LSP)]
    Lsp(lsp::LspArgs),
    /// Print completions for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write one for each command
    #[command(after_help = examples::MAN)]
    Man(man::ManArgs),
}

#[derive(Args, Debug)]
struct SiteArgs {
    /// The site's folder: the one that holds `onrecord.toml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Treat drafts as if they were published
    #[arg(long)]
    drafts: bool,
}

#[derive(Args, Debug)]
struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Where to write [default: the configuration's `out_dir`, `public` in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The address of the published site, instead of the configuration's
    #[arg(long, value_name = "URL", value_parser = absolute_url)]
    base_url: Option<String>,
    /// Let links name `index.html`, so that the site can be opened from disk
    #[arg(long)]
    portable: bool,
    /// Exchange the whole output folder in one step, for a folder that a server reads directly
    #[arg(long)]
    swap: bool,
    /// Write `SHA256SUMS` too: the digest of every file
    #[arg(long)]
    sums: bool,
    #[command(flatten)]
    progress: ProgressArgs,
    /// Treat warnings as errors: write nothing where there is one
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Args, Debug)]
struct CleanArgs {
    /// The site's folder: the one that holds `onrecord.toml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// The folder to clean [default: the configuration's `out_dir`, `public` in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Args, Debug)]
struct CheckArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// In which form to tell what is wrong
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Fail where there are warnings, too
    #[arg(long)]
    deny_warnings: bool,
    #[command(flatten)]
    fix: fix::FixArgs,
    #[command(flatten)]
    progress: ProgressArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one JSON object a line
    Json,
    /// For code scanners and editors: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// How a command ended.
enum Outcome {
    Done,
    /// The site has errors, and they have been told.
    Failed,
    /// What was asked for does not exist, and that has been told.
    Misused,
}

/// Runs the program with the arguments of its process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // Whoever closed the stream does not want to read it.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    let shell = Shell::new(cli.quiet, cli.color);
    let outcome = match &cli.command {
        Command::Build(args) => build::run(args, &shell),
        Command::Serve(args) => serve::run(args, &shell),
        Command::Check(args) => check::run(args, &shell),
        Command::Lsp(args) => lsp::run(args),
        Command::Init(args) => init::run(args, &shell),
        Command::New(args) => new::run(args, &shell),
        Command::Import(args) => import::run(args, &shell),
        Command::Explain(args) => explain::run(args, &shell),
        Command::Archive(args) => archive::run(args, &shell),
        Command::Schema(args) => schema::run(args, &shell),
        Command::Clean(args) => clean::run(args, &shell),
        Command::Completions(args) => completions::run(args, &shell),
        Command::Man(args) => man::run(args, &shell),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::FAILURE,
        Ok(Outcome::Misused) => ExitCode::from(2),
        Err(failure) => {
            shell.fail(&failure);
            ExitCode::FAILURE
        }
    }
}

fn absolute_url(text: &str) -> Result<String, &'static str> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if host.starts_with(|c: char| c.is_alphanumeric() || c == '[') => Ok(text.to_owned()),
        _ => Err("an address begins with `https://` or `http://` and a host"),
    }
}

/// An id as the command line takes it.
fn id(text: &str) -> Result<String, String> {
    if is_id(text) {
        return Ok(text.to_owned());
    }
    Err("an id is made of lower-case letters `a` to `z`, digits, and single hyphens between them".to_owned())
}

/// Why a folder is no site.
fn no_site(site: &Site) -> Vec<Diagnostic> {
    let of_all = |problem: &&Diagnostic| match &problem.place {
        None => true,
        Some(label) => &*label.span.path == "onrecord.toml",
    };
    site.diagnostics.iter().filter(|problem| problem.is_error()).filter(of_all).cloned().collect()
}
