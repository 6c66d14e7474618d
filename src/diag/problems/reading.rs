//! Problems found by the stages `discover` and `parse`.

use std::fmt::Display;

use crate::diag::{Diagnostic, Span};
use crate::text::near::nearest;

use super::{list, meant};

// Files

pub fn unreadable(path: &str, doing: &str, reason: &dyn Display) -> Diagnostic {
    Diagnostic::error("unreadable", format!("`{path}` could not be {doing}: {reason}"))
}

pub fn missing_config() -> Diagnostic {
    Diagnostic::error("missing-config", "there is no `onrecord.toml` here")
        .hint("A site's folder holds an `onrecord.toml`; its one required key is `title`.")
        .hint("Name the folder with `--site`.")
}

pub fn not_utf8(place: Span, line: usize) -> Diagnostic {
    let path = place.path.to_string();
    Diagnostic::error("not-utf8", format!("`{path}` is not UTF-8: see line {line}"))
        .at(place, "")
        .hint("Save the file as UTF-8.")
}

pub fn too_large(place: Span, most: u64) -> Diagnostic {
    let message = format!("`{}` is larger than {} MiB", place.path, most >> 20);
    Diagnostic::error("too-large", message).at(place, "")
}

pub fn too_many_files(most: usize) -> Diagnostic {
    Diagnostic::error("too-large", format!("the site has more than {most} files"))
        .hint("Links to folders may lead to the same files again and again.")
}

pub fn link_leaves_site(place: Span) -> Diagnostic {
    let message = format!("the link `{}` leads out of the site's folder", place.path);
    Diagnostic::error("link-leaves-site", message).at(place, "").hint("Copy what it leads to into the site.")
}

pub fn link_in_circle(place: Span) -> Diagnostic {
    let message = format!("the link `{}` leads to a folder that holds it", place.path);
    Diagnostic::error("link-in-circle", message).at(place, "")
}

pub fn not_a_file(place: Span) -> Diagnostic {
    let message = format!("`{}` is not a file that can be read", place.path);
    Diagnostic::error("not-a-file", message).at(place, "")
}

pub fn not_a_folder(place: Span) -> Diagnostic {
    let message = format!("`{}` is not a folder", place.path);
    Diagnostic::error("not-a-file", message).at(place, "")
}

pub fn bad_file_name(path: &str) -> Diagnostic {
    Diagnostic::error("bad-file-name", format!("`{path}` has a name that no address can hold"))
        .hint("Names are UTF-8, without backslashes and control characters.")
}

pub fn duplicate_id(what: &str, id: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", format!("two {what} have the id `{id}`"))
        .at(again, "")
        .see(first, "the other one")
        .hint("Ids are unique in their collection, whatever folders the files lie in.")
}

pub fn reserved_name(name: &str, place: Span) -> Diagnostic {
    Diagnostic::error("reserved-name", format!("a page cannot be called `{name}`"))
        .at(place, "")
        .hint(format!("The program itself writes `/{name}/`."))
}

pub fn claims_without_article(place: Span, article: &str) -> Diagnostic {
    let message = format!("`{}` has no article", place.path);
    Diagnostic::error("claims-without-article", message)
        .at(place, "")
        .hint(format!("They are the claims of `{article}`, which does not exist."))
}

/// A file that is read for nothing, and what was probably meant: a sentence.
pub fn stray_file(place: Span, meant: String) -> Diagnostic {
    let message = format!("`{}` is not read", place.path);
    Diagnostic::warning("stray-file", message).at(place, "").hint(meant)
}

// Notations

