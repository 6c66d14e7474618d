//! An id for a claim whose writer gives none.

use crate::model::{Stance, is_id};

/// How many words of the quote go into an id.
const WORDS: usize = 2;
/// Shorter words tell nothing.
const TELLING: usize = 4;
/// So many of the first words are looked at.
const FIRST: usize = 8;

/// The speaker, with the position and what it is taken on, or else with the longest of the first words; a
/// number where another claim has this id.
pub fn name(speaker: &str, stances: &[(Stance, Vec<String>)], quote: &str, taken: &[&str]) -> String {
    let position = stances.iter().find_map(|(stance, on)| {
        let target = on.first()?.rsplit('#').next()?;
        Some(format!("{speaker}-{}-{target}", stance.key())).filter(|id| is_id(id))
    });
    let id = position.unwrap_or_else(|| {
        let words = telling(quote);
        let parts: Vec<&str> = std::iter::once(speaker).chain(words.iter().map(String::as_str)).collect();
        parts.join("-")
    });
    let free = |id: &String| !taken.contains(&id.as_str());
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(free).unwrap_or(id)
}

/// The longest of the first words that an id can hold, in their order.
fn telling(quote: &str) -> Vec<String> {
    let foreign = |word: &str| word.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let plain =
        |word: &str| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let words = quote.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !foreign(word)).map(plain);
    let mut longest: Vec<(usize, String)> =
        words.filter(|word| word.len() >= TELLING).take(FIRST).enumerate().collect();
    longest.sort_by_key(|(place, word)| (std::cmp::Reverse(word.len()), *place));
    longest.truncate(WORDS);
    longest.sort();
    longest.into_iter().map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::name;
    use crate::model::Stance;

    #[test]
    fn an_id_tells_of_its_claim() {
        let declines = [(Stance::Declines, vec!["other-article#reported-call".to_owned()])];
        assert_eq!(name("peskov", &declines, "I can't say", &[]), "peskov-declines-reported-call");
        let quote = "I can’t either confirm or deny this";
        assert_eq!(name("peskov", &[], quote, &[]), "peskov-either-confirm");
        assert_eq!(name("peskov", &[], quote, &["peskov-either-confirm"]), "peskov-either-confirm-2");
        assert_eq!(name("peskov", &[], "не знаю", &["peskov"]), "peskov-2");
    }
}
