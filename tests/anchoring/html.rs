//! What is printed.

use onrecord::parse::OneOrMany;
use onrecord::parse::claims::{Claim, Part};
use onrecord::parse::config::RawHtml;
use onrecord::plan::body::{self, Desk};

use crate::site::{article, article_with, assert_balanced, claim, html, marked, quote, quoting};

fn marker(number: u32) -> String {
    format!(
        "<sup class=\"noteref\"><a role=\"doc-noteref\" href=\"#note-{number}\" id=\"ref-{number}\" aria-label=\"Note {number}\">{number}</a></sup>"
    )
}

fn printed(body: &str, raw_html: RawHtml) -> String {
    let html = html(&article(body, vec![]), raw_html).body;
    html.trim_end().to_owned()
}

#[test]
fn a_quote_is_marked() {
    assert_eq!(
        marked("He can't say so.", &["can't say"]),
        format!(
            "<p>He <mark class=\"claim\" data-claims=\"a\" id=\"claim-a\">can't say</mark>{} so.</p>\n",
            marker(1)
        )
    );
}

#[test]
fn marks_overlap_in_segments() {
    let html = marked("one two three four", &["one two three", "two three four", "three"]);
    assert_eq!(
        html,
        format!(
            "<p><mark class=\"claim\" data-claims=\"a\" id=\"claim-a\">one </mark>\
             <mark class=\"claim\" data-claims=\"a b\" id=\"claim-b\" data-depth=\"2\">two </mark>\
             <mark class=\"claim\" data-claims=\"a b c\" id=\"claim-c\" data-depth=\"3\">three</mark>{}{}\
             <mark class=\"claim\" data-claims=\"b\"> four</mark>{}</p>\n",
            marker(1),
            marker(2),
            marker(3)
        )
    );
    let html = marked("one two", &["one", "one two"]);
    assert!(html.starts_with(
        "<p><span id=\"claim-b\"></span><mark class=\"claim\" data-claims=\"a b\" id=\"claim-a\""
    ));
}

#[test]
fn marks_are_cut_at_elements() {
    for (body, quotes) in [
        ("a *b **c* d** e", vec!["b c d", "a b", "c d e"]),
        ("a [b c](x) d", vec!["a b", "c d", "b c", "b"]),
        ("- one two\n- three\n\n  four", vec!["two three four", "one two three"]),
        ("| a b | c |\n|---|:-:|\n| d | e f |", vec!["b c d e", "a b", "e f"]),
        ("# a b\n\nc `d e` f  \ng\nh", vec!["b c d", "e f g h", "d e", "d"]),
        ("> a b\n>\n> c\n\nd ![e](f.png) g", vec!["b c d", "d  g"]),
        ("a~~b~~c &amp; &lt;d&gt; \"e\"", vec!["abc & <d> \"e\""]),
        ("one <b>two three</b> four", vec!["one two", "three four", "two three"]),
        ("one [@k] two[^n] three\n\n[^n]: x", vec!["one two three", "two"]),
    ] {
        let html = marked(body, &quotes);
        for id in ('a'..).take(quotes.len()) {
            assert_eq!(html.matches(&format!("id=\"claim-{id}\"")).count(), 1, "{html}");
        }
    }
}

