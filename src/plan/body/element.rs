//! Elements: what opens and closes around the words.

use std::fmt::Write as _;

use crate::parse::config::RawHtml;
use crate::text::markdown::{Address, Alignment, Event, Kind, Tag};

use super::code;
use super::escape::{encode_url, escape, escape_into, is_safe_url};
use super::sheet::{Apart, Image, Sheet};
use super::write::Flow;

impl Sheet<'_, '_> {
    pub(super) fn open(&mut self, tag: &Tag<'_>, events: &[Event<'_>], index: usize) {
        self.end_mark();
        if tag.is_block() && self.flow == Flow::Inline {
            self.space();
        }
        let closer = match tag {
            Tag::Emphasis => self.inline("<em>", "</em>"),
            Tag::Strong => self.inline("<strong>", "</strong>"),
            Tag::Strikethrough => self.inline("<del>", "</del>"),
            Tag::Link(address) => self.open_link(address),
            Tag::Image(address) => self.open_image(address),
            Tag::CodeBlock(language) => {
                self.apart = Some(Apart::Code { language: language.to_string(), text: String::new() });
                ""
            }
            Tag::HtmlBlock => {
                self.apart = Some(Apart::Html(String::new()));
                ""
            }
            _ if self.flow == Flow::Inline => "",
            _ => self.open_block(tag, events, index),
        };
        self.closers.push(closer);
    }

    fn inline(&mut self, open: &str, close: &'static str) -> &'static str {
        self.out.push_str(open);
        close
    }

    fn open_block(&mut self, tag: &Tag<'_>, events: &[Event<'_>], index: usize) -> &'static str {
        match tag {
            Tag::Heading(level) => return self.open_heading(*level, events.get(index..).unwrap_or_default()),
            Tag::List(Some(first)) if *first != 1 => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
                return "</ol>\n";
            }
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                return self.inline("<table>\n", "</tbody>\n</table>\n");
            }
            Tag::TableCell => return self.open_cell(),
            Tag::TableHead => (self.in_head, self.column) = (true, 0),
            Tag::TableRow => self.column = 0,
            _ => {}
        }
        let (open, close) = match tag {
            Tag::BlockQuote => ("<blockquote>\n", "</blockquote>\n"),
            Tag::List(Some(_)) => ("<ol>\n", "</ol>\n"),
            Tag::List(None) => ("<ul>\n", "</ul>\n"),
            Tag::Item => ("<li>", "</li>\n"),
            Tag::TableHead => ("<thead>\n<tr>", "</tr>\n</thead>\n<tbody>\n"),
            Tag::TableRow => ("<tr>", "</tr>\n"),
            _ => ("<p>", "</p>\n"),
        };
        self.inline(open, close)
    }

    fn open_heading(&mut self, level: u8, events: &[Event<'_>]) -> &'static str {
        let words = heading_words(events);
        let fragment = self.writer.outline.fragment(&words);
        let (name, close) = match self.writer.outline.level(level) {
            2 => ("h2", "</h2>\n"),
            3 => ("h3", "</h3>\n"),
            4 => ("h4", "</h4>\n"),
            5 => ("h5", "</h5>\n"),
            _ => ("h6", "</h6>\n"),
        };
        self.tag(name, &[("id", &fragment)]);
        close
    }

    fn open_cell(&mut self) -> &'static str {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => Some(("class", "align-left")),
            Some(Alignment::Center) => Some(("class", "align-center")),
            Some(Alignment::Right) => Some(("class", "align-right")),
            _ => None,
        };
        self.column += 1;
        let mut attributes: Vec<(&str, &str)> = class.into_iter().collect();
        if self.in_head {
            attributes.push(("scope", "col"));
            self.tag("th", &attributes);
            return "</th>\n";
        }
        self.tag("td", &attributes);
        "</td>\n"
    }

    fn open_link(&mut self, address: &Address<'_>) -> &'static str {
        let Some(url) = self.url(address, false) else { return "" };
        let _ = write!(self.out, "<a href=\"{}\"", escape(&encode_url(&url)));
        if !address.title.is_empty() {
            let _ = write!(self.out, " title=\"{}\"", escape(&address.title));
        }
        self.out.push('>');
        self.links += 1;
        "</a>"
    }

    fn open_image(&mut self, address: &Address<'_>) -> &'static str {
        let src = self.url(address, true);
        let title = address.title.to_string();
        self.apart = Some(Apart::Image(Image { src, title, alt: String::new(), depth: 0 }));
        ""
    }

    /// What the page prints for an address. The desk's word is not taken for its safety.
    fn url(&self, address: &Address<'_>, image: bool) -> Option<String> {
        (self.writer.desk.link)(&address.url, image).filter(|url| is_safe_url(url))
    }

    pub(super) fn close(&mut self) {
        self.end_mark();
        match self.apart.take() {
            Some(Apart::Image(image)) => self.image(&image),
            Some(Apart::Code { language, text }) => self.code(&language, &text),
            Some(Apart::Html(html)) => self.html(&html),
            None => {}
        }
        let Some(closer) = self.closers.pop() else { return };
        if closer.ends_with('\n') {
            // No link reaches beyond its block.
            self.end_raw();
            if self.links == 0 {
                self.release();
            }
        }
        self.out.push_str(closer);
        match closer {
            "</a>" => {
                self.links -= 1;
                if self.links == 0 && !self.raw_link {
                    self.release();
                }
            }
            "</tr>\n</thead>\n<tbody>\n" => self.in_head = false,
            _ => {}
        }
    }

    fn image(&mut self, image: &Image) {
        let Some(src) = &image.src else { return escape_into(&image.alt, &mut self.out) };
        let (src, alt) = (escape(&encode_url(src)), escape(&image.alt));
        let mut html = format!("<img src=\"{src}\" alt=\"{alt}\"");
        if !image.title.is_empty() {
            let _ = write!(html, " title=\"{}\"", escape(&image.title));
        }
        html.push_str(" loading=\"lazy\">");
        self.slot(html);
    }

    fn code(&mut self, language: &str, text: &str) {
        if self.flow == Flow::Inline {
            let _ = write!(self.out, "<code>{}</code>", escape(text.trim_end()));
            return;
        }
        let (html, highlighted) = code::block(language, text);
        self.writer.has_code |= highlighted;
        self.slot(html);
        self.out.push('\n');
    }

    fn html(&mut self, html: &str) {
        let escaped = self.writer.desk.raw_html == RawHtml::Escape && self.flow == Flow::Blocks;
        let (open, close) = if escaped { ("<p>", "</p>\n") } else { ("", "\n") };
        self.out.push_str(open);
        self.raw_block(html.trim_end());
        self.out.push_str(close);
    }

    pub(super) fn block(&mut self, html: &str) {
        self.end_mark();
        if self.flow == Flow::Blocks {
            self.out.push_str(html);
        }
    }
}

/// The words of the heading that the events begin with.
fn heading_words(events: &[Event<'_>]) -> String {
    let mut words = String::new();
    let mut depth = 0_usize;
    for event in events {
        match &event.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            Kind::Text(text) | Kind::Code(text) => words.push_str(text),
            Kind::SoftBreak | Kind::HardBreak => words.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}
