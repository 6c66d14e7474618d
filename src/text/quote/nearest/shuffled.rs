//! The words of a quote in another order.

use std::collections::HashMap;
use std::ops::Range;

/// Fewer words stand together by chance too often.
const SHORTEST: usize = 4;
/// Longer quotes, in words, are found by their edit distance, however their words are ordered.
const LONGEST: usize = 40;
/// So many words of a quote allow for another one that is missing.
const SPARE: usize = 8;

/// The stretch of a text, in words, that has most of some words, as many words as these are: `None` where
/// it lacks more than hardly any. `text` names the words of the text in order, `words` those that are
/// looked for, `None` being words that the text does not have.
pub(super) fn shuffled(text: &[usize], words: &[Option<usize>]) -> Option<Range<usize>> {
    let length = words.len();
    if !(SHORTEST..=LONGEST).contains(&length) || text.len() < length {
        return None;
    }
    let mut wanted: HashMap<usize, i32> = HashMap::new();
    for word in words.iter().flatten() {
        *wanted.entry(*word).or_default() += 1;
    }
    let (mut met, mut best) = (0_usize, (0, 0));
    for (end, word) in text.iter().enumerate() {
        if let Some(left) = wanted.get_mut(word) {
            met += usize::from(*left > 0);
            *left -= 1;
        }
        let gone = end.checked_sub(length).and_then(|at| Some((at, text.get(at)?)));
        if let Some(left) = gone.and_then(|(_, word)| wanted.get_mut(word)) {
            *left += 1;
            met -= usize::from(*left > 0);
        }
        if met > best.0 && end + 1 >= length {
            best = (met, end + 1 - length);
        }
    }
    let (met, start) = best;
    (met + length / SPARE >= length).then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::shuffled;

    #[test]
    fn the_stretch_with_all_the_words_is_found() {
        let text = [1, 2, 3, 4, 5, 6, 7, 3, 2];
        let find = |words: &[usize]| shuffled(&text, &words.iter().copied().map(Some).collect::<Vec<_>>());
        assert_eq!(find(&[5, 4, 6, 3]), Some(2..6));
        assert_eq!(find(&[2, 3, 7, 6]), Some(5..9));
        assert_eq!(find(&[3, 3, 7, 2]), None);
        assert_eq!(find(&[2, 3, 1]), None);
        assert_eq!(shuffled(&text, &[Some(5), None, Some(4), Some(3)]), None);
    }
}
