//! Lists of entities of which copies share their items.

use std::ops::{Deref, Index, IndexMut};
use std::sync::Arc;

use crate::model::{ByHandle, Handle};

/// A list whose copies hold the same items until one of them is changed: a corpus that differs from
/// another in one article costs little more than that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T>(Vec<Arc<T>>);

impl<T> List<T> {
    pub fn push(&mut self, item: T) {
        self.0.push(Arc::new(item));
    }

    /// Puts another item in the place of one, where there is one.
    pub fn put(&mut self, ix: impl Handle, item: T) {
        if let Some(place) = self.0.get_mut(ix.index()) {
            *place = Arc::new(item);
        }
    }
}

impl<T: Clone> List<T> {
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.0.get_mut(index).map(Arc::make_mut)
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(Arc::make_mut)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = [Arc<T>];

    fn deref(&self) -> &[Arc<T>] {
        &self.0
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().map(Arc::new).collect())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Clone> ByHandle<T> for List<T> {
    fn at(&self, ix: impl Handle) -> &T {
        self.0.at(ix)
    }

    fn at_mut(&mut self, ix: impl Handle) -> &mut T {
        Arc::make_mut(self.0.at_mut(ix))
    }
}

#[expect(clippy::indexing_slicing, reason = "who indexes a list knows how long it is")]
impl<T> Index<usize> for List<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.0[index]
    }
}

#[expect(clippy::indexing_slicing, reason = "who indexes a list knows how long it is")]
impl<T: Clone> IndexMut<usize> for List<T> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        Arc::make_mut(&mut self.0[index])
    }
}
