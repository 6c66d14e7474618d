//! Sources that draw on each other in a circle (format, section 6): none of them is an origin.

use crate::diag::{Diagnostic, problems::checking as problems};
use crate::record::origins;

use super::Site;

pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    origins::cycles(site.corpus)
        .iter()
        .map(|way| {
            let keys: Vec<&str> = way.iter().map(|&source| &*site.corpus.source(source).key).collect();
            let next = way.iter().cycle().skip(1);
            let places: Vec<_> =
                way.iter().zip(next).map(|(&source, &next)| site.places.based_on(source, next)).collect();
            problems::circular_reporting(&keys, &places)
        })
        .collect()
}
