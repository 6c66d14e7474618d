//! A small site made up from a fuzzer's choices: most of what it refers to is there and most of its values are
//! of the right form, so that it gets as far as its pages; now and then something is not.

use arbitrary::{Arbitrary, Result, Unstructured};
use onrecord::text::prose::Prose;
use serde_json::{Value, json};

/// The files of a site, as choices.
#[derive(Debug, Arbitrary)]
pub struct Draft {
    pub drafts: bool,
    pub portable: bool,
    config: Config,
    #[arbitrary(with = few::<4, Article>)]
    articles: Vec<Article>,
    #[arbitrary(with = few::<4, Speaker>)]
    speakers: Vec<Speaker>,
    #[arbitrary(with = few::<4, Event>)]
    events: Vec<Event>,
    #[arbitrary(with = few::<4, Source>)]
    sources: Vec<Source>,
    page: Option<Markdown>,
    front_page: Option<Markdown>,
    /// Bytes put into one of the files: which, where, in place of how many, what.
    slip: Option<(u8, u16, u8, String)>,
}

#[derive(Debug, Arbitrary)]
struct Config {
    base_url: Option<u8>,
    timezone: u8,
    style: u8,
    claim_pages: u8,
    raw_html: u8,
    language: u8,
    title: Words,
    publisher: Option<Words>,
}

#[derive(Debug, Arbitrary)]
struct Article {
    bundle: bool,
    draft: bool,
    title: Words,
    date: Date,
    updated: Option<Date>,
    #[arbitrary(with = few::<3, u8>)]
    authors: Vec<u8>,
    outlet: Option<u8>,
    summary: Option<Markdown>,
    #[arbitrary(with = few::<3, u8>)]
    topics: Vec<u8>,
    alias: Option<u8>,
    correction: Option<(Date, Words)>,
    body: Markdown,
    #[arbitrary(with = few::<6, Claim>)]
    claims: Vec<Claim>,
}

#[derive(Debug, Arbitrary)]
struct Claim {
    speaker: u8,
    #[arbitrary(with = few::<3, (u8, u8)>)]
    quotes: Vec<(u8, u8)>,
    part: u8,
    statement: Option<Markdown>,
    said: Option<Date>,
    #[arbitrary(with = few::<2, u8>)]
    to: Vec<u8>,
    #[arbitrary(with = few::<3, u8>)]
    via: Vec<u8>,
    #[arbitrary(with = few::<4, (u8, u8, u8)>)]
    positions: Vec<(u8, u8, u8)>,
    repeats: Option<(u8, u8)>,
    #[arbitrary(with = few::<3, Support>)]
    sources: Vec<Support>,
    verdict: Option<(u8, Option<Date>, Option<Markdown>)>,
    original: Option<Words>,
    note: Option<Markdown>,
    topic: Option<u8>,
}

#[derive(Debug, Arbitrary)]
struct Support {
    key: u8,
    locator: Option<Words>,
}

#[derive(Debug, Arbitrary)]
struct Speaker {
    name: Words,
    kind: u8,
    #[arbitrary(with = few::<3, Role>)]
    roles: Vec<Role>,
    part_of: Option<u8>,
    link: Option<u8>,
    body: Markdown,
}

#[derive(Debug, Arbitrary)]
struct Role {
    title: Words,
    of: Option<u8>,
    from: Option<Date>,
    to: Option<Date>,
}

#[derive(Debug, Arbitrary)]
struct Event {
    name: Words,
    kind: u8,
    date: Option<Date>,
    #[arbitrary(with = few::<3, u8>)]
    parties: Vec<u8>,
    place: Option<Words>,
    part_of: Option<u8>,
    topic: Option<u8>,
    source: Option<u8>,
    body: Markdown,
}

#[derive(Debug, Arbitrary)]
struct Source {
    json: bool,
    kind: u8,
    title: Words,
    author: Option<Words>,
    issued: Option<Date>,
    accessed: Option<Date>,
    url: Option<u8>,
    archived: Option<u8>,
    outlet: Option<u8>,
    #[arbitrary(with = few::<2, u8>)]
    based_on: Vec<u8>,
    other: Option<(u8, Words)>,
}

