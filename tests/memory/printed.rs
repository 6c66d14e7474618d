//! A site's files, printed into memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::{fs, io};

use onrecord::diag::Diagnostic;
use onrecord::model::SitePath;
use onrecord::pipeline::{self, Press, Site};
use onrecord::plan;

#[derive(Default)]
pub struct Printed(Mutex<BTreeMap<String, Vec<u8>>>);

/// The files of a site by path, and what is wrong with its pages.
pub fn print(site: &Site) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let press = Printed::default();
    let wrong = pipeline::print(site, plan::Options { portable: false }, &press).unwrap();
    (press.0.into_inner().unwrap(), wrong)
}

impl Press for Printed {
    fn write(&self, path: &SitePath, _: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().unwrap().insert(path.file_path(), bytes.to_vec());
        Ok(())
    }

    fn copy(&self, path: &SitePath, writer: &str, from: &Path) -> io::Result<()> {
        self.write(path, writer, &fs::read(from)?)
    }
}
