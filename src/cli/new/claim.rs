//! `onrecord new claim`.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::super::fix::diff;
use super::super::shell::Shell;
use super::super::{Outcome, no_site};
use super::name;
use crate::diag::Diagnostic;
use crate::diag::problems::starting as problems;
use crate::discover::ArticleInput;
use crate::edit::claims::{self, Draft, Quote, Source};
use crate::edit::passage::{self, Found};
use crate::edit::{self, SaveError};
use crate::model::Stance;
use crate::parse::article::Article;
use crate::parse::claims::Part;
use crate::pipeline::{Buffers, Changed, Memory, Site};
use crate::text::near::nearest;
use crate::{report, resolve};

#[derive(Args, Debug)]
pub struct ClaimArgs {
    /// The id of the article
    article: String,
    /// The words, as they stand in the article
    words: String,
    /// The site's folder: the one that holds `onrecord.toml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Whose words they are: a speaker id
    #[arg(long, value_name = "ID")]
    speaker: String,
    /// The id of the claim [default: made of the speaker and the position, or of the words]
    #[arg(long)]
    id: Option<String>,
    /// The part of the article in which the words stand
    #[arg(long = "in", value_name = "PART", default_value = "body")]
    part: PartName,
    /// What stands right before the words, where they stand in several places
    #[arg(long, value_name = "WORDS", default_value = "")]
    prefix: String,
    /// What stands right after the words, where they stand in several places
    #[arg(long, value_name = "WORDS", default_value = "")]
    suffix: String,
    /// Which of several places is meant, counted from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    nth: Option<u32>,
    #[command(flatten)]
    saying: Saying,
    #[command(flatten)]
    positions: Positions,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What else is known of the claim.
#[derive(Args, Debug)]
struct Saying {
    /// When it was said: a date such as `2025-02-09` or `../2025-02-08`
    #[arg(long, value_name = "DATE")]
    said: Option<String>,
    /// To whom it was said: a speaker id; may be given several times
    #[arg(long, value_name = "ID")]
    to: Vec<String>,
    /// Through whom it came, from the speaker outwards: a speaker id; may be given several times
    #[arg(long, value_name = "ID")]
    via: Vec<String>,
    /// A source, as `KEY` or `KEY, p. 3`; may be given several times
    #[arg(long, value_name = "KEY")]
    source: Vec<String>,
    /// A claim that this one says again: `#claim` or `article#claim`
    #[arg(long, value_name = "CLAIM")]
    repeats: Vec<String>,
    /// The claim in the editor's words
    #[arg(long, value_name = "TEXT")]
    statement: Option<String>,
    /// A note to show with the claim
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// A topic; may be given several times
    #[arg(long, value_name = "TERM")]
    topic: Vec<String>,
}

/// The position that the claim takes: each on an event id, `#claim` or `article#claim`.
#[derive(Args, Debug)]
struct Positions {
    /// What it affirms: an event id, `#claim` or `article#claim`
    #[arg(long, value_name = "TARGET")]
    affirms: Vec<String>,
    /// What it denies
    #[arg(long, value_name = "TARGET")]
    denies: Vec<String>,
    /// What it neither confirms nor denies
    #[arg(long, value_name = "TARGET")]
    declines: Vec<String>,
    /// What it qualifies
    #[arg(long, value_name = "TARGET")]
    qualifies: Vec<String>,
    /// What it takes back
    #[arg(long, value_name = "TARGET")]
    retracts: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PartName {
    Body,
    Title,
    Summary,
}

pub fn run(args: &ClaimArgs, shell: &Shell) -> io::Result<Outcome> {
    // What would be wrong in a draft is to be told as an error too.
    let options = resolve::Options { drafts: true, ..resolve::Options::default() };
    let mut memory = Memory::new(&args.site, options);
    let site = memory.load(&Changed::Anything, &Buffers::new());
    let entry = match Entry::new(args, &site) {
        Ok(entry) => entry,
        Err(wrong) => {
            shell.report(&wrong, &|path| site.text(path));
            return Ok(Outcome::Failed);
        }
    };
    let Entry { path, before, after, id } = entry;
    let buffers = Buffers::from([(Arc::clone(&path), Arc::from(after.as_str()))]);
    let new = memory.load(&Changed::Anything, &buffers);
    let is_new = |told: &&Diagnostic| !site.diagnostics.contains(told);
    let told: Vec<Diagnostic> = new.diagnostics.iter().filter(is_new).cloned().collect();
    shell.report(&told, &|path| new.text(path));
    if told.iter().any(Diagnostic::is_error) {
        let counts = report::counts(&told).unwrap_or_default();
        shell.say(&format!("{counts}; nothing was written"));
        return Ok(Outcome::Failed);
    }
    if args.dry_run {
        shell.answer(&diff::unified(&path, before.unwrap_or_default(), &after, true))?;
        return Ok(Outcome::Done);
    }
    match edit::save(&args.site, &path, before, Some(&after)) {
        Ok(()) => {}
        Err(SaveError::Failed(error)) => return Err(error),
        Err(refusal) => {
            shell.report(&[problems::not_edited(&path, &refusal.to_string())], &|_| None);
            return Ok(Outcome::Failed);
        }
    }
    shell.say(&format!("Claim `{id}` written to {path}:{}", line_of(&new, &args.article, &id)));
    Ok(Outcome::Done)
}

/// A claims file with another entry.
struct Entry<'s> {
    path: Arc<str>,
    before: Option<&'s str>,
    after: String,
    /// Of the new claim.
    id: String,
}

impl<'s> Entry<'s> {
    fn new(args: &ClaimArgs, site: &'s Site) -> Result<Self, Vec<Diagnostic>> {
        if site.inputs.config.is_none() {
            return Err(no_site(site));
        }
        let (input, article) = article(site, &args.article).map_err(|wrong| vec![*wrong])?;
        let quote = quote(article, args).map_err(|wrong| vec![*wrong])?;
        let draft = args.draft(quote, article);
        let path: Arc<str> = input.claims_path().into();
        let before = site.text(&path);
        match claims::add(before, &draft) {
            Ok(after) => Ok(Self { path, before, after, id: draft.id }),
            Err(refusal) => Err(vec![problems::not_edited(&path, &refusal.to_string())]),
        }
    }
}

fn article<'s>(site: &'s Site, id: &str) -> Result<(&'s ArticleInput, &'s Article), Box<Diagnostic>> {
    let input = site.inputs.articles.iter().find(|input| *input.article.id == *id);
    let read = site.reading.articles.iter().find(|article| *article.parsed.id == *id);
    input.map(|input| &**input).zip(read.map(|read| &*read.parsed)).ok_or_else(|| {
        let ids = site.inputs.articles.iter().map(|input| &*input.article.id);
        Box::new(problems::unknown_name("article", id, nearest(id, ids)))
    })
}

