//! Edit distance by bit vectors (Myers 1999, in blocks after Hyyrö 2003).

use std::collections::HashMap;
use std::ops::Range;

const BITS: usize = u64::BITS as usize;

/// The stretch of `text` with the least edit distance to the whole `pattern`, and that distance.
/// The cost grows with the product of the lengths, a sixty-fourth of it.
pub(super) fn nearest_stretch(pattern: &[char], text: &[char]) -> Option<(usize, Range<usize>)> {
    if pattern.is_empty() || text.is_empty() {
        return None;
    }
    let mut end = (usize::MAX, 0);
    // A stretch may begin anywhere: the first row of the table stays at nought.
    Column::new(pattern.iter()).run(text.iter(), 0, |place, distance| {
        if distance < end.0 {
            end = (distance, place + 1);
        }
    });
    let (distance, end) = end;
    let mut start = end;
    let mut closest = usize::MAX;
    // Backwards from its end the stretch is fixed, so that the first row counts up.
    let reach = (pattern.len() + distance).min(end);
    let backwards = text.iter().take(end).rev().take(reach);
    Column::new(pattern.iter().rev()).run(backwards, 1, |place, score| {
        let apart = (place + 1).abs_diff(pattern.len());
        if score == distance && apart < closest {
            (start, closest) = (end - place - 1, apart);
        }
    });
    (start < end).then_some((distance, start..end))
}

/// One column of the table, as differences between neighbouring cells.
struct Column {
    /// By letter of the pattern, in blocks: the places where it stands.
    letters: HashMap<char, Vec<u64>>,
    plus: Vec<u64>,
    minus: Vec<u64>,
    length: usize,
}

impl Column {
    fn new<'p>(pattern: impl ExactSizeIterator<Item = &'p char>) -> Self {
        let length = pattern.len();
        let blocks = length.div_ceil(BITS);
        let mut letters: HashMap<char, Vec<u64>> = HashMap::new();
        for (place, letter) in pattern.enumerate() {
            let places = letters.entry(*letter).or_insert_with(|| vec![0; blocks]);
            if let Some(block) = places.get_mut(place / BITS) {
                *block |= 1 << (place % BITS);
            }
        }
        Self { letters, plus: vec![u64::MAX; blocks], minus: vec![0; blocks], length }
    }

    /// Goes through the text and tells, for each letter, the distance of the pattern to what ends
    /// there. `above` is what the row above the pattern grows by with each letter.
    fn run<'t>(
        mut self,
        text: impl Iterator<Item = &'t char>,
        above: i8,
        mut tell: impl FnMut(usize, usize),
    ) {
        let blocks = self.plus.len();
        let none = vec![0; blocks];
        let mut distance = self.length;
        for (place, letter) in text.enumerate() {
            let equal = self.letters.get(letter).unwrap_or(&none);
            let mut carry = above;
            let cells = self.plus.iter_mut().zip(&mut self.minus);
            for ((plus, minus), (number, equal)) in cells.zip((1..).zip(equal)) {
                let top = if number == blocks { (self.length - 1) % BITS } else { BITS - 1 };
                carry = advance(plus, minus, *equal, carry, top);
            }
            distance = distance.saturating_add_signed(carry.into());
            tell(place, distance);
        }
    }
}

/// Moves one block on by one letter; returns by how much its row `top` grows.
fn advance(plus: &mut u64, minus: &mut u64, equal: u64, carry: i8, top: usize) -> i8 {
    let vertical = equal | *minus;
    let equal = equal | u64::from(carry < 0);
    let horizontal = ((equal & *plus).wrapping_add(*plus) ^ *plus) | equal;
    let up = *minus | !(horizontal | *plus);
    let down = *plus & horizontal;
    let out = i8::from(up >> top & 1 == 1) - i8::from(down >> top & 1 == 1);
    let up = up << 1 | u64::from(carry > 0);
    let down = down << 1 | u64::from(carry < 0);
    *plus = down | !(vertical | up);
    *minus = up & vertical;
    out
}

#[cfg(test)]
mod tests {
    use super::nearest_stretch;

    /// The least distance, by the whole table.
    fn slow(pattern: &[char], text: &[char]) -> usize {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut least = usize::MAX;
        for letter in text {
            let mut diagonal = std::mem::replace(&mut column[0], 0);
            for (row, expected) in pattern.iter().enumerate() {
                let new = (diagonal + usize::from(letter != expected))
                    .min(column[row] + 1)
                    .min(column[row + 1] + 1);
                diagonal = std::mem::replace(&mut column[row + 1], new);
            }
            least = least.min(column[pattern.len()]);
        }
        least
    }

    fn distance(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = std::mem::replace(&mut row[0], i + 1);
            for (j, y) in b.iter().enumerate() {
                let new = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
                diagonal = std::mem::replace(&mut row[j + 1], new);
            }
        }
        row[b.len()]
    }

    proptest::proptest! {
        #[test]
        fn bits_say_what_the_table_says(pattern in "[ab]{1,150}", text in "[abc]{1,200}") {
            let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
            if let Some((found, place)) = nearest_stretch(&pattern, &text) {
                proptest::prop_assert_eq!(found, slow(&pattern, &text));
                proptest::prop_assert_eq!(found, distance(&pattern, &text[place]));
            }
        }
    }
}
