//! An article of given words with claims that quote it, and our own articles and documents.

use std::fs;
use std::path::Path;

use onrecord::discover::{ArticleInput, TextInput};
use onrecord::parse::article::{self, Article};
use onrecord::text::front_matter::{FrontMatter, find};

use super::prose::Prose;

/// An article whose body reads as a text, read as the program reads its files.
pub fn article(body: &str, claims: &str) -> Article {
    let text = |path: &str, text: String| TextInput {
        id: "a".into(),
        path: path.into(),
        text: text.into(),
        fingerprint: 0,
    };
    let front = "---\ntitle: A\ndate: 2025\n---\n";
    let input = ArticleInput {
        article: text("content/articles/a.md", format!("{front}{}", escaped(body))),
        claims: Some(text("content/articles/a.claims.yaml", claims.to_owned())),
        bundle: None,
    };
    let (article, wrong) = article::parse(&input);
    assert!(wrong.is_empty(), "{wrong:#?}");
    article
}

/// Claims that quote these words, ids `c0`, `c1`, ….
pub fn claims<'a>(quotes: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = "claims:\n".to_owned();
    for (number, words) in quotes.into_iter().enumerate() {
        let words = serde_json::Value::from(words);
        text.push_str(&format!("  - id: c{number}\n    quote: {words}\n    speaker: s\n"));
    }
    text
}

/// The prose of the demonstration and of the documents, in articles of some 400 words; without the pages of
/// mistakes, which are many and have one form.
pub fn ours() -> Vec<Prose> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("content"), root.join("docs")];
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name());
    let paths = files.map(|entry| entry.unwrap().into_path());
    let paths = paths.filter(|path| !path.starts_with(root.join("docs/errors")));
    let texts = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let read = |path| Prose::read(&read_as_text(&fs::read_to_string(path).unwrap()));
    let prose: Vec<Prose> = texts.map(read).flat_map(|prose| prose.cut(400)).collect();
    assert!(prose.len() > 10, "our own prose was not found");
    prose
}

/// What a reader sees of a Markdown file.
fn read_as_text(text: &str) -> String {
    let body = match find(text) {
        FrontMatter::Present { body, .. } => &text[body..],
        _ => text,
    };
    onrecord::text::prose::Prose::read(body).text
}

/// Markdown that is read as the text stands.
fn escaped(text: &str) -> String {
    let escape = |c: char| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] };
    text.chars().flat_map(escape).collect()
}