/// At most so many.
fn few<'a, const MOST: usize, T: Arbitrary<'a>>(choices: &mut Unstructured<'a>) -> Result<Vec<T>> {
    let number = choices.int_in_range(0..=MOST)?;
    (0..number).map(|_| T::arbitrary(choices)).collect()
}

const DATES: [&str; 18] = [
    "2025-02-09",
    "2025-02-08",
    "2025-02",
    "2025",
    "2025-02-09T14:30+03:00",
    "2025-02-09T23:59:59Z",
    "2022-02-28/2022-04",
    "2025-02-10/..",
    "../2025-02-09",
    "2025-02-08?",
    "2022~",
    "202X",
    "20XX",
    "2025-21",
    "2025-XX",
    "2025-02-09/",
    "-0044-03-15",
    "Y170000002",
];

#[derive(Debug)]
struct Date(String);

impl<'a> Arbitrary<'a> for Date {
    fn arbitrary(choices: &mut Unstructured<'a>) -> Result<Self> {
        let choice: u8 = choices.arbitrary()?;
        Ok(Self(match DATES.get(usize::from(choice) % (DATES.len() + 1)) {
            Some(date) => (*date).to_owned(),
            None => choices.arbitrary()?,
        }))
    }
}

const WORDS: [&str; 16] = [
    "word",
    "Käse",
    "e\u{301}t",
    "消息",
    "قال",
    "“so”",
    "3.5",
    "<script>alert(1)</script>",
    "&amp;",
    "\"'",
    "]]>",
    "{{ x }}",
    "\u{202e}",
    "\u{1}",
    "--",
    "\n",
];

/// Text without markup.
#[derive(Debug)]
struct Words(String);

impl<'a> Arbitrary<'a> for Words {
    fn arbitrary(choices: &mut Unstructured<'a>) -> Result<Self> {
        joined(choices, &WORDS, 4).map(Self)
    }
}

const PIECES: [&str; 48] = [
    "word",
    "Käse",
    "e\u{301}t",
    "消息",
    "คำพูด",
    "قال",
    "👩\u{200d}👧",
    "can’t",
    "—",
    "…",
    "“so”",
    "3.5",
    "*em*",
    "**strong word**",
    "*a **b* c**",
    "`code x`",
    "[link text](https://example.com)",
    "[x](javascript:alert(1))",
    "[a0](a0.md)",
    "[s0](../speakers/s0.md#about)",
    "[about](/pages/about.md)",
    "![alt](x.png)",
    "~~del~~",
    "&amp;",
    "\\*",
    "co\u{ad}op",
    "<b>raw</b>",
    "<br>",
    "[@k0, p. 3]",
    "[@k1]",
    "[^n]",
    "\n[^n]: A *note* [@k0].\n\n",
    "\u{a0}",
    "\n",
    "  \n",
    "\n\n- ",
    "\n\n> ",
    "\n\n# ",
    "\n\n## word",
    "\n\n```rust\nlet x = 1;\n```\n\n",
    "\n\n| a | b |\n|---|---|\n| c | d |\n\n",
    "\n\n<div onclick=x>raw</div>\n\n",
    "\n\n- [x] done\n",
    "<script>alert(1)</script>",
    "<a href='y' id=note-1>",
    "</a>",
    "<textarea>",
    "\n\n<table><tr><td>\n\n",
];

#[derive(Debug)]
struct Markdown(String);

impl<'a> Arbitrary<'a> for Markdown {
    fn arbitrary(choices: &mut Unstructured<'a>) -> Result<Self> {
        joined(choices, &PIECES, 14).map(Self)
    }
}

/// A few of the pieces with spaces between them, some numbered, so that most passages stand once; some are any
/// text.
fn joined(choices: &mut Unstructured<'_>, pieces: &[&str], most: usize) -> Result<String> {
    let mut text = String::new();
    for number in 0..choices.int_in_range(0..=most)? {
        let choice = usize::from(choices.arbitrary::<u8>()?) % (pieces.len() + 1);
        match pieces.get(choice) {
            Some(piece) => text += piece,
            None => text += choices.arbitrary::<&str>()?,
        }
        if choice.is_multiple_of(2) {
            text += &format!(" n{number} ");
        }
    }
    Ok(text)
}

