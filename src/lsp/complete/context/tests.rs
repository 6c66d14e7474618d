use super::{At, Context, Quotes, Step, citation, in_json, in_toml, in_yaml};

/// The context at the `‸` of a text, as a line: the path, what is being written, the word around the place.
fn told(text: &str, read: fn(&str, usize) -> Option<Context>) -> String {
    let place = text.find('‸').expect("a place");
    let text = text.replacen('‸', "", 1);
    let Some(Context { path, at, word, typed, quotes, .. }) = read(&text, place) else {
        return "nothing".to_owned();
    };
    let path: String = path
        .iter()
        .map(|step| match step {
            Step::Key(key) => format!("/{key}"),
            Step::Item => "/-".to_owned(),
        })
        .collect();
    let at = match at {
        At::Key { present } => format!("key beside {present:?}"),
        At::Value => "value".to_owned(),
        At::Start { present } => format!("start beside {present:?}"),
    };
    let (start, rest) = (place - typed.len(), &text[place..word.end]);
    assert_eq!((start, &text[start..place]), (word.start, typed.as_str()), "the word is what is there");
    let quotes = match quotes {
        Quotes::None => "",
        Quotes::Open { closed: true, .. } => " closed",
        Quotes::Open { closed: false, .. } => " open",
    };
    format!("{path} {at} {typed}‸{rest}{quotes}")
}

fn yaml(text: &str) -> String {
    told(text, in_yaml)
}

const CLAIM: &str = "claims:\n  - id: a\n    speaker: x\n";

fn claim(line: &str) -> String {
    yaml(&format!("{CLAIM}{line}"))
}

#[test]
fn values_of_keys() {
    assert_eq!(claim("    to: pes‸kov # him"), "/claims/-/to value pes‸kov");
    assert_eq!(claim("    to: ‸\n    via: [a]"), "/claims/-/to value ‸");
    assert_eq!(claim("    to:‸"), "/claims/-/to value ‸");
    assert_eq!(claim("    to: \"pes‸kov\""), "/claims/-/to value pes‸kov closed");
    assert_eq!(claim("    to: 'pes‸"), "/claims/-/to value pes‸ open");
    assert_eq!(claim("    to: 'pes'‸"), "nothing");
    assert_eq!(claim("    to: &who pes‸"), "/claims/-/to value pes‸");
    assert_eq!(claim("    'to': pes‸"), "/claims/-/to value pes‸");
    assert_eq!(yaml("authors: [a]\noutlet: ga‸"), "/outlet value ga‸");
}

