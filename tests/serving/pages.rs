//! What is served is what a build writes.

use onrecord::serve::{self, Answer};

use super::site::{Scratch, served, served_text};

#[test]
fn every_file_is_that_of_a_build() {
    for scratch in [Scratch::demonstration(), Scratch::new()] {
        let preview = scratch.open();
        let (built, _) = scratch.build();
        assert!(built.len() > 20);
        for (path, bytes) in &built {
            for asked in [path.as_str(), path.strip_suffix("index.html").unwrap_or(path)] {
                assert_eq!(served(&preview, asked), (200, bytes.clone()), "/{asked}");
            }
        }
        assert!(!scratch.path("public").exists(), "the output is not written");
    }
}

#[test]
fn what_does_not_exist_is_the_sites_own_page_for_it() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let not_found = served(&preview, "404.html").1;
    for path in ["nothing", "nothing/", "articles/nothing/", "../onrecord.toml", "a/../index.html"] {
        assert_eq!(served(&preview, path), (404, not_found.clone()), "/{path}");
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_its_page() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    assert_eq!(served(&preview, "articles/first"), (307, b"articles/first/".to_vec()));
    assert_eq!(served(&preview, "articles"), (307, b"articles/".to_vec()));
    assert_eq!(served(&preview, "articles/first/square.svg/").0, 404);
}

#[test]
fn the_tag_says_where_the_page_is() {
    let scratch = Scratch::new();
    scratch.write("onrecord.toml", "title = \"Scratch\"\nbase_url = \"https://example.org/talks/\"\n");
    let preview = scratch.open();
    let tag = |path: &str| match serve::answer(&preview, path) {
        Answer::Page { html, .. } => {
            let html = String::from_utf8(html).unwrap();
            html.split("<script src=").last().unwrap().split("</script>").next().unwrap().to_owned()
        }
        _ => panic!("no page at /{path}"),
    };
    let article = tag("articles/first/");
    for part in [
        "\"/talks/.onrecord/preview.js\"",
        "data-base=\"/talks/\"",
        "data-page=\"articles/first/\"",
        "data-article=\"first\"",
        "data-token=\"0123456789abcdef\"",
        "data-follow=\"false\"",
    ] {
        assert!(article.contains(part), "{article} lacks {part}");
    }
    assert_eq!(tag("articles/first/index.html"), article);
    assert!(tag("articles/").contains("data-page=\"articles/\" data-article=\"\""));
    let asked = tag("a\"><script>alert(1)</script>");
    assert!(!asked.contains("<script>alert") && asked.contains("&lt;script&gt;"), "{asked}");
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let scratch = Scratch::new();
    scratch.write(
        "content/articles/third.md",
        "---\ntitle: The third\ndate: 2025-02-03\ndraft: true\n---\n\nText.\n",
    );
    assert_eq!(served(&scratch.open(), "articles/third/").0, 404);
    let settings = onrecord::serve::Settings { drafts: true, ..Default::default() };
    assert_eq!(served(&scratch.open_with(settings), "articles/third/").0, 200);
}

#[test]
fn errors_never_take_the_last_good_page_away() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let (built, _) = scratch.build();
    let claims = scratch.read("content/articles/first/claims.yaml");
    scratch.write("content/articles/first/claims.yaml", claims.replace("speaker-a", "speaker-x"));
    scratch.write("content/articles/second.md", "---\ntitle: [\n---\n");
    let rebuilt = scratch.refresh(&preview, &["content/articles"]).unwrap();
    assert!(rebuilt.new_errors.len() >= 2, "{rebuilt:?}");
    for (path, bytes) in &built {
        assert_eq!(served(&preview, path).1, *bytes, "/{path}");
    }
    scratch.write("content/articles/first/claims.yaml", &claims);
    scratch.write("content/articles/second.md", "---\ntitle: Mended\ndate: 2025-02-02\n---\n\nText.\n");
    let rebuilt = scratch.refresh(&preview, &["content/articles"]).unwrap();
    assert_eq!(rebuilt.problems, []);
    assert!(served_text(&preview, "articles/second/").contains("Mended"));
}

#[test]
fn a_template_that_fails_on_one_page_leaves_its_last_good_state() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    let before = served(&preview, "articles/first/");
    scratch.write(
        "templates/article.html",
        "{% extends \"onrecord/article.html\" %}{% block body %}{{ nothing.of.it }}{% endblock %}",
    );
    scratch.refresh(&preview, &["templates/article.html"]).unwrap();
    assert_eq!(served(&preview, "articles/first/"), before);
    let problems = preview.now().problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].code.0, "template-error");
    // Another mistake on top takes nothing away, and pages of other templates are as they are.
    scratch.write("content/pages/about.md", "---\ntitle: About us\n---\n");
    scratch.refresh(&preview, &["content/pages/about.md"]).unwrap();
    assert_eq!(served(&preview, "articles/first/"), before);
    assert!(served_text(&preview, "about/").contains("About us"));
    scratch.write(
        "templates/article.html",
        "{% extends \"onrecord/article.html\" %}{% block body %}Mended{% endblock %}",
    );
    scratch.refresh(&preview, &["templates/article.html"]).unwrap();
    assert!(served_text(&preview, "articles/first/").contains("Mended"));
    assert_eq!(preview.now().problems(), []);
}

#[test]
fn a_broken_site_is_told_until_it_is_mended() {
    let scratch = Scratch::new();
    let claims = scratch.read("content/articles/first/claims.yaml");
    scratch.write("content/articles/first/claims.yaml", claims.replace("speaker-a", "<b>x</b>"));
    let preview = scratch.open();
    for path in ["", "articles/first/", "nothing"] {
        let (status, page) = served(&preview, path);
        let page = String::from_utf8(page).unwrap();
        assert_eq!(status, 500, "/{path}");
        assert!(page.contains("content/articles/first/claims.yaml:5:14"), "{page}");
        assert!(page.contains("&lt;b&gt;x&lt;/b&gt;") && !page.contains("<b>"), "{page}");
    }
    scratch.write("content/articles/first/claims.yaml", &claims);
    scratch.refresh(&preview, &["content/articles/first/claims.yaml"]).unwrap();
    let (built, _) = scratch.build();
    assert_eq!(served(&preview, ""), (200, built["index.html"].clone()));
}

#[test]
fn what_has_not_changed_is_not_made_again() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    served(&preview, "own.css");
    let all = ["content", "static", "templates", "onrecord.toml", "content/articles/first/index.md"];
    assert_eq!(scratch.refresh(&preview, &all), None);
    let text = scratch.read("content/articles/second.md");
    scratch.write("content/articles/second.md", &text);
    assert_eq!(scratch.refresh(&preview, &["content/articles/second.md"]), None);
    assert_eq!(preview.refresh(&onrecord::pipeline::Changed::Anything), None);
    scratch.write("content/articles/second.md", text + "More.\n");
    let rebuilt = scratch.refresh(&preview, &["content/articles/second.md"]).unwrap();
    assert_eq!(rebuilt.changed, ["content/articles/second.md"]);
}
