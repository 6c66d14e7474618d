//! Whatever a claims file looks like: after an edit it says what was meant and nothing else, and all
//! bytes around are the same.

use std::ops;

use onrecord::diag::{Change, Range, Span};
use onrecord::discover::TextInput;
use onrecord::edit::claims::{Draft, Quote, Source, add, remove, replace};
use onrecord::edit::{Refusal, apply};
use onrecord::model::Stance;
use onrecord::parse::claims::parse;
use onrecord::text::findings::Findings;
use onrecord::text::node::{Node, Value};
use onrecord::text::yaml;

use crate::dice::Dice;
use crate::files::{File, Scalar, file, hard_words, words};

/// So many files are edited in each test.
const FILES: u64 = 1_500;
const PATH: &str = "content/articles/a.claims.yaml";

/// Every scalar of a text: the way to it, its place, what it says.
fn scalars(text: &str) -> Vec<(String, Range, String)> {
    fn walk(node: &Node, way: &str, all: &mut Vec<(String, Range, String)>) {
        match &node.value {
            Value::Scalar(scalar) => all.push((way.to_owned(), node.range, scalar.text.to_string())),
            Value::Sequence(items) => {
                items.iter().enumerate().for_each(|(index, item)| walk(item, &format!("{way}/{index}"), all));
            }
            Value::Mapping(entries) => {
                entries
                    .iter()
                    .for_each(|entry| walk(&entry.value, &format!("{way}/{}", entry.key.value), all));
            }
        }
    }
    let mut findings = Findings::new(&PATH.into(), &text.into());
    let root = yaml::parse(text, 0, &mut findings).unwrap_or_else(|| panic!("{text}"));
    let wrong = findings.into_diagnostics();
    assert!(wrong.is_empty(), "{wrong:#?}\n{text}");
    let mut all = Vec::new();
    walk(&root, "", &mut all);
    all
}

/// What a text says: by way.
fn said(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<_> = scalars(text).into_iter().map(|(way, _, words)| (way, words)).collect();
    all.sort();
    all
}

/// The place of a scalar as the program knows it, and the way to it.
fn place(text: &str, bytes: &ops::Range<usize>) -> (Span, String) {
    let inside = |range: &Range| bytes.contains(&(range.start as usize));
    let found = scalars(text).into_iter().find(|(_, range, _)| inside(range));
    let (way, range, _) = found.unwrap_or_else(|| panic!("{bytes:?} in {text}"));
    (Span::new(&PATH.into(), range), way)
}

/// Some texts cannot be spelled in the style that a value has; and where a block keeps the line ends below
/// it, it is left to its author which of them are its own.
fn may_refuse(refusal: &Refusal, text: &str) -> bool {
    let is_header = |word: &str| word.starts_with(['|', '>']) && word.ends_with('+');
    let keeps = text.split_whitespace().any(is_header);
    matches!(refusal, Refusal::Unspellable(_)) || keeps && *refusal == Refusal::Uncertain
}

#[test]
fn values_change_and_nothing_else_does() {
    let (mut made, mut refused) = (0, 0);
    for seed in 0..FILES {
        let mut dice = Dice::new(seed);
        let File { text, scalars } = file(&mut dice);
        let scalar = dice.pick(&scalars);
        let value = hard_words(&mut dice);
        let (span, way) = place(&text, &scalar.bytes);
        let mut expected = said(&text);
        match apply(&text, &[&Change::Value { place: span, value: value.clone() }]) {
            Ok(new) => {
                made += 1;
                expected.iter_mut().find(|(other, _)| *other == way).unwrap().1 = value;
                assert_eq!(said(&new), expected, "seed {seed}\n{text}\n{new}");
                assert!(new.starts_with(&text[..scalar.bytes.start]), "seed {seed}\n{text}\n{new}");
                assert!(new.ends_with(&text[scalar.bytes.end..]), "seed {seed}\n{text}\n{new}");
            }
            Err(refusal) if may_refuse(&refusal, &text) => refused += 1,
            Err(refusal) => panic!("seed {seed}: {refusal:?}, {value:?} in {way}\n{text}"),
        }
    }
    assert!(made > 10 * refused, "{made} made, {refused} refused");
}

