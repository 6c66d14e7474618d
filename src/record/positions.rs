//! All positions by what they are taken on, in the order of the record: by day; on one day by the
//! article's date, its id, and the order in the file (format, section 7).

use std::collections::HashMap;

use crate::model::{ByHandle, ClaimIx, Day, EventIx, SpeakerIx, Stance};
use crate::resolve::Corpus;
use crate::resolve::corpus::{Claim, Target};

/// A position as it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub claim: ClaimIx,
    /// Which of its claim's positions it is, from 0.
    pub index: u32,
    pub speaker: SpeakerIx,
    /// Which of the target's speakers this is, from 0, in the order of their first words: what is kept
    /// for each of them is a list by seat, which costs much less than a map.
    pub seat: u32,
    pub stance: Stance,
    pub day: Day,
}

/// Lists by handle, each in the order of the record.
pub(super) struct Positions {
    pub on_events: Vec<Vec<Taken>>,
    pub on_claims: Vec<Vec<Taken>>,
    articles: Vec<u32>,
}

impl Positions {
    pub fn of(corpus: &Corpus) -> Self {
        let mut positions = Self {
            on_events: vec![Vec::new(); corpus.events.len()],
            on_claims: vec![Vec::new(); corpus.claims.len()],
            articles: corpus.article_ranks(),
        };
        positions.enter_all(corpus);
        let mut seats = Seats { of: vec![(usize::MAX, 0); corpus.speakers.len()] };
        for (target, taken) in positions.on_events.iter_mut().chain(&mut positions.on_claims).enumerate() {
            seats.assign(target, taken);
        }
        positions
    }

    /// Where a claim stands in the order of the record. Claims are listed by article id and order in
    /// the file already, so their handles settle what the articles' dates leave open.
    pub fn order(&self, corpus: &Corpus, ix: ClaimIx) -> impl Ord + use<> {
        let claim = corpus.claim(ix);
        (claim.day, *self.articles.at(claim.article), ix)
    }

    /// The positions on one event that had been taken by the end of a day.
    pub fn on_event_until(corpus: &Corpus, event: EventIx, day: Day) -> Vec<Taken> {
        let mut claims = corpus.event(event).claims.clone();
        claims.retain(|&claim| corpus.claim(claim).day <= day);
        claims.sort_by_cached_key(|&claim| corpus.record_order(claim));
        let taken = claims.into_iter().flat_map(|claim| taken_by(corpus, claim));
        let mut taken: Vec<Taken> =
            taken.filter(|(on, _)| *on == Target::Event(event)).map(|(_, taken)| taken).collect();
        let mut seats: HashMap<SpeakerIx, u32> = HashMap::new();
        for taken in &mut taken {
            let next = seats.len() as u32;
            taken.seat = *seats.entry(taken.speaker).or_insert(next);
        }
        taken
    }

    /// Reads all claims in the order in which they lie in memory, and sorts small keys: to follow a
    /// million claims in the order of the record took twice as long.
    fn enter_all(&mut self, corpus: &Corpus) {
        let claims = (0..corpus.claims.len()).map(ClaimIx::new);
        let all: Vec<(Target, Taken)> = claims.flat_map(|claim| taken_by(corpus, claim)).collect();
        let key = |(place, (_, taken)): (usize, &(Target, Taken))| {
            let article = corpus.claim(taken.claim).article;
            (taken.day, *self.articles.at(article), place)
        };
        let mut order: Vec<(Day, u32, usize)> = all.iter().enumerate().map(key).collect();
        order.sort_unstable();
        for &(on, taken) in order.iter().filter_map(|(.., place)| all.get(*place)) {
            match on {
                Target::Event(event) => self.on_events.at_mut(event).push(taken),
                Target::Claim(claim) => self.on_claims.at_mut(claim).push(taken),
            }
        }
    }
}

/// None by a speaker that does not exist: of such a site only the errors are of interest.
fn taken_by(corpus: &Corpus, ix: ClaimIx) -> impl Iterator<Item = (Target, Taken)> {
    let claim = Some(corpus.claim(ix)).filter(|claim| claim.speaker.index() < corpus.speakers.len());
    claim.into_iter().flat_map(move |claim| taken_in(claim, ix))
}

fn taken_in(claim: &Claim, ix: ClaimIx) -> impl Iterator<Item = (Target, Taken)> {
    (0..).zip(&claim.positions).map(move |(index, position)| {
        let (speaker, stance, day) = (claim.speaker, position.stance, claim.day);
        (position.on, Taken { claim: ix, index, speaker, seat: 0, stance, day })
    })
}

/// By speaker: the target on which a seat was given last, and the seat. One list serves all targets.
struct Seats {
    of: Vec<(usize, u32)>,
}

impl Seats {
    fn assign(&mut self, target: usize, taken: &mut [Taken]) {
        let mut next = 0;
        for taken in taken {
            let seat = self.of.at_mut(taken.speaker);
            if seat.0 != target {
                *seat = (target, next);
                next += 1;
            }
            taken.seat = seat.1;
        }
    }
}

/// A list by seat, which grows as speakers enter.
#[derive(Default)]
pub(super) struct BySeat<T>(Vec<T>);

impl<T: Default> BySeat<T> {
    #[expect(clippy::indexing_slicing, reason = "the list has been made long enough")]
    pub fn at(&mut self, taken: &Taken) -> &mut T {
        let seat = taken.seat as usize;
        if seat >= self.0.len() {
            self.0.resize_with(seat + 1, T::default);
        }
        &mut self.0[seat]
    }

    pub fn get(&self, taken: &Taken) -> Option<&T> {
        self.0.get(taken.seat as usize)
    }

    pub fn into_values(self) -> impl Iterator<Item = T> {
        self.0.into_iter()
    }
}
