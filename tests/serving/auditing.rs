//! What only finished pages can tell is told as well.

use onrecord::serve::{Listener, audit};

use super::site::Scratch;

#[test]
fn a_page_that_is_asked_for_is_looked_at() {
    let scratch = Scratch::new();
    scratch.write(
        "templates/page.html",
        "{% extends \"onrecord/page.html\" %}{% block content %}<p id=\"twice\"></p><p id=\"twice\"></p>\
         <a href=\"../nowhere/\">x</a><a href=\"../articles/first/#nothing\">y</a>{% endblock %}",
    );
    let preview = scratch.open();
    let mut listener = Listener::new("articles/first/", None, &preview);
    listener.news(&preview);
    audit::page_asked(&preview, "articles/first/");
    assert_eq!(preview.now().problems(), []);
    audit::page_asked(&preview, "about/");
    let mut codes: Vec<&str> = preview.now().problems().iter().map(|problem| problem.code.0).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["dead-fragment-in-page", "dead-link-in-page", "duplicate-fragment"]);
    // Whoever listens, on whichever page, is told.
    assert_eq!(listener.news(&preview).iter().map(|event| event.name).collect::<Vec<_>>(), ["state"]);
    // The whole site tells the same, and no more than once.
    audit::whole_site(&preview);
    assert_eq!(preview.now().problems().len(), 3);
    assert_eq!(listener.news(&preview), []);
}

#[test]
fn the_whole_site_is_gone_through_as_a_build_does() {
    let scratch = Scratch::new();
    let text = scratch.read("content/pages/about.md");
    scratch.write("content/pages/about.md", text.replace("index.md", "index.md#nothing"));
    let preview = scratch.open();
    assert_eq!(preview.now().problems(), []);
    assert!(audit::whole_site(&preview));
    let told = preview.now().problems();
    assert_eq!(told, scratch.build().1);
    assert_eq!(told[0].code.0, "dead-fragment");
    assert_eq!(&*told[0].place.as_ref().unwrap().span.path, "content/pages/about.md");
    // What is found belongs to the site as it was.
    scratch.write("content/pages/about.md", &text);
    scratch.refresh(&preview, &["content/pages/about.md"]).unwrap();
    assert_eq!(preview.now().problems(), []);
}

#[test]
fn a_change_stops_it() {
    let scratch = Scratch::new();
    let preview = scratch.open();
    preview.stir();
    assert!(!audit::whole_site(&preview));
    scratch.refresh(&preview, &["onrecord.toml"]);
    assert!(audit::whole_site(&preview));
}
