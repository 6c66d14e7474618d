//! Stored copies of sources: what is found in one stands there, and the way to it leads to it alone.

use onrecord::anchor::anchor;
use onrecord::discover::ArticleInput;
use onrecord::parse::article;
use onrecord::prove::{Copy, Finding, Words, prove};
use onrecord::text::html;
use onrecord::text::quote::normalise::normalised;
use serde_json::json;

use super::{parts, reading};

/// The body of an article, words quoted from it, and a copy; after it the words as they were said, which may
/// be missing.
pub fn hold(bytes: &[u8]) {
    let parts = parts(bytes);
    let [body, quote, copy, rest @ ..] = parts.as_slice() else { return };
    let original = rest.first().map(|text| json!({ "text": text, "language": "ru" }));
    let claim =
        json!({ "id": "c", "speaker": "s", "statement": "So.", "quote": quote, "original": original });
    let input = ArticleInput {
        article: reading::input("content/articles/a.md", &format!("---\ntitle: T\ndate: 2025\n---\n{body}")),
        claims: Some(reading::input(
            "content/articles/a.claims.yaml",
            &json!({ "claims": [claim] }).to_string(),
        )),
        bundle: None,
    };
    let (article, _) = article::parse(&input);
    let (anchored, _) = anchor(&article);
    let words = Words::new(&article, &anchored, "en");
    let shown = html::visible(copy);
    // Of words with marks of quotation, what stands between these may be enough.
    let whole = !normalised(body).contains(['"', '\'', '>']);
    for (path, text) in [("content/a.html", shown.as_str()), ("content/a.txt", copy), ("content/a.md", "")] {
        let read = Copy::read(&reading::input(path, copy));
        for language in [None, Some("en"), Some("ru")] {
            let sought = words.of(0, language);
            let proof = prove(&read, &sought);
            assert!(Finding::KEYS.contains(&proof.finding.key()));
            assert!(proof.finding != Finding::Found || proof.differences.is_empty(), "{proof:?}");
            // Of Markdown we do not know here what is seen.
            if proof.finding == Finding::Found && !path.ends_with(".md") {
                let text = normalised(text);
                let said = sought.passages.iter().map(|said| &*said.words);
                let said = said.filter(|_| whole && !proof.original);
                let original = sought.original.as_deref().filter(|_| proof.original);
                for words in said.chain(original) {
                    assert!(text.contains(words), "{words:?} in {text:?}");
                }
            }
            if let Some(directive) = &proof.directive {
                let fit = |c: char| c.is_ascii_alphanumeric() || "%,-".contains(c);
                assert!(!directive.is_empty() && directive.chars().all(fit), "{directive}");
            }
        }
    }
}