pub fn yaml_syntax(place: Span, reason: &str, hint: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error("yaml-syntax", format!("this is not YAML: {reason}")).at(place, "");
    match hint {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

pub fn second_document(place: Span) -> Diagnostic {
    Diagnostic::error("yaml-syntax", "a second YAML document begins here")
        .at(place, "")
        .hint("A file holds one document: remove the `---` or `...` before it.")
}

pub fn alias_in_itself(place: Span) -> Diagnostic {
    Diagnostic::error("yaml-syntax", "this alias stands inside of what it repeats").at(place, "")
}

pub fn yaml_tag(place: Span, tag: &str) -> Diagnostic {
    Diagnostic::error("yaml-syntax", format!("the tag `{tag}` means nothing here"))
        .at(place, "")
        .hint("Put text that begins with `!` into quotation marks.")
}

pub fn merge_key(place: Span) -> Diagnostic {
    Diagnostic::error("yaml-syntax", "the merge key `<<` is not supported")
        .at(place, "")
        .hint("It is not part of YAML 1.2. Write the keys out; an alias may stand for a whole value.")
}

pub fn key_not_text(place: Span) -> Diagnostic {
    Diagnostic::error("yaml-syntax", "a key must be text")
        .at(place, "")
        .hint("Put text that begins with `[` or `{` into quotation marks.")
}

pub fn json_syntax(place: Span, reason: &str) -> Diagnostic {
    let mut reason = reason.to_owned();
    if let Some(first) = reason.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    Diagnostic::error("json-syntax", format!("this is not JSON: {reason}")).at(place, "")
}

pub fn json_empty(place: Span) -> Diagnostic {
    Diagnostic::error("json-syntax", "the file is empty").at(place, "").hint("An empty list is `[]`.")
}

/// A key of TOML that stands twice; where the first one stands is not always known.
pub fn toml_duplicate_key(key: &str, place: Span, first: Option<Span>) -> Diagnostic {
    let problem =
        Diagnostic::error("duplicate-key", format!("the key `{key}` stands twice")).at(place, "again here");
    match first {
        Some(first) => problem.see(first, "first here"),
        None => problem,
    }
}

pub fn toml_syntax(place: Span, reason: &str) -> Diagnostic {
    Diagnostic::error("toml-syntax", format!("this is not TOML: {reason}")).at(place, "")
}

pub fn too_deep(place: Span) -> Diagnostic {
    Diagnostic::error("too-large", "lists and mappings nest too deeply here")
        .at(place, "")
        .hint("At most 64 levels are read.")
}

pub fn too_many_nodes(place: Span, most: usize) -> Diagnostic {
    Diagnostic::error("too-large", "the file holds too many values")
        .at(place, "")
        .hint(format!("At most {most} are read, each alias counted as all that it repeats."))
}

// Keys and values

pub fn duplicate_key(key: &str, place: Span, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-key", format!("the key `{key}` stands twice"))
        .at(place, "again here")
        .see(first, "first here")
}

pub fn unknown_key(key: &str, known: &[&str], place: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("unknown-key", format!("there is no key `{key}` here")).at(place, "");
    let diagnostic = match nearest(key, known.iter().copied()) {
        Some(near) => diagnostic.hint(format!("Did you mean `{near}`?")),
        None => diagnostic,
    };
    diagnostic.hint(match known {
        [only] => format!("The one key is `{only}`."),
        _ => format!("The keys are {}.", list(known)),
    })
}

pub fn missing_key(key: &str, place: Span) -> Diagnostic {
    Diagnostic::error("missing-key", format!("the key `{key}` is missing")).at(place, "")
}

pub fn empty_key(key: &str, place: Span) -> Diagnostic {
    Diagnostic::error("missing-key", format!("the key `{key}` has no value")).at(place, "")
}

pub fn wrong_type(
    key: Option<&str>,
    expected: &str,
    found: &str,
    hint: Option<&str>,
    place: Span,
) -> Diagnostic {
    let of = key.map(|key| format!(" for `{key}`")).unwrap_or_default();
    let diagnostic =
        Diagnostic::error("wrong-type", format!("expected {expected}{of}, found {found}")).at(place, "");
    match hint {
        Some(hint) => diagnostic.hint(hint),
        None if found == "nothing" => diagnostic
            .hint("What follows a `#` is a comment: put text that begins with it into quotation marks."),
        None => diagnostic,
    }
}

/// A file of entries whose one key holds something else than a list.
pub fn entries_not_listed(key: &str, found: &str, place: Span) -> Diagnostic {
    wrong_type(Some(key), "a list", found, Some("Each entry of the list begins with `- `."), place)
}

/// A file of CSL-JSON that is no list.
pub fn json_not_listed(found: &str, place: Span) -> Diagnostic {
    wrong_type(
        None,
        "a list of sources",
        found,
        Some("CSL-JSON is a list: its first character is `[`."),
        place,
    )
}

pub fn reference_in_comment(key: &str, reference: &str, place: Span, comment: Span) -> Diagnostic {
    Diagnostic::error("reference-in-comment", format!("`{key}` has no value: `{reference}` is a comment"))
        .at(place, "")
        .see(comment, "a comment to YAML")
        .hint(format!("Put it into quotation marks: `{key}: \"{reference}\"`."))
}

pub fn unknown_name(key: Option<&str>, name: &str, known: &[&str], place: Span) -> Diagnostic {
    let of = key.map(|key| format!(" for `{key}`")).unwrap_or_default();
    let diagnostic = Diagnostic::error("unknown-value", format!("`{name}` is no value{of}"));
    meant(diagnostic, place, nearest(name, known.iter().copied()))
        .hint(format!("The values are {}.", list(known)))
}

/// The sentence says what is wrong with the date: lower case, without a full stop.
pub fn bad_date(sentence: String, place: Span) -> Diagnostic {
    Diagnostic::error("bad-date", sentence).at(place, "")
}

pub fn too_many_mistakes(place: Span) -> Diagnostic {
    Diagnostic::error("too-many-mistakes", "there are too many mistakes here to tell them all")
        .at(place, "")
        .hint("More will be told when those above are mended.")
}

// Front matter

pub fn no_front_matter(place: Span, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("no-front-matter", "the front matter is missing").at(place, "");
    if text.starts_with("+++") {
        return diagnostic.hint("Front matter is YAML between two lines of `---`; TOML is not read.");
    }
    diagnostic.hint("The first line of the file must be `---`, then YAML, then another `---`.")
}

pub fn unclosed_front_matter(place: Span) -> Diagnostic {
    Diagnostic::error("no-front-matter", "the front matter has no end")
        .at(place, "it begins here")
        .hint("Put a line of `---` below it.")
}

// The forms of values. Where they stand is added where they are judged.

pub fn not_a_url(key: &str, url: &str) -> Diagnostic {
    Diagnostic::error("bad-url", format!("`{url}` is no address for `{key}`"))
        .hint("An address begins with `https://` or `http://` and holds no spaces.")
}

pub fn not_a_language(tag: &str) -> Diagnostic {
    Diagnostic::error("invalid-value", format!("`{tag}` is no language tag"))
        .hint("Language tags are those of BCP 47, such as `en`, `pt-BR` or `zh-Hant`.")
}

pub fn not_a_wikidata_item(item: &str) -> Diagnostic {
    Diagnostic::error("invalid-value", format!("`{item}` is no Wikidata item"))
        .hint("The number of an item is written like `Q42`.")
}

pub fn not_a_site_path(path: &str) -> Diagnostic {
    Diagnostic::error("invalid-value", format!("`{path}` is no path in this site"))
        .hint("A path is written like `/old/path/`, without `..`, `?` and `#`.")
}

pub fn empty_text(key: &str, place: Span) -> Diagnostic {
    Diagnostic::error("missing-key", format!("`{key}` is empty")).at(place, "it must say something")
}

pub fn bad_id(id: &str, place: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("bad-id", format!("`{id}` is no id")).at(place, "");
    match slug(id) {
        Some(slug) => diagnostic.hint(format!("Did you mean `{slug}`?")),
        None => diagnostic,
    }
    .hint("An id is made of lower-case letters `a` to `z`, digits, and single hyphens between them.")
}

/// Of text that is printed where only one paragraph has room.
pub fn several_paragraphs(key: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("several-paragraphs", format!("`{key}` is more than one paragraph"))
        .at(place, "")
        .hint("It is printed as one: headings, lists and empty lines are lost.")
}

pub fn not_a_topic(term: &str) -> Diagnostic {
    Diagnostic::error("invalid-value", format!("`{term}` is no topic"))
        .hint("The address of a topic's page is made of its letters and digits: it needs at least one.")
}

pub fn updated_early(updated: Span, date: Span) -> Diagnostic {
    Diagnostic::warning("updated-early", "the article was updated before it was published")
        .at(updated, "updated")
        .see(date, "published")
}

pub fn verdicts_out_of_order(later: Span, earlier: Span) -> Diagnostic {
    Diagnostic::warning("verdicts-out-of-order", "a verdict is older than the one before it")
        .at(later, "older")
        .see(earlier, "newer")
        .hint("Verdicts are listed oldest first: the last one is the one that holds.")
}

pub fn role_ends_early(to: Span, from: Span) -> Diagnostic {
    Diagnostic::error("role-ends-early", "the role ends before it begins")
        .at(to, "the end")
        .see(from, "the beginning")
}

pub fn role_of_no_person(role: Span) -> Diagnostic {
    Diagnostic::error("role-of-no-person", "only a person holds roles")
        .at(role, "a role")
        .hint("What an organization or an outlet belongs to is named by `part_of`.")
}

pub fn person_in_part(part_of: Span) -> Diagnostic {
    Diagnostic::warning("person-in-part", "a person is not `part_of` anything")
        .at(part_of, "")
        .hint("Write what the person does there as one of its `roles`, or say of which `kind` it is.")
}

pub fn unknown_timezone(name: &str, near: Option<&str>, place: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("unknown-value", format!("`{name}` is no time zone"));
    meant(diagnostic, place, near).hint("Time zones have IANA names, such as `UTC` or `Europe/Vienna`.")
}

pub fn bad_base_url(url: &str, place: Span) -> Diagnostic {
    Diagnostic::error("bad-url", format!("`{url}` is no address for `base_url`"))
        .at(place, "")
        .hint("Write the address of the site's root, such as `https://example.org/`, without `?` and `#`.")
}

pub fn bad_scale(name: &str, place: Span) -> Diagnostic {
    Diagnostic::error("bad-scale", format!("the scale of the rating `{name}` is out of order"))
        .at(place, "")
        .hint("`worst` lies below `best`, and `value` is one of them or between.")
}

// Lists of entries

pub fn list_without_key(key: &str, found: &str, place: Span) -> Diagnostic {
    Diagnostic::error("wrong-type", format!("expected the key `{key}`, found {found}"))
        .at(place, "")
        .hint(format!("Put the entries into a list under `{key}:`."))
}

pub fn duplicate_claim(id: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", format!("two claims have the id `{id}`"))
        .at(again, "again here")
        .see(first, "first here")
}

pub fn claim_says_nothing(place: Span) -> Diagnostic {
    Diagnostic::error("missing-key", "the claim has neither `quote` nor `statement`")
        .at(place, "")
        .hint("Quote the words as they stand in the article, or put the claim into words of your own.")
}

// Sources

pub fn duplicate_source(key: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", format!("two sources have the key `{key}`"))
        .at(again, "again here")
        .see(first, "first here")
        .hint("A key is unique across all files of sources.")
}

pub fn bad_source_key(key: &str, place: Span) -> Diagnostic {
    Diagnostic::error("bad-id", format!("`{key}` is no key of a source"))
        .at(place, "")
        .hint("A key begins with a letter or digit and holds letters, digits and `-_:.`.")
}

pub fn unknown_source_type(kind: &str, known: &[&str], place: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("unknown-source-type", format!("CSL has no type `{kind}`"));
    match nearest(kind, known.iter().copied()) {
        Some(near) => meant(diagnostic, place, Some(near)),
        None => diagnostic.at(place, "").hint("Types of CSL 1.0.2 are `webpage`, `article-newspaper`, `broadcast`, `interview`, `speech`, `post`, `document` and others."),
    }
}

pub fn unknown_source_key<'a>(key: &str, known: impl Iterator<Item = &'a str>, place: Span) -> Diagnostic {
    let message = format!("CSL has no key `{key}`: it is left out of citations");
    let diagnostic = Diagnostic::warning("unknown-source-key", message).at(place, "");
    match nearest(key, known) {
        Some(meant) => diagnostic.hint(format!("Did you mean `{meant}`?")),
        None => diagnostic,
    }
}

pub fn bad_csl_date(key: &str, reason: &str, place: Span) -> Diagnostic {
    Diagnostic::error("bad-date", format!("`{key}` is not a date: {reason}"))
        .at(place, "")
        .hint("Write it like `2025-02-09`, or as a CSL date object with `date-parts`.")
}

/// The id that the text comes nearest to.
fn slug(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    (!slug.is_empty() && text.is_ascii()).then_some(slug)
}
