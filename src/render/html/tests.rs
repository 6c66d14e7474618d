use std::fmt::Write as _;

use serde_json::json;

use super::*;

fn input(name: &str, text: &str) -> TextInput {
    TextInput { id: name.into(), path: format!("templates/{name}").into(), text: text.into(), fingerprint: 0 }
}

/// Each diagnostic as `PATH:START: MESSAGE`.
fn told(diagnostics: &[Diagnostic]) -> String {
    let mut told = String::new();
    for diagnostic in diagnostics {
        assert_eq!(diagnostic.code.0, "template-error");
        if let Some(place) = &diagnostic.place {
            let _ = write!(told, "{}:{}: ", place.span.path, place.span.range.start);
        }
        let _ = writeln!(told, "{}", diagnostic.message);
    }
    told
}

fn rendered(user: &[TextInput], template: &str, view: &serde_json::Value) -> String {
    let (templates, diagnostics) = Templates::load(user);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut out = Vec::new();
    templates.render(template, view, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn frame() -> serde_json::Value {
    json!({
        "title": "A <page>", "site_title": "Site", "description": "", "language": "en", "dir": "ltr",
        "root": "../", "home": {"name": "Site", "url": "../"}, "sections": [], "footer": [],
        "canonical": null, "feeds": [], "alternates": [], "has_code": false, "publisher": null,
    })
}

#[test]
fn built_in_templates_are_sound() {
    let (_, diagnostics) = Templates::load(&[]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}

#[test]
fn a_template_of_the_site_replaces_the_built_in_one() {
    let view = json!({"frame": frame(), "page": {"title": "Gone", "ways": []}});
    assert_eq!(rendered(&[input("not_found.html", "{{ page.title }}!")], "not_found.html", &view), "Gone!");
}

#[test]
fn a_template_of_the_site_extends_its_built_in_namesake() {
    let own = "{% extends \"onrecord/not_found.html\" %}{% block content %}<hr>{{ super() }}{% endblock %}";
    let view = json!({"frame": frame(), "page": {"title": "Gone", "ways": []}});
    let html = rendered(&[input("not_found.html", own)], "not_found.html", &view);
    assert!(html.contains("<hr><h1>Gone</h1>"), "{html}");
    assert!(html.contains("<title>A &lt;page&gt; · Site</title>"), "{html}");
}

#[test]
fn built_in_pages_stand_in_the_frame_of_the_site() {
    let own = "{% extends \"onrecord/base.html\" %}{% block footer %}<footer>ours</footer>{% endblock %}";
    let view = json!({"frame": frame(), "page": {"title": "Gone", "ways": []}});
    let html = rendered(&[input("base.html", own)], "not_found.html", &view);
    assert!(html.contains("<h1>Gone</h1>") && html.contains("<footer>ours</footer>"), "{html}");
}

#[test]
fn a_component_of_the_site_replaces_the_built_in_one() {
    let own = "{% component link(to) %}<b>{{ to.name }}</b>{% endcomponent link %}";
    let view = json!({"frame": frame(), "page": {"title": "Gone", "ways": [{"name": "Home", "url": "./"}]}});
    let html = rendered(&[input("mine.html", own)], "not_found.html", &view);
    assert!(html.contains("<li><b>Home</b></li>"), "{html}");
}

#[test]
fn all_see_the_site() {
    let (templates, _) = Templates::load(&[input("own.html", "{{ site.extra.motto }}")]);
    let templates = templates.with_site(&json!({"extra": {"motto": "a & b"}}));
    let mut out = Vec::new();
    templates.render("own.html", &json!({}), &mut out).unwrap();
    assert_eq!(out, b"a &amp; b");
}

#[test]
fn text_is_escaped_in_html_and_xml() {
    let view = json!({"text": "<b title=\"a\">&'"});
    for name in ["a.html", "a.xml"] {
        let out = rendered(&[input(name, "{{ text }}")], name, &view);
        assert_eq!(out, "&lt;b title=&quot;a&quot;&gt;&amp;&#39;");
    }
}

#[test]
fn mistakes_have_their_place() {
    let extending =
        "{% extends \"onrecord/article.html\" %}\n{% block content %}{{ a | shout }}{% endblock %}";
    let (_, diagnostics) = Templates::load(&[
        input("article.html", extending),
        input("page.html", "é{{ <nosuch/> }}"),
        input("parts/x.html", "{% include \"parts/y.html\" %}{% if a is odder %}{% endif %}{{ f() }}"),
    ]);
    insta::assert_snapshot!(told(&diagnostics), @r"
    templates/article.html:64: unknown filter `shout`
    templates/page.html:5: unknown component `nosuch`
    templates/parts/x.html:11: unknown template `parts/y.html`
    templates/parts/x.html:39: unknown test `odder`
    templates/parts/x.html:61: unknown function `f`
    ");
}

#[test]
fn every_misspelt_template_is_told() {
    let (_, diagnostics) = Templates::load(&[
        input("a.html", ""),
        input("b.html", "{% if a %}"),
        input("c.html", "one\ntwo {{ three"),
        input("d.html", "{% extends \"nowhere.html\" %}"),
        input("e.html", "{% nonsense %}"),
    ]);
    insta::assert_snapshot!(told(&diagnostics), @r"
    templates/b.html:8: unexpected end of input
    templates/c.html:11: unexpected end of input
    templates/e.html:3: unknown tag
    ");
}

#[test]
fn families_are_checked() {
    let (_, diagnostics) = Templates::load(&[input("d.html", "{% extends \"nowhere.html\" %}")]);
    insta::assert_snapshot!(told(&diagnostics), @r"
    templates/d.html:12: template `d.html` extends `nowhere.html`, which does not exist
    ");
    let (_, diagnostics) = Templates::load(&[input("article.html", "{% extends \"article.html\" %}")]);
    insta::assert_snapshot!(told(&diagnostics), @r"
    templates/article.html:12: template `article.html` builds on itself: `article.html`
    ");
    let own = "{% extends \"base.html\" %}{% block nosuch %}{% endblock %}";
    let (_, diagnostics) = Templates::load(&[input("d.html", own)]);
    insta::assert_snapshot!(told(&diagnostics), @r"
    templates/d.html:34: block `nosuch` is not defined in any parent template
    ");
}

#[test]
fn errors_of_rendering_have_their_place() {
    let user = [input("page.html", "a\n{{ page.titel.length }}"), input("own.html", "{{ 1 / page.zero }}")];
    let (templates, _) = Templates::load(&user);
    let view = json!({"page": {"zero": 0}});
    let errors: Vec<_> = ["page.html", "own.html", "article.html", "no.html"]
        .into_iter()
        .map(|name| *templates.render(name, &view, &mut Vec::new()).unwrap_err())
        .collect();
    insta::assert_snapshot!(told(&errors), @r"
    templates/page.html:10: field `titel` is not defined
    templates/own.html:7: cannot divide by 0
    in the built-in template `onrecord/base.html`: variable `frame` is not defined
    there is no template `no.html`
    ");
}