impl Draft {
    /// The site's files by path.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![("onrecord.toml".to_owned(), self.config.text())];
        for (index, article) in self.articles.iter().enumerate() {
            let path = format!("content/articles/a{index}");
            let (text, claims) =
                if article.bundle { ("/index.md", "/claims.yaml") } else { (".md", ".claims.yaml") };
            files.push((format!("{path}{text}"), front_and_body(&self.article(article), &article.body)));
            if !article.claims.is_empty() {
                files.push((format!("{path}{claims}"), self.claims(article)));
            }
        }
        for (index, speaker) in self.speakers.iter().enumerate() {
            let front = self.speaker(speaker);
            files.push((format!("content/speakers/s{index}.md"), front_and_body(&front, &speaker.body)));
        }
        for (index, event) in self.events.iter().enumerate() {
            let front = self.event(event);
            files.push((format!("content/events/e{index}.md"), front_and_body(&front, &event.body)));
        }
        files.extend(self.sources());
        for (path, page) in [("content/pages/about.md", &self.page), ("content/index.md", &self.front_page)] {
            let page = page.iter().map(|page| front_and_body(&json!({ "title": "About" }), page));
            files.extend(page.map(|text| (path.to_owned(), text)));
        }
        self.slip(&mut files);
        files
    }

    fn slip(&self, files: &mut [(String, String)]) {
        let Some((file, place, length, text)) = &self.slip else { return };
        let index = usize::from(*file) % files.len();
        let Some((_, file)) = files.get_mut(index) else { return };
        let start = file.floor_char_boundary(usize::from(*place) % (file.len() + 1));
        let end = file.ceil_char_boundary((start + usize::from(length % 8)).min(file.len()));
        file.replace_range(start..end, text);
    }

    fn article(&self, article: &Article) -> Value {
        let topics: Vec<&str> = article.topics.iter().map(|topic| one_of(&TOPICS, *topic)).collect();
        let authors: Vec<String> = article.authors.iter().map(|author| self.of_speaker(*author)).collect();
        let correction = |(date, text): &(Date, Words)| vec![json!({ "date": date.0, "text": text.0 })];
        given(json!({
            "title": titled(&article.title),
            "date": article.date.0,
            "updated": article.updated.as_ref().map(|date| &date.0),
            "authors": authors,
            "outlet": article.outlet.map(|outlet| self.of_speaker(outlet)),
            "summary": article.summary.as_ref().map(|summary| &summary.0),
            "topics": topics,
            "draft": article.draft,
            "aliases": article.alias.map(|alias| vec![one_of(&ALIASES, alias)]),
            "corrections": article.correction.as_ref().map(correction),
        }))
    }

    fn claims(&self, article: &Article) -> String {
        let claim = |(index, claim): (usize, &Claim)| self.claim(index, claim, article);
        let claims: Vec<Value> = article.claims.iter().enumerate().map(claim).collect();
        json!({ "claims": claims }).to_string()
    }

    fn claim(&self, index: usize, claim: &Claim, article: &Article) -> Value {
        let speakers = |of: &[u8]| of.iter().map(|speaker| self.of_speaker(*speaker)).collect::<Vec<_>>();
        let (part, text) = match (claim.part % 8, &article.summary) {
            (0, _) => ("title", titled(&article.title)),
            (1, Some(summary)) => ("summary", Prose::read(&summary.0).text),
            _ => ("body", Prose::read(&article.body.0).text),
        };
        let quotes: Vec<Value> =
            claim.quotes.iter().filter_map(|(from, to)| passage(&text, *from, *to)).collect();
        let quoted = !quotes.is_empty();
        let statement = claim.statement.as_ref().map(|statement| statement.0.as_str());
        let mut entry = json!({
            "id": format!("c{index}"),
            "in": quoted.then_some(part),
            "quote": quoted.then_some(quotes),
            "speaker": self.of_speaker(claim.speaker),
            "statement": statement.or_else(|| (!quoted).then_some("So.")),
            "said": claim.said.as_ref().map(|date| &date.0),
            "to": speakers(&claim.to),
            "via": speakers(&claim.via),
            "repeats": claim.repeats.map(|(article, claim)| self.of_claim(article, claim)),
            "sources": claim.sources.iter().map(|support| self.support(support)).collect::<Vec<_>>(),
            "verdicts": claim.verdict.as_ref().map(|verdict| vec![self.verdict(verdict)]),
            "original": claim.original.as_ref().map(|text| json!({ "text": text.0, "language": "ru" })),
            "note": claim.note.as_ref().map(|note| &note.0),
            "topics": claim.topic.map(|topic| vec![one_of(&TOPICS, topic)]),
        });
        if let Value::Object(entry) = &mut entry {
            for (stance, on, claim) in &claim.positions {
                entry.insert(one_of(&STANCES, *stance).to_owned(), json!(self.of_target(*on, *claim)));
            }
        }
        given(entry)
    }

    fn support(&self, support: &Support) -> Value {
        let locator = support.locator.as_ref().map(|locator| &locator.0);
        given(json!({ "key": self.of_source(support.key), "locator": locator }))
    }

    fn verdict(&self, (rating, date, summary): &(u8, Option<Date>, Option<Markdown>)) -> Value {
        given(json!({
            "rating": one_of(&["right", "wrong", "right"], *rating),
            "date": date.as_ref().map(|date| &date.0),
            "summary": summary.as_ref().map(|summary| &summary.0),
            "sources": [self.of_source(*rating)],
        }))
    }

    fn speaker(&self, speaker: &Speaker) -> Value {
        let role = |role: &Role| {
            given(json!({
                "title": titled(&role.title),
                "of": role.of.map(|of| self.of_speaker(of)),
                "from": role.from.as_ref().map(|date| &date.0),
                "to": role.to.as_ref().map(|date| &date.0),
            }))
        };
        given(json!({
            "name": titled(&speaker.name),
            "kind": one_of(&["person", "organization", "outlet", "state"], speaker.kind),
            "roles": speaker.roles.iter().map(role).collect::<Vec<_>>(),
            "part_of": speaker.part_of.map(|of| self.of_speaker(of)),
            "links": speaker.link.map(|url| vec![json!({ "title": "L", "url": one_of(&URLS, url) })]),
        }))
    }

    fn event(&self, event: &Event) -> Value {
        given(json!({
            "name": titled(&event.name),
            "kind": one_of(&["call", "meeting", "negotiation", "summit", "statement", "other"], event.kind),
            "date": event.date.as_ref().map(|date| &date.0),
            "parties": event.parties.iter().map(|party| self.of_speaker(*party)).collect::<Vec<_>>(),
            "place": event.place.as_ref().map(|place| &place.0),
            "part_of": event.part_of.map(|of| self.of_event(of)),
            "topics": event.topic.map(|topic| vec![one_of(&TOPICS, topic)]),
            "sources": event.source.map(|source| vec![self.of_source(source)]),
        }))
    }

    fn sources(&self) -> Vec<(String, String)> {
        let (mut yaml, mut list) = (Vec::new(), Vec::new());
        for (index, source) in self.sources.iter().enumerate() {
            let into = if source.json { &mut list } else { &mut yaml };
            into.push(self.source(index, source));
        }
        vec![
            ("content/sources.yaml".to_owned(), json!({ "references": yaml }).to_string()),
            ("content/sources/list.json".to_owned(), json!(list).to_string()),
        ]
    }

    fn source(&self, index: usize, source: &Source) -> Value {
        let mut item = json!({
            "id": format!("k{index}"),
            "type": one_of(&TYPES, source.kind),
            "title": titled(&source.title),
            "author": source.author.as_ref().map(|name| vec![json!({ "literal": name.0 })]),
            "issued": source.issued.as_ref().map(|date| &date.0),
            "accessed": source.accessed.as_ref().map(|date| &date.0),
            "URL": source.url.map(|url| one_of(&URLS, url)),
            "archived": source.archived.map(|url| one_of(&URLS, url)),
            "outlet": source.outlet.map(|outlet| self.of_speaker(outlet)),
            "based_on": source.based_on.iter().map(|key| self.of_source(*key)).collect::<Vec<_>>(),
        });
        if let (Value::Object(item), Some((key, value))) = (&mut item, &source.other) {
            item.insert(one_of(&VARIABLES, *key).to_owned(), json!(value.0));
        }
        given(item)
    }

    fn of_speaker(&self, choice: u8) -> String {
        format!("s{}", among(self.speakers.len(), choice))
    }

    fn of_event(&self, choice: u8) -> String {
        format!("e{}", among(self.events.len(), choice))
    }

    fn of_source(&self, choice: u8) -> String {
        format!("k{}", among(self.sources.len(), choice))
    }

    fn of_claim(&self, article: u8, claim: u8) -> String {
        let index = among(self.articles.len(), article);
        let claims = self.articles.get(index).map_or(0, |article| article.claims.len());
        format!("a{index}#c{}", among(claims, claim))
    }

    /// Of an event, or of a claim.
    fn of_target(&self, on: u8, claim: u8) -> String {
        if on.is_multiple_of(2) { self.of_event(on / 2) } else { self.of_claim(on / 2, claim) }
    }
}

