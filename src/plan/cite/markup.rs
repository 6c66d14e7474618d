//! Text in and out of the citation library.
//!
//! In text, `<i>`, `<b>`, `<sup>`, `<sub>` and `<span class="nocase">` are markup where they pair up,
//! and all else is text (format, section 6). The library neither reads the one nor escapes the other.
//! So on the way in markup becomes Unicode noncharacters, which no text may hold; on the way out they
//! become tags again, and everything else is escaped.

use std::ops::Range;

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use super::Citation;
use super::item::WORDED_YEAR;

/// The elements, each with its start and end tag and the noncharacters that stand for these.
const ELEMENTS: [Element; 5] = [
    Element { start: "<i>", end: "</i>", begin: '\u{FDD0}', finish: '\u{FDD1}' },
    Element { start: "<b>", end: "</b>", begin: '\u{FDD2}', finish: '\u{FDD3}' },
    Element { start: "<sup>", end: "</sup>", begin: '\u{FDD4}', finish: '\u{FDD5}' },
    Element { start: "<sub>", end: "</sub>", begin: '\u{FDD6}', finish: '\u{FDD7}' },
    Element { start: "<span class=\"nocase\">", end: "</span>", begin: '\u{FDD8}', finish: '\u{FDD9}' },
];

/// The element that leaves no tags.
const NOCASE: usize = 4;

struct Element {
    start: &'static str,
    end: &'static str,
    begin: char,
    finish: char,
}

/// The first of sixteen noncharacters, the digits in which text is written whose case no style may
/// change.
const FIRST_DIGIT: u32 = 0xFDE0;

/// Text without what no text may hold: control characters become spaces, noncharacters vanish.
pub fn clean(text: &str) -> String {
    text.chars().filter(|&c| !is_noncharacter(c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Makes a writer's text ready for the library.
pub fn encode(text: &str) -> String {
    encode_clean(clean(text).trim())
}

/// Text as it is, escaped.
pub fn plain(text: &str) -> Citation {
    let mut out = Writer::default();
    out.text(&clean(text));
    out.citation
}

/// What the library made, as HTML and as text. `date_words` replace a date that it could not say.
pub fn render(children: &ElemChildren, date_words: Option<&str>) -> Citation {
    let mut out = Writer { date_words, ..Writer::default() };
    out.children(children, false);
    let Citation { html, text } = out.citation;
    Citation { html: html.trim().to_owned(), text: text.trim().to_owned() }
}

fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// A tag in a text: its bytes, its element, whether it ends the element.
struct Tag {
    bytes: Range<usize>,
    element: usize,
    ends: bool,
}

fn encode_clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0;
    let mut done = 0;
    for tag in paired(tags(text)) {
        push_between(&mut out, &text[done..tag.bytes.start], depth > 0, done > 0, true);
        done = tag.bytes.end;
        depth = if tag.ends { depth - 1 } else { depth + 1 };
        if let Some(element) = ELEMENTS.get(tag.element).filter(|_| tag.element != NOCASE) {
            let mark = if tag.ends { element.finish } else { element.begin };
            push_encoded(&mut out, mark.encode_utf8(&mut [0; 4]), true);
        }
    }
    push_between(&mut out, &text[done..], false, done > 0, false);
    out
}

/// Text between two tags. What stands in an element keeps its case, and so does the rest of a word
/// that an element cuts: the library would take `H<sub>2</sub>O` for three words.
fn push_between(out: &mut String, text: &str, inside: bool, after_tag: bool, before_tag: bool) {
    let letter = |c: char| c.is_alphanumeric();
    let head = if after_tag { text.len() - text.trim_start_matches(letter).len() } else { 0 };
    let tail = if before_tag { text.trim_end_matches(letter).len() } else { text.len() };
    if inside || tail <= head {
        return push_encoded(out, text, inside || !text.is_empty() && (after_tag || before_tag));
    }
    push_encoded(out, &text[..head], true);
    push_encoded(out, &text[head..tail], false);
    push_encoded(out, &text[tail..], true);
}

fn push_encoded(out: &mut String, text: &str, protected: bool) {
    if protected {
        out.extend(text.bytes().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    } else {
        out.push_str(text);
    }
}

fn tags(text: &str) -> Vec<Tag> {
    let at = |start: usize| {
        ELEMENTS.iter().enumerate().find_map(|(element, Element { start: open, end, .. })| {
            let (tag, ends) = if text[start..].starts_with(open) { (open, false) } else { (end, true) };
            text[start..].starts_with(tag).then(|| Tag { bytes: start..start + tag.len(), element, ends })
        })
    };
    text.match_indices('<').filter_map(|(start, _)| at(start)).collect()
}

/// The tags that pair up and nest; the others are text.
#[expect(
    clippy::indexing_slicing,
    reason = "tags are counted off, and their elements are those of the table"
)]
fn paired(tags: Vec<Tag>) -> Vec<Tag> {
    let mut open: Vec<usize> = Vec::new();
    let mut open_of = [0_usize; ELEMENTS.len()];
    let mut kept = vec![false; tags.len()];
    for (index, tag) in tags.iter().enumerate() {
        if !tag.ends {
            open.push(index);
            open_of[tag.element] += 1;
            continue;
        }
        while open_of[tag.element] > 0
            && let Some(start) = open.pop()
        {
            open_of[tags[start].element] -= 1;
            if tags[start].element == tag.element {
                (kept[start], kept[index]) = (true, true);
                break;
            }
        }
    }
    tags.into_iter().zip(kept).filter_map(|(tag, kept)| kept.then_some(tag)).collect()
}

fn digit(value: u8) -> char {
    char::from_u32(FIRST_DIGIT + u32::from(value)).unwrap_or_default()
}

fn digit_value(c: char) -> Option<u8> {
    let value = u32::from(c).checked_sub(FIRST_DIGIT)?;
    u8::try_from(value).ok().filter(|&value| value < 16)
}

#[derive(Default)]
struct Writer<'a> {
    citation: Citation,
    date_words: Option<&'a str>,
}

