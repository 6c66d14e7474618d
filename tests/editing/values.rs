//! A scalar gets another value.

use onrecord::diag::{Change, Range, Span};
use onrecord::edit::{self, Refusal};

/// The text with the scalar that `old` begins saying something else.
pub fn valued(path: &str, text: &str, old: &str, value: &str) -> Result<String, Refusal> {
    let start = text.find(old).unwrap();
    let place = Span::new(&path.into(), Range::new(start, start + old.len()));
    edit::apply(text, &[&Change::Value { place, value: value.to_owned() }])
}

/// A claims file whose quote is spelled like this, with the quote changed.
fn quoted(spelling: &str, old: &str, value: &str) -> String {
    let text = format!("claims:\n  - id: a\n    quote: {spelling}\n    speaker: b # c\n");
    let new = valued("content/articles/a.claims.yaml", &text, old, value).unwrap();
    let (above, rest) = new.split_once("quote: ").unwrap();
    let (quote, below) = rest.split_once("\n    speaker: b # c\n").unwrap();
    assert_eq!((above, below), ("claims:\n  - id: a\n    ", ""));
    quote.to_owned()
}

#[test]
fn plain_words_stay_plain_where_they_can() {
    for (value, spelled) in [
        ("He will", "He will"),
        ("It's \"so\"", "It's \"so\""),
        ("no: never", "\"no: never\""),
        ("- so", "\"- so\""),
        ("#1", "\"#1\""),
        ("say \"no\" #1", "'say \"no\" #1'"),
        ("2022", "\"2022\""),
        ("null", "\"null\""),
        ("yes", "\"yes\""),
        ("", "\"\""),
        ("a\nb", "\"a\\nb\""),
        ("so: it's \"he\"", "\"so: it's \\\"he\\\"\""),
        ("a\u{a0}b", "a\u{a0}b"),
    ] {
        assert_eq!(quoted("He won't", "He", value), spelled);
        assert_eq!(quoted("He won't  # said twice", "He", value), format!("{spelled}  # said twice"));
    }
}

#[test]
fn quotation_marks_stay() {
    assert_eq!(quoted("'He won''t' # c", "'He", "He can't"), "'He can''t' # c");
    assert_eq!(quoted("\"He \\\"won't\\\"\"", "\"He", "He \"can't\""), "\"He \\\"can't\\\"\"");
    assert_eq!(quoted("'He won''t'", "'He", "a\tb\nc"), "\"a\\tb\\nc\"");
}

#[test]
fn lines_stay_where_their_words_do() {
    assert_eq!(
        quoted(
            "He will neither\n      confirm nor deny\n      this today",
            "He",
            "He will neither confirm or deny this today"
        ),
        "He will neither\n      confirm or deny\n      this today"
    );
    assert_eq!(
        quoted(
            "'He will neither\n      confirm nor deny\n      this'",
            "'He",
            "He can neither confirm nor deny this"
        ),
        "'He can neither\n      confirm nor deny\n      this'"
    );
    assert_eq!(
        quoted(
            ">- # folded\n      He will neither\n      confirm nor deny\n",
            "He",
            "He will neither confirm nor deny it"
        ),
        ">- # folded\n      He will neither\n      confirm nor deny it\n"
    );
    assert_eq!(quoted(">\n      He will", "He", "He can"), ">-\n      He can");
    assert_eq!(quoted(">\n      He will", "He", "He can\n"), ">\n      He can");
    assert_eq!(
        quoted("|2-\n       He\n      will", " He", " She\nwill\n\nnot"),
        "|2-\n       She\n      will\n\n      not"
    );
}

#[test]
fn a_number_may_become_another_and_text_stays_text() {
    let file = "content/events/a.md";
    let text = "---\r\nname: A\r\ndate: 2022 # c\r\n---\r\nname: A\r\n";
    assert_eq!(valued(file, text, "2022", "2023").unwrap(), text.replace("2022", "2023"));
    assert_eq!(valued(file, text, "A", "B").unwrap(), text.replacen("name: A", "name: B", 1));
}

#[test]
fn json_keeps_its_layout() {
    let text = "[\n\t{\"id\": \"a\",\"issued\" : 2022}\n]";
    let file = "content/sources/a.json";
    assert_eq!(valued(file, text, "\"a\"", "b\"\n").unwrap(), text.replace("\"a\"", "\"b\\\"\\n\""));
    assert_eq!(valued(file, text, "2022", "2023").unwrap(), text.replace("2022", "2023"));
}

#[test]
fn what_cannot_be_edited_with_certainty_is_refused() {
    let file = "content/articles/a.claims.yaml";
    let aliased = "claims:\n  - quote: &q He will\n  - quote: *q\n";
    assert_eq!(valued(file, aliased, "He", "She"), Err(Refusal::Repeated));
    assert_eq!(valued(file, "claims: [a, b", "a", "c"), Err(Refusal::Unreadable));
    assert_eq!(valued(file, "claims:\n  - quote: He will\n", "will", "can"), Err(Refusal::NotThere));
    assert_eq!(valued(file, "claims:\n  - quote: He will\n", "quote", "can"), Err(Refusal::NotThere));
    let block = "claims:\n  - quote: >-\n      He will\n";
    assert!(matches!(valued(file, block, "He", "a\tb\rc"), Err(Refusal::Unspellable(_))));
    assert!(matches!(valued("onrecord.toml", "title = \"A\"", "\"A\"", "B"), Err(Refusal::Unspellable(_))));
}
