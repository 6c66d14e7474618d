//! The site's folder -> the files in it that may matter, sorted, none from outside.

#![expect(clippy::disallowed_methods, reason = "this is the door through which files come in")]

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Span};

use super::stamp::Stamp;

const CONFIG: &str = "onrecord.toml";
/// The folders that a site is made of. No other is looked into, so the output, version control and
/// caches are never read.
pub const FOLDERS: [&str; 4] = ["content", "static", "styles", "templates"];
/// More files than any site has; what stops a knot of links to folders.
const MAX_FILES: usize = 1_000_000;

/// A file of the site.
#[derive(Debug)]
pub(super) struct Found {
    /// From the site's folder, with `/` between its parts.
    pub path: Arc<str>,
    pub stamp: Stamp,
}

/// What a walk through a site's folder came upon.
#[derive(Debug)]
pub(super) struct Walked {
    /// The site's folder, absolute.
    pub root: PathBuf,
    /// Sorted by path.
    pub files: Vec<Found>,
    /// There are links among them, so that one file may be seen under several paths.
    pub linked: bool,
}

/// Finds the files of a site. `None` after a diagnostic.
pub(super) fn walk(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<Walked> {
    let absolute = match fs::canonicalize(root) {
        Ok(absolute) if absolute.is_dir() => absolute,
        Ok(_) => {
            let error = io::Error::from(io::ErrorKind::NotADirectory);
            diagnostics.push(problems::unreadable(&root.display().to_string(), "opened", &error));
            return None;
        }
        Err(error) => {
            diagnostics.push(problems::unreadable(&root.display().to_string(), "opened", &error));
            return None;
        }
    };
    let walked = Walked { root: absolute, files: Vec::new(), linked: false };
    let mut walk = Walk { walked, diagnostics };
    walk.top();
    for folder in FOLDERS {
        walk.folder(folder);
    }
    let mut walked = walk.walked;
    walked.files.sort_by(|a, b| a.path.cmp(&b.path));
    Some(walked)
}

/// Whether nothing at a path, given from the site's folder, is ever part of the site: no walk looks there.
pub(super) fn is_passed_over(path: &Path) -> bool {
    let mut names = path.iter();
    let Some(top) = names.next() else { return false };
    let Some(folder) = FOLDERS.iter().find(|folder| top == **folder) else {
        return names.next().is_some() || !is_top_name(top);
    };
    names.any(|name| is_left_out(folder, name))
}

struct Walk<'a> {
    walked: Walked,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Walk<'_> {
    /// What lies in the site's folder itself: the configuration and citation styles.
    fn top(&mut self) {
        let start = WalkDir::new(&self.walked.root).min_depth(1).max_depth(1).sort_by_file_name();
        let mut configured = false;
        for entry in start {
            match entry {
                Ok(entry) if is_top_name(entry.file_name()) => {
                    configured |= entry.file_name() == CONFIG;
                    self.top_file(&entry);
                }
                Ok(_) => {}
                Err(error) => self.failed(&error),
            }
        }
        if !configured {
            self.diagnostics.push(problems::missing_config());
        }
    }

    fn top_file(&mut self, entry: &DirEntry) {
        if entry.path_is_symlink() && !self.may_follow(entry.path()) {
            return;
        }
        match fs::metadata(entry.path()) {
            Ok(metadata) if metadata.is_file() => self.keep(entry.path(), &metadata),
            Ok(_) => self.tell(entry.path(), problems::not_a_file),
            Err(error) => self.refused(entry.path(), &error),
        }
    }

    fn folder(&mut self, name: &str) {
        let start = self.walked.root.join(name);
        match fs::symlink_metadata(&start) {
            Ok(metadata) if metadata.is_symlink() && !self.may_follow(&start) => return,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => return self.refused(&start, &error),
        }
        if !start.is_dir() {
            return self.tell(&start, problems::not_a_folder);
        }
        let mut entries = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry)
                    if (entry.depth() > 0 && is_left_out(name, entry.file_name()))
                        || (entry.path_is_symlink() && !self.may_follow(entry.path())) =>
                {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.entry(&entry),
                Err(error) => self.failed(&error),
            }
            if self.walked.files.len() > MAX_FILES {
                self.diagnostics.push(problems::too_many_files(MAX_FILES));
                return;
            }
        }
    }

    fn entry(&mut self, entry: &DirEntry) {
        let kind = entry.file_type();
        if kind.is_file() {
            match entry.metadata() {
                Ok(metadata) => self.keep(entry.path(), &metadata),
                Err(error) => self.failed(&error),
            }
        } else if !kind.is_dir() || self.is_named_like_a_text(entry.path()) {
            // Reading a pipe would wait for ever.
            self.tell(entry.path(), problems::not_a_file);
        }
    }

    /// No folder of texts has a dot in its name: an id holds none.
    fn is_named_like_a_text(&self, folder: &Path) -> bool {
        let extension = folder.extension().and_then(|extension| extension.to_str());
        folder.starts_with(self.walked.root.join("content")) && matches!(extension, Some("md" | "yaml"))
    }

    fn keep(&mut self, path: &Path, metadata: &fs::Metadata) {
        match path.strip_prefix(&self.walked.root).ok().and_then(site_path) {
            Some(path) => self.walked.files.push(Found { path, stamp: Stamp::of(metadata) }),
            None => {
                let shown = path.strip_prefix(&self.walked.root).unwrap_or(path).to_string_lossy();
                let shown = shown.escape_debug().to_string();
                let problem = problems::bad_file_name(&shown);
                self.diagnostics.push(problem.at(Span::start_of(&shown.into()), ""));
            }
        }
    }

    /// Whether a link stays inside the site's folder; tells where it does not.
    fn may_follow(&mut self, link: &Path) -> bool {
        self.walked.linked = true;
        match fs::canonicalize(link) {
            Ok(target) if target.starts_with(&self.walked.root) => true,
            Ok(_) => {
                self.tell(link, problems::link_leaves_site);
                false
            }
            Err(error) => {
                self.refused(link, &error);
                false
            }
        }
    }

    fn failed(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(Path::new("")).to_owned();
        match error.io_error() {
            _ if error.loop_ancestor().is_some() => self.tell(&path, problems::link_in_circle),
            Some(error) => self.refused(&path, error),
            None => self.refused(&path, &io::Error::other("it cannot be walked")),
        }
    }

    fn refused(&mut self, path: &Path, error: &io::Error) {
        let shown = path.strip_prefix(&self.walked.root).unwrap_or(path).display().to_string();
        let problem = problems::unreadable(&shown, "read", error);
        let place = Span::start_of(&shown.into());
        self.diagnostics.push(problem.at(place, ""));
    }

    fn tell(&mut self, path: &Path, problem: impl Fn(Span) -> Diagnostic) {
        let shown = path.strip_prefix(&self.walked.root).unwrap_or(path).to_string_lossy();
        let shown: Arc<str> = shown.replace('\\', "/").into();
        self.diagnostics.push(problem(Span::start_of(&shown)));
    }
}

fn is_top_name(name: &OsStr) -> bool {
    name == CONFIG || (Path::new(name).extension().is_some_and(|e| e == "csl") && !is_hidden(name))
}

/// Names with a dot in front are not the site's, but in the folder that is copied as it is, where hosts
/// look for `.well-known` and the like.
fn is_left_out(folder: &str, name: &OsStr) -> bool {
    let clutter = [".DS_Store", ".git"].iter().any(|clutter| name == *clutter);
    is_hidden(name) && (folder != "static" || clutter)
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A path from the site's folder as addresses have it.
pub(super) fn site_path(path: &Path) -> Option<Arc<str>> {
    let mut parts = Vec::new();
    for part in path {
        let part = part.to_str()?;
        if part.contains(|c: char| c == '\\' || c.is_control()) {
            return None;
        }
        parts.push(part);
    }
    Some(parts.join("/").into())
}