#[test]
fn markers_stand_outside_links_code_and_marks() {
    let html = marked("a [b c](x) `d e` f", &["b", "d", "a b c d e f"]);
    assert_eq!(
        html,
        format!(
            "<p><mark class=\"claim\" data-claims=\"c\" id=\"claim-c\">a </mark><a href=\"x\">\
             <mark class=\"claim\" data-claims=\"a c\" id=\"claim-a\" data-depth=\"2\">b</mark>\
             <mark class=\"claim\" data-claims=\"c\"> c</mark></a>{}\
             <mark class=\"claim\" data-claims=\"c\"> </mark><code>\
             <mark class=\"claim\" data-claims=\"b c\" id=\"claim-b\" data-depth=\"2\">d</mark></code>{}<code>\
             <mark class=\"claim\" data-claims=\"c\"> e</mark></code>\
             <mark class=\"claim\" data-claims=\"c\"> f</mark>{}</p>\n",
            marker(1),
            marker(2),
            marker(3)
        )
    );
    let html = marked("a `b c` d [`e f`](x)", &["b c", "e"]);
    assert!(html.contains(&format!("b c</mark></code>{} d", marker(1))), "{html}");
    assert!(html.contains(&format!("</code></a>{}", marker(2))), "{html}");
    let html = marked("a <a href=\"x\">b c</a> d", &["b"]);
    assert!(html.contains(&format!("c</a>{}", marker(1))), "{html}");
}

#[test]
fn each_passage_of_a_claim_has_its_marker_where_it_ends() {
    let claim =
        Claim { quote: OneOrMany(vec![quote("one two", "", ""), quote("two three", "", "")]), ..claim("a") };
    let html = html(&article("one two three four", vec![claim]), RawHtml::Sanitize).body;
    let second = marker(1).replace("ref-1", "ref-1-2");
    assert_eq!(
        html,
        format!(
            "<p><mark class=\"claim\" data-claims=\"a\" id=\"claim-a\">one two</mark>{}\
             <mark class=\"claim\" data-claims=\"a\"> three</mark>{second} four</p>\n",
            marker(1)
        )
    );
}

#[test]
fn title_and_summary_are_marked() {
    let claims = vec![
        Claim { part: Part::Title, ..quoting("a", "won't") },
        Claim { part: Part::Summary, ..quoting("b", "It will") },
    ];
    let article = article_with("They <won’t>", "*It* will [@k].", "Body", claims);
    let html = html(&article, RawHtml::Sanitize);
    assert_eq!(
        html.title,
        format!(
            "They &lt;<mark class=\"claim\" data-claims=\"a\" id=\"claim-a\">won’t</mark>{}&gt;",
            marker(1)
        )
    );
    assert_eq!(
        html.summary.unwrap(),
        format!(
            "<em><mark class=\"claim\" data-claims=\"b\" id=\"claim-b\">It</mark></em>\
             <mark class=\"claim\" data-claims=\"b\"> will</mark>{}{}.",
            marker(2),
            marker(3)
        )
    );
}

#[test]
fn blocks_are_printed() {
    let body = "# One\n\n### Two\n\n3. a\n4. b\n\n- [x] c\n\n---\n\n![*alt*](<p q.png> \"T\")\n\n\
        | l | r |\n|:--|--:|\n| x | y |\n\n> q\n";
    assert_eq!(
        printed(body, RawHtml::Sanitize),
        "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n\
         <ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"done\"> c</li>\n</ul>\n<hr>\n\
         <p><img src=\"p%20q.png\" alt=\"alt\" title=\"T\" loading=\"lazy\"></p>\n\
         <table>\n<thead>\n<tr><th class=\"align-left\" scope=\"col\">l</th>\n\
         <th class=\"align-right\" scope=\"col\">r</th>\n</tr>\n</thead>\n<tbody>\n\
         <tr><td class=\"align-left\">x</td>\n<td class=\"align-right\">y</td>\n</tr>\n</tbody>\n</table>\n\
         <blockquote>\n<p>q</p>\n</blockquote>"
    );
}

