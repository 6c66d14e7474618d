//! Claims (format, section 3): the annotations of one article.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, Spanned};
use crate::discover::TextInput;
use crate::model::{Edtf, Stance, is_id};
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::node::{Node, Value};
use crate::text::yaml;

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

fn judge(claim: &Claim, findings: &mut Findings) {
    if !is_id(&claim.id) {
        findings.add(problems::bad_id(&claim.id, findings.span(claim.id.range)));
    }
    rules::filled("statement", claim.statement.as_ref(), findings);
    judge_support(&claim.sources, findings);
    for verdict in &claim.verdicts {
        judge_support(&verdict.sources, findings);
    }
    rules::language(claim.original.as_ref().and_then(|original| original.language.as_ref()), findings);
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

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub id: Spanned<String>,
    pub speaker: Reference,
    /// The passages; none where the claim has only a statement.
    #[serde(default)]
    pub quote: OneOrMany<Spanned<Quote>>,
    #[serde(default, rename = "in")]
    pub part: Part,
    pub statement: Option<Spanned<String>>,
    pub said: Option<Spanned<Edtf>>,
    #[serde(default)]
    pub to: OneOrMany<Reference>,
    #[serde(default)]
    pub via: OneOrMany<Reference>,
    #[serde(default)]
    pub affirms: OneOrMany<Reference>,
    #[serde(default)]
    pub denies: OneOrMany<Reference>,
    #[serde(default)]
    pub declines: OneOrMany<Reference>,
    #[serde(default)]
    pub qualifies: OneOrMany<Reference>,
    #[serde(default)]
    pub retracts: OneOrMany<Reference>,
    #[serde(default)]
    pub repeats: OneOrMany<Reference>,
    #[serde(default)]
    pub sources: OneOrMany<Support>,
    #[serde(default)]
    pub verdicts: Vec<Verdict>,
    pub original: Option<Original>,
    pub note: Option<Spanned<String>>,
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
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

/// Words in the article: the terms of the W3C TextQuoteSelector. A bare string is the exact words:
/// the deserializer shows a scalar as a struct named `$ScalarOr…` that has its first field only.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename = "$ScalarOrQuote", deny_unknown_fields)]
pub struct Quote {
    pub exact: Spanned<String>,
    pub prefix: Option<Spanned<String>>,
    pub suffix: Option<Spanned<String>>,
}

/// The part of an article in which a quote stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    // In the order in which a reader meets them.
    Title,
    Summary,
    #[default]
    Body,
}

/// A source that a claim, a verdict or an event rests on: written as a key, or as `{key, locator, url}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename = "$ScalarOrSupport", deny_unknown_fields)]
pub struct Support {
    pub key: Reference,
    pub locator: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    pub rating: Reference,
    pub date: Option<Spanned<Edtf>>,
    pub by: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    #[serde(default)]
    pub sources: OneOrMany<Support>,
}

/// The words as they were said, where the article translates them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    pub text: Spanned<String>,
    pub language: Option<Spanned<String>>,
    pub translator: Option<Spanned<String>>,
}
