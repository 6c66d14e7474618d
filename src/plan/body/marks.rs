//! Passages -> where marks begin and end in one part of an article.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::anchor::{Anchored, ClaimMarker, Passage, claim_markers};
use crate::model::Stance;
use crate::parse::article::Article;
use crate::parse::claims::Part;

/// The marks of a part: its text cut wherever a passage begins or ends.
#[derive(Debug, Default)]
pub(super) struct Marks<'a> {
    cuts: Vec<Cut<'a>>,
    /// In the order in which they stand.
    pub markers: Vec<ClaimMarker>,
}

/// A byte of the text from which on, up to the next cut, the same claims are marked.
#[derive(Debug, Default)]
struct Cut<'a> {
    at: usize,
    segment: Segment<'a>,
}

#[derive(Debug, Default)]
pub(super) struct Segment<'a> {
    /// The ids of the claims, in file order; none where nothing is marked.
    pub claims: Vec<&'a str>,
    /// Those of them whose first passage begins here.
    pub begins: Vec<&'a str>,
    /// The stance of all of them, where it is one.
    pub stance: Option<Stance>,
}

impl<'a> Marks<'a> {
    #[expect(clippy::indexing_slicing, reason = "a claim is its place in the file, and so are its passages")]
    pub fn new(part: Part, article: &'a Article, anchored: &Anchored) -> Self {
        let mut turns: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
        for (claim, passages) in anchored.passages.iter().enumerate() {
            for place in union(part, passages) {
                turns.entry(place.start).or_default().push((claim, true));
                turns.entry(place.end).or_default().push((claim, false));
            }
            // A passage may end amid another of the same claim: its marker stands there.
            for passage in passages.iter().filter(|passage| passage.part == part) {
                turns.entry(passage.bytes.end).or_default();
            }
        }
        let mut marked = BTreeSet::new();
        let mut cuts = Vec::with_capacity(turns.len());
        for (at, turns) in turns {
            for (claim, begins) in turns {
                let _ = if begins { marked.insert(claim) } else { marked.remove(&claim) };
            }
            let first = |claim: &usize| first(&anchored.passages[*claim]) == Some((part, at));
            cuts.push(Cut { at, segment: Segment::new(article, &marked, first) });
        }
        Self { cuts, markers: claim_markers(part, &anchored.passages) }
    }

    /// The stretches of `text` between cuts, each with the number of its segment.
    pub fn stretches(&self, text: Range<usize>) -> impl Iterator<Item = (Range<usize>, Option<usize>)> {
        let mut next = self.cuts.partition_point(|cut| cut.at <= text.start);
        let mut at = text.start;
        std::iter::from_fn(move || {
            if at >= text.end {
                return None;
            }
            let end = self.cuts.get(next).map_or(text.end, |cut| cut.at.min(text.end));
            let segment = next.checked_sub(1).filter(|index| !self.segment(*index).claims.is_empty());
            let stretch = at..end;
            at = end;
            next += 1;
            Some((stretch, segment))
        })
    }

    #[expect(clippy::indexing_slicing, reason = "segments are numbered in the order of the cuts")]
    pub fn segment(&self, index: usize) -> &Segment<'a> {
        &self.cuts[index].segment
    }
}

impl<'a> Segment<'a> {
    #[expect(clippy::indexing_slicing, reason = "a claim is its place in the file")]
    fn new(article: &'a Article, marked: &BTreeSet<usize>, first: impl Fn(&usize) -> bool) -> Self {
        let entries = &article.claims.entries;
        let id = |claim: &usize| entries[*claim].id.value.as_str();
        let mut stances: Vec<Stance> =
            marked.iter().flat_map(|claim| entries[*claim].positions()).map(|(stance, _)| stance).collect();
        stances.sort_unstable();
        stances.dedup();
        Self {
            claims: marked.iter().map(id).collect(),
            begins: marked.iter().filter(|claim| first(claim)).map(id).collect(),
            stance: if let [stance] = stances[..] { Some(stance) } else { None },
        }
    }
}

/// The stretches of a part that a claim's passages cover, apart from each other.
fn union(part: Part, passages: &[Passage]) -> Vec<Range<usize>> {
    let of_part = passages.iter().filter(|passage| passage.part == part);
    let mut places: Vec<Range<usize>> = of_part.map(|passage| passage.bytes.clone()).collect();
    places.sort_by_key(|place| place.start);
    let mut union: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match union.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => union.push(place),
        }
    }
    union
}

/// Where the first passage of a claim begins, in reading order.
fn first(passages: &[Passage]) -> Option<(Part, usize)> {
    passages.iter().map(|passage| (passage.part, passage.bytes.start)).min()
}
