//! The door to TeX: the value of a field becomes text, names, a list.
//!
//! Accents and letters are the crate's part. What it leaves as a command is turned into CSL's own markup
//! where that has it, and is told otherwise.

use biblatex::{Chunk, Chunks, ChunksExt, Person, RawBibliography, RawChunk, RawEntry, Spanned};

/// A value, read.
#[derive(Clone, Debug)]
pub struct Tex {
    chunks: Chunks,
    /// Commands and formulas that nothing was made of, as they were typed.
    pub left: Vec<String>,
}

/// Braces nest no deeper: the reader descends by recursion.
const DEEPEST: usize = 64;

/// Reads TeX. The error is what cannot be read.
pub fn read(tex: &str, verbatim: bool) -> Result<Tex, String> {
    if nesting(tex) > DEEPEST {
        return Err("its braces nest too deeply".to_owned());
    }
    let tex = if verbatim { tex.to_owned() } else { typed(tex) };
    // Fields of some names are read without commands.
    let name = if verbatim { "url" } else { "title" };
    let at = |text| Spanned::zero(text);
    let value = Spanned::zero(vec![Spanned::zero(RawChunk::Normal(&tex))]);
    let fields = vec![biblatex::Pair::new(at(name), value)];
    let entry = RawEntry { key: at("entry"), kind: at("misc"), fields };
    let (preamble, abbreviations) = (String::new(), Vec::new());
    let raw = RawBibliography { preamble, entries: vec![Spanned::zero(entry)], abbreviations };
    let read = biblatex::Bibliography::from_raw(raw).map_err(|error| error.kind.to_string())?;
    let chunks = read.into_vec().pop().and_then(|mut entry| entry.remove(name)).unwrap_or_default();
    Ok(Tex::new(chunks))
}

impl Tex {
    fn new(chunks: Chunks) -> Self {
        let mut left = Vec::new();
        let chunks = chunks
            .into_iter()
            .map(|chunk| {
                let made = match chunk.v {
                    Chunk::Math(formula) => Chunk::Verbatim(math(&formula, &mut left)),
                    Chunk::Normal(text) => Chunk::Normal(commands(&text, &mut left)),
                    Chunk::Verbatim(text) => Chunk::Verbatim(commands(&text, &mut left)),
                };
                Spanned::new(made, chunk.span)
            })
            .collect();
        Self { chunks, left }
    }

    /// The text, white space folded.
    pub fn text(&self) -> String {
        folded(&self.chunks.format_verbatim())
    }

    /// The text between each `and`.
    pub fn list(&self) -> Vec<String> {
        self.parts()
            .iter()
            .map(|part| folded(&part.format_verbatim()))
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The persons between each `and`.
    pub fn persons(&self) -> Vec<Name> {
        self.parts().iter().filter_map(Name::new).collect()
    }

    fn parts(&self) -> Vec<Chunks> {
        self.chunks.parse::<Vec<Chunks>>().unwrap_or_default()
    }
}

/// A name in a list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Written in braces: not taken apart.
    Whole(String),
    Parts {
        family: String,
        given: String,
        prefix: String,
        suffix: String,
        use_prefix: Option<bool>,
    },
    /// `others`.
    Others,
}

impl Name {
    fn new(chunks: &Chunks) -> Option<Self> {
        let whole = folded(&chunks.format_verbatim());
        let blank = |chunk: &Spanned<Chunk>| chunk.v.get().trim().is_empty();
        let braced = |chunk: &Spanned<Chunk>| matches!(chunk.v, Chunk::Verbatim(_)) || blank(chunk);
        if whole.is_empty() {
            return None;
        }
        if whole == "others" {
            return Some(Self::Others);
        }
        if chunks.iter().all(braced) {
            return Some(Self::Whole(whole));
        }
        let person = Person::parse(chunks);
        let part = |text: String| folded(&text);
        let name = Self::Parts {
            family: part(person.name),
            given: part(person.given_name),
            prefix: part(person.prefix),
            suffix: part(person.suffix),
            use_prefix: person.use_prefix,
        };
        Some(if matches!(&name, Self::Parts { family, .. } if family.is_empty()) {
            Self::Whole(whole)
        } else {
            name
        })
    }
}

