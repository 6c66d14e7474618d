//! Inputs -> what was read: each input by itself, side by side, and none twice.

use std::sync::Arc;

use crate::anchor;
use crate::diag::Diagnostic;
use crate::discover::{ArticleInput, Inputs, TextInput};
use crate::parse::{self, config, event, page, source, speaker};
use crate::resolve::{Options, Proofs, ReadArticle, Reading};

use super::memo::Memo;

/// Reads inputs, and remembers what it read of those of the last run.
pub struct Reader {
    /// Drafts are published too.
    drafts: bool,
    config: Memo<Option<TextInput>, Read<Arc<config::Config>>>,
    articles: Memo<Arc<ArticleInput>, Read<Arc<ReadArticle>>>,
    speakers: Texts<speaker::Speaker>,
    events: Texts<event::Event>,
    sources: Texts<source::Sources>,
    pages: Texts<page::Page>,
    front_page: Texts<page::Page>,
}

/// What one input says, and what is wrong with it.
type Read<T> = (T, Arc<[Diagnostic]>);

type Texts<T> = Memo<TextInput, Read<Arc<T>>>;

impl Reader {
    pub fn new(options: &Options) -> Self {
        Self {
            drafts: options.drafts,
            config: Memo::default(),
            articles: Memo::default(),
            speakers: Memo::default(),
            events: Memo::default(),
            sources: Memo::default(),
            pages: Memo::default(),
            front_page: Memo::default(),
        }
    }

    /// Parses every input by itself, and anchors every article.
    pub fn read(&mut self, inputs: &Inputs) -> (Reading, Vec<Diagnostic>) {
        let mut wrong = Vec::new();
        let config = self.config.all(
            std::slice::from_ref(&inputs.config),
            |_| "",
            |input| shared(config::parse(input.as_ref())),
        );
        let config = sorted_out(config, &mut wrong).pop().unwrap_or_default();
        let front_page = inputs.front_page.as_slice();
        let front_page = texts(&mut self.front_page, front_page, id, page::parse_front_page, &mut wrong);
        let reading = Reading {
            config,
            front_page: front_page.into_iter().next(),
            articles: self.articles(&inputs.articles, &mut wrong),
            speakers: texts(&mut self.speakers, &inputs.speakers, id, speaker::parse, &mut wrong),
            events: texts(&mut self.events, &inputs.events, id, event::parse, &mut wrong),
            sources: texts(&mut self.sources, &inputs.sources, path, source::parse, &mut wrong),
            pages: texts(&mut self.pages, &inputs.pages, id, page::parse, &mut wrong),
            assets: inputs.assets.clone(),
            statics: inputs.statics.clone(),
            unread: inputs.unread.clone(),
            proofs: Proofs::new(),
        };
        (reading, wrong)
    }

    fn articles(
        &mut self,
        inputs: &[Arc<ArticleInput>],
        wrong: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<ReadArticle>> {
        let drafts = self.drafts;
        let read = self.articles.all(inputs, |input| &input.article.id, |input| read_article(input, drafts));
        sorted_out(read, wrong)
    }
}

/// By what most lists of inputs are sorted.
fn id(input: &TextInput) -> &str {
    &input.id
}

/// By what the files of sources are sorted.
fn path(input: &TextInput) -> &str {
    &input.path
}

fn texts<T: Send + Sync>(
    memo: &mut Texts<T>,
    inputs: &[TextInput],
    name: fn(&TextInput) -> &str,
    parse: fn(&TextInput) -> (T, Vec<Diagnostic>),
    wrong: &mut Vec<Diagnostic>,
) -> Vec<Arc<T>> {
    sorted_out(memo.all(inputs, name, |input| shared(parse(input))), wrong)
}

fn shared<T>((value, wrong): (T, Vec<Diagnostic>)) -> Read<Arc<T>> {
    (Arc::new(value), wrong.into())
}

/// Values to the left, what is wrong to the right, both in the order of the inputs.
fn sorted_out<T>(read: Vec<Read<T>>, all_wrong: &mut Vec<Diagnostic>) -> Vec<T> {
    let keep = |(value, wrong): Read<T>| {
        all_wrong.extend(wrong.iter().cloned());
        value
    };
    read.into_iter().map(keep).collect()
}

/// Article and claims are one unit of work. A draft that is not being published is checked all the
/// same, but what is wrong with it does not keep the others from being published.
fn read_article(input: &ArticleInput, drafts: bool) -> Read<Arc<ReadArticle>> {
    let (parsed, mut diagnostics) = parse::article::parse(input);
    let (anchored, wrong) = anchor::anchor(&parsed);
    // Where the body cannot be told from the front matter, that it lacks a quote is no second mistake.
    if parsed.body.known {
        diagnostics.extend(wrong);
    }
    if parsed.front.draft && !drafts {
        diagnostics = diagnostics.into_iter().map(Diagnostic::softened).collect();
    }
    let bundle = input.bundle.clone();
    let read = ReadArticle { parsed: Arc::new(parsed), anchored: Arc::new(anchored), bundle };
    (Arc::new(read), diagnostics.into())
}
