//! Code, highlighted: the door to syntect.
//!
//! Syntect gives every token a chain of scopes, which printed as classes would make the HTML many
//! times its source. A token gets one class of a short list instead, and the style sheet holds the
//! colours that two themes give to that list.

use std::fmt::Write as _;
use std::sync::LazyLock;

use syntect::highlighting::{Color, FontStyle, Highlighter, Style, Theme};
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use two_face::theme::EmbeddedThemeName;

use super::escape::{escape, escape_into};

/// Longer lines and longer blocks are printed plain: the grammars are regular expressions, and their
/// time on text made for it has no bound.
const LONGEST_LINE: usize = 2_000;
const LONGEST_BLOCK: usize = 200_000;

/// The scopes that the styles tell apart, each with its class. Where several fit, the longest counts;
/// an empty class is printed plain.
const CLASSES: [(&str, &str); 37] = [
    ("comment", "comment"),
    ("string", "string"),
    ("constant.character.escape", "escape"),
    ("constant.numeric", "number"),
    ("constant", "constant"),
    ("support.constant", "constant"),
    ("keyword", "keyword"),
    ("keyword.operator", ""),
    ("keyword.operator.word", "keyword"),
    ("storage", "keyword"),
    ("entity.name.type", "type"),
    ("entity.name.class", "type"),
    ("entity.name.struct", "type"),
    ("entity.name.enum", "type"),
    ("entity.name.trait", "type"),
    ("entity.name.interface", "type"),
    ("entity.other.inherited-class", "type"),
    ("support.type", "type"),
    ("support.type.property-name", "attribute"),
    ("support.class", "type"),
    ("entity.name.function", "function"),
    ("entity.name.macro", "function"),
    ("support.function", "function"),
    ("support.macro", "function"),
    ("variable.function", "function"),
    ("variable.parameter", "variable"),
    ("variable.language", "variable"),
    ("entity.name.tag", "tag"),
    ("entity.other.attribute-name", "attribute"),
    ("meta.mapping.key", "attribute"),
    ("markup.heading", "heading"),
    ("entity.name.section", "heading"),
    ("markup.bold", "bold"),
    ("markup.italic", "italic"),
    ("markup.underline.link", "link"),
    ("markup.inserted", "inserted"),
    ("markup.deleted", "deleted"),
];

/// The scope whose colour in a theme is that of the class.
const COLOURS: [(&str, &str); 17] = [
    ("comment", "comment.line"),
    ("string", "string.quoted.double"),
    ("escape", "constant.character.escape"),
    ("number", "constant.numeric"),
    ("constant", "constant.language"),
    ("keyword", "keyword.control"),
    ("type", "entity.name.class"),
    ("function", "entity.name.function"),
    ("variable", "variable.parameter"),
    ("tag", "entity.name.tag"),
    ("attribute", "entity.other.attribute-name"),
    ("heading", "markup.heading"),
    ("bold", "markup.bold"),
    ("italic", "markup.italic"),
    ("link", "markup.underline.link"),
    ("inserted", "markup.inserted"),
    ("deleted", "markup.deleted"),
];

/// A block of code as HTML, and whether it is highlighted. A language that is not known is printed
/// plain. `language` is what stands behind the fence; its first word counts.
pub(super) fn block(language: &str, code: &str) -> (String, bool) {
    let language = language.split([' ', '\t', ',', '{']).next().unwrap_or_default();
    let lines = highlighted(language, code);
    let class = match language {
        "" => String::new(),
        _ => format!(" class=\"language-{}\"", escape(language)),
    };
    let body = lines.clone().unwrap_or_else(|| escape(code));
    (format!("<pre class=\"code\" tabindex=\"0\"><code{class}>{body}</code></pre>"), lines.is_some())
}