const STANCES: [&str; 5] = ["affirms", "denies", "declines", "qualifies", "retracts"];
const TOPICS: [&str; 5] = ["Talks", "talks", "Phone calls", "Käse <b>", "消息"];
const ALIASES: [&str; 5] = ["/old/", "old.html", "/articles/a0/", "/timeline/", "a b:c"];
const URLS: [&str; 4] =
    ["https://example.com", "https://example.com/a?b=c&d=\"e", "javascript:alert(1)", "http://[::1]/#x"];
const TYPES: [&str; 7] = ["article-newspaper", "webpage", "interview", "book", "speech", "post", "document"];
const VARIABLES: [&str; 8] =
    ["DOI", "page", "volume", "container-title", "publisher", "edition", "ISBN", "language"];

impl Config {
    fn text(&self) -> String {
        let quoted = |text: &str| json!(text).to_string();
        let mut text = format!("title = {}\n", quoted(&titled(&self.title)));
        let base = self.base_url.map(|url| one_of(&["https://example.org", "https://example.org/sub/"], url));
        let style =
            ["onrecord-notes", "onrecord-notes", "onrecord-notes", "onrecord-notes", "chicago-notes", "apa"];
        let settings = [
            ("base_url", base),
            ("timezone", Some(one_of(&["UTC", "Europe/Vienna", "Pacific/Apia"], self.timezone))),
            ("citation_style", Some(one_of(&style, self.style))),
            ("language", Some(one_of(&["en", "ar", "en", "ru"], self.language))),
            ("claim_pages", Some(one_of(&["answered", "all", "none"], self.claim_pages))),
        ];
        for (key, value) in settings {
            text += &value.map_or(String::new(), |value| format!("{key} = {}\n", quoted(value)));
        }
        if let Some(name) = &self.publisher {
            text += &format!("[publisher]\nname = {}\n", quoted(&name.0));
        }
        text += "[ratings.right]\nlabel = \"Right\"\nvalue = 2\nbest = 2\nworst = 1\n";
        let raw_html = one_of(&["sanitize", "escape", "sanitize", "allow"], self.raw_html);
        text + &format!("[markdown]\nraw_html = \"{raw_html}\"\n")
    }
}

