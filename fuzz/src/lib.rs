//! The bodies of the fuzz targets. Each takes bytes that mean nothing yet, does with them what the program
//! does with an input, and holds what must hold of whatever comes out.
//!
//! The targets under `targets/` hand them what a fuzzer makes up; `tests/robust` of the program includes this
//! file and hands them the cases under `cases/`, so that what was found once is tested for ever after. So
//! nothing here may need a fuzzing engine, and paths between the modules go by `super`.

pub mod copies;
pub mod dates;
pub mod draft;
pub mod edits;
pub mod lost;
pub mod marks;
pub mod quotes;
pub mod reading;
pub mod sites;

/// What holds for the inputs of one target; panics where it does not.
pub type Body = fn(&[u8]);

/// All targets, by the name of their files.
pub const TARGETS: [(&str, Body); 11] = [
    ("claims", reading::claims),
    ("config", reading::config),
    ("copies", copies::hold),
    ("dates", dates::hold),
    ("edits", edits::hold),
    ("front", reading::front),
    ("lost", lost::hold),
    ("marks", marks::hold),
    ("quotes", quotes::hold),
    ("sites", sites::hold),
    ("sources", reading::sources),
];

/// The line between the parts of a case that has several.
const PARTING: &str = "\n%%\n";

/// The parts of a case, in the order in which they stand.
fn parts(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).split(PARTING).map(str::to_owned).collect()
}
