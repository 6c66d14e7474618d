//! Claims files as people spell them: in all styles that YAML has, with the bytes of every scalar known.

use std::ops::Range;

use crate::dice::Dice;

/// A claims file.
pub struct File {
    pub text: String,
    /// Every value that is a scalar, with the header of a block, without an anchor or a tag.
    pub scalars: Vec<Scalar>,
}

pub struct Scalar {
    pub bytes: Range<usize>,
    /// The key under which it stands; `quote` also for an item of a list of quotes.
    pub key: &'static str,
}

const WORDS: [&str; 28] = [
    "I",
    "can't",
    "either",
    "confirm",
    "or",
    "deny",
    "this",
    "говорит",
    "消息",
    "Käse",
    "\"so\"",
    "'no'",
    "a:b",
    "#1",
    "—",
    "3.5",
    "no,",
    "[sic]",
    "{x}",
    "end.",
    "50%",
    "…",
    "e\u{301}t",
    "👩\u{200d}👧",
    "\u{a0}",
    "back\\slash",
    "or:",
    "*it*",
];

/// A text of a few words, some of them such as YAML takes for something else.
pub fn words(dice: &mut Dice) -> String {
    let count = 1 + dice.below(14);
    let text: Vec<&str> = (0..count).map(|_| *dice.pick(&WORDS)).collect();
    text.join(" ")
}

/// The same, or what is harder to spell.
pub fn hard_words(dice: &mut Dice) -> String {
    const HARD: [&str; 22] = [
        "",
        " ",
        "null",
        "~",
        "true",
        "no",
        "2022",
        "0x1F",
        "1e3",
        "- a",
        "a: b",
        "a #b",
        " a",
        "a ",
        "a  b",
        "a\nb",
        "a\n\nb\n",
        "\ta",
        "<<",
        "'",
        "\"",
        "\u{85}\u{2028}\u{7}",
    ];
    if dice.below(3) == 0 { (*dice.pick(&HARD)).to_owned() } else { words(dice) }
}

/// A file of some entries.
pub fn file(dice: &mut Dice) -> File {
    let eol = if dice.below(3) == 0 { "\r\n" } else { "\n" };
    let mut pen = Pen { text: String::new(), scalars: Vec::new(), eol, anchors: 0 };
    pen.comment(0, dice);
    pen.text.push_str("claims:");
    pen.end_line(dice);
    let hyphen = dice.below(4);
    let gap = 2 + dice.below(3);
    for number in 0..1 + dice.below(4) {
        pen.comment(hyphen, dice);
        pen.text.push_str(&format!("{}-{}", " ".repeat(hyphen), " ".repeat(gap - 1)));
        if dice.below(5) == 0 {
            pen.flow_entry(number, dice);
        } else {
            pen.block_entry(number, hyphen + gap, dice);
        }
    }
    // The line ends that a block keeps are its own.
    if dice.below(4) == 0 && !pen.text.contains("|+") && !pen.text.contains(">+") {
        let trimmed = pen.text.trim_end_matches(['\r', '\n']).len();
        pen.text.truncate(trimmed);
    }
    File { text: pen.text, scalars: pen.scalars }
}

struct Pen {
    text: String,
    scalars: Vec<Scalar>,
    eol: &'static str,
    anchors: usize,
}

impl Pen {
    fn block_entry(&mut self, number: usize, indent: usize, dice: &mut Dice) {
        let margin = " ".repeat(indent);
        self.text.push_str("id: ");
        self.put(&format!("c{number}"), "id", dice);
        self.end_line(dice);
        self.comment(indent, dice);
        self.text.push_str(&format!("{margin}quote:"));
        match dice.below(4) {
            0 => {
                self.end_line(dice);
                let inner = indent + 1 + dice.below(4);
                self.mapping_of_quote(inner, dice);
            }
            1 => {
                self.end_line(dice);
                let hyphen = indent + dice.below(3);
                self.list_of_quotes(hyphen, dice);
            }
            2 => {
                let open = dice.below(2) == 0;
                let (key, other) = if open { ("exact", "suffix") } else { ("quote", "quote") };
                self.text.push_str(if open { " {exact: " } else { " [" });
                self.flow_scalar(key, dice);
                self.text.push_str(if open { ", suffix: " } else { ", " });
                self.flow_scalar(other, dice);
                self.text.push(if open { '}' } else { ']' });
                self.end_line(dice);
            }
            _ => {
                self.text.push(' ');
                self.line_scalar("quote", indent, dice);
            }
        }
        self.text.push_str(&format!("{margin}speaker: "));
        self.put("peskov", "speaker", dice);
        self.end_line(dice);
        if dice.below(2) == 0 {
            self.text.push_str(&format!("{margin}note:{}", " ".repeat(1 + dice.below(3))));
            self.line_scalar("note", indent, dice);
        }
        if dice.below(3) == 0 {
            self.text.push_str(&format!("{margin}via: [tass,  \"nyp\"]"));
            self.end_line(dice);
        }
    }

    fn mapping_of_quote(&mut self, indent: usize, dice: &mut Dice) {
        const KEYS: [&[&str]; 3] = [&["exact"], &["exact", "prefix"], &["suffix", "exact"]];
        for key in *dice.pick(&KEYS) {
            self.comment(indent, dice);
            self.text.push_str(&format!("{}{key}: ", " ".repeat(indent)));
            self.line_scalar(key, indent, dice);
        }
    }

