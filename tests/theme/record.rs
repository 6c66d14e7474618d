//! The pages of the record: events, the matrix, speakers, claims, sources, topics.

use std::collections::HashSet;

use super::{Output, all, one, printed, words};

const CONFIG: (&str, &str) = (
    "onrecord.toml",
    "title = \"Talks\"\n[ratings.kept]\nlabel = \"Kept\"\nvalue = 2\nbest = 2\nworst = 1\n",
);
const SPEAKERS: [(&str, &str); 6] = [
    (
        "content/speakers/ann.md",
        "---\nname: Ann Lee\nsort_name: Lee, Ann\nalso_known_as: [A. Lee]\nwikidata: Q1\nlinks: [{title: Her site, url: \"https://example.com/ann\"}]\n\
         roles:\n  - {title: President of Arden, of: arden, from: 2024-01-01, to: 2025-02-28}\n---\nShe *speaks*.\n",
    ),
    (
        "content/speakers/bo.md",
        "---\nname: Bo Ray\nroles: [{title: Spokesman of the Palace, of: palace}]\n---\n",
    ),
    ("content/speakers/arden.md", "---\nname: United Provinces of Arden\nkind: state\n---\n"),
    ("content/speakers/borea.md", "---\nname: Borea\nkind: state\n---\n"),
    ("content/speakers/palace.md", "---\nname: Palace\nkind: organization\npart_of: borea\n---\n"),
    ("content/speakers/gazette.md", "---\nname: Gazette\nkind: outlet\n---\n"),
];
const EVENTS: [(&str, &str); 3] = [
    (
        "content/events/call.md",
        "---\nname: The call\nkind: call\nparties: [arden, borea]\ntopics: [Calls]\npart_of: talks\nplace: By phone\n---\n## History\n\nNobody knows.\n",
    ),
    ("content/events/talks.md", "---\nname: The talks\nkind: negotiation\ndate: 2025-01/2025-02~\n---\n"),
    (
        "content/events/summit.md",
        "---\nname: The summit\nkind: summit\ndate: 2025-02-10\nparties: [arden]\ntopics: [Calls]\n---\n",
    ),
];
const SOURCES: (&str, &str) = (
    "content/sources.yaml",
    "references:\n  - {id: \"report:1\", type: article-newspaper, title: A report, container-title: Gazette, issued: 2025-02-08, outlet: gazette, \
     based_on: tape, URL: \"https://example.com/1\", accessed: 2025-02-10, archived: \"https://example.org/copy\"}\n  \
     - {id: tape, type: interview, title: An interview, issued: 2025-02-07}\n",
);
const ARTICLE: (&str, &str) = (
    "content/articles/a/index.md",
    "---\ntitle: Who called whom\ndate: 2025-03-20\ntopics: [Calls]\n---\nThere was a call on Monday, said the president. The palace would not say. \
     There was no such call on Monday, she said later. \
     It was told elsewhere that all of this would be settled soon, and so it was.\n",
);
const CLAIMS: (&str, &str) = (
    "content/articles/a/claims.yaml",
    "claims:\n  - {id: yes, quote: There was a call on Monday, speaker: ann, said: ../2025-02-08, to: [gazette], affirms: [call, talks], sources: [\"report:1\"], topics: [Calls]}\n  \
     - {id: neither, quote: The palace would not say, speaker: bo, said: 2025-02-09, declines: [call, \"#yes\"]}\n  \
     - {id: no, quote: There was no such call on Monday, speaker: ann, said: 2025-03-10, denies: call}\n  \
     - {id: told, quote: would be settled soon, speaker: palace, via: [ann, gazette], said: 2025-02-12, sources: [tape], \
     verdicts: [{rating: kept, date: 2025-03-01, by: The desk, summary: It *was*., sources: [tape]}]}\n  \
     - {id: again, statement: The president said it again., speaker: ann, said: 2025-03-11, repeats: \"#no\"}\n",
);

fn site() -> Output {
    let mut files = vec![CONFIG, SOURCES, ARTICLE, CLAIMS];
    files.extend(SPEAKERS);
    files.extend(EVENTS);
    printed(&files)
}