fn one_of<'t>(of: &[&'t str], choice: u8) -> &'t str {
    of.get(usize::from(choice) % of.len()).copied().unwrap_or_default()
}

/// One of so many; rarely one that is not there.
fn among(number: usize, choice: u8) -> usize {
    if choice == 255 { number } else { usize::from(choice) % number.max(1) }
}

fn titled(words: &Words) -> String {
    if words.0.trim().is_empty() { "Title".to_owned() } else { words.0.clone() }
}

/// A stretch of a text between two places at which it may be cut, with a little of what stands before it.
fn passage(text: &str, from: u8, to: u8) -> Option<Value> {
    let cuts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).chain([0, text.len()]).collect();
    let at = |choice: u8| cuts.get(usize::from(choice) % cuts.len()).copied();
    let (one, other) = (at(from)?, at(to)?);
    let (start, end) = (one.min(other), one.max(other));
    let exact = text.get(start..end)?.trim();
    let prefix = text.get(text.floor_char_boundary(start.saturating_sub(40))..start)?;
    (!exact.is_empty()).then(|| json!({ "exact": exact, "prefix": prefix }))
}

/// An object without what is not given.
fn given(object: Value) -> Value {
    let Value::Object(entries) = object else { return object };
    let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    Value::Object(entries.into_iter().filter(|(_, value)| !value.is_null() && !empty(value)).collect())
}

fn front_and_body(front: &Value, body: &Markdown) -> String {
    format!("---\n{front}\n---\n\n{}\n", body.0)
}