#[test]
fn raw_html_goes_the_way_of_the_configuration() {
    let raw = "a <b onclick=\"x\">b</b> <script>alert(1)</script>\n\n<details open><summary>s</summary>\n\n*in*\n\n</details>";
    assert_eq!(
        printed(raw, RawHtml::Sanitize),
        "<p>a <b>b</b> </p>\n<details open=\"\"><summary>s</summary>\n<p><em>in</em></p>\n</details>"
    );
    let escaped = printed(raw, RawHtml::Escape);
    assert!(escaped.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{escaped}");
    assert!(escaped.contains("<em>in</em>"));
    assert!(printed(raw, RawHtml::Allow).contains("<b onclick=\"x\">b</b>"));
}

#[test]
fn a_writer_cannot_forge_what_is_ours() {
    let body = "<mark class=\"claim\" data-claims=\"a\" id=\"claim-a\">forged</mark> and real <i hook0-id=\"claim-a\" HOOK1-id=\"claim-a\">x</i> \
        <span hook2-slot=\"0\"></span><a role=\"doc-noteref\" id=\"note-1\" href=\"javascript:alert(1)\">1</a> \
        <i title=\"&#32;&#104;ook2-id=x\">y</i>";
    let claims = vec![quoting("a", "and real")];
    let html = html(&article(body, claims), RawHtml::Sanitize).body;
    assert_balanced(&html);
    assert_eq!(html.matches("claim-a").count(), 1, "{html}");
    assert_eq!(html.matches("doc-noteref").count(), 1, "{html}");
    assert!(html.contains("<mark>forged</mark>"), "{html}");
    assert!(!html.contains("javascript") && !html.contains("hook0") && !html.contains("hook1"), "{html}");
}

#[test]
fn unsafe_addresses_are_not_printed() {
    for url in ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"] {
        assert_eq!(printed(&format!("[words]({url})"), RawHtml::Allow), "<p>words</p>");
        assert_eq!(printed(&format!("![words]({url})"), RawHtml::Allow), "<p>words</p>");
    }
    let html = printed("[a](<x\"y> \"t\\\"'<\") `<b>` \\<i>", RawHtml::Sanitize);
    assert_eq!(
        html,
        "<p><a href=\"x%22y\" title=\"t&quot;'&lt;\">a</a> <code>&lt;b&gt;</code> &lt;i&gt;</p>"
    );
}

#[test]
fn code_is_highlighted_or_plain() {
    let rust = html(&article("```rust,ignore\nlet x = \"<\"; // y\n```", vec![]), RawHtml::Sanitize);
    assert!(rust.has_code);
    assert_eq!(
        rust.body.trim_end(),
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-rust\"><span class=\"syn-keyword\">let</span> x = \
         <span class=\"syn-string\">&quot;&lt;&quot;</span>; <span class=\"syn-comment\">// y\n</span></code></pre>"
    );
    let none = html(&article("```\"><script>\n<b>\n```\n\n    <i>", vec![]), RawHtml::Sanitize);
    assert!(!none.has_code);
    assert_eq!(
        none.body,
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;script&gt;\">&lt;b&gt;\n</code></pre>\n\
         <pre class=\"code\" tabindex=\"0\"><code>&lt;i&gt;</code></pre>\n"
    );
}

#[test]
fn other_texts_have_their_own_footnotes() {
    let link = |url: &str, _: bool| Some(url.to_owned());
    let cite = |cites: &[onrecord::anchor::Cite]| format!("({})", cites[0].key);
    let name = |number: u32| format!("Note {number}");
    let desk = Desk { link: &link, cite: &cite, name: &name, raw_html: RawHtml::Sanitize };
    let html = body::markdown("Born[^b] in [^a] [@k].\n\n[^a]: One.\n[^b]: Two[^a].", &desk).html;
    assert_balanced(&html);
    assert!(html.starts_with("<p>Born<sup class=\"noteref\">"), "{html}");
    assert!(html.contains(" (k).</p>"), "{html}");
    assert!(html.contains("<li id=\"note-1\"><p>Two<sup"), "{html}");
    assert_eq!(html.matches("doc-backlink").count(), 3, "{html}");
    assert_eq!(
        body::paragraph("He *said* [so](x)\n\n- one <div>two</div>\n\n```\nthree\n```\n", &desk),
        "He <em>said</em> <a href=\"x\">so</a> one two <code>three</code>"
    );
}
