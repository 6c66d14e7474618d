//! Handles: the place of an entity in its list of the corpus. A reference that a writer typed as
//! text becomes a handle once, in `resolve`; after that nothing can dangle.

macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The handle of the entity at `index`, counted from 0.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Handle for $name {
            fn index(self) -> usize {
                self.index()
            }
        }
    )*};
}

handles! {
    ArticleIx
    /// A claim. Claims are listed by article, and in an article in file order.
    ClaimIx
    EventIx
    PageIx
    SourceIx
    SpeakerIx
    TopicIx
}

/// What says where in its list an entity stands, counted from 0.
pub trait Handle {
    fn index(self) -> usize;
}

/// Lists by handle: those of the corpus, and what follows from it for each entity.
pub trait ByHandle<T> {
    fn at(&self, ix: impl Handle) -> &T;
    fn at_mut(&mut self, ix: impl Handle) -> &mut T;
}

#[expect(clippy::indexing_slicing, reason = "a handle is the place of an entity, and no list gets shorter")]
impl<T> ByHandle<T> for [T] {
    fn at(&self, ix: impl Handle) -> &T {
        &self[ix.index()]
    }

    fn at_mut(&mut self, ix: impl Handle) -> &mut T {
        &mut self[ix.index()]
    }
}
