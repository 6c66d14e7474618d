//! The lines of a text that is spelled over several lines, a space for each line break.

/// Lines are not made shorter than this, in characters, however short those before them were.
const SHORTEST: usize = 40;

/// The header and the lines of a block that keeps the lines of a text; `None` where none can hold it.
pub(super) fn literal(text: &str) -> Option<Vec<String>> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let fits = |line: &str| !line.ends_with([' ', '\t']) && !line.chars().any(char::is_control);
    let first = !body.starts_with(char::is_whitespace) && !body.ends_with('\n');
    if !body.contains('\n') || !first || body.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{FEFF}']) {
        return None;
    }
    let header = if body.len() == text.len() { "|-" } else { "|" };
    let lines = body.split('\n').map(|line| fits(line).then(|| line.to_owned()));
    std::iter::once(Some(header.to_owned())).chain(lines).collect()
}

/// Lays a text out like the lines that held another one: lines that can stay do, and what lies between
/// them is filled up to the width of the widest.
pub(super) fn refilled(text: &str, old: &[&str]) -> Vec<String> {
    if old.len() < 2 {
        return vec![text.to_owned()];
    }
    let width = old.iter().map(|line| line.chars().count()).max().unwrap_or(0).max(SHORTEST);
    let (mut head, mut start) = (Vec::new(), 0);
    for line in old {
        let end = start + line.len();
        let stays = !line.is_empty() && text.get(start..).is_some_and(|rest| rest.starts_with(line));
        if !stays || !may_break(text, end) {
            break;
        }
        head.push((*line).to_owned());
        start = end + 1;
    }
    let (mut tail, mut end) = (Vec::new(), text.len());
    for line in old.iter().skip(head.len()).rev() {
        let middle = text.get(start..end).unwrap_or_default();
        let Some(before) = middle.strip_suffix(line).filter(|_| !line.is_empty()) else { break };
        let Some(space) = (start + before.len()).checked_sub(1).filter(|at| *at > start) else { break };
        if !may_break(text, space) {
            break;
        }
        tail.push((*line).to_owned());
        end = space;
    }
    // Words that were added at the end go on with the last line, as long as it is not full.
    if tail.is_empty()
        && let Some(last) = head.pop()
    {
        start -= (last.len() + 1).min(start);
    }
    let middle = text.get(start..end).unwrap_or_default();
    head.extend(filled(middle, width));
    head.extend(tail.into_iter().rev());
    head
}

/// The lines of a text, none wider than `width` characters where it can be helped.
pub(super) fn filled(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut start, mut last) = (0, None);
    let breaks = text.match_indices(' ').map(|(at, _)| at).filter(|at| may_break(text, *at));
    for at in breaks.chain([text.len()]) {
        let line = text.get(start..at).unwrap_or_default();
        if line.chars().count() > width
            && let Some(space) = last.take()
        {
            lines.push(text.get(start..space).unwrap_or_default().to_owned());
            start = space + 1;
        }
        last = Some(at);
    }
    let rest = text.get(start..).unwrap_or_default();
    if !rest.is_empty() {
        lines.push(rest.to_owned());
    }
    lines
}

/// Whether a line may end here: at the end, or at a single space before what cannot be taken for a mark
/// of YAML.
fn may_break(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    let Some(next) = after.strip_prefix(' ') else { return after.is_empty() };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '(' | '“' | '‘' | '„' | '«');
    !before.is_empty() && !before.ends_with([' ', '\t', '\\']) && next.starts_with(plain)
}

#[cfg(test)]
mod tests {
    use super::{filled, refilled};

    #[test]
    fn lines_that_can_stay_do() {
        let old = ["one two three", "four five six", "seven eight nine"];
        let lines = |text| refilled(text, &old);
        assert_eq!(lines("one two three four five six seven eight nine"), old);
        assert_eq!(lines("one two three 4 five six seven eight nine"), [old[0], "4 five six", old[2]]);
        assert_eq!(lines("one two 3 four five six seven eight nine"), ["one two 3", old[1], old[2]]);
        assert_eq!(lines("one two three"), [old[0]]);
        assert_eq!(refilled("one two three four", &["one"]), ["one two three four"]);
    }

    #[test]
    fn lines_are_filled_and_break_at_single_spaces_only() {
        assert_eq!(filled("one two  three four # five", 9), ["one", "two  three", "four #", "five"]);
        assert_eq!(filled("unbreakable", 4), ["unbreakable"]);
        assert!(filled("", 4).is_empty());
        for text in ["a  b", "a - b : c", " a b ", "говорит он тихо"] {
            assert_eq!(filled(text, 1).join(" "), text);
        }
    }
}