/// What TeX's typists type for quotation marks and no-break spaces.
fn typed(tex: &str) -> String {
    let mut typed = String::with_capacity(tex.len());
    let mut escaped = false;
    for c in tex.chars() {
        match c {
            '~' if !escaped => typed.push('\u{a0}'),
            // `\$` and the like; the crate knows these.
            c => typed.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    dotted(&typed.replace("``", "“").replace("''", "”"))
}

/// Accents on a dotless letter that stands without braces, as in `na{\"\i}ve`, with braces.
fn dotted(tex: &str) -> String {
    const ACCENTS: [char; 7] = ['"', '\'', '`', '^', '~', '=', '.'];
    let mut dotted = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(at) = rest.find('\\') {
        let (before, command) = rest.split_at(at);
        dotted.push_str(before);
        let mut letters = command.chars().skip(1);
        let accent = letters.next().filter(|c| ACCENTS.contains(c));
        let letter = letters
            .next()
            .filter(|c| *c == '\\')
            .and_then(|_| letters.next())
            .filter(|c| matches!(c, 'i' | 'j'));
        let ends = letters.next().is_none_or(|c| !c.is_ascii_alphabetic());
        let length = match (accent, letter) {
            (Some(accent), Some(letter)) if ends => {
                dotted.push_str(&format!("\\{accent}{{{letter}}}"));
                4
            }
            // Whatever is escaped goes with its backslash.
            _ => {
                let length = 1 + command.chars().nth(1).map_or(0, char::len_utf8);
                dotted.push_str(command.get(..length).unwrap_or_default());
                length
            }
        };
        rest = command.get(length..).unwrap_or_default();
    }
    dotted + rest
}

/// How deep braces nest.
fn nesting(tex: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A formula that is nothing but raised or lowered text becomes that.
fn math(formula: &str, left: &mut Vec<String>) -> String {
    let inner = formula.trim();
    let script = |mark: char, tag: &str| {
        let rest = inner.strip_prefix(mark)?;
        let text = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(rest);
        let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '+' | '.'));
        plain.then(|| format!("<{tag}>{text}</{tag}>"))
    };
    let made = script('^', "sup").or_else(|| script('_', "sub"));
    made.unwrap_or_else(|| {
        left.push(format!("${formula}$"));
        format!("${formula}$")
    })
}

/// Commands that say how text looks: CSL's markup for them, before and after.
const LOOKS: [(&str, &str, &str); 13] = [
    ("emph", "<i>", "</i>"),
    ("textit", "<i>", "</i>"),
    ("textsl", "<i>", "</i>"),
    ("mkbibemph", "<i>", "</i>"),
    ("textbf", "<b>", "</b>"),
    ("mkbibbold", "<b>", "</b>"),
    ("textsuperscript", "<sup>", "</sup>"),
    ("textsubscript", "<sub>", "</sub>"),
    ("enquote", "“", "”"),
    ("mkbibquote", "“", "”"),
    ("url", "", ""),
    ("textrm", "", ""),
    ("mbox", "", ""),
];

/// Replaces the commands that the crate leaves. One that is not known is taken out, its argument stays.
fn commands(text: &str, left: &mut Vec<String>) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, command) = rest.split_at(at);
        made.push_str(before);
        let name: String = command.chars().skip(1).take_while(char::is_ascii_alphabetic).collect();
        let after = &command[1 + name.len()..];
        if name.is_empty() {
            made.push('\\');
            rest = after;
            continue;
        }
        let looks = LOOKS.iter().find(|(known, ..)| *known == name);
        if looks.is_none() {
            left.push(format!("\\{name}"));
        }
        let (open, close) = looks.map_or(("", ""), |(_, open, close)| (*open, *close));
        match after.strip_prefix('{').and_then(closed) {
            Some((argument, further)) => {
                made.push_str(open);
                made.push_str(&commands(argument, left));
                made.push_str(close);
                rest = further;
            }
            None => rest = after.strip_prefix(' ').unwrap_or(after),
        }
    }
    made.push_str(rest);
    made
}

/// The text up to the brace that closes it, and the text after that.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// No-break spaces stay.
fn folded(text: &str) -> String {
    text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Name, read};

    fn text(tex: &str) -> (String, Vec<String>) {
        let read = read(tex, false).unwrap();
        (read.text(), read.left)
    }

    #[test]
    fn accents_and_looks() {
        for (tex, made) in [
            (r#"M{\"u}ller, {\'E}tudes, \o re, \v{C}apek, {\ss}"#, "Müller, Études, øre, Čapek, ß"),
            (r"Sm{\o}rrebr{\o}d \& {NATO}", "Smørrebrød & NATO"),
            (r"On \emph{Time} and \textbf{S\'e}", "On <i>Time</i> and <b>Sé</b>"),
            (r"The 2$^{nd}$ ``draft''--1--2", "The 2<sup>nd</sup> “draft”–1–2"),
            ("two\n   lines", "two lines"),
            (r#"na{\"\i}ve \'\i, \'{\i}"#, "naïve í, í"),
            (r"50\% of \$5", "50% of $5"),
        ] {
            assert_eq!(text(tex), (made.to_owned(), vec![]), "{tex}");
        }
    }

    #[test]
    fn what_nothing_is_made_of_is_told() {
        assert_eq!(text(r"A \foo{b} c"), ("A b c".to_owned(), vec![r"\foo".to_owned()]));
        assert_eq!(text(r"An $\alpha$"), (r"An $\alpha$".to_owned(), vec![r"$\alpha$".to_owned()]));
        assert!(read("a } b", false).is_err());
        assert!(read("an open $ formula", false).is_err());
        assert!(read(&format!(r"{}x{}", r"\a{".repeat(2000), "}".repeat(2000)), false).is_err());
    }

    #[test]
    fn names_are_taken_apart_unless_braced() {
        let names =
            read("Ludwig van Example and {Example Trust} and Doe, Jr., Jane and others", false).unwrap();
        let [person, trust, doe, others] = &names.persons()[..] else { panic!("{:?}", names.persons()) };
        assert!(matches!(person, Name::Parts { family, given, prefix, .. }
            if (&**family, &**given, &**prefix) == ("Example", "Ludwig", "van")));
        assert_eq!(*trust, Name::Whole("Example Trust".to_owned()));
        assert!(matches!(doe, Name::Parts { suffix, .. } if suffix == "Jr."));
        assert_eq!(*others, Name::Others);
    }
}
