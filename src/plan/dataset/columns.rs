//! What each key of the data files means: for the tables, their schema, and the page about them.

use super::Dataset;

/// A key of a data file, which is also a column of its table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// What it says, in words.
    pub meaning: &'static str,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A path from the site's root.
    Path,
    /// EDTF, as it was written.
    Date,
    /// `YYYY-MM-DD`.
    Day,
    Number,
    /// JSON in a table.
    List,
    /// JSON in a table.
    Object,
}

impl Kind {
    /// The type in a table schema (Frictionless Table Schema, "Types and Formats").
    pub fn schema_type(self) -> &'static str {
        match self {
            Self::Text | Self::Path | Self::Date => "string",
            Self::Day => "date",
            Self::Number => "integer",
            Self::List => "array",
            Self::Object => "object",
        }
    }
}

/// The columns of a table, in their order.
pub fn of(dataset: Dataset) -> &'static [Column] {
    match dataset {
        Dataset::Articles => &ARTICLES,
        Dataset::Claims => &CLAIMS,
        Dataset::Speakers => &SPEAKERS,
        Dataset::Events => &EVENTS,
        Dataset::Sources => &SOURCES,
    }
}

impl Dataset {
    /// The column that names a row.
    pub fn key(self) -> &'static str {
        match self {
            Self::Claims => "ref",
            Self::Sources => "key",
            Self::Articles | Self::Speakers | Self::Events => "id",
        }
    }

    /// One of its rows, and what all of them are.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Articles => "every article, with its text as quotes are looked for in it",
            Self::Claims => "every claim: who said it, in which words, when, on what, and how it stands",
            Self::Speakers => {
                "every person, organization, outlet and state that says something or is told it"
            }
            Self::Events => "every talk, with the position of each party and the standing that follows",
            Self::Sources => "every source, with what it draws on and what rests on it",
        }
    }

    /// Columns that name a row of another table: the column, the table.
    pub fn references(self) -> &'static [(&'static str, Self)] {
        match self {
            Self::Articles => &[("outlet", Self::Speakers)],
            Self::Claims => &[("article", Self::Articles), ("speaker", Self::Speakers)],
            Self::Speakers => &[("part_of", Self::Speakers)],
            Self::Events => &[("part_of", Self::Events)],
            Self::Sources => &[("outlet", Self::Speakers)],
        }
    }
}

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

const URL: Column = column("url", Kind::Path, "where it is to be read, from the site's root");
const TOPICS: Column = column("topics", Kind::List, "the terms under which it is gathered");

const ARTICLES: [Column; 11] = [
    column("id", Kind::Text, "the id"),
    column("title", Kind::Text, "the headline"),
    column("date", Kind::Date, "when it was published"),
    column("updated", Kind::Date, "when it was last changed"),
    column("authors", Kind::List, "names, or speaker ids where the author is a speaker"),
    column("outlet", Kind::Text, "who published it: a speaker id"),
    TOPICS,
    column("language", Kind::Text, "a tag of BCP 47"),
    column("text", Kind::Text, "the text of the body, without markup and notes"),
    column("claims", Kind::List, "references to its claims, as in the file"),
    URL,
];

const CLAIMS: [Column; 22] = [
    column("ref", Kind::Text, "article id, a number sign, and the id"),
    column("article", Kind::Text, "the article in which it stands"),
    column("id", Kind::Text, "the id within the article"),
    column("speaker", Kind::Text, "whose statement it is: a speaker id"),
    column("role", Kind::Object, "the role held on that day: title, and of whom"),
    column("said", Kind::Date, "when it was said"),
    column("to", Kind::List, "to whom: speaker ids"),
    column("via", Kind::List, "through whom, from the speaker outwards: speaker ids"),
    column("statement", Kind::Text, "the claim in the editors' words, in Markdown"),
    column("original", Kind::Object, "the words as they were said: text, language, translator"),
    column("quotes", Kind::List, "the passages: exact, prefix, suffix, start, end, in"),
    column("positions", Kind::List, "the positions it takes: stance, on"),
    column("repeats", Kind::List, "references to the claims that it says again"),
    column("sources", Kind::List, "keys of the sources that it rests on"),
    column("origins", Kind::List, "keys of the sources from which that comes in the end"),
    column(
        "proofs",
        Kind::List,
        "what stored copies say of its words: source, finding, reason, words, differences, url",
    ),
    column("verdicts", Kind::List, "findings: rating, date, by, summary, sources"),
    TOPICS,
    column("note", Kind::Number, "the number of its note in the article"),
    column("standing", Kind::Text, "unanswered, corroborated, disputed or retracted"),
    column("history", Kind::List, "the days on which the standing changed: date, standing, claim"),
    URL,
];

const SPEAKERS: [Column; 9] = [
    column("id", Kind::Text, "the id"),
    column("name", Kind::Text, "the name"),
    column("kind", Kind::Text, "person, organization, outlet or state"),
    column("roles", Kind::List, "title, of, from, to"),
    column("part_of", Kind::Text, "what it belongs to: a speaker id"),
    column("wikidata", Kind::Text, "the item in Wikidata"),
    column("claims", Kind::List, "references to the claims it made, by date"),
    column("reversals", Kind::List, "where it changed sides: on, from, to"),
    URL,
];

const EVENTS: [Column; 16] = [
    column("id", Kind::Text, "the id"),
    column("name", Kind::Text, "the name"),
    column("kind", Kind::Text, "call, meeting, negotiation, summit, statement or other"),
    column("date", Kind::Date, "when it took place"),
    column("earliest", Kind::Day, "the first day that the date allows"),
    column("latest", Kind::Day, "the last day that the date allows"),
    column("parties", Kind::List, "those whose word settles it: speaker ids"),
    column("place", Kind::Text, "where it took place"),
    column("part_of", Kind::Text, "the larger talk: an event id"),
    TOPICS,
    column("standing", Kind::Text, "unreported, confirmed, disputed, denied, one-sided or reported"),
    column("history", Kind::List, "the days on which the standing changed: date, standing, claim"),
    column("positions", Kind::Object, "by party: stance, claim, said, split; or null"),
    column("origins", Kind::List, "keys of the sources from which all that affirms it comes in the end"),
    column("claims", Kind::List, "references to the claims about it, by date"),
    URL,
];

const SOURCES: [Column; 13] = [
    column("key", Kind::Text, "the key"),
    column("type", Kind::Text, "the CSL type"),
    column("title", Kind::Text, "the title"),
    column("issued", Kind::Date, "when it was published"),
    column("url_original", Kind::Text, "the address at which it was published"),
    column("archived", Kind::List, "addresses of archived copies"),
    column("outlet", Kind::Text, "who published it: a speaker id"),
    column("based_on", Kind::List, "keys of the sources on which it draws"),
    column("origins", Kind::List, "keys of the sources from which it comes in the end"),
    column(
        "proofs",
        Kind::Object,
        "what its stored copy says of its claims: found, differs, not_found, not_checkable",
    ),
    column("citation", Kind::Text, "the citation in the site's style, without markup"),
    column("cited_by", Kind::List, "references to claims and ids of articles that rest on it"),
    URL,
];

#[cfg(test)]
mod tests {
    use super::{Dataset, of};

    #[test]
    fn keys_and_references_are_columns() {
        for dataset in Dataset::ALL {
            let names: Vec<&str> = of(dataset).iter().map(|column| column.name).collect();
            assert!(names.contains(&dataset.key()), "{dataset:?}");
            assert!(dataset.references().iter().all(|(column, _)| names.contains(column)), "{dataset:?}");
        }
    }
}
