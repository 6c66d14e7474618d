//! A stored copy, made ready for searches.

use std::cell::OnceCell;

use crate::discover::TextInput;
use crate::text::front_matter::{self, FrontMatter};
use crate::text::html;
use crate::text::prose::Prose;
use crate::text::quote::nearest::Nearest;
use crate::text::quote::{Normal, normalise};

/// The words of a stored copy.
pub struct Copy {
    /// As a reader sees them.
    pub(super) text: String,
    pub(super) normal: Normal,
    nearest: OnceCell<Nearest>,
    lower: OnceCell<Normal>,
}

impl Copy {
    /// Reads a copy: HTML and Markdown as they are seen, all else as it is.
    pub fn read(input: &TextInput) -> Self {
        let extension = input.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let text = match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => html::visible(&input.text),
            "md" => Prose::read(below_front_matter(&input.text)).text,
            _ => input.text.to_string(),
        };
        Self { normal: normalise(&text), text, nearest: OnceCell::new(), lower: OnceCell::new() }
    }

    pub(super) fn nearest(&self) -> &Nearest {
        self.nearest.get_or_init(|| Nearest::new(&self.normal.text))
    }

    /// In small letters: browsers look for the words of a link without regard to case.
    pub(super) fn lower(&self) -> &Normal {
        self.lower.get_or_init(|| normalise(&self.text.to_lowercase()))
    }
}

fn below_front_matter(text: &str) -> &str {
    match front_matter::find(text) {
        FrontMatter::Present { body, .. } => text.get(body..).unwrap_or_default(),
        FrontMatter::Missing | FrontMatter::Unclosed => text,
    }
}
