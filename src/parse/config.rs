//! `onrecord.toml` (format, section 9).

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Spanned};
use crate::discover::TextInput;
use crate::text::de::read;
use crate::text::findings::Findings;
use crate::text::near::nearest;
use crate::text::node::Node;
use crate::text::toml;

use super::form::{self, BaseUrl, Filled, LanguageTag, WebUrl};
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
    judge_timezone(&config.timezone, findings);
    if let Some(publisher) = &config.publisher {
        rules::filled("name", Some(&publisher.name), findings);
        rules::web_url("url", publisher.url.as_ref(), findings);
    }
    for (name, rating) in &config.ratings {
        rules::filled("label", Some(&rating.label), findings);
        judge_rating(name, rating, root, findings);
    }
}

fn judge_timezone(name: &Spanned<String>, findings: &mut Findings) {
    if TimeZone::get(name).is_err() {
        let near = nearest_timezone(name);
        findings.add(problems::unknown_timezone(name, near.as_deref(), findings.span(name.range)));
    }
}

/// Of a zone that does not exist, one whose city has nearly this name: the region says little.
fn nearest_timezone(name: &str) -> Option<String> {
    let city = |name: &'_ str| name.rsplit_once('/').map_or(0, |(region, _)| region.len() + 1);
    let names: Vec<_> = jiff::tz::db().available().collect();
    let cities = names
        .iter()
        .map(jiff::tz::TimeZoneName::as_str)
        .filter_map(|name| Some((name.get(city(name)..)?, name)));
    let near = nearest(name.get(city(name)..)?, cities.clone().map(|(city, _)| city))?;
    let region = name.get(..city(name)).unwrap_or_default();
    let namesakes = cities.filter(|(city, _)| *city == near).map(|(_, name)| name);
    namesakes.min_by_key(|name| (!name.starts_with(region), *name)).map(str::to_owned)
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

// What follows is also read by writers: these words are the descriptions of the JSON Schema. What is
// required is empty only after a diagnostic.

/// The configuration of a site, `onrecord.toml`. Only the title is required.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub struct Config {
    /// The name of the site.
    #[serde(default)]
    #[schemars(with = "Filled")]
    pub title: Spanned<String>,
    /// The address at which the site is published. Feeds, the sitemap and canonical links need it.
    #[schemars(with = "Option<BaseUrl>")]
    pub base_url: Option<Spanned<String>>,
    /// A sentence about the site, for the front page and for search engines.
    #[serde(default)]
    pub description: String,
    /// The language of the site, as a BCP 47 tag such as `en-GB`.
    #[serde(default = "english")]
    #[schemars(with = "LanguageTag", extend("default" = "en"))]
    pub language: Spanned<String>,
    /// The IANA name of a time zone, such as `Europe/Kyiv`. It decides on which day an instant falls.
    #[serde(default = "utc")]
    #[schemars(with = "Filled", extend("default" = "UTC"))]
    pub timezone: Spanned<String>,
    /// How sources are printed: the name of a bundled CSL style, or the path of a `.csl` file.
    #[serde(default = "house_style")]
    #[schemars(with = "Filled", extend("default" = "onrecord-notes"))]
    pub citation_style: Spanned<String>,
    /// The folder that `build` writes, from the site's folder.
    #[serde(default = "public")]
    #[schemars(with = "Filled", extend("default" = "public"))]
    pub out_dir: Spanned<String>,
    /// Who publishes the site.
    pub publisher: Option<Publisher>,
    /// Whether the site offers a search.
    #[serde(default = "yes")]
    pub search: bool,
    /// Which claims have a page of their own.
    #[serde(default)]
    #[schemars(extend("default" = "answered"))]
    pub claim_pages: ClaimPages,
    /// Where the site is hosted: `host = "netlify"`, or a table with that `name`.
    pub host: Option<Host>,
    /// The scale of verdicts: one table for each rating, named as verdicts name it.
    #[serde(default)]
    pub ratings: BTreeMap<String, Rating>,
    /// How Markdown is read.
    #[serde(default)]
    pub markdown: Markdown,
    /// What `onrecord archive` does.
    #[serde(default)]
    pub archive: Archive,
    /// Your own keys, for your own templates. Nothing here is checked.
    #[serde(default)]
    pub extra: Extra,
}

/// Who publishes the site.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The name.
    #[schemars(with = "Filled")]
    pub name: Spanned<String>,
    /// The publisher's own site: a web address.
    #[schemars(with = "Option<WebUrl>")]
    pub url: Option<Spanned<String>>,
    /// A picture, for structured data: a web address or a path.
    pub logo: Option<Spanned<String>>,
}

/// What `onrecord archive` does beside storing copies of sources.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Archive {
    /// Whether the Wayback Machine is asked for a copy of each source that names none as `archived`.
    pub wayback: bool,
}

/// Which claims have a page of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum ClaimPages {
    /// Those that have a verdict, or that another claim answers or repeats.
    #[default]
    Answered,
    /// All of them.
    All,
    /// None of them.
    None,
}

/// What a rating of a desk's scale is called, and where it stands on the scale.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The rating in words.
    #[schemars(with = "Filled")]
    pub label: Spanned<String>,
    /// Where it stands on the scale: `worst`, `best`, or between.
    pub value: Option<i64>,
    /// The upper end of the scale.
    pub best: Option<i64>,
    /// The lower end of the scale.
    pub worst: Option<i64>,
}

/// Where the output is hosted: the name of a host, or a table with that `name`.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename = "$ScalarOrHost", deny_unknown_fields)]
#[schemars(rename = "Host", transform = form::scalar_or_mapping)]
pub struct Host {
    /// Which host it is.
    pub name: HostName,
}

/// The hosts whose own files the program can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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

/// How Markdown is read.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Markdown {
    /// What becomes of HTML in Markdown.
    #[schemars(extend("default" = "sanitize"))]
    pub raw_html: RawHtml,
}

/// What becomes of HTML that a writer puts into Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum RawHtml {
    /// Harmless elements stay, scripts and the like go.
    #[default]
    Sanitize,
    /// It is shown as text.
    Escape,
    /// It is let through untouched, scripts included.
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
            archive: Archive::default(),
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