#[test]
fn keys_of_mappings() {
    assert_eq!(claim("    sa‸"), r#"/claims/- start beside ["id", "speaker"] sa‸"#);
    assert_eq!(
        claim("    ‸\n    note: x\n    # c\n\n    to: y\n  - id: b"),
        r#"/claims/- start beside ["id", "speaker", "note", "to"] ‸"#
    );
    assert_eq!(claim("    sa‸id: 2025"), r#"/claims/- start beside ["id", "speaker"] sa‸id"#);
    assert_eq!(claim("  - ‸"), "/claims/- start beside [] ‸");
    assert_eq!(yaml("‸"), " start beside [] ‸");
    assert_eq!(yaml("title: A\nda‸\nauthors: [x]"), r#" start beside ["title", "authors"] da‸"#);
    assert_eq!(yaml("roles:\n- title: x\n  o‸"), r#"/roles/- start beside ["title"] o‸"#);
    assert_eq!(yaml("roles:\n- title: x\n- ‸"), "/roles/- start beside [] ‸");
    assert_eq!(yaml("roles:\n- title: x\nna‸"), r#" start beside ["roles"] na‸"#);
}

#[test]
fn items_of_lists() {
    assert_eq!(claim("    via:\n      - tass\n      - ny‸"), "/claims/-/via/- start beside [] ny‸");
    assert_eq!(claim("    via:\n    - ny‸"), "/claims/-/via/- start beside [] ny‸");
    assert_eq!(claim("    via: [tass, ny‸p]"), "/claims/-/via/- value ny‸p");
    assert_eq!(claim("    via: [‸"), "/claims/-/via/- value ‸");
    assert_eq!(claim("    via: [tass,\n      'ny‸"), "/claims/-/via/- value ny‸ open");
    assert_eq!(
        claim("    via: [\n      tass, # the agency, [as ever\n      ‸\n    ]"),
        "/claims/-/via/- value ‸"
    );
    assert_eq!(claim("    via: [tass]‸"), "nothing");
    assert_eq!(claim("    via:\n      ta‸"), "/claims/-/via start beside [] ta‸");
}

#[test]
fn mappings_in_brackets() {
    assert_eq!(claim("    sources: [a, {k‸"), "/claims/-/sources/- key beside [] k‸");
    assert_eq!(claim("    sources: [{key: ta‸ss, locator: p}]"), "/claims/-/sources/-/key value ta‸ss");
    assert_eq!(claim("    sources: {key: a, lo‸"), r#"/claims/-/sources key beside ["key"] lo‸"#);
    assert_eq!(yaml("roles: [{title: a, of: ‸"), "/roles/-/of value ‸");
}

#[test]
fn references_to_claims_are_no_comments() {
    assert_eq!(claim("    affirms: #tr‸ump"), "/claims/-/affirms value #tr‸ump");
    assert_eq!(claim("    affirms: [call, #‸"), "/claims/-/affirms/- value #‸");
    assert_eq!(claim("    affirms: [call, \"#tr‸\"]"), "/claims/-/affirms/- value #tr‸ closed");
    assert_eq!(claim("    affirms:\n      - #tr‸"), "/claims/-/affirms/- start beside [] #tr‸");
    assert_eq!(claim("    affirms: art#‸"), "/claims/-/affirms value art#‸");
    for comment in ["    affirms: # of wha‸", "    # spea‸", "    to: peskov # h‸", "    via: [a, # b‸"]
    {
        assert_eq!(claim(comment), "nothing", "{comment}");
    }
}

#[test]
fn what_is_broken_above_does_not_matter() {
    for above in [
        "    via: [tass, nyp\n",
        "    sources: [{key: a, locator: \"p. 3\n",
        "    quote: \"not closed\n",
        "    quote: 'it''s\n",
        "    note: a: b: c\n",
        "    @nonsense\n",
        "    said\n",
        "    declines: &x [*y\n",
        "    statement: >-\n      to: nobody\n\n      via: [x\n",
        "    quote:\n      - exact: |\n          words: here\n        prefix: it\n",
        "    note: \"two\n      lines: here\"\n",
    ] {
        assert_eq!(claim(&format!("{above}    to: pes‸")), "/claims/-/to value pes‸", "{above}");
    }
}

#[test]
fn blocks_of_text_are_left_alone() {
    assert_eq!(claim("    note: |-\n      speaker: x‸"), "nothing");
    assert_eq!(yaml("summary: >\n  Words‸"), "nothing");
    assert_eq!(yaml("summary: >\n  Words\n‸"), r#" start beside ["summary"] ‸"#);
}

#[test]
fn lines_may_end_with_two_characters() {
    assert_eq!(yaml("claims:\r\n  - id: a\r\n    to: pe‸s\r\n"), "/claims/-/to value pe‸s");
}

#[test]
fn json_is_all_brackets() {
    let json = |text| told(text, in_json);
    assert_eq!(json("[\n  {\"id\": \"a\", \"outlet\": \"ta‸\"}\n]"), "/-/outlet value ta‸ closed");
    assert_eq!(json("[{\"id\": \"a\\\"b\", \"ty‸"), r#"/- key beside ["id"] ty‸ open"#);
    assert_eq!(json("[{\"based_on\": [\"x\", ‸"), "/-/based_on/- value ‸");
}

#[test]
fn toml_has_tables() {
    let toml = |text| told(text, in_toml);
    assert_eq!(
        toml("title = \"x\"\n‸\nlanguage = \"en\"\n[a]\nb = 1"),
        r#" key beside ["title", "language"] ‸"#
    );
    assert_eq!(toml("[markdown]\nraw_html = \"al‸\""), "/markdown/raw_html value al‸ closed");
    assert_eq!(toml("[ratings.kept]\nla‸"), "/ratings/kept key beside [] la‸");
    assert_eq!(toml("search = t‸"), "/search value t‸");
    assert_eq!(toml("title = \"x\"‸"), "nothing");
}

#[test]
fn citations_are_keys_after_an_at_sign_in_brackets() {
    let cited = |text: &str| {
        let place = text.find('‸').unwrap();
        let text = text.replacen('‸', "", 1);
        citation(&text, place).map(|(word, typed)| (text[word].to_owned(), typed))
    };
    let some = |word: &str, typed: &str| Some((word.to_owned(), typed.to_owned()));
    assert_eq!(cited("As said [@ta‸ss-1, p. 3]."), some("tass-1", "ta"));
    assert_eq!(cited("[@one; @‸"), some("", ""));
    assert_eq!(cited("note: as in [@a:b.c_‸"), some("a:b.c_", "a:b.c_"));
    for other in ["mail@exa‸", "[@one, p. ‸", "[@one] @tw‸", "[see @on‸", "[link @x](‸", "[a\n@b‸"]
    {
        assert_eq!(cited(other), None, "{other}");
    }
}

/// Whatever the text and the place, there is an answer.
#[test]
fn no_text_is_too_odd() {
    let odd = "- - a: [ {\"x': [}, #\n\t?: >\n  é: '\u{1F600}\n---\n: : -\n-\n[[[[{{{{\"\\";
    for (place, _) in odd.char_indices() {
        for read in [in_yaml, in_json, in_toml] {
            if let Some(context) = read(odd, place) {
                assert!(odd.get(context.word).is_some(), "{place}");
            }
        }
    }
}
