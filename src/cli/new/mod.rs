//! `onrecord new`.

mod article;
mod claim;
mod event;
mod name;
mod speaker;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};

use super::shell::Shell;
use super::{Outcome, examples};
use crate::diag::Diagnostic;
use crate::diag::problems::starting as problems;
use crate::edit::{self, CreateError};
use crate::model::Edtf;
use crate::pipeline::{self, Site};
use crate::resolve;
use crate::text::near::nearest;

#[derive(Args, Debug)]
pub struct NewArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// An article: a draft, until its `draft: true` is taken out
    ///
    /// Its file lies in `content/articles/`, or in the folder of its year where the site's articles have such folders.
    #[command(after_help = examples::NEW_ARTICLE)]
    Article(article::ArticleArgs),
    /// A speaker: a person, an organization, an outlet or a state
    #[command(after_help = examples::NEW_SPEAKER)]
    Speaker(speaker::SpeakerArgs),
    /// An event: a call, a meeting, a round of talks
    #[command(after_help = examples::NEW_EVENT)]
    Event(event::EventArgs),
    /// A claim: an annotation of words of an article
    ///
    /// Finds the words, and writes the entry at the end of the article's claims file, in the manner of that file.
    /// Words that stand in several places get the shortest context that tells the one that is meant. Nothing is
    /// written if the site would have errors that it does not have now.
    #[command(after_help = examples::NEW_CLAIM)]
    Claim(Box<claim::ClaimArgs>),
}

#[derive(Args, Debug)]
struct CommonArgs {
    /// The id: lower-case letters, digits, and single hyphens between them
    #[arg(value_name = "ID", value_parser = super::id)]
    id: String,
    /// The site's folder: the one that holds `onrecord.toml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

pub fn run(args: &NewArgs, shell: &Shell) -> io::Result<Outcome> {
    let common = match &args.what {
        What::Article(args) => &args.common,
        What::Speaker(args) => &args.common,
        What::Event(args) => &args.common,
        What::Claim(args) => return claim::run(args, shell),
    };
    let site = pipeline::load(&common.site, &resolve::Options::default());
    let wrong = if site.inputs.config.is_none() { super::no_site(&site) } else { Vec::new() };
    let made = if wrong.is_empty() { args.what.make(&site) } else { Err(wrong) };
    let (path, text) = match made {
        Ok(file) => file,
        Err(wrong) => {
            shell.report(&wrong, &|path| site.text(path));
            return Ok(Outcome::Failed);
        }
    };
    match edit::create(&site.inputs.root, &[(path.clone(), text)]) {
        Ok(()) => {}
        Err(CreateError::Taken(paths)) => {
            let folder = common.site.display().to_string();
            shell.report(&[problems::files_in_the_way(&folder, &paths)], &|_| None);
            return Ok(Outcome::Failed);
        }
        Err(error) => return Err(io::Error::other(error.to_string())),
    }
    shell.answer(&format!("{}\n", common.site.join(path).display()))?;
    Ok(Outcome::Done)
}

/// The path of a new file from the site's folder, and its text.
type NewFile = Result<(String, String), Vec<Diagnostic>>;

impl What {
    fn make(&self, site: &Site) -> NewFile {
        match self {
            Self::Article(args) => args.make(site),
            Self::Speaker(args) => args.make(site),
            Self::Event(args) => args.make(site),
            Self::Claim(_) => Err(Vec::new()),
        }
    }
}

/// Tells an id that is taken; each known one with its file.
fn taken<'a>(
    kind: &str,
    id: &str,
    mut known: impl Iterator<Item = (&'a Arc<str>, &'a Arc<str>)>,
) -> Option<Diagnostic> {
    let (_, path) = known.find(|(other, _)| ***other == *id)?;
    Some(problems::id_taken(kind, id, path))
}

/// Tells a speaker that there is not.
fn unknown_speaker(site: &Site, id: &str) -> Option<Diagnostic> {
    let known: Vec<&str> = site.reading.speakers.iter().map(|speaker| &*speaker.id).collect();
    let is_known = known.contains(&id);
    (!is_known).then(|| problems::unknown_name("speaker", id, nearest(id, known)))
}

/// The id in words: `first-call` is *First call*.
fn in_words(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The id as a name: `jane-doe` is *Jane Doe*.
fn as_name(id: &str) -> String {
    id.split('-').map(in_words).collect::<Vec<_>>().join(" ")
}

/// Front matter of these lines, and an empty body.
fn front_matter(lines: &[String]) -> String {
    format!("---\n{}\n---\n\n", lines.join("\n"))
}

/// A key with text.
fn line(key: &str, text: &str) -> String {
    format!("{key}: {}", edit::spelled(text, false))
}

/// A key with a list in brackets.
fn list(key: &str, items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| edit::spelled(item, true)).collect();
    format!("{key}: [{}]", items.join(", "))
}

/// A date as the command line takes it.
fn date(text: &str) -> Result<Edtf, String> {
    text.parse()
}
