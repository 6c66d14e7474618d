//! Raw HTML made harmless, and our own kept apart from it.
//!
//! The sanitiser reads a whole text, our marks and markers among the writer's tags. So that no tag of
//! a writer's can pass for one of ours, every attribute that is ours is written with a prefix that
//! stands nowhere in the sources; the sanitiser lets through what has it, and of the writer's what is
//! harmless. Names of attributes know no entities, so that the prefix cannot be spelled in another way.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// The prefix of our attributes in a text that is yet to be sanitised.
#[derive(Clone, Debug)]
pub(super) struct Hook(String);

impl Hook {
    /// A prefix that stands in none of the texts.
    pub fn absent_from(sources: &[&str]) -> Self {
        let mut number = 0_u32;
        loop {
            let prefix = format!("hook{number}-");
            let found = sources.iter().any(|source| contains_ignoring_case(source, &prefix));
            if !found {
                return Self(prefix);
            }
            number += 1;
        }
    }

    pub fn prefix(&self) -> &str {
        &self.0
    }

    /// What stands in the text in place of finished HTML of ours.
    pub fn slot(&self, number: usize) -> String {
        format!("<span {}slot=\"{number}\"></span>", self.0)
    }

    /// Keeps what is ours and what is harmless, puts the finished HTML into its slots, and takes the
    /// prefixes off. `inline` keeps no blocks.
    pub fn clean(&self, html: &str, slots: &[String], inline: bool) -> String {
        let clean = self.builder(inline).clean(html).to_string();
        self.fill(&clean, slots)
    }

    fn builder(&self, inline: bool) -> Builder<'_> {
        let mut builder = builder();
        builder.generic_attribute_prefixes(HashSet::from([self.prefix()]));
        if inline {
            builder.rm_tags(BLOCKS);
        }
        builder
    }

    fn fill(&self, html: &str, slots: &[String]) -> String {
        let attribute = format!(" {}", self.0);
        let slot = format!("<span {}slot=\"", self.0);
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = rest.find(&attribute) {
            let filled = rest[..at + 1].strip_suffix("<span ").and_then(|before| {
                let (number, after) =
                    rest[at..].strip_prefix(&slot["<span".len()..])?.split_once("\"></span>")?;
                Some((before, slots.get(number.parse::<usize>().ok()?)?, after))
            });
            match filled {
                Some((before, html, after)) => {
                    out.push_str(before);
                    out.push_str(html);
                    rest = after;
                }
                None => {
                    out.push_str(&rest[..=at]);
                    rest = &rest[at + attribute.len()..];
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// Whether an element, by its name in small letters, is one that a writer may use amid text.
pub(super) fn is_inline(name: &str) -> bool {
    is_known(name) && !BLOCKS.contains(&name)
}

/// A block of a writer's HTML that leaves what follows it alone: as it is, or, where it ends amid a tag
/// or holds an element that would swallow what follows, made harmless by itself, all its elements
/// closed.
pub(super) fn closed(html: &str) -> Cow<'_, str> {
    if tags(html).is_some_and(|tags| leave_alone(&tags)) {
        return html.into();
    }
    builder().clean(html).to_string().into()
}

/// Whether all tags are of known elements, and no link stays open: links of ours could not stand in it.
fn leave_alone(tags: &[&str]) -> bool {
    let mut in_link = false;
    tags.iter().all(|tag| {
        let name = tag_name(tag).to_ascii_lowercase();
        let closes = tag.starts_with("</");
        let paired = name != "a" || in_link == closes;
        in_link = if name == "a" { !closes } else { in_link };
        paired && is_known(&name)
    }) && !in_link
}

/// The name in `<name …>` or `</name …>`; empty for a comment and the like.
pub(super) fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<').trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
    &name[..end]
}

fn is_known(name: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| builder().clone_tags());
    KNOWN.contains(name)
}

fn builder<'b>() -> Builder<'b> {
    let mut builder = Builder::default();
    builder
        .link_rel(None)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .add_generic_attributes(["dir"])
        .add_tag_attributes("details", ["open"]);
    builder
}

/// The tags in a block of HTML; `None` where it ends inside one, or holds a comment and the like.
fn tags(html: &str) -> Option<Vec<&str>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start..];
        let mut quote = None;
        let end = tag.char_indices().find(|(_, c)| match (quote, c) {
            (Some(open), c) => {
                if open == *c {
                    quote = None;
                }
                false
            }
            (None, '"' | '\'') => {
                quote = Some(*c);
                false
            }
            (None, c) => *c == '>',
        })?;
        tags.push(&tag[..=end.0]);
        rest = &tag[end.0 + 1..];
    }
    Some(tags)
}

/// The elements that cannot stand inside a paragraph.
const BLOCKS: [&str; 38] = [
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "map",
    "nav",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

fn contains_ignoring_case(text: &str, lower: &str) -> bool {
    let text: Cow<'_, str> = if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        text.to_ascii_lowercase().into()
    } else {
        text.into()
    };
    text.contains(lower)
}
