//! TOML: tables and the keys in them.

use super::{At, Context, Quotes, Step};

/// What is being written in TOML at a place: a key, or a value on one line.
pub fn in_toml(text: &str, place: usize) -> Option<Context> {
    let (before, after) = text.split_at_checked(place)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let (above, line) = before.split_at_checked(start)?;
    let rest = after.lines().next().unwrap_or_default();
    let mut path = table(above);
    let present = || keys_around(above, after);
    let (at, typed, quotes) = match line.split_once('=') {
        _ if line.trim_start().starts_with(['#', '[']) => return None,
        None => (At::Key { present: present() }, line.trim_start(), Quotes::None),
        Some((key, value)) => {
            path.push(Step::Key(key.trim().to_owned()));
            let value = value.trim_start();
            match value.strip_prefix('"') {
                Some(inner) if inner.contains('"') => return None,
                Some(inner) => (At::Value, inner, Quotes::Open { mark: '"', closed: rest.contains('"') }),
                None => (At::Value, value, Quotes::None),
            }
        }
    };
    let length = rest.find(super::ends_word).unwrap_or(rest.len());
    let word = place - typed.len()..place + length;
    Some(Context { path, at, word, typed: typed.to_owned(), quotes, brackets: false })
}

/// The table that is open after some lines.
fn table(above: &str) -> Vec<Step> {
    let header = |line: &'_ str| line.trim().strip_prefix('[')?.strip_suffix(']').map(str::to_owned);
    let header = above.lines().rev().find_map(header).unwrap_or_default();
    header.split('.').filter(|part| !part.is_empty()).map(|part| Step::Key(part.trim().to_owned())).collect()
}

/// The keys of the table at a place.
fn keys_around(above: &str, after: &str) -> Vec<String> {
    let is_header = |line: &&str| line.trim_start().starts_with('[');
    let before = above.lines().rev().take_while(|line| !is_header(line));
    let behind = after.lines().skip(1).take_while(|line| !is_header(line));
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
    before.chain(behind).filter_map(key).collect()
}
