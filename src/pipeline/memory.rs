//! What earlier runs have read and understood, so that a run costs what has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::discover::Folder;
use crate::resolve;

use super::link::Linker;
use super::observer::{Observer, Stage};
use super::proofs::Prover;
use super::read::Reader;
use super::{Site, Unobserved};

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
    folder: Folder,
    reader: Reader,
    prover: Prover,
    linker: Linker,
    options: resolve::Options,
}

impl Memory {
    pub fn new(folder: &Path, options: resolve::Options) -> Self {
        Self {
            folder: Folder::new(folder),
            reader: Reader::new(&options),
            prover: Prover::default(),
            linker: Linker::default(),
            options,
        }
    }

    /// The site as it is now. Whatever is remembered, it is the same as [`super::load`] gives, the
    /// diagnostics included; buffers of an earlier run are forgotten.
    pub fn load(&mut self, changed: &Changed, buffers: &Buffers) -> Site {
        self.load_observed(changed, buffers, &Unobserved)
    }

    /// The same, while somebody looks on.
    pub fn load_observed(&mut self, changed: &Changed, buffers: &Buffers, observer: &dyn Observer) -> Site {
        observer.begins(Stage::Discover);
        let (mut inputs, mut diagnostics) = match changed {
            Changed::Anything => self.folder.read(),
            Changed::Paths(paths) => self.folder.read_again(paths),
        };
        inputs.overlay(buffers);
        observer.begins(Stage::Read);
        let (mut reading, wrong) = self.reader.read(&inputs);
        diagnostics.extend(wrong);
        diagnostics.extend(self.prover.prove(&mut inputs, &mut reading, &self.options, observer));
        self.linker.link(inputs, reading, diagnostics, &self.options, observer)
    }
}
