//! The texts of a site as they were read last, so that a text is read again only if it may have changed.

#![expect(clippy::disallowed_methods, reason = "this is the door through which files come in")]

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, Span};

use super::classify::{Files, TextFile};
use super::stamp::{Moment, Stamp};
use super::{MAX_TEXT, TextInput, fingerprint};

/// Texts by path. Holds those of the last run, no others.
#[derive(Debug, Default)]
pub(super) struct Texts {
    read: HashMap<Arc<str>, Text>,
    /// By disk, the latest moment at which any file of the site had been changed when the last walk
    /// looked: no later than the texts were read after it.
    ///
    /// A file that was changed before this moment was at rest when it was read, and any later change
    /// gives it a later stamp. Of one that was changed in this very moment, or after it, the stamp may
    /// be that of another change within the same tick of the clock: it is read again. This asks for no
    /// clock but the disk's own, and for no more than the files that were saved last.
    newest: HashMap<u64, Moment>,
}

#[derive(Debug)]
struct Text {
    /// With its stamp when it was read.
    file: TextFile,
    /// The file was at rest when it was read.
    settled: bool,
    text: Result<TextInput, Unread>,
}

/// A text that could not be read, and why.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    pub path: Arc<str>,
    /// As far as it can be shown.
    pub garbled: Option<TextInput>,
    pub diagnostic: Box<Diagnostic>,
}

impl Texts {
    /// Brings the texts up to date after a walk: reads what is new, what has another stamp, what is not
    /// settled, and what is `hinted` at.
    pub fn refresh(
        &mut self,
        root: &Path,
        files: &Files,
        newest: HashMap<u64, Moment>,
        hinted: &HashSet<Arc<str>>,
    ) {
        self.newest = newest;
        let mut before = std::mem::take(&mut self.read);
        let mut stale = Vec::new();
        for file in files.texts() {
            match before.remove_entry(&file.path) {
                Some((path, text)) if text.is_of(file) && !hinted.contains(&path) => {
                    self.read.insert(path, text);
                }
                _ => stale.push(file.clone()),
            }
        }
        self.read(root, stale);
    }

    /// Reads some texts again, and passes over paths at which none is. Comes out: those that say something
    /// else now; `None` where one could not be read, now or before.
    pub fn read_again(
        &mut self,
        root: &Path,
        paths: impl Iterator<Item = Arc<str>>,
    ) -> Option<Vec<TextInput>> {
        let file = |path| self.read.get(&path).map(|text| text.file.clone());
        let files: Vec<TextFile> = paths.filter_map(file).collect();
        let before = files.iter().map(|file| self.get(file)?.as_ref().ok().cloned());
        let before: Option<Vec<TextInput>> = before.collect();
        self.read(root, files.clone());
        let now = files.iter().map(|file| self.get(file)?.as_ref().ok().cloned());
        let now: Vec<TextInput> = now.collect::<Option<_>>()?;
        Some(now.into_iter().zip(before?).filter(|(now, before)| now != before).map(|(now, _)| now).collect())
    }

    fn read(&mut self, root: &Path, files: Vec<TextFile>) {
        let newest = &self.newest;
        let read = |file: TextFile| (Arc::clone(&file.path), Text::read(root, file, newest));
        let texts: Vec<_> = files.into_par_iter().map(read).collect();
        self.read.extend(texts);
    }

    /// A file's text, as it was read last.
    pub fn get(&self, file: &TextFile) -> Option<&Result<TextInput, Unread>> {
        self.read.get(&file.path).map(|text| &text.text)
    }
}

impl Text {
    fn read(root: &Path, mut file: TextFile, newest: &HashMap<u64, Moment>) -> Self {
        let (stamp, bytes) = bytes(&root.join(&*file.path), file.stamp);
        // What could not be read may be readable the next time, whatever it looks like.
        let settled = bytes.is_ok() && newest.get(&stamp.disk()).is_some_and(|it| stamp.changed < *it);
        file.stamp = stamp;
        Self { settled, text: text(&file, bytes), file }
    }

    /// Whether this is what would be read from a file.
    fn is_of(&self, file: &TextFile) -> bool {
        self.settled && self.file.stamp == file.stamp
    }
}

/// The bytes of a file, one more than [`MAX_TEXT`] where there are more; and its stamp before they were
/// read.
fn bytes(path: &Path, seen: Stamp) -> (Stamp, io::Result<Vec<u8>>) {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return (seen, Err(error)),
    };
    let stamp = file.metadata().map_or(seen, |metadata| Stamp::of(&metadata));
    let expected = usize::try_from(stamp.size.min(MAX_TEXT)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(expected + 1);
    let read = file.by_ref().take(MAX_TEXT + 1).read_to_end(&mut bytes);
    (stamp, read.map(|_| bytes))
}

pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Reads a file of the site as a text.
pub(super) fn asset_text(
    root: &Path,
    path: &Arc<str>,
) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    read_alone(root, path, Arc::clone(path)).map_err(|unread| (unread.diagnostic, unread.garbled))
}

/// The configuration alone.
pub(super) fn config(root: &Path) -> Option<TextInput> {
    read_alone(root, "onrecord", "onrecord.toml".into()).ok()
}

/// Reads a text from anywhere.
pub(super) fn read_anywhere(path: &Path) -> Result<TextInput, (Box<Diagnostic>, Option<TextInput>)> {
    let id = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    read_alone(Path::new(""), &id, path.to_string_lossy().into())
        .map_err(|unread| (unread.diagnostic, unread.garbled))
}

fn read_alone(root: &Path, id: &str, path: Arc<str>) -> Result<TextInput, Unread> {
    let file = TextFile { id: id.into(), path, stamp: Stamp::default() };
    let (_, bytes) = bytes(&root.join(&*file.path), file.stamp);
    text(&file, bytes)
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

fn text(file: &TextFile, bytes: io::Result<Vec<u8>>) -> Result<TextInput, Unread> {
    let unread = |diagnostic, garbled| Unread {
        path: Arc::clone(&file.path),
        garbled,
        diagnostic: Box::new(diagnostic),
    };
    let place = Span::start_of(&file.path);
    let bytes = match bytes {
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
