//! The front page, lists of articles, free pages, pages of old addresses, and the page of no address.

use super::{all, one, printed, words};

const CONFIG: (&str, &str) = ("onrecord.toml", "title = \"Talks\"\ndescription = \"Who said what.\"\n");

#[test]
fn an_empty_site_says_that_it_is_empty() {
    let output = printed(&[CONFIG]);
    assert_eq!(all(&output.page("index.html"), ".empty").len(), 3);
    assert_eq!(
        words(one(&output.page("articles/index.html"), ".empty")),
        "No articles have been published yet."
    );
}

#[test]
fn the_front_page_tells_what_changed() {
    let output = printed(&[
        CONFIG,
        ("content/speakers/a.md", "---\nname: Ann\n---\n"),
        ("content/speakers/b.md", "---\nname: Bo\n---\n"),
        ("content/events/e.md", "---\nname: The call\nparties: [a, b]\n---\n"),
        ("content/articles/x.md", "---\ntitle: One\ndate: 2025-02-09\n---\nAnn called. Bo did not.\n"),
        (
            "content/articles/x.claims.yaml",
            "claims:\n  - {id: yes, quote: Ann called, speaker: a, affirms: e, said: 2025-02-08}\n  \
             - {id: no, quote: Bo did not, speaker: b, denies: e}\n",
        ),
    ]);
    let page = output.page("index.html");
    let changes: Vec<_> = all(&page, ".changes > ol > li").into_iter().map(words).collect();
    assert_eq!(
        changes,
        [
            "9 February 2025 The call One-sided, now Disputed Bo did not Bo. Read it in the article",
            "8 February 2025 The call One-sided Ann called Ann. Read it in the article",
        ]
    );
    let open: Vec<_> = all(&page, ".open-questions li").into_iter().map(words).collect();
    assert_eq!(open, ["The call Disputed since 9 February 2025"]);
    assert_eq!(words(one(&page, ".latest .article-list")), "One 9 February 2025 · 2 claims");
}

#[test]
fn long_lists_are_split() {
    let articles: Vec<(String, String)> = (0..401)
        .map(|n| {
            let date = if n < 250 { format!("2025-{:02}", n % 12 + 1) } else { "2024".to_owned() };
            (format!("content/articles/a-{n}.md"), format!("---\ntitle: Article {n}\ndate: {date}\n---\n"))
        })
        .collect();
    let mut files = vec![CONFIG];
    files.extend(articles.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let output = printed(&files);
    let first = output.page("articles/index.html");
    let parts: Vec<_> = all(&first, ".pager li").into_iter().map(words).collect();
    assert_eq!(parts.len(), 13);
    assert_eq!((parts[0].as_str(), parts[12].as_str()), ("December 2025 20", "2024 151"));
    assert_eq!(all(&first, ".article-list > li").len(), 20);
    let year = output.page("articles/by-date/2024/index.html");
    assert_eq!(words(one(&year, "h1")), "Articles: 2024");
    assert_eq!(one(&year, ".pager [aria-current]").inner_html(), "2024");
    assert_eq!(all(&year, ".article-list > li").len(), 151);
}

#[test]
fn the_page_of_no_address_works_at_any_depth() {
    let config = ("onrecord.toml", "title = \"Talks\"\nbase_url = \"https://example.com/talks/\"\n");
    let page = printed(&[config]).page("404.html");
    for link in all(&page, "a[href]:not([href^='#']), link[rel=stylesheet]") {
        let href = link.attr("href").unwrap();
        assert!(href.starts_with("/talks/"), "{href}");
    }
    assert!(all(&page, "link[rel=canonical]").is_empty());
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let article = ("content/articles/x.md", "---\ntitle: One\ndate: 2025\naliases: [/old/one/]\n---\n");
    let page = printed(&[CONFIG, article]).page("old/one/index.html");
    assert_eq!(one(&page, "meta[http-equiv=refresh]").attr("content"), Some("0; url=../../articles/x/"));
    assert_eq!(one(&page, "main a").attr("href"), Some("../../articles/x/"));
}

#[test]
fn a_free_page_is_in_the_footer() {
    let free = ("content/pages/about.md", "---\ntitle: About us\n---\n# Who\n\nWe.\n");
    let output = printed(&[CONFIG, free]);
    let page = output.page("about/index.html");
    assert_eq!(words(one(&page, "main article")), "About us Who We.");
    let home = output.page("index.html");
    let links: Vec<_> = all(&home, ".site-footer a").into_iter().map(|link| link.attr("href")).collect();
    assert_eq!(links, [Some("about/"), Some("data/")]);
}

#[test]
fn topics_keep_the_order_of_their_author() {
    let article = ("content/articles/a.md", "---\ntitle: A\ndate: 2025\ntopics: [Zeta, Alpha, zeta]\n---\n");
    let output = printed(&[CONFIG, article]);
    assert!(output.text("data/articles.jsonl").contains(r#""topics":["Zeta","Alpha"]"#));
    let page = output.page("articles/a/index.html");
    let links: Vec<String> = all(&page, ".byline a[href*='topics/']").into_iter().map(words).collect();
    assert_eq!(links, ["Zeta", "Alpha"]);
}

#[test]
fn the_first_heading_of_a_free_page_is_its_title() {
    let free = ("content/pages/about.md", "# About *us*\n\nWe.\n");
    let output = printed(&[CONFIG, free, ("content/index.md", "# Welcome\n")]);
    let page = output.page("about/index.html");
    assert_eq!(words(one(&page, "main article")), "About us We.");
    assert!(words(one(&page, "title")).starts_with("About us"));
    assert_eq!(words(one(&output.page("index.html"), ".site-footer a[href='about/']")), "About us");
    assert_eq!(words(one(&output.page("index.html"), "main h2#welcome")), "Welcome");
}