impl Writer<'_> {
    fn children(&mut self, children: &ElemChildren, in_date: bool) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.formatted(&text.text, text.formatting, in_date),
                ElemChild::Elem(elem) => self.elem(elem, in_date),
                ElemChild::Markup(text) => self.text(text),
                ElemChild::Link { text, url } => self.link(&text.text, text.formatting, url),
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn elem(&mut self, elem: &Elem, in_date: bool) {
        // The notes have numbers of their own.
        if matches!(elem.meta, Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel)) {
            return;
        }
        if elem.display.is_some() && !self.citation.text.ends_with(' ') {
            self.raw(' ');
        }
        self.children(&elem.children, in_date || elem.meta == Some(ElemMeta::Date));
    }

    fn formatted(&mut self, text: &str, formatting: Formatting, in_date: bool) {
        let tags = tags_of(formatting);
        self.tags(tags.iter().map(|(open, _)| *open));
        match self.date_words.filter(|_| in_date) {
            Some(words) => self.text(&text.replace(&WORDED_YEAR.to_string(), words)),
            None => self.text(text),
        }
        self.tags(tags.iter().rev().map(|(_, close)| *close));
    }

    /// Only addresses that a style makes of an identifier are links, and these are `https:`.
    fn link(&mut self, text: &str, formatting: Formatting, url: &str) {
        let url = decode(url);
        if !url.starts_with("https://") {
            return self.formatted(text, formatting, false);
        }
        self.citation.html.push_str("<a href=\"");
        url.chars().for_each(|c| escape(&mut self.citation.html, c));
        self.citation.html.push_str("\">");
        self.formatted(text, formatting, false);
        self.citation.html.push_str("</a>");
    }

    /// Encoded text; elements that it leaves open are closed at its end.
    fn text(&mut self, text: &str) {
        let mut open: Vec<&Element> = Vec::new();
        for c in decode(text).chars() {
            if let Some(element) = ELEMENTS.iter().find(|element| element.begin == c) {
                open.push(element);
                self.citation.html.push_str(element.start);
            } else if let Some(element) = open.pop_if(|element| element.finish == c) {
                self.citation.html.push_str(element.end);
            } else if !is_noncharacter(c) {
                self.raw(c);
            }
        }
        self.tags(open.iter().rev().map(|element| element.end));
    }

    fn raw(&mut self, c: char) {
        escape(&mut self.citation.html, c);
        self.citation.text.push(c);
    }

    fn tags(&mut self, tags: impl Iterator<Item = &'static str>) {
        self.citation.html.extend(tags);
    }
}

/// Turns the digits of protected text back into text.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = Vec::new();
    let mut high = None;
    for c in text.chars() {
        match (digit_value(c), high.take()) {
            (Some(value), None) => high = Some(value),
            (Some(value), Some(first)) => bytes.push(first << 4 | value),
            (None, _) => {
                out.push_str(&String::from_utf8_lossy(&std::mem::take(&mut bytes)));
                out.push(c);
            }
        }
    }
    out.push_str(&String::from_utf8_lossy(&bytes));
    out
}

fn tags_of(formatting: Formatting) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    if formatting.font_style == FontStyle::Italic {
        tags.push(("<i>", "</i>"));
    }
    if formatting.font_weight == FontWeight::Bold {
        tags.push(("<b>", "</b>"));
    }
    if formatting.text_decoration == TextDecoration::Underline {
        tags.push(("<u>", "</u>"));
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        tags.push(("<span class=\"small-caps\">", "</span>"));
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push(("<sup>", "</sup>")),
        VerticalAlign::Sub => tags.push(("<sub>", "</sub>")),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    tags
}

fn escape(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        c => out.push(c),
    }
}
