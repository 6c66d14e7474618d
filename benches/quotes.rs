//! What becomes of quotes while articles are edited, and how long fifty lost quotes take.
//!
//!     cargo bench --bench quotes -- FILE…
//!
//! takes any prose as plain text, and cuts it into articles of 5,000 words. Prints how often an edited
//! sentence is known again, and a deleted one called gone; what becomes of pinned claims; and the median of
//! five runs over an article that has lost fifty quotes. See README.md beside this file.

#[allow(dead_code, reason = "the tests use the other half")]
#[path = "../tests/quotes/dice.rs"]
mod dice;
#[allow(dead_code, reason = "the tests use the other half")]
#[path = "../tests/quotes/prose.rs"]
mod prose;
#[allow(dead_code, reason = "the tests use the other half")]
#[path = "../tests/quotes/scene.rs"]
mod scene;
#[path = "../tests/quotes/trials.rs"]
mod trials;

use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs};

use onrecord::anchor::anchor;

use dice::Dice;
use prose::{Edit, Prose};
use trials::{Moves, Tally, tally};

/// How many words an article has.
const WORDS: usize = 5_000;
/// How many quotes it loses.
const LOST: usize = 50;
/// How often the article of each pinned claim is edited.
const EDITS: usize = 20;
const RUNS: usize = 5;

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if files.is_empty() {
        eprintln!("usage: cargo bench --bench quotes -- FILE…, where each FILE is prose as plain text");
        return ExitCode::from(2);
    }
    let mut articles = Vec::new();
    for file in &files {
        match fs::read_to_string(file) {
            Ok(text) => articles.extend(Prose::read(&text).cut(WORDS)),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    let sentences: usize = articles.iter().map(|prose| prose.0.len()).sum();
    println!("{} articles, {sentences} sentences\n", articles.len());
    known_again(&articles);
    pinned(&articles);
    lost(&articles);
    ExitCode::SUCCESS
}

fn known_again(articles: &[Prose]) {
    println!("{:16} {:>7} {:>7} {:>7} {:>9}", "sentence", "known", "gone", "wrong", "sure");
    for edit in Edit::ALL.into_iter().map(Some).chain([None]) {
        let name = edit.map_or("Deleted".to_owned(), |edit| format!("{edit:?}"));
        let Tally { right, gone, wrong } = tally(articles, edit, false, 1);
        let sure = tally(articles, edit, true, 1);
        println!("{name:16} {right:>7} {gone:>7} {wrong:>7} {:>5}, {}", sure.right, sure.wrong);
    }
    println!("(sure: written by `--fix --yes`, rightly and wrongly)\n");
}

fn pinned(articles: &[Prose]) {
    let mut dice = Dice::new(3);
    let mut moves = Moves::default();
    for prose in articles {
        moves.see(prose, EDITS, &mut dice);
    }
    println!("pinned claims: {} kept, {} lost, {} moved\n", moves.kept, moves.lost, moves.moved.len());
    moves.moved.iter().for_each(|words| println!("moved: {words}"));
}

/// Times an article in which every claim is lost: half of the sentences are edited, half deleted.
fn lost(articles: &[Prose]) {
    let mut times = Vec::new();
    for prose in articles.iter().take(RUNS) {
        let (text, quotes) = with_losses(prose);
        let read = scene::article(&text, &scene::claims(quotes.iter().map(String::as_str)));
        let begun = Instant::now();
        let (_, told) = anchor(&read);
        times.push(begun.elapsed());
        println!("{} lost quotes in {} words: {:?}", told.len(), text.split(' ').count(), begun.elapsed());
    }
    times.sort_unstable();
    println!("median {:?}", times.get(times.len() / 2).copied().unwrap_or(Duration::ZERO));
}

fn with_losses(prose: &Prose) -> (String, Vec<String>) {
    let mut dice = Dice::new(11);
    let mut new = prose.clone();
    let mut quotes = Vec::new();
    let step = (new.0.len() / LOST).max(1);
    for (turn, index) in (0..new.0.len()).step_by(step).take(LOST).enumerate() {
        let Some(sentence) = new.0.get_mut(index) else { continue };
        let words: Vec<&str> = sentence.iter().map(|word| word.text.as_str()).collect();
        quotes.push(words.join(" "));
        *sentence = match turn % 2 {
            0 => Edit::Typo.done(sentence, &mut dice).unwrap_or_default(),
            _ => Vec::new(),
        };
    }
    (new.text(), quotes)
}
