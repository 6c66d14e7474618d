//! Classified files -> [`Inputs`]: texts are read, in parallel.

#![expect(clippy::disallowed_methods, reason = "this is the door through which files come in")]

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, Span};

use super::classify::{ArticleFile, Files, TextFile};
use super::{ArticleInput, Inputs, MAX_TEXT, TextInput, fingerprint};

/// Reads the texts among the files. One that cannot be read is told and left out.
pub(super) fn gather(root: PathBuf, files: Files, diagnostics: &mut Vec<Diagnostic>) -> Inputs {
    let mut gatherer = Gatherer { root, unread: files.unread, garbled: Vec::new(), diagnostics };
    let mut inputs = Inputs {
        config: gatherer.one(files.config),
        front_page: gatherer.one(files.front_page),
        articles: gatherer.articles(files.articles),
        speakers: gatherer.all(files.speakers),
        events: gatherer.all(files.events),
        sources: gatherer.all(files.sources),
        pages: gatherer.all(files.pages),
        templates: gatherer.all(files.templates),
        statics: files.statics,
        assets: files.assets,
        styles: gatherer.all(files.styles),
        ..Inputs::default()
    };
    Gatherer { root: inputs.root, unread: inputs.unread, garbled: inputs.garbled, .. } = gatherer;
    inputs
}

pub(super) fn config(root: &Path) -> Option<TextInput> {
    let file = TextFile { id: "onrecord".into(), path: "onrecord.toml".into(), size: 0 };
    read(root, &file).ok()
}

struct Gatherer<'a> {
    root: PathBuf,
    unread: Vec<Arc<str>>,
    garbled: Vec<TextInput>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Gatherer<'_> {
    fn one(&mut self, file: Option<TextFile>) -> Option<TextInput> {
        let read = read(&self.root, &file?);
        self.kept(read)
    }

    fn all(&mut self, files: Vec<TextFile>) -> Vec<TextInput> {
        let read: Vec<_> = files.par_iter().map(|file| read(&self.root, file)).collect();
        read.into_iter().filter_map(|read| self.kept(read)).collect()
    }

    fn articles(&mut self, files: Vec<ArticleFile>) -> Vec<ArticleInput> {
        let read: Vec<_> = files
            .par_iter()
            .map(|file| {
                let claims = file.claims.as_ref().map(|claims| read(&self.root, claims));
                (read(&self.root, &file.article), claims)
            })
            .collect();
        let bundles = files.into_iter().map(|file| file.bundle);
        let inputs = read.into_iter().zip(bundles).filter_map(|((article, claims), bundle)| {
            let claims = claims.and_then(|claims| self.kept(claims));
            Some(ArticleInput { article: self.kept(article)?, claims, bundle })
        });
        inputs.collect()
    }

    fn kept(&mut self, read: Result<TextInput, Unread>) -> Option<TextInput> {
        match read {
            Ok(input) => Some(input),
            Err(Unread { path, garbled, diagnostic }) => {
                self.unread.push(path);
                self.garbled.extend(garbled);
                self.diagnostics.push(*diagnostic);
                None
            }
        }
    }
}

/// Appends an input that is copied and never read for its meaning; `file` is absolute.
pub(super) fn copy(root: &Path, file: &Path, bytes: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
    let read = File::open(file).and_then(|mut file| file.read_to_end(bytes));
    read.map(drop).map_err(|error| {
        let shown = file.strip_prefix(root).unwrap_or(file).display().to_string();
        let place = Span::start_of(&shown.as_str().into());
        Box::new(problems::unreadable(&shown, "read", &error).at(place, ""))
    })
}

pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Reads a text from anywhere.
pub(super) fn text(path: &Path) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    let shown: Arc<str> = path.to_string_lossy().into();
    let id = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    read(Path::new(""), &TextFile { id: id.into(), path: shown, size: 0 })
        .map_err(|unread| (unread.diagnostic, unread.garbled))
}

/// Reads a file of the site as a text.
pub(super) fn asset_text(
    root: &Path,
    path: &Arc<str>,
) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    read(root, &TextFile { id: Arc::clone(path), path: Arc::clone(path), size: 0 })
        .map_err(|unread| (unread.diagnostic, unread.garbled))
}

/// A text that could not be read, and why.
struct Unread {
    path: Arc<str>,
    garbled: Option<TextInput>,
    diagnostic: Box<Diagnostic>,
}

fn read(root: &Path, file: &TextFile) -> Result<TextInput, Unread> {
    let unread = |diagnostic, garbled| Unread {
        path: Arc::clone(&file.path),
        garbled,
        diagnostic: Box::new(diagnostic),
    };
    let place = Span::start_of(&file.path);
    let bytes = match bytes(&root.join(&*file.path), file.size) {
        Ok(bytes) if bytes.len() as u64 > MAX_TEXT => {
            return Err(unread(problems::too_large(place, MAX_TEXT), None));
        }
        Ok(bytes) => bytes,
        Err(error) => {
            return Err(unread(problems::unreadable(&file.path, "read", &error).at(place, ""), None));
        }
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    std::str::from_utf8(bytes).map(|text| input(file, text)).map_err(|error| {
        let valid = error.valid_up_to();
        let line = 1 + bytes.iter().take(valid).filter(|&&byte| byte == b'\n').count();
        let place = Span::new(&file.path, Range::new(valid, valid));
        unread(problems::not_utf8(place, line), Some(input(file, &String::from_utf8_lossy(bytes))))
    })
}

fn input(file: &TextFile, text: &str) -> TextInput {
    TextInput {
        id: Arc::clone(&file.id),
        path: Arc::clone(&file.path),
        text: text.into(),
        fingerprint: fingerprint(text),
    }
}

/// The bytes of a file; one more than [`MAX_TEXT`] where there are more.
fn bytes(path: &Path, size: u64) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(size.min(MAX_TEXT)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(expected + 1);
    File::open(path)?.take(MAX_TEXT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
