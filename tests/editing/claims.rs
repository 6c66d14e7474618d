//! Entries of a claims file come, change and go.

use onrecord::edit::Refusal;
use onrecord::edit::claims::{Draft, Quote, Source, add, remove, replace};
use onrecord::model::Stance;

fn draft(id: &str) -> Draft {
    Draft {
        id: id.to_owned(),
        quotes: vec![Quote { exact: "I won't say".to_owned(), ..Quote::default() }],
        speaker: "peskov".to_owned(),
        said: Some("2025-02-09".to_owned()),
        via: vec!["tass".to_owned()],
        stances: vec![(Stance::Declines, vec!["reported-call".to_owned(), "#he-called".to_owned()])],
        sources: vec![Source { key: "tass".to_owned(), ..Source::default() }],
        ..Draft::default()
    }
}

const ENTRY: &str = "  - id: new
    quote: I won't say
    speaker: peskov
    said: 2025-02-09
    via: [tass]
    declines: [reported-call, \"#he-called\"]
    sources: [tass]
";

#[test]
fn a_file_is_begun() {
    assert_eq!(add(None, &draft("new")).unwrap(), format!("claims:\n{ENTRY}"));
    assert_eq!(add(Some("# c"), &draft("new")).unwrap(), format!("# c\nclaims:\n{ENTRY}"));
    assert_eq!(add(Some("claims: # c\n"), &draft("new")).unwrap(), format!("claims: # c\n{ENTRY}"));
    assert_eq!(add(Some("claims: [] # c\n"), &draft("new")).unwrap(), format!("claims: # c\n{ENTRY}"));
}

#[test]
fn an_entry_is_added_in_the_manner_of_the_file() {
    assert_eq!(
        add(Some("claims:\n  - id: a\n    quote: b\n  # of a\n# end\n"), &draft("new")).unwrap(),
        format!("claims:\n  - id: a\n    quote: b\n  # of a\n\n{ENTRY}# end\n")
    );
    let tight =
        "claims:\r\n-   id: a\r\n    to:\r\n    - b\r\n-   id: b\r\n    to: [c]\r\n    via:\r\n    - 'b'";
    assert_eq!(
        add(Some(tight), &draft("new")).unwrap(),
        format!(
            "{tight}\r\n-   id: new\r\n    quote: I won't say\r\n    speaker: peskov\r\n    said: 2025-02-09\r\n    via:\r\n    - tass\r\n    \
             declines:\r\n    - reported-call\r\n    - '#he-called'\r\n    sources:\r\n    - tass\r\n"
        )
    );
    assert_eq!(
        add(Some("claims: [{id: a}, {id: b}]\n"), &draft("new")).unwrap(),
        "claims: [{id: a}, {id: b}, {id: new, quote: I won't say, speaker: peskov, said: 2025-02-09, via: [tass], \
         declines: [reported-call, \"#he-called\"], sources: [tass]}]\n"
    );
    assert_eq!(add(Some("claims:\n  - id: new\n"), &draft("new")), Err(Refusal::Taken("new".to_owned())));
    assert_eq!(add(Some("claims: so\n"), &draft("new")), Err(Refusal::NoList));
    assert_eq!(add(Some("claims: [\n"), &draft("new")), Err(Refusal::Unreadable));
}

const FILE: &str = "# The file's.
claims:
  # Of a.
  - id: a # c
    quote: >-
      I won't
      say
    # Why so.
    speaker: peskov
    said: '2025-02-09'
    declines: reported-call
    verdicts:
      - rating: true

  # Of b.
  - id: b
    statement: So.
    speaker: peskov
";

#[test]
fn an_entry_changes_key_by_key() {
    let same = Draft {
        via: vec![],
        stances: vec![(Stance::Declines, vec!["reported-call".to_owned()])],
        sources: vec![],
        ..draft("a")
    };
    assert_eq!(replace(FILE, "a", &same).unwrap(), FILE);
    let other = Draft {
        id: "c".to_owned(),
        quotes: vec![Quote { exact: "I will not say".to_owned(), ..Quote::default() }],
        said: None,
        via: vec!["tass".to_owned(), "nyp".to_owned()],
        stances: vec![(Stance::Denies, vec!["reported-call".to_owned()])],
        ..same
    };
    let expected = FILE
        .replace("id: a", "id: c")
        .replace("I won't\n      say", "I will not\n      say")
        .replace("    said: '2025-02-09'\n", "    via: [tass, nyp]\n")
        .replace("declines", "denies");
    assert_eq!(replace(FILE, "a", &other).unwrap(), expected);
    assert_eq!(replace(FILE, "a", &draft("b")), Err(Refusal::Taken("b".to_owned())));
    assert_eq!(replace(FILE, "x", &draft("x")), Err(Refusal::NoClaim("x".to_owned())));
}

#[test]
fn an_entry_goes_with_its_comment() {
    let (head, rest) = FILE.split_once("  # Of a.").unwrap();
    let (_, b) = rest.split_once("\n\n").unwrap();
    assert_eq!(remove(FILE, "a").unwrap(), format!("{head}{b}"));
    let without_b = FILE.split_once("\n  # Of b.").unwrap().0;
    assert_eq!(remove(FILE, "b").unwrap(), without_b);
    assert_eq!(remove(&remove(FILE, "b").unwrap(), "a").unwrap(), "# The file's.\nclaims:\n");
    assert_eq!(remove("claims: [{id: a}, {id: b}]", "a").unwrap(), "claims: [{id: b}]");
    assert_eq!(remove("claims: [{id: a}, {id: b}]", "b").unwrap(), "claims: [{id: a}]");
    assert_eq!(
        remove("claims:\n  - id: a\n    via: &v [b]\n  - id: b\n    via: *v\n", "a"),
        Err(Refusal::Repeated)
    );
}
