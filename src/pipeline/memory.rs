//! What earlier runs have read and understood, so that a run costs what has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::{discover, resolve};

use super::proofs::Prover;
use super::{Site, Unobserved, understand};

/// Texts that take the place of what lies on disk: the unsaved buffers of an editor, by their path from
/// the site's folder.
pub type Buffers = BTreeMap<Arc<str>, Arc<str>>;

/// What may have changed on disk since the last run. Only content decides whether it has.
#[derive(Clone, Debug)]
pub enum Changed {
    /// Anything: the whole folder is looked through.
    Anything,
    /// Nothing but these files or folders, absolute.
    Paths(Vec<PathBuf>),
}

/// A site's folder, and what earlier runs have read of it.
pub struct Memory {
    folder: PathBuf,
    prover: Prover,
    options: resolve::Options,
}

impl Memory {
    pub fn new(folder: &Path, options: resolve::Options) -> Self {
        Self { folder: folder.to_owned(), prover: Prover::default(), options }
    }

    /// The site as it is now: the same as [`super::load`] gives, the diagnostics included.
    pub fn load(&mut self, _changed: &Changed, buffers: &Buffers) -> Site {
        let (mut inputs, diagnostics) = discover::discover(&self.folder);
        inputs.overlay(buffers);
        understand(inputs, diagnostics, &self.options, &mut self.prover, &Unobserved)
    }
}
