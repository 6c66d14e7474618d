//! A quote gets a context.

use onrecord::diag::{Change, Range, Span};
use onrecord::edit::{self, Refusal};

fn tied(text: &str, old: &str, prefix: Option<&str>, suffix: Option<&str>) -> Result<String, Refusal> {
    let start = text.find(old).unwrap();
    let exact = Span::new(&"content/articles/a.claims.yaml".into(), Range::new(start, start + old.len()));
    let owned = |words: Option<&str>| words.map(str::to_owned);
    edit::apply(text, &[&Change::Context { exact, prefix: owned(prefix), suffix: owned(suffix) }])
}

/// A prefix `he said` and a suffix `: no`.
fn both(text: &str, old: &str) -> String {
    tied(text, old, Some("he said"), Some(": no")).unwrap()
}

#[test]
fn bare_words_become_a_mapping() {
    assert_eq!(
        both("claims:\n  - id: a\n    quote: I won't # c\n    speaker: b\n", "I won"),
        "claims:\n  - id: a\n    quote:\n      exact: I won't # c\n      prefix: he said\n      suffix: \": no\"\n    speaker: b\n"
    );
    assert_eq!(
        both("claims:\r\n- quote: 'I\r\n    won''t'\r\n  id: a", "'I"),
        "claims:\r\n- quote:\r\n    exact: 'I\r\n      won''t'\r\n    prefix: he said\r\n    suffix: ': no'\r\n  id: a"
    );
    assert_eq!(
        both(
            "claims:\n    -   id: a\n        quote: >-  # c\n            I\n\n            won't\n        speaker: b",
            "I"
        ),
        "claims:\n    -   id: a\n        quote:\n            exact: >-  # c\n                I\n\n                won't\n            \
         prefix: he said\n            suffix: \": no\"\n        speaker: b"
    );
    assert_eq!(
        both("claims:\n  - quote: # c\n      I\n      won't\n", "I"),
        "claims:\n  - quote: # c\n      exact: I\n        won't\n      prefix: he said\n      suffix: \": no\"\n"
    );
    assert_eq!(
        both("claims:\n  - quote: !!str I\n", "I"),
        "claims:\n  - quote:\n      exact: !!str I\n      prefix: he said\n      suffix: \": no\"\n"
    );
}

#[test]
fn items_of_a_list_become_mappings() {
    assert_eq!(
        both("claims:\n  - quote:\n      - I won't\n      - |\n        not\n        me\n", "not"),
        "claims:\n  - quote:\n      - I won't\n      - exact: |\n          not\n          me\n        prefix: he said\n        suffix: \": no\"\n"
    );
    assert_eq!(
        both("claims:\n  - {id: a, quote: [I won't, 'not me']}\n", "'not"),
        "claims:\n  - {id: a, quote: [I won't, {exact: 'not me', prefix: he said, suffix: ': no'}]}\n"
    );
    assert_eq!(
        tied("claims:\n  - {id: a, quote: I}\n", "I", Some("a, b"), None).unwrap(),
        "claims:\n  - {id: a, quote: {exact: I, prefix: \"a, b\"}}\n"
    );
}

#[test]
fn a_mapping_gets_keys_or_other_values() {
    assert_eq!(
        both("claims:\n  - quote:\n      suffix: 'not' # c\n      exact: I won't # d\n    id: a", "I won't"),
        "claims:\n  - quote:\n      suffix: ': no' # c\n      exact: I won't # d\n      prefix: he said\n    id: a"
    );
    assert_eq!(
        both("claims:\n  - quote: {exact: I, prefix: so}\n", "I"),
        "claims:\n  - quote: {exact: I, prefix: he said, suffix: \": no\"}\n"
    );
    assert_eq!(
        both("claims:\n  - quote:\n      - exact: I\n        prefix:\n", "I"),
        "claims:\n  - quote:\n      - exact: I\n        prefix: he said\n        suffix: \": no\"\n"
    );
    assert_eq!(
        both("claims:\n  - quote:\n      exact: |+\n        I\n\n    id: a\n", "I"),
        "claims:\n  - quote:\n      exact: |+\n        I\n\n      prefix: he said\n      suffix: \": no\"\n    id: a\n"
    );
}