    fn list_of_quotes(&mut self, hyphen: usize, dice: &mut Dice) {
        for _ in 0..1 + dice.below(3) {
            self.comment(hyphen, dice);
            self.text.push_str(&format!("{}- ", " ".repeat(hyphen)));
            if dice.below(3) == 0 {
                self.text.push_str("exact: ");
                self.line_scalar("exact", hyphen + 2, dice);
            } else {
                self.line_scalar("quote", hyphen, dice);
            }
        }
    }

    fn flow_entry(&mut self, number: usize, dice: &mut Dice) {
        self.text.push_str(&format!("{{id: c{number}, quote: "));
        self.flow_scalar("quote", dice);
        let eol = self.eol;
        let gap = if dice.below(2) == 0 { format!(",{eol}        ") } else { ", ".to_owned() };
        self.text.push_str(&format!("{gap}speaker: peskov, note: "));
        self.flow_scalar("note", dice);
        self.text.push('}');
        self.end_line(dice);
    }

    /// A value in block notation, which ends its line.
    fn line_scalar(&mut self, key: &'static str, indent: usize, dice: &mut Dice) {
        let value = words(dice);
        match dice.below(8) {
            0 => self.block('|', &value, key, indent, dice),
            1 | 2 => self.block('>', &value, key, indent, dice),
            style => {
                self.flow_style(style, &value, key, Some(indent), dice);
                self.end_line(dice);
            }
        }
    }

    fn flow_scalar(&mut self, key: &'static str, dice: &mut Dice) {
        let value = words(dice);
        let style = 3 + dice.below(5);
        self.flow_style(style, &value, key, None, dice);
    }

    fn flow_style(
        &mut self,
        style: usize,
        value: &str,
        key: &'static str,
        indent: Option<usize>,
        dice: &mut Dice,
    ) {
        let plain = |c: char| c.is_alphanumeric() || c == ' ' || c == '\'';
        match style {
            3 | 4
                if value.len() > 4
                    && value.chars().all(plain)
                    && value.starts_with(char::is_alphanumeric) =>
            {
                let value = self.folded(value, indent, dice);
                self.put(&value, key, dice);
            }
            5 | 6 => {
                let value = self.folded(&value.replace('\'', "''"), indent, dice);
                self.put(&format!("'{value}'"), key, dice);
            }
            _ => {
                let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('…', "\\u2026");
                let value = self.folded(&value, indent, dice);
                self.put(&format!("\"{value}\""), key, dice);
            }
        }
    }

    /// The same over several lines, now and then.
    fn folded(&self, value: &str, indent: Option<usize>, dice: &mut Dice) -> String {
        let Some(indent) = indent.filter(|_| dice.below(3) == 0) else { return value.to_owned() };
        let margin = " ".repeat(indent + 1 + dice.below(4));
        let mut new = String::new();
        let mut letters = value.chars().peekable();
        while let Some(c) = letters.next() {
            let next = letters.peek().is_some_and(|c| c.is_alphanumeric());
            let before = new.chars().next_back().is_some_and(char::is_alphanumeric);
            if c == ' ' && next && before && dice.below(3) == 0 {
                new.push_str(&format!("{}{margin}", self.eol));
            } else {
                new.push(c);
            }
        }
        new
    }

    fn block(&mut self, sign: char, value: &str, key: &'static str, indent: usize, dice: &mut Dice) {
        let by = 1 + dice.below(4);
        let chomping = *dice.pick(&["", "-", "-", "+"]);
        let explicit = if dice.below(4) == 0 && key != "quote" { by.to_string() } else { String::new() };
        let comment = if dice.below(3) == 0 { " # folded" } else { "" };
        let mut lines = vec!["So".to_owned()];
        for word in value.split(' ').filter(|word| !word.trim().is_empty()) {
            if word.starts_with(char::is_alphanumeric) && dice.below(4) == 0 {
                lines.push(word.to_owned());
            } else {
                lines.last_mut().unwrap().push_str(&format!(" {word}"));
            }
        }
        let (eol, margin) = (self.eol, " ".repeat(indent + by));
        let body: Vec<String> = lines.iter().map(|line| format!("{margin}{line}")).collect();
        let start = self.property(key, dice);
        self.text.push_str(&format!("{sign}{explicit}{chomping}{comment}{eol}{}", body.join(eol)));
        self.scalars.push(Scalar { bytes: start..self.text.len(), key });
        self.text.push_str(eol);
        if dice.below(4) == 0 {
            self.text.push_str(eol);
        }
    }

    fn put(&mut self, spelled: &str, key: &'static str, dice: &mut Dice) {
        let start = self.property(key, dice);
        self.text.push_str(spelled);
        self.scalars.push(Scalar { bytes: start..self.text.len(), key });
    }

    /// Now and then an anchor that nothing repeats, or a tag that says what is so anyway.
    fn property(&mut self, key: &'static str, dice: &mut Dice) -> usize {
        if key != "id" && dice.below(12) == 0 {
            self.anchors += 1;
            let anchor = format!("&a{} ", self.anchors);
            self.text.push_str(if dice.below(2) == 0 { "!!str " } else { &anchor });
        }
        self.text.len()
    }

    fn end_line(&mut self, dice: &mut Dice) {
        const ENDS: [&str; 6] = ["", "", "", " # so: \"it\" - is", "\t# tab", "   "];
        self.text.push_str(dice.pick::<&str>(&ENDS));
        self.text.push_str(self.eol);
    }

    fn comment(&mut self, indent: usize, dice: &mut Dice) {
        let eol = self.eol;
        match dice.below(5) {
            0 => self.text.push_str(&format!("{}# Of: 'it' | > & - more{eol}", " ".repeat(indent))),
            1 => self.text.push_str(eol),
            _ => {}
        }
    }
}
