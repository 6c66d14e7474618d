//! The fields of an entry -> the keys of a CSL item.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::diag::problems::importing as problems;
use crate::diag::{Range, Spanned};
use crate::parse::is_web_url;
use crate::text::findings::Findings;
use crate::text::node::{self, Node, Style, Value};

use super::super::sources::Item;
use super::grammar::{Entry, Field};
use super::tex::{self, Name, Tex};
use super::{dates, names};

/// Fields that are read as they stand, without commands.
const VERBATIM: [&str; 10] =
    ["date", "doi", "eprint", "eventdate", "file", "origdate", "uri", "url", "urldate", "urlraw"];

/// Fields whose text goes over as it is.
const TEXTS: [(&str, &str); 25] = [
    ("abstract", "abstract"),
    ("annotation", "annote"),
    ("annote", "annote"),
    ("chapter", "chapter-number"),
    ("edition", "edition"),
    ("eventtitle", "event-title"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("issuetitle", "volume-title"),
    ("keywords", "keyword"),
    ("label", "citation-label"),
    ("library", "call-number"),
    ("origlocation", "original-publisher-place"),
    ("origpublisher", "original-publisher"),
    ("origtitle", "original-title"),
    ("pagetotal", "number-of-pages"),
    ("part", "part-number"),
    ("pubstate", "status"),
    ("series", "collection-title"),
    ("shortjournal", "container-title-short"),
    ("shorttitle", "title-short"),
    ("venue", "event-place"),
    ("version", "version"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
];

/// Fields that hold names.
const NAMES: [(&str, &str); 4] = [
    ("author", "author"),
    ("bookauthor", "container-author"),
    ("translator", "translator"),
    ("director", "director"),
];

/// Fields that tell programs how to sort and print, or that programs keep for themselves: nothing about
/// the work.
const ASIDE: [&str; 42] = [
    "bookpagination",
    "citation-key",
    "crossref",
    "date-added",
    "date-modified",
    "day",
    "editoratype",
    "editorbtype",
    "editorctype",
    "editortype",
    "entryset",
    "entrysubtype",
    "execute",
    "file",
    "gender",
    "groups",
    "hyphenation",
    "ids",
    "indexsorttitle",
    "indextitle",
    "langidopts",
    "month",
    "options",
    "owner",
    "pagination",
    "presort",
    "printed",
    "priority",
    "ranking",
    "readstatus",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "sortkey",
    "sortname",
    "sorttitle",
    "sortyear",
    "timestamp",
    "xdata",
    "xref",
    "year",
];

/// The fields of one entry, taken one after the other.
pub struct Fields<'a> {
    entry: &'a Entry,
    item: Vec<node::Entry>,
    taken: BTreeSet<&'a str>,
    findings: &'a mut Findings,
}

impl<'a> Fields<'a> {
    pub fn of(entry: &'a Entry, findings: &'a mut Findings) -> Self {
        Self { entry, item: Vec::new(), taken: BTreeSet::new(), findings }
    }

    /// The item of a CSL type; `genre` where the entry names none.
    pub fn item(mut self, kind: &str, genre: Option<&str>) -> Item {
        self.put("id", self.entry.key.value.clone(), self.entry.key.range);
        self.put("type", kind.to_owned(), self.entry.kind.range);
        self.titles(kind);
        self.people();
        self.dates();
        self.numbers(kind);
        self.publication(genre);
        self.addresses();
        for (field, key) in TEXTS {
            if let Some((text, range)) = self.text(field) {
                self.put(key, text, range);
            }
        }
        self.notes();
        self.rest();
        let range = self.entry.range;
        Item { node: Node::new(range, Value::Mapping(self.item)), range }
    }

    fn titles(&mut self, kind: &str) {
        let title = self.title("title", "subtitle", "titleaddon");
        let main = self.title("maintitle", "mainsubtitle", "maintitleaddon");
        let book = self.title("booktitle", "booksubtitle", "booktitleaddon");
        let journal = self
            .title("journaltitle", "journalsubtitle", "journaltitleaddon")
            .or_else(|| self.title("journal", "journalsubtitle", "journaltitleaddon"));
        // A volume of a work of several: the work is what is cited, the volume stands beside it.
        let part = matches!(kind, "chapter" | "paper-conference" | "entry-encyclopedia");
        let (title, container, volume) = match (main, part) {
            (Some(main), true) => (title, Some(main), book),
            (Some(main), false) => (Some(main), book.or(journal.clone()), title),
            (None, _) => (title, book.or(journal.clone()), None),
        };
        for (key, text) in [("title", title), ("container-title", container), ("volume-title", volume)] {
            if let Some((text, range)) = text {
                self.put(key, text, range);
            }
        }
    }

    /// A title with its subtitle and what follows it.
    fn title(&mut self, title: &'a str, subtitle: &'a str, addon: &'a str) -> Option<(String, Range)> {
        let (mut text, range) = self.text(title)?;
        if let Some((subtitle, _)) = self.text(subtitle) {
            let joined = if text.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
            text = format!("{text}{joined}{subtitle}");
        }
        if let Some((addon, _)) = self.text(addon) {
            let joined = if text.ends_with(['?', '!', '.']) { " " } else { ". " };
            text = format!("{text}{joined}{addon}");
        }
        Some((text, range))
    }

    fn people(&mut self) {
        for (field, key) in NAMES {
            self.persons(field, key);
        }
        for (field, role) in [
            ("editor", "editortype"),
            ("editora", "editoratype"),
            ("editorb", "editorbtype"),
            ("editorc", "editorctype"),
        ] {
            let role = self.entry.field(role).map(|field| field.tex.trim().to_lowercase());
            let key = match role.as_deref() {
                None | Some("editor") => "editor",
                Some("compiler") => "compiler",
                Some("director") => "director",
                Some("organizer") => "organizer",
                Some("producer") => "producer",
                Some("collaborator" | "contributor") => "contributor",
                // A founder, a reviser, a redactor edits, whatever it is called.
                Some(_) => "editor",
            };
            self.persons(field, key);
        }
    }

    fn persons(&mut self, field: &'a str, key: &str) {
        let Some((tex, field)) = self.tex(field) else { return };
        let options = self.entry.field("options").map_or("", |field| field.tex.as_str());
        let use_prefix = options.split(',').any(|option| {
            let option = option.replace(' ', "");
            option == "useprefix" || option == "useprefix=true"
        });
        let persons = tex.persons();
        if persons.contains(&Name::Others) {
            let place = self.findings.span(field.tex.range);
            self.findings.add(problems::and_others(&field.name.value, &self.entry.key, place));
        }
        if let Some(list) = names::list(&persons, use_prefix, field.tex.range) {
            self.put_node(key, list);
        }
    }

    fn dates(&mut self) {
        for (name, key) in [
            ("date", "issued"),
            ("urldate", "accessed"),
            ("origdate", "original-date"),
            ("eventdate", "event-date"),
        ] {
            let Some((text, range)) = self.text(name) else { continue };
            match dates::date(&text) {
                Ok(date) => self.put(key, date, range),
                Err(reason) => self.tell_named(name, &reason),
            }
        }
        if self.entry.field("date").is_some() {
            return;
        }
        let Some((year, range)) = self.text("year") else {
            if self.entry.field("month").is_some() {
                self.tell_named("month", "there is no `year` beside it");
            }
            return;
        };
        let part = |fields: &mut Self, name| fields.text(name).map(|(text, _)| text);
        let (month, day) = (part(self, "month"), part(self, "day"));
        match dates::parted(&year, month.as_deref(), day.as_deref()) {
            Ok(date) => self.put("issued", date, range),
            Err(reason) => self.tell_named("year", &reason),
        }
    }

    fn numbers(&mut self, kind: &str) {
        let in_series = self.entry.field("series").is_some();
        let number_key = match kind {
            "article-journal" | "article-magazine" | "article-newspaper" | "periodical" => "issue",
            "book" | "chapter" | "paper-conference" if in_series => "collection-number",
            _ => "number",
        };
        if let Some((number, range)) = self.text("number") {
            self.put(number_key, number, range);
        }
        for (field, key) in [("issue", "issue"), ("eid", "number")] {
            if let Some((number, range)) = self.text(field) {
                self.put(key, number, range);
            }
        }
        if let Some((pages, range)) = self.text("pages") {
            self.put("page", pages.replace(['–', '—'], "-"), range);
        }
    }

    fn publication(&mut self, genre: Option<&str>) {
        for (field, key) in [
            ("publisher", "publisher"),
            ("institution", "publisher"),
            ("school", "publisher"),
            ("organization", "publisher"),
            ("location", "publisher-place"),
            ("address", "publisher-place"),
            ("howpublished", "medium"),
        ] {
            let Some((tex, field)) = self.tex(field) else { continue };
            let text = tex.list().join("; ");
            let url = is_web_url(&text) && self.entry.field("url").is_none();
            self.put(if url { "URL" } else { key }, text, field.tex.range);
        }
        match (self.text("type"), genre) {
            (Some((written, range)), _) => self.put("genre", genre_of(&written), range),
            (None, Some(genre)) => self.put("genre", genre.to_owned(), self.entry.kind.range),
            (None, None) => {}
        }
        for field in ["language", "langid"] {
            if let Some((language, range)) = self.text(field)
                && !self.has("language")
            {
                self.put("language", language_of(&language), range);
            }
        }
    }

    fn addresses(&mut self) {
        if let Some((url, range)) = self.text("url").or_else(|| self.text("uri")) {
            // Programs that write for TeX put backslashes before what it would stumble over.
            let url = url.replace('\\', "");
            if is_web_url(&url) {
                self.put("URL", url, range);
            } else {
                self.tell_named(
                    if self.entry.field("url").is_some() { "url" } else { "uri" },
                    "it is no web address",
                );
            }
        }
        if let Some((doi, range)) = self.text("doi") {
            let bare =
                ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"]
                    .iter()
                    .find_map(|prefix| doi.strip_prefix(prefix));
            self.put("DOI", bare.unwrap_or(&doi).to_owned(), range);
        }
        let Some((eprint, range)) = self.text("eprint") else { return };
        let archive = self.text("eprinttype").or_else(|| self.text("archiveprefix"));
        let class = self.text("eprintclass").or_else(|| self.text("primaryclass")).map(|(class, _)| class);
        match archive {
            Some((archive, _)) if archive.eq_ignore_ascii_case("pubmed") => self.put("PMID", eprint, range),
            Some((archive, at)) => {
                self.put("archive", archive, at);
                let location = class.map_or(eprint.clone(), |class| format!("{eprint} [{class}]"));
                self.put("archive_location", location, range);
            }
            None => self.put("archive_location", eprint, range),
        }
    }

    fn notes(&mut self) {
        let parts: Vec<(String, Range)> =
            ["note", "addendum"].into_iter().filter_map(|field| self.text(field)).collect();
        if let Some((_, range)) = parts.first() {
            let range = *range;
            let text: Vec<String> = parts.into_iter().map(|(text, _)| text).collect();
            self.put("note", text.join(" "), range);
        }
    }

    /// Tells the fields that nobody has taken.
    fn rest(&mut self) {
        let reserved =
            |name: &str| name.starts_with("bdsk-") || name.starts_with("mendeley-") || name.starts_with("__");
        for field in &self.entry.fields {
            let name = &*field.name.value;
            if !self.taken.contains(name) && !ASIDE.contains(&name) && !reserved(name) {
                self.tell(field, "CSL has no key for it");
            }
        }
    }

    /// The text of a field that is not empty.
    fn text(&mut self, name: &'a str) -> Option<(String, Range)> {
        let (tex, field) = self.tex(name)?;
        let text = tex.text();
        (!text.is_empty()).then_some((text, field.tex.range))
    }

    /// A field, read: it is taken now.
    fn tex(&mut self, name: &'a str) -> Option<(Tex, &'a Field)> {
        let field = self.entry.field(name)?;
        self.taken.insert(name);
        match tex::read(&field.tex, VERBATIM.contains(&name)) {
            Ok(tex) => {
                for left in &tex.left {
                    let place = self.findings.span(field.tex.range);
                    self.findings.add(problems::tex_left(name, left, place));
                }
                Some((tex, field))
            }
            Err(reason) => {
                self.tell(field, &reason);
                None
            }
        }
    }

    fn has(&self, key: &str) -> bool {
        self.item.iter().any(|entry| entry.key.value == key)
    }

    fn put(&mut self, key: &str, text: String, range: Range) {
        self.put_node(key, Node::scalar(range, text, Style::Text));
    }

    /// Of names, those of a second field come after those of the first; of texts, the first holds.
    fn put_node(&mut self, key: &str, node: Rc<Node>) {
        let range = node.range;
        let Some(at) = self.item.iter().position(|entry| entry.key.value == key) else {
            return self.item.push(node::Entry::new(Spanned { value: key.to_owned(), range }, node));
        };
        let Some(entry) = self.item.get_mut(at) else { return };
        if let (Value::Sequence(first), Value::Sequence(second)) = (&entry.value.value, &node.value) {
            let both = first.iter().chain(second).map(Rc::clone).collect();
            *entry = node::Entry::new(entry.key.clone(), Node::new(entry.value.range, Value::Sequence(both)));
        } else if entry.value.text() != node.text() {
            let place = self.findings.span(range);
            self.findings.add(problems::key_taken(key, node.text().unwrap_or_default(), place));
        }
    }

    fn tell_named(&mut self, name: &str, reason: &str) {
        if let Some(field) = self.entry.field(name) {
            self.tell(field, reason);
        }
    }

    fn tell(&mut self, field: &Field, reason: &str) {
        let place = self.findings.span(field.name.range);
        self.findings.add(problems::field_left_out(&field.name.value, &self.entry.key, reason, place));
    }
}

/// The kinds of theses and reports that biblatex has words for.
fn genre_of(written: &str) -> String {
    match written {
        "mathesis" => "Master’s thesis",
        "phdthesis" => "PhD thesis",
        "candthesis" => "Candidate thesis",
        "bathesis" => "Bachelor’s thesis",
        "techreport" => "Technical report",
        "resreport" => "Research report",
        "software" => "Computer software",
        "datacd" => "Data CD",
        "audiocd" => "Audio CD",
        other => other,
    }
    .to_owned()
}

/// The tag of a language that biblatex has a name for.
fn language_of(written: &str) -> String {
    let name = written.strip_prefix("lang").unwrap_or(written).to_lowercase();
    match name.as_str() {
        "english" => "en",
        "american" | "usenglish" => "en-US",
        "british" | "ukenglish" => "en-GB",
        "australian" => "en-AU",
        "canadian" => "en-CA",
        "arabic" => "ar",
        "bulgarian" => "bg",
        "catalan" => "ca",
        "chinese" => "zh",
        "croatian" => "hr",
        "czech" => "cs",
        "danish" => "da",
        "dutch" => "nl",
        "estonian" => "et",
        "finnish" => "fi",
        "french" | "francais" => "fr",
        "german" | "ngerman" => "de",
        "austrian" | "naustrian" => "de-AT",
        "swissgerman" | "nswissgerman" => "de-CH",
        "greek" => "el",
        "hebrew" => "he",
        "hungarian" | "magyar" => "hu",
        "italian" => "it",
        "japanese" => "ja",
        "korean" => "ko",
        "latin" => "la",
        "latvian" => "lv",
        "lithuanian" => "lt",
        "norwegian" | "norsk" => "nb",
        "nynorsk" => "nn",
        "polish" => "pl",
        "portuguese" => "pt",
        "brazilian" | "brazil" => "pt-BR",
        "romanian" => "ro",
        "russian" => "ru",
        "serbian" => "sr",
        "slovak" => "sk",
        "slovene" | "slovenian" => "sl",
        "spanish" => "es",
        "swedish" => "sv",
        "turkish" => "tr",
        "ukrainian" => "uk",
        _ => return written.to_owned(),
    }
    .to_owned()
}
