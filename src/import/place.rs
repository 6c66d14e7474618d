//! The quotes of annotations -> places in an article, by the same anchoring as that of claims.
//!
//! No quote is taken for words that are not its own: what is tried again with less context must hold as
//! strictly.

use std::rc::Rc;
use std::sync::Arc;

use crate::anchor::{Passage, anchor};
use crate::diag::{Diagnostic, Range, Spanned};
use crate::discover::TextInput;
use crate::parse::article::Article;
use crate::parse::claims::{Claim, Claims, Part};
use crate::resolve::ReadArticle;
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::node::{Entry, Node, Style, Value};
use crate::text::quote::normalise::normalised;
use crate::text::quote::{exact, normalise};

use super::annotation::Quote;

/// Where a quote stands, or what the author is to know of why it does not.
pub type Placed = Result<Place, Vec<Diagnostic>>;

/// A stretch of an article.
#[derive(Clone, Debug)]
pub struct Place {
    pub passage: Passage,
    /// It takes what stands around the words to find them again.
    pub pinned: bool,
    /// All that the annotation says of what stands around the words holds.
    pub whole: bool,
}

/// Words that are looked for, and the id of the claim that would quote them.
pub struct Sought<'a> {
    pub claim: &'a str,
    pub quote: &'a Quote,
    /// Code points of the article's text.
    pub position: Option<(usize, usize)>,
    /// The only part in which they may stand.
    pub part: Option<Part>,
}

/// Finds quotes in an article; the results are in the order of what is sought.
pub fn place(article: &ReadArticle, sought: &[Sought<'_>], input: &TextInput) -> Vec<Placed> {
    let mut placed: Vec<Placed> = sought.iter().map(|_| Err(Vec::new())).collect();
    for attempt in ATTEMPTS {
        let open = placed.iter_mut().zip(sought).filter(|(placed, _)| placed.is_err());
        let (open, nodes): (Vec<_>, Vec<_>) = open
            .filter_map(|(placed, sought)| Some(((placed, sought), attempt.claim(sought, article)?)))
            .unzip();
        if nodes.is_empty() {
            continue;
        }
        let (passages, problems) = search(article, &nodes, input);
        for ((slot, sought), passage) in open.into_iter().zip(passages) {
            match passage {
                Some(passage) => {
                    let context = sought.quote.prefix.iter().chain(&sought.quote.suffix);
                    let given = context.into_iter().any(|context| !context.trim().is_empty());
                    *slot = Ok(Place {
                        passage,
                        pinned: given || attempt.context == Kept::Position,
                        whole: attempt.context == Kept::Whole,
                    });
                }
                // What is told is what is wrong with the quote as it came, in the first part it may be in.
                None => {
                    if let Err(told) = slot
                        && told.is_empty()
                    {
                        *told = of(&problems, sought.quote);
                    }
                }
            }
        }
    }
    placed
}

/// The ways in which a quote is looked for, the strictest first.
const ATTEMPTS: [Attempt; 8] = [
    Attempt { part: Part::Body, context: Kept::Whole },
    Attempt { part: Part::Body, context: Kept::WithoutNumbers },
    Attempt { part: Part::Body, context: Kept::OfTheLine },
    Attempt { part: Part::Body, context: Kept::Position },
    Attempt { part: Part::Title, context: Kept::Whole },
    Attempt { part: Part::Title, context: Kept::OfTheLine },
    Attempt { part: Part::Summary, context: Kept::Whole },
    Attempt { part: Part::Summary, context: Kept::OfTheLine },
];

#[derive(Clone, Copy)]
struct Attempt {
    part: Part,
    context: Kept,
}

/// What of a quote's context is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Whole,
    /// Without numbers that stand right behind a word or mark: on a published page, the numbers of notes.
    WithoutNumbers,
    /// Only what stands in the same line as the quote: what browsers put between blocks is not the article's.
    OfTheLine,
    /// What stands around the place that the target's position names, if it names a place of the words.
    Position,
}

impl Attempt {
    /// A claim that quotes the words; `None` where this way makes no difference, or leaves no context.
    fn claim(self, sought: &Sought<'_>, article: &ReadArticle) -> Option<Rc<Node>> {
        let quote = sought.quote;
        if sought.part.is_some_and(|part| part != self.part) {
            return None;
        }
        let (prefix, suffix) = match self.context {
            Kept::Whole => (text(&quote.prefix), text(&quote.suffix)),
            Kept::WithoutNumbers => {
                (text(&quote.prefix).map(numberless), text(&quote.suffix).map(numberless))
            }
            Kept::OfTheLine => (
                text(&quote.prefix).map(numberless).map(|prefix| last_line(&prefix)),
                text(&quote.suffix).map(numberless).map(|suffix| first_line(&suffix)),
            ),
            Kept::Position => around(sought.position?, &quote.exact, article)?,
        };
        let same = (prefix.as_ref(), suffix.as_ref())
            == (text(&quote.prefix).as_ref(), text(&quote.suffix).as_ref());
        let bare = prefix.iter().chain(&suffix).all(|context| context.trim().is_empty());
        (self.context == Kept::Whole || !(same || bare)).then(|| node(sought, prefix, suffix, self.part))
    }
}

