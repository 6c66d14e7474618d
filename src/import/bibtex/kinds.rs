//! The kinds of entries of BibTeX, biblatex and the reference managers, as types of CSL.

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// A source of this type of CSL; the second is its `genre` where the entry names none.
    Source(&'static str, Option<&'static str>),
    /// Nothing: other entries have from it what it holds.
    Nothing,
}

/// The type of an entry by its kind, in small letters, and its `entrysubtype`. `None` for a kind that is
/// not known.
pub fn becomes(kind: &str, subtype: Option<&str>) -> Option<Becomes> {
    let csl = match kind {
        "article" | "suppperiodical" => match subtype.map(str::to_lowercase).as_deref() {
            Some("newspaper") => "article-newspaper",
            Some("magazine") => "article-magazine",
            _ => "article-journal",
        },
        "newspaper" | "newspaper_article" | "newspaperarticle" => "article-newspaper",
        "magazine_article" | "magazinearticle" => "article-magazine",
        "preprint" => "article",
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings" | "reference"
        | "mvreference" | "manual" => "book",
        "booklet" => "pamphlet",
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" | "book_section" => {
            "chapter"
        }
        "inreference" => "entry-encyclopedia",
        "inproceedings" | "conference" => "paper-conference",
        "periodical" => "periodical",
        "report" => "report",
        "techreport" => return Some(Becomes::Source("report", Some("Technical report"))),
        "thesis" => "thesis",
        "mastersthesis" | "mathesis" => return Some(Becomes::Source("thesis", Some("Master’s thesis"))),
        "phdthesis" => return Some(Becomes::Source("thesis", Some("PhD thesis"))),
        "online" | "electronic" | "www" | "webpage" | "web_page" => "webpage",
        "misc" | "generic" | "commentary" | "archive" => "document",
        "unpublished" => "manuscript",
        "patent" => "patent",
        "software" | "softwareversion" | "softwaremodule" | "codefragment" => "software",
        "dataset" => "dataset",
        "artwork" | "image" => "graphic",
        "audio" | "music" => "song",
        "movie" | "video" | "film" => "motion_picture",
        "broadcast" => "broadcast",
        "interview" => "interview",
        "talk" | "presentation" | "speech" => "speech",
        "letter" => "personal_communication",
        "jurisdiction" => "legal_case",
        "legislation" | "constitution" | "legmaterial" | "legadminmaterial" => "legislation",
        "legal" => "treaty",
        "map" => "map",
        "performance" => "performance",
        "review" => "review",
        "standard" => "standard",
        "xdata" | "set" | "bibnote" => return Some(Becomes::Nothing),
        _ => return None,
    };
    Some(Becomes::Source(csl, None))
}