/// The style sheet for highlighted code: light, and dark where the reader's system is. The same text
/// in every build.
pub fn code_styles() -> String {
    let themes = two_face::theme::extra();
    let light = rules(themes.get(EmbeddedThemeName::ColdarkCold));
    let dark = rules(themes.get(EmbeddedThemeName::ColdarkDark));
    format!("{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n")
}

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The scopes of [`CLASSES`], the longest first.
static SCOPES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let read = |(scope, class): (&str, &'static str)| Scope::new(scope).ok().map(|scope| (scope, class));
    let mut scopes: Vec<_> = CLASSES.into_iter().filter_map(read).collect();
    scopes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    scopes
});

fn highlighted(language: &str, code: &str) -> Option<String> {
    let long = code.len() > LONGEST_BLOCK || code.lines().any(|line| line.len() > LONGEST_LINE);
    if language.is_empty() || long {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    spans(syntax, code)
}

/// The code with one span for each run of tokens of a class; `None` where the grammar fails.
fn spans(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let mut spans = Spans { out: String::with_capacity(code.len() * 2), class: "" };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        let mut done = 0;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            spans.print(&line[done..at], &stack);
            stack.apply(&change).ok()?;
            done = at;
        }
        spans.print(&line[done..], &stack);
    }
    Some(spans.finish())
}

struct Spans {
    out: String,
    /// Of the span that is open; empty for none.
    class: &'static str,
}

impl Spans {
    fn print(&mut self, text: &str, stack: &ScopeStack) {
        if text.is_empty() {
            return;
        }
        let blank = text.trim().is_empty();
        let class = if blank { self.class } else { class(stack) };
        if class != self.class {
            self.end();
            if !class.is_empty() {
                let _ = write!(self.out, "<span class=\"syn-{class}\">");
            }
            self.class = class;
        }
        escape_into(text, &mut self.out);
    }

    fn end(&mut self) {
        if !self.class.is_empty() {
            self.out.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.end();
        self.out
    }
}

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| {
        SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    };
    stack.as_slice().iter().rev().find_map(of).unwrap_or_default()
}

fn rules(theme: &Theme) -> String {
    let highlighter = Highlighter::new(theme);
    let plain = highlighter.get_default();
    let mut css =
        format!("pre.code {{ color: {}; background: {}; }}\n", hex(plain.foreground), hex(plain.background));
    for (class, scope) in COLOURS {
        let Ok(scope) = Scope::new(scope) else { continue };
        let style = highlighter.style_for_stack(&[scope]);
        let _ = writeln!(css, ".syn-{class} {{ {} }}", declarations(class, style));
    }
    css
}

fn declarations(class: &str, style: Style) -> String {
    let mut css = format!("color: {};", hex(style.foreground));
    if style.font_style.contains(FontStyle::BOLD) || class == "bold" {
        css.push_str(" font-weight: bold;");
    }
    if style.font_style.contains(FontStyle::ITALIC) || class == "italic" {
        css.push_str(" font-style: italic;");
    }
    css
}

fn hex(colour: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b)
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, COLOURS, Color, Highlighter, Scope, code_styles};
    use two_face::theme::EmbeddedThemeName;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Color) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r) + 0.7152 * channel(colour.g) + 0.0722 * channel(colour.b)
    }

    #[test]
    fn every_colour_can_be_read() {
        let themes = two_face::theme::extra();
        for name in [EmbeddedThemeName::ColdarkCold, EmbeddedThemeName::ColdarkDark] {
            let highlighter = Highlighter::new(themes.get(name));
            let plain = highlighter.get_default();
            for (class, scope) in COLOURS {
                let style = highlighter.style_for_stack(&[Scope::new(scope).unwrap()]);
                let (a, b) = (luminance(style.foreground), luminance(plain.background));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{class}: {contrast}");
            }
        }
    }

    #[test]
    fn the_style_sheet_is_whole() {
        let css = code_styles();
        for (scope, class) in CLASSES {
            assert!(Scope::new(scope).is_ok());
            assert!(class.is_empty() || css.matches(&format!(".syn-{class} {{")).count() == 2, "{class}");
        }
        assert!(css.len() < 4_000, "{}", css.len());
    }
}
