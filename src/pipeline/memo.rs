//! What a pure function made of each of many inputs, remembered until the next run.

use std::mem;

use rayon::prelude::*;

/// The inputs of the last run, with what was made of each.
pub struct Memo<I, V> {
    kept: Vec<(I, V)>,
}

impl<I, V> Default for Memo<I, V> {
    fn default() -> Self {
        Self { kept: Vec::new() }
    }
}

impl<I: Clone + PartialEq + Send + Sync, V: Clone + Send + Sync> Memo<I, V> {
    /// What `work` makes of each of these inputs, in their order: worked out side by side where it is not
    /// remembered. It is remembered of an input that is equal in all it holds, so that the results are
    /// always those of `work`; `name` only says by what the inputs are sorted.
    pub fn all(&mut self, inputs: &[I], name: fn(&I) -> &str, work: impl Fn(&I) -> V + Sync) -> Vec<V> {
        let mut known = mem::take(&mut self.kept).into_iter().peekable();
        let remembered = inputs.iter().map(|input| {
            // Most are equal, and to see that costs less than to compare names.
            let next = known.next_if(|(known, _)| known == input);
            next.or_else(|| {
                while known.next_if(|(known, _)| name(known) < name(input)).is_some() {}
                known.next_if(|(known, _)| known == input)
            })
        });
        let remembered: Vec<Option<(I, V)>> = remembered.collect();
        let made = |(input, remembered): (&I, Option<(I, V)>)| {
            remembered.unwrap_or_else(|| (input.clone(), work(input)))
        };
        self.kept = inputs.par_iter().zip(remembered).map(made).collect();
        self.kept.iter().map(|(_, value)| value.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Memo;

    #[test]
    fn work_is_done_once_and_forgotten_when_nobody_asks() {
        let mut memo = Memo::default();
        let worked = AtomicUsize::new(0);
        let mut run = |texts: &[(&'static str, u32)]| {
            let made = memo.all(
                texts,
                |(name, _)| name,
                |(name, number)| {
                    worked.fetch_add(1, Ordering::Relaxed);
                    format!("{name}{number}")
                },
            );
            (made, worked.swap(0, Ordering::Relaxed))
        };
        let made = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(run(&[("a", 1), ("b", 1), ("d", 1)]), (made(&["a1", "b1", "d1"]), 3));
        // One is another, one is new, one is gone.
        assert_eq!(run(&[("a", 2), ("c", 1), ("d", 1)]), (made(&["a2", "c1", "d1"]), 2));
        assert_eq!(run(&[("b", 1), ("d", 1)]), (made(&["b1", "d1"]), 1));
        assert_eq!(run(&[]), (made(&[]), 0));
        assert_eq!(run(&[("d", 1)]), (made(&["d1"]), 1));
        // In another order less is remembered, and nothing is wrong.
        assert_eq!(run(&[("e", 1), ("d", 1)]), (made(&["e1", "d1"]), 2));
    }
}
