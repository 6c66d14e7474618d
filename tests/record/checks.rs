//! What the checks find, and what they leave in peace.

use std::sync::Arc;

use onrecord::check::{Places, check};
use onrecord::diag::{Diagnostic, Range, Severity, Span};
use onrecord::model::{ArticleIx, ClaimIx, Edtf, EventIx, SourceIx, SpeakerIx};
use onrecord::record::record;
use onrecord::resolve::Corpus;
use onrecord::resolve::corpus::{Rating, Verdict};

use crate::site::site;

/// Every thing has a place, in a file of the kind's name, at its index.
struct Everywhere;

impl Places for Everywhere {
    fn claim(&self, ix: ClaimIx) -> Option<Span> {
        at("claims", ix.index())
    }
    fn claim_key(&self, ix: ClaimIx, key: &str) -> Option<Span> {
        at(&format!("claims/{key}"), ix.index())
    }
    fn article(&self, ix: ArticleIx) -> Option<Span> {
        at("articles", ix.index())
    }
    fn event(&self, ix: EventIx) -> Option<Span> {
        at("events", ix.index())
    }
    fn speaker(&self, ix: SpeakerIx) -> Option<Span> {
        at("speakers", ix.index())
    }
    fn source(&self, ix: SourceIx) -> Option<Span> {
        at("sources", ix.index())
    }
}

struct Nowhere;

impl Places for Nowhere {
    fn claim(&self, _: ClaimIx) -> Option<Span> {
        None
    }
    fn claim_key(&self, _: ClaimIx, _: &str) -> Option<Span> {
        None
    }
    fn article(&self, _: ArticleIx) -> Option<Span> {
        None
    }
    fn event(&self, _: EventIx) -> Option<Span> {
        None
    }
    fn speaker(&self, _: SpeakerIx) -> Option<Span> {
        None
    }
    fn source(&self, _: SourceIx) -> Option<Span> {
        None
    }
}

fn at(file: &str, index: usize) -> Option<Span> {
    Some(Span::new(&Arc::from(file), Range::new(index, index)))
}

fn findings(corpus: &Corpus) -> Vec<Diagnostic> {
    let record = record(corpus);
    let unplaced = check(corpus, &record, &Nowhere, true);
    assert!(unplaced.iter().all(|finding| finding.place.is_none() && finding.related.is_empty()));
    check(corpus, &record, &Everywhere, true)
}

/// Those of one code: the message, then the places.
fn found(corpus: &Corpus, code: &str) -> Vec<String> {
    let told = |finding: &Diagnostic| {
        let labels = finding.place.iter().chain(&finding.related);
        let places: Vec<String> = labels
            .map(|label| format!("{}:{} {}", label.span.path, label.span.range.start, label.text))
            .collect();
        format!("{} | {}", finding.message, places.join(" | "))
    };
    findings(corpus).iter().filter(|finding| finding.code.0 == code).map(told).collect()
}

