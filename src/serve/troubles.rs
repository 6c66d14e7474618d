//! The page that is shown where no page could be made yet: what is in the way.

use std::fmt::Write;

use crate::diag::Diagnostic;
use crate::pipeline::Site;
use crate::report;

use super::problems;

/// The most problems that are told.
const TOLD: usize = 20;

/// The page. What writers typed is in it, escaped.
pub fn page(wrong: &[Diagnostic], site: &Site) -> Vec<u8> {
    let errors = || wrong.iter().filter(|problem| problem.is_error());
    let title = match errors().count() {
        1 => "An error keeps this page from being made".to_owned(),
        errors => format!("{errors} errors keep this page from being made"),
    };
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p>It appears by itself once the files are mended.</p>\n"
    );
    for problem in errors().take(TOLD) {
        tell(&mut html, problem, site);
    }
    let more = errors().count().saturating_sub(TOLD);
    if more > 0 {
        let _ = writeln!(html, "<p>And {} more.</p>", report::counted(more, "error"));
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html.into_bytes()
}

const STYLE: &str = "body{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}\
                     pre{overflow:auto;padding:1rem;border:1px solid #888;font-size:.875rem}";

fn tell(html: &mut String, problem: &Diagnostic, site: &Site) {
    let _ = writeln!(html, "<h2>{}</h2>", escaped(&problem.message));
    let snippet = problems::snippet(problem, site);
    if !snippet.is_empty() {
        let _ = writeln!(html, "<pre>{}</pre>", escaped(&snippet));
    }
    for hint in &problem.hints {
        let _ = writeln!(html, "<p>{}</p>", escaped(hint));
    }
}

/// A text as it may stand in HTML, also as the value of an attribute.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
