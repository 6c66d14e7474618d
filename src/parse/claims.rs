//! Claims (format, section 3): the annotations of one article.

use std::collections::HashMap;
use std::sync::Arc;

use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use serde_json::json;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, Spanned};
use crate::discover::TextInput;
use crate::model::{Edtf, Stance, is_id};
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::node::{Entry, Node, Value};
use crate::text::yaml;

use super::form::{
    self, ClaimReference, FilledText, Id, LanguageTag, SourceKey, Target, Text, Topic, WebUrl,
};
use super::{OneOrMany, Reference, rules};

/// Reads a claims file.
pub fn parse(input: &TextInput) -> (Claims, Vec<Diagnostic>) {
    let mut findings = Findings::new(&input.path, &input.text);
    let mut claims = Claims { path: Arc::clone(&input.path), ..Claims::default() };
    match yaml::parse(&input.text, 0, &mut findings) {
        Some(root) => read_entries(&root, &mut claims, &mut findings),
        None => claims.incomplete = true,
    }
    (claims, findings.into_diagnostics())
}

/// Entry by entry, so that a mistake costs another look at its own entry only.
fn read_entries(root: &Node, claims: &mut Claims, findings: &mut Findings) {
    let Some(list) = super::list_under("claims", root, findings) else {
        claims.incomplete = !root.is_null();
        return;
    };
    let mut ids = HashMap::new();
    for node in list {
        let id = super::noted(node, &mut ids, problems::duplicate_claim, findings);
        match read::<Claim>(node, findings) {
            Some(claim) => {
                judge(&claim, findings);
                claims.entries.push(claim);
            }
            None => claims.lost.extend(id.map(str::to_owned)),
        }
        judge_substance(node, findings);
        judge_comments(node, findings);
    }
    claims.incomplete = claims.entries.len() + claims.lost.len() < list.len();
}

/// A claim quotes the article or says it in other words, also where the rest of it cannot be read.
fn judge_substance(node: &Node, findings: &mut Findings) {
    let mapping = matches!(node.value, Value::Mapping(_));
    let no_quotes = |quote: &Node| matches!(quote.value, Value::Sequence(_)) && quote.items().is_empty();
    let quoted = node.attempted("quote") && !node.get("quote").is_some_and(no_quotes);
    if mapping && !quoted && !node.attempted("statement") {
        let place = node.get("id").map_or(node.place(), |id| id.range);
        findings.add(problems::claim_says_nothing(findings.span(place)));
    }
}

/// In YAML, `#` begins a comment: a reference that begins with it and stands bare is not there.
fn judge_comments(node: &Node, findings: &mut Findings) {
    const REFER: [&str; 6] = ["affirms", "denies", "declines", "qualifies", "retracts", "repeats"];
    let bare = |entry: &&Entry| entry.value.is_null() && REFER.contains(&&*entry.key.value);
    for Entry { key, .. } in node.entries().iter().filter(bare) {
        let rest = findings.rest_of_line(key.range.end);
        let Some(comment) = rest.strip_prefix(':').map(str::trim) else { continue };
        let reference = comment.strip_prefix('#').is_some_and(is_id);
        let start = key.range.end as usize + rest.find('#').unwrap_or_default();
        if reference {
            let (comment, place) = (comment.to_owned(), findings.span(key.range));
            let there = findings.span(Range::new(start, start + comment.len()));
            findings.add(problems::reference_in_comment(key, &comment, place, there));
        }
    }
}

fn judge(claim: &Claim, findings: &mut Findings) {
    if !is_id(&claim.id) {
        findings.add(problems::bad_id(&claim.id, findings.span(claim.id.range)));
    }
    rules::filled("statement", claim.statement.as_ref(), findings);
    rules::paragraph("statement", claim.statement.as_ref(), findings);
    rules::topics(&claim.topics, findings);
    judge_support(&claim.sources, findings);
    judge_verdicts(&claim.verdicts, findings);
    if let Some(original) = &claim.original {
        rules::filled("text", Some(&original.text), findings);
        rules::language(original.language.as_ref(), findings);
    }
}

