//! The outline of a text: levels and fragments of its headings.

use std::collections::{HashMap, HashSet};

/// The headings of one page so far.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The levels, as typed, of the headings under which one stands.
    above: Vec<u8>,
    fragments: HashSet<String>,
    /// By slug: the last number that was added to it.
    numbers: HashMap<String, u32>,
}

/// Fragments that begin like this belong to the page (format, section 8).
const RESERVED: [&str; 4] = ["claim-", "note-", "ref-", "as-of-"];

impl Outline {
    /// The level at which a heading is printed: below the page's own title, and never more than one
    /// below the heading under which it stands.
    pub fn level(&mut self, typed: u8) -> u8 {
        self.above.retain(|above| *above < typed);
        self.above.push(typed);
        u8::try_from(self.above.len() + 1).unwrap_or(6).min(6)
    }

    /// A fragment made of the heading's words that no other heading has.
    pub fn fragment(&mut self, words: &str) -> String {
        let mut slug = slug(words);
        if slug.is_empty() || RESERVED.iter().any(|prefix| slug.starts_with(prefix)) {
            slug = format!("section-{slug}").trim_end_matches('-').to_owned();
        }
        let mut free = slug.clone();
        while !self.fragments.insert(free.clone()) {
            let number = self.numbers.entry(slug.clone()).or_insert(1);
            *number += 1;
            free = format!("{slug}-{number}");
        }
        free
    }
}

fn slug(words: &str) -> String {
    let mut slug = String::new();
    for letter in words.chars().flat_map(char::to_lowercase) {
        match letter {
            '\'' | '’' => {}
            _ if letter.is_alphanumeric() => slug.push(letter),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn levels_never_skip() {
        let mut outline = Outline::default();
        let printed: Vec<u8> = [1, 3, 6, 2, 4, 1, 2, 3, 4, 5, 6].map(|typed| outline.level(typed)).into();
        assert_eq!(printed, [2, 3, 4, 3, 4, 2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn fragments_are_unique() {
        let mut outline = Outline::default();
        let names = ["What’s new?", "Whats new", "Note 3", "—", "Звонок", "whats new 2"];
        let fragments: Vec<String> = names.map(|name| outline.fragment(name)).into();
        assert_eq!(
            fragments,
            ["whats-new", "whats-new-2", "section-note-3", "section", "звонок", "whats-new-2-2"]
        );
    }
}
