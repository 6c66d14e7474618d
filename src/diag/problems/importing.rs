//! Problems of files that are imported. Their places are in those files, not in the site's.

use crate::diag::{Diagnostic, Span};

// What a file is

pub fn not_hypothesis(found: &str, place: Span) -> Diagnostic {
    Diagnostic::error(
        "import-form",
        format!("this is no export of Hypothesis: expected `annotations`, found {found}"),
    )
    .at(place, "")
    .hint("The client exports a file as JSON from its menu; an answer of the API's search will do as well.")
}

pub fn not_an_annotation(of: &str, place: Span) -> Diagnostic {
    Diagnostic::error("import-form", format!("this is no annotation of {of}")).at(place, "")
}

pub fn not_csl(found: &str, place: Span) -> Diagnostic {
    Diagnostic::error("import-form", format!("expected a list of CSL items, found {found}"))
        .at(place, "")
        .hint("CSL-JSON is a list; in CSL YAML it stands under `references:`.")
}

pub fn page_elsewhere(address: &str, place: Span) -> Diagnostic {
    Diagnostic::warning(
        "import-elsewhere",
        format!("further annotations are at `{address}` and not in this file"),
    )
    .at(place, "")
    .hint("Save that page too, and import it by itself.")
}

// Annotations

/// An annotation of which no claim was made: `why` ends the sentence.
pub fn annotation_kept(why: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("import-kept", format!("no claim was made of this annotation: {why}")).at(place, "")
}

pub fn no_speaker(place: Span) -> Diagnostic {
    annotation_kept("nobody is named as the speaker", place)
        .hint("Tag it `speaker:ID` with the id of a speaker, or name one for all with `--speaker ID`.")
}

pub fn no_article(address: Option<&str>, place: Span) -> Diagnostic {
    let why = match address {
        Some(address) => format!("no article of this site is at `{address}`"),
        None => "it does not say what it is about".to_owned(),
    };
    annotation_kept(&why, place).hint(
        "Write the address into the article's `original`, set `base_url`, or name the article with `--article ID`.",
    )
}

/// Nothing was written into the claims file: `why` ends the sentence.
pub fn claims_not_added(path: &str, why: &str, place: Span) -> Diagnostic {
    Diagnostic::error("import-refused", format!("no claims were added to `{path}`: {why}")).at(place, "")
}

/// What the site would say of a claim, or a source, that was to be made.
pub fn would_be_wrong(what: &str, message: &str, hints: &[String], place: Span) -> Diagnostic {
    let mut problem =
        Diagnostic::warning("import-kept", format!("no {what} was made of this: {message}")).at(place, "");
    problem.hints = hints.to_vec();
    problem
}

pub fn selectors_passed(kind: &str, count: usize, place: Span) -> Diagnostic {
    let (name, times) = match (kind, count) {
        ("", _) => ("a selector without a type".to_owned(), String::new()),
        (kind, 1) => (format!("the selector `{kind}`"), String::new()),
        (kind, count) => (format!("the selector `{kind}`"), format!(", {count} times")),
    };
    Diagnostic::warning("import-selector", format!("{name} is not read{times}"))
        .at(place, "")
        .hint("Words are found by their `TextQuoteSelector` alone.")
}

// BibTeX

pub fn bibtex_syntax(place: Span, reason: &str) -> Diagnostic {
    Diagnostic::error("bibtex-syntax", format!("this is not BibTeX: {reason}")).at(place, "")
}

pub fn unknown_bibtex_type(kind: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("bibtex-type", format!("BibTeX has no type `{kind}`: it became a `document`"))
        .at(place, "")
        .hint("Give it another `type` of CSL in the file of sources.")
}

pub fn bibtex_string(name: &str, place: Span) -> Diagnostic {
    Diagnostic::warning(
        "bibtex-string",
        format!("the string `{name}` is not defined: its name was taken as text"),
    )
    .at(place, "")
    .hint("Text stands in braces or quotation marks; `@string` defines a name for it.")
}

pub fn field_twice(name: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("bibtex-field", format!("the field `{name}` stands twice: the first one holds"))
        .at(place, "")
}

pub fn field_left_out(name: &str, entry: &str, reason: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("bibtex-field", format!("`{name}` of `{entry}` was left out: {reason}")).at(place, "")
}

pub fn and_others(field: &str, entry: &str, place: Span) -> Diagnostic {
    let message =
        format!("`and others` in `{field}` of `{entry}` was left out: CSL lists names, and no others");
    Diagnostic::warning("bibtex-field", message).at(place, "")
}

pub fn key_taken(key: &str, text: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("bibtex-field", format!("`{text}` was left out: another field gave `{key}` already"))
        .at(place, "")
}

pub fn tex_left(field: &str, tex: &str, place: Span) -> Diagnostic {
    let formula = tex.starts_with('$');
    let done = if formula { "it stays as it was typed" } else { "it was taken out, what it stood for stays" };
    Diagnostic::warning("bibtex-tex", format!("nothing is known of `{tex}` in `{field}`: {done}"))
        .at(place, "")
}

pub fn crossref_to_nothing(key: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("bibtex-crossref", format!("there is no entry `{key}` to have anything from"))
        .at(place, "")
}

pub fn crossref_circle(entry: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("bibtex-crossref", format!("`{entry}` would have from itself what it lacks"))
        .at(place, "")
}

// Sources

pub fn source_differs(key: &str, new: &str, here: Span, there: Span) -> Diagnostic {
    Diagnostic::warning(
        "import-differs",
        format!("another source has the key `{key}`: this one became `{new}`"),
    )
    .at(here, "this one")
    .see(there, "the one that is there")
    .hint("Where both are the same work, copy what is new and take one of them out.")
}

pub fn source_renamed(key: Option<&str>, new: &str, place: Span) -> Diagnostic {
    let message = match key {
        Some(key) => format!("`{key}` is no key of a source: it became `{new}`"),
        None => format!("the source had no key: it became `{new}`"),
    };
    Diagnostic::warning("import-key", message).at(place, "")
}
