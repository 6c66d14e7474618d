//! All that is wanted of one scalar.

use crate::diag::Change;

use super::Refusal;
use super::tree::Tree;

/// The key under which the words of a quote stand that has a context.
pub(super) const EXACT: &str = "exact";

/// The changes that concern the scalar at one place of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted<'a> {
    pub start: usize,
    pub value: Option<&'a str>,
    pub prefix: Option<&'a str>,
    pub suffix: Option<&'a str>,
    /// Other keys of the mapping in which it stands.
    pub keys: Vec<(&'static str, &'a str)>,
}

impl<'a> Wanted<'a> {
    /// What changes want, by place. Two of them may not want different things of one.
    pub fn all(changes: &[&'a Change]) -> Result<Vec<Self>, Refusal> {
        let mut all: Vec<Self> = Vec::new();
        let mut ordered: Vec<&&Change> = changes.iter().collect();
        ordered.sort_by_key(|change| change.place().range.start);
        for change in ordered {
            let start = change.place().range.start as usize;
            if all.last().is_none_or(|wanted| wanted.start != start) {
                all.push(Self { start, ..Self::default() });
            }
            let Some(wanted) = all.last_mut() else { continue };
            match change {
                Change::Value { value, .. } => agree(&mut wanted.value, Some(value))?,
                Change::Context { prefix, suffix, .. } => {
                    agree(&mut wanted.prefix, prefix.as_deref())?;
                    agree(&mut wanted.suffix, suffix.as_deref())?;
                }
                Change::Quote { words, prefix, suffix, .. } => {
                    agree(&mut wanted.value, Some(words))?;
                    agree(&mut wanted.prefix, prefix.as_deref())?;
                    agree(&mut wanted.suffix, suffix.as_deref())?;
                }
                Change::Key { key, value, .. } => wanted.keys.push((key, value)),
            }
        }
        Ok(all)
    }

    /// The context that is wanted, by key.
    pub fn context(&self) -> impl Iterator<Item = (&'static str, &'a str)> + use<'a> {
        [("prefix", self.prefix), ("suffix", self.suffix)]
            .into_iter()
            .filter_map(|(key, words)| words.map(|words| (key, words)))
    }

    pub fn is_touched(&self) -> bool {
        self.value.is_some() || self.has_context()
    }

    pub fn has_context(&self) -> bool {
        self.prefix.is_some() || self.suffix.is_some()
    }
}

/// The tree as it shall read once all is made. Each place must be that of one scalar.
pub(super) fn expected(mut tree: Tree, wanted: &[Wanted<'_>]) -> Result<Tree, Refusal> {
    let mut met = vec![0; wanted.len()];
    expect(&mut tree, wanted, &mut met, false);
    if met.contains(&0) {
        return Err(Refusal::NotThere);
    }
    if met.iter().any(|times| *times > 1) {
        return Err(Refusal::Repeated);
    }
    Ok(tree)
}

/// `has_keys`: it is the value of `exact`, beside which its context stands.
fn expect(tree: &mut Tree, wanted: &[Wanted<'_>], met: &mut [usize], has_keys: bool) {
    match tree {
        Tree::List(items) => items.iter_mut().for_each(|item| expect(item, wanted, met, false)),
        Tree::Mapping(entries) => {
            let context =
                entries.iter().find(|(key, _)| key == EXACT).and_then(|(_, exact)| of(exact, wanted));
            let keys: Vec<_> = entries.iter().filter_map(|(_, value)| of(value, wanted)).collect();
            let keys = keys.into_iter().flat_map(|(_, wanted)| wanted.keys.iter().copied());
            for (key, value) in entries {
                expect(value, wanted, met, key == EXACT);
            }
            let context = context.into_iter().flat_map(|(_, wanted)| wanted.context());
            for (key, words) in context.chain(keys).collect::<Vec<_>>() {
                tree.set(key, Tree::Asked(words.to_owned()));
            }
        }
        Tree::Scalar { .. } => {
            let Some((index, asked)) = of(tree, wanted) else { return };
            if let Some(times) = met.get_mut(index) {
                *times += 1;
            }
            if let Some(value) = asked.value {
                *tree = Tree::Asked(value.to_owned());
            }
            if asked.has_context() && !has_keys {
                let exact = std::mem::replace(tree, Tree::List(Vec::new()));
                let context =
                    asked.context().map(|(key, words)| (key.to_owned(), Tree::Asked(words.to_owned())));
                *tree = Tree::Mapping([(EXACT.to_owned(), exact)].into_iter().chain(context).collect());
            }
        }
        Tree::Asked(_) => {}
    }
}

/// What is wanted of a scalar.
fn of<'w, 'a>(tree: &Tree, wanted: &'w [Wanted<'a>]) -> Option<(usize, &'w Wanted<'a>)> {
    let Tree::Scalar { start, .. } = tree else { return None };
    let index = wanted.binary_search_by_key(start, |wanted| wanted.start).ok()?;
    Some((index, wanted.get(index)?))
}

fn agree<'a>(slot: &mut Option<&'a str>, asked: Option<&'a str>) -> Result<(), Refusal> {
    match (*slot, asked) {
        (Some(one), Some(other)) if one != other => Err(Refusal::Overlap),
        _ => {
            *slot = slot.or(asked);
            Ok(())
        }
    }
}
