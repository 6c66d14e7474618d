//! A record in terse words, to compare with what a table expects.

use onrecord::model::ClaimIx;
use onrecord::record::{EventRecord, PartyPosition, Record, Reversal, Step};
use onrecord::resolve::Corpus;
use onrecord::resolve::corpus::Target;

/// `08 one-sided c1, 09 disputed c2`: days of the month, standings, the claims that brought them about.
pub fn history<S: Copy>(corpus: &Corpus, steps: &[Step<S>], key: fn(S) -> &'static str) -> String {
    let step = |step: &Step<S>| {
        format!("{:02} {} {}", step.day.day(), key(step.standing), corpus.claim(step.claim).id)
    };
    steps.iter().map(step).collect::<Vec<_>>().join(", ")
}

/// `usa affirms c1 since 08, russia -`; `split` where those who speak for a party differ.
pub fn parties(
    corpus: &Corpus,
    parties: &[onrecord::model::SpeakerIx],
    positions: &[Option<PartyPosition>],
) -> String {
    let one = |(party, position): (&onrecord::model::SpeakerIx, &Option<PartyPosition>)| {
        let name = &corpus.speaker(*party).id;
        let Some(position) = position else { return format!("{name} -") };
        let split = if position.split { " split" } else { "" };
        let claim = id(corpus, position.claim);
        format!("{name} {} {claim} since {:02}{split}", position.stance.key(), position.since.day())
    };
    parties.iter().zip(positions).map(one).collect::<Vec<_>>().join(", ")
}

/// `dmitry affirms c2 since 03`, and `for` where the speaker spoke for a party.
pub fn speakers(corpus: &Corpus, event: &EventRecord) -> String {
    let one = |held: &onrecord::record::SpeakerPosition| {
        let (name, claim) = (&corpus.speaker(held.speaker).id, id(corpus, held.claim));
        let role = if held.for_party { " for" } else { "" };
        format!("{name} {} {claim} since {:02}{role}", held.stance.key(), held.since.day())
    };
    event.by_speaker.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// `trump on call c1 -> c3`.
pub fn reversals(corpus: &Corpus, record: &Record) -> String {
    let one = |reversal: &Reversal| {
        let on = match reversal.on {
            Target::Event(event) => &corpus.event(event).id,
            Target::Claim(claim) => &corpus.claim(claim).id,
        };
        let (from, to) = (id(corpus, reversal.from), id(corpus, reversal.to));
        format!("{} on {on} {from} -> {to}", corpus.speaker(reversal.speaker).id)
    };
    record.reversals.iter().flatten().map(one).collect::<Vec<_>>().join(", ")
}

fn id(corpus: &Corpus, claim: ClaimIx) -> &str {
    &corpus.claim(claim).id
}
