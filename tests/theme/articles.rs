//! The article page: hooks, notes, languages.

use std::collections::HashSet;

use super::{all, one, printed, words};

const CONFIG: (&str, &str) = (
    "onrecord.toml",
    "title = \"Talks\"\n[ratings.open]\nlabel = \"Open\"\nvalue = 2\nbest = 3\nworst = 1\n",
);
const PERSON: (&str, &str) = (
    "content/speakers/ann.md",
    "---\nname: Ann Lee\nroles:\n  - {title: Spokeswoman of Arden, of: arden, to: 2025-02}\n---\n",
);
const STATE: (&str, &str) = ("content/speakers/arden.md", "---\nname: Arden\nkind: state\n---\n");
const PAPER: (&str, &str) = ("content/speakers/gazette.md", "---\nname: Gazette\nkind: outlet\n---\n");
const CALL: (&str, &str) = ("content/events/call.md", "---\nname: The call\nparties: [arden]\n---\n");
const SOURCE: (&str, &str) = (
    "content/sources.yaml",
    "references:\n  - id: gazette-1\n    type: article-newspaper\n    title: Nobody called\n    container-title: Gazette\n    \
     issued: 2025-02-09\n    URL: https://example.com/1\n    accessed: 2025-02-10\n    archived: https://example.org/copy\n",
);
const ARTICLE: (&str, &str) = (
    "content/articles/a/index.md",
    "---\ntitle: Nobody called\ndate: 2025-02-09\nupdated: 2025-02-11\nauthors: [ann, Bo Ray]\noutlet: gazette\n\
     original: https://www.example.com/first\nsummary: A *short* summary.\ntopics: [Calls]\ndraft: true\ncorrections:\n  \
     - {date: 2025-02-12, text: The *day* was wrong.}\n---\nShe said nobody *called* her.[^why] It was printed [@gazette-1, p. 3].\n\n\
     ## Notes\n\nNobody called. She said it again.\n\n[^why]: A footnote.\n",
);
const CLAIMS: (&str, &str) = (
    "content/articles/a/claims.yaml",
    "claims:\n  - id: nobody\n    quote:\n      - nobody called her\n      - She said it again\n    speaker: ann\n    via: [gazette]\n    denies: call\n    \
     sources: [gazette-1]\n    note: An *editor's* note.\n    original: {text: Niemand rief an., language: de, translator: the desk}\n    \
     verdicts:\n      - {rating: open, date: 2025-02-13, by: The desk, summary: Nobody knows., sources: [gazette-1]}\n  \
     - id: unquoted\n    speaker: ann\n    statement: She will not say more.\n    said: 2025-03-02\n    declines: \"#nobody\"\n    sources: [gazette-1]\n",
);

#[test]
fn an_article_has_its_hooks() {
    let output = printed(&[CONFIG, PERSON, STATE, PAPER, CALL, SOURCE, ARTICLE, CLAIMS]);
    let page = output.page("articles/a/index.html");

    let marked: String = all(&page, "mark.claim[data-claims~=nobody]")
        .iter()
        .map(|mark| mark.text().collect::<String>())
        .collect();
    assert_eq!(marked, "nobody called herShe said it again");
    assert_eq!(one(&page, "#claim-nobody").value().name(), "mark");
    assert!(one(&page, "[role=doc-endnotes] li #claim-unquoted").value().name() == "div");

    let notes = all(&page, "section[role=doc-endnotes] > ol > li");
    let ids: Vec<_> = notes.iter().map(|note| note.value().id().unwrap()).collect();
    assert_eq!(ids, ["note-1", "note-2", "note-3", "note-4"]);
    let mut found = HashSet::new();
    for element in all(&page, "[id]") {
        assert!(
            found.insert(element.value().id().unwrap().to_owned()),
            "{:?} stands twice",
            element.value().id()
        );
    }
    for link in all(&page, "a[role=doc-noteref], a[role=doc-backlink]") {
        let target = link.attr("href").unwrap().trim_start_matches('#');
        assert!(found.contains(target), "{target}");
        assert!(link.attr("aria-label").is_some());
    }
    assert_eq!(all(&page, "#note-1 a[role=doc-backlink]").len(), 2);
    assert_eq!(all(&page, "#note-4 a[role=doc-backlink]").len(), 0);
}

