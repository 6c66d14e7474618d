//! Lost quotes and others that do not stand where they should: nothing but the words themselves anchors, and
//! what is offered to mend a quote, once made, mends that quote and leaves all others as they are.

use onrecord::anchor::{Anchored, anchor};
use onrecord::diag::{Change, Diagnostic};
use onrecord::discover::ArticleInput;
use onrecord::edit;
use onrecord::parse::article::{self, Article};
use onrecord::text::quote::normalise::normalised;

use super::{parts, reading};

/// More quotes than this say nothing new.
const QUOTES: usize = 4;

/// The body of an article; after it, words that are quoted from it, each with a prefix and a suffix on lines
/// of their own between lines of `~~`, which may be missing.
pub fn hold(bytes: &[u8]) {
    let parts = parts(bytes);
    let Some((body, quotes)) = parts.split_first() else { return };
    let quotes: Vec<Vec<&str>> =
        quotes.iter().take(QUOTES).map(|quote| quote.split("\n~~\n").take(3).collect()).collect();
    let file = file(&quotes);
    let before = Reading::of(body, &file);
    let entries = &before.article.claims.entries;
    assert!(entries.len() == quotes.len() || quotes.iter().flatten().any(|words| words.is_empty()), "{file}");
    before.assert_anchored();
    for problem in &before.told {
        for fix in &problem.fixes {
            if let Ok(mended) = edit::apply(&file, &[&fix.change]) {
                before.assert_mended(&fix.change, &Reading::of(body, &mended), &mended);
            }
        }
    }
}

/// A file of claims that quote these.
fn file(quotes: &[Vec<&str>]) -> String {
    let mut file = "claims:\n".to_owned();
    for (number, quote) in (1..).zip(quotes) {
        file += &format!("  - id: c{number}\n    speaker: s\n    statement: So.\n    quote:");
        let words = |words: &&str| edit::spelled(words, false);
        match quote.as_slice() {
            [exact] => file += &format!(" {}\n", words(exact)),
            several => {
                file += "\n";
                for (key, text) in ["exact", "prefix", "suffix"].iter().zip(several) {
                    file += &format!("      {key}: {}\n", words(text));
                }
            }
        }
    }
    file
}

/// What is read of an article and its claims.
struct Reading {
    article: Article,
    anchored: Anchored,
    told: Vec<Diagnostic>,
}

impl Reading {
    fn of(body: &str, claims: &str) -> Self {
        let input = ArticleInput {
            article: reading::input(
                "content/articles/a.md",
                &format!("---\ntitle: A title\ndate: 2025-02-09\nsummary: A summary.\n---\n{body}"),
            ),
            claims: Some(reading::input("content/articles/a.claims.yaml", claims)),
            bundle: None,
        };
        let (article, mut told) = article::parse(&input);
        let (anchored, wrong) = anchor(&article);
        told.extend(wrong);
        let inputs: Vec<_> = std::iter::once(&input.article).chain(&input.claims).collect();
        reading::told(&told, &inputs);
        Self { article, anchored, told }
    }

    /// A claim has a passage where its words stand, and no other.
    fn assert_anchored(&self) {
        for (claim, passages) in self.article.claims.entries.iter().zip(&self.anchored.passages) {
            for passage in passages {
                let quote = &claim.quote.0[passage.quote].value;
                assert_eq!(normalised(&passage.exact), normalised(&quote.exact), "{:?}", claim.id);
            }
        }
    }

    /// The claim in whose quote a change was made has its passage, and the others have what they had.
    fn assert_mended(&self, change: &Change, after: &Self, file: &str) {
        let place = change.place().range;
        let ends = self.article.claims.entries.iter().skip(1).map(|claim| claim.id.range.start);
        let changed = ends.take_while(|start| *start <= place.start).count();
        assert_eq!(self.article.claims.entries.len(), after.article.claims.entries.len(), "{file}");
        let both = self.anchored.passages.iter().zip(&after.anchored.passages).enumerate();
        for (index, (before, after)) in both {
            if index == changed {
                assert_eq!(after.len(), 1, "{change:?} mends nothing: {file}");
            } else {
                assert_eq!(before, after, "{change:?} changes another claim: {file}");
            }
        }
        after.assert_anchored();
    }
}
