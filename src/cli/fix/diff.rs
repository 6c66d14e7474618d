//! A change of a file as a unified diff, which `patch` reads.

use similar::{ChangeTag, TextDiff};

const CONTEXT: usize = 3;

/// The difference of two texts of one file. `colour` puts ANSI escapes in.
pub fn unified(path: &str, before: &str, after: &str, colour: bool) -> String {
    let diff = TextDiff::from_lines(before, after);
    let paint = |line: &str, code: &str| {
        if colour { format!("\u{1b}[{code}m{line}\u{1b}[0m") } else { line.to_owned() }
    };
    let mut out =
        format!("{}\n{}\n", paint(&format!("--- a/{path}"), "1"), paint(&format!("+++ b/{path}"), "1"));
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        out.push_str(&paint(hunk.header().to_string().trim_end(), "36"));
        out.push('\n');
        for change in hunk.iter_changes() {
            let (sign, code) = match change.tag() {
                ChangeTag::Delete => ('-', "31"),
                ChangeTag::Insert => ('+', "32"),
                ChangeTag::Equal => (' ', ""),
            };
            let line = change.value();
            let (words, end) = match line.strip_suffix('\n') {
                Some(words) => (words, "\n"),
                None => (line, "\n\\ No newline at end of file\n"),
            };
            let line = format!("{sign}{words}");
            out.push_str(&if code.is_empty() { line } else { paint(&line, code) });
            out.push_str(end);
        }
    }
    out
}
