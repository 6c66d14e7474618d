//! `onrecord.toml` (format, section 9).

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Spanned};
use crate::discover::TextInput;
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::node::Node;
use crate::text::toml;

use super::front::require;
use super::{Extra, rules};

/// Reads the configuration. Without a file it is all defaults; that the file is missing has been told
/// by [`crate::discover`].
pub fn parse(input: Option<&TextInput>) -> (Config, Vec<Diagnostic>) {
    let Some(input) = input else { return (Config::default(), Vec::new()) };
    let mut findings = Findings::new(&input.path, &input.text);
    let Some(root) = toml::parse(&input.text, &mut findings) else {
        return (Config::default(), findings.into_diagnostics());
    };
    let config: Config = read(&root, &mut findings).unwrap_or_default();
    require(&["title"], Some(&root), &mut findings);
    judge(&config, &root, &mut findings);
    (config, findings.into_diagnostics())
}

fn judge(config: &Config, root: &Node, findings: &mut Findings) {
    rules::filled("title", Some(&config.title), findings);
    rules::language(Some(&config.language), findings);
    rules::filled("citation_style", Some(&config.citation_style), findings);
    rules::filled("out_dir", Some(&config.out_dir), findings);
    judge_base_url(config, findings);
    if TimeZone::get(&config.timezone).is_err() {
        let place = findings.span(config.timezone.range);
        findings.add(problems::unknown_timezone(&config.timezone, place));
    }
    if let Some(publisher) = &config.publisher {
        rules::web_url("url", publisher.url.as_ref(), findings);
    }
    for (name, rating) in &config.ratings {
        judge_rating(name, rating, root, findings);
    }
}

fn judge_base_url(config: &Config, findings: &mut Findings) {
    let Some(url) = &config.base_url else { return };
    if !rules::is_web_url(url) || url.contains(['?', '#']) {
        findings.add(problems::bad_base_url(url, findings.span(url.range)));
    }
}

/// A scale goes up from its worst to its best, and a value stands between.
fn judge_rating(name: &str, rating: &Rating, root: &Node, findings: &mut Findings) {
    let upright = rating.worst.zip(rating.best).is_none_or(|(worst, best)| worst < best);
    let between = rating.value.is_none_or(|value| {
        rating.worst.is_none_or(|worst| worst <= value) && rating.best.is_none_or(|best| value <= best)
    });
    if !upright || !between {
        let node = root.get("ratings").and_then(|ratings| ratings.get(name));
        let culprit = node.and_then(|node| node.get(if upright { "value" } else { "best" }));
        let range = culprit.or(node).map(|node| node.range).unwrap_or_default();
        findings.add(problems::bad_scale(name, findings.span(range)));
    }
}

/// The configuration as it was written, defaults filled in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Required; empty after a diagnostic.
    #[serde(default)]
    pub title: Spanned<String>,
    pub base_url: Option<Spanned<String>>,
    #[serde(default)]
    pub description: String,
    #[serde(default = "english")]
    pub language: Spanned<String>,
    #[serde(default = "utc")]
    pub timezone: Spanned<String>,
    #[serde(default = "house_style")]
    pub citation_style: Spanned<String>,
    #[serde(default = "public")]
    pub out_dir: Spanned<String>,
    pub publisher: Option<Publisher>,
    #[serde(default = "yes")]
    pub search: bool,
    #[serde(default)]
    pub claim_pages: ClaimPages,
    pub host: Option<Host>,
    #[serde(default)]
    pub ratings: BTreeMap<String, Rating>,
    #[serde(default)]
    pub markdown: Markdown,
    #[serde(default)]
    pub extra: Extra,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    pub name: String,
    pub url: Option<Spanned<String>>,
    pub logo: Option<Spanned<String>>,
}

/// Which claims have a page of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimPages {
    #[default]
    Answered,
    All,
    None,
}

/// What a rating of a desk's scale is called and where it stands on the scale.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    pub label: String,
    pub value: Option<i64>,
    pub best: Option<i64>,
    pub worst: Option<i64>,
}

/// Where the output is hosted: `host = "netlify"`, or a table with that `name`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename = "$ScalarOrHost", deny_unknown_fields)]
pub struct Host {
    pub name: HostName,
}

/// The hosts whose own files the program can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HostName {
    Cloudflare,
    Github,
    Gitlab,
    Netlify,
    Nginx,
    S3,
    Vercel,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Markdown {
    pub raw_html: RawHtml,
}

/// What becomes of HTML that a writer puts into Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RawHtml {
    #[default]
    Sanitize,
    Escape,
    Allow,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: Spanned::default(),
            base_url: None,
            description: String::new(),
            language: english(),
            timezone: utc(),
            citation_style: house_style(),
            out_dir: public(),
            publisher: None,
            search: true,
            claim_pages: ClaimPages::default(),
            host: None,
            ratings: BTreeMap::new(),
            markdown: Markdown::default(),
            extra: Extra::new(),
        }
    }
}

fn english() -> Spanned<String> {
    unplaced("en")
}

fn utc() -> Spanned<String> {
    unplaced("UTC")
}

fn house_style() -> Spanned<String> {
    unplaced("onrecord-notes")
}

fn public() -> Spanned<String> {
    unplaced("public")
}

fn yes() -> bool {
    true
}

fn unplaced(text: &str) -> Spanned<String> {
    Spanned { value: text.to_owned(), ..Spanned::default() }
}
