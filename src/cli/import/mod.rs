//! `onrecord import`.

mod prove;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};

use super::shell::Shell;
use super::{Outcome, examples};
use crate::diag::problems::starting as problems;
use crate::diag::{self, Diagnostic};
use crate::discover::{self, TextInput};
use crate::edit;
use crate::import::{Import, Notation, Options, Rest, Write};
use crate::pipeline::{self, Site};
use crate::report::{self, counted};
use crate::resolve;
use crate::text::near::nearest;

#[derive(Args, Debug)]
pub struct ImportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Claims from the JSON export of Hypothesis
    ///
    /// Takes the file that the Hypothesis client exports, or an answer of its API's search. An annotation becomes a
    /// claim at the end of its article's file of claims, with its text as the note.
    #[command(after_help = examples::IMPORT_HYPOTHESIS)]
    Hypothesis(AnnotationArgs),
    /// Claims from annotations of the W3C's Web Annotation model
    ///
    /// Takes a collection, a page, a list, or one annotation, in JSON-LD.
    #[command(after_help = examples::IMPORT_WEBANNOTATION)]
    Webannotation(AnnotationArgs),
    /// Sources from a BibTeX or biblatex file
    #[command(after_help = examples::IMPORT_BIBTEX)]
    Bibtex(SourceArgs),
    /// Sources from CSL-JSON, or CSL YAML
    #[command(after_help = examples::IMPORT_CSL)]
    CslJson(SourceArgs),
}

#[derive(Args, Debug)]
struct AnnotationArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// The article that all annotations are about [default: the one at the address that each names]
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    /// Whose the claims are, where an annotation has no tag `speaker:ID`
    #[arg(long, value_name = "ID")]
    speaker: Option<String>,
}

#[derive(Args, Debug)]
struct SourceArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// Write `content/sources/NAME.yaml` [default: the name of the imported file]
    #[arg(long, value_name = "NAME", value_parser = super::id)]
    name: Option<String>,
}

#[derive(Args, Debug)]
struct CommonArgs {
    /// The file to be imported
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The site's folder: the one that holds `onrecord.toml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Print what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &ImportArgs, shell: &Shell) -> io::Result<Outcome> {
    let (notation, common) = match &args.what {
        What::Hypothesis(args) => (Notation::Hypothesis, &args.common),
        What::Webannotation(args) => (Notation::WebAnnotation, &args.common),
        What::Bibtex(args) => (Notation::Bibtex, &args.common),
        What::CslJson(args) => (Notation::Csl, &args.common),
    };
    let input = match discover::text(&common.file) {
        Ok(input) => input,
        Err((problem, garbled)) => {
            shell.report(&[*problem], &|_| garbled.as_ref().map(|input| &*input.text));
            return Ok(Outcome::Failed);
        }
    };
    let site = pipeline::load(&common.site, &resolve::Options::default());
    let wrong = asked_in_vain(&args.what, &site);
    let texts = |path: &str| if path == &*input.path { Some(&*input.text) } else { site.text(path) };
    if !wrong.is_empty() {
        shell.report(&wrong, &texts);
        return Ok(Outcome::Failed);
    }
    let options = options(&args.what, &input);
    let mut import = prove::proven(notation, &input, &site, &common.site, options);
    diag::sort(&mut import.diagnostics);
    shell.report(&import.diagnostics, &texts);
    if import.has_errors() {
        let counts = report::counts(&import.diagnostics).unwrap_or_default();
        shell.say(&format!("{counts}; nothing was written"));
        return Ok(Outcome::Failed);
    }
    finish(&import, &input, &site, common, shell)
}

fn options(what: &What, input: &TextInput) -> Options {
    match what {
        What::Hypothesis(args) | What::Webannotation(args) => {
            Options { article: args.article.clone(), speaker: args.speaker.clone(), ..Options::default() }
        }
        What::Bibtex(args) | What::CslJson(args) => {
            Options { name: args.name.clone().unwrap_or_else(|| stem(input)), ..Options::default() }
        }
    }
}

