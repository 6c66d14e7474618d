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
