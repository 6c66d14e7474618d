//! What holds for every article.

use std::collections::HashSet;

use onrecord::parse::OneOrMany;
use onrecord::parse::claims::Claim;
use onrecord::parse::config::RawHtml;
use proptest::prelude::*;

use crate::site::{anchored, article, assert_balanced, claim, html, marks_of, problems, quote, unspaced};

/// Markdown made of what Markdown is made of.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "word",
        "Käse",
        "e\u{301}t",
        "говорит",
        "消息",
        "คำพูด",
        "قال",
        "👩\u{200d}👧",
        "can’t",
        "—",
        "…",
        "“so”",
        "3.5",
        "*em*",
        "**strong word**",
        "*a **b* c**",
        "`code x`",
        "[link text](https://example.com)",
        "~~del~~",
        "![alt](x.png)",
        "&amp;",
        "\\*",
        "co\u{ad}op",
        "<b>raw</b>",
        "<br>",
        "[@key, p. 3]",
        "[^n]",
        "\u{a0}",
        "\n",
        "  \n",
        "\n\n",
        "\n\n- ",
        "\n\n> ",
        "\n\n# ",
        "\n\n1. ",
        "\n\n```rust\nlet x = 1;\n```\n\n",
        "\n\n| a | b *c* |\n|---|---|\n| d e | f |\n\n",
        "\n\n<div>raw</div>\n\n",
        "\n\n    indented\n\n",
        "<script>",
        "</script>",
        "<textarea>",
        "<a href='y'>",
        "</a>",
        "</p>",
        "<select>",
        "<plaintext>",
        "<table>",
        "<mark>",
        "</mark>",
        "\n\n<div title=\"\n\n",
        "\n\n<div><textarea>\n\n",
        "\n\n<table><tr><td>\n\n",
        "[a <i>b</i> `c`](https://example.com)",
    ]);
    let glue = prop::sample::select(vec![" ", " ", " ", " ", "", "*", "_"]);
    prop::collection::vec((piece, glue), 1..40).prop_map(|pieces| {
        let text: String = pieces.into_iter().flat_map(|(piece, glue)| [piece, glue]).collect();
        format!("[^n]: A note.\n\n{text}\n")
    })
}

/// Slices of the article's text at word boundaries, as claims with all the context there is.
fn slices(body: &str, cuts: &[(prop::sample::Index, prop::sample::Index)]) -> Vec<(String, Claim)> {
    use unicode_segmentation::UnicodeSegmentation;
    let text = anchored_text(body);
    let words: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]).collect();
    // Thai has word boundaries inside grapheme clusters, where no quote may begin.
    let graphemes: HashSet<usize> =
        text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let bounds: Vec<usize> = words.into_iter().filter(|at| graphemes.contains(at)).collect();
    let cut = |(one, other): &(prop::sample::Index, prop::sample::Index)| {
        let (one, other) = (one.get(&bounds), other.get(&bounds));
        let (start, end) = (one.min(other), one.max(other));
        let words = &text[*start..*end];
        let quote = quote(words, &text[..*start], &text[*end..]);
        (words.to_owned(), Claim { quote: OneOrMany(vec![quote]), ..claim("x") })
    };
    let says = |(words, _): &(String, Claim)| words.chars().any(char::is_alphanumeric);
    let named = |(index, (words, slice)): (usize, (String, Claim))| {
        (words, Claim { id: crate::site::spanned(&format!("c{index}")), ..slice })
    };
    cuts.iter().map(cut).filter(says).enumerate().map(named).collect()
}

fn anchored_text(body: &str) -> String {
    anchored(&article(body, vec![])).text.to_string()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn slices_anchor_and_marks_say_them(
        body in markdown(),
        cuts in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..6),
    ) {
        let slices = slices(&body, &cuts);
        let article = article(&body, slices.iter().map(|(_, claim)| claim.clone()).collect());
        let anchored = anchored(&article);
        let html = html(&article, RawHtml::Sanitize).body;
        assert_balanced(&html);
        for ((words, claim), passages) in slices.iter().zip(&anchored.passages) {
            let passage = &passages[0];
            prop_assert_eq!(letters(&passage.exact), letters(words));
            let marked = marks_of(&html, &claim.id);
            prop_assert_eq!(unspaced(&marked), unspaced(&passage.exact), "{}", html);
            prop_assert_eq!(html.matches(&format!("id=\"claim-{}\"", claim.id.value)).count(), 1);
        }
        let markers: u32 = anchored.notes.iter().map(|note| note.markers).sum();
        prop_assert_eq!(html.matches("doc-noteref").count(), markers as usize);
        // Without a writer's tags, HTML is as a browser would have it.
        let read = scraper::Html::parse_fragment(&html);
        prop_assert!(read.errors.is_empty() || body.contains('<'), "{:?}", read.errors);
    }

    #[test]
    fn nothing_panics(body in "(?s).{0,200}", words in "(?s).{0,40}", raw in 0..3) {
        let slice = Claim { quote: OneOrMany(vec![quote(&words, "", "")]), ..claim("a") };
        let article = article(&body, vec![slice]);
        let raw = [RawHtml::Sanitize, RawHtml::Escape, RawHtml::Allow][raw as usize];
        problems(&article);
        html(&article, raw);
    }

    #[test]
    fn markup_soup_does_not_panic(body in "[\\[\\]@^*_`<>a#| \n:;~!()\\\\&-]{0,120}", words in "[a*@ ]{0,10}") {
        let slice = Claim { quote: OneOrMany(vec![quote(&words, "a", "")]), ..claim("a") };
        let article = article(&body, vec![slice]);
        problems(&article);
        for raw in [RawHtml::Sanitize, RawHtml::Escape] {
            let html = html(&article, raw).body;
            assert_balanced(&html);
        }
    }
}
