//! The vocabulary of the Citation Style Language 1.0.2: types of items, and variables by what they
//! hold. In its JSON some variables go by a second name.

/// What a key of an item holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text or a number, which a style prints as text.
    Text,
    Names,
    Date,
    /// Known, and of no use for a citation.
    Aside,
}

/// What a key holds, and the name by which the citation library knows it.
pub(super) fn variable(key: &str) -> Option<(Kind, &str)> {
    let known = |list: &[&str]| list.contains(&key);
    let kind = match key {
        "shortTitle" => return Some((Kind::Text, "title-short")),
        "journalAbbreviation" => return Some((Kind::Text, "container-title-short")),
        _ if known(&TEXTS) || known(&NUMBERS) => Kind::Text,
        _ if known(&NAMES) => Kind::Names,
        _ if known(&DATES) => Kind::Date,
        _ if known(&ASIDES) => Kind::Aside,
        _ => return None,
    };
    Some((kind, key))
}

/// Every variable, also by its second name, and what it holds.
pub(super) fn variables() -> impl Iterator<Item = (&'static str, Kind)> {
    let of = |kind| move |key: &'static str| (key, kind);
    ["shortTitle", "journalAbbreviation"]
        .into_iter()
        .chain(TEXTS)
        .chain(NUMBERS)
        .map(of(Kind::Text))
        .chain(NAMES.into_iter().map(of(Kind::Names)))
        .chain(DATES.into_iter().map(of(Kind::Date)))
        .chain(ASIDES.into_iter().map(of(Kind::Aside)))
}

/// Every key that an item may have, ours included: for hints.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    ["id", "type"].into_iter().chain(super::OURS).chain(variables().map(|(key, _)| key))
}

pub(super) const TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

const TEXTS: [&str; 46] = [
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "citation-key",
    "citation-label",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "event",
    "event-place",
    "event-title",
    "genre",
    "ISBN",
    "ISSN",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "medium",
    "note",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-title",
    "PMCID",
    "PMID",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "source",
    "status",
    "title",
    "title-short",
    "URL",
    "volume-title",
];

const NUMBERS: [&str; 18] = [
    "chapter-number",
    "citation-number",
    "collection-number",
    "edition",
    "first-reference-note-number",
    "issue",
    "locator",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "page-first",
    "part-number",
    "printing-number",
    "section",
    "supplement-number",
    "version",
    "volume",
];

const NAMES: [&str; 27] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

const DATES: [&str; 6] = ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

const ASIDES: [&str; 3] = ["categories", "custom", "year-suffix"];

/// The parts of a name.
pub(super) const NAME_PARTS: [&str; 9] = [
    "family",
    "given",
    "literal",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "comma-suffix",
    "static-ordering",
    "parse-names",
];
