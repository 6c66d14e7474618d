//! What is reached by following references to the end: `based_on` from source to source, `repeats`
//! from claim to claim.
//!
//! One walk over all of them, each visited once and every answer kept, without recursion: a chain may
//! be as long as the site.

/// What a walk over all nodes found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// By node: the nodes without references that it leads to, in order, each once. A node without
    /// references leads to itself; one that only leads in circles leads nowhere.
    pub ends: Vec<Vec<usize>>,
    /// The ways round: each begins with its lowest node, and its last refers to its first. Every
    /// reference that closes a circle gives one.
    pub cycles: Vec<Vec<usize>>,
}

/// Walks over the nodes `0..references.len()`; `references[node]` are the nodes it refers to.
#[expect(clippy::indexing_slicing, reason = "a node is its place in each of the lists")]
pub fn reach(references: &[Vec<usize>]) -> Reach {
    let mut walk = Walk { references, seen: vec![Seen::Not; references.len()], path: Vec::new() };
    let mut reach = Reach { ends: vec![Vec::new(); references.len()], cycles: Vec::new() };
    for start in 0..references.len() {
        walk.enter(start);
        while let Some(&mut (node, ref mut next)) = walk.path.last_mut() {
            let reference = references[node].get(*next).copied();
            *next += 1;
            match reference {
                None => walk.leave(node, &mut reach),
                Some(on) if walk.seen[on] == Seen::OnPath => reach.cycles.push(walk.way_round(on)),
                Some(on) => walk.enter(on),
            }
        }
    }
    reach.cycles.sort();
    reach.cycles.dedup();
    reach
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    OnPath,
    Done,
}

struct Walk<'a> {
    references: &'a [Vec<usize>],
    seen: Vec<Seen>,
    /// The nodes from the start to here, each with the index of the reference to follow next.
    path: Vec<(usize, usize)>,
}

#[expect(clippy::indexing_slicing, reason = "a node is its place in each of the lists")]
impl Walk<'_> {
    fn enter(&mut self, node: usize) {
        if self.seen[node] == Seen::Not {
            self.seen[node] = Seen::OnPath;
            self.path.push((node, 0));
        }
    }

    /// All that the node refers to has its ends by now, but for what closes a circle.
    fn leave(&mut self, node: usize, reach: &mut Reach) {
        self.path.pop();
        self.seen[node] = Seen::Done;
        reach.ends[node] = match &self.references[node][..] {
            [] => vec![node],
            [only] => reach.ends[*only].clone(),
            several => {
                let mut ends: Vec<usize> = several.iter().flat_map(|&on| reach.ends[on].clone()).collect();
                ends.sort_unstable();
                ends.dedup();
                ends
            }
        };
    }

    /// The part of the path that leads from `on` back to it, turned so that its lowest node is first.
    fn way_round(&self, on: usize) -> Vec<usize> {
        let begin = self.path.iter().rposition(|&(node, _)| node == on).unwrap_or(0);
        let mut way: Vec<usize> = self.path[begin..].iter().map(|&(node, _)| node).collect();
        let lowest = way.iter().enumerate().min_by_key(|&(_, node)| node).map_or(0, |(index, _)| index);
        way.rotate_left(lowest);
        way
    }
}
