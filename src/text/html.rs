//! The door to the HTML parser: the words that a reader of a page sees.
//!
//! The parser builds the tree that browsers build, so that a page that closes nothing and nests wrongly is
//! read as it is shown.

use scraper::{Html, Node};

/// The text of an HTML document as it is read: white space folded, a blank line between blocks, a line end
/// where the page has one. What browsers do not show (the head, scripts, style sheets, what is `hidden`) is
/// not part of it.
pub fn visible(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut words = Words::default();
    let mut node = document.tree.root();
    loop {
        let shown = words.enter(node.value());
        if let Some(child) = node.first_child().filter(|_| shown) {
            node = child;
            continue;
        }
        // On to what comes next, out of every element that ends here.
        loop {
            words.leave(node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return words.text,
            }
        }
    }
}

/// Elements whose inside nobody reads as text.
const UNSEEN: [&str; 16] = [
    "audio", "canvas", "datalist", "head", "iframe", "math", "noscript", "object", "picture", "script",
    "select", "style", "svg", "template", "textarea", "video",
];

/// Elements that stand in a line of text. All others begin and end one, as unknown ones rarely do in
/// pages, but words must not run together.
const INLINE: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var",
];

/// The text under construction.
#[derive(Default)]
struct Words {
    text: String,
    /// What stands between the last words and the next ones.
    gap: Gap,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Block,
}

impl Words {
    /// Whether the inside of a node is read.
    fn enter(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) => self.add(text),
            Node::Element(element) => {
                self.turn(element.name());
                return !UNSEEN.contains(&element.name()) && !is_hidden(element);
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &Node) {
        if let Node::Element(element) = node {
            self.turn(element.name());
        }
    }

    fn turn(&mut self, name: &str) {
        let gap = match name {
            "br" => Gap::Line,
            "wbr" => Gap::None,
            "td" | "th" => Gap::Space,
            "dt" | "dd" | "li" | "option" | "tr" => Gap::Line,
            _ if INLINE.contains(&name) || UNSEEN.contains(&name) => Gap::None,
            _ => Gap::Block,
        };
        self.gap = self.gap.max(gap);
    }

    fn add(&mut self, text: &str) {
        // A no-break space is a character of the text.
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
        if text.starts_with(blank) {
            self.gap = self.gap.max(Gap::Space);
        }
        for word in text.split(blank).filter(|word| !word.is_empty()) {
            if !self.text.is_empty() {
                self.text.push_str(match self.gap {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line => "\n",
                    Gap::Block => "\n\n",
                });
            }
            self.text.push_str(word);
            self.gap = Gap::Space;
        }
        if !text.is_empty() && !text.ends_with(blank) && self.gap == Gap::Space {
            self.gap = Gap::None;
        }
    }
}

fn is_hidden(element: &scraper::node::Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    element.attr("hidden").is_some() || style.to_ascii_lowercase().contains("display:none")
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn words_are_read_as_they_are_shown() {
        let html = "<!doctype html><title>Not this</title><style>p { color: red }</style>
            <h1>A  headline</h1><p>He said: <q>I <b>can</b>not</q>&nbsp;&amp; left.<br>Then\n nothing.
            <script>var words = 'no';</script><p hidden>gone<p style='display : none'>gone
            <ul><li>one<li>two</ul><table><tr><td>a<td>b<tr><td>c</table>";
        let text = "A headline\n\nHe said: I cannot\u{a0}& left.\nThen nothing.\n\none\ntwo\n\na b\nc";
        assert_eq!(visible(html), text);
    }

    #[test]
    fn text_of_no_markup_is_itself() {
        assert_eq!(visible("no markup"), "no markup");
        assert_eq!(visible(""), "");
        assert_eq!(visible("a</p></div>b<i>c"), "a\n\nbc");
    }

    #[test]
    fn what_nests_deeply_is_read() {
        let html = "<div>".repeat(20_000) + "deep";
        assert_eq!(visible(&html), "deep");
    }
}
