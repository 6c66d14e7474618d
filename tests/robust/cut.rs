//! Every input of one kind, cut off at every byte, and with every byte of it changed.

use std::sync::Arc;

use onrecord::diag::{Range, Spanned};
use onrecord::plan::cite::Style;
use onrecord::render::Templates;
use rayon::prelude::*;

use crate::bodies::reading;
use crate::{FIXTURE, files_of};

/// What is changed in a byte: a letter becomes its neighbour, a mark a letter or a line break, and ASCII what
/// no UTF-8 begins with.
const FLIPS: [u8; 3] = [0x01, 0x2A, 0x80];

/// The files of the demonstration are long: every so many places are tried, others in each file;
/// `every_place_of_the_demonstration_and_the_fixtures` tries all.
const STEP: usize = 307;

/// Small sites that are tried everywhere.
const FIXTURES: [&str; 2] = [FIXTURE, "tests/fixtures/explained"];

#[test]
fn a_fixture_cut_off_anywhere_is_read() {
    for site in FIXTURES {
        let files = files_of(site);
        files.par_iter().for_each(|(path, bytes)| {
            let reader = Reader::of(path, &files);
            places(path, bytes).for_each(|end| reader.read(&bytes[..end]));
        });
    }
}

#[test]
fn a_fixture_with_any_byte_changed_is_read() {
    for site in FIXTURES {
        let files = files_of(site);
        files.par_iter().for_each(|(path, bytes)| {
            let reader = Reader::of(path, &files);
            places(path, bytes).filter(|at| *at < bytes.len()).for_each(|at| {
                reader.read(&flipped(bytes, at, FLIPS[at % FLIPS.len()]));
            });
        });
    }
}

#[test]
fn the_demonstration_cut_off_or_changed_is_read() {
    let files = files_of(".");
    files.par_iter().enumerate().for_each(|(index, (path, bytes))| {
        let reader = Reader::of(path, &files);
        for at in (index % STEP..bytes.len()).step_by(STEP) {
            reader.read(&bytes[..at]);
            reader.read(&flipped(bytes, at, FLIPS[at % FLIPS.len()]));
        }
    });
}

/// All of it; for the evenings, with optimisation: `cargo test --release --test robust -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn every_place_of_the_demonstration_and_the_fixtures() {
    for site in FIXTURES.into_iter().chain(["."]) {
        let files = files_of(site);
        for (path, bytes) in &files {
            let reader = Reader::of(path, &files);
            (0..bytes.len()).into_par_iter().for_each(|at| {
                reader.read(&bytes[..at]);
                for flip in FLIPS {
                    reader.read(&flipped(bytes, at, flip));
                }
            });
        }
    }
}

/// The places of a file that are tried: all, but of what is read slowly and by others' parsers.
fn places(path: &str, bytes: &[u8]) -> impl ParallelIterator<Item = usize> + use<> {
    let step = if path.starts_with("styles/") || path.starts_with("templates/") { 7 } else { 1 };
    (0..=bytes.len() / step).into_par_iter().map(move |index| index * step)
}

fn flipped(bytes: &[u8], at: usize, flip: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= flip;
    bytes
}

/// How a file is read.
enum Reader<'a> {
    Article {
        claims: Option<&'a str>,
    },
    Claims {
        article: &'a str,
    },
    Front,
    Config,
    Sources,
    Style,
    Template,
    /// It is copied and never read.
    Unread,
}

impl<'a> Reader<'a> {
    /// How the file at a path is read, beside the others of its site.
    fn of(path: &str, files: &'a [(String, Vec<u8>)]) -> Self {
        let other = |path: String| {
            let (_, bytes) = files.iter().find(|(other, _)| *other == path)?;
            Some(std::str::from_utf8(bytes).unwrap())
        };
        let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
        match (path.split('/').nth(1), extension) {
            _ if path == "onrecord.toml" => Self::Config,
            _ if path.starts_with("templates/") => Self::Template,
            (_, "csl") => Self::Style,
            (Some("articles"), "md") => {
                let claims = stem.strip_suffix("index").map(|folder| format!("{folder}claims.yaml"));
                Self::Article { claims: other(claims.unwrap_or(format!("{stem}.claims.yaml"))) }
            }
            (Some("articles"), "yaml") => {
                let article = stem.strip_suffix(".claims").map(|article| format!("{article}.md"));
                let bundle = || stem.replace("claims", "index.md");
                Self::Claims { article: other(article.unwrap_or_else(bundle)).unwrap() }
            }
            (_, "md") => Self::Front,
            (_, "yaml" | "json") => Self::Sources,
            _ => Self::Unread,
        }
    }

    /// Reads bytes as the file. What is not UTF-8 never comes past the door; here it becomes something else.
    fn read(&self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        match self {
            Self::Article { claims } => reading::read_article(&text, *claims),
            Self::Claims { article } => reading::read_article(article, Some(&text)),
            Self::Front => reading::front(bytes),
            Self::Config => reading::config(bytes),
            Self::Sources => reading::sources(bytes),
            Self::Style => read_style(&text),
            Self::Template => read_template(&text),
            Self::Unread => {}
        }
    }
}

fn read_style(text: &str) {
    let config: Arc<str> = "onrecord.toml".into();
    let input = reading::input("styles/small.csl", text);
    let name = Spanned { value: "styles/small.csl".to_owned(), range: Range::default() };
    if let Err(wrong) = Style::load(&name, &config, std::slice::from_ref(&input), "en") {
        let config = reading::input("onrecord.toml", "");
        reading::told(&[*wrong], &[&input, &config]);
    }
}

fn read_template(text: &str) {
    let mut input = reading::input("templates/article.html", text);
    input.id = "article.html".into();
    let (_, wrong) = Templates::load(std::slice::from_ref(&input));
    reading::told(&wrong, &[&input]);
}
