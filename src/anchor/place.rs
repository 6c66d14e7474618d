//! Quotes -> passages (format, section 3, Anchoring).

use std::cell::OnceCell;
use std::ops::Range;

use crate::diag::problems::anchoring as problem;
use crate::diag::problems::anchoring::Side;
use crate::diag::{Diagnostic, Span, Spanned};
use crate::parse::claims::{Claim, Part, Quote};
use crate::text::quote::context::{self, Context};
use crate::text::quote::exact::{self, Match};
use crate::text::quote::nearest::Nearest;
use crate::text::quote::normalise::normalised;
use crate::text::quote::{Normal, normalise};

use super::reading::Reading;
use super::{Passage, mend};

/// Under this many code points, and without context, a quote too easily stands elsewhere by chance.
pub(super) const SHORT: usize = 16;

/// How many code points of context a passage keeps on either side.
const KEPT: usize = 32;

/// The passages of every claim, in file order. A quote without its one place is told.
pub(super) fn passages(reading: &Reading<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Vec<Passage>> {
    let search = Search::new(reading);
    let mut passages = Vec::with_capacity(reading.article.claims.entries.len());
    for claim in &reading.article.claims.entries {
        let mut found = Vec::with_capacity(claim.quote.0.len());
        for (index, quote) in claim.quote.0.iter().enumerate() {
            match search.place(claim, &quote.value) {
                Ok((passage, warning)) => {
                    problems.extend(warning);
                    found.push(Passage { quote: index, ..passage });
                }
                Err(problem) => problems.push(*problem),
            }
        }
        passages.push(found);
    }
    passages
}

/// The parts of one article, made comparable when they are first asked for.
pub(super) struct Search<'a> {
    pub reading: &'a Reading<'a>,
    parts: [Searchable; 3],
}

#[derive(Default)]
struct Searchable {
    normal: OnceCell<Normal>,
    nearest: OnceCell<Nearest>,
}

/// A quote and what tells it apart, ready to be compared.
pub(super) struct Sought<'a> {
    pub claim: &'a Claim,
    pub quote: &'a Quote,
    pub words: String,
    pub context: Context,
}

impl<'a> Search<'a> {
    fn new(reading: &'a Reading<'a>) -> Self {
        Self { reading, parts: Default::default() }
    }

    pub fn normal(&self, part: Part) -> &Normal {
        self.part(part).normal.get_or_init(|| normalise(self.reading.text(part)))
    }

    pub fn nearest(&self, part: Part) -> &Nearest {
        self.part(part).nearest.get_or_init(|| Nearest::new(&self.normal(part).text))
    }

    fn part(&self, part: Part) -> &Searchable {
        let [title, summary, body] = &self.parts;
        match part {
            Part::Title => title,
            Part::Summary => summary,
            Part::Body => body,
        }
    }

    fn place(&self, claim: &Claim, quote: &Quote) -> Result<(Passage, Option<Diagnostic>), Box<Diagnostic>> {
        let text_of = |part: &'_ Option<Spanned<String>>| part.as_ref().map(|words| words.value.clone());
        let context = Context::new(text_of(&quote.prefix).as_deref(), text_of(&quote.suffix).as_deref());
        let sought = Sought { claim, quote, words: normalised(&quote.exact), context };
        if sought.words.is_empty() {
            return Err(Box::new(problem::empty_quote(&claim.id, self.claims_span(&quote.exact))));
        }
        let normal = self.normal(claim.part);
        let all = exact::find(normal, &sought.words);
        let held: Vec<&Match> =
            all.iter().filter(|found| sought.context.holds(normal, &found.normal)).collect();
        match (all.as_slice(), held.as_slice()) {
            ([], _) => Err(Box::new(self.lost(&sought))),
            ([only], []) => Err(Box::new(self.other_context(&sought, only))),
            (_, [found]) => {
                let warning = (all.len() == 1).then(|| self.short(&sought, found)).flatten();
                Ok((self.passage(claim.part, found.original.clone()), warning))
            }
            (all, held) => Err(Box::new(self.ambiguous(&sought, all, held))),
        }
    }

    fn passage(&self, part: Part, bytes: Range<usize>) -> Passage {
        let text = self.reading.text(part);
        let (before, exact, after) = (&text[..bytes.start], &text[bytes.clone()], &text[bytes.end..]);
        let start = before.chars().count();
        let prefix = before.char_indices().rev().take(KEPT).last().map_or(before.len(), |(at, _)| at);
        let suffix = after.char_indices().nth(KEPT).map_or(after.len(), |(at, _)| at);
        Passage {
            quote: 0,
            part,
            chars: start..start + exact.chars().count(),
            exact: exact.into(),
            prefix: before[prefix..].into(),
            suffix: after[..suffix].into(),
            bytes,
        }
    }

    pub fn claims_span<T>(&self, value: &Spanned<T>) -> Span {
        Span::new(&self.reading.article.claims.path, value.range)
    }