#[test]
fn an_event_opens_with_its_standing_and_the_way_to_the_rule() {
    let page = site().page("events/call/index.html");
    let standing = one(&page, "header .event-standing");
    insta::assert_snapshot!(words(standing), @"One-sided Affirmed by the United Provinces of Arden; Borea neither confirms nor denies, since 9 February 2025.");
    assert_eq!(one(&page, "header a.standing").attr("href"), Some("../#rule-one-sided"));
    insta::assert_snapshot!(words(one(&page, "header .origins")), @"What affirms it rests on 1 origin, as far as recorded: An interview, 7 February 2025");
    insta::assert_snapshot!(words(one(&page, "dl.facts")), @"DateNot known PlaceBy phone PartiesUnited Provinces of Arden and Borea Part ofThe talks TopicsCalls");
}

#[test]
fn the_history_has_a_place_for_every_day() {
    let page = site().page("events/call/index.html");
    let changes = all(&page, "ol.history > li");
    insta::assert_snapshot!(changes.iter().map(|change| words(*change)).collect::<Vec<_>>().join("\n"), @"8 February 2025 One-sided Ann Lee, by 8 February 2025: “There was a call on Monday”");
    let days: Vec<_> = all(&page, "section.day").iter().map(|day| day.value().id().unwrap()).collect();
    assert_eq!(days, ["as-of-2025-02-08", "as-of-2025-02-09", "as-of-2025-03-10"]);
    for link in all(&page, "ol.history a[href^='#']") {
        assert!(days.contains(&&link.attr("href").unwrap()[1..]));
    }
    let on_the_ninth = one(&page, "#as-of-2025-02-09 .day-standing");
    insta::assert_snapshot!(words(on_the_ninth), @"At the end of the day One-sided Affirmed by the United Provinces of Arden; Borea neither confirms nor denies, since 9 February 2025. United Provinces of Arden affirms, since 8 February 2025 Borea neither confirms nor denies, since 9 February 2025");
    assert_eq!(all(&page, ".day .told").len(), 3, "every claim stands under one day");
    assert!(one(&page, "#as-of-2025-02-09 .as-of-note").attr("hidden").is_some());
}

#[test]
fn what_belongs_to_now_can_be_hidden_as_of_a_day() {
    let page = site().page("events/call/index.html");
    for later in all(&page, ".event-standing, .origins, .history, .reversal, main .prose") {
        let hidden = later.ancestors().filter_map(scraper::ElementRef::wrap);
        assert!(hidden.into_iter().any(|element| element.value().classes().any(|class| class == "now")));
    }
    assert!(all(&page, ".day .now, .now .day").is_empty());
}

#[test]
fn a_claim_is_told_with_role_stance_chain_and_sources() {
    let output = site();
    let event = output.page("events/call/index.html");
    insta::assert_snapshot!(words(one(&event, "#as-of-2025-02-08 .told-list")), @"Ann Lee, President of Arden, affirms it and The talks There was a call on Monday by 8 February 2025, to the Gazette · Who called whom A report, Gazette, 8 February 2025 The record of this claim Counts as the word of the United Provinces of Arden.");
    insta::assert_snapshot!(words(one(&event, "#as-of-2025-03-10 .told-list")), @"Ann Lee, former President of Arden, denies it There was no such call on Monday 10 March 2025 · Who called whom The record of this claim");
    let palace = output.page("speakers/palace/index.html");
    insta::assert_snapshot!(words(one(&palace, "#record-claims ~ .told-list .meta")), @"12 February 2025, as told by Ann Lee to the Gazette · Who called whom");
}

#[test]
fn a_reversal_marks_the_words_that_changed() {
    for path in ["events/call/index.html", "speakers/ann/index.html"] {
        let page = site().page(path);
        let reversal = one(&page, ".reversal");
        assert_eq!(
            all(&page, ".reversal mark.changed").iter().map(|mark| words(*mark)).collect::<Vec<_>>(),
            ["a", "no such"]
        );
        assert!(words(reversal).contains("affirms") && words(reversal).contains("denies"));
    }
}

