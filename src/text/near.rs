//! The name that was probably meant.

/// The candidate that is nearest to a misspelled name, if one is near: at most a third of the name's
/// letters wrong, swapped, missing or too many; or else the same words in another order, a word of it,
/// or one that begins alike. Case and the choice of `-`, `_` or space do not count.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name);
    let allowed = (name.chars().count() / 3).max(1);
    let judged = candidates.into_iter().filter_map(|candidate| {
        let other = folded(candidate);
        let distance = strsim::damerau_levenshtein(&name, &other);
        let slip = distance <= allowed && distance < other.chars().count();
        let kinship = if slip { Some(Kinship::Slip) } else { kinship(&name, &other) };
        kinship.map(|kinship| (kinship, distance, candidate))
    });
    judged.min().map(|(_, _, candidate)| candidate)
}

/// How one name could stand for another, the likeliest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kinship {
    Slip,
    SameWords,
    OneWord,
    Beginning,
}

fn kinship(a: &str, b: &str) -> Option<Kinship> {
    /// Shorter words stand in too many names.
    const TELLING: usize = 4;
    let is_word_of =
        |word: &str, name: &str| word.len() >= TELLING && name.split('-').any(|part| part == word);
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longer = a.chars().count().max(b.chars().count());
    if words(a) == words(b) {
        Some(Kinship::SameWords)
    } else if is_word_of(a, b) || is_word_of(b, a) {
        Some(Kinship::OneWord)
    } else {
        (alike >= 3 && 2 * alike >= longer).then_some(Kinship::Beginning)
    }
}

fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split('-').collect();
    words.sort_unstable();
    words
}

/// At most 64 characters: a name longer than that is no slip of the pen, and the comparison is quadratic.
fn folded(name: &str) -> String {
    name.chars()
        .take(64)
        .map(|c| if matches!(c, '_' | ' ') { '-' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_pen_are_near_and_other_words_are_not() {
        let keys = ["title", "date", "also_known_as", "id"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Also-Known-As", keys), Some("also_known_as"));
        assert_eq!(nearest("author", keys), None);
        assert_eq!(nearest("deny", ["denies", "declines"]), Some("denies"));
        assert_eq!(nearest("newspaper-article", ["article", "article-newspaper"]), Some("article-newspaper"));
        assert_eq!(nearest("country", ["person", "state"]), None);
        assert_eq!(nearest("x", keys), None);
    }
}