fn date(text: &str) -> Edtf {
    text.parse().unwrap()
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_sound_site_has_no_findings() {
    let mut corpus = site(
        "role trump of usa ..
         role peskov of russia ..
         event call usa russia
         source tass
         2025-01-01 trump affirms call quote we_spoke sources tass
         2025-01-01 peskov declines call",
    );
    corpus.sources[0].issued = Some(date("2025-01-01"));
    assert_eq!(findings(&corpus), []);
}

#[test]
fn circular_reporting_is_an_error_that_prints_the_way_round() {
    let corpus = site("source a < b\nsource b < c\nsource c < a\n2025-01-01 x sources a");
    assert_eq!(
        found(&corpus, "circular-reporting"),
        ["sources draw on each other in a circle: `a` → `b` → `c` → `a` | sources:0 draws on `b` | \
          sources:1 draws on `c` | sources:2 draws on `a`"]
    );
    assert_eq!(findings(&corpus)[0].severity, Severity::Error);
}

#[test]
fn said_after_publication() {
    let said = |said: &str, published: &str, updated: Option<&str>| {
        let mut corpus = site("2025-01-01 x");
        corpus.claims[0].said = date(said);
        corpus.claims[0].day = date(said).day(&corpus.settings.timezone).unwrap();
        corpus.articles[0].date = date(published);
        corpus.articles[0].updated = updated.map(date);
        found(&corpus, "said-after-publication")
    };
    assert_eq!(
        said("2025-02-10", "2025-02-09", None),
        ["the claim `a#c1` was said after its article was published | claims/said:0 said 2025-02-10 | \
          articles:0 published 2025-02-09"]
    );
    for (day, published, updated) in [
        ("2025-02-09", "2025-02-09", None),
        ("2025-02", "2025-02-09", None),
        ("2025-02-10", "2025-02", None),
        ("2025-02-10", "2025", None),
        ("2025-02-10", "2025-02-09/..", None),
        ("../2025-02-10", "2025-02-09", None),
        ("2025-02-10", "2025-02-09", Some("2025-02-10")),
        ("2025-02-10", "2025-02-09", Some("2025-02")),
    ] {
        assert_eq!(said(day, published, updated), NOTHING, "{day} {published} {updated:?}");
    }
    assert_eq!(said("2025-03", "2025-02", None).len(), 1);
    assert_eq!(said("2025-02-12", "2025-02-09", Some("2025-02-11")).len(), 1);
}

#[test]
fn a_source_newer_than_claim_and_article() {
    let issued = |issued: &str, said: &str, published: &str| {
        let mut corpus = site("source tass\n2025-01-01 x sources tass");
        corpus.sources[0].issued = Some(date(issued));
        corpus.claims[0].said = date(said);
        corpus.articles[0].date = date(published);
        found(&corpus, "source-after-claim")
    };
    assert_eq!(
        issued("2025-02-20", "2025-02-09", "2025-02-10"),
        ["the claim `a#c1` rests on the source `tass`, which is newer than it and its article | \
          claims/sources:0 said 2025-02-09 | sources:0 issued 2025-02-20"]
    );
    // The report of the next day, and uncertain dates.
    assert_eq!(issued("2025-02-10", "2025-02-09", "2025-02-10"), NOTHING);
    assert_eq!(issued("2025-02", "2025-02-09", "2025-02-10"), NOTHING);
    assert_eq!(issued("2025-02-20", "2025-02-09/..", "2025-02-10"), NOTHING);
}

#[test]
fn a_verdict_without_sources() {
    let mut corpus = site("source tass\n2025-01-01 x sources tass");
    let rating = |name: &str| Rating {
        name: name.to_owned(),
        label: name.to_owned(),
        value: None,
        best: None,
        worst: None,
    };
    corpus.settings.ratings = vec![rating("false"), rating("open")];
    let sources = corpus.claims[0].sources.clone();
    let verdict = |rating, sources| Verdict { rating, date: None, by: None, summary: None, sources };
    corpus.claims[0].verdicts = vec![verdict(0, sources), verdict(1, Vec::new())];
    assert_eq!(
        found(&corpus, "verdict-without-sources"),
        [
            "the verdict `open` on the claim `a#c1` names no sources | claims/verdicts:0 a verdict without sources"
        ]
    );
}

#[test]
fn an_event_whose_parties_are_silent() {
    let silent = |lines: &str| found(&site(lines), "silent-parties");
    assert_eq!(
        silent("event call usa\n2025-01-01 nyp affirms call"),
        ["no party of the event `call` has a position on it | events:0 stands as `reported` | \
          claims:0 only others speak of it"]
    );
    assert_eq!(
        silent("event call usa"),
        ["no party of the event `call` has a position on it | events:0 stands as `unreported`"]
    );
    assert_eq!(silent("event call\n2025-01-01 nyp affirms call"), NOTHING);
    assert_eq!(silent("event call usa russia\n2025-01-01 usa declines call"), NOTHING);
}

#[test]
fn a_chain_that_ends_in_other_words() {
    let differ = |lines: &str| found(&site(lines), "repeated-words-differ");
    assert_eq!(
        differ("2025-01-01 x quote we_never_spoke\n2025-01-02 x quote we_spoke_often repeats c1"),
        ["the claim `a#c2` repeats `a#c1` in other words | claims/repeats:1 here: \"we spoke often\" | \
          claims/quote:0 there: \"we never spoke\""]
    );
    for same in [
        "2025-01-01 x quote We_spoke.\n2025-01-02 x quote we_spoke repeats c1",
        "2025-01-01 x quote Yes,_we_spoke_often\n2025-01-02 x quote “we_spoke” repeats c1",
        "2025-01-01 x quote I_can't_say\n2025-01-02 x quote I_can’t_say repeats c1",
        "2025-01-01 x\n2025-01-02 x quote we_spoke repeats c1",
        "2025-01-01 x quote no\n2025-01-02 x repeats c1",
    ] {
        assert_eq!(differ(same), NOTHING, "{same}");
    }
}

#[test]
fn changed_words_are_told_where_they_change() {
    let lines = "2025-01-01 x quote one
        2025-01-02 x quote two repeats c1
        2025-01-03 x quote two repeats c2
        2025-01-04 x repeats c3";
    let found = found(&site(lines), "repeated-words-differ");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("the claim `a#c2` repeats `a#c1`"), "{found:?}");
}

#[test]
fn a_circle_of_repetitions_does_not_hang() {
    let corpus = site("2025-01-01 x quote one repeats c2\n2025-01-01 x quote two repeats c1");
    assert_eq!(findings(&corpus), []);
}

#[test]
fn other_languages_cannot_be_compared() {
    let mut corpus = site(
        "article b 2025-01-02\n2025-01-01 x quote мы_говорили\n2025-01-02 @b x quote we_spoke repeats c1",
    );
    assert_eq!(found(&corpus, "repeated-words-differ").len(), 1);
    corpus.articles[0].language = "ru".to_owned();
    assert_eq!(found(&corpus, "repeated-words-differ"), NOTHING);
}

#[test]
fn what_nothing_uses() {
    let corpus = site("speaker nobody\nsource a\nsource b < c\nsource c\nsource d\n2025-01-01 x sources d");
    assert_eq!(
        found(&corpus, "unused-speaker"),
        ["nothing names the speaker `nobody` | speakers:0 not named by any claim, article, event, source \
          or speaker"]
    );
    assert_eq!(
        found(&corpus, "unused-source"),
        [
            "nothing rests on the source `a` | sources:0 not cited by any claim, article or event",
            "nothing rests on the source `b` | sources:1 not cited by any claim, article or event",
        ]
    );
}

#[test]
fn many_unused_sources_of_one_file_are_one_warning() {
    let lines: String = (10..40).map(|number| format!("source s{number}\n")).collect();
    let found = found(&site(&lines), "unused-source");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("nothing rests on 30 sources of this file: `s10`, `s11`,"), "{found:?}");
    assert!(found[0].contains("`s21` and 18 more |"), "{found:?}");
}

#[test]
fn unknown_speakers_do_no_harm() {
    // Where no speaker exists at all, a claim's handle leads nowhere; its error has been told.
    let mut corpus = site("event call\n2025-01-01 x affirms call");
    corpus.speakers = Vec::new().into();
    let record = record(&corpus);
    assert!(record.events[0].history.is_empty());
    check(&corpus, &record, &Everywhere, true);
}