#[test]
fn the_matrix_tells_positions_by_word_and_link() {
    let page = site().page("events/index.html");
    let rows: Vec<String> = all(&page, ".matrix tr").iter().map(|row| words(*row)).collect();
    insta::assert_snapshot!(rows.join("\n"), @r#"
    EventStandingUnited Provinces of ArdenBorea
    2025
    The summit Summit, 10 February 2025 Unreported no position not a party
    The talks Negotiation, January 2025 – about February 2025 Reported not a party not a party
    No date
    The call Call One-sided affirms declines
    "#);
    let cell = one(&page, ".matrix td.declines a");
    assert_eq!(cell.attr("href"), Some("../articles/a/#claim-neither"));
    assert_eq!(all(&page, ".matrix th[scope=col]").len(), 4);
    for rule in ["unreported", "confirmed", "disputed", "denied", "one-sided", "reported"] {
        one(&page, &format!("#rules #rule-{rule}"));
    }
    for rule in ["retracted", "disputed", "corroborated", "unanswered"] {
        one(&page, &format!("#rules #rule-claim-{rule}"));
    }
}

#[test]
fn the_filters_of_the_matrix_name_what_its_rows_have() {
    let page = site().page("events/index.html");
    let rows = all(&page, ".matrix tr.row");
    for choice in all(&page, ".filters input:not([value=''])") {
        let class = choice.value().id().unwrap().trim_start_matches("show-");
        assert!(rows.iter().any(|row| row.value().classes().any(|one| one == class)), "{class}");
    }
    assert_eq!(all(&page, ".filters input[checked]").len(), 2);
}

#[test]
fn a_speaker_has_roles_counts_and_voices() {
    let output = site();
    let ann = output.page("speakers/ann/index.html");
    insta::assert_snapshot!(words(one(&ann, "dl.facts")), @"Roles President of Arden (United Provinces of Arden), from 1 January 2024 to 28 February 2025 Elsewhere Her site Wikidata Q1");
    insta::assert_snapshot!(words(one(&ann, ".counts")), @"2 of 3 claims take a position on an event or on another claim 1 of 3 claims was answered by another claim on this site 1 of 3 claims names a source");
    let roles: Vec<String> =
        all(&ann, "#record-claims ~ .told-list .role").iter().map(|role| words(*role)).collect();
    assert_eq!(
        roles,
        ["As President of Arden", "As former President of Arden", "As former President of Arden"]
    );
    insta::assert_snapshot!(words(one(&ann, "#record-relays ~ ul")), @"Ann Lee relayed 1 claim of Palace");
    let borea = output.page("speakers/borea/index.html");
    insta::assert_snapshot!(words(one(&borea, ".voices")), @"Bo Ray: Spokesman of the Palace 1 claim in its name Palace, part of Borea 1 claim in its name");
    insta::assert_snapshot!(words(one(&borea, "#record-in-its-name ~ ol")), @"9 February 2025: Bo Ray, Spokesman of the Palace: “The palace would not say” 12 February 2025: Palace: “would be settled soon”");
    insta::assert_snapshot!(words(one(&borea, ".event-positions")), @"The call One-sided neither confirms nor denies, since 9 February 2025 Bo Ray, 9 February 2025: “The palace would not say”");
}

#[test]
fn speakers_are_listed_by_kind_and_name() {
    let page = site().page("speakers/index.html");
    let groups: Vec<String> = all(&page, ".group").iter().map(|group| words(*group)).collect();
    insta::assert_snapshot!(groups.join("\n"), @r#"
    Persons Bo Ray 1 claim Spokesman of the Palace Ann Lee 3 claims President of Arden, until 28 February 2025 Also known as A. Lee
    States Borea 0 claims United Provinces of Arden 0 claims
    Organizations Palace 1 claim Part of Borea
    Outlets Gazette 0 claims
    "#);
}

#[test]
fn a_claim_page_has_context_answers_and_verdicts() {
    let output = site();
    let yes = output.page("claims/a/yes/index.html");
    insta::assert_snapshot!(words(one(&yes, "header .event-standing")), @"Unanswered Nobody affirms or denies it; Bo Ray neither confirms nor denies, since 9 February 2025.");
    assert_eq!(one(&yes, "mark.quoted").inner_html(), "There was a call on Monday");
    insta::assert_snapshot!(words(one(&yes, ".in-context")), @"There was a call on Monday, said the president. The…");
    insta::assert_snapshot!(words(one(&yes, "li.answer")), @"Bo Ray, Spokesman of the Palace, neither confirms nor denies The call and it The palace would not say 9 February 2025 · Who called whom");
    let told = output.page("claims/a/told/index.html");
    insta::assert_snapshot!(words(one(&told, ".verdicts")), @"Verdict Kept (2 on a scale from 1 to 2), by The desk, 1 March 2025 It was. An interview, 7 February 2025");
    insta::assert_snapshot!(words(one(&told, ".in-context")), @"…elsewhere that all of this would be settled soon, and so it was.");
    let no = output.page("claims/a/no/index.html");
    assert_eq!(
        words(one(&no, "#record-repeated ~ .told-list .statement")),
        "In our words The president said it again."
    );
}

#[test]
fn sources_stand_once_with_what_cites_them() {
    let page = site().page("sources/index.html");
    let ids: Vec<_> = all(&page, ".source").iter().map(|source| source.value().id().unwrap()).collect();
    assert_eq!(ids, ["source-report:1", "source-tape"]);
    insta::assert_snapshot!(all(&page, ".source").iter().map(|one| words(*one)).collect::<Vec<_>>().join("\n"), @r#"
    “A report,” Gazette, 8 February 2025. https://example.com/1, accessed 10 February 2025 Archived copy Published byGazette Draws onAn interview, 7 February 2025 Origins, as far as recordedAn interview, 7 February 2025 Claims Ann Lee, by 8 February 2025: “There was a call on Monday”
    “An interview,” 7 February 2025. Claims Palace, 12 February 2025: “would be settled soon”
    "#);
    let event = site().page("events/call/index.html");
    assert!(all(&event, "a[href='../../sources/#source-report:1']").len() == 1);
}

#[test]
fn topics_gather() {
    let output = site();
    assert_eq!(
        words(one(&output.page("topics/index.html"), ".topic-list")),
        "Calls 1 article, 2 events and 1 claim"
    );
    let topic = output.page("topics/calls/index.html");
    let headings: Vec<String> = all(&topic, "h2").iter().map(|heading| words(*heading)).collect();
    assert_eq!(headings, ["Articles", "Events", "Claims"]);
}

#[test]
fn ids_stand_once_links_land_and_headings_go_down_one_by_one() {
    let output = site();
    let paths: Vec<String> =
        output.0.lock().unwrap().keys().filter(|path| path.ends_with(".html")).cloned().collect();
    for path in paths {
        let page = output.page(&path);
        let mut ids = HashSet::new();
        for element in all(&page, "[id]") {
            let id = element.value().id().unwrap();
            assert!(ids.insert(id.to_owned()), "{path}: {id} stands twice");
        }
        for link in all(&page, "a[href^='#']") {
            let fragment = &link.attr("href").unwrap()[1..];
            assert!(ids.contains(fragment), "{path}: #{fragment}");
        }
        for element in all(&page, "[aria-labelledby], [aria-describedby]") {
            for name in ["aria-labelledby", "aria-describedby"] {
                assert!(element.attr(name).is_none_or(|id| ids.contains(id)), "{path}: {name}");
            }
        }
        let levels: Vec<u32> = all(&page, "h1, h2, h3, h4")
            .iter()
            .map(|heading| heading.value().name()[1..].parse().unwrap())
            .collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
        assert!(all(&page, "[style], script:not([src])").is_empty(), "{path}");
    }
}

#[test]
fn an_empty_site_has_its_pages() {
    let output = printed(&[("onrecord.toml", "title = \"Talks\"\n")]);
    for path in ["events", "timeline", "speakers", "sources", "topics"] {
        assert_eq!(all(&output.page(&format!("{path}/index.html")), ".empty").len(), 1, "{path}");
    }
    let lone = printed(&[
        ("onrecord.toml", "title = \"Talks\"\n"),
        ("content/events/call.md", "---\nname: The call\n---\n"),
        ("content/speakers/ann.md", "---\nname: Ann Lee\n---\n"),
    ]);
    let event = lone.page("events/call/index.html");
    assert_eq!(words(one(&event, ".event-standing")), "Unreported Nobody has taken a position.");
    assert_eq!(all(&lone.page("speakers/ann/index.html"), ".empty").len(), 1);
}
