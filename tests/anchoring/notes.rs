//! One numbering for claims, footnotes and citations.

use onrecord::anchor::NoteOf;
use onrecord::parse::OneOrMany;
use onrecord::parse::claims::{Claim, Part};
use onrecord::parse::config::RawHtml;

use crate::site::{anchored, article_with, claim, html, problems, quote, quoting};

fn told(of: &NoteOf) -> String {
    match of {
        NoteOf::Claim(index) => format!("claim {index}"),
        NoteOf::Footnote(name) => format!("^{name}"),
        NoteOf::Citation(cites) => cites.iter().map(|cite| format!("@{}", cite.key)).collect(),
    }
}

#[test]
fn notes_are_numbered_by_their_first_markers() {
    let body = "One two three[^Note] four [@k] five. Six [@k] seven[^note]. Eight [@k, p. 2].\n\n\
        [^note]: See [^inner] and [@deep] and [^note].\n[^inner]: Inside.\n";
    let twice = OneOrMany(vec![quote("One two", "", ""), quote("Six seven", "", "")]);
    let claims = vec![
        claim("unquoted"),
        quoting("short", "three"),
        quoting("long", "two three"),
        Claim { quote: twice, ..claim("twice") },
        Claim { part: Part::Title, ..quoting("headline", "The head") },
        Claim { part: Part::Summary, ..quoting("summed", "summary") },
    ];
    let article = article_with("The head", "A summary [@first].", body, claims);
    let anchored = anchored(&article);
    let notes: Vec<_> = anchored.notes.iter().map(|note| (told(&note.of), note.markers)).collect();
    let expected = [
        ("claim 4", 1),
        ("claim 5", 1),
        ("@first", 1),
        ("claim 3", 2),
        ("claim 2", 1),
        ("claim 1", 1),
        ("^note", 3),
        ("@k", 2),
        ("@k", 1),
        ("^inner", 1),
        ("claim 0", 0),
    ];
    assert_eq!(notes, expected.map(|(of, markers)| (of.to_owned(), markers)));
    assert_eq!(anchored.numbers, [11, 6, 5, 4, 1, 2]);
    let cited: Vec<_> = anchored.cited.iter().map(|key| key.value.as_str()).collect();
    assert_eq!(cited, ["first", "k", "deep"]);
    for key in &anchored.cited {
        assert_eq!(&article.body.input[key.range.usize()], key.value);
    }

    // What is printed agrees: every marker once, with its fragment.
    let html = html(&article, RawHtml::Sanitize);
    let footnotes: String = html.footnotes.iter().map(|(_, html)| html.as_str()).collect();
    let all = format!("{}{}{}{footnotes}", html.title, html.summary.unwrap(), html.body);
    for (number, note) in (1..).zip(&anchored.notes) {
        assert_eq!(all.matches(&format!("href=\"#note-{number}\"")).count(), note.markers as usize, "{all}");
        for marker in 1..=note.markers {
            let suffix = if marker == 1 { String::new() } else { format!("-{marker}") };
            assert_eq!(all.matches(&format!("id=\"ref-{number}{suffix}\"")).count(), 1, "{all}");
        }
    }
    assert!(footnotes.contains("<cite>deep</cite>"));
}

#[test]
fn footnotes_that_fit_nothing_are_told() {
    let body = "One[^one] two[^tow].\n\n[^one]: A.\n\n[^two]: B.\n\n[^one]: C.\n\n[^spare]: D.\n";
    let problems = problems(&article_with("T", "", body, vec![]));
    let told: Vec<_> = problems.iter().map(|problem| (problem.code.0, problem.message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("duplicate-footnote", "the footnote `one` is defined twice"),
            ("unknown-footnote", "no footnote `tow` is defined"),
            // That `two` is not used is the same mistake.
            ("unused-footnote", "nothing refers to the footnote `spare`"),
        ]
    );
    assert_eq!(problems[1].hints, ["Did you mean `[^two]`?"]);
    let input = article_with("T", "", body, vec![]).body.input;
    let shown = |problem: &onrecord::diag::Diagnostic| {
        input[problem.place.as_ref().unwrap().span.range.usize()].to_owned()
    };
    assert_eq!(problems.iter().map(shown).collect::<Vec<_>>(), ["[^one]", "[^tow]", "[^spare]"]);
}

#[test]
fn links_are_listed_with_their_places() {
    let body =
        "See [a](b.md) ![c](d.png) <https://example.com> [e][r].[^n]\n\n[r]: f.md\n[^n]: [g](h&amp;i)\n";
    let article = article_with("T", "[s](t.md)", body, vec![]);
    let links: Vec<_> = anchored(&article)
        .links
        .into_iter()
        .map(|link| {
            (link.url.value.clone(), link.image, article.body.input[link.url.range.usize()].to_owned())
        })
        .collect();
    let link = |url: &str, image, place: &str| (url.to_owned(), image, place.to_owned());
    assert_eq!(
        links,
        [
            link("t.md", false, "t.md"),
            link("b.md", false, "b.md"),
            link("d.png", true, "d.png"),
            link("https://example.com", false, "https://example.com"),
            link("f.md", false, "[e][r]"),
            link("h&i", false, "[g](h&amp;i)"),
        ]
    );
}
