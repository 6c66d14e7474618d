//! What a host reads: redirects, headers, its rule for slashes.

#[path = "press/mod.rs"]
mod press;

use std::fs;

use onrecord::diag::{Range, Spanned};
use onrecord::plan::cite::Made;
use onrecord::plan::{self, Citer, Edition, Lists, Prose, Style, View};
use onrecord::record::Record;
use onrecord::resolve::corpus::{Corpus, Settings, Topic};
use onrecord::{pipeline, resolve};
use press::{Files, printed_files};

/// A site with two old addresses, at a host. Comes out: the files of its output.
fn printed(config: &str, aliases: &str, more: &[(&str, &str)]) -> Files {
    let article = format!("---\ntitle: A\ndate: 2025-02-09\naliases: {aliases}\n---\nText.\n");
    let config = format!("title = \"T\"\n{config}\n");
    let files = [("onrecord.toml", config.as_str()), ("content/articles/a.md", &article)];
    printed_files(files.into_iter().chain(more.iter().copied()), None)
}

const ALIASES: &str = "[/old/, /alte/Ankündigung (1).html]";

#[test]
fn without_a_host_nothing_is_written_for_one() {
    let files = printed("", ALIASES, &[]);
    for name in ["_redirects", "_headers", "CNAME", "vercel.json", "s3-website.json", "nginx.conf"] {
        assert!(!files.contains_key(name), "{name}");
    }
    assert!(files.contains_key("old/index.html"));
}

#[test]
fn netlify_forces_its_redirects() {
    let files = printed("host = \"netlify\"", ALIASES, &[]);
    let expected = "/alte/Ank%C3%BCndigung%20%281%29.html /articles/a/ 301!\n\
                    /old/ /articles/a/ 301!\n/old /articles/a/ 301!\n";
    assert_eq!(files["_redirects"], expected);
    assert!(files["_headers"].starts_with("/*\n  X-Content-Type-Options: nosniff\n"));
    assert!(files.contains_key("old/index.html"), "a copy of the site elsewhere still has the old page");
}

#[test]
fn cloudflare_redirects_before_it_looks_at_files() {
    let files = printed("[host]\nname = \"cloudflare\"", ALIASES, &[]);
    assert!(files["_redirects"].contains("/old/ /articles/a/ 301\n"));
    assert!(!printed("[host]\nname = \"cloudflare\"", "[]", &[]).contains_key("_redirects"));
}

#[test]
fn gitlab_would_show_a_page_and_never_redirect() {
    let files = printed("host = \"gitlab\"", ALIASES, &[]);
    assert!(files["_redirects"].contains("/old/ /articles/a/ 301\n"));
    assert!(!files.contains_key("old/index.html"));

    let many: Vec<String> = (0..501).map(|number| format!("/old/{number}/")).collect();
    let files = printed("host = \"gitlab\"", &format!("[{}]", many.join(", ")), &[]);
    assert!(!files.contains_key("_redirects"), "it would not read all of them");
    assert!(files.contains_key("old/500/index.html"));
}

#[test]
fn github_is_told_a_domain_of_ones_own() {
    let told = |base: &str| {
        let config = format!("base_url = \"{base}\"\nhost = \"github\"");
        printed(&config, "[]", &[]).get("CNAME").cloned()
    };
    assert_eq!(told("https://talks.example.org").as_deref(), Some("talks.example.org\n"));
    assert_eq!(told("https://desk.github.io/talks"), None);
    assert_eq!(told("https://example.org/talks"), None);
    assert_eq!(told("https://example.org:8443"), None);
}

#[test]
fn vercel_is_told_its_rule_for_slashes() {
    let files = printed("host = \"vercel\"", ALIASES, &[]);
    let told: serde_json::Value = serde_json::from_str(&files["vercel.json"]).unwrap();
    assert_eq!(told["trailingSlash"], true);
    let redirects = told["redirects"].as_array().unwrap();
    assert_eq!(redirects.len(), 3);
    let to_old = |redirect: &&serde_json::Value| redirect["source"] == "/old/";
    assert_eq!(redirects.iter().find(to_old).unwrap()["destination"], "/articles/a/");
}

#[test]
fn s3_is_told_its_two_documents() {
    let files = printed("host = \"s3\"", ALIASES, &[]);
    let told: serde_json::Value = serde_json::from_str(&files["s3-website.json"]).unwrap();
    assert_eq!(
        (&told["IndexDocument"]["Suffix"], &told["ErrorDocument"]["Key"]),
        (&"index.html".into(), &"404.html".into())
    );
}

#[test]
fn nginx_is_told_the_path_of_the_site() {
    let root = printed("host = \"nginx\"", ALIASES, &[]);
    assert!(root["nginx.conf"].contains("location = \"/old/\" {\n    return 301 /articles/a/;\n}"));
    let below = printed("base_url = \"https://example.org/talks/\"\nhost = \"nginx\"", ALIASES, &[]);
    let text = &below["nginx.conf"];
    assert!(text.contains("location \"/talks/\" {"), "{text}");
    assert!(text.contains("error_page 404 /talks/404.html;"), "{text}");
    assert!(text.contains("location = \"/talks/alte/Ankündigung (1).html\" {"), "{text}");
}

