//! Speakers, events and what is said of them.

use super::{Output, all, one, printed, words};

const CONFIG: (&str, &str) = ("onrecord.toml", "title = \"Talks\"\n");

#[test]
fn code_in_a_biography_or_a_background_has_its_style_sheet() {
    let code = "```rust\nlet a = 1;\n```\n";
    let output = printed(&[
        CONFIG,
        ("content/speakers/a.md", &format!("---\nname: Ann\n---\n{code}")),
        ("content/speakers/b.md", "---\nname: Bo\n---\nNo code.\n"),
        ("content/events/e.md", &format!("---\nname: The call\nparties: [a, b]\n---\n{code}")),
    ]);
    let sheets = |path: &str| all(&output.page(path), "link[href$='code.css']").len();
    assert_eq!(sheets("speakers/a/index.html"), 1);
    assert_eq!(sheets("speakers/b/index.html"), 0);
    assert_eq!(sheets("events/e/index.html"), 1);
}

#[test]
fn templates_see_the_free_keys_of_speakers_events_and_the_site() {
    let template = "{% extends \"base.html\" %}{% block content %}<p id=\"x\">{{ page.extra.colour }} \
                    {{ site.extra.colour }}</p>{% endblock %}";
    let output = printed(&[
        ("onrecord.toml", "title = \"Talks\"\n[extra]\ncolour = \"green\"\n"),
        ("content/speakers/a.md", "---\nname: Ann\nextra: {colour: red}\n---\n"),
        ("content/events/e.md", "---\nname: The call\nparties: [a]\nextra: {colour: blue}\n---\n"),
        ("templates/speaker.html", template),
        ("templates/event.html", template),
    ]);
    assert_eq!(words(one(&output.page("speakers/a/index.html"), "#x")), "red green");
    assert_eq!(words(one(&output.page("events/e/index.html"), "#x")), "blue green");
}

#[test]
fn an_open_start_is_told_by_its_end() {
    let output = talks("said: ../2025-02-08", "");
    let says = |path: &str, at: &str| words(all(&output.page(path), at)[0]).contains("by 8 February 2025");
    assert!(says("events/e/index.html", ".day .told"));
    assert!(says("speakers/a/index.html", "#record-claims ~ .told-list"));
    assert!(says("timeline/index.html", ".entry-date"));
    assert!(says("articles/x/index.html", "#note-1"));
    let role = words(one(&output.page("speakers/a/index.html"), ".roles"));
    assert_eq!(role, "Envoy, until January 2025");
}

#[test]
fn data_files_list_claims_by_date() {
    let output =
        talks("said: 2025-02", "  - {id: later, statement: B, speaker: a, said: 2025-02-08, denies: e}\n");
    for file in ["data/events.jsonl", "data/speakers.jsonl"] {
        assert!(output.text(file).contains("\"claims\":[\"x#first\",\"x#later\"]"), "{}", output.text(file));
    }
}

#[test]
fn words_in_short_keep_their_language() {
    let output = printed(&[
        CONFIG,
        ("content/speakers/a.md", "---\nname: Ann\n---\n"),
        ("content/events/e.md", "---\nname: The call\nparties: [a]\n---\n"),
        (
            "content/articles/x.md",
            "---\ntitle: One\ndate: 2025-03-01\nlanguage: ar\n---\nقالت نعم ثم قالت لا.\n",
        ),
        (
            "content/articles/x.claims.yaml",
            "claims:\n  - {id: yes, quote: قالت نعم, speaker: a, said: 2025-02-08, affirms: e}\n  \
             - {id: no, quote: ثم قالت لا, speaker: a, said: 2025-02-09, denies: e}\n",
        ),
    ]);
    for (path, at) in [
        ("events/e/index.html", ".history .cause-words"),
        ("events/e/index.html", ".reversal blockquote"),
        ("timeline/index.html", ".entry-words a"),
    ] {
        let page = output.page(path);
        let words = all(&page, at);
        assert_eq!(words.len(), 2, "{path} {at}");
        assert!(
            words.iter().all(|of| (of.attr("lang"), of.attr("dir")) == (Some("ar"), Some("rtl"))),
            "{path}"
        );
    }
}

/// One event, one speaker with a former office, and one claim, `first`.
fn talks(said: &str, more: &str) -> Output {
    let claims = format!("claims:\n  - {{id: first, statement: A, speaker: a, {said}, affirms: e}}\n{more}");
    printed(&[
        CONFIG,
        ("content/speakers/a.md", "---\nname: Ann\nroles: [{title: Envoy, to: 2025-01}]\n---\n"),
        ("content/events/e.md", "---\nname: The call\n---\n"),
        ("content/articles/x.md", "---\ntitle: One\ndate: 2025-03-01\n---\nText.\n"),
        ("content/articles/x.claims.yaml", &claims),
    ])
}
