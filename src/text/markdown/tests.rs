use super::{Event, Kind, parse};

fn kinds(source: &str) -> Vec<Kind<'_>> {
    let inline = |event: &Event<'_>| !matches!(event.kind, Kind::Open(_) | Kind::Close(_));
    parse(source).events.into_iter().filter(inline).map(|event| event.kind).collect()
}

/// Citations as `key/locator`, footnote markers as `^name`.
fn references(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in parse(source).events {
        match event.kind {
            Kind::Citation(cites) => {
                let parts = cites.iter().map(|placed| {
                    assert_eq!(&source[placed.key.clone()], &*placed.cite.key);
                    match &placed.cite.locator {
                        Some(locator) => format!("{}/{locator}", placed.cite.key),
                        None => placed.cite.key.to_string(),
                    }
                });
                found.push(parts.collect::<Vec<_>>().join("+"));
                assert!(source[event.source.clone()].starts_with('['));
                assert!(source[event.source].ends_with(']'));
            }
            Kind::Footnote(name) => found.push(format!("^{name}")),
            _ => {}
        }
    }
    found
}

#[test]
fn citations_are_read() {
    assert_eq!(references("He did [@tass]."), ["tass"]);
    assert_eq!(references("[@tass-2025:a.b_c, p. 3]"), ["tass-2025:a.b_c/p. 3"]);
    assert_eq!(references("x [@one; @two, ch. 2] y [@three]"), ["one+two/ch. 2", "three"]);
    assert_eq!(references("> x [@one;\n> @two, ch.\n> 2] y"), ["one+two/ch. 2"]);
    assert_eq!(references("*so [@one]*"), ["one"]);
    assert_eq!(references("[a [@one] link](https://example.com)"), ["one"]);
}

#[test]
fn what_only_looks_like_a_citation_is_text() {
    for text in [
        r"\[@key]",
        "`[@key]`",
        "[@]",
        "[@key,]",
        "[@key;]",
        "[@-key]",
        "[@key p. 3]",
        "[key]",
        "[ @ key]",
        "[@key](https://example.com)",
        "    [@key]",
        "![a [@key]](x.png)",
        "&#91;@key]",
        r"[\@key]",
        "[@key",
        "[@key, *p.* 3]",
        "<b title='[@key]'>",
    ] {
        assert_eq!(references(text), [""; 0], "{text}");
    }
    assert_eq!(references(r"\\[@key]"), ["key"]);
}

#[test]
fn white_space_before_a_citation_goes() {
    assert_eq!(kinds("so [@a].").len(), 3);
    assert_eq!(kinds("so [@a].")[0], Kind::Text("so".into()));
    assert_eq!(kinds("so\n[@a].").len(), 3);
    assert_eq!(kinds("so [@a] and")[2], Kind::Text(" and".into()));
}

#[test]
fn footnotes_stand_apart() {
    let document = parse("A[^one] and [^Two].\n\n[^two]: Second *note*.\n\n[^one]: First.\n\nEnd [^none].");
    let names: Vec<_> = document.footnotes.iter().map(|footnote| &*footnote.name).collect();
    assert_eq!(names, ["two", "one"]);
    assert_eq!(references("A[^one] [^none] \\[^no]\n\n[^one]: First."), ["^one", "^none"]);
    assert!(document.footnote("TWO").is_some());
}

#[test]
fn closings_know_their_openings() {
    let document = parse("a [@k] *b [@l] **c***\n\n- d [@m]\n- e");
    for event in &document.events {
        if let Kind::Close(opening) = event.kind {
            assert!(matches!(document.events[opening].kind, Kind::Open(_)));
        }
    }
}
