//! In which words two passages differ.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::likeness::is_slip;
use super::words_of;

/// Words of a quote that are others in the article. Either side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub quote: String,
    pub article: String,
}

/// Whether one of two passages has a name that the other has not.
pub(super) fn renames(quote: &str, article: &str) -> bool {
    let names = |text: &str| -> Vec<String> {
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        text.split_word_bounds().filter(capital).map(str::to_lowercase).collect()
    };
    let words = |text: &str| -> Vec<String> { words_of(text).map(|(_, word)| word).collect() };
    let lacks = |names: Vec<String>, words: &[String]| {
        names.iter().any(|name| !words.iter().any(|word| word == name || is_slip(name, word)))
    };
    lacks(names(quote), &words(article)) || lacks(names(article), &words(quote))
}

/// More words than this on one side are not compared one by one.
const COMPARED: usize = 600;

/// The differences between a quote and a passage, in order; one and the whole where they share less than
/// half of the quote's words in order, so that what lies between tells nothing.
pub(super) fn differences(quote: &str, article: &str) -> Vec<Difference> {
    let (quote, article) = (words(quote), words(article));
    let head = quote.iter().zip(&article).take_while(|(a, b)| a == b).count();
    let ((_, a), (_, b)) = (quote.split_at(head), article.split_at(head));
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let ((a, _), (b, _)) = (a.split_at(a.len() - tail), b.split_at(b.len() - tail));
    if a.len().max(b.len()) > COMPARED {
        return vec![difference(a, b)];
    }
    let shared = shared(a, b);
    let kept = head + tail + shared.len();
    // One or two words may be spelled otherwise, all of them.
    if quote.len() > 2 && kept * 2 < quote.len() && !same_but_for_case(a, b) {
        return vec![difference(&quote, &article)];
    }
    between(&shared, a, b)
}

fn words(text: &str) -> Vec<&str> {
    // Han and its like have no spaces: each letter counts for a word.
    let mut words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() * 20 < text.chars().count() {
        words = text.split("").filter(|letter| !letter.trim().is_empty()).collect();
    }
    words
}

fn same_but_for_case(a: &[&str], b: &[&str]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_lowercase() == b.to_lowercase())
}

/// The pairs of equal words in a longest common subsequence.
#[expect(clippy::indexing_slicing, reason = "the table has one row and one column more than there are words")]
fn shared(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What stands between the shared words.
#[expect(clippy::indexing_slicing, reason = "shared words are places in both texts, in order")]
fn between(shared: &[(usize, usize)], a: &[&str], b: &[&str]) -> Vec<Difference> {
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(x, y) in shared.iter().chain([&(a.len(), b.len())]) {
        let (left, right): (Range<usize>, Range<usize>) = (i..x, j..y);
        if !left.is_empty() || !right.is_empty() {
            found.push(difference(&a[left], &b[right]));
        }
        (i, j) = (x + 1, y + 1);
    }
    found
}

fn difference(quote: &[&str], article: &[&str]) -> Difference {
    Difference { quote: quote.join(" "), article: article.join(" ") }
}