#[test]
fn quotes_get_contexts_and_nothing_else_changes() {
    for seed in 0..FILES {
        let mut dice = Dice::new(seed + FILES);
        let File { text, scalars } = file(&mut dice);
        let is_quote = |scalar: &&Scalar| matches!(scalar.key, "quote" | "exact");
        let scalar = *dice.pick(&scalars.iter().filter(is_quote).collect::<Vec<_>>());
        let (exact, way) = place(&text, &scalar.bytes);
        let (prefix, suffix) = match dice.below(3) {
            0 => (Some(words(&mut dice)), None),
            1 => (None, Some(words(&mut dice))),
            _ => (Some(words(&mut dice)), Some(words(&mut dice))),
        };
        let other = (dice.below(3) == 0).then(|| words(&mut dice));
        let mut expected = said(&text);
        let own = way.strip_suffix("/exact").unwrap_or(&way).to_owned();
        let old = expected.iter().position(|(other, _)| *other == way).unwrap();
        let (_, old) = expected.remove(old);
        expected.push((format!("{own}/exact"), other.clone().unwrap_or(old)));
        for (key, words) in [("prefix", &prefix), ("suffix", &suffix)] {
            let Some(words) = words else { continue };
            let way = format!("{own}/{key}");
            expected.retain(|(other, _)| *other != way);
            expected.push((way, words.clone()));
        }
        expected.sort();
        let change = match other {
            Some(words) => Change::Quote { exact, words, prefix, suffix },
            None => Change::Context { exact, prefix, suffix },
        };
        let new = match apply(&text, &[&change]) {
            Ok(new) => new,
            Err(refusal) if may_refuse(&refusal, &text) => continue,
            Err(refusal) => panic!("seed {seed}: {refusal:?} {change:?}\n{text}"),
        };
        assert_eq!(said(&new), expected, "seed {seed}\n{text}\n{new}");
        let above = text[..scalar.bytes.start].rfind("quote:").unwrap();
        assert!(new.starts_with(&text[..above]), "seed {seed}\n{text}\n{new}");
        let below = text[scalar.bytes.end..].find("speaker:").unwrap() + scalar.bytes.end;
        assert!(new.ends_with(&text[below..]), "seed {seed}\n{text}\n{new}");
    }
}

fn drafts(text: &str) -> Vec<Draft> {
    let input = TextInput { id: "a".into(), path: PATH.into(), text: text.into(), fingerprint: 0 };
    let (claims, wrong) = parse(&input);
    assert!(wrong.is_empty(), "{wrong:#?}\n{text}");
    claims.entries.iter().map(Draft::of).collect()
}

fn draft(id: &str, dice: &mut Dice) -> Draft {
    let maybe = |dice: &mut Dice| (dice.below(2) == 0).then(|| format!("so {}", words(dice)));
    let names = |dice: &mut Dice| (0..dice.below(3)).map(|number| format!("name-{number}")).collect();
    let quotes = 1 + dice.below(2);
    let quote = |_| Quote { exact: words(dice), prefix: maybe(dice), suffix: maybe(dice) };
    Draft {
        id: id.to_owned(),
        quotes: (0..quotes).map(quote).collect(),
        statement: maybe(dice),
        speaker: "peskov".to_owned(),
        said: Some("2025-02-09".to_owned()),
        to: names(dice),
        via: names(dice),
        stances: vec![(Stance::Denies, vec!["#c0".to_owned()])],
        sources: (0..dice.below(3))
            .map(|number| Source { key: format!("key-{number}"), locator: maybe(dice), url: None })
            .collect(),
        note: maybe(dice),
        ..Draft::default()
    }
}

#[test]
fn entries_are_added_below_the_others() {
    for seed in 0..FILES {
        let mut dice = Dice::new(seed + 2 * FILES);
        let text = file(&mut dice).text;
        let new = draft("new", &mut dice);
        let mut expected = drafts(&text);
        expected.push(new.clone());
        let after = match add(Some(&text), &new) {
            Ok(after) => after,
            Err(refusal) if may_refuse(&refusal, &text) => continue,
            Err(refusal) => panic!("seed {seed}: {refusal:?}\n{text}"),
        };
        assert_eq!(drafts(&after), expected, "seed {seed}\n{text}\n{after}");
        // A comment at the very end may stay below.
        let mut lines = after.lines();
        assert!(text.lines().all(|line| lines.any(|other| other == line)), "seed {seed}\n{text}\n{after}");
    }
}

#[test]
fn entries_are_replaced_and_removed_by_themselves() {
    for seed in 0..FILES {
        let mut dice = Dice::new(seed + 3 * FILES);
        let text = file(&mut dice).text;
        let old = drafts(&text);
        let index = dice.below(old.len());
        let id = &old[index].id;
        assert_eq!(replace(&text, id, &old[index]).as_ref(), Ok(&text), "seed {seed}: nothing was to change");
        let other = draft(id, &mut dice);
        let after = match replace(&text, id, &other) {
            Ok(after) => after,
            Err(refusal) if may_refuse(&refusal, &text) => continue,
            Err(refusal) => panic!("seed {seed}: {refusal:?} {other:?}\n{text}"),
        };
        let mut expected = old.clone();
        expected[index] = other;
        assert_eq!(drafts(&after), expected, "seed {seed}\n{text}\n{after}");
        let without = match remove(&text, id) {
            Ok(without) => without,
            Err(refusal) if may_refuse(&refusal, &text) => continue,
            Err(refusal) => panic!("seed {seed}: {refusal:?}\n{text}"),
        };
        let mut left = old;
        left.remove(index);
        assert_eq!(drafts(&without), left, "seed {seed}\n{text}\n{without}");
    }
}
