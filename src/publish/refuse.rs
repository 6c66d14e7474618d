//! Whether a folder is fit to be published into. We delete only what we wrote, so we publish only
//! where nobody else's work is in the way.

use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::Manifest;
use super::{disk, names};

/// What an output must keep clear of.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The site's folder.
    pub site: &'a Path,
    /// The user's home folder, where there is one.
    pub home: Option<&'a Path>,
}

/// Why a folder is not published into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The output as it was asked for.
    pub out: PathBuf,
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is a file.
    File,
    /// The root of the file system, or a folder that the system cannot name.
    Root,
    /// The user's home folder, or a folder that holds it.
    Home,
    /// The site's folder, or a folder that holds it.
    HoldsSite,
    /// In one of the folders that hold the site's sources: which one.
    InSources(&'static str),
    /// It holds files, and no manifest of ours.
    NotOurs,
    /// Its manifest is one that this version cannot read.
    UnknownManifest,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("it is a file"),
            Self::Root => f.write_str("it is the root of a file system"),
            Self::Home => f.write_str("it is or holds a home folder"),
            Self::HoldsSite => f.write_str("it is or holds the site's own folder"),
            Self::InSources(folder) => write!(f, "it lies in the site's `{folder}` folder"),
            Self::NotOurs => f.write_str("it holds files that no earlier build has written"),
            Self::UnknownManifest => write!(f, "its `{}` cannot be read", names::MANIFEST),
        }
    }
}

/// What was found at the place of the output.
#[derive(Debug)]
pub enum State {
    /// Nothing stands there.
    Absent,
    Empty,
    /// We have published there before.
    Ours(Manifest),
}

/// The output's path, absolute, with links followed, if it is no place that must be kept clear.
pub fn place(asked: &Path, around: Surroundings<'_>) -> io::Result<Result<PathBuf, Reason>> {
    let out = settle(asked)?;
    Ok(misplaced(&out, around)?.map_or(Ok(out), Err))
}

/// Why a folder is no place to publish into, whatever stands there. Touches nothing.
pub fn refusal(asked: &Path, around: Surroundings<'_>) -> io::Result<Option<Reason>> {
    Ok(place(asked, around)?.err())
}

/// What stands there. To be asked after a change-over that was cut short has been completed.
pub fn state(out: &Path) -> io::Result<Result<State, Reason>> {
    let Some(metadata) = disk::look(out)? else { return Ok(Ok(State::Absent)) };
    if !metadata.is_dir() {
        return Ok(Err(Reason::File));
    }
    if let Some(bytes) = disk::read(&out.join(names::MANIFEST))? {
        let manifest = String::from_utf8(bytes).ok().and_then(|text| Manifest::parse(&text));
        return Ok(manifest.map(State::Ours).ok_or(Reason::UnknownManifest));
    }
    // What a build that was cut short has left there is ours.
    let foreign = disk::list(out)?.into_iter().any(|(path, _)| !path.ends_with(names::WORK_INSIDE));
    Ok(if foreign { Err(Reason::NotOurs) } else { Ok(State::Empty) })
}

/// The absolute path of what may not exist yet: links followed as far as it exists.
fn settle(path: &Path) -> io::Result<PathBuf> {
    let mut settled = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(settled.pop()),
            part => settled.push(part),
        }
        if let Some(real) = disk::real(&settled)? {
            settled = real;
        }
    }
    Ok(settled)
}

fn misplaced(out: &Path, around: Surroundings<'_>) -> io::Result<Option<Reason>> {
    if out.file_name().is_none() {
        return Ok(Some(Reason::Root));
    }
    if settle(around.site)?.starts_with(out) {
        return Ok(Some(Reason::HoldsSite));
    }
    if let Some(home) = around.home
        && settle(home)?.starts_with(out)
    {
        return Ok(Some(Reason::Home));
    }
    for folder in ["content", "templates", "static"] {
        let sources = settle(&around.site.join(folder))?;
        if out.starts_with(&sources) || sources.starts_with(out) {
            return Ok(Some(Reason::InSources(folder)));
        }
    }
    Ok(None)
}
