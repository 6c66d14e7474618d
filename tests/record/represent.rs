//! Who speaks for whom on which day (format, section 4).

use onrecord::model::SpeakerIx;
use onrecord::record::represent::{RoleOn, holders, represents, role_on, spoken_for};
use onrecord::resolve::Corpus;

use crate::site::{day, site};

const CAST: &str = "
    role peskov of kremlin 2012-05-22..
    kremlin part_of russia
    role lavrov of ministry 2004-03-09..
    role lavrov of russia ..2004-03-08
    ministry part_of government
    government part_of russia
    role former of russia 2000-01-01..2001-01-01
    role former of kremlin 2003-01-01..2004-01-01
";

fn ix(corpus: &Corpus, id: &str) -> SpeakerIx {
    SpeakerIx::new(corpus.speakers.iter().position(|speaker| &*speaker.id == id).unwrap())
}

#[test]
fn by_role_and_step_by_step() {
    let corpus = site(CAST);
    let speaks = |who, whom, on| represents(&corpus, ix(&corpus, who), ix(&corpus, whom), day(on));
    assert!(speaks("peskov", "peskov", "1900-01-01"), "everyone is themselves");
    assert!(speaks("peskov", "kremlin", "2012-05-22"));
    assert!(speaks("peskov", "russia", "2025-01-01"));
    assert!(!speaks("peskov", "russia", "2012-05-21"));
    assert!(!speaks("peskov", "ministry", "2025-01-01"));
    assert!(speaks("lavrov", "russia", "2025-01-01"));
    assert!(speaks("lavrov", "russia", "1900-01-01"));
    assert!(speaks("government", "russia", "1900-01-01"));
    assert!(!speaks("russia", "government", "1900-01-01"));
    assert!(!speaks("former", "russia", "2002-01-01"));
}

#[test]
fn circles_of_parts_do_not_hang() {
    let corpus = site("a part_of b\nb part_of c\nc part_of a\nrole p of a ..\nevent e b");
    assert!(represents(&corpus, ix(&corpus, "p"), ix(&corpus, "c"), day("2025-01-01")));
    assert_eq!(holders(&corpus, ix(&corpus, "a")).len(), 3);
    onrecord::record::record(&corpus);
}

#[test]
fn the_role_on_a_day() {
    let corpus = site(CAST);
    let role = |who, on| role_on(&corpus, ix(&corpus, who), day(on));
    assert_eq!(role("former", "1999-12-31"), RoleOn::None);
    assert_eq!(role("former", "2001-01-01"), RoleOn::Held(0));
    assert_eq!(role("former", "2001-01-02"), RoleOn::Former(0));
    assert_eq!(role("former", "2003-06-01"), RoleOn::Held(1));
    assert_eq!(role("former", "2025-01-01"), RoleOn::Former(1));
    assert_eq!(role("lavrov", "2004-03-08"), RoleOn::Held(1));
    assert_eq!(role("russia", "2004-03-08"), RoleOn::None);
}

#[test]
fn holders_are_all_who_ever_spoke_for_it() {
    let corpus = site(CAST);
    let told: Vec<_> = holders(&corpus, ix(&corpus, "russia"))
        .iter()
        .map(|holder| {
            let name = |ix| &corpus.speaker(ix).id;
            let side = |day: Option<onrecord::model::Day>| day.map_or(String::new(), |day| day.to_string());
            let (first, last) = (side(holder.first), side(holder.last));
            format!("{} through {} {first}..{last}", name(holder.speaker), name(holder.through))
        })
        .collect();
    assert_eq!(
        told,
        [
            "government through russia ..",
            "kremlin through russia ..",
            "lavrov through russia ..2004-03-08",
            "ministry through government ..",
            "former through russia 2000-01-01..2001-01-01",
            "former through kremlin 2003-01-01..2004-01-01",
            "lavrov through ministry 2004-03-09..",
            "peskov through kremlin 2012-05-22..",
        ]
    );
}

#[test]
fn claims_made_in_its_name() {
    let corpus = site(&format!(
        "{CAST}
        2025-02-09 peskov
        2000-06-01 former
        2002-06-01 former
        2025-02-08 russia
        2025-02-08 trump"
    ));
    let spoken: Vec<&str> =
        spoken_for(&corpus, ix(&corpus, "russia")).iter().map(|&claim| &*corpus.claim(claim).id).collect();
    assert_eq!(spoken, ["c2", "c4", "c1"]);
}