/// The selector of the place that is meant.
fn quote(article: &Article, args: &ClaimArgs) -> Result<Quote, Box<Diagnostic>> {
    let part = Part::from(args.part);
    let ClaimArgs { words, prefix, suffix, nth, .. } = args;
    let found = passage::find(article, part, words)
        .map_err(|lost| problems::words_not_found(words, part, lost.elsewhere, lost.nearest.as_deref()))?;
    let count = found.len();
    let held = passage::within(article, part, words, prefix, suffix);
    let places: Vec<Found> =
        (0..).zip(found).filter(|(index, _)| held.contains(index)).map(|(_, place)| place).collect();
    if places.is_empty() {
        return Err(problems::words_in_other_context(words, count).into());
    }
    let index = nth.map_or(0, |nth| nth as usize - 1);
    match places.get(index).filter(|_| nth.is_some() || places.len() == 1) {
        Some(place) => Ok(place.quote.clone()),
        None => {
            let told = |place: Found| (place.span, settled(&place.quote));
            Err(problems::words_in_several_places(words, places.into_iter().map(told).collect()).into())
        }
    }
}

/// What tells a place from the others.
fn settled(quote: &Quote) -> String {
    let side = |key: &str, words: &Option<String>| words.as_ref().map(|words| format!("{key} `{words}`"));
    let sides: Vec<String> =
        [side("prefix", &quote.prefix), side("suffix", &quote.suffix)].into_iter().flatten().collect();
    sides.join(", ")
}

impl ClaimArgs {
    fn draft(&self, mut quote: Quote, article: &Article) -> Draft {
        // What was given to find the place is what the writer ties it by.
        let given = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
        if quote.prefix.is_none() && quote.suffix.is_none() {
            (quote.prefix, quote.suffix) = (given(&self.prefix), given(&self.suffix));
        }
        let Positions { affirms, denies, declines, qualifies, retracts } = &self.positions;
        let on = [affirms, denies, declines, qualifies, retracts];
        let stances = Stance::ALL.into_iter().zip(on).filter(|(_, on)| !on.is_empty());
        let stances: Vec<(Stance, Vec<String>)> = stances.map(|(stance, on)| (stance, on.clone())).collect();
        let Saying { said, to, via, source, repeats, statement, note, topic } = &self.saying;
        let taken: Vec<&str> = article.claims.entries.iter().map(|claim| claim.id.as_str()).collect();
        let id = self.id.clone().unwrap_or_else(|| name::name(&self.speaker, &stances, &quote.exact, &taken));
        Draft {
            id,
            quotes: vec![quote],
            part: self.part.into(),
            statement: statement.clone(),
            speaker: self.speaker.clone(),
            said: said.clone(),
            to: to.clone(),
            via: via.clone(),
            stances,
            repeats: repeats.clone(),
            sources: source.iter().map(|source| cited(source)).collect(),
            original: None,
            note: note.clone(),
            topics: topic.clone(),
        }
    }
}

/// `KEY` or `KEY, LOCATOR`, as in a citation.
fn cited(text: &str) -> Source {
    let (key, locator) = text.split_once(',').unwrap_or((text, ""));
    let locator = Some(locator.trim().to_owned()).filter(|locator| !locator.is_empty());
    Source { key: key.trim().to_owned(), locator, url: None }
}

fn line_of(site: &Site, article: &str, id: &str) -> usize {
    let read = site.reading.articles.iter().find(|read| *read.parsed.id == *article);
    let before = read.and_then(|read| {
        let claims = &read.parsed.claims;
        let claim = claims.entries.iter().find(|claim| *claim.id == id)?;
        site.text(&claims.path)?.get(..claim.id.range.usize().start)
    });
    1 + before.unwrap_or_default().matches('\n').count()
}

impl From<PartName> for Part {
    fn from(part: PartName) -> Self {
        match part {
            PartName::Body => Self::Body,
            PartName::Title => Self::Title,
            PartName::Summary => Self::Summary,
        }
    }
}
