//! Who speaks for whom, and when (format, section 4): a speaker represents X on a day if it is X, or
//! holds on that day a role `of` X or of something that is, step by step, `part_of` X, or is itself,
//! step by step, `part_of` X. An undated side of a role is open.

use std::collections::{BTreeSet, HashSet};

use crate::model::{ByHandle, ClaimIx, Day, SpeakerIx};
use crate::resolve::Corpus;
use crate::resolve::corpus::Role;

/// Whether `speaker` represents `whom` on a day.
pub fn represents(corpus: &Corpus, speaker: SpeakerIx, whom: SpeakerIx, day: Day) -> bool {
    speaker == whom || represented(corpus, speaker, day).contains(&whom)
}

/// All that a speaker represents on a day: itself first, then what is nearest.
pub fn represented(corpus: &Corpus, speaker: SpeakerIx, day: Day) -> Vec<SpeakerIx> {
    let roles = corpus.speaker(speaker).roles.iter().filter(|role| is_held(role, day));
    let direct = std::iter::once(speaker).chain(roles.filter_map(|role| role.of));
    with_wholes(corpus, direct.collect())
}

/// A role of a speaker's as seen from a day: an index into the speaker's roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleOn {
    /// Held on the day. Of several, the one listed first.
    Held(usize),
    /// None is held, and this one was the last to end before the day: shown as "former".
    Former(usize),
    /// None was ever held by then.
    None,
}

impl RoleOn {
    /// The role held on the day: an index into the speaker's roles.
    pub fn held(self) -> Option<usize> {
        match self {
            Self::Held(index) => Some(index),
            Self::Former(_) | Self::None => None,
        }
    }
}

/// The role in which a speaker speaks on a day.
pub fn role_on(corpus: &Corpus, speaker: SpeakerIx, day: Day) -> RoleOn {
    let roles = &corpus.speaker(speaker).roles;
    if let Some(held) = roles.iter().position(|role| is_held(role, day)) {
        return RoleOn::Held(held);
    }
    let ended = roles.iter().enumerate().filter_map(|(index, role)| Some((role.last?, index)));
    let past = ended.filter(|&(last, _)| last < day);
    past.max_by_key(|&(last, index)| (last, std::cmp::Reverse(index)))
        .map_or(RoleOn::None, |(_, index)| RoleOn::Former(index))
}

/// Someone who represents an organization, outlet or state, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    pub speaker: SpeakerIx,
    /// What the role is `of`, or what the speaker is `part_of`: the organization itself, or something
    /// that is, step by step, part of it.
    pub through: SpeakerIx,
    /// An index into the speaker's roles; `None` for one that is a part.
    pub role: Option<usize>,
    /// The first and the last day; `None` where that side is open.
    pub first: Option<Day>,
    pub last: Option<Day>,
}

/// All who ever represented `whom`, but for itself: by first day (open ones first), then by speaker.
pub fn holders(corpus: &Corpus, whom: SpeakerIx) -> Vec<Holder> {
    let mut holders = Vec::new();
    let mut parts = vec![whom];
    let mut seen = HashSet::from([whom]);
    while let Some(through) = parts.pop() {
        for &speaker in &corpus.speaker(through).members {
            if corpus.speaker(speaker).part_of == Some(through) {
                holders.push(Holder { speaker, through, role: None, first: None, last: None });
                if seen.insert(speaker) {
                    parts.push(speaker);
                }
            }
            holders.extend(offices(corpus, speaker, through));
        }
    }
    holders.retain(|holder| holder.speaker != whom);
    holders.sort_by_key(|holder| (holder.first, holder.speaker, holder.through, holder.role, holder.last));
    holders.dedup();
    holders
}

/// The claims made in the name of `whom`: by itself or by one who represented it on the day of the
/// claim; in the order of the record.
pub fn spoken_for(corpus: &Corpus, whom: SpeakerIx) -> Vec<ClaimIx> {
    let speakers: BTreeSet<SpeakerIx> =
        holders(corpus, whom).iter().map(|holder| holder.speaker).chain([whom]).collect();
    let claims = speakers.iter().flat_map(|&speaker| &corpus.speaker(speaker).claims).copied();
    let spoken = |&claim: &ClaimIx| {
        let claim = corpus.claim(claim);
        represents(corpus, claim.speaker, whom, claim.day)
    };
    let mut claims: Vec<ClaimIx> = claims.filter(spoken).collect();
    claims.sort_by_cached_key(|&claim| corpus.record_order(claim));
    claims
}

/// For whom each speaker speaks, looked up once for all events. Only what is a party of some event is
/// kept: nothing else is asked for.
pub(super) struct Mandates {
    /// By speaker, sorted.
    by_speaker: Vec<Vec<Mandate>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mandate {
    party: SpeakerIx,
    first: Option<Day>,
    last: Option<Day>,
}

impl Mandates {
    pub fn of(corpus: &Corpus) -> Self {
        let parties: HashSet<SpeakerIx> =
            corpus.events.iter().flat_map(|event| &event.parties).copied().collect();
        let speakers = (0..corpus.speakers.len()).map(SpeakerIx::new);
        Self { by_speaker: speakers.map(|speaker| mandates(corpus, speaker, &parties)).collect() }
    }

    /// Whether `speaker` represents `party` on a day.
    pub fn held(&self, speaker: SpeakerIx, party: SpeakerIx, day: Day) -> bool {
        let mandates = self.by_speaker.at(speaker);
        let begin = mandates.partition_point(|mandate| mandate.party < party);
        let of_party = mandates.iter().skip(begin).take_while(|mandate| mandate.party == party);
        of_party.into_iter().any(|mandate| spans(mandate.first, mandate.last, day))
    }
}

fn mandates(corpus: &Corpus, speaker: SpeakerIx, parties: &HashSet<SpeakerIx>) -> Vec<Mandate> {
    let mandate = |first, last| move |party| Mandate { party, first, last };
    let of_parties = |direct| with_wholes(corpus, vec![direct]).into_iter().filter(|x| parties.contains(x));
    let mut mandates: Vec<Mandate> = of_parties(speaker).map(mandate(None, None)).collect();
    for role in &corpus.speaker(speaker).roles {
        mandates.extend(role.of.into_iter().flat_map(of_parties).map(mandate(role.first, role.last)));
    }
    mandates.sort_unstable();
    mandates
}

/// These speakers, and all that they are, step by step, part of; each once. A cycle ends the walk.
fn with_wholes(corpus: &Corpus, direct: Vec<SpeakerIx>) -> Vec<SpeakerIx> {
    let mut found = Vec::with_capacity(direct.len());
    let mut seen = HashSet::new();
    let mut open = std::collections::VecDeque::from(direct);
    while let Some(speaker) = open.pop_front() {
        if seen.insert(speaker) {
            found.push(speaker);
            open.extend(corpus.speaker(speaker).part_of);
        }
    }
    found
}

fn offices(corpus: &Corpus, speaker: SpeakerIx, of: SpeakerIx) -> impl Iterator<Item = Holder> {
    let roles = corpus.speaker(speaker).roles.iter().enumerate();
    roles.filter(move |(_, role)| role.of == Some(of)).map(move |(index, role)| Holder {
        speaker,
        through: of,
        role: Some(index),
        first: role.first,
        last: role.last,
    })
}

fn is_held(role: &Role, day: Day) -> bool {
    spans(role.first, role.last, day)
}

fn spans(first: Option<Day>, last: Option<Day>, day: Day) -> bool {
    first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
}
