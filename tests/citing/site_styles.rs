//! Styles that a site brings along, and styles that cannot be had.

use std::sync::Arc;

use onrecord::diag::{Diagnostic, Spanned};
use onrecord::discover::TextInput;
use onrecord::model::SourceIx;
use onrecord::plan::cite::{Cited, CitedNote, Citer, Made, Style};

use crate::corpus;

/// A small author-date style of the site's own.
const SITE_STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
  <info><title>T</title><id>https://example.com/desk</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <macro name="author"><names variable="author"><name form="short"/></names></macro>
  <citation><layout prefix="(" suffix=")" delimiter="; "><group delimiter=" "><text macro="author"/>
    <date variable="issued"><date-part name="year"/></date><text variable="locator"/></group></layout></citation>
  <bibliography><layout suffix="."><group delimiter=". "><text macro="author"/><text variable="title" quotes="true"/></group></layout></bibliography>
</style>"#;

fn input(path: &str, text: &str) -> TextInput {
    TextInput { id: "x".into(), path: path.into(), text: text.into(), fingerprint: 0 }
}

fn load(name: &str, styles: &[TextInput]) -> Result<Style, Box<Diagnostic>> {
    let name = Spanned { value: name.to_owned(), ..Spanned::default() };
    Style::load(&name, &Arc::from("onrecord.toml"), styles, "en")
}

#[test]
fn a_style_of_the_site() {
    let dependent = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
      <info><title>D</title><id>https://example.com/d</id><updated>2025-01-01T00:00:00+00:00</updated>
      <link href="PARENT" rel="independent-parent"/></info></style>"#;
    let styles = [
        input("styles/desk.csl", SITE_STYLE),
        input("d.csl", &dependent.replace("PARENT", "https://example.com/desk")),
        input("apa.csl", &dependent.replace("PARENT", "http://www.zotero.org/styles/apa")),
        input("lost.csl", &dependent.replace("PARENT", "https://example.com/none")),
    ];
    let corpus = corpus();
    for name in ["styles/desk.csl", "./styles/desk.csl", "d.csl"] {
        let style = load(name, &styles).unwrap();
        let made = Made::none(&corpus);
        let citer = Citer::new(&style, &corpus, &made);
        let cite = |locator| vec![Cited { source: SourceIx::new(1), locator }];
        let told = citer.notes(&[
            CitedNote { number: 1, cites: cite(Some("p. 4")) },
            CitedNote { number: 2, cites: cite(Some("p. 5")) },
        ]);
        assert_eq!(
            told[0][0].text,
            "Ren. ‘Kremlin says can't “confirm or deny” Trump–Putin call’, p. 4."
                .replace(['“', '”'], "")
                .replace("confirm or deny", "‘confirm or deny’")
        );
        assert_eq!(told[1][0].text, "Ren 2025 5.");
    }
    assert!(load("apa.csl", &styles).is_ok());
    assert!(load("lost.csl", &styles).unwrap_err().message.contains("https://example.com/none"));
}

#[test]
fn styles_that_cannot_be_used() {
    let with =
        |body: &str| SITE_STYLE.replace("<macro name=\"author\">", &format!("{body}<macro name=\"author\">"));
    let many: String = (0..40)
        .map(|n| {
            format!("<macro name=\"m{n}\"><text macro=\"m{}\"/><text macro=\"m{}\"/></macro>", n + 1, n + 1)
        })
        .chain(["<macro name=\"m40\"><text value=\"x\"/></macro>".to_owned()])
        .collect();
    let calling =
        |name: &str| SITE_STYLE.replace("<text variable=\"locator\"/>", &format!("<text macro=\"{name}\"/>"));
    let bad = [
        ("not a style".to_owned(), ""),
        ("<style/>".to_owned(), ""),
        (calling("none"), "it has no macro `none`"),
        (
            with("<macro name=\"a\"><text macro=\"a\"/></macro>").replace("macro=\"author\"", "macro=\"a\""),
            "its macro `a` calls itself",
        ),
        (
            with(&many).replace("macro=\"author\"", "macro=\"m0\""),
            "its macros call each other too many times",
        ),
        (
            format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)),
            "its elements nest more than 64 deep",
        ),
        (" ".repeat(2 << 20), "it is larger than 1024 kB"),
    ];
    for (text, reason) in bad {
        let refused = load("bad.csl", &[input("bad.csl", &text)]).unwrap_err();
        assert_eq!(refused.code.0, "citation-style-refused");
        assert!(refused.message.contains(reason), "{}", refused.message);
    }
}

#[test]
fn a_style_at_the_limits_is_formatted() {
    let chain = |length: usize| {
        let macros: String = (1..length)
            .map(|n| format!("<macro name=\"m{n}\"><text macro=\"m{}\"/></macro>", n + 1))
            .chain([format!("<macro name=\"m{length}\"><text variable=\"title\"/></macro>")])
            .collect();
        let style =
            SITE_STYLE.replace("<macro name=\"author\">", &format!("{macros}<macro name=\"author\">"));
        style.replace("<text variable=\"title\" quotes=\"true\"/>", "<text macro=\"m1\"/>")
    };
    let corpus = corpus();
    let longest =
        (1..400).rev().find_map(|length| load("a.csl", &[input("a.csl", &chain(length))]).ok()).unwrap();
    let made = Made::none(&corpus);
    let citer = Citer::new(&longest, &corpus, &made);
    assert!(citer.entry(SourceIx::new(1)).text.starts_with("Ren. Kremlin says"));
}

#[test]
fn odd_options_do_no_harm() {
    let corpus = corpus();
    for options in [
        "et-al-min=\"0\" et-al-use-first=\"0\"",
        "et-al-min=\"1\" et-al-use-first=\"0\" et-al-use-last=\"true\"",
        "et-al-min=\"2\" et-al-use-first=\"9\" et-al-subsequent-min=\"1\" et-al-subsequent-use-first=\"0\"",
        "near-note-distance=\"4000000000\" collapse=\"year-suffix\" disambiguate-add-names=\"true\"",
        "disambiguate-add-givenname=\"true\" disambiguate-add-year-suffix=\"true\" initialize-with=\"\"",
    ] {
        let text = SITE_STYLE.replace("<citation>", &format!("<citation {options}>"));
        for text in [text.replace("in-text", "note"), text] {
            let style = load("a.csl", &[input("a.csl", &text)]).unwrap();
            let made = Made::none(&corpus);
            let citer = Citer::new(&style, &corpus, &made);
            let cites = |n| vec![Cited { source: SourceIx::new(n % corpus.sources.len()), locator: None }];
            let notes: Vec<_> =
                (0..30).map(|n| CitedNote { number: n as u32 + 1, cites: cites(n) }).collect();
            assert!(
                citer.notes(&notes).iter().flatten().all(|citation| !citation.text.is_empty()),
                "{options}"
            );
        }
    }
}

#[test]
fn styles_that_are_not_there() {
    let told = |name: &str| {
        let problem = load(name, &[]).unwrap_err();
        format!("{}\n  {}", problem.message, problem.hints.join(" "))
    };
    insta::assert_snapshot!([told("chicago-note"), told("zzz"), told("zzz.csl")].join("\n"));
}