fn judge_verdicts(verdicts: &[Verdict], findings: &mut Findings) {
    for verdict in verdicts {
        rules::paragraph("summary", verdict.summary.as_ref(), findings);
        judge_support(&verdict.sources, findings);
    }
    for pair in verdicts.windows(2) {
        if let [Verdict { date: Some(first), .. }, Verdict { date: Some(second), .. }] = pair
            && rules::is_before(second, first)
        {
            let (later, earlier) = (findings.span(second.range), findings.span(first.range));
            findings.add(problems::verdicts_out_of_order(later, earlier));
        }
    }
}

/// What sources are cited with: their addresses.
pub(super) fn judge_support(sources: &OneOrMany<Support>, findings: &mut Findings) {
    for support in &sources.0 {
        rules::web_url("url", support.url.as_ref(), findings);
    }
}

/// The claims file of an article; empty where there is none.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// The path of the claims file; empty where there is none.
    pub path: Arc<str>,
    /// In file order.
    pub entries: Vec<Claim>,
    /// The ids of entries that had to be dropped after a diagnostic: a reference to one of them is
    /// no second mistake.
    pub lost: Vec<String>,
    /// There were entries whose ids cannot be told.
    pub incomplete: bool,
}

/// The schema of a claims file: what [`read_entries`] takes.
#[derive(JsonSchema)]
#[schemars(rename = "Claims", deny_unknown_fields, extend("type" = ["object", "null"]))]
#[expect(dead_code, reason = "the file is read entry by entry, and only described as a whole")]
pub struct File {
    /// One entry for each statement by one speaker.
    #[schemars(default)]
    claims: Vec<Claim>,
}

// What follows is also read by writers: these words are the descriptions of the JSON Schema.

/// One statement by one speaker, annotated at the words of the article that carry it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = says_something)]
pub struct Claim {
    /// Names the claim: lower-case letters, digits and single hyphens; unique in its article.
    #[schemars(with = "Id")]
    pub id: Spanned<String>,
    /// Whose statement it is: the id of a speaker.
    #[schemars(with = "Id")]
    pub speaker: Reference,
    /// The words as they stand in the article: as text; as `{exact, prefix, suffix}` where they stand
    /// several times; or as a list of these, for one claim made in several passages.
    #[serde(default)]
    pub quote: OneOrMany<Spanned<Quote>>,
    /// The part of the article in which the quote stands.
    #[serde(default, rename = "in")]
    pub part: Part,
    /// The claim in the editors' words: Markdown, one paragraph. Required where there is no `quote`.
    #[schemars(with = "Option<FilledText>")]
    pub statement: Option<Spanned<String>>,
    /// When it was said: a day as `2025-02-09`, or a limit as `../2025-02-08`. The article's date by default.
    pub said: Option<Spanned<Edtf>>,
    /// To whom it was said: ids of speakers.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Id>")]
    pub to: OneOrMany<Reference>,
    /// Through whom the words came, from the speaker outwards: ids of speakers.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Id>")]
    pub via: OneOrMany<Reference>,
    /// It took place, or it is so: ids of events, or claims as `#claim` or `article#claim`.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Target>")]
    pub affirms: OneOrMany<Reference>,
    /// It did not take place, or is not so: ids of events, or claims as `#claim` or `article#claim`.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Target>")]
    pub denies: OneOrMany<Reference>,
    /// Will neither confirm nor deny it: ids of events, or claims as `#claim` or `article#claim`.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Target>")]
    pub declines: OneOrMany<Reference>,
    /// Yes, but; or only if: ids of events, or claims as `#claim` or `article#claim`.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Target>")]
    pub qualifies: OneOrMany<Reference>,
    /// Takes back what the same speaker said before on these events or claims.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Target>")]
    pub retracts: OneOrMany<Reference>,
    /// Says again what these claims said: `#claim` or `article#claim`.
    #[serde(default)]
    #[schemars(with = "OneOrMany<ClaimReference>")]
    pub repeats: OneOrMany<Reference>,
    /// On the strength of what: keys of sources, or `{key, locator, url}`.
    #[serde(default)]
    pub sources: OneOrMany<Support>,
    /// What a desk found, oldest first. A verdict stands beside the record and never changes it.
    #[serde(default)]
    pub verdicts: Vec<Verdict>,
    /// The words as they were said, where the article translates them.
    pub original: Option<Original>,
    /// An editor's note, shown in the claim's note: Markdown.
    #[schemars(with = "Option<Text>")]
    pub note: Option<Spanned<String>>,
    /// Free terms. Whatever shares a term shares the page of that topic.
    #[serde(default)]
    #[schemars(with = "Vec<Topic>")]
    pub topics: Vec<Spanned<String>>,
}

