//! Sites printed into memory, for tests of what is written.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::{fs, io};

use onrecord::model::SitePath;
use onrecord::pipeline::{self, Press};
use onrecord::{plan, resolve};

/// The files of an output that are text, by path.
pub type Files = BTreeMap<String, String>;

#[derive(Default)]
struct Output(Mutex<Files>);

impl Press for Output {
    fn write(&self, path: &SitePath, _: &str, bytes: &[u8]) -> io::Result<()> {
        if let Ok(text) = String::from_utf8(bytes.to_vec()) {
            self.0.lock().unwrap().insert(path.file_path(), text);
        }
        Ok(())
    }

    fn copy(&self, path: &SitePath, _: &str, from: &Path) -> io::Result<()> {
        if let Ok(text) = fs::read_to_string(from) {
            self.0.lock().unwrap().insert(path.file_path(), text);
        }
        Ok(())
    }
}

/// The output of the site in a folder, which must have no errors; at an address, where one is given.
pub fn printed(folder: &Path, base_url: Option<&str>) -> Files {
    let asked = resolve::Options { drafts: false, base_url: base_url.map(str::to_owned) };
    let site = pipeline::load(folder, &asked);
    assert!(!site.has_errors(), "{:#?}", site.diagnostics);
    let output = Output::default();
    let wrong = pipeline::print(&site, plan::Options { portable: false }, &output).unwrap();
    assert!(wrong.iter().all(|wrong| !wrong.is_error()), "{wrong:#?}");
    output.0.into_inner().unwrap()
}

/// The same of the site of these files, by path.
#[allow(dead_code, reason = "some tests have no site but the demonstration")]
pub fn printed_files<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    base_url: Option<&str>,
) -> Files {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    printed(folder.path(), base_url)
}

/// The same of the demonstration.
#[allow(dead_code, reason = "some tests have sites of their own")]
pub fn demonstration(base_url: Option<&str>) -> Files {
    printed(Path::new(env!("CARGO_MANIFEST_DIR")), base_url)
}
