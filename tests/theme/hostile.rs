//! Whatever a writer types is words, in every field of every page.

use super::printed;

const BAD: &str = "<script>alert(1)</script>\\\"'&<b>";

#[test]
fn nothing_typed_becomes_markup() {
    let bad = |text: &str| text.replace("BAD", BAD);
    let config = bad(
        "title = \"BAD\"\ndescription = \"BAD\"\n[publisher]\nname = \"BAD\"\n[ratings.r]\nlabel = \"BAD\"\n",
    );
    let person = bad("---\nname: \"BAD\"\nroles: [{title: \"BAD\"}]\nalso_known_as: [\"BAD\"]\n---\nBAD\n");
    let event = bad("---\nname: \"BAD\"\nplace: \"BAD\"\ntopics: [\"BAD\"]\n---\nBAD\n");
    let source = bad(
        "references:\n  - {id: s, type: webpage, title: \"BAD\", container-title: \"BAD\", author: [{literal: \"BAD\"}], URL: \"https://example.com/?a=x&b=y\"}\n",
    );
    let article = bad(
        "---\ntitle: \"BAD quoted\"\ndate: 2025-02-09\nauthors: [\"BAD\"]\nsummary: \"BAD\"\ntopics: [\"BAD\"]\ndraft: true\n\
         corrections: [{date: 2025, text: \"BAD\"}]\n---\nSome words.[^a] BAD [@s, \"p. 3\"]\n\n[^a]: BAD\n",
    );
    let claims = bad(
        "claims:\n  - id: c\n    quote: Some words\n    speaker: p\n    via: p\n    to: p\n    affirms: e\n    statement: \"BAD\"\n    note: \"BAD\"\n    \
         topics: [\"BAD\"]\n    sources: [{key: s, locator: \"BAD\"}]\n    original: {text: \"BAD\", language: en, translator: \"BAD\"}\n    \
         verdicts: [{rating: r, by: \"BAD\", summary: \"BAD\", sources: [s]}]\n  - id: t\n    in: title\n    quote: quoted\n    speaker: p\n",
    );
    let page = bad("---\ntitle: \"BAD\"\n---\nBAD\n");
    let output = printed(&[
        ("onrecord.toml", &config),
        ("content/index.md", &page),
        ("content/pages/free.md", &page),
        ("content/speakers/p.md", &person),
        ("content/events/e.md", &event),
        ("content/sources.yaml", &source),
        ("content/articles/a.md", &article),
        ("content/articles/a.claims.yaml", &claims),
    ]);
    for (path, text) in output.0.lock().unwrap().iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!text.contains("<script>"), "{path}:\n{text}");
        assert!(!text.contains("\"'&<"), "{path}:\n{text}");
    }
}