/// In a schema: a claim quotes the article or says it in other words.
fn says_something(schema: &mut Schema) {
    let given = |key: &str, nothing: serde_json::Value| json!({ "required": [key], "properties": { key: { "not": { "enum": nothing } } } });
    schema.insert(
        "anyOf".to_owned(),
        json!([given("quote", json!([null, []])), given("statement", json!([null]))]),
    );
}

impl Claim {
    /// The positions taken, by stance, in the order of [`Stance::ALL`].
    pub fn positions(&self) -> impl Iterator<Item = (Stance, &Reference)> {
        Stance::ALL.into_iter().flat_map(move |stance| {
            let on = match stance {
                Stance::Affirms => &self.affirms,
                Stance::Denies => &self.denies,
                Stance::Declines => &self.declines,
                Stance::Qualifies => &self.qualifies,
                Stance::Retracts => &self.retracts,
            };
            on.0.iter().map(move |reference| (stance, reference))
        })
    }

    /// The whole entry is told by its id.
    pub fn range(&self) -> Range {
        self.id.range
    }
}

// The terms are those of the W3C TextQuoteSelector. A bare string is the exact words: the deserializer
// shows a scalar as a struct named `$ScalarOr…` that has its first field only.
/// Words as they stand in the article, as a reader sees them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename = "$ScalarOrQuote", deny_unknown_fields)]
#[schemars(rename = "Quote", transform = form::scalar_or_mapping)]
pub struct Quote {
    /// The words themselves.
    #[schemars(with = "FilledText")]
    pub exact: Spanned<String>,
    /// What stands right before them.
    #[schemars(with = "Option<Text>")]
    pub prefix: Option<Spanned<String>>,
    /// What stands right after them.
    #[schemars(with = "Option<Text>")]
    pub suffix: Option<Spanned<String>>,
}

/// The part of an article in which a quote stands.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    serde::Serialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Part {
    // In the order in which a reader meets them.
    Title,
    Summary,
    #[default]
    Body,
}

/// A source on which something rests: its key, or `{key, locator, url}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename = "$ScalarOrSupport", deny_unknown_fields)]
#[schemars(rename = "Support", transform = form::scalar_or_mapping)]
pub struct Support {
    /// The key of the source.
    #[schemars(with = "SourceKey")]
    pub key: Reference,
    /// The place in the source, such as `para. 8` or `pp. 3-5`.
    #[schemars(with = "Option<Text>")]
    pub locator: Option<Spanned<String>>,
    /// The web address of that very place. The source's own by default.
    #[schemars(with = "Option<WebUrl>")]
    pub url: Option<Spanned<String>>,
}

/// What a desk found about a claim.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// One of the ratings in `onrecord.toml`.
    #[schemars(with = "Text")]
    pub rating: Reference,
    /// When it was found.
    pub date: Option<Spanned<Edtf>>,
    /// Who found it.
    #[schemars(with = "Option<Text>")]
    pub by: Option<Spanned<String>>,
    /// The reasons: Markdown, one paragraph.
    #[schemars(with = "Option<Text>")]
    pub summary: Option<Spanned<String>>,
    /// What it rests on: keys of sources, or `{key, locator, url}`.
    #[serde(default)]
    pub sources: OneOrMany<Support>,
}

/// The words as they were said, where the article translates them.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// The words in the language in which they were said.
    #[schemars(with = "FilledText")]
    pub text: Spanned<String>,
    /// That language, as a BCP 47 tag such as `ru`.
    #[schemars(with = "Option<LanguageTag>")]
    pub language: Option<Spanned<String>>,
    /// Who translated them.
    #[schemars(with = "Option<Text>")]
    pub translator: Option<Spanned<String>>,
}
