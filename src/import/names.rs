//! Ids made of words.

use std::collections::BTreeSet;

/// How many words of a quote make an id, and how many characters at most.
const WORDS: usize = 6;
const LONGEST: usize = 48;

/// An id made of the first words of a text. Words that have no letters of an id give a number that is made
/// of the text, so that the same text always gives the same id.
pub fn of_words(text: &str) -> String {
    let mut id = String::new();
    let plain: String = text.chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ')).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(WORDS) {
        let word = word.to_lowercase();
        if !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            continue;
        }
        if id.len() + word.len() > LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word);
    }
    if id.is_empty() {
        format!("claim-{:08x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()) as u32)
    } else {
        id
    }
}

/// The id, or the first of `id-2`, `id-3` and so on that is free.
pub fn free(id: &str, taken: &BTreeSet<String>) -> String {
    let mut candidate = id.to_owned();
    let mut number = 2;
    while taken.contains(&candidate) {
        candidate = format!("{id}-{number}");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{free, of_words};
    use crate::model::is_id;

    #[test]
    fn words_make_ids() {
        assert_eq!(of_words("I can’t either confirm or deny this"), "i-cant-either-confirm-or-deny");
        assert_eq!(of_words("  “Yes”—he said "), "yes-he-said");
        for text in ["ни подтвердить", "我不能", "—", "a".repeat(100).as_str(), "Müller said"]
        {
            let id = of_words(text);
            assert!(is_id(&id), "{id}");
            assert_eq!(id, of_words(text));
        }
        assert_ne!(of_words("да"), of_words("нет"));
    }

    #[test]
    fn taken_ids_get_a_number() {
        let taken = ["a", "a-2"].map(str::to_owned).into_iter().collect::<BTreeSet<_>>();
        assert_eq!((free("a", &taken).as_str(), free("b", &taken).as_str()), ("a-3", "b"));
    }
}
