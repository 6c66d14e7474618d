use super::{Facts, check};
use crate::model::SitePath;

/// The messages of the audit of a site, given as paths and their content; what ends in `/` or `.html` is
/// a page.
fn audit(files: &[(&str, &str)]) -> Vec<String> {
    audit_under("/", files)
}

fn audit_under(base: &str, files: &[(&str, &str)]) -> Vec<String> {
    let paths: Vec<SitePath> = files.iter().map(|(path, _)| SitePath::new(path).unwrap()).collect();
    let written: Vec<String> = paths.iter().map(SitePath::file_path).collect();
    let pages: Vec<Facts> = paths
        .iter()
        .zip(files)
        .filter(|(path, _)| path.file_path().ends_with(".html"))
        .map(|(path, (_, html))| Facts::of(path, html.as_bytes(), base))
        .collect();
    let diagnostics = check(&pages, written.iter().map(String::as_str), &|_, _| None);
    diagnostics.into_iter().map(|d| format!("{}: {}", d.code.0, d.message)).collect()
}

#[test]
fn a_whole_site_passes() {
    let front = r##"<!doctype html><link rel=stylesheet href=style.css><a href="a/#x">a</a> <a href='#'>up</a>
        <a href="b/index.html">b</a> <img src="photo%201.jpg" srcset="photo%201.jpg 1x, photo%201.jpg?big 2x,data:,a,b">
        <a href="https://example.com/none">out</a> <a href="mailto:x@example.com">mail</a> <!-- <a href="no/"> -->
        <script>if (a < b) "<a href='no/'>"</script><a href="a/#:~:text=some%20words">words</a>"##;
    let files = [
        ("", front),
        ("style.css", ""),
        ("photo 1.jpg", ""),
        ("a/", r##"<h1 ID=x>A</h1><a href="../b/#%C3%A9t%C3%A9">é</a><a href="#x">x</a><a href="./">a</a>"##),
        ("b/", r#"<p id="été"><a href="../">front</a><a href="../?q=1#top">front</a>"#),
        ("404.html", r#"<a href="/a/">a</a>"#),
        ("old/", r#"<meta http-equiv="refresh" content="0; url=../a/#x"><a href="../a/">a</a>"#),
    ];
    assert_eq!(audit(&files), [""; 0]);
}

#[test]
fn dead_links_are_told_once_for_all_their_pages() {
    let nav = r#"<a href="/gone/">gone</a><a href="/a/">a</a><a href="/b/">b</a>"#;
    let found = audit(&[("", nav), ("a/", nav), ("b/", nav), ("c.html", r#"<img src="no.png">"#)]);
    assert_eq!(
        found,
        [
            "dead-link-in-page: page `/` and 2 more have a link to `/gone/`, which is not part of the site",
            "dead-link-in-page: page `/c.html` has a link to `/no.png`, which is not part of the site",
            "unreachable-page: no link leads from the front page to `/c.html`",
        ]
    );
}

#[test]
fn a_folder_without_its_slash_is_no_page() {
    let found = audit(&[("", r#"<a href="a">a</a><a href="a/">a</a><a href="../x">x</a>"#), ("a/", "")]);
    assert_eq!(
        found,
        [
            "dead-link-in-page: page `/` has a link to `/../x`, which is not part of the site",
            "dead-link-in-page: page `/` has a link to `/a`, which is not part of the site",
        ]
    );
}

#[test]
fn fragments_must_land() {
    let found = audit(&[
        ("", r##"<a href="a/#y">y</a><a href="#z">z</a><a href="a/#old">old</a><a href="i.svg#icon">i</a>"##),
        ("a/", r#"<h1 id="x">A</h1><a name="old"></a>"#),
        ("i.svg", ""),
    ]);
    assert_eq!(
        found,
        [
            "dead-fragment-in-page: page `/` has a link to `/a/#y`, but no element there has this id",
            "dead-fragment-in-page: page `/` has a link to `/#z`, but no element there has this id",
        ]
    );
}

#[test]
fn ids_stand_once() {
    let found = audit(&[("", r#"<p id="a"><p id=a><p id='A'>"#)]);
    assert_eq!(found, ["duplicate-fragment: page `/` has several elements with the id `a`"]);
}

#[test]
fn links_from_the_root_are_followed_under_the_base_path() {
    let html = r#"<a href="/sub/a/">a</a><a href="/elsewhere/">out of the site</a><a href="/sub/b/">b</a>"#;
    let found = audit_under("/sub/", &[("", html), ("a/", "")]);
    assert_eq!(found, ["dead-link-in-page: page `/` has a link to `/b/`, which is not part of the site"]);
}

#[test]
fn a_redirect_must_land() {
    let found = audit(&[("", ""), ("old/", r#"<meta http-equiv=refresh content="0;URL='../new/'">"#)]);
    assert_eq!(
        found,
        ["dead-link-in-page: page `/old/` has a link to `/new/`, which is not part of the site"]
    );
}

#[test]
fn no_input_is_too_odd() {
    for html in [
        "<",
        "<a",
        "<a href",
        "<a href=",
        "<a href='",
        "</",
        "<!--",
        "<script>",
        "\0<a href=\0>",
        "<a href=%>",
    ] {
        Facts::of(&SitePath::root(), html.as_bytes(), "/");
    }
    Facts::of(&SitePath::root(), &[0xFF, b'<', b'a', b' ', b'i', b'd', b'=', 0xFE, b'>'], "/");
}