    fn short(&self, sought: &Sought<'_>, found: &Match) -> Option<Diagnostic> {
        let part = sought.claim.part;
        let text = self.reading.text(part);
        let whole = text.trim().len() == found.original.len();
        if whole || !sought.context.is_empty() || sought.words.chars().count() >= SHORT {
            return None;
        }
        let settling = context::some(self.normal(part), text, found);
        let span = self.claims_span(&sought.quote.exact);
        Some(problem::short_quote(
            &sought.claim.id,
            span,
            settling.as_ref(),
            mend::pinned(self, sought, found),
        ))
    }

    fn other_context(&self, sought: &Sought<'_>, found: &Match) -> Diagnostic {
        let part = sought.claim.part;
        let normal = self.normal(part);
        let wrong_side = |side, written: &Option<Spanned<String>>, holds: bool| {
            let written = written.as_ref().filter(|_| !holds)?;
            Some(problem::WrongContext {
                side,
                written: written.value.trim().to_owned(),
                found: self.beside(part, found, side, written),
                span: self.claims_span(written),
            })
        };
        let Quote { prefix, suffix, .. } = sought.quote;
        let before = wrong_side(Side::Before, prefix, sought.context.prefix_holds(normal, &found.normal));
        let after = wrong_side(Side::After, suffix, sought.context.suffix_holds(normal, &found.normal));
        let wrong: Vec<_> = [before, after].into_iter().flatten().collect();
        let place = self.reading.span(part, found.original.clone());
        let mend = mend::as_found(self, sought, found);
        problem::quote_context(&sought.claim.id, &wrong, place, mend)
    }

    /// The words right beside a place, as many as are written as its context there.
    pub fn beside(&self, part: Part, found: &Match, side: Side, written: &str) -> String {
        let text = self.reading.text(part);
        let length = normalised(written).chars().count();
        match side {
            Side::Before => {
                let before = text.get(..found.original.start).unwrap_or_default().trim_end();
                let start =
                    before.char_indices().rev().take(length).last().map_or(before.len(), |(at, _)| at);
                before.get(word_start(before, start)..)
            }
            Side::After => {
                let after = text.get(found.original.end..).unwrap_or_default().trim_start();
                let end = after.char_indices().nth(length).map_or(after.len(), |(at, _)| at);
                after.get(..word_end(after, end))
            }
        }
        .unwrap_or_default()
        .to_owned()
    }

    fn ambiguous(&self, sought: &Sought<'_>, all: &[Match], held: &[&Match]) -> Diagnostic {
        let part = sought.claim.part;
        let (normal, text) = (self.normal(part), self.reading.text(part));
        let held: Vec<Match> = held.iter().map(|found| (*found).clone()).collect();
        // Where the context leaves none, all are candidates again.
        let candidates = if held.is_empty() { all } else { &held };
        let listed = candidates.iter().take(problem::LISTED).map(|found| problem::Occurrence {
            span: self.reading.span(part, found.original.clone()),
            settling: context::settle(normal, text, found, candidates),
            mend: mend::tied(self, sought, found, all),
        });
        problem::quote_ambiguous(problem::Ambiguous {
            claim: &sought.claim.id,
            part,
            span: self.claims_span(&sought.quote.exact),
            found: all.len(),
            held: held.len(),
            has_context: !sought.context.is_empty(),
            occurrences: listed.collect(),
        })
    }

    fn lost(&self, sought: &Sought<'_>) -> Diagnostic {
        let part = sought.claim.part;
        let span = self.claims_span(&sought.quote.exact);
        let elsewhere = self.elsewhere(sought);
        let near = if elsewhere.is_some() { None } else { self.near(sought) };
        problem::quote_not_found(&sought.claim.id, part, span, elsewhere, near)
    }

    /// Another part in which the words stand.
    fn elsewhere(&self, sought: &Sought<'_>) -> Option<problem::Elsewhere> {
        let here = sought.claim.part;
        let others = [Part::Title, Part::Summary, Part::Body].into_iter().filter(|other| *other != here);
        let (part, all) = others
            .map(|other| (other, exact::find(self.normal(other), &sought.words)))
            .find(|(_, all)| !all.is_empty())?;
        Some(problem::Elsewhere { part, mend: mend::elsewhere(self, sought, part, &all) })
    }

    /// The passage nearest to words that do not stand in a part.
    fn near(&self, sought: &Sought<'_>) -> Option<problem::Near> {
        let part = sought.claim.part;
        let near = self.nearest(part).find(&sought.words)?;
        let (text, normal) = (self.reading.text(part), self.normal(part));
        let place = normal.near(near.place.start)..normal.near(near.place.end);
        let words = text.get(place.clone())?.trim();
        let start = place.start + text.get(place)?.find(words)?;
        let span = self.reading.span(part, start..start + words.len());
        let mend = mend::nearest(self, sought, words, start, near.sure);
        Some(problem::Near { span, words: words.to_owned(), differences: near.differences, mend })
    }
}

/// The start of the word in which a place stands.
fn word_start(text: &str, place: usize) -> usize {
    text[..place].rfind(' ').map_or(0, |space| space + 1)
}

/// The end of the word in which a place stands.
fn word_end(text: &str, place: usize) -> usize {
    text[place..].find(' ').map_or(text.len(), |space| place + space)
}
