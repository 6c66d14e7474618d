//! Origins: the sources that others only draw on (format, section 6). This is as far as the sources
//! record it: two origins are "no shared origin recorded", never "independent".

use crate::model::{ByHandle, SourceIx};
use crate::resolve::Corpus;
use crate::resolve::corpus::Support;

use super::reach::{Reach, reach};

/// By source: what is reached from it by `based_on` to the end, sorted by key. A source that draws on
/// nothing is its own origin; one that only draws on itself, by whatever way, has none.
pub(super) fn of_sources(corpus: &Corpus) -> Vec<Vec<SourceIx>> {
    let ends = walk(corpus).ends;
    ends.into_iter().map(|ends| ends.into_iter().map(SourceIx::new).collect()).collect()
}

/// Circular reporting: the ways round, each from its first key on; the last draws on the first.
pub fn cycles(corpus: &Corpus) -> Vec<Vec<SourceIx>> {
    let cycles = walk(corpus).cycles;
    cycles.into_iter().map(|way| way.into_iter().map(SourceIx::new).collect()).collect()
}

/// The origins of several sources together, sorted by key, each once.
pub(super) fn joined<'a>(
    supports: impl IntoIterator<Item = &'a Support>,
    origins: &[Vec<SourceIx>],
) -> Vec<SourceIx> {
    let all = supports.into_iter().flat_map(|support| origins.at(support.source));
    let mut joined: Vec<SourceIx> = all.copied().collect();
    joined.sort_unstable();
    joined.dedup();
    joined
}

fn walk(corpus: &Corpus) -> Reach {
    let based_on = |source: &[SourceIx]| source.iter().map(|on| on.index()).collect();
    let references: Vec<Vec<usize>> =
        corpus.sources.iter().map(|source| based_on(&source.based_on)).collect();
    reach(&references)
}