/// What is wrong before anything has been read: no site, or names on the command line that it has not.
fn asked_in_vain(what: &What, site: &Site) -> Vec<Diagnostic> {
    if site.inputs.config.is_none() {
        return super::no_site(site);
    }
    let (What::Hypothesis(args) | What::Webannotation(args)) = what else { return Vec::new() };
    let articles: Vec<&str> = site.reading.articles.iter().map(|article| &*article.parsed.id).collect();
    let speakers: Vec<&str> = site.reading.speakers.iter().map(|speaker| &*speaker.id).collect();
    let unknown = |kind, asked: &Option<String>, known: &[&str]| {
        let id = asked.as_deref().filter(|id| !known.contains(id))?;
        Some(problems::unknown_name(kind, id, nearest(id, known.iter().copied())))
    };
    let article = unknown("article", &args.article, &articles);
    article.into_iter().chain(unknown("speaker", &args.speaker, &speakers)).collect()
}

/// Writes what is to be written, or shows it, and says what became of the file.
fn finish(
    import: &Import,
    input: &TextInput,
    site: &Site,
    args: &CommonArgs,
    shell: &Shell,
) -> io::Result<Outcome> {
    let root = &site.inputs.root;
    let rest = import.rest.as_ref().map(|rest| (rest_path(root, input, rest), rest));
    if args.dry_run {
        let writes: String = import.writes.iter().map(shown).collect();
        shell.answer(&writes)?;
    } else {
        for write in &import.writes {
            save(root, &write.path, write.before.as_deref(), &write.after)?;
        }
        if let Some((RestPath::New(path), rest)) = &rest {
            save(root, path, None, &rest.text)?;
        }
    }
    let would = if args.dry_run { "would be " } else { "" };
    for write in &import.writes {
        shell.say(&format!(
            "{}: {} {would}added",
            write.path,
            counted(write.pieces.len(), noun(&write.path))
        ));
    }
    if let Some((path, _)) = &rest {
        let (RestPath::New(path) | RestPath::There(path)) = path;
        shell.say(&format!(
            "{path}: {} {would}kept, to be mended and imported again",
            counted(import.kept, "entry").replace("entrys", "entries")
        ));
    }
    shell.say(&format!("{} taken, {} there already, {} kept aside", import.taken, import.known, import.kept));
    Ok(Outcome::Done)
}

fn noun(path: &str) -> &'static str {
    if path.starts_with("content/sources") { "source" } else { "claim" }
}

fn save(root: &Path, path: &str, before: Option<&str>, after: &str) -> io::Result<()> {
    edit::save(root, path, before, Some(after))
        .map_err(|error| io::Error::other(format!("`{path}`: {error}")))
}

/// The lines that a file would get.
fn shown(write: &Write) -> String {
    let mut shown = format!("+++ {}\n", write.path);
    for piece in &write.pieces {
        for line in write.after.get(piece.range.usize()).unwrap_or_default().lines() {
            shown.push_str(&format!("+{line}\n"));
        }
    }
    shown
}

/// Where what was not taken is kept.
enum RestPath {
    New(String),
    /// It says that already.
    There(String),
}

/// A file under `imports/`, which is no part of the site: the first that is free or says it already.
fn rest_path(root: &Path, input: &TextInput, rest: &Rest) -> RestPath {
    let stem = stem(input);
    let stem = stem.strip_suffix("-kept").unwrap_or(&stem).to_owned();
    if *input.text == *rest.text {
        return RestPath::There(input.path.to_string());
    }
    let mut number = 1;
    loop {
        let counted = if number == 1 { String::new() } else { format!("-{number}") };
        let path = format!("imports/{stem}.kept{counted}.{}", rest.extension);
        match discover::text(&root.join(&path)) {
            Ok(there) if *there.text == *rest.text => return RestPath::There(path),
            Err((_, None)) => return RestPath::New(path),
            _ => number += 1,
        }
    }
}

/// The name of the file as an id.
fn stem(input: &TextInput) -> String {
    let words = input.id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    if stem.is_empty() { "imported".to_owned() } else { stem }
}

/// Texts that the site would have.
fn texts_of(import: &Import) -> std::collections::BTreeMap<Arc<str>, Arc<str>> {
    import.writes.iter().map(|write| (Arc::clone(&write.path), Arc::clone(&write.after))).collect()
}
