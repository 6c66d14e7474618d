//! Sources that draw on each other in a circle (format, section 6): none of them is an origin.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::record::origins;

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    origins::cycles(site.corpus)
        .iter()
        .map(|way| {
            let keys: Vec<&str> = way.iter().map(|&source| &*site.corpus.source(source).key).collect();
            let places: Vec<_> = way.iter().map(|&source| site.places.source(source)).collect();
            problems::circular_reporting(&keys, &places)
        })
        .collect()
}
