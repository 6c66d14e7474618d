//! The manifest: what we wrote into an output folder, and how to know it again.
//!
//! A text file, `.onrecord-manifest`, sorted by path, one file a line: the digest in hexadecimal
//! digits, the size in bytes, the path. It holds no time and no path of the machine, so that the same
//! site gives the same manifest everywhere.

use std::collections::BTreeMap;
use std::fmt::Write;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::names;

const HEADER: &str = "onrecord manifest 1";

/// What a file holds, as far as we need to know it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// XXH3 over the content: a guard against accidents, not against forgers.
    pub hash: u128,
    /// In bytes.
    pub size: u64,
}

impl Entry {
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: xxh3_128(bytes), size: bytes.len() as u64 }
    }
}

/// An [`Entry`] in the making, for content that comes piece by piece.
#[derive(Default)]
pub struct Digest {
    hasher: Xxh3,
    size: u64,
}

impl Digest {
    pub fn update(&mut self, piece: &[u8]) {
        self.hasher.update(piece);
        self.size += piece.len() as u64;
    }

    pub fn entry(&self) -> Entry {
        Entry { hash: self.hasher.digest128(), size: self.size }
    }
}

/// Files by their path from the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub files: BTreeMap<String, Entry>,
}

impl Manifest {
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, Entry { hash, size }) in &self.files {
            let _ = writeln!(text, "{hash:032x} {size} {}", names::escaped(path));
        }
        text
    }

    /// Whether it lists a file below this folder.
    pub fn has_folder(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        self.files.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below))
    }

    /// `None` where the text is not a manifest that this version wrote. A path that could lead out of
    /// the folder makes it none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        (lines.next()? == HEADER).then_some(())?;
        lines.map(parse_line).collect::<Option<_>>().map(|files| Self { files })
    }
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let mut fields = line.splitn(3, ' ');
    let hash = u128::from_str_radix(fields.next()?, 16).ok()?;
    let size = fields.next()?.parse().ok()?;
    Some((names::safe(fields.next()?)?, Entry { hash, size }))
}

#[cfg(test)]
mod tests {
    use super::{Entry, Manifest};

    #[test]
    fn what_is_written_is_read() {
        let names = ["index.html", "a b/ünï.png", "line\nbreak%41.txt"];
        let files = names.map(|name| (name.to_owned(), Entry::of(name.as_bytes()))).into();
        let manifest = Manifest { files };
        assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
    }

    #[test]
    fn nothing_else_is_read() {
        let hash = "0".repeat(32);
        let texts = [
            String::new(),
            "onrecord manifest 2\n".to_owned(),
            format!("onrecord manifest 1\n{hash} 1 ../up"),
            format!("onrecord manifest 1\n{hash} 1 /up"),
            format!("onrecord manifest 1\n{hash} 1 folder/"),
            format!("onrecord manifest 1\n{hash} x file"),
        ];
        for text in texts {
            assert_eq!(Manifest::parse(&text), None, "{text:?}");
        }
    }
}