#[test]
fn a_file_of_the_sites_own_comes_first() {
    let own = [("static/_headers", "/*\n  X-Own: yes\n")];
    let files = printed("host = \"netlify\"", ALIASES, &own);
    assert_eq!(files["_headers"], own[0].1);
    assert!(files.contains_key("_redirects"));
}

#[test]
fn a_host_that_nobody_knows_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("onrecord.toml"), "title = \"T\"\n[host]\nname = \"netlfy\"\n").unwrap();
    let site = pipeline::load(folder.path(), &resolve::Options::default());
    let told: Vec<_> = site.diagnostics.iter().map(|wrong| (wrong.code.0, wrong.hints.join(" "))).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].1.contains("netlify"), "{told:?}");
}

/// Pages load nothing but the site's own files, and say so to the browser.
#[test]
fn pages_carry_their_policy_unless_writers_may_do_as_they_like() {
    let policy = "http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; script-src";
    let page = &printed("", "[]", &[])["articles/a/index.html"];
    assert!(page.contains(policy), "{}", &page[..600]);
    let allowed = &printed("[markdown]\nraw_html = \"allow\"", "[]", &[])["articles/a/index.html"];
    assert!(!allowed.contains("Content-Security-Policy"));
}

/// The sitemap allows 50,000 addresses a file: a site of so many topics, and its own few pages.
#[test]
fn the_sitemap_of_very_many_pages_is_split() {
    let topic = |number: usize| Topic {
        slug: format!("t{number:05}"),
        name: format!("T {number}"),
        articles: Vec::new(),
        claims: Vec::new(),
        events: Vec::new(),
    };
    let base_url = Some("https://example.org/x".to_owned());
    let settings = Settings { base_url, ..Settings::default() };
    let corpus = Corpus { settings, topics: (0..50_000).map(topic).collect(), ..Corpus::default() };
    let name = Spanned { value: "onrecord-notes".to_owned(), range: Range::default() };
    let style = Style::load(&name, &"".into(), &[], "en").ok().unwrap();
    let (made, lists) = (Made::none(&corpus), Lists::new(&corpus));
    let edition = Edition {
        corpus: &corpus,
        record: &Record::default(),
        prose: &Prose::default(),
        citer: Citer::new(&style, &corpus, &made),
        lists: &lists,
        options: plan::Options { portable: false },
    };
    let text = |path: &str| match plan::view(&edition, plan::find(&edition, path)?) {
        View::Text(text) => Some(text),
        _ => None,
    };
    let index = text("sitemap.xml").unwrap();
    let named: Vec<&str> = index.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(named, ["https://example.org/x/sitemap-1.xml", "https://example.org/x/sitemap-2.xml"]);
    let pages = |path: &str| text(path).map(|text| text.matches("<url><loc>").count());
    let (first, second) = (pages("sitemap-1.xml").unwrap(), pages("sitemap-2.xml").unwrap());
    assert_eq!(first, 50_000);
    assert!(second > 1 && second < 20, "{second}");
    assert!(text("sitemap-2.xml").unwrap().contains("<loc>https://example.org/x/topics/t49999/</loc>"));
    assert_eq!((pages("sitemap-0.xml"), pages("sitemap-3.xml"), pages("sitemap-01.xml")), (None, None, None));
    let routes = plan::routes(&edition).into_iter().map(|route| route.path(&corpus));
    assert_eq!(routes.filter(|path| path.as_str().starts_with("sitemap")).count(), 3);
    assert!(text("robots.txt").unwrap().ends_with("Sitemap: https://example.org/x/sitemap.xml\n"));
}

/// Cards are made for other people's pages; nobody may put a frame around any other.
#[test]
fn only_cards_may_stand_in_frames() {
    let pages = [("content/pages/about.md", "---\ntitle: About\n---\nText.\n")];
    let none = "Content-Security-Policy: frame-ancestors 'none'";
    let netlify = printed("host = \"netlify\"", "[]", &pages);
    let netlify = &netlify["_headers"];
    for path in ["/", "/articles/*", "/claims/*", "/data/*", "/about/*"] {
        assert!(netlify.contains(&format!("\n{path}\n  {none}\n")), "{path}: {netlify}");
    }
    assert!(!netlify.contains("embed"), "all that fits a path holds at once: {netlify}");

    let cloudflare = printed("host = \"cloudflare\"", "[]", &pages);
    let all = cloudflare["_headers"].split("\n/").next().unwrap();
    assert!(all.contains(none), "{all}");
    assert!(cloudflare["_headers"].contains("\n/embed/*\n  ! Content-Security-Policy\n"));

    let vercel: serde_json::Value =
        serde_json::from_str(&printed("host = \"vercel\"", "[]", &pages)["vercel.json"]).unwrap();
    let rule = vercel["headers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|rule| rule["source"] == "/((?!embed/).*)")
        .unwrap();
    assert_eq!(rule["headers"][0]["value"], "frame-ancestors 'none'");

    let nginx = printed("base_url = \"https://example.org/talks/\"\nhost = \"nginx\"", "[]", &pages);
    let block = |start: &str| {
        let (_, rest) = nginx["nginx.conf"].split_once(start).unwrap();
        rest.split("\n}").next().unwrap().to_owned()
    };
    assert!(block("location \"/talks/\" {").contains("frame-ancestors 'none'"));
    assert!(!block("location \"/talks/embed/\" {").contains("frame-ancestors"));
    assert!(block("location \"/talks/embed/\" {").contains("nosniff"));
}
