//! How a run goes on, for whoever looks on: the shell measures time and shows progress. Stages know nothing
//! of it, and the pipeline nothing of clocks and terminals.

/// What a run is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Discover,
    /// Parsing and anchoring.
    Read,
    /// The words of claims are looked for in the stored copies of sources. Only where there are some.
    Prove,
    Resolve,
    Record,
    Check,
    /// The citation style and the templates are loaded.
    Prepare,
    /// So many files are planned, rendered and handed to the press.
    Print {
        files: usize,
    },
    Copy,
    /// What can be found is compared with what the output's index was made from.
    Search,
    /// So many records are indexed, since it was not the same.
    Index {
        records: usize,
    },
    Audit,
    /// The output is changed over.
    Publish,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Self::Discover => "discover",
            Self::Read => "read",
            Self::Prove => "prove",
            Self::Resolve => "resolve",
            Self::Record => "record",
            Self::Check => "check",
            Self::Prepare => "prepare",
            Self::Print { .. } => "print",
            Self::Copy => "copy",
            Self::Search => "search",
            Self::Index { .. } => "index",
            Self::Audit => "audit",
            Self::Publish => "publish",
        }
    }
}

/// Somebody who looks on.
pub trait Observer: Sync {
    /// A stage begins, and the one before it has ended.
    fn begins(&self, stage: Stage);

    /// One more file has been printed; told by many threads at once.
    fn printed(&self);
}

/// Nobody looks on.
pub struct Unobserved;

impl Observer for Unobserved {
    fn begins(&self, _: Stage) {}

    fn printed(&self) {}
}
