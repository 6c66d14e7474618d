//! `part_of` may not lead back to where it began (format, sections 4 and 5).

use std::sync::Arc;

use crate::diag::{Span, problems::linking as problems};
use crate::model::{ByHandle, EventIx, SpeakerIx};
use crate::parse::Reference;

use super::Reading;
use super::corpus::Corpus;
use super::names::Names;

/// Tells of each cycle once, and cuts it, so that nobody who follows `part_of` walks in a circle.
pub fn cut(reading: &Reading, corpus: &mut Corpus, names: &mut Names<'_>) {
    let speakers: Vec<Option<usize>> =
        corpus.speakers.iter().map(|speaker| speaker.part_of.map(SpeakerIx::index)).collect();
    for cycle in cycles(&speakers) {
        let way = cycle.iter().map(|&index| {
            let speaker = reading.speakers.at(SpeakerIx::new(index));
            (&*speaker.id, place(&speaker.path, speaker.front.part_of.as_ref()))
        });
        names.report(problems::part_of_cycle(&way.collect::<Vec<_>>()));
        if let Some(first) = cycle.first() {
            corpus.speakers.at_mut(SpeakerIx::new(*first)).part_of = None;
        }
    }
    let events: Vec<Option<usize>> =
        corpus.events.iter().map(|event| event.part_of.map(EventIx::index)).collect();
    for cycle in cycles(&events) {
        let way = cycle.iter().map(|&index| {
            let event = reading.events.at(EventIx::new(index));
            (&*event.id, place(&event.path, event.front.part_of.as_ref()))
        });
        names.report(problems::part_of_cycle(&way.collect::<Vec<_>>()));
        if let Some(first) = cycle.first() {
            corpus.events.at_mut(EventIx::new(*first)).part_of = None;
        }
    }
}

fn place(path: &Arc<str>, part_of: Option<&Reference>) -> Span {
    Span::new(path, part_of.map(|part_of| part_of.range).unwrap_or_default())
}

/// The cycles, each from its smallest member on. Nobody is part of two things, so each way leads in one
/// direction: to an end, or round.
fn cycles(wholes: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut cycles: Vec<Vec<usize>> = Vec::new();
    let mut met = vec![false; wholes.len()];
    for start in 0..wholes.len() {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(part) = next
            && let Some(met) = met.get_mut(part).filter(|met| !**met)
        {
            *met = true;
            way.push(part);
            next = wholes.get(part).copied().flatten();
        }
        // What was met on an earlier walk is not on this way.
        let first = next.and_then(|again| way.iter().position(|&part| part == again));
        cycles.extend(first.map(|first| rotated(way.split_off(first))));
    }
    cycles.sort();
    cycles
}

/// Begun at its smallest member.
fn rotated(mut cycle: Vec<usize>) -> Vec<usize> {
    let smallest = cycle.iter().enumerate().min_by_key(|&(_, part)| part).map_or(0, |(index, _)| index);
    cycle.rotate_left(smallest);
    cycle
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn each_cycle_is_found_once() {
        assert_eq!(cycles(&[Some(1), Some(2), None]), Vec::<Vec<usize>>::new());
        assert_eq!(cycles(&[Some(0)]), [[0]]);
        assert_eq!(cycles(&[None, Some(2), Some(3), Some(1)]), [[1, 2, 3]]);
        assert_eq!(cycles(&[Some(1), Some(0), Some(0)]), [[0, 1]]);
        assert_eq!(cycles(&[Some(1), Some(0), Some(3), Some(2)]), [[0, 1], [2, 3]]);
    }
}
