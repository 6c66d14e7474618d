//! What people, editors and version control do to a site's folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onrecord::pipeline::{Buffers, Changed};

use super::site::{FILES, WORDS, put};

/// Numbers without pattern, the same for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// All files below a folder, by their paths from it.
pub type Tree = BTreeMap<String, Vec<u8>>;

pub fn tree(root: &Path) -> Tree {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (inner(root, entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Somebody at work in a site's folder.
pub struct Writer<'a> {
    pub root: &'a Path,
    pub random: Random,
    /// What the editor holds unsaved.
    pub buffers: Buffers,
    /// What was touched in this step, as a watcher would tell.
    touched: Vec<PathBuf>,
}

impl<'a> Writer<'a> {
    pub fn new(root: &'a Path, seed: u64) -> Self {
        Self { root, random: Random::new(seed), buffers: Buffers::new(), touched: Vec::new() }
    }

    /// Does something, and says what.
    pub fn work(&mut self) -> String {
        match self.random.below(24) {
            0..10 => self.edit(),
            10 => self.bring_back(),
            11 => self.delete(),
            12 => self.rename(),
            13 => self.copy(),
            14 => self.move_folder(),
            15 => self.damage(),
            16 => self.rewrite_as_long(),
            17 => self.shuffle_as_an_editor_saves(),
            18 => self.become_a_folder(),
            19 => self.link(),
            20 => self.touch(),
            _ => self.hold_unsaved(),
        }
    }

    /// Makes the folder hold these files and no others.
    pub fn restore(&mut self, to: &Tree) -> String {
        self.buffers.clear();
        let now = tree(self.root);
        for entry in walkdir::WalkDir::new(self.root).into_iter().map(Result::unwrap) {
            if entry.file_type().is_symlink() {
                self.remove(entry.path());
            }
        }
        for path in now.keys().filter(|path| !to.contains_key(*path)) {
            self.remove(&self.root.join(path));
        }
        for (path, bytes) in to {
            let file = self.root.join(path);
            if fs::read(&file).ok().as_ref() != Some(bytes) {
                if file.is_dir() {
                    fs::remove_dir_all(&file).unwrap();
                }
                self.write(&file, bytes);
            }
        }
        "restore".to_owned()
    }

    /// The hints of this step: exact, coarse, or none.
    pub fn changed(&mut self) -> Changed {
        let mut touched = std::mem::take(&mut self.touched);
        match self.random.below(6) {
            0 => return Changed::Anything,
            1 => {
                let parent = |path: &PathBuf| path.parent().unwrap_or(path).to_owned();
                touched = touched.iter().map(parent).collect();
            }
            2 => touched.push(self.any_file()),
            3 => touched.push(self.root.join("public/articles/first/index.html")),
            _ => {}
        }
        Changed::Paths(touched)
    }

    fn edit(&mut self) -> String {
        let file = self.any_text();
        let Ok(text) = fs::read_to_string(&file) else { return "nothing".to_owned() };
        let text = self.edited(&text);
        self.write(&file, text.as_bytes());
        self.said("edit", &file)
    }

    /// The text with one line changed.
    fn edited(&mut self, text: &str) -> String {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        if lines.is_empty() {
            return "---\ntitle: New\ndate: 2024\n---\n".to_owned();
        }
        let at = self.random.below(lines.len());
        match self.random.below(8) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => lines.push(format!("And {} again.\n", self.random.pick(WORDS))),
            3 => lines.insert(at, "\n".to_owned()),
            4 => lines = vec![text.replace('\n', "\r\n")],
            _ => lines[at] = self.with_another_word(&lines[at]),
        }
        lines.concat()
    }

    fn with_another_word(&mut self, line: &str) -> String {
        let mut words: Vec<&str> = line.split(' ').collect();
        let at = self.random.below(words.len());
        words[at] = self.random.pick(WORDS);
        let line = words.join(" ");
        if line.ends_with('\n') { line } else { line + "\n" }
    }

    /// A file of the site as it was in the beginning.
    fn bring_back(&mut self) -> String {
        let (path, text) = FILES[self.random.below(FILES.len())];
        let file = self.root.join(path);
        if file.is_dir() || fs::symlink_metadata(&file).is_ok_and(|found| found.is_symlink()) {
            return "nothing".to_owned();
        }
        self.write(&file, text.as_bytes());
        self.said("bring back", &file)
    }

    fn delete(&mut self) -> String {
        let file = self.any_file();
        self.remove(&file);
        self.said("delete", &file)
    }

    fn rename(&mut self) -> String {
        let file = self.any_file();
        let to = self.new_name(&file);
        self.write(&to, &fs::read(&file).unwrap());
        self.remove(&file);
        self.said("rename", &file) + &self.said(" to", &to)
    }

    fn copy(&mut self) -> String {
        let file = self.any_file();
        let to = self.new_name(&file);
        self.write(&to, &fs::read(&file).unwrap());
        self.said("copy", &file) + &self.said(" to", &to)
    }

    fn new_name(&mut self, file: &Path) -> PathBuf {
        let name = file.file_name().unwrap().to_str().unwrap();
        let end = name.find('.').unwrap_or(name.len());
        let folder = file.parent().unwrap();
        match self.random.below(4) {
            0 => folder.join(format!("also-{name}")),
            1 => folder.join(format!("{}/{name}", self.random.pick(&["deep", "2024", "x"]))),
            2 => folder.join(format!(".{name}")),
            _ => folder.join(format!("{}-too{}", &name[..end], &name[end..])),
        }
    }

    /// A folder, with all that is in it, to another place.
    fn move_folder(&mut self) -> String {
        let file = self.any_file();
        let folder = file.parent().unwrap();
        let to = folder.with_file_name(self.random.pick(&["moved", "archive", "2023"]));
        if folder == self.root || to.exists() || self.has_links() {
            return "nothing".to_owned();
        }
        fs::rename(folder, &to).unwrap();
        self.touched.extend([folder.to_owned(), to.clone()]);
        self.said("move folder", folder) + &self.said(" to", &to)
    }

    /// Bytes that are not UTF-8.
    fn damage(&mut self) -> String {
        let file = self.any_text();
        let mut bytes = fs::read(&file).unwrap();
        bytes.insert(bytes.len() / 2, 0xFF);
        self.write(&file, &bytes);
        self.said("damage", &file)
    }

    /// Other words of the same length, in the same tick of the clock if it can be, under the old time.
    fn rewrite_as_long(&mut self) -> String {
        let file = self.any_text();
        let before = fs::metadata(&file).unwrap().modified().unwrap();
        let swapped = |byte: u8| if byte == b'a' { b'e' } else { byte };
        let bytes: Vec<u8> = fs::read(&file).unwrap().into_iter().map(swapped).collect();
        self.write(&file, &bytes);
        fs::File::options().write(true).open(&file).unwrap().set_modified(before).unwrap();
        self.said("rewrite", &file)
    }

    /// A new file is written aside, the old one becomes a copy, the new one takes its place.
    fn shuffle_as_an_editor_saves(&mut self) -> String {
        let file = self.any_text();
        let Ok(text) = fs::read_to_string(&file) else { return "nothing".to_owned() };
        let text = self.edited(&text);
        let (aside, backup) = (file.with_file_name("4913"), file.with_extension("md~"));
        self.write(&aside, text.as_bytes());
        fs::rename(&file, &backup).unwrap();
        fs::rename(&aside, &file).unwrap();
        self.remove(&backup);
        self.touched.extend([file.clone(), aside, file.with_file_name(".swap.swp")]);
        self.said("save", &file)
    }

    fn become_a_folder(&mut self) -> String {
        let file = self.any_file();
        self.remove(&file);
        fs::create_dir_all(&file).unwrap();
        self.touched.push(file.clone());
        self.said("make a folder of", &file)
    }

    #[cfg(unix)]
    fn link(&mut self) -> String {
        let target = self.any_file();
        let target = if self.random.below(3) == 0 { target.parent().unwrap().to_owned() } else { target };
        let link = self.new_name(&target);
        if link.starts_with(&target) || fs::symlink_metadata(&link).is_ok() {
            return "nothing".to_owned();
        }
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        self.touched.push(link.clone());
        self.said("link", &link) + &self.said(" to", &target)
    }

    #[cfg(not(unix))]
    fn link(&mut self) -> String {
        "nothing".to_owned()
    }

    /// Nothing changes but the time.
    fn touch(&mut self) -> String {
        let file = self.any_file();
        self.write(&file, &fs::read(&file).unwrap());
        self.said("touch", &file)
    }

    fn hold_unsaved(&mut self) -> String {
        if self.random.below(3) == 0 {
            self.buffers.clear();
            return "close all buffers".to_owned();
        }
        let file = self.any_text();
        let path: Arc<str> = inner(self.root, &file).into();
        let saved = || fs::read_to_string(&file).unwrap_or_default();
        let text = self.buffers.get(&path).map_or_else(saved, ToString::to_string);
        let text = self.edited(&text);
        self.buffers.insert(path, text.into());
        self.said("type into", &file)
    }

    fn any_file(&mut self) -> PathBuf {
        let files: Vec<String> = tree(self.root).into_keys().collect();
        self.root.join(&files[self.random.below(files.len())])
    }

    /// A file that is read for its meaning.
    fn any_text(&mut self) -> PathBuf {
        loop {
            let file = self.any_file();
            if file
                .extension()
                .is_some_and(|end| ["md", "yaml", "toml", "html", "json"].iter().any(|text| end == *text))
            {
                return file;
            }
        }
    }

    fn has_links(&self) -> bool {
        walkdir::WalkDir::new(self.root).into_iter().any(|entry| entry.unwrap().path_is_symlink())
    }

    fn write(&mut self, file: &Path, bytes: &[u8]) {
        put(file, bytes);
        self.touched.push(file.to_owned());
    }

    fn remove(&mut self, file: &Path) {
        fs::remove_file(file).unwrap();
        self.touched.push(file.to_owned());
    }

    fn said(&self, what: &str, file: &Path) -> String {
        format!("{what} `{}`", inner(self.root, file))
    }
}

fn inner(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")
}
