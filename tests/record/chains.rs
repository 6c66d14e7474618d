//! Origins, circular reporting, and relays.

use onrecord::record::reach::reach;
use onrecord::record::relay::relays;
use onrecord::record::{origins, record};
use onrecord::resolve::Corpus;

use crate::site::site;

fn keys(corpus: &Corpus, sources: &[onrecord::model::SourceIx]) -> String {
    sources.iter().map(|&source| &*corpus.source(source).key).collect::<Vec<_>>().join(" ")
}

fn origins_of(lines: &str) -> Vec<String> {
    let corpus = site(lines);
    record(&corpus).origins.iter().map(|sources| keys(&corpus, sources)).collect()
}

#[test]
fn origins_are_reached_by_following_to_the_end() {
    assert_eq!(origins_of("source a"), ["a"]);
    assert_eq!(origins_of("source a < b\nsource b < c\nsource c"), ["c", "c", "c"]);
    assert_eq!(
        origins_of("source a < b c\nsource b < d\nsource c < d e\nsource d\nsource e"),
        ["d e", "d", "d e", "d", "e"]
    );
}

#[test]
fn five_reports_of_one_interview_are_one_origin() {
    let mut lines = "source interview\n".to_owned();
    for report in ["r1", "r2", "r3", "r4", "r5"] {
        lines += &format!("source {report} < interview\n");
    }
    lines += "2025-02-08 a sources r1 sources r2 sources r3 sources r4 sources r5";
    let corpus = site(&lines);
    assert_eq!(keys(&corpus, &record(&corpus).claims[0].origins), "interview");
}

#[test]
fn circles_are_told_and_do_not_hang() {
    let ways = |lines: &str| {
        let corpus = site(lines);
        record(&corpus);
        origins::cycles(&corpus).iter().map(|way| keys(&corpus, way)).collect::<Vec<_>>()
    };
    assert_eq!(ways("source a < b\nsource b"), Vec::<String>::new());
    assert_eq!(ways("source a < a"), ["a"]);
    assert_eq!(ways("source a < b\nsource b < c\nsource c < a"), ["a b c"]);
    assert_eq!(ways("source x < c\nsource c < b\nsource b < c\nsource d < d"), ["b c", "d"]);
    assert_eq!(ways("source a < b c\nsource b < a\nsource c < a"), ["a b", "a c"]);
}

#[test]
fn a_way_out_of_a_circle_is_an_origin() {
    assert_eq!(origins_of("source a < b\nsource b < a c\nsource c"), ["c", "c", "c"]);
    assert_eq!(origins_of("source a < b\nsource b < a"), ["", ""]);
}

#[test]
fn a_chain_may_be_as_long_as_the_site() {
    let mut references: Vec<Vec<usize>> = (1..200_000).map(|next| vec![next]).collect();
    references.push(vec![]);
    let found = reach(&references);
    assert!(found.ends.iter().all(|ends| ends == &[199_999]));
    references[199_999] = vec![0];
    assert_eq!(reach(&references).cycles[0].len(), 200_000);
}

#[test]
fn relays_are_counted() {
    let corpus = site(
        "2025-02-08 putin via trump via nyp
         2025-02-09 putin via tass
         2025-02-10 putin via trump
         2025-02-10 putin",
    );
    let putin = corpus.speakers.iter().position(|speaker| &*speaker.id == "putin").unwrap();
    let relays = relays(&corpus, onrecord::model::SpeakerIx::new(putin));
    let told: Vec<_> = relays
        .iter()
        .map(|relay| format!("{} {}", corpus.speaker(relay.speaker).id, relay.claims.len()))
        .collect();
    assert_eq!(told, ["trump 2", "nyp 1", "tass 1"]);
}
