//! Inputs -> what was read: each input by itself, side by side.

use std::sync::Arc;

use rayon::prelude::*;

use crate::anchor;
use crate::diag::Diagnostic;
use crate::discover::{ArticleInput, Inputs, TextInput};
use crate::parse;
use crate::resolve::{Options, Proofs, ReadArticle, Reading};

/// Parses every input by itself, and anchors every article, side by side.
pub fn read(inputs: &Inputs, options: &Options) -> (Reading, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (config, wrong) = parse::config::parse(inputs.config.as_ref());
    diagnostics.extend(wrong);
    let front_page = inputs.front_page.as_ref().map(parse::page::parse_front_page).map(|(page, wrong)| {
        diagnostics.extend(wrong);
        Arc::new(page)
    });
    let reading = Reading {
        config: Arc::new(config),
        articles: each(&inputs.articles, |input| read_article(input, options), &mut diagnostics),
        speakers: parsed(&inputs.speakers, parse::speaker::parse, &mut diagnostics),
        events: parsed(&inputs.events, parse::event::parse, &mut diagnostics),
        sources: parsed(&inputs.sources, parse::source::parse, &mut diagnostics),
        pages: parsed(&inputs.pages, parse::page::parse, &mut diagnostics),
        front_page,
        assets: inputs.assets.clone(),
        statics: inputs.statics.clone(),
        unread: inputs.unread.clone(),
        proofs: Proofs::new(),
    };
    (reading, diagnostics)
}

/// Article and claims are one unit of work. A draft that is not being published is checked all the
/// same, but what is wrong with it does not keep the others from being published.
fn read_article(input: &ArticleInput, options: &Options) -> (ReadArticle, Vec<Diagnostic>) {
    let (parsed, mut diagnostics) = parse::article::parse(input);
    let (anchored, wrong) = anchor::anchor(&parsed);
    // Where the body cannot be told from the front matter, that it lacks a quote is no second mistake.
    if parsed.body.known {
        diagnostics.extend(wrong);
    }
    if parsed.front.draft && !options.drafts {
        diagnostics = diagnostics.into_iter().map(Diagnostic::softened).collect();
    }
    let bundle = input.bundle.clone();
    (ReadArticle { parsed: Arc::new(parsed), anchored: Arc::new(anchored), bundle }, diagnostics)
}

fn parsed<T: Send + Sync>(
    inputs: &[TextInput],
    parse: fn(&TextInput) -> (T, Vec<Diagnostic>),
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<T>> {
    let parse = |input: &TextInput| {
        let (value, wrong) = parse(input);
        (Arc::new(value), wrong)
    };
    each(inputs, parse, diagnostics)
}

/// Does the same with every input, side by side; results keep the order of the inputs.
fn each<I: Sync, T: Send>(
    inputs: &[I],
    work: impl Fn(&I) -> (T, Vec<Diagnostic>) + Sync + Send,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let done: Vec<_> = inputs.par_iter().map(work).collect();
    let keep = |(value, wrong): (T, Vec<Diagnostic>)| {
        diagnostics.extend(wrong);
        value
    };
    done.into_iter().map(keep).collect()
}
