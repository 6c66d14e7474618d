//! Good input: what is written is what is read, with its place.

use onrecord::diag::{Range, Spanned};
use onrecord::model::Stance;
use onrecord::parse::claims::Part;
use onrecord::parse::{article, config, event, page, speaker};

use super::{article_input, text_input, told};

const ARTICLE: &str = include_str!("../fixtures/reading/good/article.md");
const CLAIMS: &str = include_str!("../fixtures/reading/good/claims.yaml");

fn shown<'a, T>(value: &Spanned<T>, text: &'a str) -> &'a str {
    &text[value.range.usize()]
}

#[test]
fn an_article_with_every_key() {
    let (article, diagnostics) = article::parse(&article_input(ARTICLE, None));
    assert_eq!(told(&diagnostics, ARTICLE), "");
    let front = &article.front;
    assert_eq!(front.title.value, "A call: nobody confirms");
    assert_eq!(shown(&front.title, ARTICLE), "\"A call: nobody confirms\"");
    assert_eq!(front.date.as_ref().unwrap().as_str(), "2025-02-09");
    assert_eq!(front.updated.as_ref().unwrap().as_str(), "2025-02-10T14:30+03:00");
    assert_eq!(front.authors.iter().map(|a| a.as_str()).collect::<Vec<_>>(), ["Ann Example", "2022", "no"]);
    assert_eq!(front.summary.as_ref().unwrap().as_str(), "One *paragraph*\nin two lines.\n");
    assert_eq!(shown(front.summary.as_ref().unwrap(), ARTICLE), "One *paragraph*\n  in two lines.");
    assert!(front.draft);
    assert_eq!(front.topics[1].value, "1.20");
    assert_eq!(front.corrections[0].text.value, "The first version named the wrong day.");
    assert_eq!(front.extra["weight"], 3);
    assert_eq!(front.extra["deep"]["list"][1], "x");
    assert_eq!(article.body.markdown(), "\nThe body begins here.\n\n---\n\nAnd goes on.\n");
}

#[test]
fn claims_with_every_key() {
    let (article, diagnostics) = article::parse(&article_input(ARTICLE, Some(CLAIMS)));
    assert_eq!(told(&diagnostics, CLAIMS), "");
    let [neither, said, many] = article.claims.entries.as_slice() else { panic!("three claims") };
    assert_eq!(neither.quote.0[0].exact.value, "I can't either confirm or deny this");
    assert_eq!(neither.part, Part::Body);
    assert_eq!(shown(&neither.via.0[0], CLAIMS), "tass");
    let positions: Vec<_> = neither.positions().map(|(stance, on)| (stance, on.as_str())).collect();
    assert_eq!(positions, [(Stance::Declines, "a-call"), (Stance::Declines, "#he-called")]);
    assert_eq!(neither.sources.0[0].key.value, "tass-2025-02-09");

    let quote = &said.quote.0[0];
    assert_eq!(shown(quote, CLAIMS), "{exact: \"yes\", prefix: \"said \", suffix: '.'}");
    assert_eq!(quote.prefix.as_ref().unwrap().value, "said ");
    assert_eq!(said.part, Part::Summary);
    assert_eq!(said.said.as_ref().unwrap().as_str(), "2022");
    assert_eq!(said.sources.0[1].locator.as_ref().unwrap().value, "3");
    assert_eq!(said.verdicts[0].rating.value, "unproven");
    assert_eq!(said.original.as_ref().unwrap().language.as_ref().unwrap().value, "ru");
    assert_eq!(said.range(), said.id.range);

    assert_eq!(many.quote.0.len(), 2);
    assert_eq!(many.quote.0[1].exact.value, "second passage");
    assert_eq!(many.affirms.0[0].value, "a-call");
    assert!(many.statement.is_none());
}

#[test]
fn line_ends_and_a_folder_of_windows_change_no_meaning() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let (unix, _) = article::parse(&article_input(ARTICLE, Some(CLAIMS)));
    let (windows, diagnostics) = article::parse(&article_input(&crlf(ARTICLE), Some(&crlf(CLAIMS))));
    assert_eq!(diagnostics, []);
    assert_eq!(unix.front.summary.as_ref().unwrap().value, windows.front.summary.as_ref().unwrap().value);
    assert_eq!(unix.claims.entries.len(), windows.claims.entries.len());
    assert_eq!(windows.body.markdown(), crlf(unix.body.markdown()));
    let title = &windows.front.title;
    assert_eq!(&crlf(ARTICLE)[title.range.usize()], "\"A call: nobody confirms\"");
}