fn text(part: &Option<Spanned<String>>) -> Option<String> {
    part.as_ref().map(|part| part.value.clone())
}

fn numberless(context: String) -> String {
    let mut kept = String::new();
    let mut in_number = false;
    for c in context.chars() {
        let digit = c.is_ascii_digit();
        let behind =
            kept.chars().next_back().is_none_or(|before| !before.is_whitespace() && !before.is_ascii_digit());
        in_number = digit && (in_number || behind);
        if !in_number {
            kept.push(c);
        }
    }
    kept
}

fn last_line(prefix: &str) -> String {
    prefix.rsplit(['\n', '\r']).next().unwrap_or_default().to_owned()
}

fn first_line(suffix: &str) -> String {
    suffix.split(['\n', '\r']).next().unwrap_or_default().to_owned()
}

/// What stands around the words at a position, if they stand there.
fn around(
    position: (usize, usize),
    words: &str,
    article: &ReadArticle,
) -> Option<(Option<String>, Option<String>)> {
    const LENGTH: usize = 32;
    let text = &article.anchored.text;
    let count = |bytes: usize| text.get(..bytes).map_or(0, |before| before.chars().count());
    let places = exact::find(&normalise(text), &normalised(words));
    let place =
        places.iter().find(|found| (count(found.original.start), count(found.original.end)) == position)?;
    let (before, after) = (text.get(..place.original.start)?, text.get(place.original.end..)?);
    let start = before.char_indices().rev().take(LENGTH).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(LENGTH).map_or(after.len(), |(at, _)| at);
    Some((before.get(start..).map(str::to_owned), after.get(..end).map(str::to_owned)))
}

/// A claim, as its file would say it, with the places of the annotation.
fn node(sought: &Sought<'_>, prefix: Option<String>, suffix: Option<String>, part: Part) -> Rc<Node> {
    let quote = sought.quote;
    let range = quote.exact.range;
    let at = |of: &Option<Spanned<String>>| of.as_ref().map_or(range, |of| of.range);
    let entry = |key: &str, node| Entry::new(Spanned { value: key.to_owned(), range }, node);
    let scalar = |text: &str, range| Node::scalar(range, text, Style::Text);
    let mut words = vec![entry("exact", scalar(&quote.exact, range))];
    words.extend(prefix.map(|text| entry("prefix", scalar(&text, at(&quote.prefix)))));
    words.extend(suffix.map(|text| entry("suffix", scalar(&text, at(&quote.suffix)))));
    let part = match part {
        Part::Title => "title",
        Part::Summary => "summary",
        Part::Body => "body",
    };
    let claim = vec![
        entry("id", scalar(sought.claim, range)),
        entry("speaker", scalar("nobody", range)),
        entry("quote", Node::new(range, Value::Mapping(words))),
        entry("in", scalar(part, range)),
    ];
    Node::new(range, Value::Mapping(claim))
}

/// The article anchored with other claims: the place of each, and all that is wrong.
fn search(
    article: &ReadArticle,
    nodes: &[Rc<Node>],
    input: &TextInput,
) -> (Vec<Option<Passage>>, Vec<Diagnostic>) {
    let mut findings = Findings::new(&input.path, &input.text);
    let entries: Vec<Claim> = nodes.iter().filter_map(|node| read::<Claim>(node, &mut findings)).collect();
    let claims = Claims { path: Arc::clone(&input.path), entries, ..Claims::default() };
    let article = Article { claims, ..Article::clone(&article.parsed) };
    let (anchored, problems) = anchor(&article);
    (anchored.passages.into_iter().map(|passages| passages.into_iter().next()).collect(), problems)
}

/// The problems that are told at a quote, or at its context.
fn of(problems: &[Diagnostic], quote: &Quote) -> Vec<Diagnostic> {
    let context = quote.prefix.iter().chain(&quote.suffix).map(|context| context.range);
    let ranges: Vec<Range> = context.chain([quote.exact.range]).collect();
    let at = |problem: &&Diagnostic| {
        problem.place.as_ref().is_some_and(|label| ranges.contains(&label.span.range))
    };
    problems.iter().filter(at).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::numberless;

    #[test]
    fn numbers_of_notes_are_left_out_and_others_are_not() {
        for (context, kept) in [
            ("12.\" Then 3 came", ".\" Then 3 came"),
            ("said.7 In 2025 he", "said. In 2025 he"),
            (" on 9 May", " on 9 May"),
        ] {
            assert_eq!(numberless(context.to_owned()), kept);
        }
    }
}