#[test]
fn a_note_says_what_is_known() {
    let output = printed(&[CONFIG, PERSON, STATE, PAPER, CALL, SOURCE, ARTICLE, CLAIMS]);
    let page = output.page("articles/a/index.html");
    insta::assert_snapshot!(words(one(&page, "#note-1")), @"Ann Lee, Spokeswoman of Arden, denies The call. 9 February 2025, as reported by the Gazette. Niemand rief an. The original words; translated by the desk Verdict Open (2 on a scale from 1 to 3), by The desk, 13 February 2025 Nobody knows. Editor’s note An editor's note. The record of this claim “Nobody called,” Gazette, 9 February 2025. https://example.com/1 Accessed 10 February 2025. Archived copy ↩ ↩2");
    insta::assert_snapshot!(words(one(&page, "#note-2")), @"A footnote. ↩");
    insta::assert_snapshot!(words(one(&page, "#note-3")), @"Gazette, “Nobody called,” p. 3. https://example.com/1 Accessed 10 February 2025. Archived copy ↩");
    insta::assert_snapshot!(words(one(&page, "#note-4")), @"Ann Lee, former Spokeswoman of Arden, neither confirms nor denies what Ann Lee said. 2 March 2025. She will not say more. This claim as a card Gazette, “Nobody called.” https://example.com/1 Accessed 10 February 2025. Archived copy");
    let speaker = one(&page, "#note-1 .claim-who > a:first-child");
    assert_eq!(speaker.attr("href"), Some("../../speakers/ann/"));
    assert_eq!(one(&page, "#note-1 .claim-who > a:last-child").attr("href"), Some("../../events/call/"));
    assert_eq!(one(&page, "#note-1 blockquote").attr("lang"), Some("de"));
    assert_eq!(one(&page, "#note-1 a.archived").attr("href"), Some("https://example.org/copy"));
}

#[test]
fn the_head_of_an_article() {
    let output = printed(&[CONFIG, PERSON, STATE, PAPER, CALL, SOURCE, ARTICLE, CLAIMS]);
    let page = output.page("articles/a/index.html");
    insta::assert_snapshot!(words(one(&page, ".article-header")), @"Nobody called A short summary. Draft This article has not been published. By Ann Lee and Bo Ray, Gazette Published 9 February 2025, updated 11 February 2025. First published at example.com. Topics: Calls");
    assert_eq!(words(one(&page, "[role=doc-errata]")), "Corrections 12 February 2025 The day was wrong.");
    assert_eq!(one(&page, ".byline time[datetime='2025-02-09']").inner_html(), "9 February 2025");
    assert_eq!(one(&page, ".byline a[href='https://www.example.com/first']").inner_html(), "example.com");
    assert_eq!(one(&page, "meta[name=description]").attr("content"), Some("A short summary."));
    assert_eq!(words(one(&page, ".legend")), "Marked words are claims. The line tells the position: denies");
    assert_eq!(one(&page, "mark#claim-nobody").attr("data-stance"), Some("denies"));
}

#[test]
fn headings_go_down_one_by_one() {
    let output = printed(&[CONFIG, PERSON, STATE, PAPER, CALL, SOURCE, ARTICLE, CLAIMS]);
    for path in ["articles/a/index.html", "articles/index.html", "index.html", "404.html"] {
        let page = output.page(path);
        let levels: Vec<u32> = all(&page, "h1, h2, h3, h4, h5, h6")
            .iter()
            .map(|heading| heading.value().name()[1..].parse().unwrap())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}");
        assert_eq!(levels.first(), Some(&1), "{path}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
    }
}

#[test]
fn an_article_in_another_language_says_so() {
    let article = (
        "content/articles/b.md",
        "---\ntitle: مكالمة\ndate: 2025\nlanguage: ar\nsummary: لم يتصل أحد\ncorrections: [{date: 2025, text: تصحيح}]\n---\nلم يتصل أحد.[^a]\n\n[^a]: حاشية\n",
    );
    let page = printed(&[CONFIG, article]).page("articles/b/index.html");
    let article = one(&page, "main > article");
    assert_eq!((article.attr("lang"), article.attr("dir")), (Some("ar"), Some("rtl")));
    for ours in [".byline", "[role=doc-endnotes]", "#onrecord-corrections"] {
        let ours = one(&page, ours);
        assert_eq!((ours.attr("lang"), ours.attr("dir")), (Some("en"), Some("ltr")));
    }
    assert_eq!(one(&page, ".footnote").attr("dir"), Some("rtl"));
    assert_eq!(words(one(&page, ".byline")), "Published 2025. In Arabic.");
    assert_eq!(one(&page, "html").attr("lang"), Some("en"));
}

#[test]
fn a_bare_article_says_no_more_than_it_has() {
    let article = ("content/articles/b.md", "---\ntitle: Bare\ndate: 2025\n---\nText.\n");
    let page = printed(&[CONFIG, article]).page("articles/b/index.html");
    for absent in ["[role=doc-endnotes]", "[role=doc-errata]", ".legend", ".standfirst", ".badge"] {
        assert!(all(&page, absent).is_empty(), "{absent}");
    }
    assert_eq!(words(one(&page, ".byline")), "Published 2025.");
}