#[test]
fn speakers_and_events() {
    let text = "---\nname: A B\nkind: person\nroles:\n  - {title: Press secretary, of: kremlin, from: 2012}\n\
                wikidata: Q123\nlinks: [{title: Site, url: https://example.com/}]\n---\nLife.\n";
    let (speaker, diagnostics) = speaker::parse(&text_input("content/speakers/a-b.md", text));
    assert_eq!(told(&diagnostics, text), "");
    assert_eq!((&*speaker.id, speaker.body.markdown()), ("a-b", "Life.\n"));
    assert_eq!(speaker.front.roles[0].from.as_ref().unwrap().as_str(), "2012");
    assert!(speaker.front.part_of.is_none());

    let text = "---\nname: A call\nkind: call\ndate: 2025-02~\nparties: [x, y]\nsources: tass\npart_of:\nplace: ~\n---\n";
    let (event, diagnostics) = event::parse(&text_input("content/events/call.md", text));
    assert_eq!(told(&diagnostics, text), "");
    assert_eq!(event.front.kind, event::Kind::Call);
    assert_eq!(event.front.sources.0[0].key.value, "tass");
    assert!(event.front.part_of.is_none() && event.front.place.is_none());
}

#[test]
fn pages_need_no_front_matter() {
    for (text, title, body) in [
        ("# About *us*\n\nText", Some("About us"), "\nText"),
        ("Text\n\n# About\n", None, "Text\n\n# About\n"),
        ("---\ntitle: About\n---\n# Who\n", Some("About"), "# Who\n"),
        ("---\ntitle: About\n---\nText", Some("About"), "Text"),
        ("---\n---\nText", None, "Text"),
        ("---\n# nothing yet\n---\nText", None, "Text"),
        ("", None, ""),
    ] {
        let (page, diagnostics) = page::parse(&text_input("content/pages/about.md", text));
        assert_eq!(diagnostics, [], "{text:?}");
        assert_eq!(page.front.title.as_ref().map(|title| title.as_str()), title, "{text:?}");
        assert_eq!(page.body.markdown(), body, "{text:?}");
    }
}

#[test]
fn configuration_with_every_key() {
    let text = include_str!("../fixtures/reading/good/onrecord.toml");
    let (config, diagnostics) = config::parse(Some(&text_input("onrecord.toml", text)));
    assert_eq!(told(&diagnostics, text), "");
    assert_eq!(config.title.value, "On record");
    assert_eq!(shown(&config.timezone, text), "\"Europe/Vienna\"");
    assert_eq!(config.ratings["false"].value, Some(1));
    assert_eq!(config.claim_pages, config::ClaimPages::All);
    assert_eq!(config.markdown.raw_html, config::RawHtml::Escape);
    assert_eq!(config.extra["since"], "2025-02-09");

    let (defaults, diagnostics) = config::parse(None);
    assert_eq!((diagnostics.len(), defaults.out_dir.range), (0, Range::default()));
    assert!(defaults.search);
}

#[test]
fn aliases_of_yaml_stand_for_what_they_name() {
    let claims = "claims:\n  - &one\n    id: a\n    speaker: &who x\n    statement: S\n  - id: b\n    speaker: *who\n    statement: T\n";
    let (article, diagnostics) = article::parse(&article_input(ARTICLE, Some(claims)));
    assert_eq!(told(&diagnostics, claims), "");
    assert_eq!(article.claims.entries[1].speaker.value, "x");
}

#[test]
fn ten_thousand_claims_are_read() {
    let mut claims = "claims:\n".to_owned();
    for n in 0..10_000 {
        claims += &format!(
            "  - id: c{n}\n    quote: {{exact: word {n}, prefix: before, suffix: after}}\n    speaker: someone\n    \
             said: 2025-02-09\n    via: [a, b]\n    to: c\n    affirms: [e, \"#c1\"]\n    sources: [s, t, {{key: u, locator: 3}}]\n"
        );
    }
    let (article, diagnostics) = article::parse(&article_input(ARTICLE, Some(&claims)));
    assert_eq!(diagnostics, []);
    assert_eq!(article.claims.entries.len(), 10_000);
}
